"""L'étape suivante: which of three doors to go to first, so that none is missed."""

import random
from dataclasses import dataclass
from itertools import combinations, permutations, starmap

from ntc.french import eur
from ntc.practice.draw import Draw, Table, wrong

TITLE = "L’étape suivante"

_NAMES = (
    "la tuilerie", "le moulin", "la conserverie", "le chantier naval", "la cave", "la filature",
    "la cartonnerie", "le garage", "la ferme", "la scierie", "le lycée agricole", "la faïencerie",
)  # fmt: skip
_STAY = 30
_HINT = "Laquelle ferme si vous attendez ?"


@dataclass(frozen=True)
class _Door:
    """A door: how far it is from here, when it opens and closes (minutes of the day), what it may buy."""

    name: str
    way: int
    opens: int
    closes: int
    potential: int

    @property
    def wide(self) -> int:
        return self.closes - self.opens


def draw(rng: random.Random) -> Draw:
    """Draw three doors of which one alone can come first, and it is not the nearest."""
    while True:
        now, doors, between = _situation(rng)
        firsts = {order[0].name for order in permutations(doors) if _in_time(now, order, between)}
        nearest = min(doors, key=lambda door: door.way)
        if len(firsts) == 1 and nearest.name not in firsts:
            break
    (right,) = firsts
    chosen = next(door for door in doors if door.name == right)
    order = next(order for order in permutations(doors) if _in_time(now, order, between))
    return Draw(
        statement=(
            f"Il est {_clock(now)}. Trois portes restent à voir, {_STAY} minutes chacune ; arrivé trop tôt, "
            "on attend. "
            + " ".join(starmap(_said, ((one, other, between) for one, other in combinations(doors, 2))))
        ),
        ask="Par laquelle commencer pour n’en manquer aucune ?",
        unit="",
        right=right,
        tolerance=0,
        slips=tuple(
            wrong(f"first-{rank}", door.name, _mistaken(door, doors))
            for rank, door in enumerate(doors, 1)
            if door is not chosen
        ),
        hint=_HINT,
        steps=(
            "Pour chaque porte, demandez à quelle heure vous y seriez si vous la gardiez pour plus tard.",
            f"Une seule ne peut pas attendre : elle ferme à {_clock(chosen.closes)}.",
            f"L’ordre qui les voit toutes arrive à {_arrivals(now, order, between)} : d’abord {right}.",
        ),
        table=Table(
            caption="Les trois portes",
            head=("Porte", "Route d’ici", "Ouvre à", "Ferme à", "Potentiel"),
            rows=tuple(
                (door.name, f"{door.way} min", _clock(door.opens), _clock(door.closes), eur(door.potential))
                for door in doors
            ),
        ),
        options=tuple((door.name, f"d’abord {door.name}") for door in doors),
    )


def _situation(rng: random.Random) -> tuple[int, tuple[_Door, ...], dict[frozenset[str], int]]:
    now = 8 * 60 + 30 * rng.randint(0, 14)
    doors = tuple(
        _Door(
            name,
            5 * rng.randint(2, 10),
            now - 30 + 30 * rng.randint(0, 4),
            now + 30 * rng.randint(1, 9),
            1_000 * rng.randint(3, 60),
        )
        for name in rng.sample(_NAMES, 3)
    )
    ways = {frozenset(one.name for one in pair): 5 * rng.randint(2, 9) for pair in combinations(doors, 2)}
    usable = all(door.wide >= _STAY for door in doors)
    return (now, doors, ways) if usable else _situation(rng)


def _arrivals_of(now: int, order: tuple[_Door, ...], between: dict[frozenset[str], int]) -> list[int]:
    arrivals: list[int] = []
    for rank, door in enumerate(order):
        way = door.way if not rank else between[frozenset((order[rank - 1].name, door.name))]
        now = max(now + way, door.opens)
        arrivals.append(now)
        now += _STAY
    return arrivals


def _in_time(now: int, order: tuple[_Door, ...], between: dict[frozenset[str], int]) -> bool:
    arrivals = _arrivals_of(now, order, between)
    return all(at <= door.closes for at, door in zip(arrivals, order, strict=True))


def _arrivals(now: int, order: tuple[_Door, ...], between: dict[frozenset[str], int]) -> str:
    first, second, third = map(_clock, _arrivals_of(now, order, between))
    return f"{first}, {second} et {third}"


def _said(one: _Door, other: _Door, between: dict[frozenset[str], int]) -> str:
    return f"Entre {one.name} et {other.name} : {between[frozenset((one.name, other.name))]} minutes."


def _mistaken(door: _Door, doors: tuple[_Door, ...]) -> str:
    if door.way == min(other.way for other in doors):
        return "C’est la plus proche ; mais pendant ce temps, une autre ferme."
    if door.wide == max(other.wide for other in doors):
        return "C’est celle qui reste ouverte le plus longtemps : elle, justement, peut attendre."
    if door.potential == max(other.potential for other in doors):
        return "C’est le plus gros potentiel ; il sera encore là plus tard, la porte d’une autre non."
    return "Calculez à quelle heure vous arriveriez aux deux autres : l’une sera fermée."


def _clock(minutes: int) -> str:
    hours, left = divmod(minutes, 60)
    return f"{hours} h {left:02}" if left else f"{hours} h"
