"""Lines of a table, kept or sorted where one explores it (« choix de lignes », « tri de lignes »)."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import Any

from ntc.case import Case, Table, schema
from ntc.fields.base import Field, Reply, Sample
from ntc.fields.kinds.match import MatchField
from ntc.fields.kinds.multi import MultiField
from ntc.fields.markup import Html, element
from ntc.fields.options import Options
from ntc.fields.outcome import Outcome, Value
from ntc.french import count, typeset
from ntc.tables.declared import code, shown
from ntc.tables.taking import answer
from ntc.tables.view import View
from ntc.tables.whole import table_view


class OnTable(Field):
    """A field that is answered line by line in a table, filtered and taken away as in any explorer."""

    _open: Callable[[], View]

    def reply(self, asked: Any) -> Reply | None:
        """Give the page the table that it asks for, or a file of what it shows."""
        match asked:
            case {"open": True}:
                return {"table": self._view.packed()}, []
            case {"take": _}:
                return answer(self._view, asked)
        return None

    @staticmethod
    def find(name: str) -> Callable[[Case], View]:
        """What makes the table of that name."""
        return partial(table_view, name=name)

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give none: its lines are those of a case."""
        return []

    @cached_property
    def _view(self) -> View:
        view = self._open()
        if len(view.rows) != len(self._named()):
            raise ValueError(f"{self.id}: {len(view.rows)} lines, {len(self._named())} names")
        return view

    @abstractmethod
    def _named(self) -> Mapping[str, str]:
        """The lines by their keys, in the order of the table."""


class RowPicker(OnTable, MultiField):
    """A table to explore, of which ``keep`` lines are kept (any number when it is not said).

    What was kept stands in a list below. ``lines`` names those of a table of the lesson's own, in its order.
    ``beside``: the id of a ``RowSorter`` of the same lines, whose answer is told beside each box. Raw and
    value: as ``MultiField``, the keys of the lines. Raises AttributeError when a learner has no such table,
    ValueError when ``keep`` exceeds its lines.
    """

    kind = "picker"

    def __init__(
        self,
        id: str,
        case: Case,
        table: str,
        keep: int | None = None,
        lines: Options | None = None,
        beside: str = "",
    ) -> None:
        self._open = partial(self.find(table), case)
        self._beside = beside
        super().__init__(id, _lines(case, table) if lines is None else lines, keep)

    def controls(self) -> dict[str, Any]:
        """Describe the lines by their names: the table itself comes when the reader does."""
        return super().controls() | ({"beside": self._beside} if self._beside else {})

    def _named(self) -> Mapping[str, str]:
        return self.labels


class RowSorter(OnTable, MatchField):
    """A table to explore, of which each line is sorted by one choice; those left alone are ``left``.

    What was sorted stands in lists below. ``lines`` as in ``RowPicker``. Raw and value: as ``MatchField``,
    {line: choice}, of the lines that were sorted. Raises AttributeError when a learner has no such table,
    ValueError when ``left`` is no choice.
    """

    kind = "sorter"

    def __init__(
        self, id: str, case: Case, table: str, choices: Options, *, left: str, lines: Options | None = None
    ) -> None:
        self._open = partial(self.find(table), case)
        super().__init__(id, _lines(case, table) if lines is None else lines, choices)
        if left not in self.choices:
            raise ValueError(f"{id}: {left} is no choice")
        self.left = left

    def controls(self) -> dict[str, Any]:
        """Describe the lines by their names and what they are sorted by."""
        return super().controls() | {"left": self.left}

    def _named(self) -> Mapping[str, str]:
        return self.items

    def _understand(self, raw: Any) -> Outcome:
        outcome = super()._understand(raw)
        if not isinstance(outcome, Value):
            return outcome
        many = Counter(choice for choice in outcome.value.values() if choice != self.left)
        told = [f"{label} : {many[choice]}" for choice, label in self.choices.items() if many[choice]]
        echo = " · ".join([count(many.total(), "ligne triée", "lignes triées"), *told])
        return Value(outcome.value, typeset(echo))

    def _listed(self, given: Mapping[str, str]) -> Html:
        rows = (
            element("tr", element("th", label, scope="row"), element("td", self.choices[given[line]]))
            for line, label in self.items.items()
            if given.get(line, self.left) != self.left
        )
        return element("table", element("tbody", *rows))


def _lines(case: Case, table: str) -> list[tuple[str, str]]:
    declared = schema()[table]
    return [(code(declared, row), _name(declared, row)) for row in case.rows(table)]


def _name(table: Table, row: Any) -> str:
    """What a line is called: by what names it, else by its key and the first thing that it says."""
    columns: Mapping[str, Any] = {column.name: column for column in table.public}
    first = next((name for name, column in columns.items() if column.type == "text"), table.public[-1].name)
    names = table.naming or (*table.key, first)
    return typeset(", ".join(shown(columns[name], getattr(row, name)) for name in dict.fromkeys(names)))
