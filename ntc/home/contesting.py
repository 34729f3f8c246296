"""Contesting a mark on the home page (*contester une note*): what may be contested, the file that is made.

The file lies in the activity's folder, so that the next hand-in takes it along, whichever way it goes.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ntc import exercises
from ntc.catalogue import title_of
from ntc.exercises import Exercise
from ntc.french import typeset
from ntc.home.contest import (
    FOLDER,
    MAX_BYTES,
    MAX_WORDS,
    Contest,
    ContestError,
    as_json,
    as_message,
    checked_words,
    file_name,
)
from ntc.home.feedback import Feedback
from ntc.learner import Learner
from ntc.storage import write_atomically

_SENT = (
    "Votre contestation est écrite. Elle partira avec votre prochaine remise ; pour ne pas attendre, envoyez "
    "ce fichier à votre formateur, ou copiez le message. La réponse viendra avec votre prochain retour."
)


def questions(exercise: Exercise) -> list[dict[str, str]]:
    """The questions of an exercise that may be contested apart: its parts, or the lines of its grid."""
    parts = [{"id": part.id, "label": part.label} for part in exercise.parts.values()]
    return parts or [{"id": line.id, "label": line.text} for line in exercise.rubric]


def asked(assignment: str, page: Feedback) -> dict[str, Any]:
    """What the page asks of whoever contests a mark of a lesson; raises ContestError without a seal."""
    listed = exercises.of(page.lesson)
    if not page.seal or not listed:
        raise ContestError("Ce retour est d’une version plus ancienne du cours : écrivez à votre formateur.")
    return {
        "assignment": assignment,
        "step": "ask",
        "path": str(page.path),
        "title": typeset(f"Contester une note : {title_of(page.lesson)}"),
        "longest": MAX_WORDS,
        "exercises": [{"id": one.id, "title": one.title, "parts": questions(one)} for one in listed],
    }


def made(content: Mapping[str, Any], page: Feedback, learner: Learner, moment: datetime) -> Contest:
    """The contest that was asked for; raises ContestError when it is not complete."""
    exercise = next((one for one in exercises.of(page.lesson) if one.id == content.get("exercise")), None)
    if exercise is None:
        raise ContestError("Choisissez l’exercice dont vous contestez la note.")
    part = str(content.get("part") or "")
    label = {one["id"]: one["label"] for one in questions(exercise)}.get(part, "")
    return Contest(
        learner=learner.id,
        assignment=str(content["assignment"]),
        lesson=page.lesson,
        exercise=exercise.id,
        seal=page.seal,
        words=checked_words(str(content.get("words") or "")),
        part=part if label else "",
        asked=label,
        made=moment.isoformat(timespec="seconds"),
    )


def write(contest: Contest, work: Path, moment: datetime) -> dict[str, Any]:
    """Write the file of a contest, and show it with the message; raises OSError when the disk refuses."""
    path = work / contest.assignment / FOLDER / file_name(contest, moment)
    write_atomically(path, as_json(contest).encode("utf-8"))
    return {
        "assignment": contest.assignment,
        "step": "written",
        "title": typeset("Votre contestation"),
        "text": typeset(_SENT),
        "file": path.relative_to(work).as_posix(),
        "name": path.name,
        "message": as_message(contest, contest.asked),
    }


def kept(work: Path, assignment: str, learner: str) -> dict[str, bytes]:
    """The contests that a learner wrote in an activity, for a hand-in to take along."""
    found = sorted((work / assignment / FOLDER).glob(f"contestation_{learner}_*.json"))
    small = (path for path in found if path.is_file() and path.stat().st_size <= MAX_BYTES)
    return {f"{FOLDER}/{path.name}": path.read_bytes() for path in small}
