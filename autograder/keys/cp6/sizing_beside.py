"""What stands beside the figures of cp6-sizing: powers, models, uses, order, closet, reasons."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.asked.declared import graph_of
from autograder.keys.asked.exercise import judged_in
from autograder.keys.asked.graph import Graph
from autograder.keys.cp6.measured import litres, sizes
from autograder.keys.primitives import mark_choice, mark_match, mark_order, mark_set
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import air
from ntc.case import Case
from ntc.exercises import Part
from ntc.fields.outcome import Value
from ntc.french import num
from ntc.lessons.cp6 import plans, survey

ID = "cp6-sizing"
CELLS, FIGURES = f"{ID}-cells", f"{ID}-figures"
# One power everywhere is right twice: two needs of four call for the same.
SAME = 2
BY_LUCK = Fraction(3, 2)
"""How many of four uses a draw may get right: one that is right by luck brings another in its train."""
MOST = 3
"""How many pairs of the chain may stand the wrong way round before it earns nothing."""

POWER = "La puissance suit le besoin de sa ligne : la plus petite machine dont le débit le couvre."
MODEL_FIRST = "Un modèle se choisit d’après un calcul : donnez d’abord le vôtre, juste au-dessus."
MODEL = "Prenez le plus petit modèle qui couvre votre calcul."
PLATE = "Il suffirait dans les conditions de sa plaque : ce sont celles d’un local frais."
CLOSET = "Une chose à faire refroidit le local, ou laisse passer qui entretient la machine."
REASON = "Une bonne raison se lit dans le relevé, le rapport de fuites ou l’enveloppe."


def beside(case: Case, truth: Truth, answers: Answers) -> list[PartMark]:
    """The marks of all that is no figure, in the order of the page."""
    parts, graph = exercises.load()[ID].parts, graph_of(ID, case, truth)
    items, labels = truth.of("quiz_items"), truth.of("quiz_choices")
    uses, treatments = dict(plans.uses(case)), dict(plans.treatments(case))
    return [
        _powers(parts["powers"], case, graph, answers),
        _model(parts["vessel-model"], answers, graph, "vessel", litres(case), dict(plans.vessels(case))),
        _model(parts["dryer-model"], answers, graph, "dryer", sizes(case, "SF-"), dict(plans.dryers(case))),
        mark_match(
            parts["uses"],
            answers.entry(f"{ID}-uses"),
            {code: {items[code].right} for code in uses},
            uses,
            treatments,
            {(code, choice): labels[choice].reason for code in uses for choice in treatments},
            chance=BY_LUCK,
        ),
        _order(parts["order"], answers.entry(f"{ID}-order"), case, truth),
        _kept(parts["closet"], answers, dict(plans.closet(case)), truth, CLOSET),
        _kept(parts["reasons"], answers, dict(plans.reasons(case)), truth, REASON),
    ]


def right_power(case: Case, need: Decimal) -> str:
    """The power of the smallest fixed machine that covers a need in L/min; ValueError when none does."""
    fixed = survey.machines(case, survey.FIXED)
    sku = air.smallest_model({sku: row.flow_m3min for sku, row in fixed.items()}, need / 1000)
    return f"kw{num(fixed[sku].kw)}"


def _powers(part: Part, case: Case, graph: Graph, answers: Answers) -> PartMark:
    """Four powers as a set, each by the need of its line or by one's own."""
    own = {row: answers.cell(CELLS, row, "need").value for row in plans.CELLS}
    given = [value for value in own.values() if value is not None]
    right, accepted = {}, {}
    for row in plans.CELLS:
        right[row] = {right_power(case, graph.right(f"{ID}.{row}"))}
        # One need everywhere is no need that was worked out: it carries nothing.
        worked_out = len(set(given)) > len(given) // 2 and _sound(graph, answers, row, own[row])
        accepted[row] = right[row] | (_covered(case, own[row]) if worked_out else set())
    rows = {row: exercises.load()[ID].parts[row].label for row in plans.CELLS}
    powers = dict(plans.powers(case))
    reasons = {(row, power): POWER for row in rows for power in powers}
    return mark_match(part, answers.column(CELLS, "power"), accepted, rows, powers, reasons, chance=SAME)


def _covered(case: Case, need: Decimal | None) -> set[str]:
    try:
        return set() if need is None else {right_power(case, need)}
    except ValueError:
        return set()


def _sound(graph: Graph, answers: Answers, part: str, own: Decimal | None) -> bool:
    """Whether a figure of one's own may be built on: sensible, carried, or of a mistake that has a name."""
    if own is None:
        return False
    name = f"{ID}.{part}"
    if graph.questions[name].nature.plausible(own, graph.right(name)):
        return True
    judged = judged_in(graph, answers.lesson)[name] if answers.lesson is not None else None
    return judged is not None and (judged.fraction >= 1 or judged.slip is not None)


def _model(
    part: Part,
    answers: Answers,
    graph: Graph,
    figure: str,
    sized: Mapping[str, Decimal],
    labels: Mapping[str, str],
) -> PartMark:
    """A model by the right figure or by one's own; without a figure it was guessed."""
    entry, own = answers.entry(f"{ID}-{part.id}"), answers.cell(FIGURES, figure).value
    right = air.smallest_model(sized, graph.right(f"{ID}.{figure}"))
    expected = labels[right]
    if own is None:
        nothing = unanswered(part, entry, expected)
        return nothing or question_mark(part, 0.0, MODEL_FIRST, given=labels[entry.value], expected=expected)
    fractions = {right: 1.0}
    if _sound(graph, answers, figure, own):
        fractions[covering(sized, own)] = 1.0
    smaller = {
        model: PLATE if figure == "dryer" and sized[model] < sized[right] else MODEL for model in sized
    }
    reasons = {model: said for model, said in smaller.items() if model not in fractions}
    return mark_choice(part, entry, fractions, labels, reasons)


def covering(sized: Mapping[str, Decimal], need: Decimal) -> str:
    """The smallest model that covers a need, or the largest of all where none does."""
    return air.smallest_model(sized, min(need, max(sized.values())))


@cache
def before(case: Case, truth: Truth) -> frozenset[tuple[str, str]]:
    """Every pair of elements of which one comes before the other, near or far."""
    labels = truth.of("quiz_steps")

    def all_of(code: str) -> set[str]:
        waits = set((labels[code].after or "").split())
        return waits.union(*(all_of(each) for each in waits))

    return frozenset((first, one.id) for one in plans.chain(case) for first in all_of(one.id))


def _order(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    labels, chain = truth.of("quiz_steps"), plans.chain(case)
    listed = [one.id for one in chain]
    if isinstance(entry.outcome, Value):
        entry = Entry(Value(entry.value.order, entry.outcome.echo))
    return mark_order(
        part,
        entry,
        before(case, truth),
        {one.id: one.label for one in chain},
        {code: labels[code].reason for code in listed},
        start=listed,
        most=MOST,
    )


def _kept(part: Part, answers: Answers, items: Mapping[str, str], truth: Truth, method: str) -> PartMark:
    return mark_set(part, answers.entry(f"{ID}-{part.id}"), right_items(truth, items), items, method)


def right_items(truth: Truth, items: Collection[str]) -> frozenset[str]:
    """The items that are to be kept: those of the class that has three."""
    labels = truth.of("quiz_items")
    by_class: dict[Any, set[str]] = {}
    for code in items:
        by_class.setdefault(labels[code].right, set()).add(code)
    return frozenset(min(by_class.values(), key=len))
