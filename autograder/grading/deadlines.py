"""Deadlines (*dates limites*): ``classroom/delais.csv`` puts them in the gradebook, where nbgrader uses them.

Columns ``activité,identifiant,date limite``; a line without an identifier is for everybody, a line with one
is an extension (*délai*). What the file does not say is left as formgrader has it.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from ntc.french import typeset
from ntc.plain import plain
from ntc.roster import IdentifierError, normalise, separated
from ntc.storage import write_atomically

_FORMS = ("%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y-%m-%d %H:%M", "%Y-%m-%d")


class DeadlineError(ValueError):
    """A list of deadlines that cannot be read; the message says in French which line to correct."""


@dataclass(frozen=True)
class Deadlines:
    """The last hour of an assignment, for everybody and for those who have longer."""

    everybody: datetime | None = None
    learners: Mapping[str, datetime] = field(default_factory=dict)


def read(path: Path, assignment: str) -> Deadlines:
    """Read what the list says of an assignment; nothing when there is none. Raises DeadlineError."""
    everybody: datetime | None = None
    learners: dict[str, datetime] = {}
    for number, row in enumerate(_rows(path), start=2):
        where = f"{path.name}, ligne {number}"
        if row.get("activite", "").casefold() != assignment.casefold():
            continue
        last = _hour(row.get("date limite", ""), where)
        if not row.get("identifiant"):
            everybody = last
            continue
        try:
            learners[normalise(row["identifiant"])] = last
        except IdentifierError as error:
            raise DeadlineError(typeset(f"{where} : {error}")) from error
    return Deadlines(everybody, learners)


def put(path: Path, assignment: str, learner: str, last: datetime | None) -> None:
    """Write in the list the last hour of a learner, or of everybody for an empty one; None takes it out.

    What it says of others stays. Raises DeadlineError when it cannot be read, OSError when the disk refuses.
    """
    kept = [
        row
        for row in _rows(path)
        if (row.get("activite", "").casefold(), _plainly(row)) != (assignment.casefold(), learner)
    ]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("activité", "identifiant", "date limite"))
    for row in kept:
        writer.writerow((row.get("activite", ""), row.get("identifiant", ""), row.get("date limite", "")))
    if last is not None:
        writer.writerow((assignment, learner, f"{last.astimezone():%d/%m/%Y %H:%M}"))
    write_atomically(path, text.getvalue().encode("utf-8"))


def late_by(handed_in: datetime | None, last: datetime | None) -> timedelta:
    """How long after a last hour something was handed in (*retard*): nothing where nobody can tell its hour.

    The hour at which it came to this computer says nothing of its learner.
    """
    return max(handed_in - last, timedelta()) if handed_in and last else timedelta()


def apply(path: Path, db_url: str, assignment: str, learner: str) -> None:
    """Put the deadlines of an assignment in the gradebook: due date, and extension of a learner's.

    Raises DeadlineError.
    """
    deadlines = read(path, assignment)
    own = deadlines.learners.get(learner)
    if not deadlines.everybody and not own:
        return
    with Gradebook(db_url) as gradebook:
        try:
            submission = gradebook.find_submission(assignment, learner)
        except MissingEntry:
            return
        if deadlines.everybody:
            submission.assignment.duedate = _stored(deadlines.everybody)
        due = submission.assignment.duedate
        if own and due is None:
            submission.assignment.duedate = due = _stored(own)
        submission.extension = _stored(own) - due if own and _stored(own) > due else None
        gradebook.db.commit()


def _plainly(row: Mapping[str, str]) -> str:
    """Whose a line is; as it is written when that is no identifier, which is for :func:`read` to say."""
    try:
        return normalise(row["identifiant"]) if row.get("identifiant") else ""
    except IdentifierError:
        return row["identifiant"]


def withdraw(db_url: str, assignment: str, learner: str, was: Deadlines) -> None:
    """Take out of the gradebook the extension of a learner, or for an empty one the due date.

    ``was`` is what the list said: the hour of a learner alone had become the due date of all.
    """
    with Gradebook(db_url) as gradebook:
        try:
            given = gradebook.find_assignment(assignment)
            alone = None if was.everybody else was.learners.get(learner)
            if not learner or (alone and given.duedate == _stored(alone)):
                given.duedate = None
            if learner:
                gradebook.find_submission(assignment, learner).extension = None
        except MissingEntry:
            pass
        gradebook.db.commit()


def _stored(moment: datetime) -> datetime:
    """An hour as nbgrader stores it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DeadlineError(typeset(f"{path.name} ne s’ouvre pas : {error.strerror}.")) from error
    rows = separated(raw)
    heads = [plain(head.strip()) for head in rows[0]] if rows else []
    if rows and not {"activite", "date limite"} <= set(heads):
        raise DeadlineError(
            typeset(f"{path.name} : la première ligne doit être « activité,identifiant,date limite ».")
        )
    return [dict(zip(heads, (cell.strip() for cell in row), strict=False)) for row in rows[1:]]


def _hour(text: str, where: str) -> datetime:
    """The hour of this place that a cell says; a day alone lasts until its last minute."""
    written = re.sub(r"\s*(?:à|a)\s*|\s+", " ", text.strip().replace("h", ":"))
    for form in _FORMS:
        try:
            moment = datetime.strptime(written + ("00" if written.endswith(":") else ""), form)
        except ValueError:
            continue
        return (moment if "%H" in form else moment.replace(hour=23, minute=59, second=59)).astimezone()
    raise DeadlineError(
        typeset(f"{where} : la date limite « {text[:40]} » ne se lit pas ; par exemple 30/01/2026 18:00.")
    )
