"""What fields know of the place they are in: the open lesson's answers file, or a pass that only builds them.

Three situations exist. In an open lesson, fields read and save through its answers file. While collecting,
fields are only built, to learn which ones a lesson places. While grading, the same is done on the
instructor's side; outside that situation a field refuses to be built by nbgrader's own autograding, so that a
stock nbgrader, which would pay full marks for a cell that prints nothing, fails instead.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ntc.fields.answers import AnswersFile
    from ntc.fields.base import Field

# A kernel runs each cell in a context of its own; what a lesson opens outlives the cell: a plain global.
_answers: "AnswersFile | None" = None
_collected: ContextVar["list[Field] | None"] = ContextVar("collected", default=None)
_grading: ContextVar[bool] = ContextVar("grading", default=False)


def open_answers(answers: "AnswersFile") -> None:
    """Make ``answers`` the file that fields read and save through from now on.

    A lesson opened once more, in another tab, goes on with the one that is open: what is saved in one tab
    reaches the fields of the other.
    """
    global _answers
    if _answers is not None and _answers.is_same(answers):
        _answers.notice = answers.notice
        return
    _answers = answers


def close_answers() -> None:
    """Forget the open answers file."""
    global _answers
    _answers = None


def current_answers() -> "AnswersFile | None":
    """Return the open lesson's answers file, None when no lesson is open."""
    return _answers


@contextmanager
def collecting() -> Iterator["list[Field]"]:
    """Only build the fields placed inside, without widget or file; yields the list of them, in order."""
    fields: list[Field] = []
    token = _collected.set(fields)
    try:
        yield fields
    finally:
        _collected.reset(token)


@contextmanager
def grading() -> Iterator["list[Field]"]:
    """Collect fields on the instructor's side, where nbgrader's environment variable is set."""
    token = _grading.set(True)
    try:
        with collecting() as fields:
            yield fields
    finally:
        _grading.reset(token)


def is_collecting() -> bool:
    """Whether fields are only being built: nothing is displayed, no file is read."""
    return _collected.get() is not None


def refuse_stock_grading() -> None:
    """Raise RuntimeError when nbgrader executes a cell of the lesson without our grading set-up."""
    if os.environ.get("NBGRADER_EXECUTION") == "autograde" and not _grading.get():
        raise RuntimeError(
            "An answer field cannot be executed by nbgrader: it would earn marks without being marked. "
            "Autograde from the project's root, whose nbgrader_config.py marks from the answers file."
        )


def register(field: "Field") -> None:
    """Take note that ``field`` was built; raises RuntimeError as ``refuse_stock_grading`` does."""
    refuse_stock_grading()
    fields = _collected.get()
    if fields is not None:
        fields.append(field)
