"""French public holidays, and the working days between them."""

from datetime import date, timedelta
from functools import cache

_FIXED = {
    (1, 1): "Jour de l'an",
    (5, 1): "Fête du Travail",
    (5, 8): "Victoire de 1945",
    (7, 14): "Fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "Armistice de 1918",
    (12, 25): "Noël",
}


@cache
def easter(year: int) -> date:
    """Return Easter Sunday of a year (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def holiday(day: date) -> str | None:
    """Return the name of the public holiday, or None."""
    moving = {1: "Lundi de Pâques", 39: "Ascension", 50: "Lundi de Pentecôte"}
    return _FIXED.get((day.month, day.day)) or moving.get((day - easter(day.year)).days)


def working(day: date) -> bool:
    """Tell whether the company is open: a weekday that is no holiday."""
    return day.weekday() < 5 and holiday(day) is None


def working_days(first: date, last: date) -> list[date]:
    """Return the working days from first to last, both included."""
    return [day for day in every_day(first, last) if working(day)]


def every_day(first: date, last: date) -> list[date]:
    """Return all the days from first to last, both included."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def month_days(year: int, month: int) -> list[date]:
    """Return the working days of a month."""
    return working_days(date(year, month, 1), month_end(date(year, month, 1)))


def month_end(day: date) -> date:
    """Return the last day of the month of ``day``."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(1)


def next_working(day: date) -> date:
    """Return ``day``, or the first working day after it."""
    while not working(day):
        day += timedelta(1)
    return day


def after(day: date, count: int) -> date:
    """Return the day that comes ``count`` working days after another."""
    for _ in range(count):
        day = next_working(day + timedelta(1))
    return day
