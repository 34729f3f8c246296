"""Seuil de rentabilité en CA: the sales that just pay the fixed costs (F32), or a result too (F38)."""

import random
from decimal import Decimal

from ntc.calc import breakeven, slips
from ntc.french import eur, euros, num, pct
from ntc.practice.draw import Draw, wrong

TITLE = "Seuil de rentabilité en chiffre d’affaires"

_ONE_EURO = 1

_HOUSES = (
    "Une agence de location",
    "Un atelier de chaudronnerie",
    "Un négoce de pompes",
    "Un bureau d’audit",
)


def draw(rng: random.Random) -> Draw:
    """Draw sales, variable and fixed costs, and ask for the threshold or for the CA that leaves a result."""
    sales = 10_000 * rng.randint(40, 260)
    rate = Decimal(rng.choice([*range(24, 45), *range(56, 62)])) / 100
    variable = sales * (1 - rate)
    fixed = 1_000 * round(sales * rate * Decimal(rng.randint(60, 92)) / 100_000)
    wanted = 1_000 * rng.randint(10, 60) if rng.random() < 0.4 else 0
    needed = fixed + wanted
    if wanted:
        right = breakeven.sales_for_result(fixed, wanted, rate)
        named = slips.sales_for_result(fixed, wanted, rate)
        named.append(
            wrong(
                "result-forgotten",
                breakeven.break_even(fixed, rate),
                "C’est le seuil : il manque de quoi laisser le résultat visé.",
            )
        )
    else:
        right = breakeven.break_even(fixed, rate)
        named = slips.break_even(fixed, rate)
        named.append(
            wrong(
                "threshold-costs",
                fixed + variable,
                "Vous avez additionné les charges de l’année : si l’on vend moins, les charges variables "
                "baissent aussi.",
            )
        )
    goal = f", et l’on vise un résultat de {eur(wanted)}" if wanted else ""
    covered = f"{num(fixed)} + {num(wanted)} = {eur(needed)}" if wanted else eur(fixed)
    return Draw(
        statement=(
            f"{rng.choice(_HOUSES)} vend pour {eur(sales)} HT dans l’année, avec {eur(variable)} de charges "
            f"variables. Ses charges fixes sont de {eur(fixed)}{goal}."
        ),
        ask=f"Quel chiffre d’affaires faut-il {'pour ce résultat' if wanted else 'pour ne rien perdre'} ?",
        unit="€ HT",
        right=right,
        tolerance=_ONE_EURO,
        slips=tuple(named),
        hint=(
            "Sur cent euros vendus, combien en reste-t-il une fois les charges variables payées ? C’est par "
            "ce taux que l’on divise ce qu’il faut couvrir."
        ),
        steps=(
            f"Marge sur coût variable : {num(sales)} − {num(variable)} = {eur(sales - variable)}.",
            f"Son taux : {num(sales - variable)} ÷ {num(sales)} = {pct(rate)}.",
            f"Ce qu’il faut couvrir : {covered}.",
            f"CA nécessaire : {num(needed)} ÷ {num(rate)} = {euros(right)}.",
        ),
    )
