"""Where the names of a still map go: beside their marks, and never one over another.

``static/map.js`` does the same on the live map, where letters can be measured and the scale changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 12
# No letter is measured here: wide enough for the sans serif of any computer.
_LETTER = 0.58 * SIZE
_GAP = 3


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def within(self, width: float, height: float) -> bool:
        """Whether it lies wholly in a drawing of this size."""
        return (
            self.left >= 0
            and self.top >= 0
            and self.left + self.width <= width
            and self.top + self.height <= height
        )


def mark(x: float, y: float, radius: float) -> Box:
    """The room that a mark takes."""
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


def arrange(
    names: Sequence[tuple[str, Box]], taken: Sequence[Box], width: float, height: float
) -> list[Box | None]:
    """Place each name beside its mark, the first given first served; None for one that finds no room."""
    used = [*taken, *(own for _, own in names)]
    placed: list[Box | None] = []
    for text, own in names:
        free = (
            box
            for box in _around(own, len(text) * _LETTER)
            if box.within(width, height) and not any(box.meets(other) for other in used)
        )
        box = next(free, None)
        placed.append(box)
        if box:
            used.append(box)
    return placed


def _around(own: Box, wide: float) -> list[Box]:
    """Right, left, above, below, then the corners."""
    high = SIZE * 1.2
    right, left = own.left + own.width + _GAP, own.left - _GAP - wide
    above, below = own.top - _GAP - high, own.top + own.height + _GAP
    across, down = own.left + (own.width - wide) / 2, own.top + (own.height - high) / 2
    corners = [
        (right, down),
        (left, down),
        (across, above),
        (across, below),
        (right, above),
        (right, below),
        (left, above),
        (left, below),
    ]
    return [Box(x, y, wide, high) for x, y in corners]
