"""The drills, one module each, named after the id that a lesson places: ``marge_ou_marque``.

A module has a ``TITLE`` in French and ``draw(rng) -> Draw``. ``NTC_DRILLS`` names a folder of further ones.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from random import Random

from ntc import discovery
from ntc.practice.draw import Draw

discovery.look_also_in("NTC_DRILLS", __path__)


@dataclass(frozen=True)
class Kind:
    """A drill: its French title, and how it draws a question."""

    title: str
    draw: Callable[[Random], Draw]


def ids() -> list[str]:
    """The ids of all drills: « marge-ou-marque »."""
    return [name.replace("_", "-") for name in discovery.names(__name__)]


@cache
def find(drill: str) -> Kind:
    """The drill of this id, imported when it is first asked for; KeyError when there is none."""
    if drill not in ids():
        raise KeyError(f"{drill}: no drill bears this id")
    module = import_module(f"{__name__}.{drill.replace('-', '_')}")
    return Kind(module.TITLE, module.draw)
