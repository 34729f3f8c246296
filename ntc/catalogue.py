"""The activities and lessons of the title, those that are here and those still to come; and the papers."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from ntc import papers, referential
from ntc.paths import COURSE


@dataclass(frozen=True)
class Lesson:
    """The lesson of a competency. ``name`` (« cp9-essai ») is empty while it is in preparation.

    The one page of a paper is its lesson, of no competency.
    """

    competency: str
    title: str
    name: str = ""
    assignment: str = ""

    @property
    def ready(self) -> bool:
        """Whether the lesson is in the course."""
        return bool(self.name)

    @property
    def notebook(self) -> PurePosixPath:
        """Its notebook, from the learner's folder."""
        return PurePosixPath(self.assignment, f"{self.name}.ipynb")

    @property
    def declaration(self) -> Path:
        """The file that declares its exercises."""
        return COURSE / self.assignment / f"{self.name}.toml"

    @property
    def answers(self) -> PurePosixPath:
        """Its answers file, beside the notebook."""
        return PurePosixPath(self.assignment, f"{self.name}.answers.json")


@dataclass(frozen=True)
class Activity:
    """An activity of the title. ``assignment`` (« at1-strategie ») is empty while it has no lesson."""

    id: str
    title: str
    assignment: str
    lessons: tuple[Lesson, ...]

    @property
    def ready(self) -> tuple[Lesson, ...]:
        """The lessons that are in the course."""
        return tuple(lesson for lesson in self.lessons if lesson.ready)


@cache
def activities() -> tuple[Activity, ...]:
    """The two activities with their lessons, in the order of the referential."""
    title = referential.load()
    return tuple(_activity(activity) for activity in title.activities.values())


def lessons() -> tuple[Lesson, ...]:
    """The lessons that are in the course, in the order of the referential."""
    return tuple(lesson for activity in activities() for lesson in activity.ready)


def sat() -> tuple[Activity, ...]:
    """The papers of the mock examination (*examens blancs*), each as an activity of one page.

    Raises PaperError for one that is not well formed.
    """
    return tuple(
        Activity(paper.name, paper.title, paper.name, (Lesson("", paper.title, paper.name, paper.name),))
        for paper in papers.load().values()
    )


def find_activity(assignment: str) -> Activity:
    """Find the activity, or the paper, of a folder; KeyError when the course has no such folder."""
    found = sat() if papers.is_paper(assignment) else activities()
    return {activity.assignment: activity for activity in found if activity.assignment}[assignment]


def pages_of(assignment: str) -> tuple[Lesson, ...]:
    """The lessons of an assignment, or the page of a paper; none when the course has no such folder."""
    try:
        return find_activity(assignment).ready
    except KeyError:
        return ()


def title_of(lesson: str) -> str:
    """The title of a lesson, or of a paper, by its name; KeyError when there is none."""
    if papers.is_paper(lesson):
        return papers.load()[lesson].title
    return referential.load().competencies[lesson.split("-", 1)[0]].title


def _activity(activity: referential.Activity) -> Activity:
    competencies = referential.load().competencies.values()
    lessons = tuple(_lesson(competency) for competency in competencies if competency.activity == activity.id)
    assignment = next((lesson.assignment for lesson in lessons if lesson.ready), "")
    return Activity(activity.id, activity.title, assignment, lessons)


def _lesson(competency: referential.Competency) -> Lesson:
    shipped = next(COURSE.glob(f"{competency.activity}-*/{competency.id}-*.ipynb"), None)
    if shipped is None:
        return Lesson(competency.id, competency.title)
    return Lesson(competency.id, competency.title, shipped.stem, shipped.parent.name)
