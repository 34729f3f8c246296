"""The examples of CP2: what they find in every variant, and figures of the class worked out on paper."""

from decimal import Decimal
from itertools import pairwise, permutations

import pytest

from autograder import truth
from ntc.case import VARIANTS, load
from ntc.lessons.cp2 import worked
from ntc.lessons.cp2.accounts import accounts, classes


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_grid_gives_the_points_that_the_generator_laid_down(variant):
    known = {row.prospect_id: row for row in truth.load(variant).prospect_scores}
    ranked = worked.grid(load(variant))
    assert {one.prospect.prospect_id: one.score for one in ranked} == {
        code: row.score for code, row in known.items()
    }
    retained = {code for code, row in known.items() if row.retained}
    assert retained <= {one.prospect.prospect_id for one in ranked[:60]}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_prospect_of_the_example_is_far_from_the_list(variant):
    ranked = worked.grid(load(variant))
    one = worked.example_prospect(load(variant))
    assert ranked.index(one) >= 100
    assert all(points > 0 for points in one.points.values())


@pytest.mark.parametrize("variant", VARIANTS)
def test_one_loop_spares_a_third_of_two_days_and_keeps_to_the_hours_at_the_wheel(variant):
    case = load(variant)
    found = worked.merged_days(case)
    visits = {
        (act.date, act.account_id)
        for act in case.activities
        if act.type == "visite" and act.date in found.days
    }
    assert len(visits) == len(found.order) == len(set(found.order)) == 4
    assert 0 < (found.days[1] - found.days[0]).days <= 10
    base = worked.home(case)
    lengths = [
        sum(worked.way(one, other).km for one, other in pairwise((base, *order, base)))
        for order in permutations(found.order)
    ]
    assert found.km == min(lengths)
    assert found.spared * 3 >= found.done_km
    assert worked.drive(case, found.order).minutes <= 240


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_example_year_leaves_something_to_find_and_some_quotes_without_follow_up(variant):
    known, (made, few) = worked.funnel(load(variant)), worked.december_quotes(load(variant))
    assert 0 < known.newcomers_sales < known.rise
    assert known.quotes < known.meetings
    assert 0 < few < made


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_share_reached_tells_the_classes(variant):
    """Whoever reads the column sees the classes: the account that crosses a limit is of the class above."""
    case, before, found = load(variant), Decimal(0), {}
    for one in accounts(case):
        found[one.client.client_id] = (
            "A" if before < Decimal("0.8") else "B" if before < Decimal("0.95") else "C"
        )
        before = one.reached
    assert found == classes(case)
    assert round(before, 9) == 1


# The class: Saint-Herblain and Saint-Nazaire on 22 January, Savenay and Pontchâteau on the 23rd.
def test_figures_of_the_class():
    case = load("00")
    found = worked.merged_days(case)
    assert [[town.name for town in towns] for towns in found.done] == [
        ["Saint-Herblain", "Saint-Nazaire"],
        ["Savenay", "Pontchâteau"],
    ]
    assert (found.done_km, found.km) == (Decimal("250.9"), Decimal("153.0"))
    known = worked.funnel(case)
    assert (known.rise, known.newcomers, known.quotes, known.meetings) == (352_000, 19, 56, 125)
    assert worked.december_quotes(case) == (42, 28)
