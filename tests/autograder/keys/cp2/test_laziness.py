"""What costs no thought pays next to nothing in CP2: one answer everywhere, plans made in haste."""

import random
from collections.abc import Callable, Iterator
from statistics import mean
from typing import Any

import pytest

from autograder import truth
from autograder.keys.cp2 import plan, week
from ntc import exercises
from ntc.case import VARIANTS, load
from tests.every.tree import earned, placed

MOST = 0.15
JUDGED = sorted(
    each.id for each in exercises.load().values() if each.lesson == "cp2-plan-actions" and not each.written
)
# What each kind of task would be at fault for, to whoever does not look where it stands.
BY_KIND = {
    "appel": "r19",
    "relance": "r22",
    "demande": "r21",
    "devis": "r21",
    "visite": "r13",
    "rendez-vous": "way",
}
COLUMNS: dict[str, Callable[[Any], Any]] = {
    "listed": lambda row: row.action_id,
    "by the alphabet": lambda row: row.label,
    "cheapest": lambda row: row.cost,
    "shortest": lambda row: row.days,
    "richest": lambda row: -row.expected_margin,
    "richest for a euro": lambda row: -row.expected_margin / max(1, row.cost),
    "richest for a day": lambda row: -row.expected_margin / row.days,
    "earliest": lambda row: row.earliest,
    "latest": lambda row: row.latest,
    "most clients": lambda row: -row.new_clients,
}


def test_all_the_exercises_are_played():
    assert len(JUDGED) == 8


@pytest.mark.slow
def test_one_answer_everywhere_pays_next_to_nothing():
    found, played = [], 0
    for variant in VARIANTS[::4]:
        for exercise_id in JUDGED:
            for field in placed(variant)[exercise_id].values():
                controls = field.controls()
                for option, _ in controls["options"] if "items" in controls else ():
                    played += 1
                    raw = {field.id: {item: option for item, _ in controls["items"]}}
                    if (share := earned(variant, raw, exercise_id)) > MOST:
                        found.append(f"{variant}, {field.id}, {option}: {share:.3f}")
    assert found == []
    assert played


def hasty(variant: str, ranked: list, *, lawful: bool) -> dict[str, dict[str, str]]:
    """The actions taken in their order, each unless money or days no longer suffice or its need is not kept.

    Each in a month of its own; nothing when no calendar holds them.
    """
    case = load(variant)
    means, banned = case.policy["action_plan"], plan.forbidden(truth.load(variant))
    kept: list[str] = []
    cost = days = 0
    for row in ranked:
        if lawful and row.action_id in banned:
            continue
        if row.prerequisite and row.prerequisite not in kept:
            continue
        if cost + row.cost <= means["budget"] and days + row.days <= means["days"]:
            kept.append(row.action_id)
            cost, days = cost + row.cost, days + row.days
    try:
        return plan.scheduled(case, kept)
    except ValueError:
        return {}


def orders(variant: str) -> Iterator[tuple[str, list]]:
    """The actions by each column, and drawn."""
    actions, draw = load(variant).actions, random.Random(7)
    for name, column in COLUMNS.items():
        yield name, sorted(actions, key=lambda row, column=column: (column(row), row.action_id))
    for rank in range(20):
        yield f"drawn {rank}", draw.sample(list(actions), len(actions))


@pytest.mark.slow
def test_a_plan_by_one_column_or_drawn_pays_next_to_nothing():
    """Months and needs right, all but the choice: by one column, never; drawn, on the mean."""
    found, paid = [], []
    for variant in VARIANTS:
        for name, ranked in orders(variant):
            for lawful in (True, False):
                raw = {plan.ACTIONS: hasty(variant, ranked, lawful=lawful)}
                share = earned(variant, raw, "cp2-plan")
                if name.startswith("drawn"):
                    paid.append(share)
                elif share > MOST:
                    found.append(f"{variant}, {name}, lawful {lawful}: {share:.3f}")
    assert found == []
    assert mean(paid) <= MOST


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_kind_of_a_task_does_not_tell_its_fault(variant):
    case = load(variant)
    placed_by_draft = {row.task_id for row in case.week_draft}
    raw = {
        week.FAULTS: {
            task.task_id: BY_KIND.get(task.kind, "none")
            for task in case.week_tasks
            if task.task_id in placed_by_draft
        }
    }
    assert earned(variant, raw, "cp2-week") <= MOST * week.WEIGHTS["faults"] / 12
