"""The script of a talk (« dialogue »): what is said, what may be answered, and where that leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter

from ntc.case import Case
from ntc.french import typeset


@dataclass(frozen=True)
class Line:
    """What is said to the learner (« réplique »), and by whom."""

    id: str
    speaker: str
    text: str


@dataclass(frozen=True)
class Answer:
    """What the learner may say after a line, and the line that follows."""

    id: str
    after: str
    text: str
    next: str


@dataclass(frozen=True)
class Script:
    """Lines and answers, from the line at the ``start``; a line without answers ends the talk.

    ``costs`` is for practice alone: what each answer brought or cost, in French, by id. Raises ValueError
    when an answer names a line that is not there, or a talk may come back to where it was.
    """

    title: str
    setting: str
    start: str
    lines: Sequence[Line]
    answers: Sequence[Answer]
    costs: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lines = {line.id for line in self.lines}
        if (
            strange := {self.start, *(place for one in self.answers for place in (one.after, one.next))}
            - lines
        ):
            raise ValueError(f"{self.title}: no such lines: {sorted(strange)}")
        if strange := self.costs.keys() - {one.id for one in self.answers}:
            raise ValueError(f"{self.title}: no such answers: {sorted(strange)}")
        try:
            TopologicalSorter({line: [one.next for one in self.after(line)] for line in lines}).prepare()
        except CycleError as turning:
            raise ValueError(f"{self.title}: {turning.args[1][0]} may come back") from None

    def line(self, id: str) -> Line:
        """The line of that id; StopIteration when there is none."""
        return next(line for line in self.lines if line.id == id)

    def after(self, line: str) -> list[Answer]:
        """What may be said after a line: nothing at the end."""
        return self._after.get(line, [])

    @cached_property
    def _after(self) -> dict[str, list[Answer]]:
        found: dict[str, list[Answer]] = {}
        for one in self.answers:
            found.setdefault(one.after, []).append(one)
        return found

    def walk(self, path: Sequence[object]) -> list[Answer] | None:
        """The answers of a path of ids, from the start; None when it is none that can be gone."""
        here, said = self.start, []
        for id in path:
            one = next((one for one in self.after(here) if one.id == id), None)
            if one is None:
                return None
            said.append(one)
            here = one.next
        return said


def practised(
    title: str,
    setting: str,
    start: str,
    lines: Mapping[str, tuple[str, str]],
    answers: Mapping[str, Sequence[tuple[str, str, str]]],
) -> Script:
    """An invented talk to practise on (« répétition »): lines by id, each a speaker and a text.

    ``answers``, by line: what one may say, the line that follows, and what that brought or cost. An answer
    bears the id of its line and its rank: « d2 ». All texts are set in French.
    """
    offered = {
        f"{after}{rank}": (after, *choice)
        for after, choices in answers.items()
        for rank, choice in enumerate(choices, 1)
    }
    return Script(
        typeset(title),
        typeset(setting),
        start,
        tuple(Line(code, who, typeset(text)) for code, (who, text) in lines.items()),
        tuple(
            Answer(code, after, typeset(text), following)
            for code, (after, text, following, _) in offered.items()
        ),
        {code: typeset(cost) for code, (*_, cost) in offered.items()},
    )


@cache
def script(case: Case, dialogue: str) -> Script:
    """The script of a dialogue of the case, by its code; StopIteration when there is none."""
    found = next(row for row in case.dialogues if row.dialogue_id == dialogue)
    nodes = [row for row in case.dialogue_nodes if row.dialogue_id == dialogue]
    own = {row.node_id for row in nodes}
    return Script(
        typeset(found.title),
        typeset(found.setting),
        found.start,
        tuple(Line(row.node_id, typeset(row.speaker), typeset(row.text)) for row in nodes),
        tuple(
            Answer(row.choice_id, row.node_id, typeset(row.text), row.next)
            for row in case.dialogue_choices
            if row.node_id in own
        ),
    )
