"""Fait, opinion ou à vérifier: what one sentence of an invented document is."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from ntc.practice.draw import Draw, wrong

TITLE = "Fait, opinion, à vérifier"

_KINDS = (
    ("fact", "un fait : vérifiable, et le document dit comment"),
    ("check", "à vérifier : vérifiable, mais rien ici ne le prouve"),
    ("opinion", "une opinion : un jugement, que rien ne peut trancher"),
)
_HINT = "Qui pourrait prouver que c’est faux, et le document dit-il avec quoi ?"

_MISTAKEN = {
    ("fact", "check"): "La phrase nomme ce que l’on peut rouvrir pour la contrôler ; relisez-la.",
    ("fact", "opinion"): "Ce n’est pas un jugement : quelque chose a été compté ou décidé, par quelqu’un.",
    ("check", "fact"): "Un chiffre ou un ton sûr ne font pas un fait : qui l’a compté, et où le relire ?",
    ("check", "opinion"): "Cela pourrait se mesurer un jour : ce n’est donc pas un simple jugement.",
    ("opinion", "fact"): "On peut être de cet avis ; cela reste un avis, même avec un chiffre dedans.",
    ("opinion", "check"): "Quelle mesure pourrait trancher ? Si aucune ne le peut, la phrase juge.",
}


@dataclass(frozen=True)
class Piece:
    """An invented document: what it is, and three sentences of it."""

    said: str
    fact: str
    check: str
    opinion: str
    proof: str
    """What the sentence that is a fact can be checked with."""


def _toll(rng: random.Random) -> Piece:
    lorries, year = rng.randint(310, 990), rng.randint(2021, 2024)
    return Piece(
        said=f"La lettre d’une zone logistique, {rng.randint(3, 28)} mars",
        fact=f"Le compteur du portique a relevé {lorries} camions par jour en {year}.",
        check=f"Un camion sur {rng.randint(3, 8)} repart à vide de la zone.",
        opinion=f"Au-delà de {lorries} camions par jour, une zone n’est plus vivable.",
        proof="le compteur du portique",
    )


def _permit(rng: random.Random) -> Piece:
    places, jobs = rng.randint(2, 9), rng.randint(12, 60)
    return Piece(
        said=f"Un journal local, {rng.randint(3, 28)} octobre",
        fact=f"Le permis affiché en mairie prévoit {places} quais de chargement de plus.",
        check=f"L’entrepôt crée {jobs} emplois dès l’ouverture.",
        opinion=f"Avec {places} quais, la maison voit enfin aussi grand qu’elle le mérite.",
        proof="le permis affiché en mairie",
    )


def _strike(rng: random.Random) -> Piece:
    rate, calls = rng.randint(4, 15), rng.randint(40, 160)
    return Piece(
        said=f"Une brève sur un fabricant de chariots, {rng.randint(3, 28)} juin",
        fact=f"La lettre jointe annonce une hausse de {rate} % de son tarif au 1er septembre.",
        check=f"Déjà {calls} clients ont quitté la marque pour une autre.",
        opinion=f"Une hausse de {rate} % est une faute que la marque paiera.",
        proof="la lettre jointe",
    )


def _survey(rng: random.Random) -> Piece:
    asked, share = rng.randint(120, 480), rng.randint(31, 78)
    return Piece(
        said=f"Une étude sur les portes d’atelier, {rng.randint(3, 28)} novembre",
        fact=f"Sur {asked} ateliers visités, l’enquêteur a noté une porte bloquée dans {share} % des cas.",
        check=f"Dans tout le pays, {share} % des portes seront changées avant trois ans.",
        opinion=f"Que {share} % des ateliers tolèrent cela en dit long sur leurs patrons.",
        proof=f"les fiches de visite des {asked} ateliers",
    )


def _forum(rng: random.Random) -> Piece:
    hours, price = rng.randint(300, 900), rng.randint(40, 95)
    return Piece(
        said=f"Le carnet en ligne d’un chef d’atelier, {rng.randint(3, 28)} février",
        fact=f"Son relevé, en photo, montre {hours} heures de marche au compteur.",
        check=f"Toutes les machines de cette série tombent avant {hours + price} heures.",
        opinion=f"Passé {hours} heures, c’est une machine sans charme.",
        proof="le relevé en photo",
    )


def _bank(rng: random.Random) -> Piece:
    firms, months = rng.randint(150, 420), rng.randint(2, 7)
    return Piece(
        said=f"Un courrier de chambre de métiers, {rng.randint(3, 28)} avril",
        fact=f"Le registre compte {firms} menuiseries au 1er janvier, à la page citée.",
        check=f"Le carnet de commandes des {firms} menuiseries couvre {months} mois.",
        opinion=f"Un métier de {firms} maisons mérite mieux que ce silence.",
        proof="le registre, à la page citée",
    )


PIECES: tuple[Callable[[random.Random], Piece], ...] = (_toll, _permit, _strike, _survey, _forum, _bank)


def draw(rng: random.Random) -> Draw:
    """Draw a document with its figures, and one of its three sentences."""
    piece = rng.choice(PIECES)(rng)
    right = rng.choice([kind for kind, _ in _KINDS])
    said = {"fact": piece.fact, "check": piece.check, "opinion": piece.opinion}[right]
    return Draw(
        statement=f"{piece.said} : « {said} »",
        ask="Qu’est-ce que cette phrase ?",
        unit="",
        right=right,
        tolerance=0,
        slips=tuple(
            wrong(f"takes-for-{kind}", kind, _MISTAKEN[right, kind]) for kind, _ in _KINDS if kind != right
        ),
        hint=_HINT,
        steps=(
            f"Dans ce document, ceci se contrôle : « {piece.fact} » On irait voir {piece.proof}.",
            f"Ceci pourrait se mesurer, mais rien n’est donné : « {piece.check} » "
            f"Et ceci juge : « {piece.opinion} »",
            f"La phrase lue est donc {dict(_KINDS)[right]}.",
        ),
        options=_KINDS,
    )
