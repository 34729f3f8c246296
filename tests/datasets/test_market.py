"""The market of the sector adds up to the company's card, and our part of it to our own orders."""

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise

import pytest

from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

YEARS = range(2022, 2026)


def whole(case, column, year):
    return sum(getattr(row, column) for row in case.market_stats if row.year == year)


def growth(case):
    """The yearly growth over three years that a learner works out."""
    ratio = whole(case, "market_value", 2025) / whole(case, "market_value", 2022)
    return float(ratio) ** (1 / 3) - 1


@rules.rule
def every_segment_has_its_five_departments_and_four_years(case):
    assert len(case.market_stats) == 240
    cells = Counter((row.seg_id, row.dept) for row in case.market_stats)
    inside = {town.dept for town in case.towns if town.sector == "S2"}
    assert set(cells) == {(segment.seg_id, dept) for segment in case.segments for dept in inside}
    assert set(cells.values()) == {4}


@rules.rule
def the_last_year_is_the_market_of_the_company_s_card(case):
    assert whole(case, "market_value", 2025) == case.company.market_value
    assert whole(case, "establishments", 2025) == case.company.establishments


@rules.rule
def our_sales_are_those_of_the_orders(case):
    depts = {town.town_id: town.dept for town in case.towns}
    places = {row.client_id: (row.seg_id, depts[row.town_id]) for row in case.clients}
    sold = defaultdict(Decimal)
    for order in case.orders:
        if order.status != "annulée":
            sold[(*places[order.client_id], order.date.year)] += order.net_ht
    for row in case.market_stats:
        if row.year >= 2024:
            assert row.galerne_ca == sold[row.seg_id, row.dept, row.year]


@rules.rule
def no_cell_is_ours_alone_nor_smaller_than_what_we_know(case):
    depts = {town.town_id: town.dept for town in case.towns}
    known = Counter((row.seg_id, depts[row.town_id]) for row in (*case.clients, *case.prospects))
    for row in case.market_stats:
        assert row.establishments > 0
        assert row.galerne_ca < Decimal("0.65") * row.market_value
        if row.year == 2025:
            assert row.establishments >= known[row.seg_id, row.dept]


@rules.rule
def the_market_grows_a_little_every_year(case):
    for before, after in pairwise(YEARS):
        assert 1 < whole(case, "market_value", after) / whole(case, "market_value", before) < Decimal("1.05")


@rules.rule
def a_cell_moves_little_from_one_year_to_the_next(case):
    depts = {town.town_id: town.dept for town in case.towns}
    known = Counter((row.seg_id, depts[row.town_id]) for row in (*case.clients, *case.prospects))
    cells = {(row.seg_id, row.dept, row.year): row for row in case.market_stats}
    for (seg, dept, year), row in cells.items():
        assert row.establishments >= known[seg, dept]
        if year > YEARS[0]:
            before = cells[seg, dept, year - 1]
            moved = abs(row.establishments - before.establishments)
            assert moved <= max(1, Decimal("0.04") * before.establishments), row
            assert Decimal("0.85") <= row.market_value / before.market_value <= Decimal("1.15"), row


@rules.rule
def our_share_is_below_that_of_the_leader(case):
    share = whole(case, "galerne_ca", 2025) / case.company.market_value
    leader = max(rival["share"] for rival in case.policy["competitors"])
    assert Decimal("0.10") < share < Decimal("0.15") < leader


@rules.rule
def the_yearly_growth_is_not_a_third_of_the_whole_growth(case):
    overall = whole(case, "market_value", 2025) / whole(case, "market_value", 2022) - 1
    assert abs(float(overall) / 3 - growth(case)) > 0.0005


@pytest.mark.parametrize("figure", [growth, lambda case: whole(case, "market_value", 2025)])
def test_no_two_variants_share_a_figure(figure):
    assert len({figure(load(variant)) for variant in VARIANTS}) == len(VARIANTS)


@rules.rule
def indices_start_at_100_and_follow_the_months(case):
    months = [row.month for row in case.price_index]
    assert [(month.year, month.month, month.day) for month in months] == [
        (year, month, 1) for year in (2023, 2024, 2025) for month in range(1, 13)
    ]
    first, last = case.price_index[0], case.price_index[-1]
    assert first[1:] == (100, 100, 100)
    assert last.electricity < last.steel < 100 < last.compressors


@rules.rule
def electricity_rises_again_in_2025(case):
    ends = {row.month.year: row.electricity for row in case.price_index if row.month.month == 12}
    assert ends[2025] / ends[2024] > Decimal("1.01")
    assert ends[2024] < ends[2023]


def test_indices_differ_between_variants():
    for column in ("electricity", "steel", "compressors"):
        curves = {tuple(getattr(row, column) for row in load(variant).price_index) for variant in VARIANTS}
        assert len(curves) == len(VARIANTS)


@rules.rule
def points_of_an_index_are_not_per_cents(case):
    """A learner who subtracts two indices instead of dividing them is seen to be wrong."""
    at = {(row.month.year, row.month.month): row for row in case.price_index}
    for column in ("electricity", "steel", "compressors"):
        before, after = (getattr(at[year, 12], column) for year in (2024, 2025))
        assert abs((after - before) - 100 * (after / before - 1)) > Decimal("0.1"), column


@rules.rule
def penetration_is_neither_our_share_nor_another_variant_s(case, truth):
    active = sum(row.status == "actif" for row in truth.clients)
    penetration = Decimal(active) / case.company.establishments
    share = whole(case, "galerne_ca", 2025) / case.company.market_value
    assert Decimal("0.05") < penetration < Decimal("0.12")
    assert abs(penetration - share) > Decimal("0.01")


@rules.rule
def relative_share_is_against_the_leader_not_the_market(case):
    share = whole(case, "galerne_ca", 2025) / case.company.market_value
    leader = max(rival["share"] for rival in case.policy["competitors"])
    assert Decimal("0.3") < share / leader < Decimal("0.5")


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
