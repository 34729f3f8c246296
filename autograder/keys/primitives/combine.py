"""From the marks of the questions to the mark of the exercise, and what all questions share."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from autograder.keys.answers import Entry, unread
from autograder.mark import Mark, PartMark, Verdict
from ntc.exercises import Part
from ntc.fields.outcome import Blank, Unreadable, Value
from ntc.french import typeset


def combine(
    parts: Sequence[PartMark], weights: Mapping[str, float] | None = None, comments: Sequence[str] = ()
) -> Mark:
    """Mean of the parts' fractions (*tab*), weighted by part id where weights are given; labels are typeset.

    Raises ValueError when there is nothing to mark or the weights do not fit the parts.
    """
    if weights is None:
        weights = {part.part: 1.0 for part in parts}
    if not parts or len(weights) != len(parts) or {part.part for part in parts} != set(weights):
        raise ValueError(f"weights {sorted(weights)} for parts {[part.part for part in parts]}")
    total = sum(weights.values())
    fraction = sum(part.fraction * weights[part.part] for part in parts) / total
    slips = tuple(dict.fromkeys(part.slip for part in parts if part.slip))
    weighed = tuple(replace(part, label=typeset(part.label), weight=weights[part.part]) for part in parts)
    return Mark(fraction, weighed, tuple(map(typeset, comments)), slips)


def question_mark(
    part: Part,
    fraction: float,
    message: str,
    *,
    given: str,
    expected: str,
    slip: str | None = None,
    noted: Sequence[str] = (),
    carried: bool = False,
) -> PartMark:
    """The mark of an answer that was read; ``message`` and ``noted`` are set in French typography."""
    return PartMark(
        part.id,
        part.label,
        verdict_of(fraction),
        fraction,
        given,
        expected,
        slip,
        typeset(message),
        noted=tuple(map(typeset, noted)),
        carried=carried,
    )


def row_mark(
    part: Part,
    cells: Collection[Entry],
    fraction: float,
    message: str,
    *,
    given: str,
    expected: str,
    slip: str | None = None,
    carried: bool = False,
) -> PartMark:
    """The mark of a row of several cells, answered as soon as one of them is; what cannot be read is said."""
    if all(isinstance(cell.outcome, Blank) for cell in cells):
        return PartMark(part.id, part.label, "blank", 0.0, "", expected, None, "Sans réponse.")
    unreadable = " ".join(filter(None, map(unread, cells)))
    mark = question_mark(
        part,
        fraction,
        f"{unreadable} {message}".strip(),
        given=given,
        expected=expected,
        slip=slip,
        carried=carried,
    )
    if not unreadable:
        return mark
    # Right in all that could be read is not right.
    return replace(mark, verdict="partial" if fraction else "unreadable")


def eliminated(mark: PartMark, why: str, noted: str) -> PartMark:
    """The mark of a question that something forbidden brings to 0, if it was answered at all.

    ``why`` is said to the learner, ``noted`` to a jury, both in French.
    """
    if mark.verdict in ("blank", "unreadable"):
        return mark
    said = {"message": typeset(why), "noted": (typeset(noted),)}
    return replace(mark, verdict="wrong", fraction=0.0, slip=None, carried=False, **said)


def unanswered(part: Part, entry: Entry, expected: str) -> PartMark | None:
    """The mark of an answer that is blank or unreadable; None when there is a value to mark."""
    if isinstance(entry.outcome, Value):
        return None
    if isinstance(entry.outcome, Unreadable):
        return PartMark(
            part.id, part.label, "unreadable", 0.0, entry.typed, expected, None, typeset(unread(entry))
        )
    return PartMark(part.id, part.label, "blank", 0.0, "", expected, None, "Sans réponse.")


def verdict_of(fraction: float) -> Verdict:
    """Wrong, partial or right, for an answer that was read."""
    return "wrong" if fraction <= 0 else "right" if fraction >= 1 else "partial"
