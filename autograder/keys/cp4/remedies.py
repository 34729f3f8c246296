"""cp4-remedies: a plan that the NTC can decide, pay for and keep, against the best one there is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
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
from ntc.instruments.planner import planned
from ntc.lessons.cp4 import plans
from ntc.plans import ANYTHING, Between, Forbidden, Item, Plan, Problem

ID = "cp4-remedies"
CHEAPEST = "T11"
BEYOND = "Ne dépend pas de vous : {}. Que pouvez-vous décider ?"
# Why the law forbids a remedy, by its role in the story.
UNLAWFUL = {
    "L06": "S’entendre avec un concurrent sur les prix est défendu (Code de commerce, article L. 420-1, en "
    "vigueur au 12 janvier 2026 ; à vérifier auprès du service juridique pour un cas réel)."
}


@key(ID)
def remedies(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Value of the plan ÷ optimum, less what it breaks (*plan*); nothing for what the law forbids."""
    entry = answers.entry(ID)
    plan = planned(entry.value or {})
    best = max(truth.remedy_plans, key=lambda plan: plan.margin)
    mark = mark_plan(
        Part("plan", exercises.load()[ID].title),
        entry,
        problem(case, truth),
        plan,
        optimum=best.margin,
        given=_described(case, plan),
        expected=_described(case, best.remedies.split()),
    )
    return combine([mark], comments=_lever(truth, plan))


@cache
def problem(case: Case, truth: Truth) -> Problem:
    """The problem of the lesson, with what a learner finds by judging: who may decide, why, until when."""
    labels, lesson = truth.of("remedies"), plans.remedies(case)
    beyond = [code for code, label in labels.items() if not label.in_power]
    unlawful = {code: UNLAWFUL[label.lever] for code, label in labels.items() if not label.legal}
    return replace(
        lesson,
        items=tuple(_judged(item, labels[item.id]) for item in lesson.items),
        rules=(
            # One rule each: two decisions that belong to others are two mistakes.
            *(
                Forbidden({code: ""}, BEYOND, noted="Une mesure hors de ses pouvoirs est retenue.")
                for code in beyond
            ),
            Forbidden(
                unlawful,
                "Interdit par la loi, quel qu’en soit l’effet : {}.",
                fatal=True,
                noted="Une mesure interdite par la loi est retenue.",
            ),
            *lesson.rules,
        ),
    )


def _judged(item: Item, label: Any) -> Item:
    """What is right to say of a remedy; what cannot be carried out brings nothing, whatever its cause."""
    workable = label.in_power and label.legal
    window = Between(item.wants["date"].first, label.latest)
    cause = frozenset({label.cause}) if workable else ANYTHING
    return replace(
        item,
        amounts=item.amounts if workable else {**item.amounts, "effect": 0, "margin": 0},
        wants={"owner": frozenset({label.owner}), "date": window, "cause": cause},
    )


def _lever(truth: Truth, plan: Plan) -> list[str]:
    labels = truth.of("remedies")
    if plan and all(labels[remedy].lever != CHEAPEST for remedy in plan):
        return ["Il manque à votre plan le levier le moins cher : que devient un devis relancé deux fois ?"]
    return []


def _described(case: Case, ids: Iterable[str]) -> str:
    names = {remedy.id: remedy.label for remedy in case.remedies}
    return " · ".join(names[remedy] for remedy in ids)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels = truth.of("remedies")
    best = max(truth.remedy_plans, key=lambda plan: plan.margin)
    right = _planned(labels, best.remedies.split())
    first = next(iter(right))
    other_owner = next(owner.id for owner in case.owners if owner.id != right[first]["owner"])

    # A column takes off half when every row is wrong there.
    row = 0.5 / len(right)
    unproved = next(cause.id for cause in truth.causes if cause.verdict != "prouvée")
    astray = {code: {**said, "cause": unproved} for code, said in right.items()}

    def changed(label: str, fraction: float, **cells: str) -> Specimen:
        return Specimen(label, {ID: {**right, first: {**right[first], **cells}}}, fraction)

    sample = truth.remedy_plans[:: max(1, len(truth.remedy_plans) // 10)]
    others = [
        Specimen(f"plan no. {plan.plan}", {ID: _planned(labels, plan.remedies.split())}, _worth(plan, best))
        for plan in sample
    ]
    every = _planned(labels, labels)
    forbidden = next(code for code, label in labels.items() if not label.legal)
    able = [code for code, label in labels.items() if label.in_power and label.legal]
    beyond = [code for code, label in labels.items() if not label.in_power]
    return [
        Specimen("the best plan", {ID: right}, 1.0),
        changed("another owner", 1 - row, owner=other_owner),
        changed("a date too late", 1 - row, date="31/12/2027"),
        changed("a date too early", 1 - row, date="01/01/2026"),
        changed("no date", 1 - row, date=""),
        changed("owner and date wrong", 1 - 2 * row, owner=other_owner, date="31/12/2027"),
        Specimen("another cause everywhere", {ID: astray}, 0.5),
        changed("owner, date and cause missing", 0.0, owner="", date="", cause=""),
        *others,
        Specimen("everything at once", {ID: every}, 0.0),
        # All that one may decide brings more than the best plan, and exceeds the money, the days or both.
        Specimen("beyond its means", {ID: _planned(labels, able)}, 1 - 0.2 * _exceeded(case, able)),
        Specimen(
            # What it exceeds besides is no second mistake.
            "the best plan and what others decide",
            {ID: right | _planned(labels, beyond[:1])},
            0.8,
        ),
        Specimen("the best plan and all that others decide", {ID: right | _planned(labels, beyond)}, 0.0),
        Specimen("the best plan and a price agreement", {ID: right | _planned(labels, [forbidden])}, 0.0),
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


def _exceeded(case: Case, ids: Iterable[str]) -> int:
    """How many of the two limits, money and days, these remedies exceed together."""
    kept, means = [remedy for remedy in case.remedies if remedy.id in ids], case.company
    over_budget = sum(remedy.cost for remedy in kept) > means.remedy_budget
    return over_budget + (sum(remedy.days for remedy in kept) > means.remedy_days)


def _worth(plan: Any, best: Any) -> float:
    """Full from nine tenths of the best plan, nothing at half of it, linear between."""
    return min(1.0, max(0.0, (float(plan.margin / best.margin) - 0.5) / 0.4))
