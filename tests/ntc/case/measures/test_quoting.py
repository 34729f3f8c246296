"""Quotes of a year: those of the class by number (domain reference, §3), and the values on every variant."""

from decimal import Decimal

import pytest

from ntc.case import load, measures


def test_quotes_of_the_class():
    assert measures.quotes(load("00"), 2025)[:2] == (138, 420)
    assert float(measures.conversion(load("00"), 2025)) == pytest.approx(138 / 420)


def test_values_are_those_of_the_quotes(case):
    for year in (2024, 2025):
        won = made = Decimal(0)
        for quote in case.quotes:
            if quote.date.year == year:
                made += quote.amount
                won += quote.amount * (quote.status == "gagné")
        found = measures.quotes(case, year)
        assert (found.won_value, found.made_value) == (won, made)
        assert measures.conversion_by_value(case, year) == pytest.approx(won / made)
