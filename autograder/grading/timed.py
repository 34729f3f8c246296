"""The time of a mock examination, as its hand-in tells it: when it was begun, and last answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from autograder.grading import flags
from autograder.grading.flags import Flag
from autograder.grading.places import Places
from ntc import papers
from ntc.exam import extra
from ntc.exam.extra import ExtraError
from ntc.exam.sitting import GRACE
from ntc.french import day_and_hour, typeset
from ntc.plans.hours import lasting


@dataclass(frozen=True)
class Timed:
    """What there is to know of the time: a sentence for the head of the copy, and doubts."""

    told: str = ""
    flags: tuple[Flag, ...] = ()


def timed(places: Places, learner: str, assignment: str, content: Mapping[str, Any]) -> Timed:
    """Read the time of a hand-in; nothing to tell of what is no paper, or was not handed in."""
    if not papers.is_paper(assignment) or not content:
        return Timed()
    paper, doubts = papers.load()[assignment], []
    try:
        more = extra.minutes(places.extra, learner, paper.minutes)
    except ExtraError as error:
        more = 0
        doubts.append(flags.extra(str(error)))
    allowed = timedelta(minutes=paper.minutes + more)
    granted = f"{lasting(paper.minutes + more)} accordées" + (
        f", dont {lasting(more)} de plus" if more else ""
    )
    answers = dict(content["answers"])
    began = _moment(answers.pop(paper.began, {}).get("raw"))
    if began is None:
        return Timed(typeset(f"L'heure de début manque ; {granted}."), (*doubts, flags.untimed()))
    hours = [datetime.fromisoformat(answer["saved"]) for answer in answers.values()]
    last = max(hours, default=None)
    if last and last - began > allowed + GRACE:
        doubts.append(flags.overtime(lasting(int((last - began - allowed).total_seconds() // 60))))
    answered = f"dernière réponse le {day_and_hour(last.astimezone())}" if last else "aucune réponse"
    return Timed(
        typeset(f"Commencé le {day_and_hour(began.astimezone())}, {answered} ; {granted}."), tuple(doubts)
    )


def _moment(raw: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(raw)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None
