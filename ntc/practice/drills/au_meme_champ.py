"""Au même champ: bring a figure to another scope, work out a TCAM, an index, a volume (F08, F09)."""

import random
from decimal import Decimal

from ntc.calc import percent as rates
from ntc.calc import slips
from ntc.french import eur, half_up, num, pct, percent
from ntc.practice.draw import Draw, wrong

TITLE = "Au même champ"

_CENT, _CENT_OF_ONE = Decimal(100), Decimal("0.01")
_HALF_A_TENTH = Decimal("0.0005")
_ROOTS = {3: "cubique", 4: "quatrième", 5: "cinquième", 6: "sixième", 7: "septième"}
_THINGS = ("portes d’atelier", "chariots", "nacelles", "balances industrielles", "rayonnages")


def draw(rng: random.Random) -> Draw:
    """Draw one of the four questions."""
    return rng.choice((_scope, _cagr, _index, _volume))(rng)


def _scope(rng: random.Random) -> Draw:
    """A trade body counts the goods of two departments; we hold a part of each, and want services too."""
    first, second = (100_000 * rng.randint(12, 90) for _ in range(2))
    ours, theirs = (Decimal(rng.randrange(20, 85, 5)) / _CENT for _ in range(2))
    goods = Decimal(rng.randint(70, 90)) / _CENT
    here = first * ours + second * theirs
    right = (here / goods).quantize(_CENT_OF_ONE)
    mean = (ours + theirs) / 2
    return Draw(
        statement=(
            f"Un syndicat chiffre le marché des {rng.choice(_THINGS)}, matériel seul, à {eur(first)} dans un "
            f"département et à {eur(second)} dans un autre. Votre secteur tient {pct(ours)} du premier et "
            f"{pct(theirs)} du second. Le matériel fait {pct(goods)} des achats, la pose et l’entretien le "
            "reste."
        ),
        ask="Combien pèse votre secteur, pose et entretien compris ?",
        unit="€ HT",
        right=right,
        tolerance=500,
        slips=(
            wrong(
                "field-whole",
                (first + second) / goods,
                "Vous avez gardé les deux départements entiers : votre secteur n’en tient qu’une part.",
            ),
            wrong(
                "field-mean",
                (first + second) * mean / goods,
                "La moyenne des deux parts oublie que les deux départements n’ont pas le même poids.",
            ),
            wrong(
                "field-times",
                (here * goods).quantize(_CENT_OF_ONE),
                "Ajouter la pose doit grossir le chiffre : la partie se divise par sa part.",
            ),
            wrong("field-goods", here, "Il manque la pose et l’entretien : vous n’avez que le matériel."),
        ),
        hint="Plus grand ou plus petit qu’au départ ? Le territoire réduit, ce que l’on ajoute grossit.",
        steps=(
            f"Chaque département avec sa part : {num(first)} × {pct(ours)} + {num(second)} × {pct(theirs)} = "
            f"{eur(here)}.",
            f"Ce n’est que {pct(goods)} du tout : on divise, et le chiffre grossit.",
            f"Au même champ : {num(here)} ÷ {pct(goods)} = {eur(right)}.",
        ),
    )


def _cagr(rng: random.Random) -> Draw:
    intervals = rng.randint(3, 7)
    start = rng.randint(2014, 2018)
    first = 1_000 * rng.randint(800, 4_000)
    last = 1_000 * round(first / 1_000 * (1 + rng.randint(25, 60) / 1_000) ** intervals)
    right = rates.cagr(first, last, intervals)
    return Draw(
        statement=(
            f"Le marché des {rng.choice(_THINGS)} passe de {num(first)} € en {start} à {num(last)} € en "
            f"{start + intervals}, sur le même champ."
        ),
        ask="Quel est le taux de croissance annuel moyen ?",
        unit="%",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=tuple(slips.cagr(first, last, intervals)),
        hint="Comptez les passages d’une année à l’autre, puis cherchez le coefficient qui se répète.",
        steps=(
            f"De {start} à {start + intervals}, il y a {intervals} intervalles.",
            f"Coefficient de la période : {num(last)} ÷ {num(first)} = {num(Decimal(last) / first, 4)}.",
            f"Sa racine {_ROOTS[intervals]}, moins 1 : {percent(right)}.",
        ),
    )


def _index(rng: random.Random) -> Draw:
    before = Decimal(rng.randint(720, 1_380)) / 10
    after = before + Decimal(rng.choice((-1, 1)) * rng.randint(40, 180)) / 10
    right = rates.growth(before, after)
    return Draw(
        statement=(
            f"L’indice du prix des {rng.choice(_THINGS)}, base 100 en 2021, passe de {num(before)} en "
            f"moyenne une année à {num(after)} en moyenne la suivante."
        ),
        ask="De combien les prix ont-ils changé (négatif pour une baisse) ?",
        unit="%",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=(
            wrong(
                "index-points",
                (after - before) / _CENT,
                "Vous avez donné des points d’indice : ils ne sont des pour cent qu’à partir de la base.",
            ),
            wrong(
                "index-base",
                after / _CENT - 1,
                "C’est l’évolution depuis la base, non d’une année à la suivante.",
            ),
            wrong(
                "index-reversed",
                before / after - 1,
                "Le rapport est à l’envers : on divise par la valeur de départ.",
            ),
        ),
        hint="Le départ est l’indice de la première année : est-il à 100 ?",
        steps=(
            "L’évolution se rapporte au départ, qui n’est pas la base.",
            f"Rapport des deux moyennes : {num(after)} ÷ {num(before)} = {num(after / before, 4)}.",
            f"Moins 1 : {percent(right, signed=True)}.",
        ),
    )


def _volume(rng: random.Random) -> Draw:
    value = Decimal(rng.randint(-40, 140)) / 1_000
    prices = Decimal(rng.randint(15, 90)) / 1_000
    right = (1 + value) / (1 + prices) - 1
    if half_up(right, 3) == half_up(right, 4):  # so short a figure may stand in the statement by chance
        return _volume(rng)
    return Draw(
        statement=(
            f"En un an, les ventes de {rng.choice(_THINGS)} évoluent de {percent(value, 1, signed=True)} en "
            f"valeur ; les prix, de {percent(prices, 1, signed=True)}."
        ),
        ask="De combien les ventes ont-elles évolué en volume (négatif pour une baisse) ?",
        unit="%",
        right=right,
        # The difference of the two rates is what one does in one's head, and is taught so.
        tolerance=abs(right - (value - prices)) + _HALF_A_TENTH,
        slips=(
            wrong("volume-value", value, "C’est l’évolution en valeur : il faut encore en ôter les prix."),
            wrong(
                "volume-added",
                (1 + value) * (1 + prices) - 1,
                "Vous avez ajouté la hausse des prix à celle des ventes : elle est déjà dedans.",
            ),
            wrong(
                "volume-reversed",
                (1 + prices) / (1 + value) - 1,
                "Le rapport est à l’envers : c’est la valeur que l’on divise par les prix.",
            ),
        ),
        hint="Si les prix montent plus vite que les ventes, en vend-on davantage, ou moins ?",
        steps=(
            f"Valeur : coefficient {num(1 + value, 4)}. Prix : coefficient {num(1 + prices, 4)}.",
            "La valeur est un volume multiplié par un prix : on divise l’une par l’autre.",
            f"En volume : {num(1 + value, 4)} ÷ {num(1 + prices, 4)} − 1 = {percent(right, signed=True)}.",
        ),
    )
