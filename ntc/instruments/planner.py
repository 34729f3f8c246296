"""The planner (« plan d'actions »): rows kept out of those offered, and what the plan breaks, told live."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from ntc.exercises import Exercise
from ntc.fields.base import Feedback, Sample
from ntc.fields.kinds.table import Cells, TableField
from ntc.fields.options import Options
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import listing, typeset
from ntc.plans import Between, Item, Need, Plan, Problem, Total, counted

FOR_ONESELF = typeset("Sans note et pour vous : votre choix est gardé avec vos réponses.")
_NOT_OFFERED = typeset("Une des lignes retenues n'existe pas ici : choisissez de nouveau.")


class Planner(TableField):
    """A table of which some rows are kept, under the limits of a problem.

    ``columns``: what is said of each row kept, as in a table: options, "date", a unit; there may be none.
    Raw: {item: {column: text}} for the rows kept, only them. Value: the same with an Outcome per cell. The
    echo gives the totals of the plan against their bounds, the message each rule that it breaks; the best
    plan is nowhere here.
    """

    kind = "planner"
    unnamed = ()

    def __init__(
        self, id: str, problem: Problem, *, year: int | None = None, **columns: str | Options
    ) -> None:
        self.problem = problem
        super().__init__(id, problem.items, year=year, **columns)

    def controls(self) -> dict[str, Any]:
        """Describe the rows, each with what is known of its item."""
        controls = super().controls()
        for row, item in zip(controls["rows"], self.problem.items, strict=True):
            row["facts"] = list(item.facts)
        return controls

    def feedback(self, raw: Any) -> Feedback:
        """Say what is understood of each cell, and always what the plan comes to and what it breaks."""
        feedback, outcome = super().feedback(raw), self.parse(raw)
        match outcome:
            case Blank():
                return replace(feedback, echo=self._totals({}))
            case Value() if feedback.state == "unreadable":
                return replace(feedback, message=_together(outcome.note, feedback.message))
        return feedback

    def remarks(self, raw: Any) -> list[str]:
        """Say which limits the plan exceeds, then which cells of the rows kept are blank or unreadable."""
        outcome = self.parse(raw)
        if not isinstance(outcome, Value):
            return super().remarks(raw)
        return [*self.problem.broken(planned(outcome.value), draft=True), *self.cells_left(outcome.value)]

    def in_lines(self, value: Value) -> list[str]:
        """Write each row kept with what is known of its item, then what the plan comes to."""
        known = {item.id: item.facts for item in self.problem.items}
        told = zip(super().in_lines(value), value.value, strict=True)
        rows = [" — ".join([line, *known[row]]) for line, row in told]
        return [*rows, typeset(f"Au total : {self._totals(planned(value.value))}")]

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give plans: whole, to be completed, beyond their means, empty and broken."""
        arguments = {
            "problem": SAMPLE,
            "year": 2026,
            "cause": [("c1", "Cause 1"), ("c2", "Cause 2")],
            "owner": [("o1", "Vous")],
            "date": "date",
        }
        cause, owner = Value("c1", "Cause 1"), Value("o1", "Vous")
        day = Value(date(2026, 2, 15), typeset("dimanche 15\u00a0février\u00a02026"))
        said = {"cause": cause, "owner": owner, "date": day}
        typed = {"cause": "c1", "owner": "o1", "date": "15/02"}
        return [
            Sample(arguments, {"r1": typed}, "answered", {"r1": said}),
            Sample(arguments, {"r3": typed, "r1": typed}, "answered", {"r1": said, "r3": said}),
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
        if not all(kept in self.parts for kept in raw):
            return Unreadable(_NOT_OFFERED)
        cells = self._cells(raw, [item.id for item in self.problem.items if item.id in raw])
        plan = planned(cells)
        whole = all(isinstance(cell, Value) for line in cells.values() for cell in line.values())
        note = _together(*self.problem.broken(plan, draft=True), self._missing(cells))
        return Value(cells, self._totals(plan), note, complete=whole)

    def _kept(self, cells: Mapping[str, Outcome]) -> bool:
        """Say yes: a row of a plan is kept, whatever is said of it."""
        return True

    def _totals(self, plan: Plan) -> str:
        return " · ".join(self.problem.gauges(plan))

    def _missing(self, cells: Cells) -> str:
        """Say which columns are still to be filled in."""
        empty = [
            head
            for name, head in self.columns.items()
            if any(isinstance(line[name], Blank) for line in cells.values())
        ]
        return typeset(f"Il reste à remplir : {listing(empty)}.") if empty else ""


class Sketch(Planner):
    """A plan for oneself (« premier jet »): the same totals and breaches, no exercise, nothing counts it.

    ``label`` is its French heading; an id that no exercise bears, under which it is kept with the answers.
    """

    assessed = False

    def __init__(
        self, id: str, problem: Problem, *, label: str, year: int | None = None, **columns: str | Options
    ) -> None:
        self._label = typeset(label)
        super().__init__(id, problem, year=year, **columns)

    @property
    def label(self) -> str:
        """What the lesson calls it."""
        return self._label

    @property
    def help(self) -> str:
        """Say that it is for the learner alone."""
        return FOR_ONESELF

    def _declared(self, id: str) -> tuple[Exercise, str]:
        return Exercise(id, self._label, 0, (), ()), ""


def planned(cells: Mapping[str, Mapping[str, Outcome]]) -> Plan:
    """Read the plan in the cells of a planner: what was understood, None where nothing was."""
    return {
        row: {name: getattr(cell, "value", None) for name, cell in line.items()}
        for row, line in cells.items()
    }


def _together(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _sample(id: str, label: str, cost: int, days: int, effect: int, first: date) -> Item:
    amounts = {"cost": Decimal(cost), "days": days, "effect": Decimal(effect)}
    return Item(id, label, amounts, wants={"date": Between(first)}, facts=(f"coût {cost}\u00a0€",))


SAMPLE = Problem(
    items=(
        _sample("r1", "Relancer", 200, 2, 9000, date(2026, 1, 12)),
        _sample("r2", "Former", 1500, 3, 4000, date(2026, 2, 2)),
        _sample("r3", "Prospecter", 4500, 16, 21000, date(2026, 1, 12)),
    ),
    rules=(
        Need("date", "Date à revoir : {}."),
        Total("", counted(), ("mesure retenue", "mesures retenues")),
        Total("coût", "cost", "€", most=6000, over="Le plan coûte {total} pour {bound} : {gap} de trop."),
        Total("temps", "days", "jour", most=20, over="Le plan prend {total} pour {bound} : {gap} de trop."),
        Total("CA attendu", "effect", "€"),
    ),
    value="effect",
)
