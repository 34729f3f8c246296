"""What the tables of the case are made of, as ``datasets/schema.toml`` declares it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ntc.case.files import read_text
from ntc.paths import DATASETS


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
    raw = tomllib.loads(read_text(DATASETS / "schema.toml"))
    return MappingProxyType({name: _table(name, spec) for name, spec in raw.items()})


def _table(name: str, spec: dict) -> Table:
    columns = tuple(_column(key, value) for key, value in spec["columns"].items())
    return Table(
        name, spec["label"], tuple(spec["key"]), columns, spec.get("truth", False), spec.get("played", False)
    )


def _column(name: str, spec: dict) -> Column:
    targets = spec.get("references", ())
    targets = (targets,) if isinstance(targets, str) else tuple(targets)
    return Column(name, **{**spec, "references": targets, "values": tuple(spec.get("values", ()))})
