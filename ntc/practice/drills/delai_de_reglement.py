"""Délai moyen de règlement: how many days of sales are still with the clients (F40)."""

import random
from decimal import Decimal

from ntc.calc import credit, slips
from ntc.calc.vat import add_vat
from ntc.french import eur, num
from ntc.practice.draw import Draw

TITLE = "Délai moyen de règlement"

_A_TENTH = Decimal("0.1")


def draw(rng: random.Random) -> Draw:
    """Draw a CA HT and receivables TTC worth a whole number of days: the year must be made TTC first."""
    sales = 30_000 * rng.randint(20, 140)
    taxed = add_vat(sales).ttc
    days = rng.randint(32, 78)
    receivables = round(taxed * days / 360)
    right = credit.dso(receivables, taxed)
    return Draw(
        statement=(
            f"Une entreprise a vendu pour {eur(sales)} HT dans l’année, TVA à 20 %. À la clôture, "
            "ses clients "
            f"lui doivent {eur(receivables)} TTC."
        ),
        ask="Quel est son délai moyen de règlement ?",
        unit="jours",
        right=right,
        tolerance=_A_TENTH,
        slips=tuple(slips.dso(receivables, sales)),
        hint=(
            "En haut et en bas de la division, la même unité : les créances sont TTC, et l’année "
            "compte 360 jours."
        ),
        steps=(
            f"Ventes de l’année TTC : {num(sales)} × 1,20 = {eur(taxed)}.",
            f"Une journée de ventes, sur une année de 360 jours : {num(taxed)} ÷ 360 = "
            f"{eur(taxed / 360)} TTC.",
            f"Délai : {num(receivables)} × 360 ÷ {num(taxed)} = {num(right, 0)} jours.",
        ),
    )
