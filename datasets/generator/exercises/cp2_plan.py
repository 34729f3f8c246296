"""Exercise cp2-plan: eighteen actions, of which the best-looking breaks the policy (T23), and the best plans.

The plans are proved by enumeration: every subset of the allowed actions within money, days and prerequisites.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from generator.core import workdays
from generator.core.cents import half_up, money
from generator.core.codes import coded
from generator.core.dates import STORY_DATE
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.world import World
from generator.words import read

KEPT = 10
_ATTEMPTS = 200
# Full marks from nine tenths of the best margin: no hasty plan earns them. Thousandths of the best.
_HASTY = 895
# How many plans are feasible, so that a good one is as hard to find in every variant.
_FEASIBLE = (5_000, 6_750)


def build(world: World) -> None:
    """Add the tables actions and action_plans."""
    stream, segments = world.stream("actions"), world.stream("action_segments")
    for _ in range(_ATTEMPTS):
        rows = [
            _action(code, item, stream, segments)
            for code, item in coded("a", read("marketing")["actions"], stream)
        ]
        plans, many = best_plans(rows)
        best = plans[0]["margin"]
        single = best > plans[1]["margin"] and max(_hasty_margins(rows)) * 1_000 < _HASTY * best
        if single and _FEASIBLE[0] <= many <= _FEASIBLE[1]:
            break
    else:
        raise ValueError("no draw of the actions has a single best plan that must be searched for")
    codes = {row["key"]: row["action_id"] for row in rows}
    world.add(
        "actions",
        (
            {name: value for name, value in row.items() if name not in ("key", "needs")}
            | {"prerequisite": codes[row["needs"]] if row["needs"] else None}
            for row in rows
        ),
    )
    world.add("action_plans", ({"rank": rank, **plan} for rank, plan in enumerate(plans, start=1)))


def _action(code: str, item: dict, stream: Stream, segments: Stream) -> dict:
    first, last = item["months"]
    bold = item["key"] == "T23"
    return {
        "action_id": code,
        "key": item["key"],
        "label": stream.pick(item["labels"]),
        "channel": item["channel"],
        "aim": item["aim"],
        "target_seg": segments.pick(item["segs"]) if "segs" in item else None,
        "cost": money(half_up(item["cost"] * stream.between(88, 114), 5_000) * 5_000),
        "days": max(1, item["days"] + (0 if bold or item["days"] < 3 else stream.between(-1, 1))),
        "earliest": max(date(2026, first, 1), STORY_DATE),
        "latest": workdays.month_end(date(2026, last, 1)),
        "expected_margin": money(half_up(item["margin"] * stream.between(900, 1_100), 10_000) * 1_000),
        "needs": item.get("needs"),
        "policy_ok": "rule" not in item,
        "broken_rule": item.get("rule"),
        "owner": item.get("owner"),
        "owner_also": ", ".join(item.get("owner_also", ())) or None,
    }


def _hasty_margins(rows: list[dict]) -> Iterable[Decimal]:
    """Yield the margin of two hasty plans: the largest margins first, or those of most margin a day."""
    limits, able = policy()["action_plan"], [row for row in rows if row["policy_ok"]]
    by_margin = sorted(able, key=lambda row: (-row["expected_margin"], row["key"]))
    by_day = sorted(able, key=lambda row: (-row["expected_margin"] / row["days"], row["key"]))
    for ranked in (by_margin, by_day):
        taken, cost, spent = {}, Decimal(0), 0
        for row in ranked:
            ready = not row["needs"] or row["needs"] in taken
            if ready and cost + row["cost"] <= limits["budget"] and spent + row["days"] <= limits["days"]:
                taken[row["key"]] = row["expected_margin"]
                cost, spent = cost + row["cost"], spent + row["days"]
        yield sum(taken.values(), Decimal(0))


def best_plans(rows: list[dict]) -> tuple[list[dict], int]:
    """Return the best plans: by margin, then the cheaper, then the shorter; and how many are feasible."""
    plans = sorted(_plans(rows), key=lambda plan: (-plan[0], plan[1], plan[2], plan[3]))
    kept = [
        {"actions": codes, "cost": cost, "days": days, "margin": margin}
        for margin, cost, days, codes in plans[:KEPT]
    ]
    return kept, len(plans)


def _plans(rows: list[dict]) -> Iterable[tuple]:
    """Yield margin, cost, days and codes of every plan that serves both aims and keeps all the limits."""
    limits, able = policy()["action_plan"], [row for row in rows if row["policy_ok"]]
    place = {row["key"]: 1 << index for index, row in enumerate(able)}
    aims = [
        sum(place[row["key"]] for row in able if row["aim"] == aim) for aim in ("conquête", "fidélisation")
    ]
    needs = [(place[row["key"]], place[row["needs"]]) for row in able if row["needs"]]
    for mask in range(1, 1 << len(able)):
        if not all(mask & aim for aim in aims) or any(mask & one and not mask & two for one, two in needs):
            continue
        chosen = [row for index, row in enumerate(able) if mask >> index & 1]
        cost, days = sum(row["cost"] for row in chosen), sum(row["days"] for row in chosen)
        if cost <= limits["budget"] and days <= limits["days"]:
            margin = sum(row["expected_margin"] for row in chosen)
            yield margin, cost, days, " ".join(row["action_id"] for row in chosen)
