"""The figures of CP1 on variant 00 worked out another way than the keys do: from the raw files, in SQL.

Amounts are summed in whole cents and indices in tenths, so that nothing is rounded on the way.
"""

from fractions import Fraction

import pytest

from autograder import truth
from autograder.keys.asked.exercise import right_values
from autograder.keys.cp1 import rivals
from ntc.case import load
from ntc.lessons.cp1 import plans
from ntc.paths import ROOT
from tests import in_sql

TABLES_READ = (
    "old_survey",
    "market_stats",
    "price_index",
    "company",
    "products",
    "competitor_offers",
    "reviews",
)


@pytest.fixture(scope="module")
def sql():
    """The tables of variant 00 in SQLite, values as the text of the files; whole() drops the point."""
    labels = ROOT / "autograder" / "truth" / "00"
    files = in_sql.of_variant(TABLES_READ) | {
        f"{name}_truth": labels / f"{name}.csv" for name in ("old_survey", "competitor_offers", "reviews")
    }
    db = in_sql.database(files)
    yield lambda query: db.execute(query).fetchall()
    db.close()


@pytest.fixture(scope="module")
def figures():
    return right_values("cp1-figures", load("00"), truth.load("00"))


def one(sql, query):
    ((value,),) = sql(query)
    return value


def near(figure, expected, tolerance):
    return abs(float(figure) - float(expected)) <= tolerance


def market(sql, year):
    """In cents."""
    return one(sql, f"select sum(whole(market_value)) from market_stats where year = '{year}'")


def test_the_market_of_2019_at_our_scope(sql, figures):
    # Tenths of a million times hundredths of a department: thousandths of a million, thousands of euros.
    thousands = one(sql, "select sum(whole(value_meur) * sector_share_pct) from old_survey")
    equipment = int(one(sql, "select distinct equipment_pct from old_survey_truth"))
    assert figures["here"] == thousands * 1_000
    assert near(figures["scope"], Fraction(thousands * 1_000 * 100, equipment), 0.01)
    # On paper: 6.3 + 6.6 × 0.48 + 5.6 × 0.47 + 2.2 × 0.43 + 4.2 × 0.23 = 14.012 M€; ÷ 0.85 = 16.485 M€.
    assert (thousands, equipment) == (14_012, 85)


def test_the_slope_is_what_six_years_make_again(sql, figures):
    scope, last = float(figures["scope"]), market(sql, 2025) / 100
    for _ in range(6):
        scope *= 1 + float(figures["cagr"])
    assert near(scope, last, 1)


def test_prices_and_volume(sql, figures):
    before, after = (
        one(sql, f"select sum(whole(compressors)) from price_index where month like '{year}-%'")
        for year in (2024, 2025)
    )
    rise = Fraction(after, before) - 1
    assert near(figures["prices"], rise, 1e-9)
    grown = Fraction(market(sql, 2025), market(sql, 2024))
    assert near(figures["volume"], grown / (1 + rise) - 1, 1e-9)
    assert figures["volume"] < 0 < figures["prices"]


def test_shares_of_the_market(sql, figures):
    sales = one(sql, "select sum(whole(galerne_ca)) from market_stats where year = '2025'")
    share = Fraction(sales, market(sql, 2025))
    assert near(figures["share"], share, 1e-9)
    # The first rival holds 30 % of the market (domain reference, §2.4).
    assert near(figures["relative"], share / Fraction(3, 10), 1e-9)
    objective = one(sql, "select whole(objective_2026) from company")
    slope = (market(sql, 2025) / market(sql, 2022)) ** (1 / 3)
    assert near(figures["needed"], objective / (market(sql, 2025) * slope), 1e-9)
    # 2.4 of 19.2 M€, and 2.64 M€ of a market that grows by a little under three per cent.
    assert (round(float(share), 3), round(float(figures["needed"]), 3)) == (0.125, 0.134)


def test_indices_of_the_offers_that_hold(sql):
    case, labels = load("00"), truth.load("00")
    right = rivals.decisions(case, labels)
    for _, name in plans.rivals(case):
        quoted = name.replace("'", "''")
        rows = sql(
            "select whole(o.price) * 1.0 / whole(p.price) from competitor_offers o "
            "join competitor_offers_truth t using (offer_id) join products p on p.sku = o.comparable "
            f"where o.competitor = '{quoted}' and t.refused = ''"
        )
        kept = [code for code in rivals.of_rival(case, name) if right[code] == rivals.KEEP]
        assert len(rows) == len(kept) == 4
        mean = sum(ratio for (ratio,) in rows) / len(rows) * 100
        assert near(rivals.index(rivals.ratios(case, kept)), mean, 1e-6)


@pytest.mark.parametrize("name", ["AirPromo-Pro", "Galerne Air Industrie"])
def test_stars_of_the_reviews_that_count(sql, name):
    mean = one(
        sql,
        "select avg(r.stars) from reviews r join reviews_truth t using (review_id) "
        f"where r.company = '{name}' and t.kind = 'authentique'",
    )
    assert near(rivals.stars(load("00"), truth.load("00"), name)[0], mean, 1e-9)
