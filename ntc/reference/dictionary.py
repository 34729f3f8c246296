"""The dictionary of the data (« dictionnaire des données »), written from their schema."""

from html import escape

from ntc.case import Case, Column, Table, schema
from ntc.french import count, typeset

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


class Dictionary:
    """The tables of the case: what each holds, column by column. Only what a learner may read."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def _repr_html_(self) -> str:
        tables = [table for table in schema().values() if table.public]
        return '<div class="ntc-dictionary">' + "".join(self._table(table) for table in tables) + "</div>"

    def __repr__(self) -> str:
        return typeset("Dictionnaire des données")

    def _table(self, table: Table) -> str:
        rows = getattr(self._case, table.name)
        # The company's card is read as its one record.
        lines = count(1 if rows is self._case.company else len(rows), "ligne")
        heads = "".join(
            f'<th scope="col">{head}</th>' for head in ("Colonne", "Nature", "Unité", "Renvoie à")
        )
        body = "".join(_row(column) for column in table.public)
        return (
            f"<details><summary><strong>{escape(typeset(table.label))}</strong> · {lines}</summary>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></details>"
        )


def _row(column: Column) -> str:
    nature = _TYPES[column.type]
    if column.values:
        nature = f"{nature} : {', '.join(column.values)}"
    if column.optional:
        nature = f"{nature} (peut manquer)"
    targets = ", ".join(schema()[reference.split(".")[0]].label for reference in column.references)
    cells = (nature, column.unit, targets)
    label = f'<th scope="row">{escape(typeset(column.label))}</th>'
    return f"<tr>{label}{''.join(f'<td>{escape(typeset(cell))}</td>' for cell in cells)}</tr>"
