"""Exercise cp2-plan: eighteen actions, of which the best-looking breaks the policy (T23), and the best plans.

The plans are proved by enumeration: every subset of the allowed actions within money, days and prerequisites,
that brings the new clients expected of it. Without a fair one is missing: who takes the largest margins first
misses them.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from generator.core import workdays
from generator.core.cents import apportion, cents, half_up, money
from generator.core.codes import coded
from generator.core.dates import STORY_DATE
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.world import World
from generator.words import read

KEPT = 10
_ATTEMPTS = 4_000
# Who follows one column misses the new clients, or this much of the best margin. Thousandths.
_HASTY = 880
# How many plans are feasible, and how many of those come near the best: as hard to find in every variant.
_FEASIBLE, _NEAR, _NEAR_THE_BEST = (230, 308), (8, 40), 900


_AIMS = {"conquête", "fidélisation"}
# What serves while drawing only.
_DRAFT = ("key", "needs", "item")


def build(world: World) -> None:
    """Add the tables actions and action_plans."""
    stream, segments = world.stream("actions"), world.stream("action_segments")
    clients, floor = world.stream("action_clients"), _floor(world.figures.new_clients_next)
    for _ in range(_ATTEMPTS):
        rows = [
            _action(code, item, stream, segments)
            for code, item in coded("a", read("marketing")["actions"], stream)
        ]
        _share_out(rows, floor, clients)
        plans = best_plans(rows, floor)
        if plans and _must_be_searched(rows, plans, floor):
            break
    else:
        raise ValueError("no draw of the actions has a single best plan that must be searched for")
    plans = plans[:KEPT]
    codes = {row["key"]: row["action_id"] for row in rows}
    world.add(
        "actions",
        (
            {name: value for name, value in row.items() if name not in _DRAFT}
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
        "item": item,
        "policy_ok": "rule" not in item,
        "broken_rule": item.get("rule"),
        "owner": item.get("owner"),
        "owner_also": ", ".join(item.get("owner_also", ())) or None,
    }


def _floor(objective: int) -> int:
    """Return how many new clients a plan must bring: a part of the year's, rounded up."""
    rule = policy()["action_plan"]["new_clients"]
    return -(-objective * rule["part"] // rule["of"])


def _share_out(rows: list[dict], floor: int, stream: Stream) -> None:
    """Say how many new clients each action brings: one too few without a fair."""
    known = [row for row in rows if "clients_weight" in row["item"]]
    weights = [row["item"]["clients_weight"] * stream.between(85, 118) for row in known]
    parts = apportion(weights, floor - 1 - len(known))
    for row in rows:
        low, high = row["item"].get("clients", (0, 0))
        row["new_clients"] = stream.between(low, high) if high else 0
    for row, part in zip(known, parts, strict=True):
        row["new_clients"] = 1 + part


def _must_be_searched(rows: list[dict], plans: list[dict], floor: int) -> bool:
    """Tell whether one plan is best, few come near it, and none comes of one column of the list."""
    best = plans[0]["margin"]
    near = sum(plan["margin"] * 1_000 >= _NEAR_THE_BEST * best for plan in plans)
    return (
        best > plans[1]["margin"]
        and _FEASIBLE[0] <= len(plans) <= _FEASIBLE[1]
        and _NEAR[0] <= near <= _NEAR[1]
        and all(margin * 1_000 < _HASTY * best for margin in _hasty_margins(rows, floor))
    )


def _hasty_margins(rows: Sequence[dict], floor: int) -> Iterator[Decimal]:
    """Yield the margin of the plans of who follows one column, nought when they miss the new clients."""
    limits, able = policy()["action_plan"], [row for row in rows if row["policy_ok"]]
    columns: tuple[Callable[[dict], Any], ...] = (
        lambda row: 0,
        lambda row: row["label"],
        lambda row: row["cost"],
        lambda row: row["days"],
        lambda row: -row["expected_margin"],
        lambda row: -row["expected_margin"] / max(row["cost"], Decimal(1)),
        lambda row: -row["expected_margin"] / row["days"],
        lambda row: row["earliest"],
        lambda row: row["latest"],
        lambda row: -row["new_clients"],
    )
    for column in columns:
        taken, cost, spent = {}, Decimal(0), 0
        for row in sorted(able, key=column):
            ready = not row["needs"] or row["needs"] in taken
            if ready and cost + row["cost"] <= limits["budget"] and spent + row["days"] <= limits["days"]:
                taken[row["key"]] = row
                cost, spent = cost + row["cost"], spent + row["days"]
        brought = sum(row["new_clients"] for row in taken.values())
        yield (
            sum((row["expected_margin"] for row in taken.values()), Decimal(0))
            if brought >= floor
            else Decimal(0)
        )


def best_plans(rows: Sequence[dict], floor: int) -> list[dict]:
    """Return the plans that keep all the limits: by margin, then the cheaper, then the shorter."""
    plans = sorted(_plans(rows, floor), key=lambda plan: (-plan[0], plan[1], plan[2], plan[3]))
    return [
        {"actions": codes, "cost": money(cost), "days": days, "margin": money(margin), "new_clients": brought}
        for margin, cost, days, codes, brought in plans
    ]


def _plans(rows: Sequence[dict], floor: int) -> Iterator[tuple]:
    """Yield margin, cost, days, codes, new clients of every plan within the limits that serves both aims."""
    limits, able = policy()["action_plan"], [row for row in rows if row["policy_ok"]]
    budget = limits["budget"] * 100
    items = [(row, cents(row["cost"]), cents(row["expected_margin"])) for row in able]

    def follow(place: int, taken: list[dict], margin: int, cost: int, days: int) -> Iterator[tuple]:
        if place == len(items):
            keys = {row["key"] for row in taken}
            brought = sum(row["new_clients"] for row in taken)
            ready = all(not row["needs"] or row["needs"] in keys for row in taken)
            if ready and brought >= floor and {row["aim"] for row in taken} == _AIMS:
                yield margin, cost, days, " ".join(row["action_id"] for row in taken), brought
            return
        yield from follow(place + 1, taken, margin, cost, days)
        row, price, gain = items[place]
        if cost + price <= budget and days + row["days"] <= limits["days"]:
            yield from follow(place + 1, [*taken, row], margin + gain, cost + price, days + row["days"])

    yield from follow(0, [], 0, 0, 0)
