"""Identifiers where a list has none (*identifiants créés*): those people have, else from their name."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ntc.french import quoted
from ntc.plain import plain
from ntc.roster import Enrolled, RosterError

Cells = Mapping[str, str]
_LONGEST = 60


def given_to(
    lines: Sequence[tuple[str, Cells]], former: Mapping[str, Enrolled], taken: Iterable[str]
) -> list[str]:
    """Give each line, which names somebody, an identifier, in order; ``taken`` are for nobody here.

    Who is in the ``former`` list, told by their address or their name, keeps theirs. Others are called
    « dupont.m », or « dupont.marie » where that would be two people. Raises RosterError for two of one name.
    """
    _no_namesakes(lines)
    busy = set(taken) - set(former)
    free = [entry for entry in former.values() if entry.id not in busy]
    addresses = Counter(_address(cells) for _, cells in lines)
    kept = [_known(cells, free, alone=addresses[_address(cells)] == 1) for _, cells in lines]
    busy |= set(former)
    short = [_short(cells) for _, cells in lines]
    shared = Counter(name for name, known in zip(short, kept, strict=True) if not known)
    found = []
    for (where, cells), known, name in zip(lines, kept, short, strict=True):
        fits = shared[name] == 1 and name not in busy
        made = known or (name if fits else _long(cells))
        if not made or (not known and made in busy):
            raise RosterError(
                f"{where} : il faut un identifiant à {quoted(_named(cells))}, par exemple dupont.m, dans une "
                "colonne « Identifiant »."
            )
        busy.add(made)
        found.append(made)
    return found


def _known(cells: Cells, former: Sequence[Enrolled], alone: bool) -> str:
    """Who of the former list this is: by name, else by an address that is nobody else's here."""
    by_name = [entry.id for entry in former if _key(entry._asdict()) == _key(cells)]
    by_address = [entry.id for entry in former if alone and entry.email.casefold() == _address(cells) != ""]
    return next((found[0] for found in (by_name, by_address) if len(found) == 1), "")


def _address(cells: Cells) -> str:
    return cells.get("email", "").casefold()


def _no_namesakes(lines: Sequence[tuple[str, Cells]]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for where, cells in lines:
        first = seen.setdefault(_key(cells), where)
        if first is not where:
            raise RosterError(
                f"{where} : {quoted(_named(cells))} figure déjà plus haut. Si ce sont deux personnes, "
                "donnez à chacune un identifiant, dans une colonne « Identifiant » ; sinon, supprimez une "
                "des deux lignes."
            )


def _named(cells: Cells) -> str:
    return f"{cells.get('first_name', '')} {cells.get('last_name', '')}".strip()


def _key(cells: Cells) -> tuple[str, str]:
    return _slug(cells.get("last_name", "")), _slug(cells.get("first_name", ""))


def _short(cells: Cells) -> str:
    last, first = _key(cells)
    return f"{last[:_LONGEST]}.{first[:1]}" if last and first else (last or first)[:_LONGEST]


def _long(cells: Cells) -> str:
    return ".".join(filter(None, _key(cells)))[:_LONGEST].rstrip("-.")


def _slug(text: str) -> str:
    """The letters and figures of a name, words joined by a hyphen.

    >>> _slug("D’Almeida Œuvrard")
    'd-almeida-oeuvrard'
    """
    letters = plain(text).replace("œ", "oe").replace("æ", "ae").replace("ø", "o").replace("ł", "l")
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
