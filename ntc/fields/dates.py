"""French dates: from what a learner types to a date, its echo in words, or a kind refusal."""

import re
import unicodedata
from datetime import date

from ntc import french
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import typeset

MAX_LENGTH = 60
FIRST_YEAR, LAST_YEAR = 2000, 2099

_DASH = re.compile("[\u2010-\u2015\u2212]")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_FIGURES = re.compile(r"([0-9]{1,2})(?:er)? ?[-/. ] ?([0-9]{1,2})(?: ?[-/. ] ?([0-9]{4}|[0-9]{2}))?")
_WORDS = re.compile(r"([0-9]{1,2})(?: ?er)?(?: | ?[-/.] ?)([a-z]+)\.?(?:(?: | ?[-/.] ?)([0-9]{4}|[0-9]{2}))?")
# What a spreadsheet copies with a date: its hour, which says nothing of the day.
_HOUR = re.compile(r"(.*[0-9])(?: |, ?|t| a )[0-9]{1,2} ?[:h] ?[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?")
_WEEKDAY = re.compile(r"(?:le )?(?:(" + "|".join(french.WEEKDAYS) + r"),? )?(?:le )?(.*)")


def parse_date(text: str, year: int | None = None) -> Outcome:
    """Understand a date typed in French: Blank, Unreadable with its sentence, or a ``date``.

    The day comes first: 15/10/2025, 15/10/25, 15.10.2025, 15 octobre 2025, 15 oct. 2025, mercredi 15 octobre
    2025; 2025-10-15 is understood too. ``year`` completes a date written without one; when it is None, the
    learner is asked for it. Never raises on any text.

    >>> parse_date("15/10", year=2025).value
    datetime.date(2025, 10, 15)
    """
    line = _plain(text)
    if not line:
        return Blank()
    if len(line) > MAX_LENGTH:
        return Unreadable(typeset(f"Cette réponse est trop longue pour une date : {_example(year)}."))
    weekday, rest = _WEEKDAY.fullmatch(_day_of(line)).groups()
    parts = _parts(rest)
    if parts is None:
        return Unreadable(typeset(f"Aucune date n'est lisible ici : {_example(year)}."))
    day, month, written_year = parts
    if written_year is None and year is None:
        return Unreadable(typeset(f"Ajoutez l'année : {_example(year)}."))
    return _checked(day, month, year if written_year is None else written_year, weekday)


def _example(year: int | None) -> str:
    """A date as it is written: of the year in question, where there is one."""
    shown = year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else 2026
    return f"écrivez par exemple 12/01/{shown} ou 12 janvier {shown}"


def _checked(day: int, month: int, year: int, weekday: str | None) -> Outcome:
    """Refuse what the calendar does not have, saying why."""
    if month > 12 and day <= 12:
        return Unreadable(typeset(f"Il n'y a pas de mois {month} : écrivez d'abord le jour, puis le mois."))
    if not 1 <= month <= 12:
        return Unreadable(typeset(f"Il n'y a pas de mois {month} : {_example(year)}."))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unreadable(typeset(f"L'année {year} n'est pas plausible ici : {_example(year)}."))
    try:
        value = date(year, month, day)
    except ValueError:
        return Unreadable(
            typeset(f"Le {day} {french.MONTHS[month - 1]} {year} n'existe pas : vérifiez le jour.")
        )
    if weekday and weekday != french.WEEKDAYS[value.weekday()]:
        real = french.WEEKDAYS[value.weekday()]
        return Unreadable(
            typeset(f"Le {french.day_in_words(value)} est un {real}, pas un {weekday} : vérifiez la date.")
        )
    return Value(value, french.day_in_full(value))


def _parts(line: str) -> tuple[int, int, int | None] | None:
    """Return day, month and year (None when not written), or None when the line is no date."""
    if match := _ISO.fullmatch(line):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _FIGURES.fullmatch(line):
        return int(match[1]), int(match[2]), _century(match[3])
    match = _WORDS.fullmatch(line)
    month = _month(match[2]) if match else None
    return (int(match[1]), month, _century(match[3])) if match and month else None


def _day_of(line: str) -> str:
    """Leave out the hour that follows a date: 27/10/2025 00:00."""
    found = _HOUR.fullmatch(line)
    return found[1] if found else line


def _century(written: str | None) -> int | None:
    if written is None:
        return None
    return 2000 + int(written) if len(written) == 2 else int(written)


def _month(word: str) -> int | None:
    """Recognise a month by its name or by three letters or more that only one month begins with."""
    names = [_plain(name) for name in french.MONTHS]
    found = [rank for rank, name in enumerate(names, 1) if len(word) >= 3 and name.startswith(word)]
    return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    """Lower case, without accents or invisible marks, each space once, every dash a hyphen."""
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(mark for mark in decomposed if unicodedata.category(mark) not in ("Mn", "Cf"))
    return " ".join(_DASH.sub("-", kept).casefold().split())
