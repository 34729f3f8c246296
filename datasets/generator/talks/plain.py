"""Rules by which a reply may be chosen unread: its place, its length, figures, delays, a question."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
_DELAY = re.compile(r"(?i)\b(?:jours?|semaines?|mois|demain|ce soir|vendredi|lundi|mercredi|jeudi)\b")
# A way through earns nothing by rule when the lower of its two totals is no more than this.
_LEAST = 6


_COUNTS: tuple[Callable[[str], int], ...] = (
    len,
    lambda text: sum(map(str.isdigit, text)),
    lambda text: len(_DELAY.findall(text)),
    lambda text: text.count("?"),
)
_RULES: tuple[Callable[[Row], int], ...] = (
    # A place; where a node has no such place, its last, or its first.
    *(lambda row, place=place: min(place, _place(row)) for place in range(4)),
    *(lambda row, place=place: _place(row) == place for place in range(4)),
    *(lambda row, count=count: count(row["text"]) for count in _COUNTS),
    *(lambda row, count=count: -count(row["text"]) for count in _COUNTS),
)


def _place(row: Row) -> int:
    return "abcd".index(row["choice_id"][-1])


def serves(start: str, choices: Sequence[Row]) -> bool:
    """Tell whether one of these rules, followed all along, serves both the client and the firm."""
    return any(min(_followed(start, choices, rule)) > _LEAST for rule in _RULES)


def _followed(start: str, choices: Sequence[Row], rule: Callable[[Row], int]) -> tuple[int, int]:
    """Return the totals of the client and of the firm where a rule leads; of equals, the first listed."""
    node, client, firm = start, 0, 0
    while onward := [row for row in choices if row["node_id"] == node]:
        best = max(onward, key=rule)
        node, client, firm = best["next"], client + best["client_score"], firm + best["firm_score"]
    return client, firm
