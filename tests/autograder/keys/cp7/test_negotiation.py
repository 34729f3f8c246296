"""The take that counts: what adapted play earns, what no script earns, and what each mistake is told.

The plays below read the truth's own tables, not the key.
"""

from functools import cache
from statistics import mean

import pytest

from autograder import truth
from autograder.keys import SPECIMENS, Lesson, mark
from autograder.keys.cp7 import negotiation
from ntc.case import VARIANTS, load
from ntc.french import typeset
from ntc.instruments.bargaining import said
from ntc.instruments.bargaining.take import Take
from ntc.instruments.negotiation import Negotiation
from ntc.lessons.cp7 import takes_plans as plans

ID = negotiation.ID
ANSWER = {"date": "standby", "trésorerie": "terms", "arrêt": "warranty"}
PROOF = {"date": "date", "trésorerie": "trésorerie", "arrêt": "arrêt"}
PLAIN = ("question", "creuser", "comparer", "contreparties", "tenir", "conclure", "partir", "rompre")
POOR = ("catalogue", "poire", "chef", "refuser", "dénigrer", "promettre")


@cache
def data(variant):
    return load(variant), truth.load(variant)


@cache
def field(variant):
    """The field as the page of a learner has it: her traits come from the seal."""
    return Negotiation(ID, plans.buyer_table(load(variant)))


def marked(variant, moves):
    case, labels = data(variant)
    return mark(ID, case, labels, Lesson.read({ID: {ID: field(variant)}}, {ID: moves}))


def share(variant, script):
    return marked(variant, played(variant, script)).fraction


@cache
def words(variant):
    """The id of each move, by a word: kinds of sentences, of concessions, of counterparts."""
    case, labels = data(variant)
    first = {row.kind: row.move_id for row in reversed(case.moves)}
    offers = {row.kind: row.concession_id for row in labels.concessions}
    backs = {row.kind: row.counterpart_id for row in labels.counterparts if row.firm}
    vague = next(row.counterpart_id for row in labels.counterparts if not row.firm)
    return first, offers, backs | {"parole": vague, "rien": "rien"}


def coded(variant, word):
    """« proposer:kit|signature » as the id of this variant; a plain word as its first sentence."""
    first, offers, backs = words(variant)
    kind, _, rest = word.partition(":")
    if kind != "proposer":
        return first.get(word, word)
    what, _, against = rest.partition("|")
    return f"proposer:{offers[what]}|{backs[against]}"


def played(variant, script):
    """As much of a script as can be played before it is over."""
    take, path = Take(field(variant).table), []
    for word in script:
        code = coded(variant, word)
        if take.end:
            break
        take.play(take.table.move(code))
        path.append(code)
    return path


def buyer(variant):
    return next(row for row in truth.load(variant).buyers if row.buyer_id == "B1")


def adapted(variant):
    """What a good negotiator plays with this buyer: her mood sets the order, her motive the rest."""
    case, labels = data(variant)
    told, gives = buyer(variant), buyer(variant).gives.split()
    opening = {
        "pressée": ["question", "comparer"],
        "méfiante": ["comparer", "question"],
        "joueuse": ["tenir", "question", "creuser", "comparer"],
    }[told.mood]
    heard = [f"reformuler:{told.mobile}", "contreparties", f"prouver:{PROOF[told.mobile]}"]
    answer = f"proposer:{ANSWER[told.mobile]}|{gives[0]}"
    if not told.agrees:
        return [*opening, *heard, answer, "conclure", "partir"]
    (deal,) = case.deals
    ceiling = deal.rival_price + deal.missing_cost
    open_gap = float(deal.price - ceiling) * (0.8 - float(told.weight))
    kinds = {row.concession_id: row.kind for row in labels.concessions}
    others = [row for row in case.concessions if kinds[row.concession_id] != ANSWER[told.mobile]]
    pairs = [(), *((one,) for one in others), *((a, b) for a in others for b in others if a.cost < b.cost)]
    closing = [pair for pair in pairs if sum(row.value for row in pair) >= open_gap]
    cheapest = min(closing, key=lambda pair: sum(row.cost for row in pair))
    added = [
        f"proposer:{kinds[row.concession_id]}|{back}" for row, back in zip(cheapest, gives[1:], strict=False)
    ]
    last = ["conclure", "tenir", "conclure"] if told.mood == "joueuse" else ["conclure"]
    return [*opening, *heard, answer, *added, *last]


@pytest.mark.parametrize("variant", VARIANTS)
def test_adapted_play_earns_everything_leaving_where_that_is_right(variant):
    script = adapted(variant)
    assert share(variant, script) == 1
    assert 8 <= len(played(variant, script)) <= 13


def test_each_mood_and_motive_is_met_and_five_cannot_agree():
    met = [buyer(variant) for variant in VARIANTS]
    assert sum(not one.agrees for one in met) == 5
    assert {one.mood for one in met} == {"pressée", "méfiante", "joueuse"}
    assert {one.mobile for one in met} == ANSWER.keys()


@pytest.mark.parametrize("word", [*POOR, "tenir", "conclure", "partir", "rompre"])
def test_one_word_said_again_and_again_earns_nothing(word):
    assert [share(variant, [word] * 40) for variant in VARIANTS] == [0] * len(VARIANTS)


def test_what_is_always_given_earns_nothing():
    for against in ("rien", "parole"):
        gifts = [f"proposer:{kind}|{against}" for kind in ("kit", "training", "small_discount", "discount")]
        assert [share(variant, gifts * 5) for variant in VARIANTS] == [0] * len(VARIANTS)


@pytest.mark.parametrize(
    ("script", "most"),
    [
        (["question"] * 40, 0.03),
        (["comparer", "partir"], 0.06),
        (["comparer", "question", "conclure", "partir"], 0.16),
        # The best that a search of fixed scripts has found.
        (
            [
                *("comparer", "question", "proposer:standby|visite", "reformuler:arrêt"),
                *("proposer:warranty|signature", "proposer:training|contrat", "conclure"),
                *("prouver:date", "partir"),
            ],
            0.40,
        ),
        # What is the best for her who wants the date, with her mood and her returns guessed.
        (
            [
                *("tenir", "question", "creuser", "comparer", "reformuler:date", "prouver:date"),
                *("proposer:standby|signature", "proposer:kit|contrat", "conclure", "partir"),
            ],
            0.35,
        ),
        (
            [
                *("comparer", "question", "reformuler:trésorerie", "prouver:trésorerie"),
                *("proposer:terms|contrat", "proposer:kit|signature", "conclure", "partir"),
            ],
            0.35,
        ),
        (
            [
                *("comparer", "question", "reformuler:arrêt", "prouver:arrêt"),
                *("proposer:warranty|signature", "proposer:training|contrat", "conclure", "partir"),
            ],
            0.35,
        ),
    ],
)
def test_no_script_played_blind_earns_half(script, most):
    assert mean(share(variant, script) for variant in VARIANTS) <= most


@pytest.mark.slow
def test_a_neighbour_s_perfect_take_is_worth_little():
    pairs = [share(variant, adapted(other)) for variant in VARIANTS for other in VARIANTS if other != variant]
    assert mean(pairs) <= 0.20
    assert sum(one > 0.5 for one in pairs) / len(pairs) <= 0.05


# --- one thing missing, variant 00: wary, the date, an agreement -----------------------------------------

GOOD = ["comparer", "question", "reformuler:date", "contreparties", "prouver:date"]


def points(variant, script):
    result = marked(variant, played(variant, script))
    return {part.part: part.fraction * part.weight for part in result.parts}


def test_the_points_of_variant_00():
    before = {"scope": 2, "listening": 2, "link": 0, "answer": 0, "deal": 0}
    assert points("00", GOOD) == before
    assert points("00", [*GOOD, "partir"]) == before | {"deal": 1}
    assert points("00", [*GOOD, "proposer:standby|signature", "partir"]) == before | {"answer": 2, "deal": 1}
    # 395 + 139 for 1 264 at most: nothing better can be had.
    full = [*GOOD, "proposer:standby|signature", "proposer:kit|contrat", "conclure"]
    assert points("00", full) == {"scope": 2, "listening": 2, "link": 1, "answer": 6, "deal": 6}
    # 395 + 310 instead: (1 264 − 705) ÷ (1 264 − 534) = 0.77.
    dearer = [*GOOD, "proposer:standby|signature", "proposer:commissioning|contrat", "conclure"]
    assert points("00", dearer)["deal"] == 5


def told(variant, script, part):
    result = marked(variant, played(variant, script))
    return next(one for one in result.parts if one.part == part), result


def test_each_mistake_is_told_with_its_line_and_its_cost():
    gift, result = told("00", ["comparer", "proposer:kit|rien", "partir"], "answer")
    assert "Réplique 2" in gift.message
    assert typeset("139,00 €") in gift.message
    assert result.slips == ("trap.take-gift",)
    half, _ = told("00", ["comparer", "poire", "partir"], "answer")
    # 4 % of 15 800.
    assert typeset("632,00 €") in half.message
    assert half.slip == "trap.take-half"
    early, _ = told("00", ["proposer:small_discount|signature", "partir"], "scope")
    assert early.slip == "trap.take-early-price"
    assert typeset("237,00 €") in early.message
    guess, _ = told("00", ["comparer", "reformuler:arrêt", "partir"], "listening")
    assert guess.slip == "trap.take-guessed"
    assert "Pas elle." in guess.message


def test_what_is_forbidden_brings_its_part_to_nothing():
    low = points("00", [*GOOD, "proposer:large_discount|rien"])
    assert (low["answer"], low["deal"], low["scope"]) == (0, 0, 2)
    promised, _ = told("00", ["promettre", *GOOD, "proposer:standby|signature", "partir"], "answer")
    assert promised.fraction == 0
    assert "Réplique 1" in promised.message
    scorn = points("00", [*GOOD, "dénigrer", "partir"])
    assert scorn == {"scope": 0, "listening": 0, "link": 0, "answer": 0, "deal": 1}


def test_a_forged_seal_changes_nothing_of_the_mark():
    """The key knows her by the truth: what the page was told of her is never asked."""
    case, labels = data("00")
    assert negotiation.table_of(case, labels).traits == field("00").table.traits
    assert negotiation.table_of(case, labels) is not field("00").table


@pytest.mark.parametrize("variant", VARIANTS)
def test_all_that_adapted_play_says_is_offered_on_the_page_in_its_turn(variant):
    """In its very words: who has it right could say all of it, and nothing else."""
    case, labels = data(variant)
    right = next(each for each in SPECIMENS[ID](case, labels) if each.fraction == 1)
    take, refused = Take(field(variant).table), []
    for code in right.raw[ID]:
        offered = {one.id for one in (*said.sheet(take), *said.ways_out(take))}
        if ":" not in code and code not in offered:
            refused.append(code)
        take.play(take.table.move(code))
    assert refused == []
    assert take.end
