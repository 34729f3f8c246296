"""How hard each planner's instance is: what can be done, how the best stands out, what haste achieves."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise, permutations

from autograder import truth as truths
from ntc.case import Case, load
from tests.datasets.days import Agenda, Day

FULL_MARKS = Decimal("0.9")
"""Share of the optimum from which a plan earns all the points (domain reference §4.0)."""


@cache
def measures(variant: str) -> dict[str, Decimal | int]:
    """Every measure of the instances of a variant, by name; shares are of the optimum unless told."""
    found = (actions, remedies, tour, choice, gestures, concessions, calls, targets)
    return {f"{kind.__name__}: {name}": value for kind in found for name, value in kind(variant).items()}


def hasty(rows: Iterable, fits: Callable[[Sequence], bool]) -> list:
    """Take one thing after the other while the limits allow it."""
    taken = []
    for row in rows:
        if fits([*taken, row]):
            taken.append(row)
    return taken


def actions(variant: str) -> dict:
    case, truth = load(variant), truths.load(variant)
    labels, limits, plans = truth.of("actions"), case.policy["action_plan"], truth.action_plans
    able = [row for row in case.actions if labels[row.action_id].policy_ok]
    best, expected = plans[0].margin, floor(case)
    feasible = action_margins(able, limits, expected)

    def margin(chosen: Iterable) -> Decimal:
        return sum(row.expected_margin for row in chosen)

    return {
        "feasible": feasible.total(),
        "plans near the best": sum(many for found, many in feasible.items() if found >= FULL_MARKS * best),
        "clients ÷ floor": Decimal(plans[0].new_clients) / expected,
        "second": plans[1].margin / best,
        "spent ÷ budget": plans[0].cost / limits["budget"],
        "days ÷ days": Decimal(plans[0].days) / limits["days"],
        "all that is allowed": margin(able) / best,
        # The action that looks best breaks the policy (T23): its margin over that of the best allowed one.
        "bait": max(row.expected_margin for row in case.actions) / max(row.expected_margin for row in able),
    }


def floor(case: Case) -> int:
    """Return the new clients that a plan must bring: two thirds of those of the year, rounded up."""
    return (2 * case.company.new_clients_2026 + 2) // 3


def action_margins(able: Sequence, limits: dict, expected: int) -> Counter[Decimal]:
    """Count the plans within the limits that serve both aims by their margin: one action after the other.

    Each step keeps how many ways lead to a cost, days, new clients, aims and prerequisites met, and a margin.
    """
    needed = {row.prerequisite for row in able} - {None}
    ways = Counter({(0, 0, 0, frozenset(), Decimal(0)): 1})
    for row in sorted(able, key=lambda row: row.action_id not in needed):
        for (cost, days, brought, met, margin), many in list(ways.items()):
            spent, used = cost + row.cost, days + row.days
            ready = not row.prerequisite or row.prerequisite in met
            if ready and spent <= limits["budget"] and used <= limits["days"]:
                now = met | {row.aim} | ({row.action_id} & needed)
                ways[spent, used, brought + row.new_clients, now, margin + row.expected_margin] += many
    margins = Counter()
    for (_, _, brought, met, margin), many in ways.items():
        if {"conquête", "fidélisation"} <= met and brought >= expected:
            margins[margin] += many
    return margins


def remedies(variant: str) -> dict:
    case, truth = load(variant), truths.load(variant)
    labels, plans, means = truth.of("remedies"), truth.remedy_plans, case.company
    able = [row for row in case.remedies if labels[row.id].in_power and labels[row.id].legal]
    best = plans[0].margin
    return {
        "feasible": len(plans),
        "second": plans[1].margin / best,
        "spent ÷ budget": plans[0].cost / means.remedy_budget,
        "days ÷ days": Decimal(plans[0].days) / means.remedy_days,
        "plans of full marks": sum(plan.margin >= FULL_MARKS * best for plan in plans),
        # What one cannot decide looks better than all that one can.
        "bait": max(row.effect for row in case.remedies) / max(row.effect for row in able),
    }


def tour(variant: str) -> dict:
    """cp2-tour, where seven stops are due and kilometres count."""
    day = Day(variant, "cp2-tour")
    best = day.plans[0].km
    runs = [run[0] for run in map(day.follow, permutations(day.stops)) if run]

    def km(order: Sequence) -> Decimal:
        return sum(day.roads[pair].km for pair in pairwise([None, *order, None]))

    return {
        "feasible": len(runs),
        "km": best,
        "second": day.plans[1].km / best,
        "longest": max(runs) / best,
        "share of full marks": Decimal(sum(best >= FULL_MARKS * run for run in runs)) / len(runs),
        "without hours": min(map(km, permutations(day.stops))) / best,
        "nearest first": km(day.nearest_first()) / best,
    }


def choice(variant: str) -> dict:
    """cp5-tour, where there is more to see than a day holds."""
    day = Day(variant, "cp5-tour")
    best = day.plans[0].potential

    def potential(codes: Iterable[str]) -> Decimal:
        return sum(day.stops[code].potential for code in codes)

    return {
        "feasible": day.proof.feasible,
        "km": day.plans[0].km,
        "seen": len(day.plans[0].stops.split()),
        "second": day.plans[1].potential / best,
        "nearest first": potential(hasty(day.nearest_first(), day.follow)) / best,
        "all there is": potential(day.stops) / best,
        "largest account": max(row.potential for row in day.stops.values()) / best,
    }


def gestures(variant: str) -> dict:
    truth = truths.load(variant)
    (label,), plans = truth.gesture_cases, truth.gesture_plans
    return {
        "feasible": label.feasible,
        "second": plans[1].cost / plans[0].cost,
        "last kept": plans[-1].cost / plans[0].cost,
        "hardly dearer": sum(plan.cost <= Decimal("1.1") * plans[0].cost for plan in plans),
        "spent ÷ cap": plans[0].cost / label.cap,
        "harm ÷ cap": load(variant).gesture_cases[0].harm / label.cap,
    }


def concessions(variant: str) -> dict:
    truth, (deal,) = truths.load(variant), load(variant).deals
    (label,), plans = truth.deals, truth.concession_plans
    return {
        "feasible": label.feasible,
        "best cost ÷ gap": plans[0].cost / (deal.price - label.ceiling),
        "second": plans[1].cost / plans[0].cost,
        "gap to close ÷ price": (deal.price - label.ceiling) / deal.price,
        "room ÷ price": (label.ceiling - label.floor_price) / deal.price,
    }


def calls(variant: str) -> dict:
    agenda = Agenda(variant)
    day, label = agenda.day, agenda.label

    def contacts(plan: str) -> Decimal:
        inside = agenda.inside(agenda.plans[plan])
        return inside * label.reached_inside + (day.calls - inside) * label.reached_outside

    return {
        "contacts": label.contacts,
        "down the list": contacts("liste") / label.contacts,
        "slots allowed": sum(row.allowed for row in truths.load(variant).call_slots),
    }


def targets(variant: str) -> dict:
    """cp2-targets: forty of the prospects, by the grid and after the exclusions."""
    case, truth = load(variant), truths.load(variant)
    ranked = sorted(truth.prospect_scores, key=lambda row: -row.score)
    allowed = [row for row in ranked if not row.excluded]
    kept = {row.prospect_id for row in allowed if row.retained}
    large = sorted(case.prospects, key=lambda row: -row.est_potential)[: len(kept)]
    return {
        "kept": len(kept),
        "allowed": len(allowed),
        "last score kept": allowed[len(kept) - 1].score,
        "excluded among the best scores": sum(bool(row.excluded) for row in ranked[: len(kept)]),
        "kept by potential alone": len(kept & {row.prospect_id for row in large}),
    }
