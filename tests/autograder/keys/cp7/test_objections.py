"""cp7-objections: what is told of a reply, what disparaging costs, what is noted beside a sham."""

from autograder import truth as truths
from autograder.keys import Lesson, mark
from autograder.keys.cp7 import objections as marked
from ntc.case import VARIANTS, load
from ntc.lessons.cp7 import plans
from ntc.paths import TABLES
from tests.every.tree import placed
from tests.in_sql import database, of_variant

ID, VARIANT = "cp7-objections", "00"
TRUTH = TABLES.parents[1] / "autograder" / "truth"


def marks(raw, variant=VARIANT):
    case, labels = load(variant), truths.load(variant)
    return {part.part: part for part in mark(ID, case, labels, Lesson.read(placed(variant), raw)).parts}


def best(variant):
    labels = truths.load(variant).of("objections")
    return [labels[code].best for code in plans.objections(load(variant))]


def test_one_disparaging_reply_brings_all_ten_to_nothing_and_nothing_else():
    found = 0
    for variant in VARIANTS:
        labels = truths.load(variant).of("objection_replies")
        for rank, code in enumerate(plans.objections(load(variant))):
            for letter in "abcd":
                if labels[f"{code}{letter}"].flaw == "dénigre":
                    path = best(variant)
                    path[rank] = f"{code}{letter}"
                    told = marks({marked.REPLIES: path}, variant)["replies"]
                    assert (told.fraction, told.verdict) == (0, "wrong")
                    assert "comme annoncé" in told.message
                    assert told.noted
                    found += 1
    assert found >= 2 * len(VARIANTS)


def test_who_yields_is_told_what_it_buys():
    labels = truths.load(VARIANT).of("objection_replies")
    path = best(VARIANT)
    code = plans.objections(load(VARIANT))[0]
    path[0] = next(f"{code}{letter}" for letter in "abcd" if labels[f"{code}{letter}"].flaw == "cède")
    told = marks({marked.REPLIES: path})["replies"]
    assert "vous payez pour faire taire" in told.message
    assert abs(told.fraction - (0.9 - 0.25) / 0.75) < 1e-9


def test_what_is_noted_beside_a_sham_counts_for_nothing():
    case, labels = load(VARIANT), truths.load(VARIANT)
    due, kinds = marked.due(case, labels), marked.kinds_of(case, labels)
    moves = {code: due.get(code, "check") for code in kinds}
    told = marks({marked.HEARD: {code: {"kind": "", "technique": move} for code, move in moves.items()}})
    assert told[marked.TECHNIQUES].fraction == 1
    assert told[marked.KINDS].verdict == "blank"


def test_kinds_and_first_moves_are_those_of_the_files():
    """Read again from the generator's own files, in SQL."""
    db = database({**of_variant(["objection_cases"]), "labels": TRUTH / VARIANT / "objections.csv"})
    rows = db.execute(
        "select obj_id, kind, technique from objection_cases join labels using (obj_id)"
    ).fetchall()
    case, labels = load(VARIANT), truths.load(VARIANT)
    english = {"vraie": "real", "prétexte": "sham"}
    assert marked.kinds_of(case, labels) == {code: english[kind] for code, kind, _ in rows}
    assert set(marked.due(case, labels)) == {code for code, kind, _ in rows if kind == "vraie"}
    assert len({move for _, kind, move in rows if kind == "vraie"}) == 5
