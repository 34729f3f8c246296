"""Where an activity stands (*où en est la classe*): what is done, for whom, and what comes next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from nbgrader.api import Gradebook, MissingEntry

from autograder.desk.deposit import archive_of, waiting
from autograder.grading import deadlines, finished, intake, notices, returned
from autograder.grading.classlist import class_list
from autograder.grading.deadlines import DeadlineError, Deadlines
from autograder.grading.flags import Kind, with_names
from autograder.grading.places import COURSE_ID, SUBMITTED, Places
from autograder.grading.record import known
from autograder.roster import has_gradebook
from ntc import papers
from ntc.catalogue import activities, find_activity
from ntc.french import count, day_and_hour, plural, typeset
from ntc.papers import PaperError
from ntc.plain import plain
from ntc.roster import Enrolled, RosterError

Result = TypeVar("Result")
MISSING, TO_GRADE, TO_MARK, READY, CHANGED, BACK = (
    "missing",
    "to-grade",
    "to-mark",
    "ready",
    "changed",
    "back",
)
WORDS = {
    MISSING: "pas encore rendu",
    TO_GRADE: "à corriger",
    TO_MARK: "écrits à noter",
    READY: "prêt à rendre",
    CHANGED: "rendu, notes changées depuis",
    BACK: "rendu",
}


@dataclass(frozen=True)
class Place:
    """How far the work of one learner is; ``when`` it was handed in, ``late`` if after their last hour.

    ``dated`` is false when ``when`` is the hour of its arrival, for want of its own.
    """

    learner: str
    name: str
    state: str
    when: datetime | None = None
    late: bool = False
    dated: bool = True
    group: str = ""


@dataclass(frozen=True)
class Look:
    """One thing to look into: whose (empty when nobody can tell), the sentence, and in which lessons."""

    who: str
    text: str
    lessons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where one activity of the course stands."""

    assignment: str
    title: str
    lessons: tuple[str, ...]
    prepared: bool
    opened: bool
    due: datetime | None
    people: tuple[Place, ...]
    looks: tuple[Look, ...]
    dropped: bool
    faults: tuple[str, ...] = ()
    longer: Mapping[str, datetime] = field(default_factory=dict)

    def number(self, *states: str) -> int:
        """How many learners are in one of these states."""
        return sum(place.state in states for place in self.people)

    @property
    def handed_in(self) -> int:
        """How many handed in."""
        return len(self.people) - self.number(MISSING)

    @property
    def told(self) -> list[str]:
        """The state in a few words each."""
        if not self.prepared:
            return [typeset("pas encore préparé")]
        said = ["préparé"]
        if self.opened:
            said.append("ouvert dans le dépôt")
        if self.due:
            local = self.due.astimezone()
            said.append(f"jusqu’au {day_and_hour(local)}")
        if self.people:
            said.append(f"{self.handed_in} {plural(self.handed_in, 'rendu')} sur {len(self.people)}")
        else:
            said.append("rien de reçu")
        if number := self.number(TO_GRADE):
            said.append(f"{number} à corriger")
        if number := self.number(TO_MARK):
            said.append(f"{count(number, 'copie')} à noter")
        if number := self.number(READY, CHANGED):
            said.append(f"{number} à rendre")
        if number := self.number(BACK):
            said.append(f"{count(number, 'retour donné', 'retours donnés')}")
        return [typeset(each) for each in said]

    @property
    def next(self) -> str:
        """The action that comes next; « mark » for what a person marks, empty when there is nothing to do."""
        if not self.prepared:
            return "prepare"
        if self.dropped or not self.handed_in:
            return "collect"
        steps = (((TO_GRADE,), "grade"), ((TO_MARK,), "mark"), ((READY, CHANGED), "return"))
        return next((action for states, action in steps if self.number(*states)), "")


def standings(root: Path) -> list[Standing]:
    """Every activity that has a lesson, in the order of the referential."""
    places = Places(root)
    there = {path.name for path in (root / "course").glob("*") if any(path.glob("*.toml"))}
    names = [each.assignment for each in activities() if each.assignment in there]
    return [standing(places, name) for name in [*names, *sorted(there - set(names))]]


def standing(places: Places, assignment: str) -> Standing:
    """Where an activity stands; faults of the lists that a person writes are told, and stop nothing."""
    faults: list[str] = []
    roster = _or_none(faults, lambda: class_list(places)) or {}
    if papers.is_paper(assignment):
        _or_none(faults, papers.load)
    dates = _or_none(faults, lambda: deadlines.read(places.deadlines, assignment)) or Deadlines()
    marks: Mapping[str, Mapping[str, str]] = {}
    waits: set[str] = set()
    due = dates.everybody
    if has_gradebook(places):
        with Gradebook(places.gradebook, COURSE_ID) as gradebook:
            marks = returned.marks(gradebook, assignment)
            waits = {
                each["student"]
                for each in gradebook.submission_dicts(assignment)
                if each["needs_manual_grade"]
            }
            due = due or _due(gradebook, assignment)
    learners = {path.parent.name for path in (places.root / SUBMITTED).glob(f"*/{assignment}")}
    people = [
        _place(places, assignment, learner, roster, marks.get(learner, {}), waits, dates, due)
        for learner in {*roster, *learners}
    ]
    people.sort(key=lambda place: alphabetical(place.learner, roster.get(place.learner)))
    return Standing(
        assignment,
        activity_title(assignment),
        tuple(places.lessons(assignment)),
        prepared=bool(places.lessons(assignment)) and has_gradebook(places),
        opened=places.opened(assignment).is_dir(),
        due=due,
        people=tuple(people),
        looks=tuple(_looks(places, assignment, people, roster)),
        dropped=_is_new(places, assignment),
        faults=tuple(faults),
        longer=dates.learners,
    )


def _place(
    places: Places,
    assignment: str,
    learner: str,
    roster: Mapping[str, Enrolled],
    marks: Mapping[str, str],
    waits: set[str],
    dates: Deadlines,
    due: datetime | None,
) -> Place:
    name = name_of(learner, roster)
    group = roster[learner].group if learner in roster else ""
    folder = places.submitted(learner, assignment)
    if not folder.is_dir():
        return Place(learner, name, MISSING, group=group)
    when = intake.handed_in_at(places, learner, assignment)
    last = max(filter(None, (due, dates.learners.get(learner))), default=None)
    late = bool(deadlines.late_by(when, last))
    if not finished.is_finished(places, learner, assignment) or not marks:
        state = TO_GRADE
    else:
        state = {None: READY, False: CHANGED, True: BACK}[
            returned.is_current(places, learner, assignment, marks)
        ]
        if state is not BACK and learner in waits:
            state = TO_MARK
    return Place(learner, name, state, when or intake.hour_of(folder), late, when is not None, group)


def _looks(
    places: Places, assignment: str, people: Iterable[Place], roster: Mapping[str, Enrolled]
) -> Iterable[Look]:
    for place in people:
        found: dict[str, list[str]] = {}
        for lesson in places.lessons(assignment):
            record = known(places, place.learner, lesson)
            for flag in record.flags if record else ():
                if flag.kind is not Kind.CHANGED:  # the lines to mark again say it
                    found.setdefault(flag.message, []).append(lesson)
        for message, lessons in found.items():
            yield Look(place.name, with_names(message, roster), tuple(dict.fromkeys(lessons)))
    for notice in notices.read(places, assignment):
        yield Look(name_of(notice.learner, roster), with_names(notice.message, roster))


def _is_new(places: Places, assignment: str) -> bool:
    """Whether something was dropped since the last reception of a download."""
    if not waiting(places, assignment):
        return False
    noted = places.notices(assignment) / "download.json"
    if not noted.is_file():
        return True
    files = archive_of(places, assignment).glob("*")
    return max(path.lstat().st_mtime for path in files) > noted.stat().st_mtime


def _due(gradebook: Gradebook, assignment: str) -> datetime | None:
    try:
        due = gradebook.find_assignment(assignment).duedate
    except MissingEntry:
        return None
    return due.replace(tzinfo=UTC) if due else None


def activity_title(assignment: str) -> str:
    """The title of an activity; the name of its folder when the referential has none."""
    try:
        return typeset(find_activity(assignment).title)
    except (KeyError, PaperError):
        return assignment


def name_of(learner: str, roster: Mapping[str, Enrolled]) -> str:
    """How somebody is called on the desk: their identifier where the class list says no name."""
    return (learner in roster and roster[learner].name) or learner


def alphabetical(learner: str, enrolled: Enrolled | None) -> tuple[str, ...]:
    """What orders a class as a French list does: by last name."""
    names = (enrolled.last_name or learner, enrolled.first_name) if enrolled else (learner,)
    return tuple(map(plain, (*names, learner)))


def _or_none(faults: list[str], read: Callable[[], Result]) -> Result | None:
    try:
        return read()
    except (RosterError, DeadlineError, PaperError) as error:
        faults.append(typeset(str(error)))
        return None
