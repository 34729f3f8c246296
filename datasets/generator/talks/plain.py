"""Rules by which a reply may be chosen unread: place, length, figures, delays, a question, words echoed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import lcm
from typing import Any

from generator.core.names import plain

Row = Mapping[str, Any]
_DELAY = re.compile(r"(?i)\b(?:jours?|semaines?|mois|demain|ce soir|vendredi|lundi|mercredi|jeudi)\b")
# A way through earns nothing by rule when the lower of its two totals is no more than this.
_LEAST = 6
# Of how many lines the best reply may be the longest: more than, and up to.
_LONGEST = (0.15, 0.4)
# As many letters tell a word, whatever its ending.
_STEM = 6


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
    # Of equals, the last: a reply that has some, or that has none.
    *(lambda row, count=count: 4 * (count(row["text"]) > 0) + _place(row) for count in _COUNTS[1:]),
    *(lambda row, count=count: 4 * (count(row["text"]) == 0) + _place(row) for count in _COUNTS[1:]),
)


def _place(row: Row) -> int:
    return "abcd".index(row["choice_id"][-1])


def serves(start: str, choices: Sequence[Row], lines: Mapping[str, str]) -> bool:
    """Tell whether one of these rules, followed all along, serves both the client and the firm.

    ``lines`` are what the choices answer, by node: the words of a line may be echoed.
    """
    sides = ("client_score", "firm_score")
    ways = _ways(start, choices, lines)
    return any(min(sum(row[side] for row in way) for side in sides) > _LEAST for way in ways)


def earned(start: str, choices: Sequence[Row], lines: Mapping[str, str], *, in_turn: bool = False) -> int:
    """Return the most that one of these rules earns, followed all along.

    ``in_turn`` also plays each rank that a line of two, three or four replies may be left with.
    """
    ways = [*_ways(start, choices, lines), *(_turned(start, choices) if in_turn else ())]
    return max(sum(row["score"] for row in way) for way in ways)


def long_enough(choices: Sequence[Row]) -> bool:
    """Tell whether the best reply of a line is its longest neither rarely nor most of the time."""
    nodes = {row["node_id"] for row in choices}
    offered = [[row for row in choices if row["node_id"] == node] for node in sorted(nodes)]
    longest = sum(
        max(rows, key=lambda row: len(row["text"])) is max(rows, key=lambda row: row["score"])
        for rows in offered
    )
    least, most = _LONGEST
    return least * len(nodes) < longest <= most * len(nodes)


def _words(text: str) -> set[str]:
    """The words of a text, without their endings."""
    return {word[:_STEM] for word in re.findall(r"\w{4,}", plain(text))}


def _ways(start: str, choices: Sequence[Row], lines: Mapping[str, str]) -> Iterator[list[Row]]:
    """Yield what each rule makes one say to the end."""
    heard = {node: _words(text) for node, text in lines.items()}

    def echoed(row: Row) -> int:
        return len(_words(row["text"]) & heard[row["node_id"]])

    return (_followed(start, choices, rule) for rule in (*_RULES, echoed))


def _turned(start: str, choices: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield what a rank makes one say to the end, counted again from the first reply when there are fewer."""
    many = Counter(row["node_id"] for row in choices)
    for rank in range(lcm(*many.values())):
        yield _followed(start, choices, lambda row, rank=rank: _place(row) == rank % many[row["node_id"]])


def _followed(start: str, choices: Sequence[Row], rule: Callable[[Row], int]) -> list[Row]:
    """Return what a rule makes one say to the end; of equals, the first listed."""
    node, said = start, []
    while onward := [row for row in choices if row["node_id"] == node]:
        said.append(max(onward, key=rule))
        node = said[-1]["next"]
    return said
