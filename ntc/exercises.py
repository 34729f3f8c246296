"""The assessed exercises, declared once, in the ``.toml`` beside each lesson's notebook.

Its table ``lesson`` declares no exercise: ``lesson.grids`` are what a learner fills in for nobody but
themselves, ``lesson.passages`` the cells that serve a skill which no exercise assesses, ``lesson.unseen``
what no exercise can show of a criterion.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ntc import papers
from ntc.french import typeset
from ntc.paths import COURSE

_LESSON = "lesson"


@dataclass(frozen=True)
class Part:
    """One question of an exercise: a row of its table, with label, unit and a line of help in French.

    ``criterion`` is the one that it is evidence for, where its exercise serves several.
    """

    id: str
    label: str
    unit: str = ""
    help: str = ""
    criterion: str = ""


@dataclass(frozen=True)
class RubricLine:
    """One line of the grid of a written exercise (0 absent, 1 partiel, 2 conforme, 3 remarquable).

    ``anchors``: what a production looks like at each level, lowest first, so that two markers see the same.
    """

    id: str
    criterion: str
    text: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exercise:
    """An assessed exercise: what it is worth and which criteria and skills it is evidence for.

    ``fields`` names those that gather several parts, by their suffix, where the exercise has several such.
    ``sums`` says of a part, a total, which other parts add up to it (« la somme des trois écarts »).
    ``told``, where its rows are facts of the case and not questions: by verdict of a mark, what a sheet says
    of those that it quotes. ``annexed``: the fields whose answers a sheet annexes as they were handed in,
    where no person marks them (all of a written exercise are), and lines kept for oneself, which whoever
    marks a written exercise reads too. ``observed``: a grid that somebody fills in
    who watches, which a sheet leaves room for.
    """

    id: str
    title: str
    points: float
    criteria: tuple[str, ...]
    skills: tuple[str, ...]
    parts: dict[str, Part] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    sums: dict[str, tuple[str, ...]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    annexed: tuple[str, ...] = ()
    observed: bool = False
    rubric: tuple[RubricLine, ...] = ()
    lesson: str = ""

    @property
    def competency(self) -> str:
        """The competency that the prefix of the id names."""
        return self.id.split("-", 1)[0]

    def evidence(self, criterion: str, part: str) -> bool:
        """Whether the mark of a part (its id, or that of a cell of it) is evidence for a criterion."""
        if len(self.criteria) == 1:
            return criterion in self.criteria
        named = owner(part, self.parts)
        return named is not None and self.parts[named].criterion == criterion

    def serving(self, criterion: str) -> list[Part]:
        """The questions that say they are evidence for a criterion."""
        return [part for part in self.parts.values() if part.criterion == criterion]

    @property
    def written(self) -> bool:
        """Whether a person marks it, line by line of its rubric."""
        return bool(self.rubric)

    @property
    def line_cells(self) -> dict[str, RubricLine]:
        """The lines of its rubric by the id of the cell in which each is marked: « letter-2 »."""
        return {f"{self.id}-{line.id}": line for line in self.rubric}

    @property
    def line_points(self) -> float:
        """What each line of its rubric is worth: an equal share of its points."""
        return self.points / len(self.rubric)


def declarations(course: Path = COURSE) -> list[Path]:
    """The files that declare exercises, one a lesson, in the order of the lessons."""
    folders = (path for path in course.glob("*/*.toml") if not path.parent.name.startswith("."))
    return sorted(path for path in folders if not papers.is_paper(path.parent.name))


def read(declaration: Path) -> dict[str, Exercise]:
    """The exercises that one file declares, by id; ValueError when it is not well formed."""
    raw = {key: spec for key, spec in _raw(declaration).items() if key != _LESSON}
    return _built(raw, declaration)


def grids(declaration: Path) -> dict[str, Exercise]:
    """The grids that one file declares, by id: exercises worth nothing, evidence for nothing."""
    raw = _raw(declaration).get(_LESSON, {}).get("grids", {})
    return _built(
        {key: spec | {"points": 0, "criteria": (), "skills": ()} for key, spec in raw.items()}, declaration
    )


def passages(declaration: Path) -> dict[str, tuple[str, ...]]:
    """The cells of a lesson that serve a skill or a knowledge which its exercises do not assess, by id."""
    return {
        skill: tuple(cells) for skill, cells in _raw(declaration).get(_LESSON, {}).get("passages", {}).items()
    }


def unseen(declaration: Path) -> dict[str, str]:
    """What no exercise can show of a criterion that a lesson claims, by criterion, in a French sentence."""
    return dict(_raw(declaration).get(_LESSON, {}).get("unseen", {}))


def grid(grid_id: str, course: Path = COURSE) -> Exercise:
    """The grid of this id, whichever lesson declares it; KeyError when none does."""
    if grid_id not in _every_grid(course):
        raise KeyError(f"{grid_id}: no lesson declares this grid")
    return _every_grid(course)[grid_id]


@cache
def _every_grid(course: Path) -> dict[str, Exercise]:
    found: dict[str, Exercise] = {}
    for declaration in declarations(course):
        found = grids(declaration) | found
    return found


@cache
def load(course: Path = COURSE) -> dict[str, Exercise]:
    """Every exercise by id, lesson after lesson; ValueError when two lessons declare the same id."""
    found: dict[str, Exercise] = {}
    for declaration in declarations(course):
        for key, exercise in read(declaration).items():
            if key in found:
                raise ValueError(f"{key}: declared by {found[key].lesson} and by {exercise.lesson}")
            found[key] = exercise
    return found


def of(lesson: str) -> list[Exercise]:
    """The exercises of a lesson, in the order of its declaration; or of a paper, whose they then are."""
    if papers.is_paper(lesson):
        chosen = papers.load()[lesson].exercises
        return [replace(load()[key], lesson=lesson) for key in chosen if key in load()]
    return [exercise for exercise in load().values() if exercise.lesson == lesson]


def find(field_id: str) -> tuple[Exercise, str]:
    """The exercise that a field belongs to, and the field's own suffix.

    « tour » → (tour, ""); « tour-km » → (tour, "km"), unless an exercise « tour-km » is declared.
    Raises KeyError when no declared exercise bears the id or a prefix of it.
    """
    key = owner(field_id, load())
    if key is None:
        raise KeyError(f"{field_id}: no declared exercise bears this id")
    return load()[key], field_id[len(key) + 1 :]


def owner(field_id: str, ids: Iterable[str]) -> str | None:
    """Which of these exercises a field's id names: the longest that it is or begins with; None when none."""
    return max((key for key in ids if f"{field_id}-".startswith(f"{key}-")), key=len, default=None)


def is_annexed(field_id: str) -> bool:
    """Whether a sheet annexes what this field holds, an exercise's own or a line kept for oneself."""
    return any(field_id in exercise.annexed for exercise in load().values())


def _raw(declaration: Path) -> dict:
    try:
        return _typeset(_parsed(declaration.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as cause:
        raise ValueError(f"{declaration}: {cause}") from cause


@lru_cache(maxsize=32)
def _parsed(text: str) -> dict:
    """What the text of a file declares, the same for all who ask: a copy of it is theirs."""
    return tomllib.loads(text)


def _typeset(raw: Any) -> Any:
    """What is declared, set as French prints it: ids and names hold nothing that this would change."""
    match raw:
        case dict():
            return {key: _typeset(value) for key, value in raw.items()}
        case list():
            return [_typeset(value) for value in raw]
        case str():
            return typeset(raw)
    return raw


def _built(raw: dict, declaration: Path) -> dict[str, Exercise]:
    found = {}
    for key, spec in raw.items():
        try:
            found[key] = _exercise(key, spec, declaration.stem)
        except (AttributeError, KeyError, TypeError) as cause:
            raise ValueError(f"{declaration}: {key}: {type(cause).__name__}: {cause}") from cause
    return found


def _exercise(key: str, spec: dict, lesson: str) -> Exercise:
    parts = {
        name: Part(name, value) if isinstance(value, str) else Part(name, **value)
        for name, value in spec.pop("parts", {}).items()
    }
    rubric = tuple(
        RubricLine(**{**line, "anchors": tuple(line.get("anchors", ()))}) for line in spec.pop("rubric", ())
    )
    sums = {total: tuple(terms) for total, terms in spec.pop("sums", {}).items()}
    if strange := {*sums, *(term for terms in sums.values() for term in terms)} - parts.keys():
        raise KeyError(f"sums: {sorted(strange)}")
    criteria, skills = tuple(spec.pop("criteria")), tuple(spec.pop("skills"))
    return Exercise(
        id=key,
        criteria=criteria,
        skills=skills,
        parts=parts,
        sums=sums,
        annexed=tuple(spec.pop("annexed", ())),
        rubric=rubric,
        lesson=lesson,
        **spec,
    )
