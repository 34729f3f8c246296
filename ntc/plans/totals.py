"""Totals of a plan (« totaux »), over all that it keeps or group by group, and the bounds that they keep."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ntc import french
from ntc.plans.rows import Measure, Number, Row, Rows, measured
from ntc.plans.rules import Rule

Unit = str | tuple[str, str]
"""« € », a noun whose plural is regular, or a noun and its plural: ("nouveau client", "nouveaux clients")."""


@dataclass(frozen=True)
class Total(Rule):
    """One total, shown while one plans, and its bounds if it has any.

    ``label`` is nothing when the unit says it all: « 2 mesures retenues ».
    ``most`` and ``least`` may be the same: exactly so much. ``over`` and ``under`` are the French sentences
    of a broken bound; they may name {total}, {bound} and {gap}, by how much.
    """

    label: str
    of: Measure
    unit: Unit = ""
    most: Number | None = None
    least: Number | None = None
    over: str = "Trop : {total} pour {bound}, soit {gap} de trop."
    under: str = "Trop peu : {total} pour {bound}, il manque {gap}."

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Say which bound is broken, and by how much."""
        total = measured(self.of, rows)
        if self.most is not None and total > self.most:
            return self._said(self.over, total, self.most)
        if self.least is not None and total < self.least:
            return self._said(self.under, total, self.least)
        return ""

    def gauge(self, rows: Rows) -> str:
        """Write the total against its bound: « coût : 1 700 € sur 6 000 € »."""
        total = shown(measured(self.of, rows), self.unit)
        written = f"{self.label} : {total}" if self.label else total
        if self.most is not None:
            return f"{written} sur {_bound(self.most, self.unit)}"
        return (
            f"{written} sur {_bound(self.least, self.unit)} au moins" if self.least is not None else written
        )

    def _said(self, sentence: str, total: Decimal, bound: Number) -> str:
        return sentence.format(
            total=shown(total, self.unit),
            bound=_bound(bound, self.unit),
            gap=shown(abs(total - bound), self.unit),
        )


@dataclass(frozen=True)
class TotalBy(Rule):
    """A bound that each group of rows keeps: so many days a month, one counterpart a concession.

    ``by`` gives the group of a row, None for a row of no group; ``names`` are French names of groups.
    ``over`` may name {groups}, those beyond with their totals, and {bound}.
    """

    by: Callable[[Row], Hashable]
    of: Measure
    most: Number
    over: str
    unit: Unit = ""
    names: Mapping[Any, str] = field(default_factory=dict)

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Say which groups are beyond the bound, each with its total."""
        groups = defaultdict(list)
        for row in rows:
            groups[self.by(row)].append(row)
        groups.pop(None, None)
        totals = {group: measured(self.of, members) for group, members in groups.items()}
        beyond = [
            f"{self.names.get(group, group)} ({shown(total, self.unit)})"
            for group, total in totals.items()
            if total > self.most
        ]
        if not beyond:
            return ""
        return self.over.format(groups=french.listing(beyond), bound=shown(self.most, self.unit))


def shown(value: Number, unit: Unit) -> str:
    """Write a value in a unit as a sentence does: 1 700 €, 5 jours, 12.

    >>> shown(2, ("nouveau client", "nouveaux clients")).replace(french.NBSP, " ")
    '2 nouveaux clients'
    """
    if unit == "€":
        return french.eur(value)
    if not unit:
        return french.number(value)
    return french.count(value, *((unit,) if isinstance(unit, str) else unit))


def _bound(value: Number, unit: Unit) -> str:
    """Write a bound beside a total that has already said the noun: 5 jours sur 20."""
    return shown(value, unit) if unit == "€" else french.number(value)
