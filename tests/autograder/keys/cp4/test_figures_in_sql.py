"""The figures of variant 00 worked out another way than the keys do: from the raw files, in SQL.

Amounts are summed in whole cents, so that nothing is rounded on the way. Where the domain reference (§3)
gives a figure of the case, it is asserted too.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from autograder import truth
from autograder.keys.asked.exercise import right_values
from ntc.case import load
from tests import in_sql

TABLES_READ = (
    "orders",
    "order_lines",
    "quotes",
    "opportunities",
    "activities",
    "invoices",
    "payments",
    "credit_notes",
    "fixed_costs",
    "budget_2025",
    "company",
    "time_use",
)
COUNTED = "status <> 'annulée'"


@pytest.fixture(scope="module")
def sql():
    """The tables of variant 00 in SQLite, values as the text of the files; whole() makes amounts whole."""
    db = in_sql.database(in_sql.of_variant(TABLES_READ))

    def ask(query):
        (row,) = db.execute(query).fetchall()
        return row[0] if len(row) == 1 else row

    yield ask
    db.close()


@pytest.fixture(scope="module")
def case():
    return load("00")


def rights(exercise_id):
    """The right values of an exercise by part, as its key works them out."""
    return right_values(exercise_id, load("00"), truth.load("00"))


def sales(sql, year, condition=COUNTED):
    return sql(f"select sum(whole(net_ht)) from orders where date like '{year}%' and {condition}")


def costs(sql, condition=COUNTED):
    return sql(
        "select sum(l.qty * whole(l.unit_cost)) from order_lines l join orders o using (order_id) "
        f"where o.date like '2025%' and {condition}"
    )


def fixed(sql):
    return sql("select sum(whole(amount)) from fixed_costs")


def near(figure, expected, tolerance):
    return abs(Fraction(figure) - Fraction(expected)) <= Fraction(tolerance)


CENT, HUNDREDTH_OF_POINT = Fraction(1, 100), Fraction(1, 10_000)


def test_sales_margin_and_basket(sql, case):
    asked = rights("cp4-dashboard")
    ca, variable = sales(sql, 2025), costs(sql)
    orders = sql(f"select count(*) from orders where date like '2025%' and {COUNTED}")
    assert ca == 240_000_000
    assert asked["ca"] == 2_400_000
    assert near(asked["contribution"], Fraction(ca - variable, 100), CENT)
    assert near(asked["margin-rate"], Fraction(ca - variable, ca), HUNDREDTH_OF_POINT)
    assert near(asked["margin-rate"], Fraction(32, 100), HUNDREDTH_OF_POINT)
    assert orders == 725
    assert near(asked["basket"], Fraction(ca, 100 * orders), CENT)
    assert near(asked["basket"], Fraction("3310.34"), CENT)


def test_growth_with_and_without_the_exceptional_order_and_achievement(sql, case):
    asked = rights("cp4-dashboard")
    now, before = sales(sql, 2025), sales(sql, 2024)
    exceptional = sql(f"select max(whole(net_ht)) from orders where date like '2024-10%' and {COUNTED}")
    objective = sql("select whole(objective_2025) from company")
    assert (before, exceptional, objective) == (228_000_000, 11_200_000, 252_000_000)
    assert near(asked["growth"], Fraction(now - before, before), HUNDREDTH_OF_POINT)
    assert near(asked["growth"], Fraction("0.0526"), HUNDREDTH_OF_POINT)
    ordinary = before - exceptional
    assert near(asked["growth-like"], Fraction(now - ordinary, ordinary), HUNDREDTH_OF_POINT)
    assert near(asked["achievement"], Fraction(now, objective), HUNDREDTH_OF_POINT)
    assert near(asked["achievement"], Fraction("0.9524"), HUNDREDTH_OF_POINT)


def test_conversion_retention_and_visits(sql, case):
    asked = rights("cp4-dashboard")
    won, made = sql("select sum(status = 'gagné'), count(*) from quotes where date like '2025%'")
    assert (won, made) == (138, 420)
    assert near(asked["conversion"], Fraction(138, 420), HUNDREDTH_OF_POINT)
    buyers = (
        "select distinct client_id from orders "
        "where date like '{}%' and origin <> 'CTR' and whole(net_ht) > 0 and " + COUNTED
    )
    previous = sql(f"select count(*) from ({buyers.format(2024)})")
    back = sql(f"select count(*) from ({buyers.format(2024)} intersect {buyers.format(2025)})")
    assert (back, previous) == (134, 153)
    assert near(asked["retention"], Fraction(134, 153), HUNDREDTH_OF_POINT)
    visits = sql("select count(*) from activities where type = 'visite' and date like '2025%'")
    assert asked["visits"] == visits


def test_dso_counts_what_was_open_at_the_end_of_the_year_over_sales_with_vat(sql, case):
    issued = sql("select sum(whole(ttc)) from invoices where issued <= '2025-12-31'")
    paid = sql(
        "select sum(whole(amount_ttc)) from payments join invoices using (invoice_id) "
        "where issued <= '2025-12-31' and date <= '2025-12-31'"
    )
    credited = sql(
        "select sum(whole(amount_ttc)) from credit_notes join invoices using (invoice_id) "
        "where issued <= '2025-12-31' and date <= '2025-12-31'"
    )
    days = Fraction((issued - paid - credited) * 360 * 10, sales(sql, 2025) * 12)
    assert near(rights("cp4-dashboard")["dso"], days, HUNDREDTH_OF_POINT)
    assert abs(days - 54) < 1


def test_pipeline_weighs_only_what_moved_in_the_last_sixty_days(sql, case):
    weighted = "select sum(whole(amount) * cast(probability_pct as integer)) from opportunities"
    alive = sql(f"{weighted} where julianday('2025-12-31') - julianday(last_activity) <= 60")
    assert near(rights("cp4-dashboard")["pipeline"], Fraction(alive, 10_000), CENT)
    assert sql(weighted) > alive


def test_break_even_point_safety_and_target(sql, case):
    asked = rights("cp4-break-even")
    ca, variable, charges = sales(sql, 2025), costs(sql), fixed(sql)
    threshold = Fraction(charges * ca, ca - variable)
    target = sql("select whole(target_result) from company")
    assert charges == 60_480_000
    assert near(asked["mcv-rate"], Fraction(ca - variable, ca), HUNDREDTH_OF_POINT)
    assert near(asked["threshold"], threshold / 100, CENT)
    assert near(asked["threshold"], 1_890_000, 1)
    assert near(asked["safety"], 1 - threshold / ca, HUNDREDTH_OF_POINT)
    assert near(asked["safety"], Fraction("0.2125"), HUNDREDTH_OF_POINT)
    assert near(asked["target"], Fraction((charges + target) * ca, ca - variable) / 100, CENT)
    assert near(asked["target"], 2_515_000, 1)


def test_break_even_dates(sql, case):
    asked = rights("cp4-break-even")
    ca, variable = sales(sql, 2025), costs(sql)
    threshold = Fraction(fixed(sql) * ca, ca - variable)
    # Linear: the 288th day of the year.
    rank = -(-threshold * 365 // ca)
    assert asked["date-linear"] == date(2024, 12, 31) + timedelta(days=int(rank)) == date(2025, 10, 15)
    # Seasonal: what is missing at the end of the last month below the threshold, spread over the next one.
    month, reached, within = sql(
        f"""with months as (
              select substr(date, 6, 2) as month, sum(whole(net_ht)) as ca from orders
              where date like '2025%' and {COUNTED} group by month),
            running as (select month, ca, sum(ca) over (order by month) as upto from months)
            select month, upto - ca, ca from running where upto >= {-(-threshold // 1)}
            order by month limit 1"""
    )
    days = (date(2025 + int(month) // 12, int(month) % 12 + 1, 1) - date(2025, int(month), 1)).days
    day = -(-(threshold - reached) * days // within)
    assert asked["date-seasonal"] == date(2025, int(month), int(day)) == date(2025, 10, 27)


def test_variances_by_hand(sql, case):
    """F65 and F66: 60 × 16 000, 54 × 15 400; 40 × 2 450, 46 × 2 300; 150 × 1 200, 165 × 1 230."""
    by_hand = {
        "ca": {"volume": 74_280, "mix": -137_580, "price": -34_350, "total": -97_650},
        "margin": {"volume": 28_044, "mix": -45_984, "price": -34_350, "total": -52_290},
    }
    asked = rights("cp4-variance")
    for column, effects in by_hand.items():
        for row, expected in effects.items():
            assert asked[f"{row}-{column}"] == expected
    actual, planned = sql(
        "select sum(actual_qty * whole(actual_price)), sum(qty * whole(price)) "
        "from budget_2025 where tracked = 'oui'"
    )
    assert (actual - planned) / 100 == -97_650


def test_objective_by_quarter(sql, case):
    asked = rights("cp4-indicators")
    # 2 640 000 × (0.80 + 0.92 + 1.10) ÷ 12 …, and the orders that it takes at 3 310.34 each
    by_hand = {"t1": (620_400, 188), "t2": (682_000, 207), "t3": (550_000, 167), "t4": (787_600, 238)}
    for quarter, (goal, orders) in by_hand.items():
        assert asked[f"{quarter}-ca"] == goal
        assert asked[f"{quarter}-orders"] == orders


def test_time_and_the_cost_of_a_visit(sql, case):
    asked = rights("cp4-time")
    total = sql("select sum(cast(minutes as integer)) from time_use")
    admin = sql("select cast(minutes as integer) from time_use where label = 'Administratif'")
    selling = sql(
        "select sum(cast(minutes as integer)) from time_use "
        "where label in ('Visites', 'Appels', 'Visioconférences', 'Salons')"
    )
    assert near(asked["admin"], Fraction(admin, total), HUNDREDTH_OF_POINT)
    assert near(asked["selling"], Fraction(selling, total), HUNDREDTH_OF_POINT)
    assert near(asked["freed"], Fraction(5 * admin - total, 5 * 60), CENT)
    visits = sql("select count(*) from activities where type = 'visite' and date like '2025%'")
    # 78 600 + 14 400 + 4 200
    assert near(asked["visit-cost"], Fraction(97_200, visits), CENT)
