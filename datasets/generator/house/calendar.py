"""The calendar of 2024 to 2026, as a table: holidays, school breaks of zone B, invented fairs."""

from datetime import date

from generator.core import workdays
from generator.core.world import World

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
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


def build(world: World) -> None:
    """Add the table calendar."""
    world.add(
        "calendar",
        (
            {
                "date": day,
                "weekday": WEEKDAYS[day.weekday()],
                "holiday": workdays.holiday(day),
                "school_break": next((name for name, first, last in _BREAKS if first <= day <= last), None),
                "fair": fair(day),
            }
            for day in workdays.every_day(FIRST, LAST)
        ),
    )


def fair(day: date) -> str | None:
    """Return the trade fair of the day, or None."""
    return next((name for name, start, days in FAIRS if 0 <= (day - start).days < days), None)
