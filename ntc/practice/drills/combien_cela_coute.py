"""Combien cela coûte: what a discount, a gift or a month of credit takes from a sale (F28, F84)."""

import random
from dataclasses import replace
from decimal import Decimal

from ntc.calc import slips
from ntc.calc.credit import credit_cost
from ntc.calc.vat import add_vat
from ntc.french import eur, num, pct, percent
from ntc.practice.draw import Draw, wrong

TITLE = "Combien cela coûte"

_HALF_A_TENTH = Decimal("0.0005")
_HALF_A_EURO = Decimal("0.5")
_DAYS, _YEAR = 30, 365
_SALES = (
    ("Une cabine de ponçage", 4_000, 9_000),
    ("Un pont élévateur", 2_500, 6_000),
    ("Un portail motorisé", 1_800, 4_500),
    ("Une fontaine de dégraissage", 1_500, 3_500),
    ("Un groupe électrogène", 5_000, 12_000),
)
_GIFTS = ("une journée de formation", "un an de pièces d’usure", "la mise en route", "un jeu d’accessoires")


def draw(rng: random.Random) -> Draw:
    """Draw a sale, then what is granted: a discount, a gift, a month to pay."""
    name, low, high = rng.choice(_SALES)
    cost = 10 * rng.randint(low // 10, high // 10)
    price = round(cost / (1 - rng.randint(24, 42) / 100) / 10) * 10
    return rng.choice((_discount, _gift, _month))(rng, name, cost, price)


def _discount(rng: random.Random, name: str, cost: int, price: int) -> Draw:
    rate = Decimal(rng.randint(4, 18)) / 200
    given, margin = rate * price, price - cost
    return Draw(
        statement=f"{_sold(name, cost, price)} Vous accordez {pct(rate)} de remise.",
        ask="Quelle part de la marge cette remise emporte-t-elle ?",
        unit="%",
        right=given / margin,
        tolerance=_HALF_A_TENTH,
        slips=tuple(replace(one, value=-one.value) for one in slips.margin_change(price, cost, rate)),
        hint="Le coût ne baisse pas : de quoi la remise est-elle prise tout entière ?",
        steps=(
            f"La remise : {pct(rate)} de {num(price)}, soit {eur(given)}.",
            f"La marge avant : {num(price)} − {num(cost)} = {eur(margin)}.",
            f"La part perdue : {num(given)} ÷ {num(margin)} = {percent(given / margin)}.",
        ),
    )


def _gift(rng: random.Random, name: str, cost: int, price: int) -> Draw:
    ours = 10 * rng.randint(6, 22)
    worth = 10 * round(ours * rng.randint(14, 26) / 100)
    margin = price - cost
    right = Decimal(ours) / margin
    return Draw(
        statement=(
            f"{_sold(name, cost, price)} Vous offrez {rng.choice(_GIFTS)} : {eur(ours)} de coût pour nous, "
            f"{eur(worth)} de valeur pour ce client."
        ),
        ask="Quelle part de la marge ce cadeau emporte-t-il ?",
        unit="%",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=(
            wrong(
                "value-for-cost",
                Decimal(worth) / margin,
                "C’est ce que le client y gagne : notre marge ne perd que ce que le cadeau nous coûte.",
            ),
            wrong(
                "cost-on-price",
                Decimal(ours) / price,
                "Vous avez rapporté ce coût au prix : la question porte sur la marge.",
            ),
        ),
        hint="Deux montants sont donnés : lequel sort de notre poche ?",
        steps=(
            f"Ce que le cadeau vaut pour lui, {eur(worth)}, ne sort pas de notre poche : notre coût, si.",
            f"La marge avant : {num(price)} − {num(cost)} = {eur(margin)}.",
            f"La part perdue : {num(ours)} ÷ {num(margin)} = {percent(right)}.",
        ),
    )


def _month(rng: random.Random, name: str, cost: int, price: int) -> Draw:
    rate, ttc = Decimal(rng.randint(7, 16)) / 200, add_vat(price).ttc
    right = credit_cost(ttc, rate, _DAYS)
    return Draw(
        statement=(
            f"{_sold(name, cost, price)} La TVA est à 20 %. Le client réglera {_DAYS} jours plus tard ; la "
            f"banque nous prend {pct(rate)} l’an."
        ),
        ask=f"Combien ce délai nous coûte-t-il, sur {_YEAR} jours, arrondi à l’euro ?",
        unit="€",
        right=right,
        tolerance=_HALF_A_EURO,
        slips=(
            wrong(
                "terms-ht",
                credit_cost(price, rate, _DAYS),
                "C’est le coût sur le prix HT : le client doit le TTC, et c’est le TTC que l’on attend.",
            ),
            wrong("terms-year", ttc * rate, "C’est une année entière : le délai dure trente jours."),
        ),
        hint="Quelle somme attend-on : le HT ou le TTC ? Et pendant quelle part de l’année ?",
        steps=(
            f"La somme attendue : {num(price)} × 1,20 = {eur(ttc)}.",
            f"Le taux vaut pour un an : on en prend {_DAYS} ÷ {_YEAR}.",
            f"Le coût : {num(ttc)} × {pct(rate)} × {_DAYS} ÷ {_YEAR} = {eur(right)}.",
        ),
    )


def _sold(name: str, cost: int, price: int) -> str:
    return f"{name} coûte {eur(cost)} HT et se vend {eur(price)} HT."
