"""The row picker (« choix de lignes ») : lines of a public table that are kept, ticked in its explorer."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ntc.case import Case, Table, schema
from ntc.fields.base import Reply, Sample
from ntc.fields.kinds.multi import MultiField
from ntc.french import typeset
from ntc.tables.declared import code, shown
from ntc.tables.taking import answer
from ntc.tables.view import View
from ntc.tables.whole import table_view


class RowPicker(MultiField):
    """A table to explore, of which ``keep`` lines are kept (any number when it is not said).

    The lines are filtered, sorted and taken away as in any explorer; what was kept stands in a list below.
    Raw and value: as ``MultiField``, the keys of the lines. Raises AttributeError when a learner has no such
    table, ValueError when ``keep`` exceeds its lines.
    """

    kind = "picker"

    def __init__(self, id: str, case: Case, table: str, keep: int | None = None) -> None:
        self.table = schema()[table]
        self._case = case
        super().__init__(
            id, [(code(self.table, row), _name(self.table, row)) for row in case.rows(table)], keep
        )

    def controls(self) -> dict[str, Any]:
        """Describe the lines by their names: the table itself comes when the reader does."""
        return super().controls() | {"title": typeset(self.table.label)}

    def reply(self, asked: Any) -> Reply | None:
        """Give the page the table that it asks for, or a file of what it shows."""
        match asked:
            case {"open": True}:
                return {"table": self._view.packed()}, []
            case {"take": _}:
                return answer(self._view, asked)
        return None

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give none: its lines are those of a case."""
        return []

    @cached_property
    def _view(self) -> View:
        return table_view(self._case, self.table.name)


def _name(table: Table, row: Any) -> str:
    """What a line is called: by what names it, else by its key and the first thing that it says."""
    columns: Mapping[str, Any] = {column.name: column for column in table.public}
    first = next((name for name, column in columns.items() if column.type == "text"), table.public[-1].name)
    names = table.naming or (*table.key, first)
    return typeset(", ".join(shown(columns[name], getattr(row, name)) for name in dict.fromkeys(names)))
