"""What a drill answers to what was typed: blank, unreadable, right, a known mistake, or wrong."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ntc.calc.slips import Slip, made, near
from ntc.fields.dates import parse_date
from ntc.fields.entries import ChoiceEntry
from ntc.fields.numbers import parse_number, show_number
from ntc.fields.outcome import Blank, Outcome, Unreadable
from ntc.french import day_in_full, half_up, typeset
from ntc.practice.draw import Draw, Right

Kind = Literal["blank", "unreadable", "wrong", "right"]

_MISSED = "ce n’est pas cela, voyez la correction"
_CLASSIC = "mc."
"""Mistakes whose message ends on the way to do it, which a mark says and a first try must not."""
_END_OF_DIAGNOSIS = re.compile("\u00a0: |\\. ")
_DECIMALS = {"%": 4, "€": 2, "€ HT": 2, "€ TTC": 2, "étoiles": 2, "L/min": 2, "m³/min": 2}
_MAGNITUDES = tuple(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))


@dataclass(frozen=True)
class Reply:
    """The answer of the drill: its kind, a title, what to say (French), and the mistake recognised."""

    kind: Kind
    title: str
    message: str
    slip: Slip | None = None


def check(draw: Draw, raw: str, *, last: bool = False) -> Reply:
    """Judge what was typed, on the ``last`` try or before it; never raises on any text."""
    outcome = read(draw, raw)
    if isinstance(outcome, Blank):
        return _reply("blank", "Rien à vérifier", "Tentez une réponse, même approchée : rien n’est noté ici.")
    if isinstance(outcome, Unreadable):
        return _reply("unreadable", "Réponse illisible", outcome.message)
    if near(outcome.value, draw.right, draw.tolerance):
        exact = show(draw)
        remark = "" if outcome.echo == exact else f"Au plus précis : {exact}."
        return _reply("right", _verdict(draw, outcome.echo, "c’est juste"), remark)
    slip = made(draw.slips, outcome.value, draw.right, draw.tolerance) or _rounded(draw, outcome.value)
    message = told(slip, last=last) if slip else _remark(outcome.value, draw)
    return _reply("wrong", _verdict(draw, outcome.echo, _MISSED if last else "pas encore"), message, slip)


def told(slip: Slip, *, last: bool) -> str:
    """Say a mistake: what was done wrong first, how to do it only along with the correction."""
    if last or not slip.id.startswith(_CLASSIC):
        return slip.message
    return _END_OF_DIAGNOSIS.split(slip.message)[0].rstrip(".") + "."


def _rounded(draw: Draw, given: Right) -> Slip | None:
    """The one mistake whose rate, rounded to a whole per cent, was given; None where the right one is too."""
    if draw.unit != "%" or given != half_up(given, 2) or half_up(draw.right, 2) == given:
        return None
    found = [slip for slip in draw.slips if half_up(slip.value, 2) == given]
    return found[0] if len(found) == 1 else None


def read(draw: Draw, raw: str) -> Outcome:
    """Understand what was typed or chosen, as an assessed field of the same kind would."""
    if draw.options:
        return ChoiceEntry(draw.options).parse(raw)
    return parse_date(raw, draw.year) if draw.unit == "date" else parse_number(raw, draw.unit)


def show(draw: Draw) -> str:
    """Write the right answer as the echo of a field would."""
    if draw.options:
        return dict(draw.options)[draw.right]
    if isinstance(draw.right, date):
        return day_in_full(draw.right)
    return show_number(half_up(draw.right, _DECIMALS.get(draw.unit, 0)), draw.unit)


def _reply(kind: Kind, title: str, message: str, slip: Slip | None = None) -> Reply:
    return Reply(kind, typeset(title), typeset(message), slip)


def _verdict(draw: Draw, echo: str, said: str) -> str:
    """The choice itself stays in view: only a number is said again."""
    return said.capitalize() if draw.options else f"{echo} : {said}"


def _remark(given: Right, draw: Draw) -> str:
    """Say what an answer that no known mistake explains still tells."""
    right = draw.right
    if draw.options:
        return "Ce n’est pas la bonne réponse."
    if isinstance(given, date) or isinstance(right, date):
        return "Ce n’est pas la bonne date."
    if near(-given, right, draw.tolerance):
        return "La valeur est bonne, mais le signe est inversé."
    if right and any(near(given, right * factor, draw.tolerance * factor) for factor in _MAGNITUDES):
        return "Les chiffres sont bons, mais pas l’ordre de grandeur : vérifiez l’unité et la virgule."
    if isinstance(right, int) and abs(given - right) < 1:
        return "Le calcul est bon, mais une quantité est un nombre entier : arrondissez au-dessus."
    if abs(given - right) <= abs(right) / 100:
        return "Vous êtes tout près : gardez toutes les décimales jusqu’au dernier calcul."
    return "Ce n’est pas la bonne valeur."
