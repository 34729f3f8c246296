"""Items and choices of the exercises of CP7 that share one form, as pairs (id, text)."""

from ntc.case import Case

Pairs = tuple[tuple[str, str], ...]


def items(case: Case, exercise: str, part: str) -> Pairs:
    """What a part of an exercise asks about."""
    return tuple(
        (row.item_id, row.text) for row in case.quiz_items if (row.exercise, row.part) == (exercise, part)
    )


def choices(case: Case, exercise: str, part: str) -> Pairs:
    """What may be answered."""
    return tuple(
        (row.choice_id, row.text) for row in case.quiz_choices if (row.exercise, row.part) == (exercise, part)
    )
