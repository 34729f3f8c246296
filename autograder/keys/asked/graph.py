"""What each question is worked out from; its value on right sources, on own ones, in a reading."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice, product
from typing import Any, NamedTuple

from autograder.keys.asked.question import Asked, Between, Ground, Reading, Way
from ntc.calc.slips import Slip

MOST = 4000
"""Combinations of values of the sources that are tried for one question and one reading."""

KEPT = 50_000
"""Results of formulas that are remembered for the learners to come."""

COMBINED = 2_000
"""Combinations of values of sources whose results are."""

NONE: frozenset[str] = frozenset()

FIGURES = frozenset({Decimal, date, str})

NO_FIGURE = (ValueError, ArithmeticError)
"""What a formula raises on figures that it has no sense for: a threshold above the year's CA."""


class Worked(NamedTuple):
    """A value of a question or of a source, and how one gets there.

    ``own`` are the questions whose wrong answers it is built on, ``readings`` the readings that it follows.
    ``low`` and ``high`` bound it when an own figure was typed with fewer decimals than it may have had;
    ``typed`` tells that it is, or is built on, a right answer as it was typed; ``coarse`` that a right value
    was rounded on the way as the lesson invites.
    """

    value: Any
    own: frozenset[str] = NONE
    readings: frozenset[str] = NONE
    low: Any = None
    high: Any = None
    typed: bool = False
    coarse: bool = False

    @property
    def ends(self) -> tuple[Any, ...]:
        """The values that bound it: one when nothing is left open."""
        return (self.value,) if self.low is None else (self.low, self.high)


Settled = Mapping[str, Sequence[Worked]]
"""By question, what the learner's own answer gives to those who build on it; a blank one is not there."""


Found = tuple[list[Worked], Iterator[Worked]]
"""What was found so far, and what finds the rest: few who ask go to the end."""


Options = dict[tuple[str, int], tuple[Reading | None, list[Worked]]]
"""By source and reading, the reading itself and the values that one may go on with."""


class Graph:
    """The questions of a lesson by name, in the order of the lesson, and what they rest on."""

    def __init__(self, questions: Mapping[str, Asked], ground: Ground) -> None:
        self.questions = questions
        self.ground = ground
        self._right: dict[str, Any] = {}
        self._before: dict[str, frozenset[str]] = {}
        self._misread: dict[str, list[tuple[Slip, Reading]]] = {}
        self._sourced: dict[str, list[str]] = {}
        self._rounded: dict[str, list[Worked]] = {}
        self._results: dict[tuple[Any, ...], Any] = {}
        self._slips: dict[tuple[Any, ...], tuple[Slip, ...]] = {}
        self.options: Options = {}
        """The values of sources that no answer changes, found once for all learners with these data."""
        self._lasting: set[int] = set()
        self._combined: dict[tuple[Any, ...], Found] = {}

    def right(self, name: str) -> Any:
        """The right value of a question, of a measure or of what lies between. KeyError when unknown."""
        if name not in self._right:
            self._right[name] = self._work(name, {})
        return self._right[name]

    def follow(self, changes: Mapping[str, Any], reading: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The answers of whoever makes these mistakes and works all the rest out with right methods.

        ``changes`` are values by question, ``reading`` values by measure. A question without a value on
        such sources (ValueError, ArithmeticError) is left out.
        """
        found: dict[str, Any] = {**(reading or {}), **changes}
        for name in self.questions:
            try:
                self._work(name, found)
            except NO_FIGURE:
                continue
        return {name: found[name] for name in self.questions if name in found}

    def result(self, way: Way, values: Sequence[Any]) -> Any:
        """What a formula of the lesson gives on these values; most are right ones, met with each learner."""
        return _kept(self._results, id(way), way.formula, values)

    def keep(self, key: tuple[str, int], reading: Reading | None, values: list[Worked]) -> None:
        """Remember the values of a source that no answer changes."""
        self.options[key] = (reading, values)
        self._lasting.add(id(values))

    def combined(
        self, way: Way, options: Sequence[list[Worked]], read: bool, blank: Collection[int]
    ) -> Found:
        """What a formula gives on every combination of these values of its sources.

        Most learners have most of them in common. With ``read``, only what follows a reading; ``blank`` are
        the sources, by rank, that follow one together.
        """
        key: list[Any] = [id(way), read, tuple(blank)]
        for each in options:
            if id(each) in self._lasting:
                key.append(id(each))
            elif all([type(worked.value) in FIGURES for worked in each]):
                key.append(tuple(each))
            else:
                return [], self._combine(way, options, read, blank)
        named = tuple(key)
        if named not in self._combined:
            if len(self._combined) >= COMBINED:
                self._combined.clear()
            self._combined[named] = [], self._combine(way, options, read, blank)
        return self._combined[named]

    def right_and_rounded(self, name: str) -> list[Worked]:
        """The right value of a question, and that value rounded each way that is invited."""
        if name not in self._rounded:
            self._rounded[name] = _and_rounded(Worked(self.right(name)), self.questions[name].nature)
        return self._rounded[name]

    def slips(self, name: str, values: Sequence[Any] | None = None) -> Sequence[Slip]:
        """The classic mistakes on a question, on its right sources unless values are given."""
        question = self.questions[name]
        if question.slips is None:
            return []
        values = [self.right(source) for source in question.way.sources] if values is None else values
        return _kept(self._slips, name, lambda *given: tuple(question.slips(*given)), values)

    def misread(self, name: str) -> list[tuple[Slip, Reading]]:
        """What each reading of the lesson gives on a question with right methods, when it is not right."""
        if name not in self._misread:
            self._misread[name] = list(self._misreadings(name))
        return self._misread[name]

    def throughout(self, reading: Reading, name: str) -> list[Slip]:
        """What a reading of the lesson gives to whoever follows it from the tables on.

        A right CA may stand beside a margin on other orders. A count falls too easily on another reason:
        there what was answered decides, unless the reading changes its own sources. Nought tells nothing.
        """
        question = self.questions[name]
        if question.nature.whole and reading.values.keys().isdisjoint(question.way.sources):
            return []
        found = [slip for slip, each in self.misread(name) if each is reading]
        return [slip for slip in found if slip.value]

    def before(self, name: str) -> frozenset[str]:
        """All that a question is worked out from, near and far: questions, measures, what lies between."""
        if name not in self._before:
            sources = self._sources(name)
            self._before[name] = frozenset(sources).union(*(self.before(source) for source in sources))
        return self._before[name]

    def touches(self, reading: Reading, name: str) -> bool:
        """Whether a reading changes a question or anything on the way to it."""
        return name in reading.values or not self.before(name).isdisjoint(reading.values)

    def sources(self, name: str) -> list[str]:
        """The questions that a question is directly worked out from, what lies between apart."""
        if name not in self._sourced:
            found: dict[str, None] = {}
            for source in self._sources(name):
                found |= {source: None} if source in self.questions else dict.fromkeys(self.sources(source))
            self._sourced[name] = list(found)
        return self._sourced[name]

    def asked_on_the_way(self, name: str) -> bool:
        """Whether any question lies on the way to a source, or is one: then answers change its values."""
        return name in self.questions or not self.before(name).isdisjoint(self.questions)

    def given(self, name: str) -> list[str]:
        """The measures that one can misread on the way to a question, other questions apart."""
        found = {}
        for source in self._sources(name):
            if source in self.ground.givens and self.ground.givens[source].nature is not None:
                found[source] = None
            elif source in self.ground.between:
                found |= dict.fromkeys(self.given(source))
        return list(found)

    def _sources(self, name: str) -> Collection[str]:
        if name in self.questions:
            return dict.fromkeys(source for way in self.questions[name].ways for source in way.sources)
        return self.ground.between[name].way.sources if name in self.ground.between else ()

    def _misreadings(self, name: str) -> Iterator[tuple[Slip, Reading]]:
        for reading in self.ground.readings:
            if not self.touches(reading, name):
                continue
            try:
                value = self._work(name, dict(reading.values))
            except NO_FIGURE:
                continue
            if not self.questions[name].nature.same(value, self.right(name)):
                yield Slip(reading.id, value, reading.message), reading

    def _work(self, name: str, known: dict[str, Any]) -> Any:
        if name in known:
            return known[name]
        if name in self.ground.givens:
            return self.ground.givens[name].value
        node: Asked | Between = self.questions[name] if name in self.questions else self.ground.between[name]
        known[name] = node.way.formula(*(self._work(source, known) for source in node.way.sources))
        return known[name]

    def _combine(
        self, way: Way, options: Sequence[list[Worked]], read: bool, blank: Collection[int]
    ) -> Iterator[Worked]:
        seen = set()
        for chosen in islice(product(*options), MOST):
            if read and not any([each.readings for each in chosen]):
                continue
            # Two questions left blank would not have been worked out each in another reading.
            if blank and 0 < sum(bool(chosen[rank].readings) for rank in blank) < len(blank):
                continue
            try:
                worked = self._worked(way, chosen)
            except NO_FIGURE:
                continue
            mark = (worked.own, worked.readings, worked.ends, worked.typed)
            if mark not in seen:
                seen.add(mark)
                yield worked

    def _worked(self, way: Way, chosen: Sequence[Worked]) -> Worked:
        """Apply a formula; where sources are known between two ends only, so is what comes of them."""
        value = self.result(way, [each.value for each in chosen])
        own, readings, typed, coarse, exact = NONE, NONE, False, False, True
        for each in chosen:  # at once: it is done for every combination
            if each.own:
                own = own | each.own
            if each.readings:
                readings = readings | each.readings
            typed, coarse, exact = typed or each.typed, coarse or each.coarse, exact and each.low is None
        if exact:
            return Worked(value, own, readings, None, None, typed, coarse)
        ends = [self.result(way, corner) for corner in product(*[each.ends for each in chosen])]
        return Worked(value, own, readings, min(ends), max(ends), typed, coarse)


class Working:
    """The values that a question can have for one learner, given what they answered to its sources."""

    def __init__(self, graph: Graph, settled: Settled) -> None:
        self.graph = graph
        self.settled = settled
        self._options: Options = {}
        self._ways: dict[tuple[int, int, bool], tuple[Way, Reading | None, Found]] = {}

    def ways(self, way: Way, reading: Reading | None = None, *, read: bool = False) -> Iterator[Worked]:
        """What a formula gives on every combination of the values of its sources.

        With ``read``, only where a source follows the reading.
        """
        # By identity too, as the options are.
        key = (id(way), id(reading), read)
        if key not in self._ways:
            options = [self.options(source, reading) for source in way.sources]
            blank = self._blank(way, reading) if reading is not None else []
            self._ways[key] = (way, reading, self.graph.combined(way, options, read, blank))
        found, more = self._ways[key][2]
        rank = 0
        while True:
            if rank == len(found):
                worked = next(more, None)
                if worked is None:
                    return
                found.append(worked)
            yield found[rank]
            rank += 1

    def under(self, reading: Reading, name: str, *, throughout: bool = True) -> Iterator[Worked]:
        """What a question is worth to whoever follows a reading, from what was answered or ``throughout``."""
        if name in reading.values:
            yield Worked(reading.values[name], readings=frozenset({reading.id}))
        for slip in self.graph.throughout(reading, name) if throughout else ():
            yield Worked(slip.value, readings=frozenset({reading.id}))
        for way in self.graph.questions[name].ways:
            yield from self.ways(way, reading, read=True)

    def slips(self, name: str) -> Iterator[tuple[Slip, frozenset[str]]]:
        """The classic mistakes on a question, on right and on own sources, with the own ones."""
        question = self.graph.questions[name]
        options = [self.options(source, None) for source in question.way.sources]
        for chosen in islice(product(*options), MOST):
            own = NONE.union(*[each.own for each in chosen if each.own])
            try:
                for slip in self.graph.slips(name, [each.value for each in chosen]):
                    yield slip, own
            except NO_FIGURE:
                continue

    def options(self, name: str, reading: Reading | None) -> list[Worked]:
        """The values of a source that one may go on with; a question must have been settled before."""
        # By identity, which the kept reading guards: two readings may bear one name (TTC comes about twice).
        key = (name, id(reading))
        if key in self._options:
            return self._options[key][1]
        if key in self.graph.options:
            return self.graph.options[key][1]
        if reading is not None and name not in reading.values and not self.graph.touches(reading, name):
            self._options[key] = (reading, self.options(name, None))
            return self._options[key][1]
        said = reading is None or any(reading is each for each in self.graph.ground.readings)
        found = self._found(name, reading)
        if said and not self.graph.asked_on_the_way(name):
            self.graph.keep(key, reading, found)
        else:
            self._options[key] = (reading, found)
        return found

    def _found(self, name: str, reading: Reading | None) -> list[Worked]:
        found = self._known(name, reading)
        if reading is not None and name in reading.values:
            read = Worked(reading.values[name], readings=frozenset({reading.id}))
            # A measure is read as it is written; what one works out may be rounded.
            nodes = {**self.graph.questions, **self.graph.ground.between}
            found += _and_rounded(read, nodes[name].nature) if name in nodes else [read]
        return found

    def _known(self, name: str, reading: Reading | None) -> list[Worked]:
        ground = self.graph.ground
        if name in ground.givens:
            return [Worked(ground.givens[name].value)]
        if name in ground.between:
            between = ground.between[name]
            return [
                each
                for worked in self.ways(between.way, reading)
                for each in _and_rounded(worked, between.nature)
            ]
        question = self.graph.questions[name]
        found = list(self.graph.right_and_rounded(name))
        if name in self.settled:
            found += self.settled[name]
        else:
            # Left blank, it was worked out in passing, whichever way.
            found += [
                each
                for way in question.ways
                for worked in self.ways(way, reading)
                if worked.own or worked.readings
                for each in _and_rounded(worked, question.nature)
            ]
        return list(dict.fromkeys(found))

    def _blank(self, way: Way, reading: Reading) -> list[int]:
        """Which sources of a formula are questions left blank that a reading changes, by rank."""
        return [
            rank
            for rank, source in enumerate(way.sources)
            if source in self.graph.questions and source not in self.settled
            if self.graph.touches(reading, source)
        ]


def _kept(found: dict[tuple[Any, ...], Any], name: Any, formula: Callable, values: Sequence[Any]) -> Any:
    """What a formula gives on these values, remembered under a name among what was found."""
    # Figures that are equal give figures that are equal; what is no figure may be slow to compare.
    if not all([type(value) in FIGURES for value in values]):
        return formula(*values)
    key = (name, *values)
    if key not in found:
        if len(found) >= KEPT:
            found.clear()
        found[key] = formula(*values)
    return found[key]


def _and_rounded(worked: Worked, nature: Any) -> list[Worked]:
    if worked.low is not None:
        return [worked]
    rounded = nature.rounded(worked.value)
    return [worked, *(worked._replace(value=value, coarse=True) for value in rounded)]
