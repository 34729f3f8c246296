"""The calendar of 2024 to 2026: French holidays, school breaks of zone B, invented fairs; working days."""

from datetime import date, timedelta

from generator.world import World

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
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
# Zone B (académies of Nantes and Rennes): first and last day without school.
_BREAKS = (
    ("Noël", date(2023, 12, 23), date(2024, 1, 7)),
    ("Hiver", date(2024, 2, 24), date(2024, 3, 10)),
    ("Printemps", date(2024, 4, 20), date(2024, 5, 5)),
    ("Été", date(2024, 7, 6), date(2024, 9, 1)),
    ("Toussaint", date(2024, 10, 19), date(2024, 11, 3)),
    ("Noël", date(2024, 12, 21), date(2025, 1, 5)),
    ("Hiver", date(2025, 2, 8), date(2025, 2, 23)),
    ("Printemps", date(2025, 4, 5), date(2025, 4, 21)),
    ("Été", date(2025, 7, 5), date(2025, 8, 31)),
    ("Toussaint", date(2025, 10, 18), date(2025, 11, 2)),
    ("Noël", date(2025, 12, 20), date(2026, 1, 4)),
    ("Hiver", date(2026, 2, 14), date(2026, 3, 1)),
    ("Printemps", date(2026, 4, 11), date(2026, 4, 26)),
    ("Été", date(2026, 7, 4), date(2026, 8, 31)),
    ("Toussaint", date(2026, 10, 17), date(2026, 11, 1)),
    ("Noël", date(2026, 12, 19), date(2027, 1, 3)),
)
FAIRS = (
    ("Rencontres de l'industrie ligérienne", date(2024, 3, 19), 3),
    ("Journées de l'atelier breton", date(2024, 10, 8), 2),
    ("Rencontres de l'industrie ligérienne", date(2025, 3, 18), 3),
    ("Journées de l'atelier breton", date(2025, 10, 7), 2),
    ("Rencontres de l'industrie ligérienne", date(2026, 3, 17), 3),
    ("Journées de l'atelier breton", date(2026, 10, 6), 2),
)


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


def fair(day: date) -> str | None:
    """Return the trade fair of the day, or None."""
    return next((name for name, start, days in FAIRS if 0 <= (day - start).days < days), None)


def build(world: World) -> None:
    """Add the table calendar."""
    world.add(
        "calendar",
        (
            {
                "date": day,
                "weekday": WEEKDAYS[day.weekday()],
                "holiday": holiday(day),
                "school_break": next((name for name, first, last in _BREAKS if first <= day <= last), None),
                "fair": fair(day),
            }
            for day in every_day(FIRST, LAST)
        ),
    )
