"""Taux de fidélisation: how many clients of a year order again in the next one (F48)."""

import random
from decimal import Decimal

from ntc.calc import activity, slips
from ntc.french import num, percent
from ntc.practice.draw import Draw, wrong

TITLE = "Taux de fidélisation"

_HALF_A_TENTH = Decimal("0.0005")

_HOUSES = ("un négoce de compresseurs", "un loueur de nacelles", "un grossiste en visserie", "un frigoriste")


def draw(rng: random.Random) -> Draw:
    """Draw the clients of two years, the new ones among them, and ask for fidélisation or attrition."""
    previous = rng.randint(80, 190)
    new = rng.randint(8, 24)
    back = round(previous * rng.uniform(0.7, 0.9))
    this_year = back + new
    right = activity.retention(back, previous)
    lost = rng.random() < 0.3
    steps = (
        f"Les nouveaux ne peuvent pas être fidèles : {num(this_year)} − {num(new)} = {num(back)} clients "
        "sont revenus.",
        f"On les rapporte aux clients de l’an dernier, {num(previous)}.",
        f"Taux de fidélisation : {num(back)} ÷ {num(previous)} = {percent(right)}.",
    )
    named = list(slips.retention(this_year, previous))
    base = wrong(
        "retention-base",
        Decimal(back) / this_year,
        "Vous avez divisé par les clients de cette année : la fidélité se mesure sur ceux de l’an dernier.",
    )
    if lost:
        named = [
            wrong("churn-kept", right, "C’est le taux de fidélisation : on demande ceux qui sont partis.")
        ]
        steps += (f"Taux d’attrition : 100 % − {percent(right)} = {percent(1 - right)}.",)
    return Draw(
        statement=(
            f"L’an dernier, {rng.choice(_HOUSES)} a servi {num(previous)} clients. Cette année, "
            f"{num(this_year)} clients ont commandé, dont {num(new)} nouveaux."
        ),
        ask=f"Quel est le taux {'d’attrition' if lost else 'de fidélisation'} ?",
        unit="%",
        right=1 - right if lost else right,
        tolerance=_HALF_A_TENTH,
        slips=(*named, base),
        hint="Parmi les clients de l’an dernier seulement, combien ont recommandé ?"
        if not lost
        else "Combien de clients de l’an dernier ne sont pas revenus ?",
        steps=steps,
    )
