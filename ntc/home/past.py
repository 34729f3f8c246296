"""What was handed in before (*remises*), by the receipts' own instants, and what of the work it lacks.

Read by the home page, and by an open lesson, whose kernel has better to do than to load a home page.
"""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ntc import exercises
from ntc import learner as who
from ntc.exam.sitting import candidate
from ntc.fields.answers import AnswersError, read_answers
from ntc.learner import Learner

FOLDER = "remises"


@dataclass(frozen=True)
class Past:
    """A hand-in of another day, from its receipt."""

    moment: datetime
    archive: Path
    page: Path


def past(work: Path, learner: Learner, assignment: str) -> list[Past]:
    """List what a learner handed in of an activity and is still in the folder, the latest first."""
    found = []
    for path in (work / FOLDER).glob(f"{learner.id}_{assignment}_*.json"):
        archive, page = path.with_suffix(".zip"), path.with_suffix(".html")
        if archive.is_file() and page.is_file():
            try:
                moment = datetime.fromisoformat(json.loads(path.read_text(encoding="utf-8"))["handed_in"])
            except (ValueError, KeyError, TypeError):
                continue  # not a receipt of ours: the zip stays where it is, the page does not list it
            if moment.tzinfo is not None:
                found.append(Past(moment, archive, page))
    return sorted(found, key=lambda hand_in: hand_in.moment, reverse=True)


def changed_since(moment: datetime, answers: Mapping[str, Mapping[str, Any]]) -> int:
    """Count the exercises' answers recorded after this moment: a hand-in of then does not hold them.

    What is kept for oneself, a grid ticked or a rehearsal played, is nothing to hand in again for; a line
    that whoever marks an exercise reads with it is.
    """
    return sum(
        datetime.fromisoformat(entry["saved"]) > moment
        for field_id, entry in answers.items()
        if exercises.owner(field_id, exercises.load()) or exercises.is_annexed(field_id)
    )


def since(lesson: str, folder: Path | None = None) -> str:
    """Tell the page of an open lesson, as JSON, ``at`` which instant its work was last handed in.

    ``changed`` is how many of its answers that hand-in lacks. ``at`` is empty without any. The lesson lies in
    ``folder``, the current one by default, in the learner's folder.
    """
    folder = (folder or Path.cwd()).resolve()
    learner = candidate(who.current(folder), folder.name)
    hand_ins = past(folder.parent, learner, folder.name) if learner.id else []
    if not hand_ins:
        return json.dumps({"at": "", "changed": 0})
    answers: Mapping[str, Any] = {}
    with contextlib.suppress(AnswersError):
        document = read_answers(folder / f"{lesson}.answers.json")
        if document["learner"] in ("", learner.id) and document["variant"] == learner.variant:
            answers = document["answers"]
    moment = hand_ins[0].moment
    return json.dumps({"at": moment.isoformat(), "changed": changed_since(moment, answers)})
