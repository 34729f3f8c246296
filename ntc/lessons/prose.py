"""The figures that the prose of a lesson names: ``{{objectif-2025}}`` becomes « 2 520 000 € »."""

import re
from collections.abc import Mapping

from ntc.case import Case
from ntc.lessons import own

_PLACEHOLDER = re.compile(r"\{\{([a-z0-9-]+)\}\}")


def prose(lesson: str, case: Case) -> dict[str, str]:
    """Every figure that the prose of a lesson may name, written in French; none when it has none of its own.

    It is what ``prose(case)`` gives, in the module ``prose`` of the lesson's folder.
    """
    found = own.module(lesson, "prose")
    return found.prose(case) if found else {}


def placeholders(text: str) -> frozenset[str]:
    """The names between double braces in a text."""
    return frozenset(_PLACEHOLDER.findall(text))


def fill(text: str, figures: Mapping[str, str]) -> str:
    """Put the figures in the place of their names; raise KeyError on a name that the case does not have.

    >>> fill("Objectif : {{objectif-2025}}.", {"objectif-2025": "2 520 000 €"})
    'Objectif : 2 520 000 €.'
    """
    return _PLACEHOLDER.sub(lambda found: figures[found[1]], text)
