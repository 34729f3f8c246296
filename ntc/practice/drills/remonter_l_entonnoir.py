"""Remonter l'entonnoir: the calls that so many clients ask for, three rates back, each rounded up."""

import random
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ntc.calc.activity import funnel_back
from ntc.french import count, num, pct
from ntc.practice.draw import Draw, wrong

TITLE = "Remonter l’entonnoir"

_TRADES = (
    "Un loueur d’échafaudages", "Un vendeur de chariots", "Un installateur de portes industrielles",
    "Un marchand de matériel de cuisine", "Un poseur de stores",
)  # fmt: skip


def draw(rng: random.Random) -> Draw:
    """Draw a number of clients, three rates and the rate by value, which is of no use here."""
    wanted, trade = rng.randint(4, 24), rng.choice(_TRADES)
    rates = tuple(Decimal(rng.randint(low, high)) / 100 for low, high in ((21, 44), (31, 62), (8, 27)))
    by_value = rates[0] - Decimal(rng.randint(4, 9)) / 100
    quotes, meetings, contacts = funnel_back(wanted, rates)
    won, met, reached = rates
    return Draw(
        statement=(
            f"{trade} veut {count(wanted, 'nouveau client', 'nouveaux clients')}. {pct(won)} de ses devis "
            f"sont gagnés, en nombre ({pct(by_value)} en valeur). {pct(met)} de ses rendez-vous donnent un "
            f"devis, et {pct(reached)} des personnes appelées, un rendez-vous."
        ),
        ask="Combien de personnes faut-il appeler, en arrondissant au-dessus à chaque étage ?",
        unit="personnes",
        right=contacts,
        tolerance=0,
        slips=(
            wrong(
                "funnel-times",
                _whole(wanted * won * met * reached, ROUND_CEILING),
                "Vous avez multiplié par les taux : c’est descendre l’entonnoir. Pour remonter, on divise.",
            ),
            wrong(
                "funnel-down",
                _back(wanted, rates, ROUND_FLOOR),
                "Vous avez arrondi au-dessous : il manquera un devis, un rendez-vous ou un appel.",
            ),
            wrong(
                "funnel-once",
                _whole(wanted / (won * met * reached), ROUND_CEILING),
                "Vous n’avez arrondi qu’à la fin : à chaque étage, un devis ou un rendez-vous est entier.",
            ),
            wrong(
                "funnel-value",
                funnel_back(wanted, (by_value, met, reached))[-1],
                "Vous avez pris le taux en valeur, qui pèse des euros : ici, on compte des devis.",
            ),
        ),
        hint="Combien de devis pour un client ? Divisez, arrondissez au-dessus, et remontez d’un étage.",
        steps=(
            f"Des clients aux devis : {_divided(wanted, won)}, donc {count(quotes, 'devis', 'devis')}.",
            f"Des devis aux rendez-vous : {_divided(quotes, met)}, donc {num(meetings)} rendez-vous.",
            f"Des rendez-vous aux appels : {_divided(meetings, reached)}, donc {num(contacts)} personnes.",
        ),
    )


def _divided(wanted: int, rate: Decimal) -> str:
    return f"{num(wanted)} ÷ {pct(rate)} = {num(wanted / rate)}"


def _whole(value: Decimal, rounding: str) -> int:
    return int(value.to_integral_value(rounding=rounding))


def _back(wanted: int, rates: tuple[Decimal, ...], rounding: str) -> int:
    for rate in rates:
        wanted = _whole(wanted / rate, rounding)
    return wanted
