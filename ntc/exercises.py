"""The assessed exercises, declared once in ``course/exercises.toml``."""

import tomllib
from dataclasses import dataclass, field
from functools import cache

from ntc.paths import COURSE


@dataclass(frozen=True)
class Part:
    """One question of an exercise: a row of its table, with label, unit and a line of help in French."""

    id: str
    label: str
    unit: str = ""
    help: str = ""


@dataclass(frozen=True)
class RubricLine:
    """One line of the grid of a written exercise (0 absent, 1 partiel, 2 conforme, 3 remarquable)."""

    id: str
    criterion: str
    text: str


@dataclass(frozen=True)
class Exercise:
    """An assessed exercise: what it is worth and which criteria and skills it is evidence for."""

    id: str
    title: str
    points: float
    criteria: tuple[str, ...]
    skills: tuple[str, ...]
    parts: dict[str, Part] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    rubric: tuple[RubricLine, ...] = ()

    @property
    def competency(self) -> str:
        """The competency that the prefix of the id names: ``cp4``."""
        return self.id.split("-", 1)[0]

    @property
    def written(self) -> bool:
        """Whether a person marks it, line by line of its rubric."""
        return bool(self.rubric)


@cache
def load() -> dict[str, Exercise]:
    """Every exercise by id, in the order of ``course/exercises.toml``."""
    raw = tomllib.loads((COURSE / "exercises.toml").read_text(encoding="utf-8"))
    return {key: _exercise(key, spec) for key, spec in raw.items()}


def find(field_id: str) -> tuple[Exercise, str]:
    """The exercise that a field belongs to, and the field's own suffix.

    ``cp4-note`` → (cp4-note, ""); ``cp4-indicators-board`` → (cp4-indicators, "board").
    Raises KeyError when no declared exercise bears the id or a prefix of it.
    """
    exercises = load()
    if field_id in exercises:
        return exercises[field_id], ""
    for key, exercise in exercises.items():
        if field_id.startswith(key + "-"):
            return exercise, field_id[len(key) + 1 :]
    raise KeyError(f"{field_id}: no exercise of course/exercises.toml bears this id")


def _exercise(key: str, spec: dict) -> Exercise:
    parts = {
        name: Part(name, value) if isinstance(value, str) else Part(name, **value)
        for name, value in spec.pop("parts", {}).items()
    }
    rubric = tuple(RubricLine(**line) for line in spec.pop("rubric", ()))
    criteria, skills = tuple(spec.pop("criteria")), tuple(spec.pop("skills"))
    return Exercise(id=key, criteria=criteria, skills=skills, parts=parts, rubric=rubric, **spec)
