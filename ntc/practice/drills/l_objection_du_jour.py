"""L'objection du jour: what is said, what one sees; is it real or a sham, and what is done first."""

import random
from dataclasses import dataclass

from ntc.french import WEEKDAYS
from ntc.practice.draw import Draw, wrong

TITLE = "L’objection du jour"

_OPTIONS = (
    ("real-answer", "vraie : répondre d’un fait, avec sa preuve"),
    ("real-listen", "vraie : se taire, et laisser raconter"),
    ("sham-dig", "prétexte : chercher ce qu’il y a derrière"),
    ("sham-answer", "prétexte : le démonter aussitôt"),
)
_HINT = "Ce que l’on voit va-t-il avec ce qui est dit ? La personne attend-elle un fait, ou une oreille ?"
_WHY = {
    "real-answer": "Ce que l’on voit confirme la phrase, et la question est précise : un fait la règle.",
    "real-listen": "Quelque chose s’est mal passé : tant que ce n’est pas raconté, aucun fait n’entre.",
    "sham-dig": "Ce que l’on voit contredit la phrase : le frein est ailleurs, on le cherche sans accuser.",
}


@dataclass(frozen=True)
class Objection:
    """Who says what, what one sees meanwhile, and what is due."""

    who: str
    said: str
    sign: str
    right: str


_OBJECTIONS = (
    Objection(
        "un hôtelier",
        "Il me le faut avant l’ouverture.",
        "l’affiche annonce la réouverture",
        "real-answer",
    ),
    Objection("une crémière", "Chez moi, rien ne passe la porte.", "le mètre est déjà sorti", "real-answer"),
    Objection(
        "un tapissier",
        "Votre colle, je ne sais pas ce qu’il y a dedans.",
        "il tient l’étiquette à deux mains",
        "real-answer",
    ),
    Objection(
        "une cheffe de chœur",
        "Vous nous avez plantés, le soir du concert.",
        "sa voix tremble",
        "real-listen",
    ),
    Objection(
        "un pisciculteur",
        "Trois appels, et personne n’est venu.",
        "il a gardé les heures, écrites au mur",
        "real-listen",
    ),
    Objection(
        "une libraire",
        "La caisse en panne, un samedi de décembre !",
        "elle a croisé les bras",
        "real-listen",
    ),
    Objection(
        "un meunier",
        "Plus un euro cette année.",
        "un camion neuf, encore sous plastique, attend dehors",
        "sham-dig",
    ),
    Objection(
        "une coiffeuse", "Je n’ai pas une minute.", "les fauteuils sont vides, le café coule", "sham-dig"
    ),
    Objection(
        "un brasseur",
        "Il faut que j’en parle à ma sœur.",
        "sa sœur, à côté, vient de dire oui",
        "sham-dig",
    ),
    Objection(
        "une apicultrice",
        "Envoyez-moi un dépliant.",
        "celui de l’an dernier sert à caler la table",
        "sham-dig",
    ),
)


def draw(rng: random.Random) -> Draw:
    """Draw an objection and the hour it is heard at; each way to take it is as often the right one."""
    kind = rng.choice(tuple(_WHY))
    found = rng.choice([one for one in _OBJECTIONS if one.right == kind])
    day, minutes, labels = rng.choice(WEEKDAYS[:5]), rng.randint(4, 58), dict(_OPTIONS)
    return Draw(
        statement=(
            f"Un {day}, au bout de {minutes} minutes, {found.who} vous dit : « {found.said} » "
            f"Ce que vous voyez : {found.sign}."
        ),
        ask="Comment la prenez-vous ?",
        unit="",
        right=found.right,
        tolerance=0,
        slips=tuple(
            wrong(f"objection-{key}", key, _mistaken(found.right, key))
            for key in labels
            if key != found.right
        ),
        hint=_HINT,
        steps=(
            "La phrase d’abord, puis ce que l’on voit : les deux disent-ils la même chose ?",
            _WHY[found.right],
            f"On la prend donc ainsi : {labels[found.right]}.",
        ),
        options=_OPTIONS,
    )


def _mistaken(right: str, key: str) -> str:
    if key == "sham-answer":
        return "Répondre aussitôt, et à voix haute, c’est humilier : on n’apprend plus rien."
    if right == "sham-dig":
        return "Vous la croyez sur parole : regardez autour de vous, quelque chose ne va pas avec elle."
    if key == "sham-dig":
        return "Ce que vous voyez confirme la phrase : chercher une autre raison, c’est ne pas la croire."
    if key == "real-answer":
        return "Trop tôt : un fait, maintenant, sonnerait comme une excuse."
    return "Rien ne s’est mal passé ici : la personne attend quelque chose de précis."
