"""What the instructor returned (*retours*): the pages in ``<activity>/feedback``, fetched or put there.

A page says in its head whose work it is about, and which lesson: one that is another person's is neither
kept nor shown.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

from ntc.french import typeset
from ntc.storage import write_atomically

MAX_BYTES = 20_000_000
_HEAD = 100_000
_AGAIN = re.compile(r" \(\d+\)$")
_STAMP = "%Y-%m-%d %H:%M:%S"


class FeedbackError(ValueError):
    """A file that cannot be kept as feedback; the message says in French why."""


@dataclass(frozen=True)
class Feedback:
    """One page of feedback: its path from the learner's folder, the hour of the work or of its arrival.

    ``owner`` is the identifier of whose work it is about, ``seal`` that of the hand-in that was marked; empty
    when the page does not say.
    """

    path: PurePosixPath
    moment: datetime
    fetched: bool
    owner: str
    lesson: str
    seal: str = ""

    @property
    def name(self) -> str:
        """The lesson that the page says it is about, else the name of its file without its extension."""
        return self.lesson or _AGAIN.sub("", self.path.stem)


def received(work: Path, assignment: str, learner: str) -> list[Feedback]:
    """List the feedback of an activity that is not another person's than ``learner``, the latest first."""
    root = work / assignment / "feedback"
    pages = [_feedback(path, work, root) for path in root.rglob("*.htm*") if path.is_file()]
    theirs = [page for page in pages if page.owner in ("", learner)]
    return sorted(theirs, key=lambda page: page.moment, reverse=True)


def keep(work: Path, assignment: str, name: str, content: bytes, learner: str) -> Path:
    """Keep a page that came by another way (courriel, learning platform); never overwrites another one.

    Raises FeedbackError when it is not a page, or that of another person than ``learner``; OSError when the
    disk refuses.
    """
    plain = PurePosixPath(name.replace("\\", "/")).name
    stem, suffix = PurePosixPath(plain).stem.lstrip("."), PurePosixPath(plain).suffix.lower()
    if suffix not in (".html", ".htm") or not stem:
        raise FeedbackError("Un retour est une page dont le nom finit par .html : choisissez ce fichier-là.")
    if len(content) > MAX_BYTES:
        raise FeedbackError(
            "Ce fichier est trop gros pour être un retour : demandez à votre formateur de vérifier."
        )
    owner, *_ = _about(content)
    if owner not in ("", learner):
        here = f"et vous travaillez sous « {learner} »" if learner else "et personne n'est identifié ici"
        raise FeedbackError(
            typeset(
                f"Ce retour est celui de « {owner} », {here} : il n'a pas été rangé. S'il est bien le vôtre, "
                "dites d'abord cet identifiant, puis rangez-le de nouveau."
            )
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
    place = PurePosixPath(path.relative_to(work).as_posix())
    with path.open("rb") as page:
        return Feedback(place, moment, bool(stamp), *_about(page.read(_HEAD)))


class _Head(HTMLParser):
    """Collects what a page says of itself."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "meta" and (name := about.get("name") or "").startswith("ntc-"):
            self.said.setdefault(name, about.get("content") or "")


def _about(content: bytes) -> tuple[str, str, str]:
    """Read in a page whose work it is about, which lesson, and the seal; empty when it does not say."""
    head = _Head()
    head.feed(content[:_HEAD].decode("utf-8", "replace"))
    return tuple(head.said.get(f"ntc-{name}", "") for name in ("learner", "lesson", "seal"))
