"""The rules of a negotiation, on a small one in round figures: price 10 000, rival 8 800, ceiling 9 500.

The gap that she says is 1 200; at equal scope it is 500. She can give y1, y2 and y4; x1 answers her.
"""

import csv
import shutil
from dataclasses import replace
from decimal import Decimal

import pytest

from autograder import truth
from ntc.case import VARIANTS, Case, CaseError, load
from ntc.fields import Blank, Unreadable, Value, session
from ntc.fields.answers import AnswersFile, read_answers
from ntc.instruments.bargaining import said
from ntc.instruments.bargaining.sealed import opened
from ntc.instruments.bargaining.table import POOR, USEFUL, WAYS_OUT
from ntc.instruments.bargaining.table import table as laid
from ntc.instruments.bargaining.take import Take, replayed
from ntc.instruments.negotiation import SAMPLE, Negotiation, Sparring
from ntc.paths import TABLES

ID = "cp4-causes"
HEARD = ["question", "reformuler:date"]


def who(**traits):
    return replace(SAMPLE, traits=replace(SAMPLE.traits, **traits))


WARY, PLAYFUL = who(mood="méfiante"), who(mood="joueuse")
NEVER = who(agrees=False)


def after(*moves, table=SAMPLE):
    take = replayed(table, moves)
    assert take is not None
    return take


def codes(take):
    return take.turns[-1].codes


def test_it_opens_on_the_whole_gap_with_a_trust_that_her_mood_sets():
    for table, trust in ((SAMPLE, 2), (WARY, 1), (PLAYFUL, 2)):
        take = Take(table)
        assert (take.left, take.trust, take.gap, take.margin) == (18, trust, 1200, 3500)


def test_an_open_question_is_answered_by_who_trusts():
    assert "mobile" in after("question").known
    assert after("question").left == 16
    again = after("question", "question")
    assert (codes(again), again.trust) == (("déjà dit",), 1)
    assert codes(after("question", table=WARY)) == ("pas encore",)
    assert after("question", table=WARY).trust == 1
    asked_twice = after("question", "question", table=WARY)
    assert (asked_twice.trust, asked_twice.end) == (0, "fermé")
    assert codes(after("question", table=PLAYFUL)) == ("leurre",)


def test_to_dig_before_asking_is_an_interrogation_and_she_who_plays_wants_to_be_held_first():
    assert (codes(after("creuser")), after("creuser").trust) == (("interrogatoire",), 1)
    assert codes(after("question", "creuser", table=PLAYFUL)) == ("leurre",)
    assert codes(after("tenir", "question", "creuser", table=PLAYFUL)) == ("mobile",)
    assert codes(after("comparer", "question", table=WARY)) == ("mobile",)


def test_what_she_can_give_is_asked_once_one_knows_what_moves_her():
    assert codes(after("contreparties")) == ("trop tôt",)
    assert codes(after("question", "contreparties")) == ("contreparties",)
    assert codes(after("question", "contreparties", "contreparties")) == ("déjà dit",)


def test_pages_read_together_bring_the_gap_to_what_it_is():
    assert after("comparer").gap == 500
    assert after("comparer", table=WARY).trust == 2
    assert (after("comparer", "comparer").gap, after("comparer", "comparer").trust) == (500, 1)
    # Without agreement the other page was made again: 10 000 − 7 500.
    assert after("comparer", table=NEVER).gap == 2500
    assert codes(after("comparer", table=NEVER)) == ("page refaite",)


def test_what_is_said_back_opens_her_once_and_a_guess_closes_her():
    assert after(*HEARD).trust == 3
    assert codes(after("reformuler:date")) == ("non",)
    assert after("question", "reformuler:arrêt").trust == 1
    assert after(*HEARD, "reformuler:date").trust == 2


def test_the_right_proof_closes_a_fifth_of_the_true_gap_once():
    assert after("question", "prouver:date").gap == 1100
    twice = after("question", "prouver:date", "prouver:date")
    assert (twice.gap, twice.trust) == (1100, 1)
    assert codes(after("prouver:date")) == ("et alors",)
    assert after("question", "prouver:date", table=NEVER).gap == 1200


def test_to_hold_is_worth_something_to_her_who_plays_nothing_to_the_wary_and_costs_with_others():
    assert [after("tenir", table=one).trust for one in (SAMPLE, WARY, PLAYFUL)] == [1, 1, 3]
    assert after("tenir", "tenir", table=PLAYFUL).trust == 2


def test_a_gift_is_taken_and_more_is_asked():
    take = after("proposer:x3|rien")
    # 4 % given, 2 % asked again: the gap is 200 less, the margin 400.
    assert (take.gap, take.margin, take.trust) == (1000, 3100, 1)
    vague = after("proposer:x2|y5")
    assert (vague.gap, vague.margin, vague.trust, codes(vague)) == (1300, 3400, 1, ("encore",))
    # It never brings her trust to nothing.
    assert after("proposer:x2|rien", "proposer:x5|rien").trust == 1
    half = after("poire")
    assert (half.gap, half.margin) == (1000, 3100)


def test_her_answer_given_away_covers_her_for_less():
    take = after("question", "proposer:x1|rien")
    assert take.covered
    assert not take.tabled
    assert take.gap == 1200 + 100 - 150


def test_one_thing_against_another_is_worth_what_it_is_worth_to_her():
    take = after("comparer", "proposer:x2|y1")
    assert (take.gap, take.margin, take.trust) == (350, 3400, 2)
    assert [one.against for one in take.given] == ["y1"]
    # A discount before the pages were read: 1 % more.
    assert after("proposer:x3|y1").gap == 1200 + 100 - 400
    assert after("comparer", "proposer:x3|y1").gap == 100


def test_what_she_cannot_give_is_refused_and_costs_from_the_second_offer_or_once_she_told():
    assert (codes(after("proposer:x2|y3")), after("proposer:x2|y3").trust) == (("pas cela",), 2)
    assert after("proposer:x2|y3", "proposer:x2|y3").trust == 1
    assert after(*HEARD, "contreparties", "proposer:x1|y3").trust == 2
    used = after("proposer:x2|y1", "proposer:x5|y1")
    assert (codes(used), used.trust) == (("pas cela",), 1)
    assert codes(after("proposer:x2|y1", "proposer:x2|y2")) == ("déjà donné",)


def test_her_answer_against_an_engagement_covers_her_by_its_weight():
    # Half of 500, less 0.15 of it where it was not said back.
    assert after("comparer", *HEARD, "proposer:x1|y1").gap == 250
    assert after("comparer", "question", "proposer:x1|y1").gap == 325
    take = after("comparer", *HEARD, "proposer:x1|y1")
    assert take.covered
    assert take.tabled
    assert codes(take) == ("là vous me parlez",)
    # Before she told, it is a concession like others; without agreement it is worth what it is worth.
    assert after("comparer", "proposer:x1|y1").gap == 200
    never = after("comparer", *HEARD, "proposer:x1|y1", table=NEVER)
    assert (never.gap, never.covered, never.tabled) == (2200, False, True)


def test_something_else_than_what_she_just_said_is_beside_the_point():
    take = after("question", "proposer:x2|y1")
    assert (codes(take), take.trust) == (("autre chose", "échange"), 1)
    assert after(*HEARD, "proposer:x1|y1", "proposer:x2|y2").trust == 3


GOOD = ("comparer", *HEARD, "contreparties", "prouver:date", "proposer:x1|y1", "proposer:x2|y2")


def test_she_signs_once_the_gap_is_closed_and_her_motive_answered():
    # 500 − 100 − 250 − 150 = 0.
    take = after(*GOOD)
    assert take.gap == 0
    signed = after(*GOOD, "conclure")
    assert (signed.end, signed.margin, codes(signed)) == ("signé", 3200, ("accord",))
    early = after("comparer", "conclure", "conclure")
    assert (codes(early), early.trust) == (("il manque",), 1)
    # Not answered, she keeps six tenths of the first gap against the risk: 500 − 400 + 720 > 0.
    assert codes(after("comparer", "proposer:x3|y1", "conclure")) == ("il manque",)


def test_she_who_plays_bluffs_first_and_a_bluff_falls_when_one_holds():
    good = ("comparer", "tenir", "question", "creuser", "reformuler:date", "prouver:date")
    paid = (*good, "proposer:x1|y1", "proposer:x2|y2")
    table = replace(PLAYFUL, minutes=22)
    bluff = after(*paid, "conclure", table=table)
    assert (codes(bluff), bluff.end, bluff.bluff) == (("dernier mot",), "", 1)
    assert codes(after(*paid, "conclure", "conclure", table=table)) == ("j’attends",)
    assert after(*paid, "conclure", "tenir", "conclure", table=table).end == "signé"


def test_without_agreement_her_last_word_is_heard_once_pages_and_motive_are_known():
    assert codes(after("conclure", table=NEVER)) == ("il manque",)
    take = after("comparer", "question", "conclure", table=NEVER)
    assert (codes(take), take.end) == (("dernier mot",), "")
    assert after("comparer", "question", "conclure", "partir", table=NEVER).end == "parti"


@pytest.mark.parametrize(("kind", "minutes"), [("catalogue", 4), ("chef", 3), ("refuser", 1)])
def test_what_serves_nobody_takes_time_and_trust(kind, minutes):
    take = after(kind)
    assert (take.left, take.trust) == (18 - minutes, 1)


def test_faults_are_kept_and_what_breaks_a_limit_is_taken_at_once():
    assert (after("dénigrer").trust, after("dénigrer").faults) == (0, {"dénigrement"})
    assert (after("promettre").trust, after("promettre").faults) == (2, {"promesse"})
    beyond = after("proposer:x4|rien")
    assert (beyond.end, beyond.faults) == ("signé", {"pouvoir"})
    # 8 % in all is still in one's power; what goes under 24 % of margin is not.
    assert after("poire", "proposer:x3|rien").end == ""
    low = after("proposer:x2|y1", table=replace(SAMPLE, unit_cost=Decimal(7_550)))
    assert (low.end, low.faults) == ("signé", {"plancher"})


def test_an_hour_passes_and_nothing_can_be_said_after_the_end():
    late = after("question", "comparer", *["promettre"] * 13)
    assert (late.left, late.end, codes(late)[-1]) == (0, "temps", "temps")
    assert replayed(SAMPLE, ["partir", "question"]) is None
    with pytest.raises(ValueError, match="parti"):
        after("partir").play(SAMPLE.sentences[0])


def test_a_turn_offers_nine_sentences_the_same_each_time_and_three_ways_out():
    take = after("question")
    shown = [one.kind for one in said.sheet(take)]
    assert len(shown) == 9
    assert set(shown) >= set(USEFUL)
    assert len(set(shown) & set(POOR)) == 4
    assert shown == [one.kind for one in said.sheet(after("question"))]
    assert [one.kind for one in said.ways_out(take)] == list(WAYS_OUT)
    first = [said.sheet(after(*["promettre"] * rank))[0].kind for rank in range(10)]
    assert len(set(first)) > 3


def test_the_pad_holds_what_she_told_and_nothing_else():
    assert said.notes(after("tenir")) == []
    heads = [head for head, _ in said.notes(after(*GOOD))]
    assert heads == ["Leur page", "Ce qui l’inquiète", "Vérifié", "Ce qu’elle peut donner", "Accordé"]
    assert dict(said.notes(after("question", "contreparties")))["Ce qu’elle peut donner"] == (
        "commande signée, trois ans d’entretien et visite de deux prospects"
    )


# --- the field -------------------------------------------------------------------------------------------


@pytest.fixture
def answers(tmp_path):
    file = AnswersFile(tmp_path / "cp4-bilan.answers.json", "cp4-bilan", "test.eleve", "07")
    session.open_answers(file)
    yield file
    session.close_answers()


def test_it_is_answered_once_it_is_over():
    field = Negotiation(ID, SAMPLE)
    assert field.parse([]) == Blank()
    going, over = field.parse(["question"]), field.parse(["question", "partir"])
    assert (going.complete, over.complete) == (False, True)
    assert isinstance(over, Value)
    assert over.echo == "2\u00a0répliques · Vous partez, la porte reste ouverte."
    for raw in (["nobody"], ["proposer:x1"], ["proposer:x1|y9"], ["prouver:"], "question", {"a": 1}):
        assert isinstance(field.parse(raw), Unreadable)


def test_the_page_is_told_what_is_heard_and_nothing_of_what_is_hidden(answers):
    field = Negotiation(ID, SAMPLE, floor="cp4-time-visit-cost")
    shown = field.feedback(["question"]).cells
    assert set(shown) == {"talk", "facts", "notes", "sheet", "out"}
    assert [fact["text"] for fact in shown["facts"].values()] == [
        "3\u202f500,00\u00a0€",
        "16\u00a0minutes",
        "10\u202f000,00\u00a0€",
        "pas encore écrit",
    ]
    told = str(field.spec()) + str(field.feedback(["tenir"]).cells)
    assert "7500" not in told
    assert "pressée" not in told
    assert set(field.feedback(["partir"]).cells) == {"talk", "facts", "notes", "end"}


def test_one_s_own_floor_is_shown_as_soon_as_it_is_written(answers):
    live = Negotiation(ID, SAMPLE, floor="cp4-time-visit-cost").widget()
    answers.set("cp4-time-visit-cost", "7 600")
    assert live.cells["facts"]["floor"]["text"] == "7\u202f600,00\u00a0€"
    answers.set("cp4-time-visit-cost", "sept mille")
    assert live.cells["facts"]["floor"]["text"] == "illisible, à récrire plus haut"


def test_what_cannot_be_played_is_answered_from_her_first_line():
    broken = Negotiation(ID, SAMPLE).feedback(["partir", "question"])
    assert broken.state == "unreadable"
    assert list(broken.cells["talk"]) == ["0"]
    assert len(broken.cells["sheet"]) == 9


def test_once_it_is_over_each_line_says_the_minutes_and_the_margin_that_it_took():
    field = Negotiation(ID, SAMPLE)
    talk = field.feedback(["comparer", "proposer:x3|rien", "partir"]).cells["talk"]
    assert [talk[rank]["cost"] for rank in ("1", "2", "3")] == [
        "Réplique 1 · 3\u00a0minutes",
        "Réplique 2 · 2\u00a0minutes · marge − 400,00\u00a0€",
        "Réplique 3 · 0\u00a0minute",
    ]


def test_one_asks_before_one_gives():
    assert SAMPLE.move("proposer:x2|y1").text == (
        "Si vous nous donnez ceci\u00a0: commande signée, alors je vous propose cela\u00a0: garantie."
    )
    assert SAMPLE.move("proposer:x2|rien").text == "Je vous propose ceci\u00a0: garantie."


@pytest.mark.parametrize("seal", ["", "é", "AAAA", "bm90aGluZw=="])
def test_a_seal_that_does_not_open_says_in_french_what_to_do(seal, tmp_path):
    folder = shutil.copytree(TABLES / "00", tmp_path / "00")
    lines = (folder / "buyers.csv").read_text(encoding="utf-8").splitlines()
    spoilt = [lines[0], *(f"{line.rsplit(',', 1)[0]},{seal}" for line in lines[1:])]
    (folder / "buyers.csv").write_text("\n".join(spoilt) + "\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"buyers\.csv"):
        laid(Case("00", folder), "B1", "Mme Ber", {}, {})


def test_of_two_tabs_the_take_that_went_further_stands():
    field = Negotiation(ID, SAMPLE)
    assert field.merge([], ["question"], ["tenir", "question"]) == ["tenir", "question"]
    assert field.merge([], ["question", "tenir"], ["tenir"]) == ["question", "tenir"]
    assert field.merge([], ["question"], ["tenir"]) == ["tenir"]
    assert not field.taken_back
    spar = Sparring("cp4-spar", SAMPLE)
    assert spar.merge(["question", "tenir"], ["question"], ["question", "tenir"]) == ["question"]


def test_it_is_there_again_after_a_crash(answers):
    Negotiation(ID, SAMPLE).widget().raw = ["question", "comparer"]
    assert read_answers(answers.path)["answers"][ID]["raw"] == ["question", "comparer"]
    again = Negotiation(ID, SAMPLE).widget()
    assert again.state == "partial"
    assert len(again.cells["talk"]) == 3


def test_practice_tells_what_each_move_did():
    spar = Sparring("cp4-spar", SAMPLE, title="Mme Ber, un lundi")
    assert spar.label == "Mme Ber, un lundi"
    assert not spar.assessed
    talk = spar.feedback(["comparer", "proposer:x3|rien"]).cells["talk"]
    assert talk["1"]["cost"] == "3\u00a0minutes · écart − 700\u00a0€"
    assert talk["2"]["cost"] == "2\u00a0minutes · confiance − 1 · écart − 200\u00a0€ · marge − 400,00\u00a0€"
    assert "cost" not in Negotiation(ID, SAMPLE).feedback(["comparer"]).cells["talk"]["1"]


def test_practice_names_what_no_seller_may_do():
    tight = replace(SAMPLE, unit_cost=Decimal(7_550))
    told = {
        "promettre": (SAMPLE, "vous avez promis ce que rien ne garantit"),
        "dénigrer": (SAMPLE, "vous avez rabaissé l’autre maison"),
        "proposer:x4|rien": (SAMPLE, "c’est au-delà de vos pouvoirs"),
        "proposer:x2|y1": (tight, "c’est sous notre prix plancher"),
    }
    for move, (table, fault) in told.items():
        talk = Sparring("cp4-spar", table).feedback([move]).cells["talk"]
        assert talk["1"]["cost"].endswith(f" · {fault}")
    # It is named where it was done, once.
    again = Sparring("cp4-spar", SAMPLE).feedback(["promettre", "question"]).cells["talk"]
    assert again["2"]["cost"] == "2\u00a0minutes"


# --- the seal --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_seal_holds_what_the_truth_says_and_tells_nothing_by_itself(variant):
    with (TABLES / variant / "buyers.csv").open(encoding="utf-8", newline="") as file:
        seals = {row["buyer_id"]: row["seal"] for row in csv.DictReader(file)}
    assert len({len(seal) for seal in seals.values()}) == 1
    for label in truth.load(variant).buyers:
        told = opened(seals[label.buyer_id], variant, label.buyer_id)
        assert (told["mood"], told["mobile"], told["agrees"]) == (label.mood, label.mobile, label.agrees)
        assert (told["gives"], Decimal(told["weight"]), Decimal(told["under"])) == label[4:7]
        kinds = {row[0]: row.kind for row in truth.load(variant).concessions}
        kinds |= {row.counterpart_id: row.kind for row in truth.load(variant).counterparts if row.firm}
        assert told["kinds"] == kinds
        with pytest.raises(ValueError):  # noqa: PT011
            opened(seals[label.buyer_id], variant, "B9")


def test_the_data_of_a_learner_have_a_word_for_all_that_she_may_answer():
    case = load("00")
    assert {row.kind for row in case.moves} == {*USEFUL, *POOR, *WAYS_OUT}
    told = {line[0] for line in SAMPLE.lines}
    assert {row.code for row in case.buyer_lines} == told
