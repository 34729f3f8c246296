"""What the tables of the case are made of, as ``datasets/schema.toml`` declares it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from ntc.case.files import read_text
from ntc.paths import DATASETS

Reading = Literal["percent", "month", "year", "competency"]


@dataclass(frozen=True)
class Column:
    """One column of a table: its French head, type and unit, and the columns it refers to.

    ``adds`` says whether a sum of it means something; ``reads`` how it is read where its type does not say it
    all: a ratio in per cent, a date as its month, a number as a year, a code as the competency it serves.
    """

    name: str
    type: str
    label: str
    unit: str = ""
    places: int = 0
    values: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    optional: bool = False
    truth: bool = False
    adds: bool = False
    reads: Reading | None = None


@dataclass(frozen=True)
class Table:
    """One table: its French name, its columns in order, those that identify a row, those that name it.

    What is ``played`` (dialogues, replies to choose) is met in the lesson, line by line, and not read before.
    """

    name: str
    label: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    naming: tuple[str, ...] = ()
    truth: bool = False
    played: bool = False

    @property
    def public(self) -> tuple[Column, ...]:
        """The columns that a learner may read; none when the whole table is the instructor's."""
        return () if self.truth else tuple(column for column in self.columns if not column.truth)

    @property
    def heads(self) -> dict[str, str]:
        """The French head of each column that a learner may read, by name."""
        return {column.name: column.label for column in self.public}

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
    naming = tuple(spec.get("naming", ()))
    return Table(
        name,
        spec["label"],
        tuple(spec["key"]),
        columns,
        naming,
        spec.get("truth", False),
        spec.get("played", False),
    )


def _column(name: str, spec: dict) -> Column:
    targets = spec.get("references", ())
    targets = (targets,) if isinstance(targets, str) else tuple(targets)
    return Column(name, **{**spec, "references": targets, "values": tuple(spec.get("values", ()))})
