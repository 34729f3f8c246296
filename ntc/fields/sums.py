"""A calculation that a learner types after « = »: worked out exactly, with French numbers and nothing else.

``+``, ``−``, ``×`` (or ``*``, ``x``), ``÷`` (or ``/``, ``:``), brackets, ``%``, which divides by 100, and
``^``, a power: ``^(1/3)`` is the cube root that a mean growth asks for.
"""

import re
from decimal import Decimal

from ntc import french
from ntc.fields.digits import Refusal, read_digits

_PIECE = re.compile(r" *(?:([.,]?[0-9](?:[0-9., ]*[0-9.,])?)|(.))")
_SAME = {
    **dict.fromkeys("*xX×·", "×"),
    **dict.fromkeys("/:÷", "÷"),
    **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "\u2212"),
    **{sign: sign for sign in "+()%^"},
}
_LOST = "Ce calcul n'est pas compris : écrivez par exemple =1 234,5/3 (signes + − × ÷ ^ et parenthèses)."
_NUMBERS_ONLY = "Écrivez le résultat, pas le calcul ; ou un calcul avec des nombres seulement : =1 234,5/3."
_ROOT = "Une puissance se calcule ici d'un nombre positif, avec un exposant de −99 à 99."
_HUNDRED, _MOST_POWER = Decimal(100), 99


def work_out(text: str) -> Decimal:
    """Work a calculation out; raises Refusal, which says in French what is not understood.

    >>> work_out("(12 + 3) × 2,5 ÷ 10 %")
    Decimal('375')
    """
    pieces = _pieces(text)
    reader = _Reader(pieces)
    value = reader.sum()
    if reader.at < len(pieces):
        raise Refusal(_LOST)
    return value


def show_sum(text: str) -> str:
    """Write a calculation as it was understood: « 97 650 ÷ 313 »."""
    written = ""
    for piece in _pieces(text):
        if isinstance(piece, Decimal):
            written += french.number(piece)
        elif piece in "()":
            written += piece
        else:
            written += f"{french.NBSP}%" if piece == "%" else "^" if piece == "^" else f" {piece} "
    return " ".join(written.split(" ")).strip()


def _pieces(text: str) -> list[Decimal | str]:
    found: list[Decimal | str] = []
    line = re.sub(r"(?<=[0-9])['’](?=[0-9]{3}(?![0-9]))", " ", text).replace("€", " ").strip()
    for match in _PIECE.finditer(line):
        if match[1]:
            found.append(read_digits(match[1]))
        elif match[2] in _SAME:
            found.append(_SAME[match[2]])
        elif match[2] != " ":
            raise Refusal(_NUMBERS_ONLY if match[2].isalpha() else _LOST)
    return found


class _Reader:
    """Reads sums of products of signed numbers and brackets; a text of 60 characters bounds how deep."""

    def __init__(self, pieces: list[Decimal | str]) -> None:
        self.pieces = pieces
        self.at = 0

    def sum(self) -> Decimal:
        value = self.product()
        while sign := self.take("+", "\u2212"):
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> Decimal:
        value = self.signed()
        while sign := self.take("×", "÷"):
            other = self.signed()
            if sign == "÷" and not other:
                raise Refusal("On ne divise pas par zéro : vérifiez le calcul.")
            value = value * other if sign == "×" else value / other
        return value

    def signed(self) -> Decimal:
        if sign := self.take("+", "\u2212"):
            return self.signed() if sign == "+" else -self.signed()
        value = self.one()
        while self.take("%"):
            value /= _HUNDRED
        return self.raised(value) if self.take("^") else value

    def raised(self, value: Decimal) -> Decimal:
        exponent = self.signed()
        if value <= 0 or abs(exponent) > _MOST_POWER:
            raise Refusal(_ROOT)
        if abs(value.adjusted() * exponent) > _MOST_POWER:
            raise Refusal("Ce nombre a trop de chiffres : vérifiez le calcul.")
        return value**exponent

    def one(self) -> Decimal:
        if self.take("("):
            value = self.sum()
            if not self.take(")"):
                raise Refusal("Il manque une parenthèse fermante dans ce calcul.")
            return value
        piece = self.pieces[self.at] if self.at < len(self.pieces) else None
        if not isinstance(piece, Decimal):
            raise Refusal(_LOST)
        self.at += 1
        return piece

    def take(self, *signs: str) -> str:
        here = self.pieces[self.at] if self.at < len(self.pieces) else None
        if isinstance(here, str) and here in signs:
            self.at += 1
            return here
        return ""
