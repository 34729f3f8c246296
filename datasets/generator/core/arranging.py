"""Exact search: blocks of half-hours laid where each may begin, none over another, with little driving a day.

Every place is tried, the block with fewest places left first: an arrangement is found whenever there is one.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """What is laid: its half-hours, the minutes at the wheel, where it may begin in order of preference."""

    length: int
    driving: int
    starts: Sequence[int]


def arrange(
    blocks: Mapping[str, Block], day: Callable[[int], Hashable], driving_max: int
) -> dict[str, int] | None:
    """Lay every block, and return where each begins, or None when that cannot be.

    ``day`` tells on which day a half-hour is; those of one day keep within ``driving_max`` minutes.
    """

    def lay(left: Mapping[str, Block], driven: Mapping[Hashable, int]) -> dict[str, int] | None:
        if not left:
            return {}
        name = min(left, key=lambda code: (len(left[code].starts), -left[code].length, code))
        block = left[name]
        for start in block.starts:
            minutes = driven.get(day(start), 0) + block.driving
            if minutes > driving_max:
                continue
            rest = {
                code: other._replace(starts=_clear(other, start, start + block.length))
                for code, other in left.items()
                if code != name
            }
            found = lay(rest, {**driven, day(start): minutes})
            if found is not None:
                return {name: start, **found}
        return None

    return lay(blocks, {})


def _clear(block: Block, since: int, until: int) -> list[int]:
    """Return where a block may still begin once the half-hours from ``since`` to ``until`` are taken."""
    return [start for start in block.starts if start + block.length <= since or until <= start]
