"""Fractions worked out by hand from domain reference §4.0, then the properties that no example shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.keys.answers import Entry
from autograder.keys.primitives import mark_board, mark_choice, mark_match, mark_order, mark_set
from autograder.keys.primitives.choices import an_order
from ntc.exercises import Part
from ntc.fields.outcome import Blank, Unreadable, Value
from ntc.french import count, typeset

PART = Part("board", "Votre tableau de bord")
LETTERS = dict(
    zip(
        "abcdefghij",
        ["Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix"],
        strict=True,
    )
)
RIGHT = frozenset("abcd")
SETS = st.frozensets(st.sampled_from(sorted(LETTERS)), min_size=1)


def ticked(chosen, right=RIGHT, **kwargs):
    return mark_set(PART, Entry(Value(frozenset(chosen))), frozenset(right), LETTERS, **kwargs)


# p = 4/10, Fall = 2 × 0.4 ÷ 1.4 = 0.571428…; F1 = 2 × hits ÷ (ticked + 4)
@pytest.mark.parametrize(
    ("chosen", "fraction"),
    [
        ("abcd", 1.0),
        ("abc", (6 / 7 - 4 / 7) / (3 / 7)),  # F1 = 6/7: 2/3
        ("abcde", (8 / 9 - 4 / 7) / (3 / 7)),  # F1 = 8/9: 0.7407
        ("abef", 0.0),  # F1 = 0.5, under Fall
        ("abcdefghij", 0.0),
        ("efgh", 0.0),
    ],
)
def test_a_set_is_marked_by_its_rescaled_f1(chosen, fraction):
    assert ticked(chosen).fraction == pytest.approx(fraction)


def test_a_set_says_which_choice_to_reconsider_and_how_without_naming_what_is_missing():
    mark = ticked("abce", method="Gardez ce qui se mesure.")
    assert (
        mark.message
        == "3 des 4 choix attendus. À reconsidérer\u00a0: «\u00a0Cinq\u00a0». Gardez ce qui se mesure."
    )
    assert mark.given == "Un · Deux · Trois · Cinq"
    assert mark.expected == "Un · Deux · Trois · Quatre"
    assert mark.verdict == "partial"


@given(SETS)
def test_a_set_is_marked_within_bounds_and_only_the_right_one_is_full(chosen):
    fraction = ticked(chosen).fraction
    assert 0 <= fraction <= 1
    assert (fraction == 1) == (chosen == RIGHT)


@given(SETS, st.sampled_from(sorted(LETTERS)))
def test_one_more_right_choice_never_costs_and_one_more_wrong_choice_never_pays(chosen, option):
    without, with_it = ticked(chosen - {option} or {"j"}), ticked((chosen - {option} or {"j"}) | {option})
    if option in RIGHT:
        assert with_it.fraction >= without.fraction
    else:
        assert with_it.fraction <= without.fraction


@given(st.frozensets(st.sampled_from(sorted(LETTERS)), min_size=1, max_size=9))
def test_ticking_everything_earns_nothing_whatever_is_right(right):
    assert ticked(LETTERS, right).fraction == 0
    assert ticked(right, right).fraction == 1


@pytest.mark.parametrize("right", [[], list(LETTERS), ["z"]])
def test_a_set_whose_right_options_are_none_all_or_unknown_is_a_fault_of_the_key(right):
    with pytest.raises(ValueError, match="board"):
        ticked("a", right)


ITEMS = {"q1": "Vendons-nous assez cher ?", "q2": "Nos clients reviennent-ils ?", "q3": "Qui paie tard ?"}
CHOICES = {"rate": "Taux de marque", "keep": "Taux de fidélisation", "dso": "DSO", "late": "Balance âgée"}
PAIRS = {"q1": ["rate"], "q2": ["keep"], "q3": ["dso", "late"]}


def matched(pairs, **kwargs):
    return mark_match(PART, Entry(Value(pairs)), PAIRS, ITEMS, CHOICES, **kwargs)


@pytest.mark.parametrize(
    ("pairs", "fraction"),
    [
        ({"q1": "rate", "q2": "keep", "q3": "dso"}, 1),
        ({"q1": "rate", "q2": "keep", "q3": "late"}, 1),
        ({"q1": "rate", "q2": "dso"}, 1 / 3),
        ({"q1": "keep", "q2": "rate", "q3": "rate"}, 0),
    ],
)
def test_a_match_earns_its_share_of_right_pairs_alternatives_included(pairs, fraction):
    assert matched(pairs).fraction == pytest.approx(fraction)


# of three pairs, chance gets one right: one earns nothing, two half, three all
@pytest.mark.parametrize(
    ("pairs", "fraction"),
    [
        ({"q1": "rate", "q2": "keep", "q3": "dso"}, 1),
        ({"q1": "rate", "q2": "keep"}, 0.5),
        ({"q1": "dso", "q2": "dso", "q3": "dso"}, 0),
        ({"q1": "keep"}, 0),
    ],
)
def test_what_chance_gets_right_earns_nothing_of_a_match(pairs, fraction):
    assert matched(pairs, chance=1).fraction == pytest.approx(fraction)


def test_a_match_that_answers_none_of_the_items_asked_about_is_blank():
    assert matched({"q9": "rate"}).verdict == "blank"


def test_a_match_explains_a_wrong_pair_and_counts_what_is_left_blank():
    mark = matched({"q1": "dso"}, reasons={("q1", "dso"): "Le DSO compte des jours."})
    assert mark.message == (
        "«\u00a0Vendons-nous assez cher\u202f?\u00a0» ne va pas avec «\u00a0DSO\u00a0». "
        "Le DSO compte des jours. 2\u00a0lignes sans réponse."
    )
    assert "Qui paie tard ? → DSO ou Balance âgée" in mark.expected


@given(st.dictionaries(st.sampled_from(sorted(ITEMS)), st.sampled_from(sorted(CHOICES)), min_size=1))
def test_a_match_is_marked_within_bounds_and_one_more_right_pair_pays(pairs):
    fraction = matched(pairs).fraction
    assert 0 <= fraction <= 1
    for item in ITEMS.keys() - pairs.keys():
        assert matched({**pairs, item: PAIRS[item][0]}).fraction > fraction


def test_a_choice_earns_what_it_is_worth():
    labels = {"low": "moins de 30 %", "mid": "de 30 à 40 %", "high": "plus de 40 %"}
    worth, reasons = {"mid": 1.0, "low": 0.5}, {"high": "Où prendrez-vous ces heures ?"}

    def chosen(option):
        return mark_choice(PART, Entry(Value(option)), worth, labels, reasons)

    assert [chosen(option).fraction for option in labels] == [0.5, 1.0, 0.0]
    assert [chosen(option).verdict for option in labels] == ["partial", "right", "wrong"]
    assert chosen("high").message == "Où prendrez-vous ces heures\u202f?"
    assert chosen("low").expected == "de 30 à 40 %"


STEPS = {"a": "Écouter", "b": "Vérifier", "c": "Proposer", "d": "Suivre"}
BEFORE = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]


def ordered(items):
    return mark_order(PART, Entry(Value(tuple(items))), BEFORE, STEPS)


# c = concordant pairs ÷ 4, mark = 2c − 1
@pytest.mark.parametrize(
    ("items", "fraction"),
    [("abcd", 1), ("bacd", 0.5), ("bcda", 0), ("dcba", 0), ("acbd", 0.5), ("abc", 0)],
)
def test_an_order_is_marked_by_its_concordant_pairs(items, fraction):
    assert ordered(items).fraction == fraction


# « bcda » keeps two pairs of four, « dbca » one: what these hold, or hold turned round, is worth nothing.
@pytest.mark.parametrize(
    ("shown", "items", "fraction"),
    [
        ("bcda", "bcda", 0),
        ("bcda", "bacd", 0.5),
        ("dbca", "dbca", 0),
        ("dbca", "acbd", 0),
        ("dbca", "abcd", 1),
    ],
)
def test_what_the_order_shown_holds_already_earns_nothing(shown, items, fraction):
    assert mark_order(PART, Entry(Value(tuple(items))), BEFORE, STEPS, start=shown).fraction == fraction


# Two pairs of four the wrong way round would bring half: with one at most, they bring nothing.
@pytest.mark.parametrize(("items", "fraction"), [("abcd", 1), ("bacd", 0)])
def test_so_many_pairs_the_wrong_way_round_earn_nothing(items, fraction):
    assert mark_order(PART, Entry(Value(tuple(items))), BEFORE, STEPS, most=1).fraction == fraction


def test_the_first_act_that_comes_too_soon_is_told_what_it_waits_for():
    why = {"b": "On vérifie ce qu’on a entendu.", "c": "On propose sur des faits."}
    mark = mark_order(PART, Entry(Value(("c", "b", "a", "d"))), BEFORE, STEPS, why)
    said = typeset("« Proposer » vient trop tôt. On propose sur des faits.")
    assert mark.message == f"{count(2, 'enchaînement')} à revoir. {said}"


@given(st.permutations("abcd"))
def test_an_order_is_full_only_when_every_constrained_pair_is_in_order(items):
    fraction = ordered(items).fraction
    assert 0 <= fraction <= 1
    assert (fraction == 1) == all(items.index(a) < items.index(b) for a, b in BEFORE)


# « d » waits for « a » alone in the second: it may stand in three places, so the order is but an example.
@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (BEFORE[::-1], "Écouter · Vérifier · Proposer · Suivre"),
        ([("b", "c"), ("a", "d"), ("a", "b")], "par exemple\u00a0: Écouter · Vérifier · Suivre · Proposer"),
    ],
)
def test_the_order_expected_is_one_that_can_be_read(before, expected):
    assert an_order(STEPS, before) == expected
    assert mark_order(PART, Entry(Value(tuple("dcba"))), before, STEPS).expected == expected


def test_an_order_without_constraints_is_a_fault_of_the_key():
    with pytest.raises(ValueError, match="board"):
        mark_order(PART, Entry(Value(("a",))), [], STEPS)


CARDS = {"k1": "Stock sous 24 h", "k2": "Pas de permanence", "k3": "Seuil relevé", "k4": "Météo"}
PLACES = {"k1": {"F"}, "k2": {"Fa"}, "k3": {"O", "M"}, "k4": {"out"}}
COLUMNS = {"F": "Force", "Fa": "Faiblesse", "O": "Opportunité", "M": "Menace", "out": "Reste dehors"}
WHY = {"k4": "Elle est la même pour tous."}


def placed(cards, **kwargs):
    return mark_board(PART, Entry(Value(cards)), PLACES, CARDS, COLUMNS, "out", **kwargs)


# three cards to place: (1 in its place, − 0.5 in a wrong one or for what belongs nowhere, 0 left out) ÷ 3
@pytest.mark.parametrize(
    ("cards", "fraction"),
    [
        ({"k1": "F", "k2": "Fa", "k3": "O", "k4": "out"}, 1),
        ({"k1": "F", "k2": "Fa", "k3": "M"}, 1),
        ({"k1": "Fa", "k2": "Fa", "k3": "O"}, 1.5 / 3),
        ({"k1": "F", "k2": "out", "k3": "O"}, 2 / 3),
        ({"k1": "F", "k2": "Fa", "k3": "O", "k4": "M"}, 2.5 / 3),
        ({"k1": "O", "k2": "O", "k3": "O", "k4": "O"}, 0),
        ({"k1": "out", "k2": "out", "k3": "out", "k4": "out"}, 0),
        ({"k4": "M"}, 0),
    ],
)
def test_a_board_takes_half_for_a_wrong_place_and_nothing_for_a_card_left_out(cards, fraction):
    assert placed(cards).fraction == pytest.approx(fraction)


def test_a_board_says_why_a_card_is_not_where_it_belongs_and_not_where_that_is():
    mark = placed({"k1": "F", "k3": "O", "k4": "M"}, reasons=WHY)
    assert mark.message.replace("\u00a0", " ") == (
        "« Pas de permanence » a sa place au tableau. "
        "« Météo » n’a pas sa place en « Menace ». Elle est la même pour tous."
    )
    assert mark.expected.endswith("Seuil relevé → Opportunité ou Menace · Météo → Reste dehors")
    assert mark.given == "Stock sous 24 h → Force · Seuil relevé → Opportunité · Météo → Menace"
    assert mark.noted == (
        "Cartes écartées à tort (1 sur 4).",
        "Cartes retenues qui n’ont pas de place (1 sur 4).",
    )


def test_of_many_cards_astray_eight_are_told_and_the_others_counted():
    cards = {f"k{rank}": f"Carte {rank}" for rank in range(11)}
    mark = mark_board(
        PART, Entry(Value(dict.fromkeys(cards, "M"))), {card: {"F"} for card in cards}, cards, COLUMNS, "out"
    )
    assert mark.message.count("n’a pas sa place") == 8
    assert mark.message.replace("\u00a0", " ").endswith("3 autres cartes à revoir.")


# k3 may be left out as well: out, it is one card less to place; elsewhere, it is wrong
@pytest.mark.parametrize(
    ("k3", "fraction"), [("out", 2 / 2), ("M", 3 / 3), ("F", 1.5 / 3)], ids=["left out", "placed", "wrong"]
)
def test_a_card_that_may_be_left_out_is_not_counted_where_it_is(k3, fraction):
    places = {**PLACES, "k3": {"M", "out"}}
    given = Entry(Value({"k1": "F", "k2": "Fa", "k3": k3}))
    assert mark_board(PART, given, places, CARDS, COLUMNS, "out").fraction == pytest.approx(fraction)


@given(st.dictionaries(st.sampled_from(sorted(CARDS)), st.sampled_from(sorted(COLUMNS)), min_size=1))
def test_a_board_is_marked_within_bounds(cards):
    assert 0 <= placed(cards).fraction <= 1


def test_a_board_where_nothing_belongs_is_a_fault_of_the_key():
    with pytest.raises(ValueError, match="board"):
        mark_board(PART, Entry(Value({"k4": "F"})), {"k4": {"out"}}, {"k4": "Météo"}, COLUMNS, "out")


MARKINGS = {
    "set": lambda entry: mark_set(PART, entry, RIGHT, LETTERS),
    "match": lambda entry: mark_match(PART, entry, PAIRS, ITEMS, CHOICES),
    "choice": lambda entry: mark_choice(PART, entry, {"a": 1.0}, LETTERS),
    "order": lambda entry: mark_order(PART, entry, BEFORE, STEPS),
    "board": lambda entry: mark_board(PART, entry, PLACES, CARDS, COLUMNS, "out"),
}


@pytest.mark.parametrize("marking", MARKINGS.values(), ids=MARKINGS)
def test_blank_and_unreadable_answers_stay_apart_from_wrong_ones(marking):
    blank = marking(Entry(Blank()))
    assert (blank.verdict, blank.fraction, blank.message) == ("blank", 0, "Sans réponse.")
    unreadable = marking(Entry(Unreadable("Choisissez dans la liste."), "zut"))
    assert (unreadable.verdict, unreadable.fraction) == ("unreadable", 0)
    assert unreadable.message == "«\u00a0zut\u00a0» n’a pas pu être lu. Choisissez dans la liste."
