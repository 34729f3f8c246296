"""The figures that the prose of a lesson names: ``[objectif 2025](#=objectif-2025)`` becomes « 2 520 000 € ».

A link, because whatever shows a notebook shows its words where the figure cannot be had; a sentence at the
head of each page says then how to open the course.
"""

import re
from collections.abc import Mapping

from ntc.case import Case
from ntc.french import typeset
from ntc.lessons import own

_PLACEHOLDER = re.compile(r"\[([^\]\n]*)\]\(#=([a-z0-9-]+)\)")
_SHORT = re.compile(r"\{\{([a-z0-9-]+)\}\}")
_ELSEWHERE = "ailleurs"
NOTICE = typeset(
    "[Les chiffres soulignés et les champs de réponse ne s'affichent que dans le cours : fermez cette page, "
    f"puis ouvrez le cours par sa commande, celle qui finit par « python -m ntc ».](#={_ELSEWHERE})"
)


def prose(lesson: str, case: Case) -> dict[str, str]:
    """Every figure that the prose of a lesson may name, written in French; none when it has none of its own.

    It is what ``prose(case)`` gives, in the module ``prose`` of the lesson's folder.
    """
    found = own.module(lesson, "prose")
    return found.prose(case) if found else {}


def placeholders(text: str) -> frozenset[str]:
    """The names of the figures in a text."""
    return frozenset(name for _, name in _PLACEHOLDER.findall(text)) - {_ELSEWHERE}


def spelt_out(text: str) -> str:
    """Write names in double braces, which are quickly typed, as the links that they stand for.

    >>> spelt_out("Objectif : {{objectif-2025}}.")
    'Objectif : [objectif 2025](#=objectif-2025).'
    """
    return _SHORT.sub(lambda found: f"[{found[1].replace('-', ' ')}](#={found[1]})", text)


def fill(text: str, figures: Mapping[str, str]) -> str:
    """Put the figures in the place of their names; raise KeyError on a name that the case does not have.

    >>> fill("Objectif : [objectif 2025](#=objectif-2025).", {"objectif-2025": "2 520 000 €"})
    'Objectif : 2 520 000 €.'
    """
    return _PLACEHOLDER.sub(lambda found: figures[found[2]], text.removesuffix(NOTICE).rstrip("\n"))
