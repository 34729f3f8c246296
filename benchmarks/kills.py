"""What a kill at any moment loses: ``kill -9`` while one answers, hands in, receives, marks and records.

``python benchmarks/kills.py [--kills 1000] [--seed 1]`` kills a process at a moment drawn evenly over what it
does, so many times in all, a fifth for each of five deeds; looks at what is there; lets the deed be done once
more, as a person would who simply begins again; and looks again. The same seed draws the same moments.
Prints, for each deed, how many kills there were, and each fault. Exit code 1 when there was one.
"""

import argparse
import json
import logging
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from autograder.grading import finished, parallel, record, recording
from autograder.grading.draft import Outcome
from autograder.grading.ledger import read as rows_of
from autograder.grading.places import COURSE_ID
from ntc import exercises
from ntc.catalogue import activities
from ntc.fields.answers import AnswersFile, read_answers
from ntc.home.handin import FOLDER, hand_in
from ntc.learner import Learner
from tests.autograder.grading.course import ASSIGNMENT, LESSON, Course, made_course
from tests.autograder.grading.samples import answers_file, right
from tests.autograder.grading.test_download import Classroom, made_room
from tests.autograder.grading.test_download import hand_in as handed_in

Tell = Callable[[int], object]
LEARNER, VARIANT = "dupont.m", "07"
WRITTEN = next(each for each in exercises.of(LESSON) if each.written)
FIELD, OTHER = WRITTEN.id, next(each.id for each in exercises.of(LESSON) if not each.written)
MISSES = 5
"""A deed that ends before its kill, so many times running for each that struck, is told as a fault."""


def main() -> int:
    """Kill each deed so many times, and count what was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    rng, broken, struck = random.Random(options.seed), 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        made_course(Path(scratch, "course"), Path(scratch, "home"))  # released once, for all that follows
    for kind in (_Answering, _HandingIn, _Receiving, _Marking, _Recording):
        with tempfile.TemporaryDirectory() as scratch:
            tempfile.tempdir = scratch  # the drafts of those who are killed end with it
            begun, deed = time.monotonic(), kind(Path(scratch))
            kills, faults = tried(deed, -(-options.kills // 5), rng)
            tempfile.tempdir = None
        print(
            f"{kind.__name__[1:]:10} {kills:5} kills, {len(faults)} faults, {time.monotonic() - begun:4.0f} s"
        )
        for fault in faults:
            print(f"  {fault}", flush=True)
        broken += len(faults)
        struck += kills
    print(f"{struck} kills in all, {broken} faults")
    return int(broken > 0 or struck < options.kills)


def tried(deed: "Deed", wanted: int, rng: random.Random) -> tuple[int, list[str]]:
    """Kill the deed so many times: how many kills struck it at work, and every fault."""
    lasts = 0.0
    for _ in range(3):
        deed.prepare()
        lasts = max(lasts, in_a_process(deed.do)[1])
    kills, faults = 0, [f"not killed: {fault}" for fault in deed.again()]
    for number in range(wanted * MISSES):
        if kills == wanted:
            break
        deed.prepare()
        killed, _, told = in_a_process(deed.do, rng.uniform(0, lasts))
        kills += killed
        found = [*deed.look(told), *(f"begun again: {fault}" for fault in deed.again())]
        faults += [f"no. {number}: {fault}" for fault in found]
    return kills, faults


def in_a_process(act: Callable[[Tell], None], moment: float | None = None) -> tuple[bool, float, int]:
    """Act in a process of its own, killed at the moment: whether so, the seconds, what it told last."""
    reads, writes = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if not child:
        os.close(reads)
        try:
            act(lambda number: os.write(writes, number.to_bytes(4)))
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.close(writes)
    if moment is not None:
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    lasted = time.monotonic() - begun
    with os.fdopen(reads, "rb") as stream:
        told = stream.read()
    if code not in (0, -signal.SIGKILL):
        raise RuntimeError(f"{act} failed by itself")
    return code != 0, lasted, int.from_bytes(told[-4:]) if told else 0


def digest(found: object) -> str:
    """A short name of what is too long to tell."""
    return sha256(repr(found).encode()).hexdigest()[:12]


@dataclass
class Deed:
    """What is killed; ``folder`` is its own."""

    folder: Path

    def prepare(self) -> None:
        """Put everything back as it is before the deed."""

    def do(self, tell: Tell) -> None:
        """Do it, in a process that may die; ``tell`` a number once it is promised to be safe."""

    def look(self, told: int) -> Iterator[str]:
        """What is wrong right after the kill."""
        yield from ()

    def again(self) -> Iterator[str]:
        """Do it once more, whole; what is wrong then."""
        yield from ()

    def finish(self) -> None:
        """Begin again in a process of its own, to the end."""
        in_a_process(self.resume)

    def resume(self, tell: Tell) -> None:
        """What a person does after the kill: the same."""
        self.do(tell)


class _Answering(Deed):
    """A lesson saves one answer after another; each is on the disk once it is said to be saved."""

    path = property(lambda self: self.folder / f"{LESSON}.answers.json")

    def _file(self) -> AnswersFile:
        return AnswersFile(self.path, LESSON, LEARNER, VARIANT)

    def prepare(self) -> None:
        for path in self.folder.rglob("*.json"):
            path.unlink()
        self._file().set(OTHER, "avant")

    def do(self, tell: Tell) -> None:
        answers = self._file()
        for number in range(1, 11):
            answers.set(FIELD, f"{number} " + "mot " * 500)
            tell(number)

    def look(self, told: int) -> Iterator[str]:
        answers = read_answers(self.path)["answers"]
        kept = int(answers[FIELD]["raw"].split()[0]) if FIELD in answers else 0
        if not told <= kept <= told + 1:
            yield f"{told} were saved, {kept} is there"
        if answers[OTHER]["raw"] != "avant":
            yield "another answer is lost"

    def again(self) -> Iterator[str]:
        answers = self._file()
        answers.set(FIELD, "fin")
        if answers.notice or read_answers(self.path)["answers"][FIELD]["raw"] != "fin":
            yield f"the lesson does not go on: {answers.notice}"


class _HandingIn(Deed):
    """The home page packs the answers; a zip that bears a hand-in's name is whole, and answers are intact."""

    learner = Learner(LEARNER, "", VARIANT)

    @cached_property
    def activity(self) -> Any:
        return next(each for each in activities() if each.assignment == ASSIGNMENT)

    @cached_property
    def answers(self) -> bytes:
        given = answers_file(LEARNER, right(LEARNER).raw, VARIANT)
        return json.dumps(given, ensure_ascii=False).encode()

    @property
    def path(self) -> Path:
        lesson = next(each for each in self.activity.lessons if each.name == LESSON)
        return self.folder / lesson.answers

    def prepare(self) -> None:
        shutil.rmtree(self.folder / FOLDER, ignore_errors=True)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(self.answers)

    def do(self, tell: Tell) -> None:
        hand_in(self.activity, self.folder, self.learner, datetime(2026, 1, 12, 14, 32, tzinfo=UTC))

    def look(self, told: int) -> Iterator[str]:
        if self.path.read_bytes() != self.answers:
            yield "the answers changed"
        for path in (self.folder / FOLDER).glob("*.zip"):
            yield from self._whole(path)

    def again(self) -> Iterator[str]:
        self.finish()
        made = sorted((self.folder / FOLDER).glob("*.zip"))
        if not made:
            yield "nothing was handed in"
        for path in made:
            yield from self._whole(path)

    def _whole(self, path: Path) -> Iterator[str]:
        try:
            with zipfile.ZipFile(path) as archive:
                packed = json.loads(archive.read(self.path.name))["answers"]
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            yield f"{path.name} is not whole: {error!r}"
            return
        if packed != json.loads(self.answers)["answers"]:
            yield f"{path.name} holds other answers"


class _Receiving(Deed):
    """A platform's download is received: what a learner handed in before stands until the later one does."""

    learners = ("dupont.m", "martin.p", "petit.z")

    @cached_property
    def room(self) -> Classroom:
        (self.folder / "room").mkdir()
        return made_room(self.folder / "room")

    @cached_property
    def before(self) -> Path:
        for learner in self.learners:
            self.room.put(f"{learner}_{ASSIGNMENT}.zip", handed_in(learner, "avant"))
        self.room.receive()
        for learner in self.learners:
            later = handed_in(learner, "après", "2026-01-13T09:00:00+01:00")
            self.room.put(f"{learner}_{ASSIGNMENT}.zip", later)
        return shutil.copytree(self.room.root, self.folder / "before")

    def prepare(self) -> None:
        before = self.before
        shutil.rmtree(self.room.root)
        shutil.copytree(before, self.room.root)

    def do(self, tell: Tell) -> None:
        self.room.receive()

    def look(self, told: int) -> Iterator[str]:
        # nbgrader's own transfer, which is copied here file by file, is made good when marking begins.
        parallel.receive_placed(self.room.places, ASSIGNMENT, logging.getLogger("autograder"))
        for learner in self.learners:
            if (text := self.room.text(learner)) not in ("avant", "après"):
                yield f"{learner}: {text!r} is handed in"

    def again(self) -> Iterator[str]:
        self.finish()
        for learner in self.learners:
            if (text := self.room.text(learner)) != "après":
                yield f"{learner}: {text!r} is handed in"
        sent = sorted(path.name for path in self.room.archive.iterdir())
        if sent != [f"{learner}_{ASSIGNMENT}.zip" for learner in self.learners]:
            yield f"the download changed: {sent}"


@dataclass
class _Marking(Deed):
    """A copy is marked that a person marked before, of a later hand-in with the same text."""

    lines: tuple[str, ...] = tuple(WRITTEN.line_cells)
    old: dict[str, Any] = field(default_factory=dict)
    whole: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def course(self) -> Course:
        for name in ("course", "home"):
            (self.folder / name).mkdir()
        course = made_course(self.folder / "course", self.folder / "home")
        os.environ.update(course.environment)
        first = next(field for field in right(LEARNER).raw if not field.startswith(FIELD))
        self._hand_in(course, {first: ""})
        in_a_process(lambda tell: marked(course))
        with Gradebook(course.places.gradebook, COURSE_ID) as gradebook:
            for line in self.lines:
                grade = gradebook.find_grade(line, LESSON, ASSIGNMENT, LEARNER)
                grade.manual_score, grade.needs_manual_grade = 2.0, False
            gradebook.db.commit()
        self.old = self._scores(course)[0]
        self._hand_in(course, {})
        shutil.copytree(course.root / "classroom", self.folder / "before")
        return course

    def _hand_in(self, course: Course, changed: dict[str, str]) -> None:
        folder = course.places.submitted(LEARNER, ASSIGNMENT)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        answers = answers_file(LEARNER, dict(right(LEARNER).raw) | changed)
        (folder / "reponses.json").write_text(json.dumps(answers), encoding="utf-8")
        parallel.receive_placed(course.places, ASSIGNMENT, logging.getLogger("autograder"))

    def prepare(self) -> None:
        classroom = self.course.root / "classroom"
        shutil.rmtree(classroom)
        shutil.copytree(self.folder / "before", classroom)

    def do(self, tell: Tell) -> None:
        marked(self.course)

    def look(self, told: int) -> Iterator[str]:
        automatic, manual = self._scores(self.course)
        if self.whole and automatic not in (self.old, self.whole["automatic"]):
            yield f"half marked: {automatic}"
        if manual != dict.fromkeys(self.lines, 2.0):
            yield f"points of a person: {manual}"

    def again(self) -> Iterator[str]:
        self.finish()
        automatic, manual = self._scores(self.course)
        found = {
            "automatic": automatic,
            "manual": manual,
            "record": digest(record.read(self.course.places.record(LEARNER, LESSON)).exercises),
            "awaiting": self.course.awaiting(LEARNER),
        }
        if not self.whole:
            self.whole = found
            if found["manual"] != dict.fromkeys(self.lines, 2.0) or found["automatic"] == self.old:
                yield f"marked otherwise than it should: {found}"
        for what, value in found.items():
            if value != self.whole[what]:
                yield f"{what}: {value}, not {self.whole[what]}"
        if not finished.is_finished(self.course.places, LEARNER, ASSIGNMENT):
            yield "the copy is not said to be done"

    def _scores(self, course: Course) -> tuple[dict[str, Any], dict[str, Any]]:
        with Gradebook(course.places.gradebook, COURSE_ID) as gradebook:
            try:
                notebook = gradebook.find_submission_notebook(LESSON, ASSIGNMENT, LEARNER)
            except MissingEntry:
                return {}, {}
            automatic = {
                each.name: each.auto_score for each in notebook.grades if each.name not in self.lines
            }
            return automatic, {e.name: e.manual_score for e in notebook.grades if e.name in self.lines}


def marked(course: Course) -> None:
    """Mark the copy as nbgrader does."""
    graded = parallel.grade_one(str(course.root), ASSIGNMENT, LEARNER, force=False)
    if not graded.success:
        raise RuntimeError(graded.log)


class _Recording(_Marking):
    """The same, killed while what is known of the copy is written down."""

    @cached_property
    def outcome(self) -> Outcome:
        rows = rows_of(self.course.places.gradebook, ASSIGNMENT, LEARNER)
        computed = parallel.compute(str(self.course.root), ASSIGNMENT, LEARNER, False, rows)
        assert computed.outcome is not None, computed.graded.log
        return computed.outcome

    def prepare(self) -> None:
        self.outcome  # noqa: B018 - worked out once, before anything is killed
        super().prepare()

    def do(self, tell: Tell) -> None:
        recording.enter(self.course.places, self.outcome)
        recording.finish(self.course.places, self.outcome)

    def resume(self, tell: Tell) -> None:
        super().do(tell)


if __name__ == "__main__":
    sys.exit(main())
