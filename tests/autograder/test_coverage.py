"""What serves each item of the referential: counted, so that no evidence is lost in silence."""

import pytest

from autograder import coverage
from ntc import referential

FEWER = {
    # Whether somebody searches fast is seen by who sits beside them: the lesson has a grid for it.
    "cp1.c4": 0,
    # Only a note shows that a note can be used; two lines of its grid do, each marked by itself.
    "cp4.c3": 1,
}
ENOUGH = 2

SERVED = coverage.served()
CRITERIA = [item.id for each in referential.load().competencies.values() for item in each.criteria]


def test_the_whole_referential_is_on_the_page():
    page = coverage.page()
    rows = [line.split(" · ")[0].removeprefix("| ") for line in page.splitlines() if line.startswith("| c")]
    items = [item.id for each in referential.load().competencies.values() for item in each.items]
    assert rows == items
    assert (len(CRITERIA), len(items) - len(CRITERIA)) == (38, 213)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_each_criterion_has_independent_evidences(criterion: str):
    """Two exercises at least: no mark of one depends on the other's, but for a figure that is carried."""
    found = SERVED.get(criterion, coverage.Served())
    assert len(found.exercises) == FEWER[criterion] if criterion in FEWER else len(found.exercises) >= ENOUGH
    assert all(coverage.points(one, criterion) > 0 for one in found.exercises)


def test_nothing_is_left_unserved():
    items = {item.id for each in referential.load().competencies.values() for item in each.items}
    assert SERVED.keys() == items


def test_points_of_a_written_exercise_are_those_of_its_lines():
    (note,) = SERVED["cp4.c3"].exercises
    # Four lines share 24 points: two are evidence for this one, the others one each.
    assert [coverage.points(note, f"cp4.{each}") for each in ("c3", "c2", "c4")] == [12, 6, 6]
