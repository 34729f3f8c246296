"""Vrai ou faux avis: a page of eight reviews; which ones count, and what their mean becomes."""

import random
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from ntc.french import count as counted
from ntc.french import num
from ntc.practice.draw import Draw, Table, wrong

TITLE = "Vrai ou faux avis"

_HALF_A_TENTH = Decimal("0.05")
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "septembre", "octobre")

_SHAM = (
    "Parfait, parfait, parfait.", "Le meilleur choix de toute ma vie.", "Foncez les yeux fermés.",
    "Rien à redire, tout est merveilleux.", "Une équipe de rêve, du début à la fin.",
    "Je mettrais dix étoiles si je pouvais.",
)  # fmt: skip
_AWAY = (
    "Le manège de la fête foraine était fermé.", "Chambre bruyante, petit déjeuner froid.",
    "Le bateau n’était pas celui de la photo.", "Guichet fermé à midi, visite manquée.",
)  # fmt: skip
_SEVERE = (
    "Porte bloquée le {day} au soir, rappelés quatre jours après.",
    "Pièce reçue le {day} et fausse ; la bonne, trois semaines plus tard.",
    "Monteur attendu le {day}, venu le surlendemain sans les vérins.",
)
_FAIR = (
    "Deux portes posées le {day}, réglage refait une fois.", "Devis clair, chantier fini le {day}.",
    "Ressort changé le {day} ; un peu cher pour le trajet.", "Dépannage le {day}, avec le même monteur.",
    "Rideau livré le {day}, la notice manquait.", "Visite du {day} faite à l’heure, rapport en une page.",
)  # fmt: skip


@dataclass(frozen=True)
class _Review:
    day: str
    stars: int
    text: str
    verified: bool
    messages: int
    kind: str


def draw(rng: random.Random) -> Draw:
    """Draw a page: three shams of the same days, one of another house, one severe, three fair."""
    page = _page(rng)
    rng.shuffle(page)
    right = _mean(page, {"severe", "fair"})
    out = sum(review.stars for review in page if review.kind in ("sham", "away"))
    left = [review for review in page if review.kind in ("severe", "fair")]
    total = sum(review.stars for review in left)
    return Draw(
        statement=(
            f"La page d’un installateur de portes industrielles, {counted(len(page), 'avis', 'avis')}, lus "
            f"au mois de décembre 20{rng.randint(18, 24)}."
        ),
        ask="Quelle est la moyenne des étoiles, une fois ôtés les avis fabriqués et les hors sujet ?",
        unit="étoiles",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=(
            wrong(
                "reviews-all", _mean(page), "Vous avez tout compté : certains avis n’auraient pas dû l’être."
            ),
            wrong(
                "reviews-severe",
                _mean([review for review in page if review.kind == "fair"]),
                "Vous avez ôté l’avis sévère : il raconte un jour et un fait, il compte.",
            ),
            wrong(
                "reviews-unverified",
                _mean([review for review in page if review.verified]),
                "Un achat non vérifié ne fait pas un faux avis : lisez ce qu’il raconte.",
            ),
            wrong(
                "reviews-away",
                _mean(page, {"severe", "fair", "away"}),
                "Un avis parle d’une autre maison : il ne dit rien de celle-ci.",
            ),
        ),
        hint="Les dates, les détails, le premier message de l’auteur : que disent-ils ensemble ?",
        steps=(
            "Trois avis parfaits en trois jours, sans un détail, d’auteurs d’un seul message : fabriqués.",
            f"Un autre parle d’une autre maison. Avec lui, {out} étoiles s’en vont.",
            "L’avis sévère reste, l’avis non vérifié et daté aussi : chacun raconte un fait.",
            f"Il reste {total} étoiles pour {counted(len(left), 'avis', 'avis')} : {num(right)} étoiles.",
        ),
        table=Table(
            caption="Les avis publiés",
            head=("Avis", "Date", "Étoiles", "Achat vérifié", "Messages de l’auteur"),
            rows=tuple(
                (
                    review.text,
                    review.day,
                    str(review.stars),
                    "oui" if review.verified else "non",
                    str(review.messages),
                )
                for review in page
            ),
        ),
    )


def _page(rng: random.Random) -> list[_Review]:
    days, burst = count(rng.randint(2, 4)), rng.randint(9, 25)
    months = rng.sample(_MONTHS, 5)
    shams = [
        _Review(f"{burst + rank} novembre", 5, text, verified=False, messages=1, kind="sham")
        for rank, text in enumerate(rng.sample(_SHAM, 3))
    ]
    dates = [f"{next(days) + rng.randint(0, 20)} {month}" for month in months]
    severe = _Review(
        dates[0],
        rng.randint(1, 2),
        rng.choice(_SEVERE).format(day=dates[0]),
        verified=True,
        messages=rng.randint(3, 14),
        kind="severe",
    )
    unverified = rng.randrange(3)
    fair = [
        _Review(
            day,
            rng.randint(3, 5),
            text.format(day=day),
            verified=rank != unverified,
            messages=rng.randint(2, 14),
            kind="fair",
        )
        for rank, (day, text) in enumerate(zip(dates[1:4], rng.sample(_FAIR, 3), strict=True))
    ]
    away = _Review(
        dates[4],
        rng.randint(1, 2),
        rng.choice(_AWAY),
        verified=False,
        messages=rng.randint(2, 9),
        kind="away",
    )
    return [*shams, severe, *fair, away]


def _mean(page: list[_Review], kinds: set[str] | None = None) -> Decimal:
    kept = [review.stars for review in page if kinds is None or review.kind in kinds]
    return Decimal(sum(kept)) / len(kept)
