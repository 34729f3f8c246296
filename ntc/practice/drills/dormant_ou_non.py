"""Dormant ou non: six lines of orders, some decided by nobody; the last real one, or what the account is."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ntc.french import day, day_in_words
from ntc.practice.draw import Draw, Table, wrong

TITLE = "Dormant ou non ?"

_CLOSING = date(2025, 12, 31)
_LAST_YEAR, _YEAR_BEFORE = date(2025, 1, 1), date(2024, 1, 1)
_HOUSES = ("une ébénisterie", "une brasserie", "une tôlerie", "un garage", "une imprimerie", "une tannerie")
_BOUGHT = ("devis accepté", "téléphone", "boutique en ligne")
_RENEWED, _KEPT, _CANCELLED = "reconduction du contrat", "livrée", "annulée"
_STATES = (("active", "actif"), ("asleep", "dormant"), ("lost", "perdu"))
_WHEN = {
    "active": "moins de douze mois avant la clôture",
    "asleep": "plus de douze mois avant la clôture, moins de vingt-quatre",
    "lost": "plus de vingt-quatre mois avant la clôture",
}
_HINT = "Barrez ce que personne n’a décidé, puis ce qui n’a pas eu lieu. Que reste-t-il ?"


@dataclass(frozen=True)
class Line:
    """A line of orders: when, how it came, what became of it."""

    on: date
    origin: str
    state: str

    @property
    def decided(self) -> bool:
        """Whether somebody wanted it, and kept it."""
        return self.origin != _RENEWED and self.state != _CANCELLED


def draw(rng: random.Random) -> Draw:
    """Draw six lines, and ask for the last real order or for what the account is."""
    lines = _lines(rng)
    house = rng.choice(_HOUSES)
    statement = f"Voici les six dernières lignes d’un compte, {house}. La clôture est le 31 décembre 2025."
    table = Table(
        "Les six lignes",
        ("Date", "Origine", "État"),
        tuple((day(line.on), line.origin, line.state) for line in lines),
    )
    return rng.choice((_dated, _judged))(lines, statement, table)


def _lines(rng: random.Random) -> list[Line]:
    """Four real orders that stop somewhere; of a renewal and a cancelled order, one at least comes after."""
    last = _CLOSING - timedelta(days=rng.randint(70, 1000))
    real = [last] + [last - timedelta(days=rng.randint(40, 260) * rank) for rank in (1, 2, 3)]
    after = last + timedelta(days=rng.randint(10, (_CLOSING - last).days))
    anywhere = real[-1] + timedelta(days=rng.randint(5, (_CLOSING - real[-1]).days))
    renewed, cancelled = rng.sample((after, anywhere), 2)
    return sorted(
        [
            *(Line(on, rng.choice(_BOUGHT), _KEPT) for on in real),
            Line(renewed, _RENEWED, _KEPT),
            Line(cancelled, rng.choice(_BOUGHT), _CANCELLED),
        ],
        key=lambda line: (line.on, line.origin),
    )


def _dated(lines: list[Line], statement: str, table: Table) -> Draw:
    right = _last(lines, lambda line: line.decided)
    return Draw(
        statement=statement,
        ask="De quand date sa dernière vraie commande ?",
        unit="date",
        right=right,
        tolerance=0,
        slips=(
            wrong(
                "dormant-renewal",
                _last(lines, lambda line: line.origin == _RENEWED),
                "Cette ligne est une reconduction : le contrat s’est prolongé, personne n’a rien décidé.",
            ),
            wrong(
                "dormant-cancelled",
                _last(lines, lambda line: line.state == _CANCELLED),
                "Cette commande est annulée : elle n’a pas eu lieu.",
            ),
        ),
        hint=_HINT,
        steps=(*_struck(lines), f"Il reste quatre commandes ; la dernière est du {day_in_words(right)}."),
        table=table,
    )


def _judged(lines: list[Line], statement: str, table: Table) -> Draw:
    last = _last(lines, lambda line: line.decided)
    right, labels = _state(last), dict(_STATES)
    naive = _state(lines[-1].on)
    why = {
        "active": "Ce compte semble acheter encore ; mais qui a décidé ses dernières lignes ?",
        "asleep": "Un an sans commande ne suffit pas à trancher : comptez depuis la dernière vraie commande.",
        "lost": "Pour aller jusque-là, il faut vingt-quatre mois sans rien ; comptez-les.",
    }
    return Draw(
        statement=statement,
        ask="À la clôture, quel est l’état de ce compte ?",
        unit="",
        right=right,
        tolerance=0,
        slips=tuple(
            wrong(f"dormant-{'naive' if state == naive else 'state'}-{state}", state, why[state])
            for state in labels
            if state != right
        ),
        hint=_HINT,
        steps=(
            *_struck(lines),
            f"La dernière vraie commande est du {day_in_words(last)} : {_WHEN[right]}. Le compte est "
            f"{labels[right]}.",
        ),
        table=table,
        options=_STATES,
    )


def _struck(lines: list[Line]) -> tuple[str, str]:
    """What is struck out: the renewal, then the cancelled order."""
    renewed = _last(lines, lambda line: line.origin == _RENEWED)
    cancelled = _last(lines, lambda line: line.state == _CANCELLED)
    return (
        f"La ligne du {day_in_words(renewed)} est une reconduction : personne ne l’a décidée.",
        f"Celle du {day_in_words(cancelled)} est annulée : elle n’a pas eu lieu.",
    )


def _last(lines: list[Line], kept: Callable[[Line], bool]) -> date:
    return max(line.on for line in lines if kept(line))


def _state(last: date) -> str:
    if last >= _LAST_YEAR:
        return "active"
    return "asleep" if last >= _YEAR_BEFORE else "lost"
