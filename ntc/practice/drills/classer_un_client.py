"""Classer un client: the class of one client of a short list, by the cumulative CA (F58, rule R12)."""

import random
from itertools import accumulate

from ntc.calc import portfolio
from ntc.french import eur, percent
from ntc.practice.draw import Draw, Table, wrong

TITLE = "Classer un client"

_LETTERS = ("A", "B", "C")
_CLASSES = tuple((letter, f"en classe {letter}") for letter in _LETTERS)
_NAMES = (
    "la clinique", "le verrier", "l’hôtel du port", "la brasserie", "le lycée", "le carrossier",
    "l’abattoir", "la scierie", "le garage", "la laverie", "le fleuriste", "l’imprimerie",
)  # fmt: skip
_HINT = "Rangez-les du plus gros au plus petit : quel cumul avait-on atteint avant ce client ?"
_A, _B = 0.80, 0.95


def draw(rng: random.Random) -> Draw:
    """Draw seven to nine clients and the one to be classed, each class as likely."""
    while True:
        amounts = _amounts(rng)
        classes = portfolio.abc(amounts)
        wanted = rng.choice(_LETTERS)
        found = [name for name, letter in classes.items() if letter == wanted]
        if found:
            break
    ranked = sorted(amounts, key=lambda name: -amounts[name])
    crossing = [name for name in found if _if_crossing_falls(amounts, ranked)[name] != wanted]
    asked = rng.choice(crossing or found)
    total, place = sum(amounts.values()), ranked.index(asked)
    reached = [0, *accumulate(amounts[name] for name in ranked)]
    return Draw(
        statement=(
            "Un vendeur de fontaines à eau range ses clients : A jusqu’à 80 % du CA cumulé, B jusqu’à 95 %, "
            "C ensuite ; celui qui franchit une limite reste dans la classe du dessus."
        ),
        ask=f"Où rangez-vous ce client : {asked} ?",
        unit="",
        right=wanted,
        tolerance=0,
        slips=tuple(
            wrong(f"class-{letter.lower()}", letter, _mistaken(amounts, ranked, asked, letter))
            for letter in _LETTERS
            if letter != wanted
        ),
        hint=_HINT,
        steps=(
            f"Du plus gros au plus petit, ce client arrive au rang {place + 1} sur {len(ranked)}, et le "
            f"total est de {eur(total)}.",
            f"Avant lui, le cumul est de {eur(reached[place])}, soit {percent(reached[place] / total, 1)} ; "
            f"avec lui, {percent(reached[place + 1] / total, 1)}.",
            f"C’est le cumul atteint avant lui qui compte : le client se range {dict(_CLASSES)[wanted]}.",
        ),
        table=Table(
            caption="CA de l’année",
            head=("Client", "CA HT"),
            rows=tuple((name, eur(amount)) for name, amount in amounts.items()),
        ),
        options=_CLASSES,
    )


def _amounts(rng: random.Random) -> dict[str, int]:
    """Draw the clients in no order, a few large and many small, no two alike."""
    many = rng.randint(7, 9)
    largest, falls = rng.randint(60, 120), rng.uniform(0.45, 0.62)
    sizes = {max(1, round(largest * falls**rank * rng.uniform(0.9, 1.1))) for rank in range(many)}
    while len(sizes) < many:
        sizes.add(max(sizes) + rng.randint(1, 9))
    names = rng.sample(_NAMES, many)
    return dict(zip(names, (1_000 * size for size in rng.sample(sorted(sizes), many)), strict=True))


def _if_crossing_falls(amounts: dict[str, int], ranked: list[str]) -> dict[str, str]:
    """The classes of who puts the client that crosses a limit below it."""
    total = sum(amounts.values())
    reached = accumulate(amounts[name] / total for name in ranked)
    return {name: _letter(share) for name, share in zip(ranked, reached, strict=True)}


def _letter(reached: float) -> str:
    return "A" if reached <= _A else "B" if reached <= _B else "C"


def _mistaken(amounts: dict[str, int], ranked: list[str], asked: str, given: str) -> str:
    """Say which mistake leads there, if one does."""
    fifth = ranked[: max(1, len(ranked) // 5)]
    if _if_crossing_falls(amounts, ranked)[asked] == given:
        return (
            "Le client qui franchit la limite reste dans la classe du dessus : regardez le cumul avant lui."
        )
    if given == "A" and asked in fifth:
        return "A se coupe sur le CA cumulé, et non sur un cinquième des clients."
    if given == "C" and amounts[asked] / sum(amounts.values()) < 1 - _A:
        return "Vous avez regardé sa propre part ; la règle regarde le cumul, du plus gros au plus petit."
    return "Rangez d’abord tous les clients du plus gros au plus petit, puis additionnez."
