"""What is sorted, ticked or put in order of the tables of items: pairs (id, text), for what a cell places."""

from functools import cache

from ntc.case import Case

Pairs = tuple[tuple[str, str], ...]


@cache
def items(case: Case, exercise: str, part: str) -> Pairs:
    """The items of one part of an exercise, in their order."""
    rows = (row for row in case.quiz_items if (row.exercise, row.part) == (exercise, part))
    return tuple((row.item_id, row.text) for row in rows)


@cache
def choices(case: Case, exercise: str, part: str) -> Pairs:
    """What the items of one part may be sorted into, in their order."""
    rows = (row for row in case.quiz_choices if (row.exercise, row.part) == (exercise, part))
    return tuple((row.choice_id, row.text) for row in rows)
