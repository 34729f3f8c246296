"""Work done before one said who one was (« travail sans nom »), offered to the name given afterwards."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ntc.catalogue import Lesson, lessons
from ntc.fields import places
from ntc.fields.answers import AnswersError, AnswersFile, read_answers
from ntc.fields.outcome import Unreadable
from ntc.fields.versions import empty
from ntc.home.progress import shipped_fields
from ntc.learner import Learner

_TAKEN = "sans-nom-repris"


@dataclass(frozen=True)
class Unnamed:
    """The answers that nobody signed to a lesson, on one variant of the data, and the file they are in."""

    lesson: Lesson
    path: Path
    variant: str
    answers: Mapping[str, Mapping[str, Any]]

    @property
    def saved(self) -> datetime:
        """The last hour at which one of them was saved."""
        return max(datetime.fromisoformat(entry["saved"]) for entry in self.answers.values())


@dataclass(frozen=True)
class Adopted:
    """What came of it: how many answers were taken over, and how many were left aside."""

    taken: int
    left: int


def unnamed(work: Path, learner: Learner) -> list[Unnamed]:
    """Find the work that nobody signed in ``work``, beside what is the learner's already."""
    found = []
    for lesson in lessons():
        path = work / lesson.answers
        pattern = f"{places.stem(path)}.{places.NOBODY}.variante-*.json"
        for candidate in (path, *sorted(path.parent.glob(pattern))):
            document = _unsigned(candidate, lesson)
            # Answers on the same data, in the answers file itself, become theirs when the lesson is opened.
            theirs = candidate == path and learner.id and document and document["variant"] == learner.variant
            if document and not theirs:
                given = {key: one for key, one in document["answers"].items() if not empty(one["raw"])}
                if given:
                    found.append(Unnamed(lesson, candidate, document["variant"], given))
    return found


def adopt(work: Path, learner: Learner, found: list[Unnamed]) -> Adopted:
    """Take unsigned answers over under a learner's name: those they have not given, and that their data know.

    What was left, and what was taken, stays beside the lesson under another name. Raises SaveError when the
    disk refuses: nothing is then lost, and it is offered again.
    """
    taken = left = 0
    seen = set()
    for one in found:
        path = work / one.lesson.answers
        file = AnswersFile(path, one.lesson.name, learner.id, learner.variant)
        fields = {
            field.id: field
            for placed in shipped_fields(one.lesson, learner.variant).values()
            for field in placed.values()
        }
        for key, entry in one.answers.items():
            if (one.lesson.name, key) in seen:
                continue  # an older copy of what has just been looked at
            seen.add((one.lesson.name, key))
            field = fields.get(key)
            if not field or not empty(file.get(key)) or isinstance(field.parse(entry["raw"]), Unreadable):
                left += 1
                continue
            file.set(key, entry["raw"])
            taken += 1
        # To open the lesson under another name puts what is in its answers file where it waits.
        waiting = places.waiting(path, "", one.variant)
        source = waiting if one.path == path else one.path
        with contextlib.suppress(FileNotFoundError):
            kept = f"{places.stem(path)}.{_TAKEN}.variante-{one.variant}.json"
            source.rename(places.free_name(path.with_name(kept)))
    return Adopted(taken, left)


def _unsigned(path: Path, lesson: Lesson) -> dict[str, Any] | None:
    with contextlib.suppress(AnswersError):
        document = read_answers(path)
        if (document["learner"], document["lesson"]) == ("", lesson.name):
            return document
    return None
