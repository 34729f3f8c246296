"""Reste à faire: where one stands against the year's objective, and what each month left must bring (F51)."""

import random
from decimal import Decimal

from ntc.calc import activity, slips
from ntc.french import MONTHS, eur, euros, num, pct, percent
from ntc.practice.draw import Draw

TITLE = "Reste à faire"

_HALF_A_TENTH = Decimal("0.0005")
_ONE_EURO = 1


def draw(rng: random.Random) -> Draw:
    """Draw an objective and what was done by the end of a month; ask for the monthly rest or the rate."""
    objective = 10_000 * rng.randint(80, 320)
    month = rng.choice((7, 8, 9, 10))
    # From clearly late to just on time: never exceeded before the year is out.
    pace = rng.randint(82, 104)
    actual = round(objective * month * pace / 1_200_000) * 1000
    return rng.choice((_per_month, _rate))(objective, actual, month)


def _per_month(objective: int, actual: int, month: int) -> Draw:
    left = 12 - month
    right = activity.remaining_per_month(actual, objective, left)
    return Draw(
        statement=_situation(objective, actual, month),
        ask="Combien faut-il vendre en moyenne chaque mois qui reste pour atteindre l’objectif ?",
        unit="€ HT",
        right=right,
        tolerance=_ONE_EURO,
        slips=tuple(slips.remaining_per_month(actual, objective, left)),
        hint=(
            "Retranchez ce qui est déjà fait, puis comptez les mois qui restent, et non ceux qui sont passés."
        ),
        steps=(
            f"Reste à faire : {num(objective)} − {num(actual)} = {eur(objective - actual)}.",
            f"De fin {MONTHS[month - 1]} à fin décembre, il reste {left} mois.",
            f"Par mois : {num(objective - actual)} ÷ {left} = {euros(right)}.",
        ),
    )


def _rate(objective: int, actual: int, month: int) -> Draw:
    right = activity.achievement(actual, objective).rate
    return Draw(
        statement=_situation(objective, actual, month),
        ask=f"À fin {MONTHS[month - 1]}, quel est le taux de réalisation de l’objectif annuel ?",
        unit="%",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=tuple(slips.achievement(actual, objective)),
        hint="Réalisé en haut, objectif de l’année entière en bas.",
        steps=(
            "Le taux de réalisation divise ce qui est fait par ce qui était visé.",
            (
                f"Au rythme régulier, on en serait à {month} ÷ 12 = {pct(Decimal(month) / 12)} : "
                "c’est le repère auquel comparer."
            ),
            f"Taux de réalisation : {num(actual)} ÷ {num(objective)} = {percent(right)}.",
        ),
    )


def _situation(objective: int, actual: int, month: int) -> str:
    return (
        f"L’objectif de l’année est de {eur(objective)} HT. À fin {MONTHS[month - 1]}, "
        f"{eur(actual)} HT sont réalisés."
    )
