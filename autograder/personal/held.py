"""Where the data of one learner lie (*ce qui est gardé*): what is theirs, and what speaks of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.utils import notebook_hash

from autograder.grading.places import AUTOGRADED, COURSE_ID, DOWNLOADED, FEEDBACK, SUBMITTED, Places
from autograder.package.folder import variants_in
from autograder.personal.person import Person
from autograder.reports.sheet import sheet_name

_PAGES = (".html", ".pdf")
_SECRET = "submission_secret.txt"


@dataclass(frozen=True)
class Own:
    """Something that is this learner's alone: what it is, in French, and where."""

    what: str
    path: Path


def own(places: Places, learner: str) -> Iterator[Own]:
    """All that is this learner's alone, but in the gradebook."""
    root = places.root
    folders = (
        ("travaux remis, tels que reçus", places.received(learner, "")),
        ("travaux remis, tels que corrigés", root / SUBMITTED / learner),
        ("copies corrigées", root / AUTOGRADED / learner),
        ("retours", root / FEEDBACK / learner),
        ("relevés de correction", places.records / learner),
        ("contestations", places.contests / learner),
        ("copies ouvertes par « son cours »", places.visit(learner)),
        ("secondes notes", places.seconds / learner),
        ("ce que disaient ses fiches et livrets", places.issued / learner),
    )
    yield from (Own(what, path) for what, path in folders if path.is_dir())
    extracted = (root / DOWNLOADED).glob(f"*/extracted/{learner}")
    yield from (Own("travaux sortis d’un dépôt", path) for path in extracted)
    for folder, name, what in (
        (places.sheets, sheet_name(learner), "fiches de preuves"),
        (places.booklets, learner, "livrets"),
    ):
        names = {f"{name}{ending}" for ending in _PAGES}
        yield from (Own(what, path) for path in sorted(folder.rglob("*.*")) if path.name in names)
    if (told := places.account(learner)).is_file():
        yield Own("exports de ses données", told)
    exchange = places.exchange / COURSE_ID
    inbound = (path for path in (exchange / "inbound").glob("*") if path.name.split("+")[0] == learner)
    yield from (Own("remises dans le dépôt partagé", path) for path in inbound)
    yield from (Own("retours dans le dépôt partagé", path) for path in _returned(places, learner))


def _returned(places: Places, learner: str) -> Iterator[Path]:
    """The feedback of a learner in the exchange: a file is named after the secret of a hand-in."""
    root = places.root
    folders = (places.received(learner, ""), root / SUBMITTED / learner, root / FEEDBACK / learner)
    inbound = (places.exchange / COURSE_ID / "inbound").glob(f"{learner}+*/{_SECRET}")
    kept = [*inbound, *(path for folder in folders for path in folder.rglob(_SECRET))]
    secrets = {path.read_text(encoding="utf-8", errors="replace") for path in kept if path.is_file()} - {""}
    lessons = {path.stem for path in places.release("").glob("*/*.ipynb")}
    for secret in secrets:
        for lesson in lessons:
            name = f"{notebook_hash(secret=secret, notebook_id=lesson)}.html"
            if (path := places.exchange / COURSE_ID / "feedback" / name).is_file():
                yield path


def shared(places: Places) -> Iterator[Path]:
    """Every file of the class, and the copy of its list that goes with the course; a link is no file."""
    found = (path for path in sorted(places.classroom.rglob("*")) if path.is_file() and not path.is_symlink())
    yield from (path for path in found if not path.name.startswith("gradebook.db"))
    handed = variants_in(places.package, places.variants)
    if handed.is_file():
        yield handed
    if places.roster.is_file() and not places.roster.is_relative_to(places.classroom):
        yield places.roster


def mentions(places: Places, who: Person) -> Iterator[Path]:
    """The files that speak of somebody, by their name or by what they hold."""
    for path in shared(places):
        try:
            if who.is_in(named(places, path)) or who.is_in_bytes(path.read_bytes()):
                yield path
        except OSError:
            yield path  # what cannot be read cannot be said to be clean


def named(places: Places, path: Path) -> str:
    """Name a file from the course's folder, where it lies in it."""
    inside = path.is_relative_to(places.root)
    return path.relative_to(places.root).as_posix() if inside else path.name
