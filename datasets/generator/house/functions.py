"""Who leads the sales, in the gender of the person, wherever a sentence names the function."""

import re
from types import MappingProxyType
from typing import Any

from generator.core.world import World
from generator.words import read

_ARTICLES = {"le": "la", "au": "à la", "du": "de la", "un": "une", "mon": "ma", "son": "sa"}


def agree(world: World) -> None:
    """Say « la cheffe des ventes » in every sentence of every table, when a woman leads the sales.

    A function that stands alone is a code, which keys and tests compare: what shows it says it of the person.
    """
    function, said = (read("trade")["authorities"][name] for name in ("manager", "manager_f"))
    [holder] = [row["name"] for row in world["staff"] if row["role"].lower() == function]
    if holder.split()[0] not in read("contacts")["women"]:
        return
    named = re.compile(rf"\b(?:({'|'.join(_ARTICLES)}) )?{function}\b", re.IGNORECASE)

    def agreed(found: re.Match[str]) -> str:
        article = _ARTICLES.get((found[1] or "").lower())
        whole = f"{article} {said}" if article else said
        return whole[0].upper() + whole[1:] if found[0][0].isupper() else whole

    def told(value: Any) -> Any:
        sentence = isinstance(value, str) and value.lower() != function
        return named.sub(agreed, value) if sentence else value

    for name, rows in world.tables.items():
        world.tables[name] = tuple(
            MappingProxyType({column: told(value) for column, value in row.items()}) for row in rows
        )
