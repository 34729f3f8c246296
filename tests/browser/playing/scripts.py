"""What a learner answers on a whole path: specimens of the keys, all of them right, or with classic mistakes.

A written production is a text as long as is asked: its marks are a person's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from autograder.keys import SPECIMENS, Lesson, Specimen, mark
from autograder.mark import Mark
from ntc import exercises
from ntc.fields import Field
from ntc.instruments.bargaining import said
from ntc.instruments.bargaining.table import POOR, USEFUL, WAYS_OUT
from ntc.instruments.bargaining.take import Take
from ntc.lesson import fields_of, shipped
from tests.every.tree import data

Raw = dict[str, Any]
KINDS = {*POOR, *USEFUL, *WAYS_OUT}
"""The sentences of a negotiation that are ready to be said; others one puts together."""
SENTENCE = "Le marché se tient, nos clients restent, et voici ce que je propose de faire, avec sa date. "


class Script:
    """The answers to a lesson, or to a paper, on one variant: its fields, raw answers by field, its marks."""

    def __init__(self, lesson: str, variant: str) -> None:
        self.lesson = lesson
        self.case, self.truth = data(variant)
        self.fields: Mapping[str, Mapping[str, Field]] = fields_of(shipped(lesson), self.case)
        self.automatic = [one.id for one in exercises.of(lesson) if not one.written]
        self.raw: Raw = {}
        for exercise in exercises.of(lesson):
            self.raw |= self._right(exercise)

    def specimens(self, exercise: str) -> Iterator[Specimen]:
        """The specimens of an exercise, of each what lies in its own fields."""
        known = self.fields[exercise]
        for one in SPECIMENS[exercise](self.case, self.truth):
            yield replace(
                one, raw={key: _moved(known[key], raw) for key, raw in one.raw.items() if key in known}
            )

    def marks(self) -> dict[str, Mark]:
        """What the keys make of all answers together, by exercise that a machine marks."""
        read = Lesson.read(self.fields, self.raw)
        return {each: mark(each, self.case, self.truth, read) for each in self.automatic}

    def go_wrong(self) -> None:
        """Answer each exercise with a mistake that its marking names, or, where none has a name, in part.

        What the specimen of a mistake leaves out stays right.
        """
        for exercise in self.automatic:
            before = self.raw
            fields = self.fields[exercise]
            wrong = [
                one
                for one in self.specimens(exercise)
                if one.fraction < 1
                and one.raw
                and all(_offered(fields[key], one.raw[key]) for key in one.raw)
            ]
            named = [one for one in wrong if one.slip]
            for specimen in named or [one for one in wrong if one.fraction]:
                self.raw = before | specimen.raw
                marked = self.marks()[exercise]
                if specimen.slip in marked.slips if named else marked.fraction < 1:
                    break
            else:
                raise AssertionError(
                    f"{exercise}: none of its mistakes is named beside the answers before it"
                )

    def _right(self, exercise: exercises.Exercise) -> Raw:
        fields = self.fields[exercise.id]
        if not exercise.written:
            return dict(next(one.raw for one in self.specimens(exercise.id) if one.fraction == 1))
        return {key: self._written(field, exercise.id) for key, field in fields.items()}

    def _written(self, field: Field, exercise: str) -> Any:
        """A text with its headings; what stands beside a text is that of a specimen."""
        if field.kind != "text":
            return next(one.raw[field.id] for one in self.specimens(exercise) if field.id in one.raw)
        low = field.controls()["words"][0]
        heads = field.controls()["headings"] or [""]
        each = SENTENCE * (1 + low // len(heads) // len(SENTENCE.split()))
        return "\n".join(f"{head}\n{each}".strip() for head in heads)


def _offered(field: Field, raw: Any) -> bool:
    """Whether the page offers all of it: in a negotiation a poor sentence is there or not, turn by turn."""
    if field.kind != "negotiation":
        return True
    take = Take(field.table)
    for code in raw:
        move = field.table.move(code)
        sentences = {one.id for one in (*said.sheet(take), *said.ways_out(take))}
        if move is None or take.end or (move.kind in KINDS and code not in sentences):
            return False
        take.play(move)
    return True


def _moved(field: Field, raw: Any) -> Any:
    """An answer as the page gives it: of lines to sort, those that were moved from where they lie."""
    left = getattr(field, "left", None)
    if left is None or not isinstance(raw, dict):
        return raw
    return {line: choice for line, choice in raw.items() if choice != left}
