"""Visits, their cost and the hours of a mean month."""

import pytest

from ntc.case import load, measures


def test_visit_cost_of_the_class():
    """78 600 + 14 400 + 4 200 for the 431 visits of 2024."""
    assert measures.visits(load("00"), 2024) == 431
    assert float(measures.visit_cost(load("00"), 2024)) == pytest.approx(97200 / 431)


def test_visits_by_account_are_the_visits_of_the_year(case):
    for year in (2024, 2025):
        visited = [a.account_id for a in case.activities if a.type == "visite" and a.date.year == year]
        found = measures.visits_by_account(case, year)
        assert found == {account: visited.count(account) for account in set(visited)}
        assert measures.visits(case, year) == len(visited)


def test_hours_are_those_of_the_activities_longest_first(case):
    minutes = sum(act.minutes for act in case.activities if act.date.year == 2024)
    hours = [spent for _, spent in measures.monthly_hours(case, 2024)]
    assert float(sum(hours)) == pytest.approx(minutes / 60 / 12)
    assert hours == sorted(hours, reverse=True)
