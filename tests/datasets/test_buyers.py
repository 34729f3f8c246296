"""The third take: who sits opposite, what may be said, what is answered; the story is that of the joinery."""

import re
from collections import Counter, defaultdict

from autograder import truth as truths
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

MOODS, MOBILES = {"pressée", "méfiante", "joueuse"}, {"date", "trésorerie", "arrêt"}
USEFUL = {"question", "creuser", "contreparties", "comparer", "tenir"}
POOR = {"catalogue", "poire", "chef", "refuser", "dénigrer", "promettre"}
WAYS_OUT = {"conclure", "partir", "rompre"}
GIVES = {"signature", "contrat", "acompte", "visite", "creneau"}


@rules.rule
def one_buyer_counts_and_three_are_for_practice(case, truth):
    assert [row.practice for row in case.buyers] == [False, True, True, True]
    labels = [truth.of("buyers")[row.buyer_id] for row in case.buyers]
    assert {label.mood for label in labels[1:]} == MOODS
    assert {label.mobile for label in labels[1:]} == MOBILES
    assert Counter(label.agrees for label in labels[1:]) == {True: 2, False: 1}
    for row, label in zip(case.buyers, labels, strict=True):
        assert row.minutes == (18 if label.mood == "pressée" else 22)
        assert 0.42 <= label.weight <= 0.55
        given = label.gives.split()
        assert len(given) == len(set(given)) == 3
        assert set(given) <= GIVES
        assert not (label.mobile == "trésorerie" and "acompte" in given)


@rules.rule
def the_last_price_lies_under_the_floor(case, truth):
    (deal,) = case.deals
    floor = truth.deals[0].floor_price
    for label in truth.buyers:
        assert deal.price * 81 / 100 <= label.under < floor
    spoken = [row.text for row in case.buyer_lines if row.code == "dernier mot"]
    under = f"{truth.buyers[0].under:,.0f}".replace(",", "\u202f")
    assert all(under in text for text in spoken)


@rules.rule
def what_she_may_give_is_what_can_be_asked(truth):
    assert {row.kind for row in truth.counterparts if row.firm} == GIVES


@rules.rule
def each_kind_of_move_has_three_wordings(case):
    found = Counter(row.kind for row in case.moves)
    assert found == dict.fromkeys(USEFUL | POOR | WAYS_OUT, 3)
    minutes = defaultdict(set)
    for row in case.moves:
        minutes[row.kind].add(row.minutes)
    assert {len(found) for found in minutes.values()} == {1}
    assert minutes["comparer"] == {3}
    assert minutes["partir"] == minutes["rompre"] == {0}


@rules.rule
def she_answers_everything_in_three_wordings(case):
    found = Counter((row.code, row.mood, row.mobile) for row in case.buyer_lines)
    assert min(found.values()) == max(found.values()) == 3
    assert {mood for code, mood, _ in found if code == "ouverture"} == MOODS
    assert {mobile for code, _, mobile in found if code == "mobile"} == MOBILES
    assert len({code for code, *_ in found}) == 35


@rules.rule
def her_figures_are_those_of_the_story(case):
    (deal,) = case.deals
    gap = round(100 * (1 - deal.rival_price / deal.price))
    rest = round(100 * (1 - (deal.rival_price + deal.missing_cost) / deal.price))
    percents = {int(one) for row in case.buyer_lines for one in re.findall(r"(\d+)\u00a0%", row.text)}
    assert percents == {gap, rest}
    (talk,) = [row for row in case.dialogues if row.kind == "négociation"]
    told = " ".join(row.text for row in case.dialogue_nodes if row.dialogue_id == talk.dialogue_id)
    days = {
        one
        for row in case.buyer_lines
        for one in re.findall(r"le ((?:1er|\d+)\s(?:avril|mai|juin))", row.text)
    }
    assert days == set(re.findall(r"le ((?:1er|\d+)\s(?:avril|mai|juin))", told))


@rules.rule
def her_first_line_tells_her_mood_and_nothing_of_what_moves_her(case):
    for row in case.buyer_lines:
        if row.code == "ouverture":
            assert not re.search(
                r"chantier|pénalité|trésorerie|panne|retard|caisse|avril|mai\b|juin", row.text
            )


@rules.rule
def nothing_is_left_to_fill_in(case):
    for row in (*case.moves, *case.buyer_lines):
        assert not re.search(r"[{}]|  ", row.text)
        assert row.text[0].isupper() or not row.text[0].isalpha()


def test_every_mood_and_motive_is_met_and_five_buyers_cannot_agree():
    found = [truths.load(variant).buyers[0] for variant in VARIANTS]
    assert Counter(label.agrees for label in found) == {True: 12, False: 5}
    for agrees in (True, False):
        assert {label.mood for label in found if label.agrees == agrees} == MOODS
        assert {label.mobile for label in found if label.agrees == agrees} == MOBILES
    assert max(Counter((label.mood, label.mobile) for label in found).values()) <= 3


def test_a_neighbour_s_codes_are_of_no_use():
    first = {row.move_id: row.kind for row in load("00").moves}
    for variant in VARIANTS[1:]:
        same = sum(first[row.move_id] == row.kind for row in load(variant).moves)
        assert same <= len(first) / 3


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
