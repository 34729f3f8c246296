"""What the instructor returned (*retours*): the pages in ``<activity>/feedback``, fetched or put there."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from ntc.storage import write_atomically

MAX_BYTES = 20_000_000
_STAMP = "%Y-%m-%d %H:%M:%S"


class FeedbackError(ValueError):
    """A file that cannot be kept as feedback; the message says in French why."""


@dataclass(frozen=True)
class Feedback:
    """One page of feedback: its path from the learner's folder, the hour of the work or of its arrival."""

    path: PurePosixPath
    moment: datetime
    fetched: bool

    @property
    def name(self) -> str:
        """The name of the page without its extension: that of the lesson when nbgrader made it."""
        return self.path.stem


def received(work: Path, assignment: str) -> list[Feedback]:
    """List the feedback of an activity, the latest first."""
    root = work / assignment / "feedback"
    pages = [_feedback(path, work, root) for path in root.rglob("*.htm*") if path.is_file()]
    return sorted(pages, key=lambda page: page.moment, reverse=True)


def keep(work: Path, assignment: str, name: str, content: bytes) -> Path:
    """Keep a page that came by another way (courriel, learning platform); never overwrites another one.

    Raises FeedbackError when it is not a page, OSError when the disk refuses.
    """
    plain = PurePosixPath(name.replace("\\", "/")).name
    stem, suffix = PurePosixPath(plain).stem.lstrip("."), PurePosixPath(plain).suffix.lower()
    if suffix not in (".html", ".htm") or not stem:
        raise FeedbackError("Un retour est une page dont le nom finit par .html : choisissez ce fichier-là.")
    if len(content) > MAX_BYTES:
        raise FeedbackError(
            "Ce fichier est trop gros pour être un retour : demandez à votre formateur de vérifier."
        )
    folder = work / assignment / "feedback"
    path, number = folder / f"{stem}.html", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}).html"
    write_atomically(path, content)
    return path


def _feedback(path: Path, work: Path, root: Path) -> Feedback:
    stamp = path.parent.name.partition(".")[0] if path.parent != root else ""
    try:
        # nbgrader names the folder after the hour of the hand-in, in UTC.
        moment = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC).astimezone()
    except ValueError:
        moment, stamp = datetime.fromtimestamp(path.stat().st_mtime).astimezone(), ""
    return Feedback(PurePosixPath(path.relative_to(work).as_posix()), moment, bool(stamp))
