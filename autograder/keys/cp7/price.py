"""cp7-price: the gap on equal perimeter, what a discount of it would cost; eight sentences on a price."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from autograder.keys.answers import Answers
from autograder.keys.asked import AMOUNT, RATE, Asked, Way, asked, questions
from autograder.keys.asked.exercise import right_answers
from autograder.keys.primitives import mark_match
from autograder.keys.registry import Specimen, specimens
from autograder.keys.samples import garbled
from autograder.keys.traps import trap
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import margins, negotiation, slips
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.french import typeset
from ntc.lessons.cp7 import priced_plans as plans

ID = "cp7-price"
RIVAL, GAP = f"{ID}.rival", f"{ID}.gap"
PHRASES = f"{ID}-phrases"
WEIGHTS = {"phrases": 3.0}
COMMON = 2
"""One operation everywhere is right twice at most: it earns nothing."""

OFF = "Ce qui manque à son offre, l’acheteur le paiera en plus : cela s’ajoute."
LEFT = "C’est le prix affiché : il ne comprend pas tout ce que comprend le nôtre."
BARE = "C’est l’écart entre les deux pages, pas entre deux offres comparables."
BASE = "Vous avez divisé par le prix de l’autre : ici, on rapporte l’écart à notre prix."
POINTS = (
    "Le prix baisse aussi : la marge qui reste se divise par le nouveau prix, et une remise ne s’ôte pas "
    "d’un taux de marque."
)
LOST = "C’est la part de marge perdue : pour la retrouver, on part de la marge qui reste, plus petite."
BY_RIVAL = "Le prix de l’autre offre, plus ce que l’acheteur devrait payer pour avoir autant que chez nous."
BY_GAP = "Notre prix moins l’autre offre, complétée."
BY_RATE = "L’écart qui reste ÷ notre prix."
BY_LOST = "La remise ÷ la marge d’avant la remise."
BY_LEFT = "(Notre prix − la remise − le coût variable) ÷ (notre prix − la remise)."
BY_VOLUME = "Marge d’avant ÷ marge d’après − 1."


def beside(case: Case, truth: Truth, answers: Answers) -> Sequence[PartMark]:
    """The eight sentences, beyond what one operation everywhere would get right."""
    items, reasons = truth.of("quiz_items"), truth.of("quiz_choices")
    said, made = dict(plans.price_phrases(case)), dict(plans.price_operations(case))
    return [
        mark_match(
            exercises.load()[ID].parts["phrases"],
            answers.entry(PHRASES),
            {code: {items[code].right} for code in said},
            said,
            made,
            {(code, choice): reasons[choice].reason for code in said for choice in made},
            chance=COMMON,
        )
    ]


@questions(ID, beside=beside, weights=WEIGHTS)
def price(case: Case, truth: Truth) -> dict[str, Asked]:
    """Six figures, each built on the other offer made complete."""
    return {
        "rival": asked(
            AMOUNT,
            negotiation.buyer_ceiling,
            "rival-price",
            "missing-cost",
            slips=lambda bare, missing: [
                trap("missing-off", bare - missing, OFF),
                trap("missing-left", bare, LEFT),
            ],
            method=BY_RIVAL,
        ),
        "gap": asked(
            AMOUNT,
            lambda ours, complete: ours - complete,
            "price",
            RIVAL,
            slips=lambda ours, _: [trap("missing-left", ours - case.deals[0].rival_price, BARE)],
            method=BY_GAP,
        ),
        "rate": asked(
            RATE,
            lambda gap, ours: gap / ours,
            GAP,
            "price",
            slips=lambda gap, ours: [Slip("mc.pct-base", gap / (ours - gap), typeset(BASE))],
            method=BY_RATE,
        ),
        "lost": asked(
            RATE,
            _lost,
            GAP,
            "price",
            "unit-cost",
            also=(Way(lambda *figures: -_lost(*figures), (GAP, "price", "unit-cost")),),
            slips=lambda gap, ours, cost: [
                replace(each, value=-each.value) for each in slips.margin_change(ours, cost, gap / ours)
            ],
            method=BY_LOST,
        ),
        "left": asked(
            RATE,
            lambda gap, ours, cost: margins.margin_rate(ours - gap, cost),
            GAP,
            "price",
            "unit-cost",
            slips=lambda gap, ours, cost: [
                trap("points-off", margins.margin_rate(ours, cost) - gap / ours, POINTS),
                *slips.margin_rate(ours - gap, cost),
            ],
            method=BY_LEFT,
        ),
        "volume": asked(
            RATE,
            lambda gap, ours, cost: margins.volume_to_compensate(ours - cost, ours - cost - gap),
            GAP,
            "price",
            "unit-cost",
            slips=lambda gap, ours, cost: [
                *slips.volume_to_compensate(ours, cost, gap / ours),
                trap("lost-for-volume", _lost(gap, ours, cost), LOST),
            ],
            method=BY_VOLUME,
        ),
    }


def _lost(gap: Decimal, ours: Decimal, cost: Decimal) -> Decimal:
    """The part of the margin that a discount takes, positive."""
    return gap / margins.margin(ours, cost)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels = truth.of("quiz_items")
    right = {code: labels[code].right for code, _ in plans.price_phrases(case)}
    figures, share = right_answers(ID, case, truth), 3 / 9
    first = next(iter(right))
    other = next(code for code, _ in plans.price_operations(case) if code != right[first])
    one = share / (len(right) - COMMON)
    return [
        Specimen("all right", {**figures, PHRASES: right}, 1.0),
        Specimen("sentences only", {PHRASES: right}, share),
        Specimen("one sentence wrong", {**figures, PHRASES: {**right, first: other}}, 1 - one),
        Specimen(
            "one sentence left",
            {**figures, PHRASES: {code: said for code, said in right.items() if code != first}},
            1 - one,
        ),
        *(
            Specimen(f"{code} everywhere", {PHRASES: dict.fromkeys(right, code)}, 0.0)
            for code, _ in plans.price_operations(case)
        ),
        *garbled({PHRASES: {first: "?"}}, {PHRASES: "tout"}),
    ]
