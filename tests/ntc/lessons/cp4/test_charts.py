"""What the charts of CP4 say of its data."""

import pytest

from ntc import case
from ntc.case import measures
from ntc.french import euros, number, percent
from ntc.lessons.cp4 import charts, worked


@pytest.fixture(scope="module")
def the_case():
    return case.load("00")


def test_the_table_of_months_holds_the_sales(the_case):
    months = measures.monthly_sales(the_case, 2024)
    assert [row[1] for row in charts.monthly_sales(the_case).rows] == [euros(month, 0) for month in months]


def test_the_season_of_the_reference(the_case):
    assert [row[1] for row in charts.season(the_case).rows] == [
        "0,80", "0,92", "1,10", "1,02", "0,94", "1,14", "0,86", "0,48", "1,16", "1,20", "1,18", "1,20",
    ]  # fmt: skip


def test_the_break_even_table_changes_sign_at_the_threshold(the_case):
    sold = {int(row[0]): row[3] for row in charts.break_even(the_case).rows}
    losing = [quantity for quantity, result in sold.items() if result.startswith("\u2212")]
    assert max(losing) < worked.audits(the_case).quantity <= min(set(sold) - set(losing))


def test_the_discount_of_the_reference(the_case):
    """8 % off 12 000 leave 3 240 of 4 200: 22,9 % of the margin, 29,6 % more sales."""
    assert charts.discount(the_case).rows[3] == (percent(8 / 100, 0), "22,9\u00a0%", "29,6\u00a0%")


def test_hours_of_the_chart_are_those_of_the_activities(the_case):
    minutes = sum(a.minutes for a in the_case.activities if a.date.year == 2024)
    shown = measures.monthly_hours(the_case, 2024)
    assert float(sum(value for _, value in shown)) == pytest.approx(minutes / 60 / 12)
    assert charts.time_split(the_case).rows[0] == (shown[0][0], number(shown[0][1], 1))
