"""What one noted for oneself, shown again further down (« rappel »): a bet beside what was counted since."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import traitlets

from ntc.fields import session
from ntc.fields.kinds.check import CheckGrid
from ntc.fields.outcome import Value
from ntc.widget import Widget


class Recall(Widget):
    """Grids filled in earlier in the lesson, as they stand now: a change above is seen here at once.

    ``grids`` are their ids, in a list: a cell that shows them again places none. Nothing is saved, marked or
    counted. Raises KeyError for an unknown grid, RuntimeError when no lesson is open.
    """

    _page = traitlets.Unicode("recall").tag(sync=True)
    parts = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, grids: Iterable[str]) -> None:
        answers = session.current_answers()
        if answers is None:
            raise RuntimeError("open_lesson comes first: it opens the answers file that is read here")
        self._answers = answers
        self._grids = [CheckGrid(grid) for grid in grids]
        super().__init__(parts=self._told())
        for grid in self._grids:
            answers.subscribe(grid.id, self._written)

    def _written(self, _raw: Any, _when: datetime) -> None:
        self.parts = self._told()

    def _told(self) -> list[dict[str, Any]]:
        """The title of each grid, and what was said of each of its rows."""
        return [{"label": grid.label, "rows": self._said(grid)} for grid in self._grids]

    def _said(self, grid: CheckGrid) -> list[tuple[str, str]]:
        outcome = grid.parse(self._answers.get(grid.id))
        given = outcome.value if isinstance(outcome, Value) else {}
        return [(label, grid.choices[given[row]]) for row, label in grid.items.items() if row in given]
