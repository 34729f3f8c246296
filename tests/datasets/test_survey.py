"""The survey of 2019 and the panel of 2025 say the same once brought to one field; no wrong way gets there.

Figures are worked out in floats and by SQL, another way than the generator's: what a learner with the page
only would do.
"""

import re
import sqlite3
from statistics import mean

import pytest

from ntc.case import VARIANTS
from ntc.french import number
from tests.datasets.rules import Rules

rules = Rules()

# Bounds of the part of each department that lies inside the sector.
INSIDE = {"44": (100, 100), "35": (48, 62), "49": (36, 50), "53": (36, 50), "56": (22, 34)}


@rules.given
def table(case):
    """The survey as a spreadsheet would hold it."""
    base = sqlite3.connect(":memory:")
    base.execute("create table survey (dept text, value real, part real)")
    base.executemany(
        "insert into survey values (?, ?, ?)",
        [(row.dept, float(row.value_meur), row.sector_share_pct / 100) for row in case.old_survey],
    )
    return base


@rules.given
def found(case, truth, table):
    """The figures of the exercise, right and wrong."""
    base = table
    article, here, flat = base.execute(
        "select sum(value), sum(value * part), sum(value) * avg(part) from survey"
    ).fetchone()
    (equipment,) = {row.equipment_pct for row in truth.old_survey}
    market = {
        year: sum(float(row.market_value) for row in case.market_stats if row.year == year) / 1e6
        for year in range(2022, 2026)
    }
    scope = here / (equipment / 100)
    return {
        "article": article,
        "here": here,
        "flat": flat,
        "equipment": equipment,
        "scope": scope,
        "smaller": here * equipment / 100,
        "market": market[2025],
        "slope": growth(scope, market[2025], 6),
        "seven": growth(scope, market[2025], 7),
        "simple": 100 * (market[2025] / scope - 1) / 6,
        "from article": growth(article, market[2025], 6),
        "panel": growth(market[2022], market[2025], 3),
        "last": growth(market[2024], market[2025], 1),
    }


def growth(before, after, years):
    return 100 * ((after / before) ** (1 / years) - 1)


def prices(case, column):
    """Rises of an index in 2025, per cent: of its mean, of December, and the mean in points."""
    years = {
        year: [float(getattr(row, column)) for row in case.price_index if row.month.year == year]
        for year in (2024, 2025)
    }
    means = [mean(years[year]) for year in (2024, 2025)]
    return growth(*means, 1), growth(years[2024][-1], years[2025][-1], 1), means[1] - means[0]


@rules.rule
def five_departments_lie_inside_the_sector_as_far_as_it_goes(case):
    assert [row.dept for row in case.old_survey] == list(INSIDE)
    for row in case.old_survey:
        low, high = INSIDE[row.dept]
        assert low <= row.sector_share_pct <= high
        assert row.value_meur > 1


@rules.rule
def the_article_prints_the_whole_of_the_survey_and_the_panel_its_part_of_equipment(case, truth, found):
    topics = {row.topic: row.doc_id for row in truth.market_docs}
    texts = {row.doc_id: row for row in case.market_docs}
    article, panel = texts[topics["market-2019"]], texts[topics["market-2025"]]
    assert f"{number(found['article'], 1)}\u00a0M€" in article.text
    assert re.search(
        rf"(?<!\d){found['equipment']}\u00a0% des achats|: {found['equipment']}\u00a0%", panel.text
    )
    assert 80 <= found["equipment"] <= 88
    assert article.date.isoformat() < "2025-12-12"
    assert 20 < (panel.date - article.date).days < 75


@rules.rule
def the_gap_is_neither_small_nor_the_vat(found):
    ratio = found["article"] / found["market"]
    assert 1.15 <= ratio <= 1.38
    assert not 1.18 < ratio < 1.22


@rules.rule
def brought_back_the_old_figure_lies_on_the_slope_of_the_panel(found):
    assert found["scope"] < found["market"] < found["article"]
    assert 0.15 <= abs(found["slope"] - found["panel"]) <= 0.6


@rules.rule
def no_wrong_way_is_near_the_right_one(found):
    assert found["article"] - found["here"] >= 6
    assert abs(found["flat"] - found["here"]) >= 0.6
    assert found["scope"] - found["smaller"] >= 3
    assert found["scope"] - found["here"] >= 1.5
    assert found["slope"] - found["seven"] >= 0.3
    assert found["simple"] - found["slope"] >= 0.125
    assert found["slope"] - found["from article"] >= 4.5


@rules.rule
def two_tenths_of_a_million_do_not_bend_the_slope_beyond_what_is_carried(found):
    """A learner who rounds to a tenth of a million finds the same growth within twice the tolerance."""
    for off in (-0.05, 0.05):
        assert abs(growth(found["scope"] + off, found["market"], 6) - found["slope"]) < 0.12


@rules.rule
def in_volume_the_market_shrinks(case, found):
    rise = prices(case, "compressors")[0]
    volume = 100 * ((1 + found["last"] / 100) / (1 + rise / 100) - 1)
    assert found["last"] <= rise - 0.79
    assert volume < -0.7
    assert abs(volume - (found["last"] - rise)) <= 0.09


@rules.rule
def rises_of_prices_are_not_taken_one_for_another(case):
    shown = {column: prices(case, column) for column in ("electricity", "steel", "compressors")}
    for column, (rise, december, _) in shown.items():
        assert abs(rise - december) >= 0.39, column
        for other, (else_rise, else_december, _) in shown.items():
            if other != column:
                assert abs(rise - else_rise) >= 0.39
                assert abs(december - else_december) >= 0.39
    assert shown["compressors"][2] - shown["compressors"][0] >= 0.17
    assert shown["electricity"][0] < 0 < shown["electricity"][1]


@rules.rule
def what_is_to_be_reached_in_2026_moves_with_the_market(case, found):
    (target,) = {float(case.company.objective_2026)}
    needed, still = (100 * target / 1e6 / found["market"] / up for up in (1 + found["panel"] / 100, 1))
    assert still - needed >= 0.28
    ours = sum(float(row.galerne_ca) for row in case.market_stats if row.year == 2025) / 1e6
    assert 0.4 < needed - 100 * ours / found["market"] < 2


@pytest.mark.parametrize("figure", ["here", "scope", "slope"])
def test_no_two_variants_have_one_figure(figure):
    told = [rules._ask(rules._givers["found"], {"variant": variant})[figure] for variant in VARIANTS]
    assert len({round(value, 3) for value in told}) == len(VARIANTS)


def test_the_survey_of_the_class_is_worked_out_by_hand():
    """6.3 + 6.6 × 0.48 + 5.6 × 0.47 + 2.2 × 0.43 + 4.2 × 0.23 = 14.012; ÷ 0.85 = 16.485; 19.2 in 2025."""
    found = rules._ask(rules._givers["found"], {"variant": "00"})
    assert found["article"] == pytest.approx(24.9)
    assert found["here"] == pytest.approx(14.012)
    assert found["scope"] == pytest.approx(16.4847, abs=1e-4)
    assert found["slope"] == pytest.approx(2.574, abs=1e-3)


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
