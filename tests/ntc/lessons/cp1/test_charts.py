"""What the charts of CP1 say of its data."""

from ntc import case
from ntc.lessons.cp1 import charts, worked


def test_the_path_of_a_constant_rate_ends_where_the_market_does():
    rows = charts.market(case.load("05")).rows
    assert rows[0][1] == rows[0][2]
    assert rows[-1][1] == rows[-1][2]


def test_two_offers_of_six_are_said_to_be_left_out():
    rows = charts.example_rival(case.load("00")).rows
    assert [row[-1] == "oui" for row in rows].count(True) == len(worked.example_rival(case.load("00")).kept)
