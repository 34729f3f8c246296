"""Every table that a learner may read, opened from its schema alone: French heads, names beside codes.

Unlike those of ``ntc.tables.trade``, nothing here is chosen: what the schema holds is shown.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from ntc.case import Case, Table, schema
from ntc.case import Column as Declared
from ntc.french import day
from ntc.tables.declared import head, read, written
from ntc.tables.view import Column, View, clock

if TYPE_CHECKING:
    from pandas import DataFrame


def public_tables() -> dict[str, Table]:
    """The tables that a learner may read, by name, in the order of the schema."""
    return {name: table for name, table in schema().items() if table.public}


def table_view(case: Case, name: str) -> View:
    """Everything that a learner may read of a table; one with a single record is read as a card.

    Raises KeyError when a learner has no such table.
    """
    table = public_tables()[name]
    columns, frame = _columns(case, table)
    view = View.of(name, table.label, "ligne", columns, frame)
    return _card(view) if len(view.rows) == 1 else view


def _columns(case: Case, table: Table) -> tuple[dict[str, Column], "DataFrame"]:
    """The columns as they are read, each followed by the names that its codes stand for."""
    frame, columns = read(case, table.name), {}
    for column in table.public:
        columns[column.name] = head(column)
        named = _named(case, table, column)
        if named:
            label, names = named
            if label == column.label:
                columns[column.name] = head(column)._replace(label=f"{label} (n°)")
            reader = f"{column.name} named"
            columns[reader] = Column(label, "text")
            frame[reader] = frame[column.name].map(names)
    return columns, frame


def _named(case: Case, table: Table, column: Declared) -> tuple[str, Mapping[str, str]] | None:
    """The head and the names of what a column refers to: its own name, else that of the account behind it."""
    targets = [schema()[reference.split(".")[0]] for reference in column.references]
    if not targets:
        return None
    if not all(target.naming for target in targets):
        return _behind(case, table, column, targets[0])
    names = {code: name for target in targets for code, name in _names(case, target).items()}
    first = {one.name: one for one in targets[0].columns}
    # « Référence » is the code's own head: the name then takes its head from the table that gives it.
    told = first[targets[0].key[0]].label == column.label
    return (first[targets[0].naming[0]].label if told else column.label), names


def _behind(
    case: Case, table: Table, column: Declared, target: Table
) -> tuple[str, Mapping[str, str]] | None:
    """Follow a code without a name (an order, an invoice) to the account behind it, unless it is there."""
    link = next((one for one in target.public if one.references), None)
    if link is None:
        return None
    named = _named(case, target, link)
    if named is None:
        return None
    label, names = named
    reached = {one.label for one in table.public if one is not column}
    if label in reached or any(set(link.references) & set(one.references) for one in table.public):
        return None
    through = case.frame(target.name).set_index(target.key[0])[link.name]
    return label, through.map(names).dropna().to_dict()


def _names(case: Case, table: Table) -> dict[str, str]:
    """The names of the rows of a table by code: « 13/01/2026, 14 h 00 » for a half-hour of the week."""
    columns = case.frame(table.name).set_index(table.key[0])[list(table.naming)]
    return {code: ", ".join(map(_said, cells)) for code, *cells in columns.itertuples()}


def _said(value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    return clock(value) if isinstance(value, time) else value


def _card(view: View) -> View:
    lines = tuple(
        (column.label, written(column, value))
        for column, value in zip(view.columns, view.rows[0], strict=True)
    )
    columns = (Column("Rubrique", "text"), Column("Valeur", "text"))
    return View(view.id, view.title, "rubrique", columns, lines, record=view)
