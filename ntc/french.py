"""How numbers, dates and quantities are written in French, wherever a learner reads one.

Thousands are set apart by a narrow no-break space, decimals by a comma; a unit follows a no-break space.
Rounding is HALF_UP, the habit of commerce: Python's ``round`` would write 25.125 as 25,12.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

NBSP = "\u00a0"
NARROW = "\u202f"
MINUS = "\u2212"

_WIDE = re.compile(r" (?=[:€%»])|(?<=«) ")
_THIN = re.compile(r" (?=[;!?])|(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")

_OPENED = re.compile(r"«\s*")
_CLOSED = re.compile(r"\s*»")

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)

Number = Decimal | int | float


def half_up(value: Number, decimals: int = 0) -> Decimal:
    """Round to ``decimals`` places, halves away from zero.

    Raises ValueError for what is not a finite number.

    >>> half_up(Decimal("25.125"), 2)
    Decimal('25.13')
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"{value} is not a finite number")
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: Number, decimals: int | None = None, *, signed: bool = False) -> str:
    """Write a number: 1 234,5; with ``decimals`` None, as many decimals as it has; ``signed`` shows a +.

    >>> number(Decimal("-1234.50")).replace(NARROW, "_").replace(MINUS, "-")
    '-1_234,5'
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = half_up(exact, _places(exact) if decimals is None else decimals)
    digits = f"{abs(rounded):,f}".replace(",", NARROW).replace(".", ",")
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + digits


def euros(amount: Number, decimals: int = 2, *, signed: bool = False) -> str:
    """Write an amount in euros: 1 234,50 €."""
    return number(amount, decimals, signed=signed) + NBSP + "€"


def kiloeuros(amount: Number, decimals: int = 0) -> str:
    """Write an amount given in euros in thousands of euros: 2 400 k€."""
    return number(half_up(amount, 6) / 1000, decimals) + NBSP + "k€"


def percent(ratio: Number, decimals: int = 2, *, signed: bool = False) -> str:
    """Write a ratio as a percentage: 0.3286 is 32,86 %."""
    return number(_hundredfold(ratio), decimals, signed=signed) + NBSP + "%"


def eur(amount: Number) -> str:
    """Write an amount inside a sentence: cents only where there are some.

    >>> eur(12000).replace(NARROW, " ").replace(NBSP, " ")
    '12 000 €'
    """
    exact = half_up(amount, 2)
    return euros(exact, 0 if exact == exact.to_integral_value() else 2)


def pct(ratio: Number) -> str:
    """Write a rate inside a sentence: two decimals at most.

    >>> pct(Decimal("0.08")).replace(NBSP, " ")
    '8 %'
    """
    return number(half_up(_hundredfold(ratio), 2)) + NBSP + "%"


def num(value: Number, decimals: int = 2) -> str:
    """Write a plain number inside a sentence: ``decimals`` at most.

    >>> num(Decimal("0.9200"))
    '0,92'
    """
    return number(half_up(value, decimals))


def points(difference: Number, decimals: int = 1, *, signed: bool = False) -> str:
    """Write a difference of two ratios in points: −0.03 is −3,0 points."""
    shown = half_up(_hundredfold(difference), decimals)
    return number(shown, decimals, signed=signed) + NBSP + plural(shown, "point")


def plural(quantity: Number, singular: str, several: str | None = None) -> str:
    """Choose the singular or the plural of a noun: French says the plural from 2 upwards (0 jour, 1,5 jour).

    ``several`` is needed for groups of words (jour ouvré) and for irregular nouns.
    """
    if abs(quantity) < 2:
        return singular
    return several or _regular_plural(singular)


def count(quantity: Number, singular: str, several: str | None = None) -> str:
    """Write a quantity and its noun: 1 réponse, 12 réponses, 1,5 jour."""
    return number(quantity) + NBSP + plural(quantity, singular, several)


def of(noun: str) -> str:
    """Put « de » before a noun, elided before a vowel: de contrats, d’audits."""
    return elided("de", noun)


def elided(word: str, following: str) -> str:
    """Put a word that ends on a mute e before another, elided before a vowel: que Marc, qu’Alice."""
    return f"{word[:-1]}’{following}" if starts_on_a_vowel(following) else f"{word} {following}"


def starts_on_a_vowel(text: str) -> bool:
    """Whether a word that ends on a mute e is elided before this one; before an h it is not."""
    return text[:1].casefold() in tuple("aàâäeéèêëiîïoôöuùûüœæ")


def listing(items: Sequence[str]) -> str:
    """Write an enumeration: a, b et c."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " et " + items[-1]


def quoted(text: str) -> str:
    """Put a text between « and », what it quotes itself between “ and ”.

    >>> quoted("Vu sur un groupe : « c’est fini »")
    '« Vu sur un groupe : “c’est fini” »'
    """
    return f"« {_CLOSED.sub('”', _OPENED.sub('“', text))} »"


def day(value: date) -> str:
    """Write a date in figures: 27/10/2025."""
    return f"{value:%d/%m/%Y}"


def day_in_words(value: date) -> str:
    """Write a date in words: 27 octobre 2025, 1er janvier 2026."""
    number_of_day = "1er" if value.day == 1 else str(value.day)
    return f"{number_of_day}{NBSP}{MONTHS[value.month - 1]}{NBSP}{value.year}"


def day_in_full(value: date) -> str:
    """Write a date in words with its day of the week: lundi 27 octobre 2025."""
    return f"{WEEKDAYS[value.weekday()]} {day_in_words(value)}"


def hour(value: datetime | time) -> str:
    """Write an hour: 14:32."""
    return f"{value:%H:%M}"


def day_and_hour(value: datetime) -> str:
    """Write a moment in figures: 24/11/2026 à 14:32."""
    return f"{day(value)} à {hour(value)}"


def hour_in_words(value: datetime | time) -> str:
    """Write an hour as a sentence does: 7 h 30, 18 h.

    >>> hour_in_words(time(7, 30)).replace(NBSP, "_"), hour_in_words(time(18)).replace(NBSP, "_")
    ('7_h_30', '18_h')
    """
    minutes = f"{NBSP}{value:%M}" if value.minute else ""
    return f"{value.hour}{NBSP}h{minutes}"


@lru_cache(maxsize=20_000)  # a class is told the same sentences over and over
def typeset(text: str) -> str:
    """Set a plain sentence as French prints it: no-break spaces before : ; ! ? % €, in « » and in numbers; ’.

    Source strings stay readable, and what a learner reads never breaks before a colon or inside a number.

    >>> typeset("« 12 % ? »").replace(NBSP, "_").replace(NARROW, "'")
    "«_12_%'?_»"
    """
    return _THIN.sub(NARROW, _WIDE.sub(NBSP, text)).replace("'", "’")


def _hundredfold(ratio: Number) -> Decimal:
    return (ratio if isinstance(ratio, Decimal) else Decimal(str(ratio))) * 100


def _places(value: Decimal) -> int:
    """Count the decimals that say something: 2 for 1.250."""
    if not value.is_finite():
        return 0
    exponent = value.normalize().as_tuple().exponent
    return max(0, -int(exponent))


def _regular_plural(noun: str) -> str:
    if noun.endswith(("s", "x", "z")):
        return noun
    if noun.endswith(("au", "eu")):
        return noun + "x"
    if noun.endswith("al"):
        return noun[:-1] + "ux"
    return noun + "s"
