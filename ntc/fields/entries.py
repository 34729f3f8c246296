"""The three inputs that stand alone in a field or in a cell of a table: a number, a date, a choice."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from ntc.fields.dates import parse_date
from ntc.fields.numbers import parse_number
from ntc.fields.options import Options, option_labels
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import NBSP, number, typeset

WRONG_SHAPE = typeset("La réponse enregistrée n'a pas la forme attendue : répondez de nouveau.")


class Entry(ABC):
    """One input: how its raw text is understood, and what the page needs to draw it."""

    def parse(self, raw: Any) -> Outcome:
        """Understand a raw answer; never raises, whatever a file brings."""
        if raw is None:
            return Blank()
        return self._understand(raw) if isinstance(raw, str) else Unreadable(WRONG_SHAPE)

    def written(self, raw: str) -> str:
        """Write what the learner entered, as the static page shows it."""
        return raw

    @abstractmethod
    def controls(self) -> dict[str, Any]:
        """Describe the input for the page (``widgets/field.js`` of the lab extension)."""

    @abstractmethod
    def _understand(self, raw: str) -> Outcome:
        """Understand a text."""


_MILLIONS = "M€"
_FEW = 10_000
"""Under so many euros, an amount that may be written in M€ has lost its unit."""


class NumberEntry(Entry):
    """A number in a unit; raises ValueError for a unit that would make « 15 » ambiguous, such as k€.

    ``help`` is what the learner is told of it: where it invites M€, an amount without them is remarked on.
    """

    def __init__(self, unit: str = "", help: str = "") -> None:
        if unit.endswith("€") and unit != "€":
            raise ValueError(f"unit {unit}: amounts are entered in €, a learner may write k€")
        self.unit = unit
        self.millions = unit.startswith("€") and _MILLIONS in help

    def controls(self) -> dict[str, Any]:
        """Describe the input: its unit is shown after it."""
        return {"input": "number", "unit": self.unit}

    def _understand(self, raw: str) -> Outcome:
        outcome = parse_number(raw, self.unit)
        if self.millions and isinstance(outcome, Value) and 0 < abs(outcome.value) < _FEW:
            millions = f"lu en euros ; pour des millions, écrivez « {number(outcome.value)}{NBSP}M€ »"
            return replace(outcome, note=typeset(millions))
        return outcome


class DateEntry(Entry):
    """A date; ``year`` completes one that is written without its year."""

    def __init__(self, year: int | None = None) -> None:
        self.year = year

    def controls(self) -> dict[str, Any]:
        """Describe the input."""
        return {"input": "date", "unit": "jj/mm" if self.year else "jj/mm/aaaa"}

    def _understand(self, raw: str) -> Outcome:
        return parse_date(raw, self.year)


class ChoiceEntry(Entry):
    """One choice among options."""

    def __init__(self, options: Options) -> None:
        self.labels = option_labels(options)

    def written(self, raw: str) -> str:
        """Write the label of the choice rather than its id."""
        return self.labels.get(raw, raw)

    def controls(self) -> dict[str, Any]:
        """Describe the input."""
        return {"input": "choice", "options": list(self.labels.items())}

    def _understand(self, raw: str) -> Outcome:
        if not raw:
            return Blank()
        if raw not in self.labels:
            return Unreadable(typeset("Ce choix n'existe pas ici : choisissez de nouveau."))
        return Value(raw, self.labels[raw])
