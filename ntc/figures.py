"""The figures of the case that the prose of a lesson names: ``{{objectif-2025}}`` becomes « 2 520 000 € ».

Pure functions of the case. What an exercise asks for is never among them.
"""

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{\{([a-z0-9-]+)\}\}")


def placeholders(text: str) -> frozenset[str]:
    """The names between double braces in a text."""
    return frozenset(_PLACEHOLDER.findall(text))


def fill(text: str, figures: Mapping[str, str]) -> str:
    """Put the figures in the place of their names; raise KeyError on a name that the case does not have.

    >>> fill("Objectif : {{objectif-2025}}.", {"objectif-2025": "2 520 000 €"})
    'Objectif : 2 520 000 €.'
    """
    return _PLACEHOLDER.sub(lambda found: figures[found[1]], text)
