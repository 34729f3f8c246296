"""cp4-remedies: a plan that the NTC can decide, pay for and keep, against the best one there is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine, mark_plan
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.mark import Mark
from ntc import exercises
from ntc.exercises import Part
from ntc.fields.outcome import Outcome
from ntc.french import count, euros, listing

ID = "cp4-remedies"
CHEAPEST = "T11"


@dataclass(frozen=True)
class Remedy:
    """A remedy of the case with what the generator laid down about it, and what the learner said of it."""

    facts: Any
    label: Any
    cells: Mapping[str, Outcome]

    @property
    def name(self) -> str:
        """Its French label, in quotation marks."""
        return f"« {self.facts.label} »"

    def said(self, column: str) -> Any:
        """What was understood in a column; None when it is blank or unreadable."""
        return getattr(self.cells[column], "value", None)

    @property
    def workable(self) -> bool:
        """Whether the NTC may decide it, and the law allow it."""
        return self.label.in_power and self.label.legal

    @property
    def on_time(self) -> bool:
        """Whether its date is given, possible, and still useful."""
        day = self.said("date")
        return isinstance(day, date) and self.facts.earliest <= day <= self.label.latest


@key(ID)
def remedies(case: Any, truth: Any, answers: Answers) -> Mark:
    """Value of the plan ÷ optimum, less 20 % per hard constraint broken (*plan*)."""
    entry = answers.entry(ID)
    kept = _kept(case, truth, entry.value or {})
    best = max(truth.remedy_plans, key=lambda plan: plan.effect)
    mark = mark_plan(
        Part("plan", exercises.load()[ID].title),
        entry,
        broken=broken(case, kept),
        value=value(kept),
        optimum=best.effect,
        given=" · ".join(remedy.facts.label for remedy in kept),
        expected=_described(case, best.remedies.split()),
    )
    return combine([mark], comments=_lever(kept))


def value(kept: Iterable[Remedy]) -> Decimal:
    """CA expected from the remedies that can be carried out at all, in € HT."""
    return sum((remedy.facts.effect for remedy in kept if remedy.workable), Decimal(0))


def broken(case: Any, kept: list[Remedy]) -> list[str]:
    """One French sentence per hard constraint that the plan breaks; it names the remedies at fault."""
    means = case.company
    cost = sum((remedy.facts.cost for remedy in kept), Decimal(0))
    days = sum(remedy.facts.days for remedy in kept)
    sentences = [
        _faulty(kept, lambda r: not r.label.in_power, "{} ne dépend pas de vous : que pouvez-vous décider ?"),
        _faulty(kept, lambda r: not r.label.legal, "{} : la loi l’interdit, quel qu’en soit l’effet."),
        _faulty(
            kept,
            lambda r: r.said("owner") != r.label.owner,
            "{} : qui s’en charge, et en a-t-il le pouvoir ? Revoyez le responsable.",
        ),
        _faulty(
            kept,
            lambda r: not r.on_time,
            "{} : la date doit être possible et encore utile ; revoyez-la.",
        ),
        _faulty(
            kept,
            lambda r: r.workable and r.said("cause") != r.label.cause,
            "{} : quelle cause prouvée ce remède traite-t-il ? Revoyez-la.",
        ),
    ]
    if cost > means.remedy_budget:
        sentences.append(
            f"Votre plan coûte {euros(cost, 0)} pour une enveloppe de {euros(means.remedy_budget, 0)}."
        )
    if days > means.remedy_days:
        sentences.append(
            f"Votre plan prend {count(days, 'jour')} de votre temps pour {means.remedy_days} disponibles."
        )
    return [sentence for sentence in sentences if sentence]


def _kept(case: Any, truth: Any, cells: Mapping[str, Mapping[str, Outcome]]) -> list[Remedy]:
    labels = truth.of("remedies")
    return [Remedy(facts, labels[facts.id], cells[facts.id]) for facts in case.remedies if facts.id in cells]


def _faulty(kept: list[Remedy], fault: Callable[[Remedy], bool], sentence: str) -> str:
    names = [remedy.name for remedy in kept if fault(remedy)]
    return sentence.format(listing(names)) if names else ""


def _lever(kept: list[Remedy]) -> list[str]:
    if kept and all(remedy.label.lever != CHEAPEST for remedy in kept):
        return ["Il manque à votre plan le levier le moins cher : que devient un devis relancé deux fois ?"]
    return []


def _described(case: Any, ids: Iterable[str]) -> str:
    names = {remedy.id: remedy.label for remedy in case.remedies}
    return " · ".join(names[remedy] for remedy in ids)


@specimens(ID)
def _(case: Any, truth: Any) -> list[Specimen]:
    labels = truth.of("remedies")
    best = max(truth.remedy_plans, key=lambda plan: plan.effect)
    right = _planned(labels, best.remedies.split())
    first = next(iter(right))
    other_owner = next(owner.id for owner in case.owners if owner.id != right[first]["owner"])

    def changed(label: str, fraction: float, **cells: str) -> Specimen:
        return Specimen(label, {ID: {**right, first: {**right[first], **cells}}}, fraction)

    sample = truth.remedy_plans[:: max(1, len(truth.remedy_plans) // 10)]
    others = [
        Specimen(f"plan no. {plan.plan}", {ID: _planned(labels, plan.remedies.split())}, _worth(plan, best))
        for plan in sample
    ]
    every = _planned(labels, labels)
    return [
        Specimen("the best plan", {ID: right}, 1.0),
        changed("another owner", 0.8, owner=other_owner),
        changed("a date too late", 0.8, date="31/12/2027"),
        changed("a date too early", 0.8, date="01/01/2026"),
        changed("no date", 0.8, date=""),
        changed("owner and date wrong", 0.6, owner=other_owner, date="31/12/2027"),
        changed("owner, date and cause missing", 0.0, owner="", date="", cause=""),
        *others,
        Specimen("everything at once", {ID: every}, 0.0),
        *blank({ID: {}}),
        *garbled({ID: {"ghost": {}}}, {ID: "tout"}),
    ]


def _planned(labels: Mapping[str, Any], ids: Iterable[str]) -> dict[str, dict[str, str]]:
    return {
        remedy: {
            "cause": labels[remedy].cause or "",
            "owner": labels[remedy].owner,
            "date": typed(labels[remedy].latest),
        }
        for remedy in ids
    }


def _worth(plan: Any, best: Any) -> float:
    """Full from nine tenths of the best plan, nothing at half of it, linear between."""
    return min(1.0, max(0.0, (float(plan.effect / best.effect) - 0.5) / 0.4))
