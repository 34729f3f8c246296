"""Whether two markers agree (*accord*): weighted kappa over the levels of a grid, and the gap in points."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ntc.fields.rubric import LEVELS
from ntc.french import half_up, number, plural, typeset

_FEWEST = 10
"""Lines below which a kappa says nothing: one line more would change it by a tenth or more."""
_WORDS = ((0.8, "très bon"), (0.6, "bon"), (0.4, "moyen"), (0.0, "faible"))


@dataclass(frozen=True)
class Agreement:
    """How two markers agree on ``lines`` lines: as many on the same level, the gap in points, the kappa.

    ``gap`` is the mean of what lies between them, ``lean`` by how much the second gives more; ``kappa`` is
    None where there are too few lines, or both gave everything one level.
    """

    lines: int
    same: int
    gap: float
    lean: float
    kappa: float | None

    @property
    def told(self) -> str:
        """Say it in French."""
        if not self.lines:
            return typeset("Aucune ligne n’a encore deux notes.")
        gap, lean = (number(half_up(abs(each), 2).normalize()) for each in (self.gap, self.lean))
        more = "plus" if self.lean > 0 else "moins"
        side = "" if abs(self.lean) < 0.005 else f", la seconde donne {lean} de {more}"
        said = (
            f"{self.same} {plural(self.same, 'ligne')} sur {self.lines} au même niveau. Écart moyen : {gap} "
            f"{plural(self.gap, 'point')} par ligne{side}. "
        )
        if self.kappa is None:
            return typeset(f"{said}Trop peu de lignes, ou un seul niveau partout, pour un kappa.")
        word = next((word for least, word in _WORDS if self.kappa >= least), "pire que le hasard")
        kappa = number(half_up(self.kappa, 2))
        return typeset(f"{said}Kappa pondéré : {kappa} (accord {word}).")


def agreement(pairs: Sequence[tuple[float, float]], full: float) -> Agreement:
    """Compare the points of two markers, line by line; ``full`` is what a line may be given."""
    of = len(pairs)
    ranks = [(rank_of(first, full), rank_of(second, full)) for first, second in pairs]
    return Agreement(
        of,
        sum(first == second for first, second in ranks),
        sum(abs(first - second) for first, second in pairs) / of if of else 0.0,
        sum(second - first for first, second in pairs) / of if of else 0.0,
        kappa(ranks) if of >= _FEWEST else None,
    )


def rank_of(points: float, full: float) -> int:
    """The level that lies nearest to points, the lower one of two as near."""
    highest = len(LEVELS) - 1
    return min(range(highest + 1), key=lambda rank: (round(abs(points - full * rank / highest), 6), rank))


def kappa(ranks: Sequence[tuple[int, int]]) -> float | None:
    """Cohen's kappa, a disagreement weighing the square of its steps; None when chance leaves no room.

    >>> kappa([(0, 0), (1, 1), (2, 2), (3, 3)])
    1.0
    """
    of = len(ranks)
    firsts, seconds = Counter(first for first, _ in ranks), Counter(second for _, second in ranks)
    seen = sum((first - second) ** 2 for first, second in ranks) / of
    by_chance = sum(
        firsts[first] * seconds[second] * (first - second) ** 2 for first in firsts for second in seconds
    ) / (of * of)
    return 1 - seen / by_chance if by_chance else None
