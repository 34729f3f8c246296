"""cp7-support: a brochure proves nothing, and is told so; what and when are counted apart."""

from autograder import truth as truths
from autograder.keys import Lesson, mark
from autograder.keys.cp7 import cards
from autograder.keys.cp7 import support as marked
from ntc.case import load
from ntc.lessons.cp7 import plans
from tests.every.tree import placed

ID = "cp7-support"


def marks(raw):
    case, labels = load("00"), truths.load("00")
    return {part.part: part for part in mark(ID, case, labels, Lesson.read(placed("00"), raw)).parts}


def test_a_brochure_for_a_proof_is_told_so_and_leaves_the_moment_alone():
    case, labels = load("00"), truths.load("00")
    asked = plans.situations(case)
    supports, moments = cards.one(cards.firsts(labels, asked)), cards.one(cards.seconds(labels, asked))
    leaflet = next(code for code, text in plans.supports(case) if "brochure" in text)
    supports[asked[0][0]] = leaflet
    told = marks(
        {marked.FIELD: {code: {"support": supports[code], "moment": moments[code]} for code, _ in asked}}
    )
    assert "ne prouve rien" in told["situations-supports"].message
    assert told["situations-supports"].fraction == 0.8
    assert told["situations-moments"].fraction == 1
