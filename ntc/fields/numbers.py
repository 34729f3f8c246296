"""French business numbers: from what a learner types to a Decimal, its echo, or a kind refusal.

Conventions (domain reference 3.1), decided here and shown to the learner by the echo:

* spaces of any width group thousands by three; the comma sets decimals apart; points group thousands when a
  comma follows or when there are two groups (``1.234,50``, ``1.234.567``), else a point sets decimals apart
  (``12.5``);
* ``1.234`` can be read both ways and is refused, so are English groups (``1,234.50``);
* ``15 k€``, ``1,2 M€``, ``1,2 million d'euros`` are amounts in euros; ``(3)`` and ``− 3`` are negative;
* a percentage is kept as a ratio: ``12 %`` and, in a field in %, a bare ``12`` are 0.12. A bare number
  below 1 with decimals (``0,12``) is taken for a ratio already, 12 %, with a remark that says how to write
  0,12 %;
* « pour 100 » is a unit whose numbers are kept as they are: ``23,8`` is 23.8. A bare number below 1 is taken
  for the ratio that it is, as in a field in %;
* a number of points (difference of two percentages, or a score) is kept as written: ``3 points`` is 3,
  ``83/100`` is 83;
* a dash of any length, or « moins », is a minus sign; « environ », before or after the figure, is left out,
  with a remark;
* ``13h51``, ``13:51``, ``13 heures et 51 minutes``, ``831 min`` are 13,85 hours; ``20 h 5`` is 20 h 05;
  ``=97650/313`` is worked out, and shown as it was understood;
* a field in « € HT » tells whoever answers « TTC », and conversely; a field in « € » echoes what was named.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import product

from ntc import french
from ntc.fields.digits import MAX_DIGITS, Refusal, read_digits
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.fields.sums import show_sum, work_out
from ntc.french import typeset

MAX_LENGTH = 60
_MOST_PLACES = 8
"""Nothing is understood with more decimals than that."""
_TYPED_PLACES = 6
"""Whoever types more decimals than that has copied them from a calculator."""
_DIGITS = 4
"""How many digits of a calculation are kept, at least: it is read again, and its mark asks for fewer."""

# Every mark of Unicode's category Zs, and the tabulation.
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff"))
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"  # as keyboards and copies have them
_SIGNS = f"{_DASHES}+"

_A_MINUTE = ("/min", "/mn", "/minute", " par minute", " par min", " la minute")
_LITRES = ("l", "litre", "litres")
_OF_CARBON = ("", " co₂e", " co₂", " de co₂e", " de co₂", " éq. co₂")


def _joined(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map("".join, product(*parts)))


_ALIASES = {
    "€": ("€", "euro", "euros", "eur"),
    "%": ("%", "pour cent", "pourcent", "pct"),
    "points": ("points", "point", "pts", "pt", "points de pourcentage", "point de pourcentage"),
    "jours": ("jours", "jour", "j"),
    "mois": ("mois",),
    "ans": ("ans", "an", "années", "année"),
    "heures": ("heures", "heure", "h"),
    "rendez-vous": ("rendez-vous", "rendez vous", "rdv"),
    "bar": ("bar", "bars", "b"),
    "bar·L": _joined(("bar", "bars"), "·. ", _LITRES),
    "L": _LITRES,
    "litres": _LITRES,
    "L/min": _joined(_LITRES, _A_MINUTE),
    "m³/min": _joined(("m³", "mètre cube", "mètres cubes"), _A_MINUTE),
    "°C": ("°c", "°", "c", "degré", "degrés", "degrés celsius"),
    "kWh": ("kwh", "kw.h", "kilowattheure", "kilowattheures", "kilowatt-heures"),
    "km": ("km", "kilomètre", "kilomètres"),
    "kg": _joined(("kg", "kilo", "kilos", "kilogramme", "kilogrammes"), _OF_CARBON),
    "t CO₂e": _joined(("t", "tonne", "tonnes"), _OF_CARBON),
}
_PLAIN_DIGITS = re.compile(r"(?<=[0-9 ])m3\b|\bco2(?=e?\b)", re.IGNORECASE)
"""What no keyboard has: m³ and CO₂ are typed with a plain digit, which is no second number."""
HUNDRED = "pour 100"
"""What is counted for a hundred of others, and is no percentage of them."""
_OF_A_HUNDRED = re.compile(r"\s*(?:pour|sur|/) ?(?:100|cent)\b.*$", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(?:%|pct|pourcent|pour cent)$", re.IGNORECASE)
_TAXES = {"ht": "HT", "h.t": "HT", "hors taxes": "HT", "hors taxe": "HT", "ttc": "TTC", "t.t.c": "TTC"}
_TAXES["toutes taxes comprises"] = "TTC"
_SCALES = {
    "k": 3, "mille": 3, "millier": 3, "milliers": 3, "m": 6, "million": 6, "millions": 6,
    "md": 9, "mds": 9, "milliard": 9, "milliards": 9,
}  # fmt: skip

_ABOUT = re.compile(r"(environ|env\.?|à peu près|a peu pres|près de|presque|~|≈) ?(?=\S)", re.IGNORECASE)
_ABOUT_AFTER = re.compile(
    r"([^0-9]*[0-9].*?)(?: |(?<=[0-9%€]))[(]?(environ|env\.?|à peu près|a peu pres|arrondie?s?)[)]?[.]?$",
    re.IGNORECASE,
)
_WORDED_SIGN = re.compile(r"(moins|plus) ?(?=[0-9.,€])", re.IGNORECASE)
_QUOTED = re.compile(r"(?<=[0-9])['’](?=[0-9]{3}(?![0-9]))")
_CLOCK = re.compile(
    r"(?:([0-9]{1,4}) ?(?:(?:h|heures?) ?(?:et )?([0-5]?[0-9]) ?(?:m|mn|min|minutes?)?|: ?([0-5][0-9])))",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"([0-9]{1,4}) ?(?:mn|min|minutes?)", re.IGNORECASE)
_PER = re.compile(r" ?(?:/|\bpar\b) ?[^\W\d]+(?: [^\W\d]+)?$")
_BODY = re.compile(r"[.,]?[0-9](?:[0-9., ]*[0-9.,])?")
_TAX = re.compile(r"(?:^|(?<=[\s€rsk]))(" + "|".join(map(re.escape, _TAXES)) + r")$")
_SCALED = re.compile(r"(" + "|".join(sorted(_SCALES, key=len, reverse=True)) + r")(?: ?d['’] ?| de )? ?(\D*)")


def parse_number(text: str, unit: str = "") -> Outcome:
    """Understand what was typed in a field of this unit: Blank, Unreadable with its sentence, or a Decimal.

    ``unit`` is "€", "€ HT", "€ TTC", "%", "points", a noun in the plural ("jours", "visites") or nothing.
    Never raises on any text.

    >>> parse_number("1.234,50 €", "€").value
    Decimal('1234.50')
    >>> parse_number("12 %", "%").value
    Decimal('0.12')
    """
    line = one_line(text)
    if not line:
        return Blank()
    try:
        return _understand(line, unit)
    except Refusal as refusal:
        return Unreadable(typeset(str(refusal)))


def show_number(value: Decimal, unit: str = "", tax: str = "") -> str:
    """Write a value the way its echo does; ``parse_number`` reads it back to the same value."""
    currency, named_tax = _currency(unit)
    if currency:
        amount = french.number(value, max(2, _places(value))) + french.NBSP + "€"
        named = named_tax or tax
        return amount + french.NBSP + named if named else amount
    if unit == "%":
        # Two decimals less than the ratio has: exact, without the noise of a multiplication.
        return french.number(value.scaleb(2)) + french.NBSP + "%"
    if not unit:
        return french.number(value)
    return french.number(value) + french.NBSP + _agree(unit, value)


# What is refused is not kept: no text longer than a number fills the memory.
@lru_cache(maxsize=4096)
def _understand(line: str, unit: str) -> Value:
    if len(line) > MAX_LENGTH:
        raise Refusal("Cette réponse est trop longue pour un nombre : écrivez seulement la valeur.")
    if line.startswith("="):
        return _worked_out(line, unit)
    about, line = _about(line)
    line = _WORDED_SIGN.sub(lambda sign: "-" if sign[1].casefold() == "moins" else "", line, count=1)
    line = _QUOTED.sub(" ", line)
    line = as_printed(line)
    plain = _OF_A_HUNDRED.sub("", line) if unit in (HUNDRED, "points") else line
    plain = _PERCENT.sub("", plain) if unit == HUNDRED else plain
    named, line = plain != line, plain
    _refuse_calculations(line)
    negative, line = _sign(line)
    if clock := _CLOCK.fullmatch(line):
        if unit != "heures":
            raise Refusal(f"« {clock[0]} » est une durée ou une heure : {_expected(unit)}.")
        return _hours(60 * int(clock[1]) + int(clock[2] or clock[3]), negative)
    if unit == "heures" and (minutes := _MINUTES.fullmatch(line)):
        return _hours(int(minutes[1]), negative)
    body, tail = _split(line, euros=_currency(unit)[0])
    value = read_digits(body)
    scale, percent, tax = _tail(tail, unit)
    if scale:
        value = value.scaleb(scale)
        value = value.quantize(Decimal(1)) if value.as_tuple().exponent > 0 else value
    note = about
    if unit == "%" and not percent and 0 < value < 1:
        typed = french.number(value)
        note = typeset(f"lu comme un rapport ; pour {typed} pour cent, écrivez « {typed} % »")
    elif unit == HUNDRED and not named and 0 < value < 1:
        typed, value = french.number(value), value.scaleb(2)
        note = typeset(f"lu comme un rapport ; pour {typed} sur 100, écrivez « {typed} pour 100 »")
    elif unit == "%" or percent:
        value = value.scaleb(-2)
    value = -value if negative else value
    if _places(value) - 2 * (unit == "%") > _TYPED_PLACES:
        value = _without_noise(value, unit)
    return Value(value, show_number(value, unit, tax), note)


def _worked_out(line: str, unit: str) -> Value:
    """Work out what begins with « = », as a spreadsheet does, to what the unit has use for."""
    value = work_out(line[1:])
    if unit == "%" and "%" not in line and abs(value) >= 1:
        value = value.scaleb(-2)
    value = _without_noise(value, unit)
    value = value.normalize()
    value = value.quantize(Decimal(1)) if value.as_tuple().exponent > 0 else value
    if abs(value) >= Decimal(10) ** MAX_DIGITS:
        raise Refusal("Ce nombre a trop de chiffres : vérifiez le calcul.")
    return Value(value, show_number(value, unit), typeset(f"calcul : {show_sum(line[1:])}"))


def _without_noise(value: Decimal, unit: str) -> Decimal:
    """Round what has more decimals than its unit has use for: 3 701,2813 €, 58,89999977 jours, 3,21000006 %.

    A number without a unit goes on in other calculations: it keeps them all.
    """
    if _currency(unit)[0]:
        places = 2 if abs(value) >= 10 else 4
    else:
        places = min(_MOST_PLACES, max(2, _DIGITS - 1 - value.adjusted())) if unit else _MOST_PLACES
    return french.half_up(value, places).normalize() if _places(value) > places else value


def _about(line: str) -> tuple[str, str]:
    """Leave « environ » out, said before the figure or after it: the remark, and the rest."""
    words = []
    if after := _ABOUT_AFTER.match(line):
        line = after[1]
        words.append(after[2])
    if before := _ABOUT.match(line):
        line = line[before.end() :]
        words.append(before[1])
    return (typeset(f"lu sans « {words[-1]} »") if words else ""), line


def _hours(minutes: int, negative: bool) -> Value:
    """A length of time in hours: 831 minutes are 13,85 hours."""
    hours = french.half_up(Decimal(minutes) / 60, 2).normalize()
    value = -hours if negative else hours
    value = value.quantize(Decimal(1)) if value.as_tuple().exponent > 0 else value
    return Value(value, show_number(value, "heures"))


def one_line(text: str) -> str:
    """Drop invisible marks, and write every horizontal space as a plain one, once."""
    return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()


def as_printed(text: str) -> str:
    """Write the units that are typed with a plain digit as print does: what digits are left are a figure's.

    >>> as_printed("6 kg CO2e"), as_printed("5,2 m3/min")
    ('6 kg CO₂e', '5,2 m³/min')
    """
    return _PLAIN_DIGITS.sub(lambda found: found[0].replace("3", "³").replace("2", "₂"), text)


def _refuse_calculations(line: str) -> None:
    if re.search(r"[0-9] ?[)]? ?[*/+×÷^=] ?[(]?[0-9]", line):
        raise Refusal("Écrivez le résultat, pas le calcul ; ou faites-le faire : =1 234,5/3.")
    if re.search(r"[0-9] ?[eE] ?[-+]?[0-9]", line):
        raise Refusal("Écrivez le nombre en entier, sans puissance de dix : par exemple 15 000.")


def _sign(line: str) -> tuple[bool, str]:
    """Take the sign off; accountants write a negative amount between brackets."""
    bracketed = re.fullmatch(r"\(([^()]*)\)([^()]*)", line)
    if bracketed:
        inside = bracketed[1].strip()
        if inside[:1] in set(_SIGNS):
            raise Refusal("Des parenthèses disent déjà « négatif » : écrivez −3 ou (3), pas les deux.")
        return True, f"{inside} {bracketed[2].strip()}".strip()
    if line[0] in _SIGNS:
        return line[0] != "+", line[1:].lstrip()
    return False, line


def _split(line: str, *, euros: bool) -> tuple[str, str]:
    """Part the digits from what follows them; « 2,4M » is said of euros, a bare « m » is a metre too."""
    line = line.removeprefix("€").lstrip() + (" €" if line.startswith("€") else "")
    body = _BODY.match(line)
    if not body:
        if re.search("[0-9]", line):
            raise Refusal("Écrivez seulement le nombre et son unité, par exemple 1 234,50.")
        raise Refusal("Aucun nombre n'est lisible ici : écrivez-le en chiffres, par exemple 1 234,50.")
    tail = line[body.end() :].strip().rstrip(".")  # the point of a sentence, or of « H.T. »
    tail = re.sub(r"^M(?= |$)", "M€", tail) if euros else tail
    if re.search("[0-9]", tail):
        raise Refusal("Plusieurs nombres sont écrits : une seule valeur est attendue.")
    return body[0], " ".join(tail.casefold().split())


def _tail(tail: str, unit: str) -> tuple[int, bool, str]:
    """Read what follows the digits: power of ten, whether « % » was written, HT or TTC."""
    currency, named_tax = _currency(unit)
    if currency:
        tail = _PER.sub("", tail)  # € par visite: what it is counted for changes nothing of the amount
    tail, tax = _take_tax(tail)
    if tax and not currency:
        raise Refusal(f"« {tax} » ne convient pas ici : {_expected(unit)}.")
    if tax and named_tax and tax != named_tax:
        raise Refusal(f"Cette question demande un montant {named_tax}, et la réponse est écrite {tax}.")
    if not tail or tail in _names("€" if currency else unit):
        return 0, unit == "%" and bool(tail), tax
    if not unit and tail in _ALIASES["%"]:
        return 0, True, tax
    scaled = _SCALED.fullmatch(tail)
    if scaled and unit != "%" and unit != "points":
        scale, rest = _SCALES[scaled[1]], scaled[2].strip()
        # A bare « m » is a metre as well as a million: the euro must follow.
        if (rest and rest in _names("€" if currency else unit)) or (not rest and scaled[1] != "m"):
            return scale, False, tax
    raise Refusal(_wrong_unit(tail, unit))


def _take_tax(tail: str) -> tuple[str, str]:
    found = _TAX.search(tail)
    if not found:
        return tail, ""
    return tail[: found.start()].strip(), _TAXES[found[1]]


def _wrong_unit(tail: str, unit: str) -> str:
    if unit == "points" and tail in _ALIASES["%"]:
        return "Un écart entre deux pourcentages se dit en points : écrivez le nombre seul, ou « 3 points »."
    return f"« {tail} » n'est pas compris ici : {_expected(unit)}."


def _expected(unit: str) -> str:
    if not unit:
        return "un nombre sans unité est attendu"
    return f"un nombre en {unit} est attendu"


def _currency(unit: str) -> tuple[bool, str]:
    """Whether the unit is the euro, and the tax it names."""
    first, _, tax = unit.replace(french.NBSP, " ").partition(" ")
    return first == "€", tax if first == "€" else ""


def _names(unit: str) -> tuple[str, ...]:
    """All the ways to write a unit after a number, in lower case."""
    if unit in _ALIASES:
        return _ALIASES[unit]
    return (unit.casefold(), _singular(unit).casefold())


def _agree(unit: str, value: Decimal) -> str:
    return unit if abs(value) >= 2 else _singular(unit)


def _singular(unit: str) -> str:
    """Write a noun, or a noun and its adjective, in the singular: jours ouvrés → jour ouvré; mois stays."""
    return " ".join(word if word == "mois" else word.removesuffix("s") for word in unit.split(" "))


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
