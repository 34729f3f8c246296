"""A lesson's own modules, found by the prefix of its name and imported when they are first asked for."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from ntc.case import Case
from ntc.fields import session
from ntc.instruments import picker
from ntc.tables import explorer
from ntc.tables.view import View

# A kernel runs each cell in a context of its own; what a lesson opens outlives the cell: a plain global.
_opened: str | None = None
_within: ContextVar[str | None] = ContextVar("within", default=None)


def module(lesson: str, name: str) -> ModuleType | None:
    """A module of the folder of a lesson, None when it has none: « cp9-essai » looks in the folder ``cp9``.

    The id of an exercise has the prefix of its lesson and does as well.
    """
    folder = f"{__package__}.{lesson.split('-', 1)[0]}"
    if find_spec(folder) is None or find_spec(f"{folder}.{name}") is None:
        return None
    return import_module(f"{folder}.{name}")


def enter(lesson: str) -> None:
    """Make ``lesson`` the one whose charts, plans and tables cells name from now on."""
    global _opened
    _opened = lesson


def turn_to(lesson: str) -> None:
    """In a page of exercises of several lessons, enter the one that the cell which says so is from.

    Where fields are only being built, whoever builds them says which lesson they are of.
    """
    if not session.is_collecting():
        enter(lesson)


@contextmanager
def within(lesson: str) -> Iterator[None]:
    """Do so for a while, as when cells are evaluated of a lesson that is not open."""
    token = _within.set(lesson)
    try:
        yield
    finally:
        _within.reset(token)


class Own:
    """A module of the open lesson: with ``charts = Own("charts")``, ``charts.season`` is in its ``charts``.

    Raises AttributeError when the lesson has no such thing there, or when none is open.
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        found = _own(self._module)
        if found is None:
            raise AttributeError(f"no open lesson has {self._module}.{name}")
        return getattr(found, name)


class Explorer(explorer.Explorer):
    """Tables to explore in a lesson: its own ones by name, else those of ``ntc.tables``."""

    def __init__(self, case: Case, *names: str) -> None:
        super().__init__(case, *names, lesson=_within.get() or _opened or "")

    @staticmethod
    def find(name: str) -> Callable[[Case], View]:
        """What makes the table of that name, among the lesson's own first."""
        return _views().get(name) or explorer.Explorer.find(name)


class RowPicker(picker.RowPicker):
    """Lines to keep of a table of the lesson's own, else of one that a learner may read."""

    @staticmethod
    def find(name: str) -> Callable[[Case], View]:
        """What makes the table of that name, among the lesson's own first."""
        return _views().get(name) or picker.RowPicker.find(name)


class RowSorter(picker.RowSorter):
    """Lines to sort of a table of the lesson's own, else of one that a learner may read."""

    @staticmethod
    def find(name: str) -> Callable[[Case], View]:
        """What makes the table of that name, among the lesson's own first."""
        return _views().get(name) or picker.RowSorter.find(name)


def _views() -> Mapping[str, Callable[[Case], View]]:
    return getattr(_own("views"), "VIEWS", {})


def _own(name: str) -> ModuleType | None:
    lesson = _within.get() or _opened
    return module(lesson, name) if lesson else None
