"""The agenda (« agenda »): tasks laid on a week of half-hours, and what the week breaks, told live."""

from collections.abc import Container, Mapping
from typing import Any

from ntc.fields.base import Sample
from ntc.fields.kinds.table import Cells
from ntc.fields.markup import Html, element, join
from ntc.fields.options import Options, option_labels
from ntc.fields.outcome import Outcome, Value
from ntc.french import count, typeset
from ntc.instruments.planner import Planner, planned
from ntc.plans import Covers, Item, Plan, Problem, Total
from ntc.plans.agenda import LENGTH, Clear, Overlaps, span
from ntc.plans.hours import HALF_HOUR, clock, minute


class Agenda(Planner):
    """A week of half-hours on which tasks are laid, under the limits of a problem.

    ``day``: the days, pairs of id and label; ``start``: the half-hours of a day in order, ids as « 0930 ».
    ``pause``: those at which a day stops, drawn apart. ``fixed``: tasks that are where they are, day and
    start by id; they are in the value, and in no raw answer. How long a task is, its way included, is the
    amount ``half_hours`` of its item. Raw and value: as ``Planner``, {task: {"day": …, "start": …}}. Rules,
    totals and what is told of them are those of the problem: none is the agenda's. Raises ValueError when a
    task is fixed that is not there, or where no half-hour is.
    """

    kind = "agenda"

    def __init__(
        self,
        id: str,
        problem: Problem,
        *,
        day: Options,
        start: Options,
        pause: Container[str] = (),
        fixed: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        days, starts = list(day), list(start)
        self._days, self._starts = option_labels(days), option_labels(starts)
        self._pause, self._fixed = pause, dict(fixed or {})
        super().__init__(id, problem, day=days, start=starts)
        known = self._fixed.keys() <= self.parts.keys()
        if not known or not all(on in self._days and at in self._starts for on, at in self._fixed.values()):
            raise ValueError(f"{id}: fixed where nothing can be: {self._fixed}")

    def controls(self) -> dict[str, Any]:
        """Describe the week and the tasks, each with its length in half-hours and what is known of it."""
        return {
            "heads": dict(self.columns),
            "days": list(self._days.items()),
            "starts": [
                (start, label, clock(minute(start) + HALF_HOUR), start in self._pause)
                for start, label in self._starts.items()
            ],
            "tasks": [
                (item.id, item.label, int(item.amounts[LENGTH]), list(item.facts), self._fixed.get(item.id))
                for item in self.problem.items
            ],
        }

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give weeks: whole, begun, with two things at once, empty and broken."""
        arguments = {"problem": SAMPLE, "day": SAMPLE_DAYS, "start": SAMPLE_STARTS, "pause": {"1200"}}
        monday, tuesday = Value("d1", "lundi 12"), Value("d2", "mardi 13")
        nine, ten = Value("0900", "09:00"), Value("1000", "10:00")
        return [
            Sample(
                arguments,
                {"t1": {"day": "d1", "start": "0900"}, "t2": {"day": "d2", "start": "1000"}},
                "answered",
                {"t1": {"day": monday, "start": nine}, "t2": {"day": tuesday, "start": ten}},
            ),
            Sample(arguments, {"t1": {"day": "d1", "start": "0900"}}, "answered"),
            Sample(arguments, {"t1": {"day": "d1"}}, "partial"),
            Sample(arguments, {}, "blank"),
            Sample(arguments, {"t1": {"day": "d9", "start": "0900"}}, "unreadable"),
            Sample(arguments, {"t9": {"day": "d1", "start": "0900"}}, "unreadable"),
            Sample(arguments, {"t1": ["d1", "0900"]}, "unreadable"),
            Sample(arguments, ["t1"], "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        return super()._understand({**raw, **self._pinned()} if raw else raw)

    def _totals(self, plan: Plan) -> str:
        return super()._totals({**plan, **self._pinned()})

    def _pinned(self) -> dict[str, dict[str, str]]:
        return {task: {"day": day, "start": start} for task, (day, start) in self._fixed.items()}

    def _listed(self, cells: Cells) -> Html:
        """Write the week day by day, in the order of the hours, then what lacks a day or an hour."""
        rows = self.problem.rows(planned(cells))
        placed = sorted(
            ((when, row.item) for row in rows if (when := span(row))),
            key=lambda one: (one[0].begin, one[0].end),
        )
        days = [
            (
                label,
                [
                    f"{_hours(when.begin, when.end)} : {item.label}"
                    for when, item in placed
                    if when.day == day
                ],
            )
            for day, label in self._days.items()
        ]
        left = [row.item.label for row in rows if not span(row)]
        return join(
            *(_day(label, lines) for label, lines in [*days, ("Sans jour ou sans heure", left)] if lines)
        )

    def _entered(self, raw: Any) -> Html:
        outcome = self.parse(raw)
        return self._listed(outcome.value) if isinstance(outcome, Value) else super()._entered(raw)


def _day(label: str, lines: list[str]) -> Html:
    return element(
        "div",
        element("p", element("strong", label)),
        element("ul", *(element("li", typeset(one)) for one in lines)),
    )


def _hours(begin: int, end: int) -> str:
    return f"{clock(begin)} à {clock(end)}"


def _sample(id: str, label: str, length: int, *facts: str) -> Item:
    return Item(id, label, {LENGTH: length}, facts=(count(length, "demi-heure"), *facts))


SAMPLE_DAYS = (("d1", "lundi 12"), ("d2", "mardi 13"))
SAMPLE_STARTS = tuple(
    (f"{hour:02}{half}", f"{hour:02}:{half}") for hour in range(8, 18) for half in ("00", "30")
)
SAMPLE = Problem(
    items=(
        _sample("t1", "Rendez-vous chez Ber", 4, "45 minutes de route à l’aller"),
        _sample("t2", "Rappeler <b>Cro</b>", 1),
        _sample("t3", "Notes de frais", 3),
    ),
    rules=(
        Overlaps("En même temps : {}."),
        Clear("1200", "1400", "Pendant le déjeuner : {}."),
        Covers(
            lambda row: row.id if span(row) else None, {"t1": "« Rendez-vous chez Ber »"}, "À placer : {}."
        ),
        Total("demi-heures prises", LENGTH, most=40),
    ),
    value=LENGTH,
)
