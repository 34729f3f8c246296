"""Every table that a learner may read, opened from its schema alone: French heads, names beside codes.

Unlike those of ``ntc.tables.trade``, nothing here is chosen: what the schema holds is shown.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, time
from functools import cache
from typing import Any

from ntc.case import Case, Table, schema
from ntc.case import Column as Declared
from ntc.french import day, number
from ntc.tables.view import Column, View, declared

# The column by which one names a record, the first that the table has.
_NAMING = ("name", "label", "title", "model", "text")

_EXERCISE = re.compile(r"(cp\d)-")

Read = Callable[[Any], Any]
Field = tuple[Column, Read]


def public_tables() -> dict[str, Table]:
    """The tables that a learner may read, by name, in the order of the schema."""
    return {name: table for name, table in schema().items() if table.public}


def table_view(case: Case, name: str) -> View:
    """Everything that a learner may read of a table; one with a single record is read as a card.

    Raises KeyError when a learner has no such table.
    """
    table = public_tables()[name]
    fields = [field for column in table.public for field in _fields(case, table, column)]
    columns = tuple(column for column, _ in fields)
    rows = tuple(tuple(read(record) for _, read in fields) for record in records(case, name))
    if len(rows) == 1:
        return _card(name, table.label, columns, rows[0])
    return View(name, table.label, "ligne", columns, rows)


def records(case: Case, name: str) -> tuple:
    """The records of a table; the company's card is the only one of its table."""
    return (case.company,) if name == "company" else getattr(case, name)


def _fields(case: Case, table: Table, column: Declared) -> Iterable[Field]:
    """A column as it is read, followed by the name that its code stands for."""
    shown, read = _shown(table, column)
    named = _named(case, table, column)
    if named is None:
        yield shown, read
        return
    head, names = named
    code = shown.label if head != shown.label else f"{shown.label} (code)"
    yield shown._replace(label=code), read
    yield Column(head, "text"), lambda record: names.get(read(record), "")


def _shown(table: Table, column: Declared) -> Field:
    shown, name = declared(table.name, column.name), column.name
    if column.type == "bool":
        return shown, lambda record: {True: "oui", False: "non", None: None}[getattr(record, name)]
    if column.type == "time":
        return shown, lambda record: _clock(getattr(record, name))
    if name == "month":
        return shown._replace(kind="month"), lambda record: getattr(record, name)
    if name == "year":
        return shown._replace(kind="choice"), lambda record: str(getattr(record, name))
    if name.endswith("_rate") or name.startswith("reached_"):
        rate = shown._replace(unit="%", places=max(0, column.places - 2), additive=False)
        return rate, lambda record: _hundredfold(getattr(record, name))
    if column.type == "id":
        return shown, lambda record: _readable(getattr(record, name))
    if name in table.key:
        shown = shown._replace(additive=False)
    return shown, lambda record: getattr(record, name)


def _named(case: Case, table: Table, column: Declared) -> tuple[str, dict[str, str]] | None:
    """The head and the names of what a column refers to: its own name, else that of the account behind it."""
    targets = _targets(column)
    if not targets:
        return None
    if targets[0].name == "week_slots":
        return column.label, {slot.slot_id: _moment(slot.day, slot.start) for slot in case.week_slots}
    names: dict[str, str] = {}
    for target in targets:
        naming = _naming(target)
        if naming is None:
            return _behind(case, table, column, target)
        names |= {
            getattr(record, target.key[0]): getattr(record, naming.name)
            for record in records(case, target.name)
        }
    key = next(one for one in targets[0].columns if one.name == targets[0].key[0])
    # « Référence » is the code's own head: the name then takes its head from the table that gives it.
    return (_naming(targets[0]).label if key.label == column.label else column.label), names


def _behind(case: Case, table: Table, column: Declared, target: Table) -> tuple[str, dict[str, str]] | None:
    """Follow a code without a name (an order, an invoice) to the account behind it, unless it is there."""
    link = next((one for one in target.public if one.references), None)
    if link is None:
        return None
    named = _named(case, target, link)
    if named is None:
        return None
    head, names = named
    reached = {one.label for one in table.public if one is not column}
    if head in reached or any(set(link.references) & set(one.references) for one in table.public):
        return None
    through = {getattr(r, target.key[0]): getattr(r, link.name) for r in records(case, target.name)}
    return head, {code: names.get(reference, "") for code, reference in through.items()}


def _targets(column: Declared) -> list[Table]:
    return [schema()[reference.split(".")[0]] for reference in column.references]


@cache
def _naming(table: Table) -> Declared | None:
    by_name = {column.name: column for column in table.public}
    return next((by_name[name] for name in _NAMING if name in by_name), None)


def _card(name: str, title: str, columns: tuple[Column, ...], record: tuple) -> View:
    lines = tuple(
        (column.label, _written(column, value)) for column, value in zip(columns, record, strict=True)
    )
    return View(name, title, "rubrique", (Column("Rubrique", "text"), Column("Valeur", "text")), lines)


def _written(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    if column.kind == "number":
        return f"{number(value, column.places)} {_unit(column.unit, value)}".strip()
    return str(value)


def _unit(unit: str, value: Any) -> str:
    """« 1 demi-heure »: a unit that is a word takes its plural from two on."""
    return unit[:-1] if abs(value) < 2 and unit.endswith("s") and unit not in ("s", "mois") else unit


def _readable(code: str | None) -> str | None:
    """What is made for one exercise is named by its competence: « CP2 » rather than cp2-tour."""
    made_for = _EXERCISE.match(code or "")
    return made_for[1].upper() if made_for else code


def _clock(value: time | None) -> str | None:
    """« 08 h 30 »: two figures, so that hours are sorted as they come."""
    return None if value is None else f"{value:%H} h {value:%M}"


def _moment(on: date, at: time) -> str:
    """« 13/01/2026, 14 h 00 »: a half-hour of the week is named by its day and its start."""
    return f"{day(on)}, {_clock(at)}"


def _hundredfold(rate: Any) -> Any:
    return None if rate is None else rate * 100
