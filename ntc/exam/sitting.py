"""A learner before a paper: whether it was begun, how long is left, and what is said once the time is up."""

import contextlib
import json
import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from ntc import learner as who
from ntc import papers
from ntc.exam import extra
from ntc.exam.extra import ExtraError
from ntc.exam.timer import Spent, Timer
from ntc.fields.answers import AnswersError, AnswersFile, read_answers
from ntc.french import typeset
from ntc.learner import Learner
from ntc.papers import Paper
from ntc.storage import own_folder

GRACE = timedelta(minutes=1)
"""What is still taken after the end: an answer that was on its way to the disk."""

OVER = typeset(
    "Le temps est écoulé : ce que vous venez d'écrire ici n'est pas enregistré. Tout ce qui l'était avant "
    "l'est toujours : rendez votre copie à l'accueil."
)


@dataclass(frozen=True)
class Sitting:
    """A paper as one learner sits it in ``folder``, the learner's own; their data are those of the paper."""

    paper: Paper
    learner: Learner
    folder: Path

    @classmethod
    def at(cls, name: str, work: Path) -> "Sitting":
        """The paper of this name before whoever works in the learner's folder ``work``.

        Raises PaperError for a paper that is not well formed, KeyError when there is none of this name.
        """
        return cls(papers.load()[name], candidate(who.current(work), name), work / name)

    @property
    def answers(self) -> Path:
        """The answers file, beside the paper."""
        return self.folder / f"{self.paper.name}.answers.json"

    @property
    def spent(self) -> Spent | None:
        """When it was begun and the seconds spent since; None when it was not.

        Where the clock was lost, the answers file says when it was begun.
        """
        if not self.learner.id:
            return None
        found = self._timer.look()
        if found is None and (began := self._handed_over()):
            with contextlib.suppress(OSError):
                found = self._timer.begin(began)
        return found

    @property
    def minutes(self) -> int:
        """How long the learner has: the paper's length, and what the instructor adds."""
        return self.paper.minutes + self._extra[0]

    @property
    def fault(self) -> str:
        """What is wrong with the list of extra times, in French; empty when nothing is."""
        return self._extra[1]

    @property
    def _extra(self) -> tuple[int, str]:
        """The minutes that the instructor adds, and what is wrong with the list that says so."""
        try:
            return extra.minutes(extra.find(self.folder), self.learner.id, self.paper.minutes), ""
        except ExtraError as error:
            return 0, f"{error} Prévenez votre formateur."

    @property
    def left(self) -> int | None:
        """The seconds that are left, 0 once the time is up; None when it was not begun."""
        spent = self.spent
        return None if spent is None else max(0, math.ceil(self.minutes * 60 - spent.seconds))

    @property
    def closed(self) -> str:
        """Why answers are no longer taken, in French; empty as long as they are."""
        spent = self.spent
        late = spent is not None and spent.seconds >= self.minutes * 60 + GRACE.total_seconds()
        return OVER if late else ""

    def begin(self) -> None:
        """Begin it, unless it was begun: the answers file says when, so that whoever marks it knows.

        Raises SaveError or OSError when the disk refuses: nothing is then begun.
        """
        if self.spent is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            now = datetime.now().astimezone().replace(microsecond=0)
            self.open().set(self.paper.began, now.isoformat())
            self._timer.begin(now)

    def open(self) -> AnswersFile:
        """The answers of this learner to this paper; once the time is up they take nothing more."""
        owner = self.learner
        return AnswersFile(
            self.answers, self.paper.name, owner.id, owner.variant, self._said, lambda: self.closed
        )

    @cached_property
    def _timer(self) -> Timer:
        place = own_folder(self.folder.resolve()) / "examens" / self.paper.name
        return Timer(place / f"{self.learner.id}.json")

    def _said(self) -> tuple[str, str]:
        now = candidate(who.current(self.folder), self.paper.name)
        return now.id, now.variant

    def _handed_over(self) -> datetime | None:
        """When the answers file says that it was begun; None when it does not, or is somebody else's."""
        with contextlib.suppress(AnswersError, ValueError, KeyError, TypeError):
            document = read_answers(self.answers)
            if document["learner"] == self.learner.id:
                began = datetime.fromisoformat(document["answers"][self.paper.began]["raw"])
                return began if began.tzinfo else None
        return None


def candidate(learner: Learner, assignment: str) -> Learner:
    """A learner as they work on an assignment: on data of their own for a paper, else as they are."""
    return replace(learner, variant=papers.sitting(assignment, learner.id, learner.variant))


def told(name: str) -> str:
    """Tell the page of a paper, as JSON, the seconds that are ``left`` and the ``minutes`` that it lasts.

    The paper lies in the current folder, in the learner's. ``left`` is null when it was not begun.
    """
    sitting = Sitting.at(name, Path.cwd().parent)
    return json.dumps({"left": sitting.left, "minutes": sitting.minutes})
