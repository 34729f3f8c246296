"""Quel canal: a client, what one has to tell, and what bars the way; how to reach them, if at all."""

import random
from dataclasses import dataclass

from ntc.french import eur
from ntc.practice.draw import Draw, wrong

TITLE = "Quel canal ?"

_CHANNELS = (
    ("none", "aucun envoi"),
    ("call", "un appel"),
    ("mail", "un courriel"),
    ("visit", "une visite"),
    ("video", "une visioconférence"),
)
_HOUSES = (
    "une biscuiterie", "une scierie", "un chantier naval", "une imprimerie", "un garage", "une tôlerie",
)  # fmt: skip
_HINT = "En avez-vous le droit ? Puis : une dette, une plainte, un silence ? Le reste vient après."
_RIGHTS = (
    "Son acheteuse a demandé l’an passé à ne plus être sollicitée",
    "Le gérant a coché le refus au bas de notre dernier message",
    "Le contact unique n’a plus donné signe de vie depuis 40 mois",
)
_NEWS = (
    "une nouvelle formation à proposer",
    "un salon où l’inviter",
    "un contrat d’entretien à présenter",
    "une machine neuve à montrer",
)
_WHY = {
    "right": "Le droit vient en premier : l’opposition, ou trois ans sans nouvelles, ferme tout envoi.",
    "debt": "Une vieille dette passe avant toute offre, et elle se règle de vive voix.",
    "claim": "On a promis de rappeler : écouter d’abord, sans rien vendre.",
    "asleep": "Qui dort se réveille par une question, posée de vive voix ; l’offre suit.",
    "read": "Cela se lit seul, et ne concerne que ce client : un message écrit suffit.",
    "near": "Un engagement se prépare face à face, et la distance le permet.",
    "far": "Un engagement se prépare face à face ; l’écran suffit si la route est longue ou le compte petit.",
}


@dataclass(frozen=True)
class Situation:
    """What one knows of a client, which question it turns on, and how it is to be reached."""

    told: str
    turns: str
    right: str


def draw(rng: random.Random) -> Draw:
    """Draw a situation; each channel is as often the right one, but the call, which three reasons ask for."""
    kind = rng.choice((_refused, _owing, _complaining, _asleep, _reading, _near, _distant, _little))
    found, labels = kind(rng), dict(_CHANNELS)
    return Draw(
        statement=f"Un client de la maison, {rng.choice(_HOUSES)}. {found.told}",
        ask="Par quel canal l’atteindre, sans route inutile ?",
        unit="",
        right=found.right,
        tolerance=0,
        slips=tuple(
            wrong(f"channel-{key}", key, _mistaken(found, key)) for key in labels if key != found.right
        ),
        hint=_HINT,
        steps=(
            "D’abord le droit, ensuite la dette, la plainte, le silence ; la distance en dernier.",
            _WHY[found.turns],
            f"Ici, la réponse est donc : {labels[found.right]}.",
        ),
        options=_CHANNELS,
    )


def _refused(rng: random.Random) -> Situation:
    return Situation(
        f"{rng.choice(_RIGHTS)}. Vous avez {_news(rng)} ; le client est à {_km(rng)} km.", "right", "none"
    )


def _owing(rng: random.Random) -> Situation:
    amount, days = eur(10 * rng.randint(60, 400)), rng.randint(34, 80)
    told = f"Une facture de {amount} TTC, non contestée, a {days} jours de retard. Vous avez {_news(rng)}."
    return Situation(told, "debt", "call")


def _complaining(rng: random.Random) -> Situation:
    days = rng.randint(29, 34)
    told = f"Sa réclamation est close depuis {days} jours, le suivi était promis. Vous avez {_news(rng)}."
    return Situation(told, "claim", "call")


def _asleep(rng: random.Random) -> Situation:
    months = rng.randint(13, 22)
    told = f"Sa dernière vraie commande a {months} mois ; il peut acheter pour {_potential(rng)} par an."
    return Situation(told, "asleep", "call")


def _reading(rng: random.Random) -> Situation:
    what = rng.choice(
        (
            f"Il lui manque {eur(10 * rng.randint(20, 90))} d’achats pour changer de palier.",
            f"Une cartouche de sa machine change de référence le {rng.randint(2, 28)} mars.",
            f"La notice de sa machine a une page de plus, la {rng.randint(12, 60)}.",
        )
    )
    return Situation(f"{what} Rien ne presse, et il répond volontiers.", "read", "mail")


def _near(rng: random.Random) -> Situation:
    told = f"Son contrat arrive à terme dans {rng.randint(30, 85)} jours. "
    told += f"Le client est à {rng.randint(6, 52)} km, "
    return Situation(told + f"et achète pour {_sales(rng)} par an.", "near", "visit")


def _distant(rng: random.Random) -> Situation:
    told = f"Son contrat arrive à terme dans {rng.randint(30, 85)} jours. "
    told += f"Le client est à {rng.randint(66, 140)} km, "
    return Situation(told + f"et achète pour {_sales(rng)} par an.", "far", "video")


def _little(rng: random.Random) -> Situation:
    told = f"Une machine est sans contrat depuis {rng.randint(2, 9)} ans. "
    told += f"Le client est à {rng.randint(8, 55)} km, "
    return Situation(told + f"et achète pour {eur(10 * rng.randint(70, 270))} par an.", "far", "video")


def _mistaken(found: Situation, key: str) -> str:
    if found.turns == "right":
        return "Relisez ce que l’on sait de cette personne : avez-vous seulement le droit de la solliciter ?"
    messages = {
        "none": "Rien ici ne ferme la porte : ni refus, ni longue absence.",
        "call": "Rien ne demande ici une voix d’abord : ni dette, ni plainte, ni long silence.",
        "mail": "Un message écrit ne suffit pas : quelque chose doit d’abord s’entendre, ou se dire en face.",
        "visit": "Le déplacement est de trop : regardez ce qui presse, la route, ou ce que le compte achète.",
        "video": "L’écran ne convient pas : soit quelque chose passe avant, soit la route est courte.",
    }
    if key == "mail" and found.turns == "asleep":
        return "Le message écrit vient ensuite, avec l’offre : qui dort se réveille d’abord de vive voix."
    return messages[key]


def _news(rng: random.Random) -> str:
    return rng.choice(_NEWS)


def _km(rng: random.Random) -> int:
    return rng.randint(5, 120)


def _potential(rng: random.Random) -> str:
    return eur(500 * rng.randint(6, 60))


def _sales(rng: random.Random) -> str:
    return eur(100 * rng.randint(60, 400))
