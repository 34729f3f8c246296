"""The stars that customers give the web seller and us, and what a careless reader makes of their mean.

Drawn for each variant, until every wrong mean (sham, hostile or misdirected reviews kept, unverified or
severe ones thrown out) can be told from the right one and from the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.core.stream import Stream

_ATTEMPTS = 4_000
# Least distance between the right mean and a wrong one, and between two wrong ones.
_RIGHT, _WRONG = 0.15, 0.105
_SHAM, _ATTACK = 8, 2
# So many unverified among the genuine ones.
_UNVERIFIED = (1, 3)
_WEB = (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5)
_WEB_COUNT, _WEB_SUMS = 8, (17, 25)
_PRAISE, _BLAME = 8, ((3, 2, 1), (3, 1, 1), (2, 2, 1), (3, 2, 2), (3, 3, 1), (3, 3, 2), (2, 1, 1))
_FIVES = (3, 7)


@dataclass(frozen=True)
class Given:
    """A genuine review before it is written: its stars, whether the purchase is verified."""

    stars: int
    verified: bool


def web_seller(stream: Stream) -> list[Given]:
    """Draw the genuine reviews of the seller who has bought eight others, else raise ValueError."""
    for _ in range(_ATTEMPTS):
        stars = [stream.pick(_WEB) for _ in range(_WEB_COUNT)]
        given = _with_unverified(stars, stream)
        if _WEB_SUMS[0] <= sum(stars) <= _WEB_SUMS[1] and _apart(given, [[5] * _SHAM]):
            return given
    raise ValueError("no draw of the stars of the web seller keeps its means apart")


def ours(astray: Sequence[int], stream: Stream) -> list[Given]:
    """Draw our genuine reviews, beside hostile ones and those ``astray``, else raise ValueError."""
    for _ in range(_ATTEMPTS):
        fives = stream.between(*_FIVES)
        stars = [5] * fives + [4] * (_PRAISE - fives) + list(stream.pick(_BLAME))
        given = _with_unverified(stream.shuffled(stars), stream)
        if not any(one.verified for one in given if one.stars <= 2):
            continue
        if _apart(given, [[1] * _ATTACK, list(astray)]):
            return given
    raise ValueError("no draw of our stars keeps their means apart")


def _with_unverified(stars: Sequence[int], stream: Stream) -> list[Given]:
    unverified = set(stream.sample(range(len(stars)), stream.between(*_UNVERIFIED)))
    return [Given(one, rank not in unverified) for rank, one in enumerate(stars)]


def _apart(given: Sequence[Given], others: Sequence[Sequence[int]]) -> bool:
    """Tell whether no wrong mean is near the right one, nor near another wrong one."""
    stars = [one.stars for one in given]
    wrong = [_mean([*stars, *more]) for more in others]
    if len(others) > 1:
        wrong.append(_mean([*stars, *(one for more in others for one in more)]))
    wrong += [_mean([one.stars for one in given if one.verified]), _mean([one for one in stars if one > 2])]
    right = _mean(stars)
    return all(abs(mean - right) >= _RIGHT for mean in wrong) and all(
        abs(one - other) >= _WRONG for one, other in combinations(wrong, 2)
    )


def _mean(stars: Sequence[int]) -> float:
    return sum(stars) / len(stars)
