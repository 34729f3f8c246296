"""French wording of what the generator counts in: cents, exact ratios, minutes; names put into sentences."""

import re
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from generator.core.cents import half_up, money
from ntc import french
from ntc.french import NBSP

_UNIT = re.compile(r"(?<=\d) (?=(?:M€|MWh|GWh|kW|mg/m³|tonnes|h)(?!\w))")
_NUMBERS = (
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
)


def euros(cents: int) -> str:
    """Write an amount to the euro: 86 000 €, with a true minus sign."""
    return french.euros(money(cents), 0)


def percent(ratio: Fraction, places: int = 1) -> str:
    """Write a ratio as a percentage, rounded once: 41/1000 is 4,1 %."""
    scaled = half_up(ratio.numerator * 10 ** (2 + places), ratio.denominator)
    return f"{french.number(Decimal(scaled).scaleb(-places), places)}{NBSP}%"


def in_words(number: int) -> str:
    """Write an integer in words from two to thirteen, in figures otherwise."""
    return _NUMBERS[number - 2] if 2 <= number < len(_NUMBERS) + 2 else str(number)


def clock(minutes: int) -> str:
    """Write the minutes since midnight as an hour of the tables: 510 is 08:30."""
    return french.hour(time(*divmod(minutes, 60)))


def spoken(minutes: int) -> str:
    """Write the minutes since midnight as a sentence does: 510 is 8 h 30."""
    return french.hour_in_words(time(*divmod(minutes, 60)))


def day_of_month(value: date) -> str:
    """Write a date without its year: 27 octobre, 1er novembre."""
    return french.day_in_words(value).rpartition(NBSP)[0]


def elided(text: str) -> str:
    """Elide « de » before a name put into a text that begins with a vowel: les salariés d'Usinage Lanmahé."""
    return re.sub(r"\b([Dd])e (?=[AEIOUYÀÂÉÈÊËÎÏÔŒÙÛ])", r"\1'", text)


def capital(text: str) -> str:
    """Begin a sentence with a capital; the rest stays as it is."""
    return text[0].upper() + text[1:]


def held(text: str) -> str:
    """Keep a number and its unit on one line: 19,2 M€, 24 h."""
    return _UNIT.sub(NBSP, text)
