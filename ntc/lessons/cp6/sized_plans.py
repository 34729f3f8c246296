"""What CP6 asks about, pages 5 and 6: air, machines, energy."""

from collections.abc import Sequence
from typing import Any

from ntc.case import Case
from ntc.french import num, typeset
from ntc.instruments.chain import Element, Symbol
from ntc.lessons.cp6 import survey
from ntc.lessons.quiz import Pairs, choices, items

__all__ = [
    "CELLS",
    "JOINERY",
    "PAIR",
    "SITES",
    "SIZED",
    "chain",
    "closet",
    "dryers",
    "machines",
    "powers",
    "reasons",
    "sites",
    "treatments",
    "uses",
    "vessels",
]

CELLS = ("now-leaking", "now-repaired", "later-leaking", "later-repaired")
"""The four needs: today or in September, leaking or repaired."""
SIZED = ("pressure", "vessel", "dryer")
"""What is worked out once the machine is chosen."""
SITES = ("p1", "p2", "p3", "p4")
"""The four machines that were measured for a week."""
JOINERY = ("load", "saving", "payback", "leaks", "lease")
"""What variable speed, the repair and the lease come to at the joinery."""
_SIZING = "cp6-sizing"
PAIR = "GV-15x2"
"""Two machines of 15 kW (« GV-15 par deux »)."""
_ASKED = ("GV-11", "GV-15", "GV-22", "GV-30", "GV-37", "GV-55")
_SYMBOLS: tuple[tuple[str, Symbol], ...] = (
    ("compresseur", "compressor"),
    ("cuve", "vessel"),
    ("sécheur", "dryer"),
    ("filtre", "filter"),
    ("réseau", "network"),
)


def powers(case: Case) -> Pairs:
    """The powers of the catalogue, in kW."""
    fixed = survey.machines(case, survey.FIXED).values()
    return tuple((f"kw{num(row.kw)}", typeset(f"{num(row.kw)} kW")) for row in fixed)


def machines(case: Case) -> Pairs:
    """Machines to choose from; where the list begins changes from one learner to another."""
    fixed, variable = (survey.machines(case, kind) for kind in (survey.FIXED, survey.VARIABLE))
    listed = [_machine(fixed[sku]) for sku in _ASKED]
    listed += [(PAIR, typeset("GV-15 par deux, vitesse fixe")), *map(_machine, variable.values())]
    return _turned(listed, int(case.variant))


def vessels(case: Case) -> Pairs:
    """The vessels (« cuves ») of the catalogue."""
    return _catalogue(case, "CU-")


def dryers(case: Case) -> Pairs:
    """The refrigeration dryers (« sécheurs frigorifiques ») of the catalogue."""
    return _catalogue(case, "SF-")


def uses(case: Case) -> Pairs:
    """Four uses of air, each with its class; the list begins elsewhere from one learner to another."""
    return _turned(items(case, _SIZING, "usages"), -int(case.variant))


def treatments(case: Case) -> Pairs:
    """Four treatments of air, from the least to the most."""
    return choices(case, _SIZING, "usages")


def chain(case: Case) -> list[Element]:
    """The six elements from the machine to the booth, to be put in order; each drawn as what it is."""
    return [
        Element(row.step_id, row.text, next(s for word, s in _SYMBOLS if word in row.text.lower()))
        for row in case.quiz_steps
        if row.exercise == _SIZING
    ]


def closet(case: Case) -> Pairs:
    """What might be done in the compressor's room (« local »)."""
    return items(case, _SIZING, "local")


def reasons(case: Case) -> Pairs:
    """What might be said in favour of the machine."""
    return items(case, _SIZING, "raisons")


def sites(case: Case) -> Pairs:
    """The four machines measured."""
    return tuple((row.site_id.lower(), typeset(f"{row.site_id}, {row.sku}")) for row in case.load_sites)


def _turned(listed: Sequence[tuple[str, str]], by: int) -> Pairs:
    """A list that begins so many places further on."""
    turn = by % len(listed)
    return (*listed[turn:], *listed[:turn])


def _machine(row: Any) -> tuple[str, str]:
    return row.sku, typeset(f"{row.sku}, {num(row.kw)} kW, {row.range}")


def _catalogue(case: Case, prefix: str) -> Pairs:
    return tuple((row.sku, f"{row.sku}, {row.label}") for row in case.products if row.sku.startswith(prefix))
