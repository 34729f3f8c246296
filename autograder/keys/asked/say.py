"""What a learner is told about a figure, in French: it never gives the right one away."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from autograder.keys.asked.nature import Nature, rounded
from autograder.keys.asked.written import step_of
from ntc.french import NBSP, day, euros, half_up, listing, number, percent, plural

EXACT = "Exact."
A_DAY_OFF = "Admis à un jour près : reprenez votre décompte des jours."
AT_MONTH_END = (
    "Admis à un jour près : reprenez votre décompte des jours ; la fin du mois ne se prend pas sans calcul."
)
ROUNDED = "Admis : un résultat a été arrondi en route ; gardez toutes les décimales jusqu’au dernier calcul."
UNIT = "vérifiez l’unité, l’ordre de grandeur n’est pas le bon."
PER_CENT = "vérifiez l’unité, un pourcentage est attendu."
YEAR = "vérifiez l’année."
ROUND_UP = "un plancher s’arrondit au-dessus : un centime de moins passe sous la limite."
TTC = "Ce montant contient la TVA : on le demande hors taxes."
SIGN = "vérifiez le signe."
NOT_IT = "ce n’est pas la valeur attendue."
NOT_THE_DATE = "ce n’est pas la date attendue."
SAME = "Calcul juste : même lecture que plus haut, comptée une seule fois."
AGAIN = "Même erreur que plus haut : elle n’est comptée qu’une fois."
SWAPPED_AGAIN = "Intervertie elle aussi : l’erreur n’est comptée qu’une fois."
ABSURD = Decimal(10)
"""No rate of a lesson comes near a thousand per cent: an amount was written there."""
MAGNITUDES = tuple(Decimal(power) for power in ("100", "1000", "1000000", "0.01", "0.001", "0.000001"))


@lru_cache(maxsize=20_000)  # right answers are shown to each learner
def show(value: Any, unit: str) -> str:
    """Write a figure with the unit of its question: 1 890 000,00 € HT, 32,00 %, 54,0 jours, 27/10/2025."""
    if isinstance(value, date):
        return day(value)
    if unit == "%":
        return percent(value, 2)
    if unit.startswith("€"):
        return euros(value, 2) + unit[1:].replace(" ", NBSP)
    shown = number(half_up(value, 2))
    # A symbol (L, kWh, L/min) has no plural.
    word = unit.isalpha() and unit.islower() and len(unit) > 2
    noun = plural(value, unit.removesuffix("s")) if word else unit
    return f"{shown}{NBSP}{noun}" if unit else shown


def carried(labels: Sequence[str]) -> str:
    """Say that a method is right on one's own answers to the questions of these labels."""
    named = listing([f"« {label} »" for label in labels])
    yours = "votre réponse" if len(labels) == 1 else "vos réponses"
    return f"Calcul juste à partir de {yours} à {named} : l’erreur n’est comptée qu’une fois."


def swapped(other: str) -> str:
    """Say that two answers stand in each other's place; ``other`` is the label of the other one."""
    return f"Interverti avec « {other} » : chacun de ces deux chiffres est juste, à la place de l’autre."


def hasty(label: str) -> str:
    """Say that a figure was rounded before one went on with it; ``label`` is its own, when it has one."""
    what = f"« {label} »" if label else "un résultat intermédiaire"
    return f"vous avez trop arrondi {what} en route ; gardez toutes les décimales jusqu’au dernier calcul."


def too_round(given: Any, right: Any, nature: Nature, unit: str) -> str:
    """What to say of a right figure rounded further than is invited; empty when it is not one."""
    if not isinstance(given, Decimal) or not nature.roundings or given == right:
        return ""
    step = step_of(given, unit)
    if step <= nature.coarsest or rounded(right, step) != given:
        return ""
    wanted = _wanted(unit)
    if nature.misrounded(given, right):
        return f"c’est trop arrondi, ou arrondi du mauvais côté ; redonnez ce chiffre {wanted}."
    return f"c’est trop arrondi pour être vérifié ; redonnez ce chiffre {wanted}."


def cut_short(given: Any, right: Any, nature: Nature, unit: str) -> str:
    """What to say of a right figure of which digits were cut off, and that may be another one as well."""
    if step_of(given, unit) <= nature.coarsest:
        return NOT_IT
    return f"c’est trop court pour être vérifié ; redonnez ce chiffre {_wanted(unit)}."


def _wanted(unit: str) -> str:
    return "à l’euro près" if unit.startswith("€") else "avec une décimale"


def too_short(nature: Nature, typed: str) -> bool:
    """Whether an amount was typed in a unit that cannot show it: 2,4 M€, even where it falls just."""
    scaled = typed.casefold().replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    millions = "m€" in scaled or "million" in scaled
    return bool(nature.answered) and millions and _decimals(scaled) < 3


def untold(given: Any) -> str:
    """Say of a figure only that it is wrong: it may be more than one mistake."""
    return NOT_THE_DATE if isinstance(given, date) else NOT_IT


def remark(given: Any, right: Any, nature: Nature, others: Collection[Any]) -> str:
    """Say how far off an unexplained figure is; ``others`` are figures of the lesson it may be instead."""
    if isinstance(given, date):
        return NOT_THE_DATE
    if nature.near(given, right) and given not in others and nature.cut(given, right):
        return (
            "vous êtes tout près : gardez toutes les décimales jusqu’au dernier calcul, puis arrondissez "
            "sans couper."
        )
    if nature.least and right - 1 <= given < right:
        return ROUND_UP
    if given and right and any(nature.same(given / power, right) for power in MAGNITUDES):
        return UNIT
    if nature.misrounded(given, right):
        return "vous êtes tout près : un arrondi du mauvais côté, ou un chiffre de départ un peu différent ?"
    if given and right and nature.same(given, -right):
        return SIGN
    if nature.points and abs(given) >= ABSURD:
        return PER_CENT
    return NOT_IT


def _decimals(typed: str) -> int:
    head, _, tail = typed.replace(".", ",").partition(",")
    return len(tail) - len(tail.lstrip("0123456789")) if head else 0
