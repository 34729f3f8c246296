"""Marking the questions of a lesson together, so that one error is counted once.

Question by question, sources first, an answer is compared with the right value, with what right methods give
on the learner's own answers, on a reading that was named before, then with the mistakes that can be named.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from autograder.keys.answers import NOTHING, Entry, Lesson
from autograder.keys.asked import misread, say, swapped
from autograder.keys.asked.graph import NO_FIGURE, NONE, Graph, Worked, Working
from autograder.keys.asked.nature import APART, THOUSAND
from autograder.keys.asked.question import Asked, Reading, Way
from autograder.keys.asked.swapped import SWAPPED
from autograder.keys.asked.written import (
    HASTY,
    STRONG,
    gap,
    in_year,
    roughly,
    rounds_to,
    shortened,
    size,
    telling,
)
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.mark import PartMark
from ntc.calc import vat
from ntc.calc.slips import Slip
from ntc.exercises import Part

MISREADINGS = 3
"""How many measures one learner is taken to have misread, at most."""

WITHOUT_UNIT = "amounts in thousands of euros without the unit"
WRONG_YEAR = "dates of another year"
TOO_ROUND = "figures rounded too far"
TTC = "trap.T05"
"""An amount taken with its VAT, whichever it is: one mistake, named where the question says HT."""


@dataclass
class Judged:
    """What became of one question: its mark, and what its own answer gives to those who build on it.

    ``more`` adds to that what takes long to work out: half of the questions of a lesson bear no other.
    """

    mark: PartMark
    first: list[Worked] = field(default_factory=list)
    unexplained: bool = False
    more: Callable[[], list[Worked]] = list

    @cached_property
    def own(self) -> list[Worked]:
        """The values that one may go on with, found when somebody does."""
        return [*self.first, *self.more()]


def judge(graph: Graph, lesson: Lesson) -> dict[str, PartMark]:
    """Mark every question of the lesson that was put to the learner."""
    inferred: list[misread.Misread] = []
    while True:  # until no other misread measure explains two answers
        judged = _Pass(graph, lesson, inferred).run()
        if len(inferred) == MISREADINGS:
            break
        puzzles = {
            name: _entry(graph, lesson, name).value for name in graph.questions if judged[name].unexplained
        }
        found = misread.infer(graph, _Settled(judged), puzzles, {each.id for each in inferred})
        if found is None:
            break
        inferred.append(found)
    return {name: each.mark for name, each in judged.items()}


def _entry(graph: Graph, lesson: Lesson, name: str) -> Entry:
    answers = lesson.get(name.partition(".")[0], {})
    place = graph.questions[name].place
    if place.field not in answers:
        return NOTHING
    return answers.cell(place.field, place.row, place.column) if place.row else answers.entry(place.field)


class _Pass:
    """One reading of the whole lesson, given the measures that the learner is taken to have misread."""

    def __init__(self, graph: Graph, lesson: Lesson, inferred: Iterable[misread.Misread]) -> None:
        self.graph = graph
        self.inferred = {each.question: each.readings for each in inferred}
        self.entries = {name: _entry(graph, lesson, name) for name in graph.questions}
        self.typed = {name: entry.value for name, entry in self.entries.items()}
        self.swapped = swapped.pairs(graph, self.typed, self._unit)
        self.charged: set[str] = set()
        self.known: list[Reading] = []
        self.done: dict[str, Judged] = {}
        self.working = Working(graph, _Settled(self.done))

    def run(self) -> dict[str, Judged]:
        for name in self.graph.questions:
            self._settle(name)
        return self.done

    def _settle(self, name: str) -> None:
        if name in self.done:
            return
        for source in self.graph.sources(name):
            self._settle(source)
        self.done[name] = self._judge(name)
        if name in self.inferred:
            self.known.extend(self.inferred[name])

    def _judge(self, name: str) -> Judged:
        question, right = self.graph.questions[name], self.graph.right(name)
        part, entry = question.part, self.entries[name]
        expected = question.choices.labels[right] if question.choices else say.show(right, part.unit)
        if (blank := unanswered(part, entry, expected)) is not None:
            return Judged(blank)
        given = entry.value
        shown = question.choices.labels[given] if question.choices else say.show(given, part.unit)
        own, told = frozenset({name}), {"given": shown, "expected": expected}
        if say.too_short(question.nature, entry.typed):
            habit = _habit_of_rounding(name)
            same = given == right or shortened(given, right, question.nature, part.unit)
            if same and habit in self.charged:
                kept = [self._open(given, question, own)]
                return Judged(question_mark(part, 1.0, say.AGAIN, carried=True, **told), kept)
            self.charged.add(habit)
            message = f"« {entry.typed} » est trop arrondi : donnez au moins le millier d’euros."
            return Judged(question_mark(part, 0.0, message, **told), [Worked(given, own)])
        if name in self.swapped:
            return self._exchanged(name, part, told)
        if (found := self._earned(name, given)) is not None:
            ways, message = found
            if question.choices is not None and message == say.EXACT:
                message = question.choices.reasons(right).get(given, message)
            carried = any(worked.own or worked.readings for worked in ways)
            mark = question_mark(part, 1.0, message, carried=carried, **told)
            if not carried:
                more = partial(self._unrounded, name, given) if given != right else list
                return Judged(mark, [Worked(given, typed=given != right)], more=more)
            return Judged(mark, more=partial(self._kept, name, given, ways))
        if question.choices is not None:
            worth, reasons = question.choices.worth(right), question.choices.reasons(right)
            mark = question_mark(part, worth.get(given, 0.0), reasons.get(given, ""), **told)
            # What is worked out from a choice follows the one that was made.
            return Judged(mark, [Worked(given, own)])
        if (found := self._written_otherwise(name, given)) is not None:
            habit, kept, remark = found
            if habit in self.charged:
                return Judged(question_mark(part, 1.0, say.AGAIN, carried=True, **told), kept)
            self.charged.add(habit)
            message = f"Vous trouvez {shown} : {remark} {question.method}".rstrip()
            return Judged(question_mark(part, 0.0, message, **told), kept)
        coarse = say.too_round(given, right, question.nature, part.unit)
        if coarse:
            self.charged.add(_habit_of_rounding(name))
        fitting = [] if coarse else self._fitting(name, given)
        if TTC in self.charged and (kept := self._with_vat(name, given)):
            return Judged(question_mark(part, 1.0, say.AGAIN, carried=True, **told), kept)
        if named := self._named(name, given, fitting):
            slip = named[0]
            self.charged.add(slip.id)
            message = f"Vous trouvez {shown}. {slip.message}"
            mark = question_mark(part, 0.0, message, slip=slip.id, **told)
            return Judged(mark, [Worked(v, own) for v in dict.fromkeys((given, *(s.value for s in named)))])
        if not fitting and (kept := self._with_vat(name, given)):
            return self._taxed(part, shown, kept, told, question.method)
        self._suspect(self._faint(name, given))
        # What fits a mistake is told neither to be that mistake nor to be badly rounded: it may be either.
        remark = coarse or (
            say.untold(given) if fitting else self._hasty(name, given) or self._remark(name, given)
        )
        mark = question_mark(part, 0.0, f"Vous trouvez {shown} : {remark} {question.method}".rstrip(), **told)
        usable = question.nature.plausible(given, right)
        return Judged(mark, [self._open(given, question, own)] if usable else [], unexplained=not coarse)

    def _exchanged(self, name: str, part: Part, told: Mapping[str, str]) -> Judged:
        """One of two right answers that stand in each other's place: charged once in an exercise."""
        other = self.swapped[name]
        own = [Worked(self.typed[other], typed=True)]
        place = f"{SWAPPED}, {name.partition('.')[0]}"
        if place in self.charged:
            return Judged(question_mark(part, 1.0, say.SWAPPED_AGAIN, carried=True, **told), own)
        self.charged.add(place)
        message = f"Vous trouvez {told['given']}. {say.swapped(self._label(other))}"
        return Judged(question_mark(part, 0.0, message, slip=SWAPPED, **told), own)

    def _kept(self, name: str, given: Any, ways: Iterable[Worked]) -> list[Worked]:
        """What one may go on with who built on own answers: what was typed, and all that it may round.

        A CA typed in k€ stands for the CA of a mistake that was named: what comes of the one or of the other
        is right, and nothing between them.
        """
        every = [Worked(given), *ways, *self._unrounded(name, given)]
        return [*dict.fromkeys(each._replace(own=frozenset({name}), readings=NONE) for each in every)]

    def _earned(self, name: str, given: Any) -> tuple[list[Worked], str] | None:
        """The right or accepted values that an answer may be, and what to say of it."""
        question = self.graph.questions[name]
        right = question.nature.same(given, self.graph.right(name))
        if right and (not isinstance(given, date) or given == self.graph.right(name)):
            return [Worked(given)], say.EXACT
        accepted, followed = self._followed(name, given)
        read = [
            (worked, say.AGAIN if reading in self.known else say.SAME)
            for reading in self._charged_readings(name)
            for worked in self.working.under(reading, name)
            if question.nature.between(given, *_ends(worked))
        ]
        own = [*followed, *(worked for worked, _ in read)]
        # A date a day off is right, but one's own figures may lead just there.
        if right and not any(worked.value == given for worked in own):
            return [Worked(given)], self._a_day_off(name, given)
        # So may they lead to a figure that right ones give when they are rounded on the way.
        if accepted is not None and not right and not _doubtful(accepted[0][0], given, own):
            return accepted
        if followed and not (read and self._roundabout(name, followed)):
            best = min(followed, key=lambda worked: len(worked.own))
            labels = [self._label(each) for each in self.graph.questions if each in best.own]
            return own, _to_the_day(given, own, say.carried(labels))
        if read:
            return own, _to_the_day(given, own, read[0][1])
        for slip, _ in self.working.slips(name):
            if slip.id in self.charged & self.graph.ground.kept and _gives(slip, given, question):
                return [Worked(slip.value, readings=frozenset({slip.id}))], say.AGAIN
        return None

    def _followed(self, name: str, given: Any) -> tuple[tuple[list[Worked], str] | None, list[Worked]]:
        """What an answer is on right sources, with what to say of it, and what it is on own ones."""
        question = self.graph.questions[name]
        accepted: tuple[list[Worked], str] | None = None
        followed: list[Worked] = []
        for way in question.ways:
            if way.shown and not self._has_right(way):
                continue
            for worked in self.working.ways(way):
                if not question.nature.between(given, *_ends(worked)):
                    continue
                if worked.own:
                    followed.append(worked)
                elif accepted is None:
                    accepted = [worked], self._said(way, worked, given)
        return accepted, followed

    def _roundabout(self, name: str, followed: Iterable[Worked]) -> bool:
        """Whether own answers lead to a figure by other ways only than the one that is taught."""
        straight = set(self.working.ways(self.graph.questions[name].way))
        return straight.isdisjoint(followed)

    def _has_right(self, way: Way) -> bool:
        """Whether the questions that a way starts from were answered, and earn their points."""
        return all(self.done[each].mark.fraction == 1 for each in way.sources if each in self.graph.questions)

    def _said(self, way: Way, worked: Worked, given: Any) -> str:
        """What to say of an answer that a way gives on right sources."""
        if isinstance(given, date) and given != worked.value:
            return say.A_DAY_OFF
        return way.message or (say.ROUNDED if worked.coarse else say.EXACT)

    def _a_day_off(self, name: str, given: date) -> str:
        """What to say of a date a day off: how it may have been counted, never as if that were sure."""
        for way in self.graph.questions[name].also:
            if way.doubtful and any(each.value == given for each in self.working.ways(way) if not each.own):
                return way.doubtful
        return say.AT_MONTH_END if (given + timedelta(days=1)).day == 1 else say.A_DAY_OFF

    def _written_otherwise(self, name: str, given: Any) -> tuple[str, list[Worked], str] | None:
        """A habit of writing that spoils an otherwise right answer, what one goes on with, what to say.

        It is one mistake, however many answers bear it: of the lesson or, for rounding, of an exercise.
        """
        nature, right = self.graph.questions[name].nature, self.graph.right(name)
        if isinstance(given, date):
            if given.year == right.year or (meant := in_year(given, right.year)) is None:
                return None
            found = self._earned(name, meant)
            return found and (WRONG_YEAR, self._kept(name, found[0][0].value, found[0]), say.YEAR)
        own = frozenset({name})
        if self._unit(name).startswith("€") and given and not nature.names:
            meant = given * THOUSAND
            if (found := self._earned(name, meant)) is not None:
                return WITHOUT_UNIT, self._kept(name, found[0][0].value, found[0]), say.UNIT
            if shortened(meant.normalize(), right, nature, "€"):
                return WITHOUT_UNIT, [self._open(meant, self.graph.questions[name], own)], say.UNIT
        unit = self._unit(name)
        if not shortened(given, right, nature, unit):
            return None
        # « 6 » for 6,7 may be cut short, and is exactly what a taught mistake gives: it is named.
        if not roughly(given, right) and any(slip.value == given for slip in self._fitting(name, given)):
            return None
        said = say.too_round(given, right, nature, unit) or self._remark(name, given)
        if said == say.NOT_IT:
            said = say.cut_short(given, right, nature, unit)
        return _habit_of_rounding(name), [self._open(given, self.graph.questions[name], own)], said

    def _taxed(
        self, part: Part, shown: str, kept: list[Worked], told: Mapping[str, str], method: str
    ) -> Judged:
        """An amount with its VAT, met first here: named where the question says HT, else charged silently."""
        self.charged.add(TTC)
        if "HT" in part.unit:
            return Judged(
                question_mark(part, 0.0, f"Vous trouvez {shown}. {say.TTC}", slip=TTC, **told), kept
            )
        message = f"Vous trouvez {shown} : {say.NOT_IT} {method}".rstrip()
        return Judged(question_mark(part, 0.0, message, **told), kept)

    def _with_vat(self, name: str, given: Any) -> list[Worked]:
        """What one goes on with who gave an otherwise right amount with its VAT; nothing where it is none."""
        unit = self._unit(name)
        if not (unit.startswith("€") and "TTC" not in unit and isinstance(given, Decimal) and given):
            return []
        found = self._earned(name, given / (1 + vat.STANDARD))
        own = frozenset({name})
        return [Worked(given, own), *self._kept(name, given, found[0])] if found else []

    def _hasty(self, name: str, given: Any) -> str:
        """Say which figure was rounded too far on the way, and know it from then on; empty when none was."""
        question = self.graph.questions[name]
        if question.nature.whole or isinstance(given, date):
            return ""
        if telling(given, self.graph.right(name)) < HASTY:
            return ""
        nodes = {**self.graph.questions, **self.graph.ground.between}
        for source in dict.fromkeys(source for way in question.ways for source in way.sources):
            if source not in nodes:
                continue
            for value in nodes[source].nature.hasty(self.graph.right(source)):
                reading = Reading(f"hasty.{source}", "", {source: value})
                if any(
                    question.nature.betrays(given, *_ends(worked))
                    for worked in self.working.under(reading, name)
                    if not worked.own
                ):
                    self.known.append(reading)
                    return say.hasty(self._label(source) if source in self.graph.questions else "")
        return ""

    def _unrounded(self, name: str, given: Any) -> list[Worked]:
        """What an answer may be with all its decimals, worked out from what was answered before it."""
        question = self.graph.questions[name]
        worked = (
            each
            for way in question.ways
            for each in self.working.ways(way)
            if each.own or each.typed or each.coarse
        )
        return [each for each in worked if question.nature.between(given, *_ends(each))]

    def _fitting(self, name: str, given: Any) -> list[Slip]:
        """The mistakes that an answer fits, on right sources if it fits one there; nearest first."""
        question = self.graph.questions[name]
        nature = question.nature
        found = [
            (bool(own), slip) for slip, own in self.working.slips(name) if self._betrays(name, given, slip)
        ]
        for reading in self._touching(name, self.graph.ground.readings):
            belied = self._belied(reading.id, name)
            # A date tells little by itself: a right figure elsewhere belies it.
            if isinstance(given, date) and belied:
                continue
            alone = reading.id not in question.silent and not isinstance(given, date)
            # So does a figure of few digits near the right one, unless its own sources were read that way.
            if belied and alone and telling(given, self.graph.right(name)) < STRONG:
                alone = False
            for worked in self.working.under(reading, name, throughout=alone):
                if nature.betrays(given, *_ends(worked)):
                    found.append((bool(worked.own), Slip(reading.id, worked.value, reading.message)))
        fitting = [slip for own, slip in found if own == min(own for own, _ in found)]
        return sorted(fitting, key=lambda slip: gap(slip.value, given))

    def _faint(self, name: str, given: Any) -> set[str]:
        """The readings that a figure may follow all along, though too near the right one to be told so."""
        nature = self.graph.questions[name].nature
        return {
            reading.id
            for reading in self._touching(name, self.graph.ground.readings)
            for slip in ([] if isinstance(given, date) else self.graph.throughout(reading, name))
            if nature.betrays(given, slip.value, slip.value)
        }

    def _named(self, name: str, given: Any, found: list[Slip]) -> list[Slip]:
        """The mistake that an answer betrays, from all the sources it fits; none when it could be two."""
        nature = self.graph.questions[name].nature
        if found and self._misrounded(name, given):
            self._suspect({slip.id for slip in found})
            return []
        if not found:
            return []
        best = found[0]
        rivals = found
        if nature.sharp(given, best.value, best.value):
            limit = gap(best.value, given) + size(nature.tolerance) / APART
            rivals = [slip for slip in found if gap(slip.value, given) <= limit]
        # Of those, the ones that give just this figure when they are written with as many digits.
        if exact := [slip for slip in found if rounds_to(slip.value, given)]:
            rivals = exact
        ids = {slip.id for slip in rivals}
        if len(ids) > 1:
            self._suspect(ids)
            rivals = [slip for slip in rivals if not self._belied(slip.id, name)]
        # Absent rather than wrong: two mistakes that give one figure cannot be told apart.
        if len({slip.id for slip in rivals}) != 1:
            return []
        return [rivals[0], *(slip for slip in found if slip.id == rivals[0].id)]

    def _suspect(self, ids: set[str]) -> None:
        """Charge once what cannot be named: whichever of these shows further on was made here."""
        self.known.extend(each for each in self.graph.ground.readings if each.id in ids)
        self.charged |= ids & self.graph.ground.kept

    def _misrounded(self, name: str, given: Any) -> bool:
        """Whether an answer may be a value of right methods, only rounded the wrong way."""
        question = self.graph.questions[name]
        return any(
            question.nature.misrounded(given, worked.value)
            for way in question.ways
            for worked in self.working.ways(way)
            if not worked.coarse
        )

    def _betrays(self, name: str, given: Any, slip: Slip) -> bool:
        """Whether an answer tells of a mistake: by its value and, if that may be chance, by others."""
        nature = self.graph.questions[name].nature
        if isinstance(given, date):
            others = {value for other, value in self.typed.items() if other != name and value is not None}
            return given == slip.value or (nature.same(given, slip.value) and given in others)
        if not nature.betrays(given, slip.value, slip.value):
            return False
        return not nature.whole or slip.id not in self.graph.ground.kept or self._kept_up(name, slip.id)

    def _kept_up(self, name: str, slip_id: str) -> bool:
        """Whether all the answers beside one, in its exercise, are right or bear the same mistake."""
        return all(
            self._follows(other, slip_id)
            for other in self.graph.questions
            if other.partition(".")[0] == name.partition(".")[0] and self.typed[other] is not None
            if self.graph.questions[other].nature.whole
        )

    def _follows(self, name: str, slip_id: str) -> bool:
        question, given = self.graph.questions[name], self.typed[name]
        own = [
            self.graph.right(each) if self.typed.get(each) is None else self.typed[each]
            for each in question.way.sources
        ]
        for values in (own, [self.graph.right(each) for each in question.way.sources]):
            try:
                slips = [slip for slip in self.graph.slips(name, values) if slip.id == slip_id]
                if question.nature.same(given, question.way.formula(*values)):
                    return True
            except NO_FIGURE:
                continue
            if any(question.nature.betrays(given, slip.value, slip.value) for slip in slips):
                return True
        return False

    def _belied(self, reading_id: str, name: str) -> bool:
        """Whether a right answer tells that the learner does not read that way what a question rests on.

        Quotes of another year say nothing of how orders were filtered.
        """
        under = self.graph.before(name) | {name}
        shared = {
            source
            for reading in self.graph.ground.readings
            if reading.id == reading_id
            for source in reading.values
            if source in under
        }
        return any(
            each.mark.fraction == 1
            and not any(worked.own for worked in each.own)
            and not shared.isdisjoint(self.graph.before(other) | {other})
            for other, each in self.done.items()
            if reading_id in {slip.id for slip, _ in self.graph.misread(other)}
        )

    def _charged_readings(self, name: str) -> Iterator[Reading]:
        named = (reading for reading in self.graph.ground.readings if reading.id in self.charged)
        return self._touching(name, [*named, *self.known])

    def _touching(self, name: str, readings: Iterable[Reading]) -> Iterator[Reading]:
        return (reading for reading in readings if self.graph.touches(reading, name))

    def _remark(self, name: str, given: Any) -> str:
        question = self.graph.questions[name]
        others = {self.graph.right(other) for other in self.graph.questions if other != name}
        others |= {each.value for each in self.graph.ground.givens.values() if each.nature is not None}
        said = say.remark(given, self.graph.right(name), question.nature, others)
        return say.SIGN if said == say.NOT_IT and self._turned(name, given) else said

    def _turned(self, name: str, given: Any) -> bool:
        """Whether an answer is what one's own answers give, with the other sign."""
        return isinstance(given, Decimal) and bool(given) and bool(self._followed(name, -given)[1])

    def _open(self, given: Any, question: Asked, own: frozenset[str]) -> Worked:
        """An unexplained figure, with what its last decimal leaves open."""
        half = question.nature.half_unit(given)
        return Worked(given, own, low=given - half, high=given + half) if half else Worked(given, own)

    def _unit(self, name: str) -> str:
        return self.graph.questions[name].part.unit

    def _label(self, name: str) -> str:
        return self.graph.questions[name].part.label


class _Settled(Mapping):
    """What the questions judged so far give to those that come after; blank ones give nothing."""

    def __init__(self, done: Mapping[str, Judged]) -> None:
        self._done = done

    def __getitem__(self, name: str) -> list[Worked]:
        if self._done[name].mark.verdict in ("blank", "unreadable"):
            raise KeyError(name)
        return self._done[name].own

    def __iter__(self) -> Iterator[str]:
        return (name for name, each in self._done.items() if each.mark.verdict not in ("blank", "unreadable"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _ends(worked: Worked) -> tuple[Any, Any]:
    return worked.ends[0], worked.ends[-1]


def _doubtful(worked: Worked, given: Any, own: Collection[Worked]) -> bool:
    """Whether one's own figures give an answer better than right ones: rounded on the way, or less near."""
    if worked.coarse or (isinstance(given, date) and given != worked.value):
        return bool(own)
    return isinstance(given, Decimal) and any(
        abs(each.value - given) < abs(worked.value - given) for each in own
    )


def _to_the_day(given: Any, own: Iterable[Worked], message: str) -> str:
    """What is said of an answer that own ones give; of a date also that it is a day off, when it is."""
    if not isinstance(given, date) or any(low <= given <= high for low, high in map(_ends, own)):
        return message
    return f"{message} {say.A_DAY_OFF}"


def _gives(slip: Slip, given: Any, question: Asked) -> bool:
    """Whether a mistake gives this answer; a count that is not whole, to two decimals."""
    if question.nature.whole and slip.value % 1:
        return abs(given - slip.value) <= Decimal("0.005")
    return question.nature.same(given, slip.value)


def _habit_of_rounding(name: str) -> str:
    """What rounding too far is charged as, once in the exercise of a question."""
    return f"{TOO_ROUND}, {name.partition('.')[0]}"
