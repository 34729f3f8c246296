"""What the class keeps of each document given out (*registre des fiches*): its code, what it said."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from autograder.grading import jsonfile
from autograder.grading.places import Places
from autograder.reports.blocks import Cell, Document, Facts, Line, State, Strong, Table
from autograder.stamps import code as codes

_SUFFIX = ".json"


@dataclass(frozen=True)
class Issued:
    """A document that was given out: whose, which, when, and its facts and figures, each under its label."""

    code: str
    learner: str
    title: str
    made: str
    told: tuple[tuple[str, str], ...]

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made)


def code_for(key: bytes, document: Document) -> str:
    """Give the code of a document that does not bear it yet."""
    return codes.code_of(key, repr((document.title, document.made.isoformat(), document.blocks)))


def keep(places: Places, learner: str, document: Document, code: str) -> None:
    """Keep what a document says under its code; raises OSError."""
    issued = Issued(code, learner, document.title, document.made.isoformat(), tuple(summary(document)))
    jsonfile.write(_folder(places, learner) / f"{code}{_SUFFIX}", asdict(issued))


def find(places: Places, code: str) -> Issued | None:
    """What was given out under a code; None when nothing was."""
    return next((_read(path) for path in places.issued.glob(f"*/{code}{_SUFFIX}")), None)


def latest(places: Places, issued: Issued) -> Issued:
    """The last document of this title that this learner was given: itself, or one that was made since."""
    paths = _folder(places, issued.learner).glob(f"*{_SUFFIX}")
    same = [other for path in paths if (other := _read(path)) and other.title == issued.title]
    return max(same, key=lambda each: each.made, default=issued)


def summary(document: Document) -> Iterator[tuple[str, str]]:
    """The facts of a document and the rows of its first table: what one compares with a paper in the hand."""
    for block in document.blocks:
        if isinstance(block, Facts):
            yield from block.pairs
        elif isinstance(block, Table):
            for head, *cells in block.rows:
                yield _said(head), " · ".join(filter(None, map(_said, cells)))
            return


def words(line: Line) -> str:
    """What the pieces of a line say."""
    return "".join(_piece(piece) for piece in line)


def _said(cell: Cell) -> str:
    return ", ".join(words(line) for line in cell)


def _piece(piece: str | Strong | State) -> str:
    return piece if isinstance(piece, str) else piece.words if isinstance(piece, State) else piece.text


def _folder(places: Places, learner: str) -> Path:
    return places.issued / learner


def _read(path: Path) -> Issued | None:
    raw = jsonfile.read(path)
    try:
        return Issued(**raw | {"told": tuple((label, said) for label, said in raw["told"])})
    except (TypeError, KeyError, ValueError):
        return None
