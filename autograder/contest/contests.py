"""Contests that came (*contestations reçues*): kept as they were read, and told apart from forged ones.

A file or a message is taken when it names somebody of this course, a lesson and an exercise that they were
marked in. Its seal says whether it was written from that very hand-in: when it does not, it is doubtful,
and shown so. Nothing of a contest changes a mark.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from autograder.grading import jsonfile, replies
from autograder.grading.classlist import class_list
from autograder.grading.flags import short
from autograder.grading.places import Places
from autograder.grading.record import Record, known
from autograder.grading.replies import Reply
from ntc import exercises
from ntc.exercises import Exercise
from ntc.home.contest import Contest, ContestError, read

_MOST = 60
"""How many contests of one learner are kept: whoever has more to say says it."""


@dataclass(frozen=True)
class Filed:
    """A contest as it was kept: ``came`` when; ``sealed``: its seal was that of the marked work."""

    key: str
    contest: Contest
    came: str
    sealed: bool
    reply: Reply | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody answered it yet."""
        return self.reply is None

    @property
    def arrived(self) -> datetime:
        """When it came, on the clock of this place."""
        return datetime.fromisoformat(self.came).astimezone()


def take(places: Places, content: bytes, learner: str = "") -> tuple[Filed, bool]:
    """Keep a contest that came, and tell whether it is new; the same one twice is there once.

    ``learner`` is whose hand-in it lay in, when that is known: it must then be theirs. Raises ContestError,
    OSError when the disk refuses.
    """
    contest = read(content)
    if learner and contest.learner != learner:
        raise ContestError(
            f"Une contestation porte l’identifiant « {short(contest.learner)} » et vient avec le travail de "
            f"« {learner} » : elle n’est pas prise. Demandez de qui elle est."
        )
    record = _marked(places, contest)
    key = _key(contest)
    folder = places.contests / contest.learner
    is_new = not (folder / f"{key}.json").is_file()
    if is_new:
        if len(_files(folder)) >= _MOST:
            raise ContestError(
                f"« {contest.learner} » a déjà beaucoup de contestations : celle-ci n’est pas "
                "gardée. Voyez-vous."
            )
        sealed = record.seal == contest.seal
        kept = {"came": datetime.now(UTC).isoformat(timespec="seconds"), "sealed": sealed}
        jsonfile.write(folder / f"{key}.json", {**kept, "contest": asdict(contest)})
    one = find(places, key, contest.learner)
    if one is None:
        raise ContestError("Cette contestation n’a pas pu être gardée : recommencez.")
    return one, is_new


def filed(places: Places) -> list[Filed]:
    """Every contest of the course: those that are open first, then the latest."""
    found = [each for folder in sorted(places.contests.glob("*/")) for each in _of(places, folder.name)]
    return sorted(found, key=lambda each: (not each.is_open, -each.arrived.timestamp()))


def find(places: Places, key: str, learner: str = "") -> Filed | None:
    """A contest by its key; None when it is not there."""
    every = _of(places, learner) if learner else filed(places)
    return next((each for each in every if each.key == key), None)


def doubt(places: Places, one: Filed) -> str:
    """What makes a contest doubtful, in French; empty when its seal is that of the work that is marked."""
    record = known(places, one.contest.learner, one.contest.lesson)
    if record is not None and record.seal == one.contest.seal:
        return ""
    if one.sealed:
        return (
            "Depuis cette contestation, le travail a été remis de nouveau, et c’est le nouveau qui est noté."
        )
    return (
        "Contestation douteuse : son scellé n’est pas celui du travail noté. Elle parle d’une autre "
        f"remise, ou n’a pas été écrite par « {one.contest.learner} » : demandez-lui avant de répondre."
    )


def exercise_of(contest: Contest) -> Exercise | None:
    """The exercise that is contested, as it stands in its lesson; None when the course has it no more."""
    return next((one for one in exercises.of(contest.lesson) if one.id == contest.exercise), None)


def _files(folder: Path) -> list[Path]:
    """The contests of a learner's folder; what was answered lies beside them."""
    return [path for path in sorted(folder.glob("*.json")) if not path.name.endswith(".replies.json")]


def _of(places: Places, learner: str) -> Iterator[Filed]:
    for path in _files(places.contests / learner):
        raw = jsonfile.read(path)
        try:
            contest = Contest(**raw["contest"])
            one = Filed(path.stem, contest, str(raw["came"]), raw["sealed"] is True)
            one.arrived  # noqa: B018
        except (TypeError, KeyError, ValueError):
            continue  # not one of ours, or damaged: what is beside it is read all the same
        answered = replies.read(places, contest.learner, contest.lesson)
        yield replace(one, reply=next((each for each in answered if each.contest == one.key), None))


def _marked(places: Places, contest: Contest) -> Record:
    """The record of the lesson that is contested; raises ContestError when there is nothing to contest."""
    roster = class_list(places)
    if roster and contest.learner not in roster:
        raise ContestError(
            f"L’identifiant « {short(contest.learner)} » n’est pas dans la liste de la classe : cette "
            "contestation n’est pas prise."
        )
    # The names come from a file that anybody can write: they are compared, never made a path of before.
    if (
        contest.lesson not in places.lessons(contest.assignment)
        or contest.assignment not in places.activities
    ):
        raise ContestError(
            f"La leçon « {short(contest.lesson)} » n’est pas dans ce cours : cette contestation n’est "
            "pas prise."
        )
    if exercise_of(contest) is None:
        raise ContestError(
            f"L’exercice « {short(contest.exercise)} » n’est pas dans cette leçon : cette contestation n’est "
            "pas prise."
        )
    record = known(places, contest.learner, contest.lesson)
    if record is None:
        raise ContestError(
            f"« {contest.learner} » n’a pas de note pour cette leçon : cette contestation n’est pas prise."
        )
    return record


def _key(contest: Contest) -> str:
    """Name a contest by what it says: a file and the message beside it are one."""
    told = [contest.learner, contest.lesson, contest.exercise, contest.seal, contest.words.split()]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()[:16]
