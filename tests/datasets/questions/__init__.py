"""The numeric questions of the lessons to come, worked out with ``ntc.calc`` on the tables of a variant.

They are those of domain reference §4.1 to §4.7 without CP4, whose keys exist: the tables must bear them on
every variant before a lesson asks them.
"""

from functools import cache

from autograder import truth as truths
from ntc.case import load
from tests.datasets.questions import loyalty, market, plan, prospecting, solution
from tests.datasets.questions.question import Question

LESSONS = (market, plan, loyalty, prospecting, solution)


@cache
def asked(variant: str) -> dict[tuple[str, str], Question]:
    """Every question of a variant, by exercise and name."""
    case, truth = load(variant), truths.load(variant)
    found = [item for lesson in LESSONS for item in lesson.questions(case, truth)]
    out = {(item.exercise, item.name): item for item in found}
    assert len(out) == len(found)
    return out
