"""The dictionary of the data (« dictionnaire des données »): the schema in words, the lines of each table."""

from typing import Any

import traitlets

from ntc.case import Case, Column, Table, schema
from ntc.french import typeset
from ntc.tables.taking import answer
from ntc.tables.whole import public_tables, table_view
from ntc.widget import Widget

_TYPES = {
    "id": "code",
    "text": "texte",
    "choice": "au choix",
    "int": "nombre entier",
    "decimal": "nombre",
    "date": "date",
    "time": "heure",
    "bool": "oui ou non",
}


class Dictionary(Widget):
    """The tables of the case: what each holds, column by column, and its lines. Only what a learner may read.

    The page has what the columns say from the start; it asks for the lines of a table when it is chosen.
    What is played in a lesson is explained, and not shown.
    """

    _page = traitlets.Unicode("dictionary").tag(sync=True)
    tables = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, case: Case) -> None:
        self._case = case
        super().__init__(tables=[self._described(table) for table in public_tables().values()])
        self.on_msg(self._asked)

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        asked = content if isinstance(content, dict) else {}
        table = public_tables().get(asked.get("open") or asked.get("id"))
        if table is None or table.played:
            return
        view = table_view(self._case, table.name)
        self.send({"table": view.packed()}) if "open" in asked else self.send(*answer(view, asked))

    def _described(self, table: Table) -> dict[str, Any]:
        return {
            "id": table.name,
            "label": typeset(table.label),
            "count": len(self._case.rows(table.name)),
            "played": table.played,
            "columns": [_explained(column) for column in table.public],
        }


def _explained(column: Column) -> dict[str, str]:
    """What a column says: its head, what kind of thing it holds, its unit, the table that it points to."""
    nature = _TYPES[column.type]
    if column.values:
        nature = f"{nature} : {', '.join(column.values)}"
    if column.optional:
        nature = f"{nature} (peut manquer)"
    targets = " ou ".join(schema()[reference.split(".")[0]].label for reference in column.references)
    cells = {"label": column.label, "nature": nature, "unit": column.unit, "target": targets}
    return {key: typeset(text) for key, text in cells.items()}
