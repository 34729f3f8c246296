"""The planner of corrective actions (« plan de correction »): remedies kept, each with cause, owner, date."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from ntc import french
from ntc.fields.base import Feedback, Sample
from ntc.fields.kinds.table import TableField
from ntc.fields.options import Labelled
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import typeset

COLUMNS = {"cause": "Cause traitée", "owner": "Responsable", "date": "Fait au plus tard le"}


class Remedy(Protocol):
    """What the planner shows of a remedy of the case."""

    id: str
    label: str
    cost: Decimal
    days: int
    effect: Decimal
    earliest: date


class Means(Protocol):
    """What the plan may spend: ``case.company`` says so."""

    story_date: date
    remedy_budget: Decimal
    remedy_days: int


class Dossier(Protocol):
    """What the planner reads of the case."""

    remedies: Iterable[Remedy]
    causes: Iterable[Labelled]
    owners: Iterable[Labelled]
    company: Means


class RemedyPlanner(TableField):
    """A table of remedies of which some are kept.

    Raw: {remedy id: {"cause", "owner", "date": text}} for the remedies kept, only them. Value: the same with
    an Outcome per cell. Dates typed without a year are of the year of the story. The echo gives the totals
    of the plan.
    """

    kind = "planner"

    def __init__(self, id: str, case: Dossier) -> None:
        self.remedies = {remedy.id: remedy for remedy in case.remedies}
        self.means = case.company
        super().__init__(
            id,
            self.remedies.values(),
            year=self.means.story_date.year,
            cause=case.causes,
            owner=case.owners,
            date="date",
        )

    def controls(self) -> dict[str, Any]:
        """Describe the rows, each with what is known of its remedy."""
        controls = super().controls()
        for row in controls["rows"]:
            row["facts"] = _facts(self.remedies[row["id"]])
        return controls

    def feedback(self, raw: Any) -> Feedback:
        """Say what the table says; the totals of the plan are there from the start."""
        feedback = super().feedback(raw)
        return replace(feedback, echo=self._totals(())) if feedback.state == "blank" else feedback

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give plans: whole, to be completed, empty and broken."""
        arguments = {"case": SAMPLE}
        cause, owner = Value("c1", "Cause 1"), Value("o1", "Vous")
        day = Value(date(2026, 2, 15), typeset("dimanche 15\u00a0février\u00a02026"))
        return [
            Sample(
                arguments,
                {"r1": {"cause": "c1", "owner": "o1", "date": "15/02"}},
                "answered",
                {"r1": {"cause": cause, "owner": owner, "date": day}},
            ),
            Sample(
                arguments,
                {"r2": {"cause": "c1"}},
                "partial",
                {"r2": {"cause": cause, "owner": Blank(), "date": Blank()}},
            ),
            Sample(arguments, {}, "blank"),
            Sample(arguments, {"r1": {"date": "30/02"}}, "unreadable"),
            Sample(arguments, {"r1": ["c1"]}, "unreadable"),
            Sample(arguments, {"ghost": {}}, "unreadable"),
            Sample(arguments, ["r1"], "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        if not raw:
            return Blank()
        if not all(kept in self.remedies for kept in raw):
            return Unreadable(typeset("Une des mesures retenues n'existe pas ici : choisissez de nouveau."))
        kept = [remedy for remedy in self.remedies if remedy in raw]
        cells = self._cells(raw, kept)
        whole = all(isinstance(cell, Value) for line in cells.values() for cell in line.values())
        note = (
            "" if whole else typeset("Indiquez la cause, le responsable et la date de chaque mesure retenue.")
        )
        return Value(cells, self._totals(kept), note, complete=whole)

    def _totals(self, kept: Iterable[str]) -> str:
        """Sum up the plan against what it may spend."""
        remedies = [self.remedies[remedy] for remedy in kept]
        cost, days = sum(remedy.cost for remedy in remedies), sum(remedy.days for remedy in remedies)
        effect = sum(remedy.effect for remedy in remedies)
        budget, time = french.euros(self.means.remedy_budget, 0), french.count(days, "jour")
        return typeset(
            f"{french.count(len(remedies), 'mesure retenue', 'mesures retenues')} · "
            f"coût : {french.euros(cost, 0)} sur {budget} · "
            f"temps : {time} sur {self.means.remedy_days} · "
            f"CA attendu : {french.euros(effect, 0)}"
        )

    def _head(self, name: str) -> str:
        return self.exercise.columns.get(name, COLUMNS[name])


def _facts(remedy: Remedy) -> list[str]:
    return [
        f"coût {french.euros(remedy.cost, 0)}",
        french.count(remedy.days, "jour"),
        f"CA attendu {french.euros(remedy.effect, 0)}",
        f"dès le {french.day(remedy.earliest)}",
    ]


class _Option(NamedTuple):
    id: str
    label: str


class _Remedy(NamedTuple):
    id: str
    label: str
    cost: Decimal
    days: int
    effect: Decimal
    earliest: date


class _Means(NamedTuple):
    story_date: date
    remedy_budget: Decimal
    remedy_days: int


class _Dossier(NamedTuple):
    remedies: tuple[_Remedy, ...]
    causes: tuple[_Option, ...]
    owners: tuple[_Option, ...]
    company: _Means


SAMPLE = _Dossier(
    remedies=(
        _Remedy("r1", "Relancer", Decimal(200), 2, Decimal(9000), date(2026, 1, 12)),
        _Remedy("r2", "Former", Decimal(1500), 3, Decimal(4000), date(2026, 2, 2)),
    ),
    causes=(_Option("c1", "Cause 1"), _Option("c2", "Cause 2")),
    owners=(_Option("o1", "Vous"),),
    company=_Means(date(2026, 1, 5), Decimal(6000), 20),
)
