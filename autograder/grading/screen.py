"""What an instructor reads while a command runs: French lines; nbgrader's own English log goes to a file.

A line of ours is shown as it is. Of nbgrader's, those are shown that say something to do or how far it is,
in French; the others are in ``classroom/journal/nbgrader.log``. ``--debug`` shows everything.
"""

import contextlib
import errno
import logging
import os
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from autograder.grading import disk
from autograder.grading.phrases import PHRASES, UNKNOWN, Told
from autograder.grading.places import Places
from autograder.grading.settled import meant
from ntc.french import typeset

OURS = str(Path(__file__).resolve().parent.parent) + os.sep
_TALKING = {
    "NbGraderApp",
    "GenerateAssignmentApp",
    "GenerateSolutionApp",
    "ReleaseAssignmentApp",
    "CollectApp",
    "ZipCollectApp",
    "AutogradeApp",
    "GenerateFeedbackApp",
    "ReleaseFeedbackApp",
    "ExportApp",
}
_ROOT = [Path()]


def configure(c: Config, root: Path) -> None:
    """Have nbgrader's commands speak so, for the course at ``root``."""
    _ROOT[:] = [root]
    # nbgrader's own, whenever it adds a submission.
    warnings.filterwarnings("ignore", "Object of type", SAWarning)
    journal = Places(root).classroom / "journal" / "nbgrader.log"
    loggers = {name: {"handlers": ["console", "journal"], "level": "DEBUG"} for name in _TALKING}
    loggers["autograder"] = {"handlers": ["console", "journal"], "level": "DEBUG", "propagate": False}
    c.NbGrader.logging_config = {
        "formatters": {
            "console": {"class": f"{__name__}.French", "format": "%(message)s"},
            "journal": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"},
        },
        "filters": {"french": {"()": f"{__name__}.Shown"}},
        "handlers": {
            "console": {"filters": ["french"]},
            "journal": {"()": f"{__name__}.Journal", "filename": str(journal), "formatter": "journal"},
        },
        "loggers": loggers,
    }


class Journal(logging.FileHandler):
    """The file that keeps what nbgrader says; a disk that refuses it stops nothing."""

    def __init__(self, filename: str) -> None:
        super().__init__(filename, encoding="utf-8", errors="backslashreplace", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, in a folder made when it is first needed."""
        if record.levelno < logging.INFO and not record.pathname.startswith(OURS):
            return
        with contextlib.suppress(OSError):
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: what matters is on the screen already."""


class Shown(logging.Filter):
    """Lets through what is to be read; everything when ``--debug`` asked for it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is shown."""
        if record.levelno < logging.INFO:
            return not record.pathname.startswith(OURS)
        return bool(french(record))


class French(logging.Formatter):
    """Shows a line in French, without a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        return french(record) or record.getMessage()


@contextlib.contextmanager
def heard(logger: logging.Logger, say: Callable[[str, int], None], level: int) -> Iterator[None]:
    """Have the lines that a screen would show, from a level on, said elsewhere, in place of showing them."""

    class Hearing(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= level and (line := french(record, talking=True)):
                say(line, record.levelno)

    others = {each: each.handlers[:] for each in (logger, logging.getLogger("autograder"))}
    for each, handlers in others.items():
        each.handlers = [Hearing(), *(one for one in handlers if isinstance(one, Journal))]
    try:
        yield
    finally:
        for each, handlers in others.items():
            each.handlers = handlers


@contextlib.contextmanager
def collected(logger: logging.Logger) -> Iterator[list[str]]:
    """Collect what is to be looked into, in place of showing it."""
    lines: list[str] = []
    with heard(logger, lambda line, _: lines.append(line), logging.WARNING):
        yield lines


def french(record: logging.LogRecord, talking: bool = False) -> str:
    """Put a line into French; empty for what nobody has to read.

    What is not a command of the course's (``nbgrader list``) is left as it is, unless ``talking``.
    """
    text = record.getMessage()
    if record.pathname.startswith(OURS) or isinstance(record.msg, Told):
        return text
    if record.name not in _TALKING and not talking:
        return text
    for pattern, say in _SAID:
        if found := pattern.search(text):
            return typeset(say(found))
    if record.levelno >= logging.ERROR:
        return typeset(UNKNOWN)
    return ""


def _plain(sentence: str) -> Callable[[re.Match[str]], str]:
    return lambda found: sentence.format(*found.groups())


def _known() -> list[str]:
    """The activities of the course, released or not."""
    return sorted(path.parent.name for path in (_ROOT[0] / "course").glob("*/*.toml"))


def _unknown(name: str) -> str:
    known = list(dict.fromkeys(_known()))
    there = ", ".join(f"« {each} »" for each in known) or "aucune"
    return f"L’activité « {name} » n’existe pas.{meant(name, known)} Activités du cours : {there}."


def _nothing(found: re.Match[str]) -> str:
    path = Path(found["path"])
    if path.suffix == ".ipynb":
        return ""
    if path.name not in _known():
        return _unknown(path.name)
    if path.parent.name == ".":
        return f"L’activité « {path.name} » n’a aucune leçon."
    step = {"submitted": "rien n’a été reçu", "autograded": "rien n’est noté : lancez nbgrader autograde"}
    why = next((words for folder, words in step.items() if folder in path.parts), "rien n’y est prêt")
    return f"Rien à faire pour « {path.name} » : {why}."


def _skipped(found: re.Match[str]) -> str:
    *_, parent, name = Path(found["path"]).parts
    who = name if parent == "release" else parent
    return f"« {who} » : déjà fait. « --force » recommence."


def _not_released(found: re.Match[str]) -> str:
    name = Path(found["path"]).name
    if name not in _known():
        return _unknown(name)
    return f"L’activité « {name} » n’est pas préparée : lancez d’abord nbgrader generate_assignment {name}."


def _trace(found: re.Match[str]) -> str:
    """Of a traceback, only what the disk or the gradebook refuses concerns whoever runs the command."""
    signs = {
        errno.ENOSPC: ("No space left on device", "database or disk is full"),
        errno.EROFS: ("Read-only file system",),
        errno.EACCES: ("Permission denied", "attempt to write a readonly database"),
    }
    for code, words in signs.items():
        if any(word in found.string for word in words):
            return disk.told(OSError(code, ""))
    return ""


_SAID: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
    (re.compile(pattern, re.DOTALL), say)
    for pattern, say in {
        r"^Traceback \(most recent call last\)": _trace,
        r"No notebooks were matched by '(?P<path>.*)'$": _nothing,
        r"^Skipping existing assignment: (?P<path>.*)$": _skipped,
        r"^Assignment (?:found in '|not found at: )(?P<path>[^']*)": _not_released,
        **{pattern: _plain(sentence) for pattern, sentence in PHRASES.items()},
    }.items()
]
