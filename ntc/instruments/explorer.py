"""The explorer of tables (« Explorateur ») : filter, group and total the raw data, without a formula."""

from pathlib import Path

import anywidget
import traitlets

from ntc.case import Case
from ntc.instruments.views import open_view

_STATIC = Path(__file__).parent / "static"


class Explorer(anywidget.AnyWidget):
    """One or several tables of the case, to explore in the page: it works even while the kernel is away.

    ``names`` are those of ``ntc.instruments.views.VIEWS``; the first one is shown first.
    Raises KeyError for an unknown name, ValueError when there is none.
    """

    _esm = _STATIC / "explorer.js"
    _css = _STATIC / "explorer.css"

    tables = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, case: Case, *names: str) -> None:
        if not names:
            raise ValueError("name at least one table to explore")
        super().__init__(tables=[open_view(case, name).packed() for name in names])
