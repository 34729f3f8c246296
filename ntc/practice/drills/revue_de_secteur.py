"""Revue de secteur: four questions of a head of sales, and the one answer that stands; all is invented."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ntc.french import number, percent
from ntc.practice.draw import Draw, wrong
from ntc.practice.situations import SITUATIONS

TITLE = "La revue de secteur : que répondez-vous ?"


@dataclass(frozen=True)
class _Turn:
    """A question of the review: what is known and asked, the answer that stands, the others and why not."""

    known: str
    asked: str
    stands: str
    others: tuple[tuple[str, str, str], ...]
    hint: str
    steps: tuple[str, ...]


def draw(rng: random.Random) -> Draw:
    """Draw one of the four questions, with its figures, and the answers in any order."""
    turn = rng.choice(_TURNS)(rng)
    said = [("stands", turn.stands, ""), *turn.others]
    rng.shuffle(said)
    place = {name: f"r{rank}" for rank, (name, _, _) in enumerate(said, start=1)}
    return Draw(
        statement=f"{turn.known} En revue de secteur, on vous demande : {turn.asked}",
        ask="Quelle réponse tient debout ?",
        unit="",
        right=place["stands"],
        tolerance=0,
        slips=tuple(wrong(f"review-{name}", place[name], why) for name, _, why in turn.others),
        hint=turn.hint,
        steps=(*turn.steps, f"« {turn.stands} » : voilà ce qui tient debout."),
        options=tuple((place[name], f"« {text} »") for name, text, _ in said),
    )


def _where(rng: random.Random) -> _Turn:
    target = 10 * rng.randint(70, 140)
    done = target * rng.randint(88, 97) // 100
    before = done * rng.randint(86, 96) // 100
    growth = percent(Decimal(done - before) / before, 1)
    share, old_share = (percent(Decimal(made) / target, 1) for made in (done, before))
    return _Turn(
        known=f"Un secteur visait {_k(target)} HT en 2025. Il a fait {_k(done)}, et {_k(before)} en 2024.",
        asked="où en est-on ?",
        stands=f"{share} de l’objectif : il manque {_k(target - done)}. Sur un an, nous gagnons {growth}.",
        others=(
            (
                "growth-only",
                f"Bonne année : {growth} de plus qu’en 2024, soit {_k(done - before)} gagnés en douze mois.",
                "La croissance, dite seule, tait l’objectif manqué : dites les deux.",
            ),
            (
                "former-year",
                f"{old_share} de l’objectif : il manque {_k(target - before)}. "
                f"Sur un an, nous gagnons {growth}.",
                "Ce taux compare à l’objectif ce que le secteur a fait en 2024.",
            ),
            (
                "no-figure",
                "L’objectif n’est pas tout à fait atteint, mais nous progressons nettement sur un an.",
                "Sans un chiffre ni son point de comparaison, on ne peut rien en conclure.",
            ),
        ),
        hint="Le verdict vient d’abord, avec deux comparaisons : l’objectif, et l’année d’avant.",
        steps=(
            f"Réalisé ÷ objectif : {number(done)} ÷ {number(target)} = {share}.",
            f"Sur un an : ({number(done)} − {number(before)}) ÷ {number(before)} = {growth}.",
        ),
    )


def _why(rng: random.Random) -> _Turn:
    told = rng.choice(SITUATIONS)(rng)
    return _Turn(
        known=told.scene,
        asked="pourquoi ?",
        stands=f"{told.cause} {told.proof}",
        others=(
            (
                "symptom",
                f"{told.symptom} C’est mathématique : quand on vend moins plusieurs mois de suite, "
                "on finit forcément en dessous.",
                "Vous décrivez ce que l’on voit ; qu’est-ce qui l’a produit, et où le lit-on ?",
            ),
            (
                "opinion",
                f"{told.opinion} Tous les collègues disent la même chose, cela dure depuis des mois, "
                "et les confrères s’en plaignent aussi.",
                "C’est une impression : ni fait daté, ni document que l’on puisse ouvrir.",
            ),
            (
                "blame",
                "Le service d’à côté n’a pas suivi, tout le monde le sait. "
                "Tant qu’il ne fera pas sa part, rien ne pourra vraiment changer ici.",
                "Une personne mise en cause n’est pas une cause : dites le fait, sa date, son effet.",
            ),
        ),
        hint="Cherchez un fait qui précède l’effet, et l’endroit où chacun peut le vérifier.",
        steps=(
            f"Ce que l’on voit : « {told.symptom} »",
            "Il reste à dire ce qui l’a produit, et où cela se lit.",
        ),
    )


def _monday(rng: random.Random) -> _Turn:
    quotes, days, cut = rng.randint(21, 79), rng.randint(2, 4), rng.randint(3, 8)
    worth = 10 * rng.randint(9, 60)
    return _Turn(
        known=f"Dans un secteur, {quotes} devis, pour {_k(worth)} HT, attendent une réponse.",
        asked="que faites-vous lundi ?",
        stands=f"J’appelle les {quotes} clients en {days} jours ; je vous donne le compte vendredi à midi.",
        others=(
            (
                "intention",
                f"Je vais relancer davantage, et mieux préparer les {quotes} dossiers qui attendent encore.",
                "« Davantage », c’est combien, et pour quand ? Une intention ne se vérifie pas.",
            ),
            (
                "power",
                f"Je baisse notre tarif de {cut} % dès lundi, et j’annonce le compte vendredi à midi.",
                "Le tarif ne se décide pas depuis le secteur : ce geste se propose, il ne se lance pas.",
            ),
            (
                "law",
                f"Je m’accorde lundi avec un concurrent pour ne plus descendre sous {cut} % de remise.",
                "S’entendre sur les prix avec un concurrent est interdit : cette mesure n’existe pas.",
            ),
        ),
        hint="Un correctif est permis, en votre pouvoir, daté, et l’on peut compter ce qui a été fait.",
        steps=(
            "Est-ce permis par la loi, et en votre pouvoir ? Le tarif et les ententes sont écartés.",
            "Est-ce daté, et peut-on compter ce qui aura été fait ? L’intention est écartée.",
        ),
    )


def _need(rng: random.Random) -> _Turn:
    mornings, weeks, quotes = rng.randint(2, 4), rng.randint(3, 8), rng.randint(21, 79)
    return _Turn(
        known=f"Vous voulez essayer, {weeks} semaines durant, de relancer {quotes} devis par téléphone.",
        asked="que vous faut-il ?",
        stands=f"Votre accord avant vendredi : {mornings} matinées par mois sans réunion. Oui ou non ?",
        others=(
            (
                "nothing",
                f"Rien, merci. Laissez-moi {weeks} semaines, et je vous dirai si j’ai trouvé une solution.",
                "Rien n’est décidé et rien ne sera mesuré : votre essai a besoin d’un accord.",
            ),
            (
                "open",
                "Davantage de moyens et un peu moins de réunions : voyez ce que vous pouvez faire pour moi.",
                "On ne peut répondre ni oui ni non : combien, jusqu’à quand, avant quelle date ?",
            ),
            (
                "others-part",
                f"Que le service après-vente fasse enfin sa part sous {weeks} semaines, sinon rien ne va.",
                "La demande vise d’autres que vous et ne dit rien de votre essai.",
            ),
        ),
        hint="Une décision demandée tient en une question à laquelle on répond par oui ou par non.",
        steps=(
            "Ce que l’on demande a une quantité, une durée, et une date pour répondre.",
            "Rien n’y est reproché à personne, et l’on peut dire oui ou non tout de suite.",
        ),
    )


_TURNS: tuple[Callable[[random.Random], _Turn], ...] = (_where, _why, _monday, _need)


def _k(amount: int) -> str:
    return f"{number(amount)} k€"
