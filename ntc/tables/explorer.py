"""The explorer of tables (« Explorateur ») : filter, group and total the raw data, without a formula."""

from collections.abc import Callable
from functools import partial
from typing import Any

import traitlets

from ntc.case import Case
from ntc.tables import trade, whole
from ntc.tables.taking import answer
from ntc.tables.view import View
from ntc.widget import Widget


class Explorer(Widget):
    """Tables of the case, to explore in the page: once there, they work while the kernel is away.

    What the page shows of one may be taken away as a spreadsheet, which the kernel writes.

    ``names`` are those of ``ntc.tables.trade``, else of any table that a learner may read; the first one is
    shown first. The page asks for the data when the reader comes near, so that they delay neither the fields
    nor what is saved. What is filtered in one explorer of a ``lesson`` is so in its others. Raises KeyError
    for an unknown name, ValueError when there is none.
    """

    _page = traitlets.Unicode("explorer").tag(sync=True)
    tables = traitlets.List(traitlets.Dict()).tag(sync=True)
    lesson = traitlets.Unicode().tag(sync=True)

    def __init__(self, case: Case, *names: str, lesson: str = "") -> None:
        if not names:
            raise ValueError("name at least one table to explore")
        self._views = {name: partial(self.find(name), case) for name in names}
        super().__init__(lesson=lesson)
        self.on_msg(self._asked)

    @staticmethod
    def find(name: str) -> Callable[[Case], View]:
        """What makes the table of that name."""
        table = whole.public_tables().get(name)
        if name not in trade.VIEWS and table and not table.played:
            return partial(whole.table_view, name=name)
        return trade.VIEWS[name]

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if content == "open" and not self.tables:
            self.tables = [view().packed() for view in self._views.values()]
        elif isinstance(content, dict) and content.get("id") in self._views:
            self.send(*answer(self._views[content["id"]](), content))
