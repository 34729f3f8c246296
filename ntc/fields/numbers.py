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
* a number of points (difference of two percentages) is kept as written: ``3 points`` is 3;
* a field in « € HT » tells whoever answers « TTC », and conversely; a field in « € » echoes what was named.
"""

import re
import unicodedata
from decimal import Decimal

from ntc import french
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import typeset

MAX_LENGTH = 60
MAX_DIGITS = 15
MAX_DECIMALS = 8

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff"))
_SIGNS = "-\u2212\u2013+"

_ALIASES = {
    "€": ("€", "euro", "euros", "eur"),
    "%": ("%", "pour cent", "pourcent", "pct"),
    "points": ("points", "point", "pts", "pt", "points de pourcentage", "point de pourcentage"),
    "jours": ("jours", "jour", "j"),
    "mois": ("mois",),
    "ans": ("ans", "an", "années", "année"),
    "heures": ("heures", "heure", "h"),
}
_TAXES = {"ht": "HT", "h.t": "HT", "hors taxes": "HT", "hors taxe": "HT", "ttc": "TTC", "t.t.c": "TTC"}
_TAXES["toutes taxes comprises"] = "TTC"
_SCALES = {
    "k": 3, "millier": 3, "milliers": 3, "m": 6, "million": 6, "millions": 6,
    "md": 9, "mds": 9, "milliard": 9, "milliards": 9,
}  # fmt: skip

_BODY = re.compile(r"[.,]?[0-9](?:[0-9., ]*[0-9.,])?")
_TAX = re.compile(r"(?:^|(?<=[\s€rsk]))(" + "|".join(map(re.escape, _TAXES)) + r")$")
_SCALED = re.compile(r"(" + "|".join(sorted(_SCALES, key=len, reverse=True)) + r")(?: ?d['’] ?| de )? ?(\D*)")

_PLAIN = re.compile(r"([0-9]+)(?:[.,]([0-9]*))?|[.,]([0-9]+)")
_SPACED = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+)(?:[.,]([0-9]*))?")
_POINTED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]*)|([0-9]{1,3}(?:\.[0-9]{3}){2,})")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]*|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


class _Refusal(Exception):
    """Carries the French sentence that says what to change."""


def parse_number(text: str, unit: str = "") -> Outcome:
    """Understand what was typed in a field of this unit: Blank, Unreadable with its sentence, or a Decimal.

    ``unit`` is "€", "€ HT", "€ TTC", "%", "points", a noun in the plural ("jours", "visites") or nothing.
    Never raises on any text.

    >>> parse_number("1.234,50 €", "€").value
    Decimal('1234.50')
    >>> parse_number("12 %", "%").value
    Decimal('0.12')
    """
    line = _one_line(text)
    if not line:
        return Blank()
    try:
        return _understand(line, unit)
    except _Refusal as refusal:
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


def _understand(line: str, unit: str) -> Value:
    _refuse_calculations(line)
    negative, line = _sign(line)
    body, tail = _split(line)
    value = _digits(body)
    scale, percent, tax = _tail(tail, unit)
    if scale:
        value = value.scaleb(scale)
        value = value.quantize(Decimal(1)) if value.as_tuple().exponent > 0 else value
    note = ""
    if unit == "%" and not percent and 0 < value < 1:
        typed = french.number(value)
        note = typeset(f"lu comme un rapport ; pour {typed} pour cent, écrivez « {typed} % »")
    elif unit == "%" or percent:
        value = value.scaleb(-2)
    if negative:
        value = -value
    return Value(value, show_number(value, unit, tax), note)


def _one_line(text: str) -> str:
    """Drop invisible marks, and write every horizontal space as a plain one, once."""
    visible = text.translate(_INVISIBLE)
    spaced = "".join(" " if unicodedata.category(mark) == "Zs" or mark == "\t" else mark for mark in visible)
    return re.sub(" +", " ", spaced).strip()


def _refuse_calculations(line: str) -> None:
    if len(line) > MAX_LENGTH:
        raise _Refusal("Cette réponse est trop longue pour un nombre : écrivez seulement la valeur.")
    if line.startswith("=") or re.search(r"[0-9] ?[)]? ?[*/+×÷^=] ?[(]?[0-9]", line):
        raise _Refusal("Écrivez le résultat, pas le calcul.")
    if re.search(r"[0-9] ?[eE] ?[-+]?[0-9]", line):
        raise _Refusal("Écrivez le nombre en entier, sans puissance de dix : par exemple 15 000.")


def _sign(line: str) -> tuple[bool, str]:
    """Take the sign off; accountants write a negative amount between brackets."""
    bracketed = re.fullmatch(r"\(([^()]*)\)([^()]*)", line)
    if bracketed:
        inside = bracketed[1].strip()
        if inside[:1] in set(_SIGNS):
            raise _Refusal("Des parenthèses disent déjà « négatif » : écrivez −3 ou (3), pas les deux.")
        return True, f"{inside} {bracketed[2].strip()}".strip()
    if line[0] in _SIGNS:
        return line[0] != "+", line[1:].lstrip()
    return False, line


def _split(line: str) -> tuple[str, str]:
    """Part the digits from what follows them."""
    line = line.removeprefix("€").lstrip() + (" €" if line.startswith("€") else "")
    body = _BODY.match(line)
    if not body:
        if re.search("[0-9]", line):
            raise _Refusal("Écrivez seulement le nombre et son unité, par exemple 1 234,50.")
        raise _Refusal("Aucun nombre n'est lisible ici : écrivez-le en chiffres, par exemple 1 234,50.")
    tail = line[body.end() :].strip().rstrip(".")  # the point of a sentence, or of « H.T. »
    if re.search("[0-9]", tail):
        raise _Refusal("Plusieurs nombres sont écrits : une seule valeur est attendue.")
    return body[0], " ".join(tail.casefold().split())


def _digits(body: str) -> Decimal:
    if _TWO_WAYS.fullmatch(body):
        thousands, decimals = body.replace(".", " "), body.replace(".", ",")
        raise _Refusal(f"« {body} » peut se lire de deux façons : écrivez {thousands} ou {decimals}.")
    if _ENGLISH.fullmatch(body):
        raise _Refusal(
            f"« {body} » est écrit à l'anglaise : en français, les espaces séparent les milliers et la "
            "virgule les décimales, par exemple 1 234,50."
        )
    match = _PLAIN.fullmatch(body) or _SPACED.fullmatch(body) or _POINTED.fullmatch(body)
    if not match:
        if " " in body:
            raise _Refusal(
                "Un ou plusieurs nombres ? Les espaces séparent les milliers par groupes de trois chiffres : "
                "par exemple 12 345,60."
            )
        raise _Refusal(f"« {body} » n'est pas un nombre lisible : écrivez par exemple 1 234,50.")
    whole, decimals = _halves(match)
    if len(whole) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        raise _Refusal("Ce nombre a trop de chiffres : arrondissez-le.")
    return Decimal(f"{whole or '0'}.{decimals or '0'}") if decimals else Decimal(whole or "0")


def _halves(match: re.Match[str]) -> tuple[str, str]:
    """Return the digits before and after the decimal mark, whichever way of writing matched."""
    if match.re is _SPACED:
        whole, decimals = match[1], match[2]
    elif match.re is _PLAIN:
        whole, decimals = match[1], match[2] or match[3]
    else:
        whole, decimals = match[1] or match[3], match[2]
    return re.sub("[ .]", "", whole or "").lstrip("0"), decimals or ""


def _tail(tail: str, unit: str) -> tuple[int, bool, str]:
    """Read what follows the digits: power of ten, whether « % » was written, HT or TTC."""
    currency, named_tax = _currency(unit)
    tail, tax = _take_tax(tail)
    if tax and not currency:
        raise _Refusal(f"« {tax} » ne convient pas ici : {_expected(unit)}.")
    if tax and named_tax and tax != named_tax:
        raise _Refusal(f"Cette question demande un montant {named_tax}, et la réponse est écrite {tax}.")
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
    raise _Refusal(_wrong_unit(tail, unit))


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
