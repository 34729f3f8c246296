"""French wording of figures and dates in the texts of the exercises."""

import re
from datetime import date
from fractions import Fraction

from generator.core.cents import half_up

NARROW, NBSP = "\u202f", "\u00a0"


def euros(cents: int) -> str:
    """Write an amount to the euro: 86 000 €, with a true minus sign."""
    return f"{number(half_up(cents, 100))}{NBSP}€"


def number(value: int) -> str:
    """Write an integer with narrow spaces between thousands."""
    return f"{value:,}".replace(",", NARROW).replace("-", "\u2212")


def percent(ratio: Fraction, places: int = 1) -> str:
    """Write a ratio as a percentage, rounded once: 41/1000 is 4,1 %."""
    scaled = half_up(ratio.numerator * 10 ** (2 + places), ratio.denominator)
    whole, rest = divmod(scaled, 10**places)
    return f"{whole}{',' + format(rest, f'0{places}d') if places else ''}{NBSP}%"


def day(value: date) -> str:
    """Write a date: 14/03/2025."""
    return value.strftime("%d/%m/%Y")


def clock(minutes: int) -> str:
    """Write the minutes since midnight as an hour of the tables: 510 is 08:30."""
    return "{:02d}:{:02d}".format(*divmod(minutes, 60))


def elided(text: str) -> str:
    """Elide « de » before a name put into a text that begins with a vowel: les salariés d'Usinage Lanmahé."""
    return re.sub(r"\b([Dd])e (?=[AEIOUYÀÂÉÈÊËÎÏÔŒÙÛ])", r"\1'", text)


def typeset(text: str) -> str:
    """Set a text as French prints it: no-break spaces before : ; ! ? % €, inside « » and numbers; ’."""
    text = re.sub(r" ([;!?])|(?<=\d) (?=\d{3}(?!\d))", lambda match: NARROW + (match[1] or ""), text)
    text = re.sub(r" ([:»%€])|(?<=«) ", lambda match: NBSP + (match[1] or ""), text)
    return text.replace("'", "\u2019")
