"""J'appelle maintenant: a trade and its hours, a day and an hour, what the record says; call, or not."""

import random
from dataclasses import dataclass

from ntc.practice.draw import Draw, wrong

TITLE = "J’appelle maintenant ?"

_OPTIONS = (
    ("now", "oui, tout de suite"),
    ("later", "à une autre heure"),
    ("channel", "par un autre canal"),
    ("never", "plus d’appel du tout"),
)
_HINT = "Lisez la fiche d’abord. Ensuite la règle de la maison, puis le créneau du métier."
_TRADES = (
    "une vannerie",
    "une marbrerie",
    "une ferronnerie",
    "une distillerie",
    "une miroiterie",
    "une sellerie",
)
_DAYS = ("lundi", "mardi", "mercredi", "jeudi")
Window = tuple[int, int]
_EARLY: tuple[Window, Window] = ((7 * 60 + 45, 9 * 60), (16 * 60 + 30, 17 * 60 + 45))
_USUAL: tuple[Window, Window] = ((8 * 60, 10 * 60 + 30), (14 * 60 + 30, 17 * 60))
_SHOP: tuple[Window, Window] = ((9 * 60 + 30, 11 * 60 + 30), (14 * 60, 15 * 60 + 30))
_OVER_NOON: tuple[Window, Window] = ((11 * 60, 13 * 60 + 30), (15 * 60, 17 * 60))
_QUIET = (
    "La fiche ne signale rien de particulier.",
    "La fiche note un bon accueil l’an passé.",
    "La fiche dit que le gérant aime aller au fait.",
)
_OPPOSED = (
    "Au dernier échange, la gérante a demandé à ne plus être sollicitée.",
    "La fiche porte la mention « opposition », datée de mars.",
    "Le gérant a répondu « retirez-moi de vos listes » au dernier message.",
)
_WRITTEN = (
    "La fiche précise que l’atelier est trop bruyant, et que la gérante ne répond qu’aux messages écrits.",
    "Le gérant, qui entend mal, a demandé qu’on lui écrive plutôt que de lui téléphoner.",
    "La fiche dit : pas de téléphone sur place, écrire, réponse le jour même.",
)
_WHY = {
    "inside": "On est dans le créneau, la règle le permet, et rien dans la fiche ne s’y oppose.",
    "outside": "On est hors du créneau : on ne joindrait qu’une personne occupée ailleurs.",
    "noon": "Entre midi et deux heures, la maison n’appelle personne, même si le créneau semble ouvert.",
    "friday": "Le vendredi, la maison s’arrête à 16 h, même quand le métier répond encore.",
    "opposed": "Quelqu’un a dit non : l’heure n’y change rien, et la règle non plus.",
    "written": "La personne a dit comment la joindre : c’est elle qui choisit.",
}


@dataclass(frozen=True)
class Case:
    """The hours of the trade, when one would call, what the record says, and what it turns on."""

    windows: tuple[Window, Window]
    day: str
    minute: int
    record: str
    turns: str
    right: str


def draw(rng: random.Random) -> Draw:
    """Draw a case; two of the six ways to turn end in a call put off for the hour's sake."""
    found = rng.choice((_inside, _inside, _outside, _noon, _friday, _opposed, _opposed, _written))(rng)
    labels, (morning, afternoon) = dict(_OPTIONS), found.windows
    return Draw(
        statement=(
            f"{rng.choice(_TRADES).capitalize()} de {rng.randint(6, 80)} personnes. Son métier répond de "
            f"{_said(morning[0])} à {_said(morning[1])}, puis de {_said(afternoon[0])} à "
            f"{_said(afternoon[1])}. Nous sommes {found.day}, il est {_said(found.minute)}. {found.record}"
        ),
        ask="Prenez-vous le téléphone ?",
        unit="",
        right=found.right,
        tolerance=0,
        slips=tuple(wrong(f"call-{key}", key, _mistaken(found, key)) for key in labels if key != found.right),
        hint=_HINT,
        steps=(
            "La fiche passe avant l’heure : un refus ou une demande de la personne décide de tout.",
            _WHY[found.turns],
            f"Ici, donc : {labels[found.right]}.",
        ),
        options=_OPTIONS,
    )


def _inside(rng: random.Random) -> Case:
    windows = rng.choice((_EARLY, _USUAL, _SHOP))
    return Case(windows, _day(rng), _within(rng, windows), rng.choice(_QUIET), "inside", "now")


def _outside(rng: random.Random) -> Case:
    minute = 5 * rng.randint(139, 143)
    return Case(
        rng.choice((_EARLY, _USUAL, _SHOP)), _day(rng), minute, rng.choice(_QUIET), "outside", "later"
    )


def _noon(rng: random.Random) -> Case:
    return Case(_OVER_NOON, _day(rng), 5 * rng.randint(145, 161), rng.choice(_QUIET), "noon", "later")


def _friday(rng: random.Random) -> Case:
    windows = rng.choice((_EARLY, _USUAL))
    minute = 5 * rng.randint(193, 203) if windows is _USUAL else 5 * rng.randint(199, 212)
    return Case(windows, "vendredi", minute, rng.choice(_QUIET), "friday", "later")


def _opposed(rng: random.Random) -> Case:
    windows = rng.choice((_EARLY, _USUAL, _SHOP))
    return Case(windows, _day(rng), _within(rng, windows), rng.choice(_OPPOSED), "opposed", "never")


def _written(rng: random.Random) -> Case:
    windows = rng.choice((_EARLY, _USUAL, _SHOP))
    return Case(windows, _day(rng), _within(rng, windows), rng.choice(_WRITTEN), "written", "channel")


def _mistaken(found: Case, key: str) -> str:
    if found.turns == "opposed":
        return "La réponse est déjà écrite : relisez la fiche avant de regarder la pendule."
    if found.turns == "written":
        return "La personne a dit elle-même comment la joindre : suivez-la."
    if key == "now":
        return {
            "noon": "À l’heure du déjeuner, on ne dérange personne.",
            "friday": "Regardez le jour : la règle de la maison s’arrête avant le métier.",
            "outside": "Comparez l’heure au créneau, à la minute près.",
        }[found.turns]
    if key == "never":
        return "Personne n’a refusé : ne fermez pas une porte qui ne l’est pas."
    if key == "channel":
        return "Rien, dans la fiche, ne préfère l’écrit à la voix."
    return "Le moment convient, et la fiche ne dit rien contre : pourquoi attendre ?"


def _day(rng: random.Random) -> str:
    return rng.choice(_DAYS)


def _within(rng: random.Random, windows: tuple[Window, Window]) -> int:
    since, until = rng.choice(windows)
    return 5 * rng.randint(since // 5 + 1, until // 5 - 1)


def _said(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    return f"{hour} h {rest:02}" if rest else f"{hour} h"
