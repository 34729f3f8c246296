"""What a plan keeps to (« règles »), each with the French sentence said when it is broken.

A lesson may write a rule of its own: an agenda whose tasks do not overlap, a tour that arrives on time.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from fractions import Fraction
from typing import Any

from ntc.french import listing
from ntc.plans.rows import Row, Rows

NOTHING_SAID = "sans réponse lisible"


@dataclass(frozen=True)
class Rule(ABC):
    """A rule of a plan; a plan that breaks a ``fatal`` one is worth nothing.

    ``noted``: the French sentence that tells somebody who does not have the plan before them that the rule
    was broken; it names no item and gives no answer.
    """

    _: KW_ONLY
    fatal: bool = False
    noted: str = ""

    @abstractmethod
    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Say in French, in one sentence or a few, how the rows break the rule; nothing when they keep it.

        ``draft`` is while one plans: a cell that says nothing yet breaks nothing.
        """

    def note(self, rows: Rows) -> str:
        """Say that the rule was broken, where ``noted`` has words for it."""
        return self.noted

    def share(self, rows: Rows) -> Fraction:
        """The part of a plan that breaks the rule, from 0 to 1: all of it, unless rows are judged each."""
        return Fraction(bool(self.broken(rows)))


@dataclass(frozen=True)
class Need(Rule):
    """Every row says in a column what its item wants there; ``sentence`` names in {} the rows at fault.

    ``noted`` tells in {} how many they are: « 1 sur 4 ».
    """

    column: str
    sentence: str

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Name the rows at fault; silence is told, and a date which end of its window it misses."""
        asked = [row for row in rows if not draft or row.said(self.column) is not None]
        return _named(self.sentence, [self.fault(row) for row in asked if not self.met(row)])

    def note(self, rows: Rows) -> str:
        """Count the rows at fault."""
        return self.noted.format(f"{sum(not self.met(row) for row in rows)} sur {len(rows)}")

    def share(self, rows: Rows) -> Fraction:
        """The part of the rows that are at fault."""
        return Fraction(sum(not self.met(row) for row in rows), max(1, len(rows)))

    def met(self, row: Row) -> bool:
        """Whether a row says what its item wants."""
        return row.accepts(self.column)

    def fault(self, row: Row) -> str:
        """Name a row at fault, with what is wrong with it where that can be said."""
        if row.said(self.column) is None:
            return f"{row.item.name} ({NOTHING_SAID})"
        misses = getattr(row.item.wants.get(self.column), "misses", None)
        hint = misses(row.said(self.column)) if misses else ""
        return f"{row.item.name} ({hint})" if hint else row.item.name


@dataclass(frozen=True)
class Forbidden(Rule):
    """Items that must not be kept (« interdits »), by id, each with the French sentence that says why.

    ``sentence`` names in {} those kept; the reasons, each said once, follow it.
    """

    reasons: Mapping[str, str]
    sentence: str = "Interdit : {}."

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Name the items kept that must not be, and say why."""
        kept = [row for row in rows if row.id in self.reasons]
        why = dict.fromkeys(self.reasons[row.id] for row in kept)
        return " ".join(filter(None, [_named(self.sentence, [row.item.name for row in kept]), *why]))


@dataclass(frozen=True)
class Requires(Rule):
    """Items that need others in the plan, by id, and before them where ``column`` says when.

    ``sentence`` names in {} the rows whose needs are missing or come too late.
    """

    needs: Mapping[str, Iterable[str]]
    sentence: str
    column: str = ""

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Name the rows that lack something; when nothing says when, the order is not at fault."""
        kept = {row.id: row for row in rows}
        lacking = [
            row.item.name
            for row in rows
            if not all(self._ready(row, kept.get(need)) for need in self.needs.get(row.id, ()))
        ]
        return _named(self.sentence, lacking)

    def _ready(self, row: Row, first: Row | None) -> bool:
        if first is None or not self.column:
            return first is not None
        begin, then = first.said(self.column), row.said(self.column)
        return begin is None or then is None or begin < then


@dataclass(frozen=True)
class Apart(Rule):
    """Sets of items, by id, of which a plan keeps one at most (« incompatibles »).

    ``sentence`` names in {} those kept together.
    """

    sets: tuple[frozenset[str], ...]
    sentence: str

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Name the items kept together that must not be."""
        together = [kept for each in self.sets if len(kept := [row for row in rows if row.id in each]) > 1]
        names = dict.fromkeys(row.item.name for kept in together for row in kept)
        return _named(self.sentence, list(names))


@dataclass(frozen=True)
class Distinct(Rule):
    """No two rows say the same in a column; ``sentence`` names in {} the rows that do."""

    column: str
    sentence: str

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Name the rows that say what another says too."""
        said = Counter(row.said(self.column) for row in rows if row.said(self.column) is not None)
        return _named(self.sentence, [row.item.name for row in rows if said[row.said(self.column)] > 1])


@dataclass(frozen=True)
class Covers(Rule):
    """Each of the things wanted is there, whatever row brings it; ``sentence`` names in {} those missing.

    ``of`` gives what a row brings: a theme, an aim, its own id when an item must be kept. ``wanted``: what
    must be there, with its French name.
    """

    of: Callable[[Row], Hashable]
    wanted: Mapping[Any, str]
    sentence: str

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Name what is missing."""
        there = {self.of(row) for row in rows}
        return _named(self.sentence, [name for key, name in self.wanted.items() if key not in there])


def _named(sentence: str, names: list[str]) -> str:
    return sentence.format(listing(names)) if names else ""
