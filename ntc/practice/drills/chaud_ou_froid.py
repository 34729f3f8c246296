"""Chaud ou froid: what somebody said of a need, a date, money and who decides; the verdict of the house."""

import random
from dataclasses import dataclass
from datetime import time

from ntc.french import eur, hour_in_words
from ntc.practice.draw import Draw, wrong

TITLE = "Chaud ou froid ?"

_OPTIONS = (("hot", "chaud"), ("warm", "tiède"), ("cold", "froid"), ("out", "hors cible"))
_SOON, _HOT = 3, 3
_HINT = "Comptez les points : deux pour une date à trois mois au plus, un pour un budget, un pour qui décide."
_ASKS = (
    "une armoire de séchage", "un pont de levage", "une presse à balles", "une cabine de peinture",
    "un convoyeur", "un portique de lavage",
)  # fmt: skip
_OUT = (
    "C’est pour mon garage, à la maison, un week-end ou deux",
    "Je suis étudiant, je prépare un exposé sur vos machines",
    "Je vends des toitures, et je cherche à entrer chez vous",
)
_SPEAKS = ("Je signe moi-même", "La décision, c’est moi", "Je suis la gérante, je tranche seule")
_OTHERS = (
    "Je rassemble les éléments pour le directeur",
    "C’est le siège qui tranche",
    "Je demande, mon associé signe",
)
_UNKNOWN = (
    "On verra qui signe",
    "Chez nous, cela se discute à plusieurs",
    "Je ne sais pas encore qui suivra",
)
_VAGUE = ("C’est urgent, vraiment urgent", "Le plus vite sera le mieux", "Un jour ou l’autre, il faudra bien")
_NO_MONEY = (
    "Combien, je ne sais pas",
    "Mon voisin a payé {amount} pour la sienne",
    "L’an dernier, une réparation nous a coûté {amount}",
)


@dataclass(frozen=True)
class Heard:
    """Months to the date that was said, if one was; whether a budget was; whether who decides speaks."""

    months: int | None
    budget: bool
    decider: bool

    @property
    def points(self) -> int:
        """What the house counts."""
        return 2 * (self.months is not None and self.months <= _SOON) + self.budget + self.decider


def draw(rng: random.Random) -> Draw:
    """Draw a verdict, then what was said that leads to it."""
    verdict = rng.choice([key for key, _ in _OPTIONS])
    asked, at = rng.choice(_ASKS), time(rng.choice((8, 9, 10, 11, 14, 15, 16)), 5 * rng.randint(1, 11))
    labels = dict(_OPTIONS)
    if verdict == "out":
        said = f"{rng.choice(_OUT)}. {_date(rng, Heard(rng.randint(1, 2), budget=False, decider=True))}."
        steps = (
            "Avant de compter, une question : est-ce une affaire que la maison peut servir ?",
            "Ni une date, ni un sourire n’y changent rien : on oriente, et l’on remercie.",
            "Le verdict est donc : hors cible.",
        )
        return _asked(asked, at, said, verdict, steps, dict.fromkeys(labels, "À qui vendrait-on, ici ?"))
    heard = rng.choice(_LEADING[verdict])
    said = f"{_date(rng, heard)}. {_money(rng, heard)}. {_who(rng, heard)}."
    steps = (
        f"La date : {'deux points' if _near(heard) else 'aucun point'}. Une urgence que l’on ressent n’est "
        "pas une date.",
        f"Le budget : {_point(heard.budget)}. Qui décide : {_point(heard.decider)}. Le prix d’un voisin "
        "n’est pas un budget, et demander n’est pas signer.",
        f"En tout, {heard.points} : {labels[verdict]}.",
    )
    return _asked(asked, at, said, verdict, steps, dict.fromkeys(labels, _mistaken(heard)))


_LEADING = {
    "hot": (
        Heard(2, budget=True, decider=False),
        Heard(1, budget=False, decider=True),
        Heard(3, budget=True, decider=True),
    ),
    "warm": (
        Heard(2, budget=False, decider=False),
        Heard(None, budget=True, decider=True),
        Heard(9, budget=False, decider=True),
        Heard(None, budget=True, decider=False),
    ),
    "cold": (Heard(None, budget=False, decider=False), Heard(11, budget=False, decider=False)),
}


def _asked(
    asked: str, at: time, said: str, right: str, steps: tuple[str, ...], messages: dict[str, str]
) -> Draw:
    return Draw(
        statement=f"Un appel à {hour_in_words(at)}. On vous demande {asked}. « {said} »",
        ask="Quel verdict pour ce contact ?",
        unit="",
        right=right,
        tolerance=0,
        slips=tuple(wrong(f"verdict-{key}", key, messages[key]) for key, _ in _OPTIONS if key != right),
        hint=_HINT,
        steps=steps,
        options=_OPTIONS,
    )


def _mistaken(heard: Heard) -> str:
    if heard.months is None:
        return "Une date a-t-elle été dite, ou seulement une impatience ?"
    if not heard.decider:
        return "La personne qui demande est-elle celle qui signera ?"
    if not heard.budget:
        return "Ce montant est-il le sien, et en a-t-on entendu un ?"
    return "Recomptez les points, un fait à la fois."


def _date(rng: random.Random, heard: Heard) -> str:
    if heard.months is None:
        return rng.choice(_VAGUE)
    return f"Il nous faut cela dans {heard.months} mois"


def _money(rng: random.Random, heard: Heard) -> str:
    amount = eur(500 * rng.randint(8, 60))
    return f"Nous avons prévu {amount}" if heard.budget else rng.choice(_NO_MONEY).format(amount=amount)


def _who(rng: random.Random, heard: Heard) -> str:
    return rng.choice(_SPEAKS if heard.decider else (*_OTHERS, *_UNKNOWN))


def _near(heard: Heard) -> bool:
    return heard.months is not None and heard.months <= _SOON


def _point(said: bool) -> str:
    return "un point" if said else "rien"
