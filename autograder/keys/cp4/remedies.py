"""cp4-remedies: a plan that the NTC can decide, pay for and keep, against the best one there is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from textwrap import shorten
from typing import Any

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine, mark_plan
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.fields.outcome import Outcome
from ntc.french import count, euros, listing

ID = "cp4-remedies"
CHEAPEST = "T11"
NAME_LENGTH = 60


@dataclass(frozen=True)
class Remedy:
    """A remedy of the case with what the generator laid down about it, and what the learner said of it."""

    facts: Any
    label: Any
    cells: Mapping[str, Outcome]

    @property
    def name(self) -> str:
        """The beginning of its French label, in quotation marks."""
        return f"« {shorten(self.facts.label.rstrip('.'), NAME_LENGTH, placeholder='…')} »"

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
def remedies(case: Case, truth: Truth, answers: Answers) -> Mark:
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


def broken(case: Case, kept: list[Remedy]) -> list[str]:
    """One French sentence per hard constraint that the plan breaks; it names the remedies at fault."""
    means = case.company
    cost = sum((remedy.facts.cost for remedy in kept), Decimal(0))
    days = sum(remedy.facts.days for remedy in kept)
    sentences = [
        _faulty("Ne dépend pas de vous : {}. Que pouvez-vous décider ?", kept, lambda r: r.label.in_power),
        _faulty("Interdit par la loi, quel qu’en soit l’effet : {}.", kept, lambda r: r.label.legal),
        _faulty("Responsable à revoir (qui s’en charge, et en a-t-il le pouvoir ?) : {}.", kept, _owned),
        _faulty("Date à revoir (possible, et encore utile) : {}.", kept, lambda r: r.on_time),
        _faulty("Cause à revoir (laquelle, prouvée, cette mesure traite-t-elle ?) : {}.", kept, _aimed),
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


def _kept(case: Case, truth: Truth, cells: Mapping[str, Mapping[str, Outcome]]) -> list[Remedy]:
    labels = truth.of("remedies")
    return [Remedy(facts, labels[facts.id], cells[facts.id]) for facts in case.remedies if facts.id in cells]


def _owned(remedy: Remedy) -> bool:
    return remedy.said("owner") == remedy.label.owner


def _aimed(remedy: Remedy) -> bool:
    """Whether its cause is the right one; nobody is asked for the cause of what cannot be done."""
    return not remedy.workable or remedy.said("cause") == remedy.label.cause


def _faulty(sentence: str, kept: list[Remedy], respected: Callable[[Remedy], bool]) -> str:
    """Name in a sentence the remedies that do not respect a constraint; nothing when all do."""
    names = [remedy.name for remedy in kept if not respected(remedy)]
    return sentence.format(listing(names)) if names else ""


def _lever(kept: list[Remedy]) -> list[str]:
    if kept and all(remedy.label.lever != CHEAPEST for remedy in kept):
        return ["Il manque à votre plan le levier le moins cher : que devient un devis relancé deux fois ?"]
    return []


def _described(case: Case, ids: Iterable[str]) -> str:
    names = {remedy.id: remedy.label for remedy in case.remedies}
    return " · ".join(names[remedy] for remedy in ids)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
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
