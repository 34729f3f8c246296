"""A grid that learners fill in for themselves, a level for each row: worth nothing, kept all the same."""

from typing import Any

from ntc import exercises
from ntc.fields.base import Sample
from ntc.fields.kinds.match import MatchField

LEVELS = {"yes": "Oui", "partly": "En partie", "not-yet": "Pas encore"}


class CheckGrid(MatchField):
    """A grid to observe oneself or a partner with (« grille d'auto-évaluation »): a level for each row.

    The ``.toml`` of the lesson declares it in ``lesson.grids``, with a title, its rows as parts, and, where
    they are not the usual ones, its levels as columns. It is no exercise: nothing counts it, nothing waits
    for it. Raises KeyError when no lesson declares it. Raw and value: as ``MatchField``.
    """

    kind = "check"
    assessed = False

    def __init__(self, id: str) -> None:
        grid = exercises.grid(id)
        rows = [(part.id, part.label) for part in grid.parts.values()]
        super().__init__(id, rows, tuple((grid.columns or LEVELS).items()))

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give none: its rows are those that a lesson declares."""
        return []

    def _declared(self, id: str) -> tuple[exercises.Exercise, str]:
        return exercises.grid(id), ""

    def spec(self) -> dict[str, Any]:
        """Describe the grid, and say that it is for the learner alone."""
        return super().spec() | {
            "help": "Sans note et pour vous\u00a0: vos cases sont gardées avec vos réponses."
        }
