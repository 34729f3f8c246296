"""Portefeuille pondéré: what to expect of the business under way (F52), what sleeps left out."""

import random
from decimal import Decimal

from ntc.calc import activity, slips
from ntc.french import count, eur, num, pct
from ntc.practice.draw import Draw, Table, wrong

TITLE = "Portefeuille d’affaires pondéré"

_ONE_EURO = 1
_SLEEPS_AFTER = 60

_CHANCES = (10, 30, 40, 60, 70, 90)
_BUSINESS = (
    "Extension d’atelier", "Remplacement d’un compresseur", "Réseau d’air en aluminium",
    "Aspiration de poussières", "Contrat d’entretien de trois sites", "Audit énergie et suites",
)  # fmt: skip


def draw(rng: random.Random) -> Draw:
    """Draw four opportunities, of which one has had no activity for more than two months."""
    names = rng.sample(_BUSINESS, 4)
    amounts = [100 * rng.randint(60, 640) for _ in names]
    chances = [Decimal(rng.choice(_CHANCES)) / 100 for _ in names]
    silent = [rng.randint(2, 55) for _ in names]
    asleep = rng.randrange(4)
    silent[asleep] = rng.randint(70, 150)
    business = list(zip(amounts, chances, strict=True))
    alive = [each for place, each in enumerate(business) if place != asleep]
    right = activity.weighted_pipeline(alive)
    lines = " + ".join(f"{num(amount)} × {pct(chance)}" for amount, chance in alive)
    return Draw(
        statement=(
            "Voici vos affaires en cours. La maison ne compte pas celles qui sont restées plus de "
            f"{_SLEEPS_AFTER} jours sans activité."
        ),
        ask="Combien vaut le portefeuille pondéré ?",
        unit="€ HT",
        right=right,
        tolerance=_ONE_EURO,
        slips=(
            *slips.weighted_pipeline(alive),
            wrong(
                "pipeline-asleep",
                activity.weighted_pipeline(business),
                "Vous avez gardé l’affaire qui ne vit plus : sans échange depuis plus de deux "
                "mois, elle n’a plus "
                "la probabilité qu’on lui prêtait.",
            ),
        ),
        hint="Écartez d’abord ce qui ne vit plus ; multipliez ensuite chaque montant par sa probabilité.",
        steps=(
            f"« {names[asleep]} » est sans activité depuis {count(silent[asleep], 'jour')} : on l’écarte.",
            "Chaque affaire qui reste compte pour son montant multiplié par sa probabilité.",
            f"Portefeuille : {lines} = {eur(right)}.",
        ),
        table=Table(
            caption="Affaires en cours",
            head=("Affaire", "Montant HT", "Probabilité", "Sans activité depuis"),
            rows=tuple(
                (name, eur(amount), pct(chance), count(days, "jour"))
                for name, amount, chance, days in zip(names, amounts, chances, silent, strict=True)
            ),
        ),
    )
