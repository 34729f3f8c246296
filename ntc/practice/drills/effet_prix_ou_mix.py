"""Écart sur volume, mix ou prix: what a difference of sales owes to each of the three (F65)."""

import random
from decimal import Decimal

from ntc.calc import slips
from ntc.calc.variance import Effects, Sale, variance_sales
from ntc.french import eur, euros, num
from ntc.practice.draw import Draw, Table, wrong

TITLE = "Volume, mix ou prix"

_FIVE_EUROS = 5

_PRODUCTS = (
    ("Compresseurs", 7_000, 16_000),
    ("Sécheurs", 1_400, 4_200),
    ("Audits", 900, 2_500),
    ("Contrats", 600, 2_000),
    ("Filtres", 240, 430),
)

_HINTS = {
    "volume": "Prenez le total d’unités, réel moins prévu, et comptez chaque unité au prix moyen prévu.",
    "mix": "Gardez les quantités réelles et les prix prévus ; comparez au même total, au prix moyen prévu.",
    "prix": "Ne regardez que les prix, réel moins prévu, sur ce qui a été réellement vendu.",
}


_MEANINGS = {
    "volume": "plus ou moins d’unités en tout, au prix moyen prévu.",
    "mix": "une autre répartition des mêmes unités, aux prix prévus.",
    "prix": "d’autres prix, sur les quantités réelles.",
}


def draw(rng: random.Random) -> Draw:
    """Draw two products planned and sold, and ask for one of the three effects."""
    names, sales = _sales(rng)
    effects = variance_sales(sales)
    while 0 in effects:
        names, sales = _sales(rng)
        effects = variance_sales(sales)
    kind, answer = rng.choice((("prix", _price), ("mix", _mix), ("volume", _volume)))
    right, mistakes, steps = answer(effects, sales)
    return Draw(
        statement="Voici ce qui était prévu pour le trimestre, et ce qui a été réalisé.",
        ask=f"Quel est l’écart sur {kind}, en chiffre d’affaires (négatif s’il est défavorable) ?",
        unit="€",
        right=right,
        tolerance=_FIVE_EUROS,
        slips=(*mistakes, *_confused(kind, effects)),
        hint=_HINTS[kind],
        steps=tuple(steps),
        table=Table(
            caption="Quantités et prix unitaires HT",
            head=("Produit", "Quantité prévue", "Prix prévu", "Quantité réelle", "Prix réel"),
            rows=tuple(
                (
                    name,
                    num(s.planned_quantity),
                    eur(s.planned_price),
                    num(s.actual_quantity),
                    eur(s.actual_price),
                )
                for name, s in zip(names, sales, strict=True)
            ),
        ),
    )


def _confused(kind: str, effects: Effects) -> list[slips.Slip]:
    """Another of the three effects, given for the one that is asked."""
    others = {"volume": effects.volume, "mix": effects.mix, "prix": effects.price}
    return [
        wrong(
            f"variance-{other}-for-{kind}",
            amount,
            f"C’est l’écart sur {other} : {_MEANINGS[other]} On demande ici l’écart sur {kind} : "
            f"{_MEANINGS[kind]}",
        )
        for other, amount in others.items()
        if other != kind
    ]


def _sales(rng: random.Random) -> tuple[list[str], list[Sale]]:
    """Draw a dear and a cheap product, a hundred units planned in all: the average price has two decimals."""
    dear, cheap = sorted(rng.sample(_PRODUCTS, 2), key=lambda product: -product[1])
    of_dear = 5 * rng.randint(4, 12)
    sales = []
    for (_, low, high), planned in ((dear, of_dear), (cheap, 100 - of_dear)):
        price = 10 * rng.randint(low // 10, high // 10)
        actual = planned + rng.choice((-1, 1)) * rng.randint(2, max(3, planned // 4))
        actual_price = price + rng.choice((-1, 1)) * 5 * rng.randint(1, max(2, price // 100))
        sales.append(Sale(planned, price, 0, actual, actual_price))
    return [dear[0], cheap[0]], sales


def _price(effects: Effects, sales: list[Sale]) -> tuple[Decimal, list[slips.Slip], list[str]]:
    lines = [
        f"{num(s.actual_quantity)} × ({num(s.actual_price)} − {num(s.planned_price)}) = "
        f"{_signed(Decimal(s.actual_quantity * (s.actual_price - s.planned_price)))}"
        for s in sales
    ]
    steps = [
        "L’écart sur prix compare les prix réels aux prix prévus, sur les quantités réelles.",
        " ; ".join(lines) + ".",
        f"Écart sur prix : {_signed(effects.price)}.",
    ]
    return effects.price, slips.variance_price(effects, sales), steps


def _mix(effects: Effects, sales: list[Sale]) -> tuple[Decimal, list[slips.Slip], list[str]]:
    at_planned_prices = sum(s.actual_quantity * s.planned_price for s in sales)
    terms = " + ".join(f"{num(s.actual_quantity)} × {num(s.planned_price)}" for s in sales)
    sold = sum(s.actual_quantity for s in sales)
    steps = [
        _average_step(sales),
        f"Ce qui est vendu vaut, aux prix prévus : {terms} = {eur(at_planned_prices)}.",
        f"Au prix moyen prévu, ces {num(sold)} unités vaudraient {num(sold)} × {eur(_average(sales))} = "
        f"{eur(sold * _average(sales))}.",
        f"Écart sur mix : {eur(at_planned_prices)} − {eur(sold * _average(sales))} = {_signed(effects.mix)}.",
    ]
    return effects.mix, slips.variance_mix(effects), steps


def _volume(effects: Effects, sales: list[Sale]) -> tuple[Decimal, list[slips.Slip], list[str]]:
    planned, sold = _planned(sales), sum(s.actual_quantity for s in sales)
    steps = [
        _average_step(sales),
        f"On a vendu {num(sold)} unités au lieu de {num(planned)} : un écart de {num(sold - planned)}.",
        f"Écart sur volume : {num(sold - planned)} × {eur(_average(sales))} = {_signed(effects.volume)}.",
    ]
    return effects.volume, slips.variance_volume(effects), steps


def _average_step(sales: list[Sale]) -> str:
    planned_sales = sum(s.planned_quantity * s.planned_price for s in sales)
    return f"Prix moyen prévu : {num(planned_sales)} ÷ {num(_planned(sales))} = {eur(_average(sales))}."


def _average(sales: list[Sale]) -> Decimal:
    return Decimal(sum(s.planned_quantity * s.planned_price for s in sales)) / _planned(sales)


def _planned(sales: list[Sale]) -> int:
    return sum(s.planned_quantity for s in sales)


def _signed(amount: Decimal) -> str:
    decimals = 0 if amount == amount.to_integral_value() else 2
    return euros(amount, decimals, signed=True)
