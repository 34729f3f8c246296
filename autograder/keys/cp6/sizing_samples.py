"""What a careful learner would answer to cp6-sizing beside its figures, and what follows another machine."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from autograder.keys.asked.exercise import right_values
from autograder.keys.cp6.measured import PAIR, factors, flows, litres, sizes
from autograder.keys.cp6.sizing_beside import ID, MOST, before, covering, right_items, right_power
from autograder.keys.samples import Raw, typed
from autograder.truth import Truth
from ntc.calc import air
from ntc.case import Case
from ntc.lessons.cp6 import plans, survey

MODELS = ("vessel-model", "dryer-model")


def right_beside(case: Case, truth: Truth) -> Raw:
    """The raw answers to all that is no figure, and to the four powers beside their needs."""
    values, labels = right_values(ID, case, truth), truth.of("quiz_items")
    pairs = before(case, truth)
    waits = Counter(second for _, second in pairs)
    order = sorted((one.id for one in plans.chain(case)), key=lambda code: (waits[code], code))
    return {
        f"{ID}-cells": {
            row: {"need": typed(values[row]), "power": right_power(case, values[row])} for row in plans.CELLS
        },
        **models_of(case, {row: {"value": typed(values[row])} for row in ("vessel", "dryer")}),
        f"{ID}-uses": {code: labels[code].right for code, _ in plans.uses(case)},
        f"{ID}-order": placed_as(order),
        **{
            f"{ID}-{part}": sorted(right_items(truth, dict(items)))
            for part, items in (("closet", plans.closet(case)), ("reasons", plans.reasons(case)))
        },
    }


def placed_as(order: Sequence[str]) -> Raw:
    """A chain of air in this order."""
    return {code: {"place": str(rank)} for rank, code in enumerate(order, 1)}


def after(case: Case, sku: str) -> dict[str, dict[str, str]]:
    """Vessel and dryer, worked out by right methods from a machine."""
    rule, flow = case.policy["air"], flows(case)[sku]
    swing = survey.fact(case, "ecart-cuve")
    volume = air.receiver(air.convert_flow(flow, "m³/min", "L/s"), swing, 1, 60 // rule["cycles_a_minute"])
    return {
        "vessel": {"value": typed(volume)},
        "dryer": {"value": typed(air.dryer(flow, factors(case)))},
    }


def models_of(case: Case, figures: Mapping[str, Mapping[str, str]]) -> Raw:
    """The smallest models that cover these figures."""
    sized = {"vessel": litres(case), "dryer": sizes(case, "SF-")}
    return {
        f"{ID}-{part}-model": covering(sized[part], Decimal(figures[part]["value"].replace(",", ".")))
        for part in sized
    }


def by_need(case: Case, need: Decimal) -> str:
    """The smallest machine at variable speed that covers a need in L/min."""
    return air.smallest_model(sizes(case, "GVV-"), need / 1000)


def next_below(case: Case, part: str, model: str) -> str:
    """The model just below one."""
    sized = litres(case) if part == "vessel-model" else sizes(case, "SF-")
    return max((one for one in sized if sized[one] < sized[model]), key=lambda one: sized[one])


def far_above(case: Case) -> str:
    """The largest machine of all."""
    return max((sku for sku in flows(case) if sku != PAIR), key=lambda sku: flows(case)[sku])


def order_room(case: Case, truth: Truth) -> int:
    """How many pairs may stand the wrong way round before the chain earns nothing."""
    listed = [one.id for one in plans.chain(case)]
    wrong = sum(listed.index(first) > listed.index(second) for first, second in before(case, truth))
    return min(MOST, wrong, len(before(case, truth)) - wrong)
