"""cp6-spin: what each of twenty questions opens, then what each of four sentences leads to."""

from collections.abc import Mapping

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine, mark_match
from autograder.keys.primitives.classes import mark_classes
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.lessons.cp6 import plans

ID = "cp6-spin"
QUESTIONS, COSTS, GAINS = f"{ID}-questions", f"{ID}-costs", f"{ID}-gains"
WEIGHTS = {"questions": 6.0, "costs": 2.0, "gains": 2.0}
# Of five questions put in their places in any order, two are often right: so many earn nothing.
CHANCE = 2


@key(ID)
def spin(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Questions by their nature, each alike and beyond chance; the sentence from which five others start."""
    parts = exercises.load()[ID].parts
    asked = dict(plans.spin_questions(case))
    marks = [
        mark_classes(
            parts["questions"],
            answers.entry(QUESTIONS),
            accepted(truth, asked),
            asked,
            dict(plans.spin_kinds(case)),
            _reasons(case, truth),
        )
    ]
    told = {code: row.reason for code, row in truth.of("quiz_choices").items()}
    for part, pairs, sources in (
        ("costs", plans.costs(case), plans.cost_sources(case)),
        ("gains", plans.gains(case), plans.gain_sources(case)),
    ):
        items = dict(pairs)
        marks.append(
            mark_match(
                parts[part],
                answers.entry(f"{ID}-{part}"),
                accepted(truth, items),
                items,
                dict(sources),
                {(item, source): told[source] for item in items for source, _ in sources},
                CHANCE,
            )
        )
    return combine(marks, WEIGHTS)


def accepted(truth: Truth, items: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Where each item belongs, and where else it can be defended."""
    labels = truth.of("quiz_items")
    return {code: (labels[code].right, *(labels[code].also or "").split()) for code in items}


def _reasons(case: Case, truth: Truth) -> dict[tuple[str, str], str]:
    """Of a question not to be asked, why; of another, what the kind that was named is for."""
    items, kinds = truth.of("quiz_items"), truth.of("quiz_choices")
    barred = plans.unasked(case)
    return {
        (code, kind): items[code].reason if items[code].right == barred else kinds[kind].reason
        for code, _ in plans.spin_questions(case)
        for kind, _ in plans.spin_kinds(case)
    }


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    asked = {code: found[0] for code, found in accepted(truth, dict(plans.spin_questions(case))).items()}
    costs, gains = (
        {code: found[0] for code, found in accepted(truth, dict(items)).items()}
        for items in (plans.costs(case), plans.gains(case))
    )
    right, total = {QUESTIONS: asked, COSTS: costs, GAINS: gains}, sum(WEIGHTS.values())
    # One question of twenty, of which chance gets four.
    one = WEIGHTS["questions"] / total / 16
    two = 2 * WEIGHTS["costs"] / total / 3
    kinds = [code for code, _ in plans.spin_kinds(case)]
    labels = truth.of("quiz_items")

    def moved(label: str, fraction: float, field: str, changes: Mapping[str, str]) -> Specimen:
        return Specimen(label, {**right, field: {**right[field], **changes}}, fraction)

    first, second, *_ = costs
    by_kind = {kind: next(code for code in asked if asked[code] == kind) for kind in kinds}
    return [
        Specimen("right", right, 1.0),
        *(
            moved(f"{code} put in {kind}", 1 - one, QUESTIONS, {code: kind})
            for code in by_kind.values()
            for kind in kinds
            if kind not in (asked[code], *(labels[code].also or "").split())
        ),
        *(
            moved(f"{code} left to place", 1 - one, QUESTIONS, {code: ""})
            for code in list(by_kind.values())[:2]
        ),
        moved("two costs exchanged", 1 - two, COSTS, {first: costs[second], second: costs[first]}),
        Specimen("questions only", {QUESTIONS: asked}, WEIGHTS["questions"] / total),
        Specimen("costs only", {COSTS: costs}, WEIGHTS["costs"] / total),
        Specimen("gains only", {GAINS: gains}, WEIGHTS["gains"] / total),
        *(Specimen(f"all in {kind}", {QUESTIONS: dict.fromkeys(asked, kind)}, 0.0) for kind in kinds),
        *(
            Specimen(f"every cost from {source}", {COSTS: dict.fromkeys(costs, source)}, 0.0)
            for source in costs.values()
        ),
        *blank({QUESTIONS: {}, COSTS: {}, GAINS: {}}),
        *garbled({QUESTIONS: {"ghost": "?"}}, {COSTS: ["?"]}, {GAINS: {next(iter(gains)): "?"}}),
    ]
