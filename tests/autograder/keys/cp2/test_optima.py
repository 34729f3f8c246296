"""The best plan, the best tour, the weeks that hold: tried one by one, beside what the generator found."""

from itertools import combinations, permutations

import pytest

from autograder import truth
from autograder.keys.cp2 import plan, tour, week
from autograder.keys.cp2.week_built import faults_of
from ntc.case import VARIANTS, load
from ntc.lessons.cp2 import plans

SOME = ["00", *(pytest.param(one, marks=pytest.mark.slow) for one in VARIANTS[1:])]


@pytest.mark.parametrize("variant", SOME)
def test_no_set_of_actions_that_holds_brings_more_than_the_best_plan(variant):
    """Every set of those that the policy allows; months apart, which those of the generator have besides."""
    case, labels = load(variant), truth.load(variant)
    means, floor = case.policy["action_plan"], plans.floor(case)
    allowed = [row for row in case.actions if row.action_id not in plan.forbidden(labels)]
    best = max(
        sum(row.expected_margin for row in kept)
        for size in range(len(allowed) + 1)
        for kept in combinations(allowed, size)
        if sum(row.cost for row in kept) <= means["budget"]
        and sum(row.days for row in kept) <= means["days"]
        and sum(row.new_clients for row in kept) >= floor
        and {row.prerequisite for row in kept} - {None, ""} <= {row.action_id for row in kept}
    )
    assert best == max(row.margin for row in labels.action_plans)


@pytest.mark.parametrize("variant", SOME)
def test_the_plans_of_the_generator_break_nothing_that_a_learner_is_told(variant):
    case, labels = load(variant), truth.load(variant)
    stated = plans.actions(case)
    assert labels.action_plans
    for row in labels.action_plans:
        kept = plan.scheduled(case, row.actions.split())
        assert stated.broken(kept) == []
        assert stated.worth(kept) == row.margin


@pytest.mark.parametrize("variant", SOME)
def test_the_tours_that_break_nothing_are_those_of_the_generator(variant):
    case, labels = load(variant), truth.load(variant)
    journey = tour.journey_of(case)
    holding = sorted(
        (journey.follow(order).km, order)
        for order in permutations(door.id for door in journey.doors)
        if not journey.broken(order)
    )
    proof = next(row for row in labels.tours if row.tour_id == plans.TOUR)
    best = [row for row in labels.tour_plans if row.tour_id == plans.TOUR]
    assert len(holding) == proof.feasible
    assert [km for km, _ in holding[: len(best)]] == [row.km for row in best]
    assert holding[0][1] == tuple(tour.best_tour(labels).stops.split())


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_weeks_of_the_generator_have_no_fault_and_the_one_that_was_left_has_ten(variant):
    case, labels = load(variant), truth.load(variant)
    weeks: dict[int, dict[str, str]] = {}
    for row in labels.week_plans:
        weeks.setdefault(row.plan, {})[row.task_id] = row.slot_id
    assert weeks
    for slots in weeks.values():
        assert faults_of(case, labels, week.answered(case, slots)).told == ()
    draft = {row.task_id: row.slot_id for row in case.week_draft}
    assert faults_of(case, labels, week.answered(case, draft)).count == 10
    assert len(labels.week_faults) == 10
    assert sorted(week.at_fault(labels)) == sorted(row.task_id for row in labels.week_faults if row.task_id)
