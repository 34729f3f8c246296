"""Marge sur coûts variables, seuil de rentabilité et point mort (F31–F38)."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from ntc.calc.numbers import Number, dec, not_negative, positive, whole_up


class Safety(NamedTuple):
    """Marge de sécurité in €, and indice de sécurité as a ratio of the sales."""

    margin: Decimal
    index: Decimal


class Crossing(NamedTuple):
    """Franchissement du seuil: the month in which cumulated sales reach it, in € and in days, exact.

    ``before`` is what was cumulated when that month began, ``sales`` the month's own, ``days`` how far into
    the month the threshold lies; ``date`` is the day on which it is reached.
    """

    date: date
    before: Decimal
    sales: Decimal
    days: Decimal


def mcv(sales: Number, variable_costs: Number) -> Decimal:
    """Marge sur coûts variables (F31): sales − variable costs, in € HT.

    >>> mcv(2400000, 1632000)
    Decimal('768000')
    """
    return dec(sales, "sales") - dec(variable_costs, "variable_costs")


def mcv_rate(sales: Number, variable_costs: Number) -> Decimal:
    """Taux de marge sur coûts variables (F31): MCV ÷ sales, a ratio.

    Raises ValueError for sales that are not above zero.

    >>> mcv_rate(2400000, 1632000)
    Decimal('0.32')
    """
    return mcv(sales, variable_costs) / positive(sales, "sales")


def break_even(fixed_costs: Number, rate: Number) -> Decimal:
    """Seuil de rentabilité (F32): fixed costs ÷ taux de MCV, in € HT of sales.

    Raises ValueError for a rate that is not above zero: no level of sales would cover the fixed costs.

    >>> f"{break_even(604800, Decimal('0.32')):.2f}"
    '1890000.00'
    """
    return not_negative(fixed_costs, "fixed_costs") / positive(rate, "rate")


def break_even_quantity(fixed_costs: Number, price: Number, unit_variable_cost: Number) -> int:
    """Seuil en quantité (F33): fixed costs ÷ (price − variable unit cost), rounded **up**.

    Raises ValueError when the price does not exceed the variable cost.

    >>> break_even_quantity(19600, 2450, 1190)
    16
    """
    unit_margin = positive(dec(price, "price") - dec(unit_variable_cost, "unit_variable_cost"), "unit margin")
    return whole_up(not_negative(fixed_costs, "fixed_costs") / unit_margin)


def break_even_months(threshold: Number, sales: Number) -> Decimal:
    """Point mort linéaire en mois (F34): threshold ÷ sales of the year × 12, unrounded.

    Raises ValueError when the year's sales do not reach the threshold.

    >>> break_even_months(1890000, 2400000)
    Decimal('9.45')
    """
    return _elapsed(threshold, sales, 12)


def break_even_date(threshold: Number, sales: Number, year: int) -> date:
    """Point mort linéaire (F34): threshold ÷ sales × days of the year; the day on which it is reached.

    Raises ValueError when the year's sales do not reach the threshold.

    >>> break_even_date(1890000, 2400000, 2025)
    datetime.date(2025, 10, 15)
    """
    return date(year, 1, 1) + timedelta(days=whole_up(break_even_days(threshold, sales, year)) - 1)


def break_even_days(threshold: Number, sales: Number, year: int) -> Decimal:
    """Point mort linéaire en jours (F34): threshold ÷ sales × days of the year, unrounded.

    Raises ValueError when the year's sales do not reach the threshold.

    >>> f"{break_even_days(1890000, 2400000, 2025):.2f}"
    '287.44'
    """
    return _elapsed(threshold, sales, date(year, 12, 31).timetuple().tm_yday)


def break_even_date_in_months(threshold: Number, sales: Number, year: int) -> date:
    """Point mort linéaire in months of 30 days (F34), the other habit; the day on which it is reached.

    Raises ValueError when the year's sales do not reach the threshold.

    >>> break_even_date_in_months(1890000, 2400000, 2025)
    datetime.date(2025, 10, 14)
    """
    month, day = divmod(whole_up(_elapsed(threshold, sales, 360)) - 1, 30)
    # The 29th and 30th of such a February fall on its last real day.
    return date(year, month + 1, min(day + 1, monthrange(year, month + 1)[1]))


def seasonal_break_even_date(threshold: Number, monthly_sales: Sequence[Number], year: int) -> date:
    """Point mort saisonnier (F35): the day of ``crossing``.

    Raises ValueError unless there are twelve months and they reach the threshold.

    >>> sales = [160, 184, 220, 204, 188, 228, 172, 96, 232, 240, 236, 240]
    >>> seasonal_break_even_date(1890000, [1000 * month for month in sales], 2025)
    datetime.date(2025, 10, 27)
    """
    return crossing(threshold, monthly_sales, year).date


def crossing(threshold: Number, monthly_sales: Sequence[Number], year: int) -> Crossing:
    """Point mort saisonnier (F35): cumulate month by month, then interpolate by days inside the month.

    Raises ValueError unless there are twelve months and they reach the threshold.

    >>> sales = [160, 184, 220, 204, 188, 228, 172, 96, 232, 240, 236, 240]
    >>> found = crossing(1890000, [1000 * month for month in sales], 2025)
    >>> found.before, found.sales, f"{found.days:.2f}"
    (Decimal('1684000'), Decimal('240000'), '26.61')
    """
    goal = positive(threshold, "threshold")
    if len(monthly_sales) != 12:
        raise ValueError(f"a year has twelve months, not {len(monthly_sales)}")
    reached = Decimal(0)
    for month, sales in enumerate(monthly_sales, start=1):
        amount = dec(sales, "monthly_sales")
        if reached + amount >= goal:
            days = (goal - reached) * monthrange(year, month)[1] / amount
            return Crossing(date(year, month, whole_up(days)), reached, amount, days)
        reached += amount
    raise ValueError(f"sales of {reached} do not reach the threshold of {threshold}")


def safety(sales: Number, threshold: Number) -> Safety:
    """Marge et indice de sécurité (F36): sales − threshold; ÷ sales. Both negative below the threshold.

    Raises ValueError for sales that are not above zero.

    >>> safety(2400000, 1890000)
    Safety(margin=Decimal('510000'), index=Decimal('0.2125'))
    """
    margin = dec(sales, "sales") - dec(threshold, "threshold")
    return Safety(margin, margin / positive(sales, "sales"))


def leverage(contribution: Number, result: Number) -> Decimal:
    """Levier opérationnel (F37): MCV ÷ result: by how many % the result moves when sales move by 1 %.

    Raises ValueError for a result that is not above zero.

    >>> f"{leverage(768000, 163200):.2f}"
    '4.71'
    """
    return dec(contribution, "contribution") / positive(result, "result")


def sales_for_result(fixed_costs: Number, target: Number, rate: Number) -> Decimal:
    """CA pour un résultat visé (F38): (fixed costs + target) ÷ taux de MCV, in € HT.

    Raises ValueError for a rate that is not above zero.

    >>> f"{sales_for_result(604800, 200000, Decimal('0.32')):.2f}"
    '2515000.00'
    """
    return (not_negative(fixed_costs, "fixed_costs") + dec(target, "target")) / positive(rate, "rate")


def _elapsed(threshold: Number, sales: Number, units_in_year: int) -> Decimal:
    """Count the units of a year gone when even sales reach the threshold.

    Multiplying first keeps whole results whole: 2 ÷ 3 × 360 would come out a hair above 240, one day late.
    """
    if positive(threshold, "threshold") > positive(sales, "sales"):
        raise ValueError(f"sales of {sales} do not reach the threshold of {threshold}")
    return dec(threshold) * units_in_year / sales
