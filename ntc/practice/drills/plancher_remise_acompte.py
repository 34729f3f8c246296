"""Plancher, remise, échéancier: how low a discount may go, a net in cascade, the deposit (F10, F14, F29)."""

import random
from decimal import Decimal

from ntc.calc import discounts, margins, slips, vat
from ntc.calc.numbers import cents
from ntc.french import eur, euros, num, pct, percent
from ntc.practice.draw import Draw, wrong

TITLE = "Plancher, remise, échéancier"

_TENTH, _CENT = Decimal("0.0005"), Decimal("0.02")
_AUTHORITY = Decimal("0.08")
_FLOOR, _FIRST = Decimal("0.24"), Decimal("0.30")
_TIERS = (("Argent", Decimal("0.02")), ("Or", Decimal("0.03")), ("Platine", Decimal("0.05")))
_GOODS = (
    ("Un surpresseur", 6_200, 11_800),
    ("Une centrale de vide", 9_300, 14_700),
    ("Un compresseur d’atelier", 5_100, 9_900),
    ("Un groupe d’aspiration", 13_400, 19_600),
)


def draw(rng: random.Random) -> Draw:
    """Draw a machine, and ask for the greatest discount, the net of two, or the deposit."""
    name, low, high = rng.choice(_GOODS)
    price = 50 * rng.randint(low // 50, high // 50)
    return rng.choice((_greatest, _net, _deposit))(rng, name, price)


def _greatest(rng: random.Random, name: str, price: int) -> Draw:
    """The narrower of two limits: the floor (R03) and the seller's authority (R02)."""
    rate = Decimal(rng.randint(260, 380)) / 1000
    cost = round(price * (1 - rate))
    by_floor = margins.highest_discount(price, cost, _FLOOR)
    right = min(by_floor, _AUTHORITY)
    found = [
        wrong("other-limit", max(by_floor, _AUTHORITY), "Deux limites : c’est la plus étroite qui commande.")
    ]
    if by_floor < _AUTHORITY:
        found += slips.highest_discount(price, cost, _FLOOR)
    floor = margins.floor_price(cost, _FLOOR)
    return Draw(
        statement=(
            f"{name} coûte {eur(cost)} HT et se vend {eur(price)} HT. Plancher : {pct(_FLOOR)} de taux de "
            "marque. Sans demander à personne, vous pouvez accorder huit pour cent au plus."
        ),
        ask="Jusqu’à quelle remise pouvez-vous aller ?",
        unit="%",
        right=right,
        tolerance=_TENTH,
        slips=tuple(found),
        hint="Deux limites : celle du plancher, en prix, et la vôtre. Laquelle arrive la première ?",
        steps=(
            f"Prix plancher, coût ÷ (1 − taux) : {num(cost)} ÷ {num(1 - _FLOOR)} = {euros(floor)}.",
            f"Il permettrait 1 − {num(floor)} ÷ {num(price)} = {percent(by_floor)} de remise.",
            f"Vous pouvez accorder {pct(_AUTHORITY)} : la plus étroite des deux est {percent(right)}.",
        ),
    )


def _net(rng: random.Random, name: str, price: int) -> Draw:
    tier, rate = rng.choice(_TIERS)
    offered = Decimal(rng.randint(1, 3)) / 100
    steps = discounts.net_price(price, (rate, offered)).after_each
    return Draw(
        statement=(
            f"{name} se vend {eur(price)} HT. Le client est de palier {tier}, {pct(rate)} ; contre une "
            f"commande ferme cette semaine, vous accordez {pct(offered)} de plus."
        ),
        ask="Quel est le net HT, au centime ?",
        unit="€ HT",
        right=steps[-1],
        tolerance=_CENT,
        slips=(
            *slips.net_price(price, (rate, offered)),
            wrong(
                "tier-alone",
                steps[0],
                "Vous vous êtes arrêté au palier : l’autre remise se prend sur ce qui reste.",
            ),
        ),
        hint="La seconde remise porte sur ce que la première a laissé.",
        steps=(
            f"Après le palier : {num(price)} × {num(1 - rate)} = {euros(steps[0])}.",
            f"En tout, {percent(1 - (1 - rate) * (1 - offered))} de moins, et non {pct(rate + offered)}.",
            f"Après la remise accordée : {num(steps[0])} × {num(1 - offered)} = {euros(steps[1])}.",
        ),
    )


def _deposit(rng: random.Random, name: str, price: int) -> Draw:
    """What is paid with the order is a part of the total TTC."""
    other = 10 * rng.randint(300, 800)
    ht = price + other
    ttc = vat.add_vat(ht).ttc
    right = discounts.instalments(ttc, (_FIRST, 1 - _FIRST))[0]
    return Draw(
        statement=(
            f"{name}, {eur(price)} HT, et sa pose, {eur(other)} HT. TVA à 20 %. À la commande, on règle "
            f"{pct(_FIRST)}."
        ),
        ask="Combien le client verse-t-il à la commande ?",
        unit="€ TTC",
        right=right,
        tolerance=_CENT,
        slips=(
            wrong(
                "deposit-ht",
                cents(ht * _FIRST),
                "L’acompte se prend sur le TTC : la TVA suit chaque versement.",
            ),
            wrong(
                "goods-only",
                cents(vat.add_vat(price).ttc * _FIRST),
                "La pose manque : l’acompte se prend sur tout le devis.",
            ),
        ),
        hint="Un versement se compte sur ce que le client paiera en tout.",
        steps=(
            f"Total HT : {num(price)} + {num(other)} = {euros(ht)}.",
            f"Total TTC : {num(ht)} × 1,2 = {euros(ttc)}.",
            f"À la commande : {num(ttc)} × {num(_FIRST)} = {euros(right)}.",
        ),
    )
