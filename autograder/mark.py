"""What a key returns: a fraction of the points, and for each part what happened and why."""

from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["blank", "unreadable", "wrong", "partial", "right"]


@dataclass(frozen=True)
class PartMark:
    """The mark of one question: ``message`` is French, for the learner; ``expected``, for the instructor.

    ``weight`` is its share in the mark of the exercise, relative to the other parts. ``noted`` are sentences
    for a sheet that a jury reads: what was wrong, as short facts that give no answer. ``carried``: right, but
    only from an answer of the learner's own that is wrong.
    """

    part: str
    label: str
    verdict: Verdict
    fraction: float
    given: str = ""
    expected: str = ""
    slip: str | None = None
    message: str = ""
    weight: float = 1.0
    noted: tuple[str, ...] = ()
    carried: bool = False


@dataclass(frozen=True)
class Mark:
    """The mark of an exercise: ``fraction`` of its points in [0, 1], its parts, comments in French."""

    fraction: float
    parts: tuple[PartMark, ...] = ()
    comments: tuple[str, ...] = ()
    slips: tuple[str, ...] = field(default=())
