"""What a criterion sheet (*fiche de preuves par critère*) says, before any layout."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from autograder.reports.levels import Level, level_of, made_up_for, points_of, waiting_of
from ntc.exercises import Exercise
from ntc.referential import Competency, Item

CLASS = "classe"


def sheet_name(learner: str) -> str:
    """The name of a sheet's files: the identifier, unless it is that of the view of the class."""
    return f"{learner}~fiche" if learner == CLASS else learner


"""The name of the files of the whole class, which no sheet may take."""


@dataclass(frozen=True)
class Evidence:
    """One exercise, or one line of the grid of a written exercise, as evidence for a criterion.

    ``earned`` is None until it is marked; ``lacking`` says what is not shown yet; ``noted`` what was
    wrong where that says little, as facts; ``carried`` names what is right only from a wrong answer; ``grid``
    which level of the grid was reached and what lies ahead, each under its heading; ``comment`` is the
    marker's; ``unreadable`` when what was handed in could not be read.
    """

    exercise: str
    title: str
    points: float
    earned: float | None
    handed_in: bool
    blank: bool = False
    answered: datetime | None = None
    lacking: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    grid: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    unreadable: bool = False

    @property
    def state(self) -> str:
        """What happened, in a few words, when it is more than a mark."""
        if not self.handed_in:
            return "non rendu"
        if self.unreadable and self.earned is None:
            return "illisible"
        if self.blank:
            return "sans réponse"
        return "en attente de correction" if self.earned is None else ""


@dataclass(frozen=True)
class CriterionLine:
    """A criterion of the title, its evidence and the level that the evidence gives.

    ``unseen`` says what no exercise can show of it.
    """

    criterion: Item
    evidence: tuple[Evidence, ...] = ()
    unseen: str = ""

    @property
    def level(self) -> Level:
        """The level by the documented rule."""
        return level_of(self.evidence)

    @property
    def points(self) -> tuple[float, float]:
        """Points earned, points at stake (marked evidence only)."""
        return points_of(self.evidence)

    @property
    def waiting(self) -> int:
        """How many marks are to come that may change the level."""
        return waiting_of(self.evidence)

    @property
    def excepted(self) -> tuple[str, ...]:
        """The titles of what is not shown by itself, though the level makes up for it."""
        return tuple(piece.title for piece in made_up_for(self.evidence))


@dataclass(frozen=True)
class Production:
    """What a learner wrote, planned or worked out, as it was handed in: its title, its answers, its hand-in.

    ``pieces`` are (heading, lines), one a field.
    """

    title: str
    pieces: tuple[tuple[str, str], ...]
    submitted: datetime | None
    seal: str


@dataclass(frozen=True)
class Total:
    """The points of a work, what was ``withheld`` for lateness taken off; ``waiting`` marks are to come.

    ``points`` are those of what is marked; ``awaited`` those of what is not yet.
    """

    earned: float
    points: float
    waiting: int = 0
    withheld: float = 0.0
    awaited: float = 0.0


@dataclass(frozen=True)
class Work:
    """The hand-in that was marked: its lesson, its hour, the seal that the receipt must bear, its total.

    ``due`` is the last hour for this learner (*date limite*), extension included; ``late`` how long after;
    ``lesson`` the name of its notebook; ``by_hand`` whether a person gave it points, were it none.
    """

    title: str
    submitted: datetime | None
    seal: str
    total: Total | None = None
    due: datetime | None = None
    late: timedelta = timedelta()
    lesson: str = ""
    by_hand: bool = False


@dataclass(frozen=True)
class Sheet:
    """All the criteria of the title for one learner; ``flags`` are for the instructor, never on the sheet.

    ``observed``: by competency, what lessons work on and no exercise assesses, for a person to observe;
    ``watched``: the grids of observation of its scenes; ``paper``: the title of the mock examination that it
    is about, which stands apart from the lessons.
    """

    learner_id: str
    name: str
    variant: str
    sections: tuple[tuple[Competency, tuple[CriterionLine, ...]], ...]
    works: tuple[Work, ...] = ()
    flags: tuple[str, ...] = ()
    productions: tuple[Production, ...] = ()
    observed: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    watched: Mapping[str, tuple[Exercise, ...]] = field(default_factory=dict)
    paper: str = ""

    @property
    def file(self) -> str:
        """The name of the sheet's files: the identifier, unless it is that of the view of the class."""
        return sheet_name(self.learner_id)

    @property
    def total(self) -> Total | None:
        """The total of all that was handed in; None when nothing was."""
        totals = [work.total for work in self.works if work.total]
        if not totals:
            return None
        return Total(
            sum(each.earned for each in totals),
            sum(each.points for each in totals),
            sum(each.waiting for each in totals),
            sum(each.withheld for each in totals),
            sum(each.awaited for each in totals),
        )

    @property
    def lines(self) -> tuple[CriterionLine, ...]:
        """Every criterion, in the order of the referential."""
        return tuple(line for _, lines in self.sections for line in lines)

    @property
    def assessed(self) -> tuple[tuple[Competency, tuple[CriterionLine, ...]], ...]:
        """The competencies of which at least one criterion has evidence."""
        return tuple(section for section in self.sections if any(line.evidence for line in section[1]))

    @property
    def unassessed(self) -> tuple[tuple[Competency, tuple[CriterionLine, ...]], ...]:
        """The competencies of which no criterion has evidence yet."""
        return tuple(section for section in self.sections if not any(line.evidence for line in section[1]))
