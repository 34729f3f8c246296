"""SWOT éclair: one card of an invented house, in one of four places, or left aside."""

import random
from dataclasses import dataclass

from ntc.practice.draw import Draw, wrong

TITLE = "SWOT éclair"

_PLACES = (
    ("F", "une force"),
    ("Fa", "une faiblesse"),
    ("O", "une opportunité"),
    ("M", "une menace"),
    ("out", "hors du tableau"),
)
_HINT = "Est-ce établi ? La maison peut-elle le changer seule ? Est-ce pour elle, ou contre elle ?"

_ENDINGS = {
    "F": "la maison le tient seule, et cela joue pour elle",
    "Fa": "la maison peut le changer seule, et cela joue contre elle",
    "O": "cela vient du dehors, et la maison peut s’en saisir",
    "M": "cela vient du dehors, et joue contre elle",
    "out": "rien ne l’établit, ou cela frappe toutes les maisons du métier de la même façon",
}
_INSIDE, _FOR = {"F", "Fa"}, {"F", "O"}


@dataclass(frozen=True)
class _Card:
    """A card as it is shown, its place, and why it is established or not."""

    text: str
    place: str
    known: str


def _cards(rng: random.Random) -> tuple[_Card, ...]:
    few, many, rate = rng.randint(2, 6), rng.randint(18, 96), rng.randint(4, 19)
    shop = rng.choice(("un magasin de pièces", "un atelier mobile", "un banc d’essai"))
    return (
        _Card(
            f"Le relevé d’atelier montre {many} réparations finies dans la journée",
            "F",
            "le relevé d’atelier",
        ),
        _Card(
            f"Le registre compte {few} monteurs habilités dans la maison",
            "F",
            "le registre des habilitations",
        ),
        _Card(f"Le carnet note {many} appels restés sans réponse le samedi", "Fa", "le carnet des appels"),
        _Card(
            f"Le compte client montre que {rate} % des ventes tiennent à une seule usine", "Fa", "les comptes"
        ),
        _Card(f"L’arrêté publié oblige {many} quais du canton à changer de barrière", "O", "l’arrêté publié"),
        _Card(
            f"Le rival d’en face ferme {shop}, dit sa lettre à ses {many} clients", "O", "la lettre du rival"
        ),
        _Card(f"Le permis affiché autorise un rival à bâtir à {few} km", "M", "le permis affiché"),
        _Card(
            f"Un rival annonce par communiqué {few} monteurs de plus sur nos communes",
            "M",
            "le communiqué signé",
        ),
        _Card(
            f"Il se dit que le rival d’en face perd {many} clients par mois", "out", "rien, c’est une rumeur"
        ),
        _Card(
            f"Le texte publié impose à tout le métier une formation de {few} jours",
            "out",
            "un texte, égal pour tous",
        ),
    )


def draw(rng: random.Random) -> Draw:
    """Draw a card, each of the five places as likely."""
    place = rng.choice([key for key, _ in _PLACES])
    card = rng.choice([card for card in _cards(rng) if card.place == place])
    staff = rng.randint(9, 70)
    return Draw(
        statement=(
            f"Une maison de {staff} personnes vend et répare des portes industrielles. Une carte dit : "
            f"« {card.text}. »"
        ),
        ask="Où la posez-vous ?",
        unit="",
        right=place,
        tolerance=0,
        slips=tuple(
            wrong(f"swot-{key}", key, _mistaken(place, key, card)) for key, _ in _PLACES if key != place
        ),
        hint=_HINT,
        steps=(
            f"Ce qui l’établit : {card.known}.",
            "Dedans, ce que la maison peut changer seule ; dehors, ce qui lui vient des autres.",
            f"Ici, {_ENDINGS[place]}.",
            f"La carte : {dict(_PLACES)[place]}.",
        ),
        options=_PLACES,
    )


def _mistaken(right: str, given: str, card: _Card) -> str:
    """Say which of the three questions was answered wrongly."""
    if right == "out":
        return "Demandez d’abord ce qui l’établit, et si cela distingue cette maison d’une autre."
    if given == "out":
        return "Un document l’établit, et il parle de cette maison ou de ceux qui l’entourent : relisez-le."
    if (right in _INSIDE) != (given in _INSIDE):
        if right == "O" and given == "F":
            return "Ce que fait un rival n’est pas une force de la maison : elle ne le tient pas."
        return "Dedans ou dehors ? Demandez si la maison peut le changer seule, par sa seule décision."
    return "Pour ou contre ? Relisez ce que cela change pour la maison."
