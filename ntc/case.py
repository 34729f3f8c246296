"""The company of the case, as data: an immutable tuple of typed records per table, read when first asked for.

Tables, columns and types are declared in ``datasets/schema.toml``; nothing here knows the trade.
``load("00").orders[0].net_ht`` is a Decimal. A table that cannot be used raises CaseError, in French.
"""

import csv
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import cache
from io import StringIO
from pathlib import Path
from types import MappingProxyType, NoneType
from typing import Any, NamedTuple

from ntc.paths import DATASETS, TABLES

VARIANTS = tuple(f"{number:02d}" for number in range(17))


class CaseError(Exception):
    """The data of the case cannot be used; the message says in French what is wrong and where."""


@dataclass(frozen=True)
class Column:
    """One column of a table: its French head, type and unit, and the columns it refers to."""

    name: str
    type: str
    label: str
    unit: str = ""
    places: int = 0
    values: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    optional: bool = False
    truth: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its French name, its columns in order, and those that identify a row.

    What is ``played`` (dialogues, replies to choose) is met in the lesson, line by line, and not read before.
    """

    name: str
    label: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    truth: bool = False
    played: bool = False

    @property
    def public(self) -> tuple[Column, ...]:
        """The columns that a learner may read; none when the whole table is the instructor's."""
        return () if self.truth else tuple(column for column in self.columns if not column.truth)

    @property
    def labels(self) -> tuple[Column, ...]:
        """The key and the columns of truth, or nothing when the table has none."""
        if self.truth:
            return self.columns
        hidden = tuple(column for column in self.columns if column.truth)
        return tuple(column for column in self.columns if column.name in self.key) + hidden if hidden else ()


@cache
def schema() -> Mapping[str, Table]:
    """Every table by name, in the order of ``datasets/schema.toml``."""
    raw = tomllib.loads(_text(DATASETS / "schema.toml"))
    return MappingProxyType({name: _table(name, spec) for name, spec in raw.items()})


@cache
def policy() -> Mapping[str, Any]:
    """Read the commercial policy (R01 to R27) and the competitors; numbers with a point are Decimals."""
    try:
        raw = tomllib.loads(_text(DATASETS / "policy.toml"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise CaseError(f"Le fichier policy.toml est illisible : {error}.") from error
    return _frozen(raw)


class Case:
    """The data of one variant: an attribute per table, read once, on first use; nothing can be changed."""

    def __init__(self, variant: str, folder: Path) -> None:
        self._variant = variant
        self._folder = folder
        self._read: dict[str, tuple] = {}

    @property
    def variant(self) -> str:
        """The variant's number in two digits."""
        return self._variant

    @property
    def policy(self) -> Mapping[str, Any]:
        """The commercial policy, common to every variant."""
        return policy()

    @property
    def company(self) -> NamedTuple:
        """The one record of the company's own figures: objectives, capacity, limits of the recovery plan."""
        return self._rows("company")[0]

    def __getattr__(self, name: str) -> tuple:
        """Return the rows of table ``name``. Raises AttributeError when a learner has no such table."""
        if name not in schema() or schema()[name].truth:
            raise AttributeError(f"the case has no table {name!r}")
        return self._rows(name)

    def _rows(self, name: str) -> tuple:
        if name not in self._read:
            table = schema()[name]
            self._read[name] = read_table(self._folder / f"{name}.csv", table, table.public)
        return self._read[name]

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("_"):
            raise AttributeError("the case cannot be changed")
        super().__setattr__(name, value)

    def __repr__(self) -> str:
        return f"Case({self._variant!r})"


@cache
def load(variant: str) -> Case:
    """Load the case of a variant, "00" to "16". Raises CaseError when it does not exist."""
    folder = TABLES / variant
    if variant not in VARIANTS or not folder.is_dir():
        raise CaseError(f"Le jeu de données « {variant} » n’existe pas : les numéros vont de 00 à 16.")
    return Case(variant, folder)


def read_table(path: Path, table: Table, columns: tuple[Column, ...]) -> tuple:
    """Read the records of a CSV file of exactly ``columns``. Raises CaseError, naming file, line, column."""
    lines = csv.reader(StringIO(_text(path)))
    head = next(lines, [])
    wanted = [column.name for column in columns]
    if head != wanted:
        raise CaseError(f"{_where(path)} : les colonnes attendues sont {', '.join(wanted)}.")
    record = _record(table.name, columns)
    readers = [_READERS[column.type] for column in columns]
    rows = []
    for number, line in enumerate(lines, start=2):
        if len(line) != len(columns):
            raise CaseError(
                f"{_where(path)}, ligne {number} : {len(line)} valeurs au lieu de {len(columns)}."
            )
        try:
            rows.append(
                record._make(read(text) if text else None for read, text in zip(readers, line, strict=True))
            )
        except (ValueError, InvalidOperation) as error:
            raise CaseError(f"{_where(path)}, ligne {number} : une valeur est illisible.") from error
        if "" in line:
            _refuse_gaps(path, number, line, columns)
    if not rows:
        raise CaseError(f"{_where(path)} : le fichier est vide.")
    return tuple(rows)


def _refuse_gaps(path: Path, number: int, line: list[str], columns: tuple[Column, ...]) -> None:
    for text, column in zip(line, columns, strict=True):
        if not text and not column.optional:
            raise CaseError(f"{_where(path)}, ligne {number} : la colonne « {column.label} » est vide.")


@cache
def _record(name: str, columns: tuple[Column, ...]) -> type:
    """Make a NamedTuple with the columns as typed fields; ``Orders`` for the table orders."""
    fields = [(column.name, _annotation(column)) for column in columns]
    return NamedTuple(re.sub(r"(?:^|_)(\w)", lambda m: m[1].upper(), name), fields)


def _annotation(column: Column) -> Any:
    kind = _TYPES[column.type]
    return kind | NoneType if column.optional else kind


def _table(name: str, spec: dict) -> Table:
    columns = tuple(_column(key, value) for key, value in spec["columns"].items())
    return Table(
        name, spec["label"], tuple(spec["key"]), columns, spec.get("truth", False), spec.get("played", False)
    )


def _column(name: str, spec: dict) -> Column:
    targets = spec.get("references", ())
    targets = (targets,) if isinstance(targets, str) else tuple(targets)
    return Column(name, **{**spec, "references": targets, "values": tuple(spec.get("values", ()))})


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CaseError(
            f"{_where(path)} manque : réinstallez le cours ou prévenez votre formateur."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{_where(path)} ne peut pas être lu : prévenez votre formateur.") from error


def _where(path: Path) -> str:
    return f"Le fichier {path.parent.name}/{path.name}"


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _bool(text: str) -> bool:
    if text not in ("oui", "non"):
        raise ValueError(text)
    return text == "oui"


_TYPES: dict[str, type] = {
    "id": str,
    "text": str,
    "choice": str,
    "int": int,
    "decimal": Decimal,
    "date": date,
    "time": time,
    "bool": bool,
}
_READERS: dict[str, Callable[[str], Any]] = {
    **_TYPES,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "bool": _bool,
}
