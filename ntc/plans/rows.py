"""What a plan is made of: the items that may be kept, and the rows of those that are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from textwrap import shorten
from typing import Any

from ntc.french import quoted
from ntc.plans.wants import GIVEN, Accepted

Number = Decimal | int

_NAME_LENGTH = 60


@dataclass(frozen=True)
class Item:
    """One thing that a plan may keep (« mesure », « action », « geste », « visite »).

    ``amounts``: what it costs, takes, brings, by name. ``tags``: its kind, by name, for rules that count or
    cover. ``wants``: column → what is accepted there; a column that is not named accepts all but silence.
    ``facts``: French phrases that the planner shows under the label.
    """

    id: str
    label: str
    amounts: Mapping[str, Number] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    wants: Mapping[str, Accepted] = field(default_factory=dict)
    facts: tuple[str, ...] = ()

    @cached_property
    def name(self) -> str:
        """The beginning of its French label, in quotation marks."""
        return quoted(shorten(self.label.rstrip("."), _NAME_LENGTH, placeholder="…"))


@dataclass(frozen=True)
class Row:
    """An item kept, with what was said of it by column; None where nothing was said or understood."""

    item: Item
    cells: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The id of its item."""
        return self.item.id

    def said(self, column: str) -> Any:
        """What was said in a column; None when nothing was."""
        return self.cells.get(column)

    def accepts(self, column: str) -> bool:
        """Whether what was said in a column, or its silence, is what the item wants there."""
        return self.said(column) in self.item.wants.get(column, GIVEN)


Rows = Sequence[Row]

Measure = str | Callable[[Rows], Number]
"""What is added up over the rows kept: the name of an amount, or a function of the rows."""


def amount(name: str, **tags: str) -> Callable[[Rows], Number]:
    """Measure the sum of an amount over the rows whose items bear these tags."""
    return lambda rows: sum((row.item.amounts[name] for row in _tagged(rows, tags)), Decimal(0))


def counted(**tags: str) -> Callable[[Rows], int]:
    """Measure how many rows there are whose items bear these tags."""
    return lambda rows: len(_tagged(rows, tags))


def measured(measure: Measure, rows: Rows) -> Decimal:
    """Work a measure out over rows, exactly.

    Raises KeyError when an item has no such amount, TypeError when the measure comes out as a binary
    fraction, which would make a limit a matter of luck.
    """
    value = (amount(measure) if isinstance(measure, str) else measure)(rows)
    if isinstance(value, float):
        raise TypeError(f"{measure} gives {value}: a measure is a Decimal or an int")
    return Decimal(value)


def _tagged(rows: Rows, tags: Mapping[str, str]) -> list[Row]:
    return [row for row in rows if tags.items() <= row.item.tags.items()]
