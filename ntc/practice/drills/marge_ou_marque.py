"""Marge ou marque: the two rates of one sale, and the price that one of them asks for (F21–F26)."""

import random
from decimal import Decimal

from ntc.calc import margins, slips
from ntc.french import eur, euros, num, pct, percent
from ntc.practice.draw import Draw

TITLE = "Marge ou marque"

_HALF_A_TENTH = Decimal("0.0005")
_HALF_A_EURO = Decimal("0.5")

_GOODS = (
    ("Un compresseur à vis", 3_600, 12_800),
    ("Un compresseur à vitesse variable", 8_000, 18_500),
    ("Un sécheur frigorifique", 800, 3_900),
    ("Une cuve de 900 litres", 950, 1_250),
    ("Un groupe filtrant", 5_900, 6_900),
    ("Un caisson de ventilation", 1_800, 2_300),
    ("Un audit de fuites d’une journée", 480, 620),
)


def draw(rng: random.Random) -> Draw:
    """Draw a good with its cost, and ask for one of the three."""
    name, low, high = rng.choice(_GOODS)
    cost = 10 * rng.randint(low // 10, high // 10)
    return rng.choice((_margin_rate, _markup_rate, _price))(rng, name, cost)


def _margin_rate(rng: random.Random, name: str, cost: int) -> Draw:
    price = _plausible_price(rng, cost)
    right = margins.margin_rate(price, cost)
    return Draw(
        statement=_sold(name, cost, price),
        ask="Quel est le taux de marque ?",
        unit="%",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=tuple(slips.margin_rate(price, cost)),
        hint="Un taux de marque est une part du prix de vente : par quoi faut-il diviser la marge ?",
        steps=(
            _unit_margin(price, cost),
            "Le taux de marque dit quelle part du prix de vente est de la marge : on divise par le prix.",
            f"Taux de marque : {num(price - cost)} ÷ {num(price)} = {percent(right)}.",
        ),
    )


def _markup_rate(rng: random.Random, name: str, cost: int) -> Draw:
    price = _plausible_price(rng, cost)
    right = margins.markup_rate(price, cost)
    return Draw(
        statement=_sold(name, cost, price),
        ask="Quel est le taux de marge ?",
        unit="%",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=tuple(slips.markup_rate(price, cost)),
        hint="Un taux de marge se rapporte à ce que le produit a coûté : par quoi faut-il diviser la marge ?",
        steps=(
            _unit_margin(price, cost),
            "Le taux de marge dit ce que la marge ajoute au coût variable : on divise par le coût.",
            f"Taux de marge : {num(price - cost)} ÷ {num(cost)} = {percent(right)}.",
        ),
    )


def _price(rng: random.Random, name: str, cost: int) -> Draw:
    rate = Decimal(rng.randint(22, 48)) / 100
    right = margins.price_from_margin_rate(cost, rate)
    return Draw(
        statement=f"{name} coûte {eur(cost)} HT. Vous visez un taux de marque de {pct(rate)}.",
        ask="À quel prix HT faut-il vendre, arrondi à l’euro ?",
        unit="€ HT",
        right=right,
        tolerance=_HALF_A_EURO,
        slips=tuple(slips.price_from_margin_rate(cost, rate)),
        hint=(
            "Si la marge fait une part du prix, le coût fait tout le reste du prix : partez de cette part-là."
        ),
        steps=(
            f"Si la marge fait {pct(rate)} du prix, le coût en fait le reste : {pct(1 - rate)}.",
            f"Le prix est donc le coût divisé par {num(1 - rate)}, et non multiplié par {num(1 + rate)}.",
            f"Prix de vente : {num(cost)} ÷ {num(1 - rate)} = {euros(right)} HT.",
        ),
    )


def _plausible_price(rng: random.Random, cost: int) -> int:
    """Sell with a taux de marque from 22 to 48 %, at a price in tens of euros."""
    return round(cost / (1 - rng.randint(22, 48) / 100) / 10) * 10


def _sold(name: str, cost: int, price: int) -> str:
    return f"{name} coûte {eur(cost)} HT et se vend {eur(price)} HT."


def _unit_margin(price: int, cost: int) -> str:
    return f"Marge unitaire : {num(price)} − {num(cost)} = {eur(price - cost)}."
