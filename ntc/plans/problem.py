"""A problem of planning: what may be kept, what a plan keeps to, what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ntc.french import typeset
from ntc.plans.rows import Item, Measure, Row, Rows, measured
from ntc.plans.rules import Rule
from ntc.plans.totals import Total

Plan = Mapping[str, Mapping[str, Any]]
"""The items kept, by id, each with what was said of it: column → value, None where nothing was understood."""


@dataclass(frozen=True)
class Breach:
    """A rule that a plan breaks, the French sentence that says so, and the one that names no item."""

    rule: Rule
    sentence: str
    noted: str = ""


@dataclass(frozen=True)
class Problem:
    """Items, rules and value, said once for the planner, the key and the tests.

    ``value`` is what the plan brings. A key replaces items by what it knows of them and adds the rules that
    a learner finds by judging. Raises ValueError when two items share an id.
    """

    items: tuple[Item, ...]
    rules: tuple[Rule, ...]
    value: Measure

    def __post_init__(self) -> None:
        if len({item.id for item in self.items}) != len(self.items):
            raise ValueError(f"each item needs an id of its own: {[item.id for item in self.items]}")

    def rows(self, plan: Plan) -> tuple[Row, ...]:
        """The rows of a plan, in the order of the items.

        Raises KeyError when the plan keeps what is not offered.
        """
        if strange := plan.keys() - {item.id for item in self.items}:
            raise KeyError(f"not offered: {sorted(strange)}")
        return tuple(Row(item, plan[item.id]) for item in self.items if item.id in plan)

    def breaches(self, plan: Plan, *, draft: bool = False) -> list[Breach]:
        """The rules that a plan breaks, in their order, each with its sentence."""
        rows = self.rows(plan)
        said = [(rule, rule.broken(rows, draft=draft)) for rule in self.rules]
        return [
            Breach(rule, typeset(sentence), typeset(rule.note(rows))) for rule, sentence in said if sentence
        ]

    def broken(self, plan: Plan, *, draft: bool = False) -> list[str]:
        """One French sentence per rule that a plan breaks.

        ``draft`` is while one plans: a cell that says nothing yet breaks nothing.
        """
        return [breach.sentence for breach in self.breaches(plan, draft=draft)]

    def gauges(self, plan: Plan) -> list[str]:
        """The totals of a plan against their bounds, in French."""
        rows = self.rows(plan)
        return [typeset(rule.gauge(rows)) for rule in self.rules if isinstance(rule, Total)]

    def worth(self, plan: Plan) -> Decimal:
        """What a plan is worth: its value, or nothing when it breaks a fatal rule."""
        rows: Rows = self.rows(plan)
        if any(rule.fatal and rule.broken(rows) for rule in self.rules):
            return Decimal(0)
        return measured(self.value, rows)
