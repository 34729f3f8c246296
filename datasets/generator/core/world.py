"""What the groups of tables share while a variant is made: its figures, streams, and tables so far."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from generator.core.books import Books
from generator.core.figures import Figures, figures
from generator.core.names import Names
from generator.core.stream import Stream

Row = Mapping[str, Any]


class World:
    """A variant in the making. A finished table is frozen: a later group reads it and cannot change it."""

    def __init__(self, variant: str) -> None:
        self.variant = variant
        self.figures: Figures = figures(variant)
        self.books = Books()
        self.names = Names(variant)
        self.tables: dict[str, tuple[Row, ...]] = {}

    def stream(self, name: str) -> Stream:
        """Open the random stream that belongs to one table, or one step, of this variant."""
        return Stream(self.variant, name)

    def add(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        """Finish a table. Raises ValueError when it exists already."""
        if name in self.tables:
            raise ValueError(f"table {name} exists already")
        self.tables[name] = tuple(MappingProxyType(row) for row in rows)

    def append(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        """Add records that came after a table was finished; those that stand there do not change.

        Raises KeyError when there is no such table.
        """
        self.tables[name] += tuple(MappingProxyType(row) for row in rows)

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        return self.tables[name]
