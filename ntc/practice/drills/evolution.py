"""Évolution: a growth rate, two changes in a row, or the change of a rate in points (F05–F07)."""

import random
from decimal import Decimal

from ntc.calc import percent as rates
from ntc.calc import slips
from ntc.french import eur, num, pct, percent
from ntc.practice.draw import Draw

TITLE = "Mesurer une évolution"

_HALF_A_TENTH = Decimal("0.0005")

_THINGS = ("Le chiffre d’affaires d’un secteur", "La marge d’une agence", "Le CA d’une famille de produits")
_RATES = ("taux de transformation", "taux de marque", "taux de fidélisation")


def draw(rng: random.Random) -> Draw:
    """Draw one of the three questions, upwards or downwards."""
    return rng.choice((_growth, _chain, _points))(rng)


def _growth(rng: random.Random) -> Draw:
    before = 1_000 * rng.randint(240, 980)
    after = round(before * (1 + _change(rng) / 100) / 1_000) * 1_000
    right = rates.growth(before, after)
    return Draw(
        statement=f"{rng.choice(_THINGS)} passe de {eur(before)} à {eur(after)} HT en un an.",
        ask="Quel est le taux d’évolution (négatif pour une baisse) ?",
        unit="%",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=tuple(slips.growth(before, after)),
        hint="Ce qui a changé se rapporte à l’endroit d’où l’on est parti.",
        steps=(
            f"Ce qui a changé : {num(after)} − {num(before)} = {num(after - before)}.",
            f"On divise par la valeur de départ, {num(before)}, jamais par celle d’arrivée.",
            f"Évolution : {num(after - before)} ÷ {num(before)} = {percent(right, signed=True)}.",
        ),
    )


def _chain(rng: random.Random) -> Draw:
    first, second = (Decimal(_change(rng)) / 100 for _ in range(2))
    right = rates.chain([first, second])
    factors = f"{num(1 + first)} × {num(1 + second)}"
    return Draw(
        statement=(
            f"{rng.choice(_THINGS)} varie de {_signed(first)}, puis de {_signed(second)} l’année suivante."
        ),
        ask="Quelle est l’évolution sur les deux ans (négative pour une baisse) ?",
        unit="%",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=tuple(slips.chain([first, second])),
        hint="La seconde variation porte sur un montant déjà changé : passez par les coefficients.",
        steps=(
            f"Une variation de {_signed(first)} est un coefficient de {num(1 + first)} ; l’autre, de "
            f"{num(1 + second)}.",
            f"Ce sont les coefficients qui se multiplient : {factors} = {num(1 + right, 4)}.",
            f"On ôte 1 : {num(1 + right, 4)} − 1 = {percent(right, signed=True)}.",
        ),
    )


def _points(rng: random.Random) -> Draw:
    before = Decimal(rng.randint(24, 48)) / 100
    after = before + Decimal(rng.choice((-1, 1)) * rng.randint(2, 9)) / 100
    right = rates.growth(before, after)
    if right in (before, after):
        # A figure that stands in the question would look like the answer.
        return _points(rng)
    return Draw(
        statement=f"Un {rng.choice(_RATES)} passe de {pct(before)} à {pct(after)}.",
        ask="De combien de pour cent a-t-il évolué (négatif pour une baisse) ?",
        unit="%",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=tuple(slips.growth_of_rate(before, after)),
        hint=(
            "La différence de deux taux se dit en points ; un pour cent se rapporte, lui, au taux de départ."
        ),
        steps=(
            f"En points : {num(100 * after)} − {num(100 * before)} = {num(100 * (after - before))}.",
            f"En pour cent, on divise encore par le taux de départ, {num(100 * before)}.",
            f"Évolution : {num(100 * (after - before))} ÷ {num(100 * before)} = "
            f"{percent(right, signed=True)}.",
        ),
    )


def _change(rng: random.Random) -> int:
    """A change in %, up or down, never small enough to hide which base was taken."""
    return rng.choice((-1, 1)) * rng.randint(8, 30)


def _signed(rate: Decimal) -> str:
    return percent(rate, 0, signed=True)
