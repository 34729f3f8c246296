"""What serves each item of the referential (*couverture*): assessed exercises, and passages of lessons.

The table is a page in French for the instructor and the jury, written by ``python -m autograder.canonical``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ntc import exercises, referential
from ntc.exercises import Exercise
from ntc.french import number, typeset
from ntc.paths import COURSE, ROOT
from ntc.referential import Competency, Item

PAGE = ROOT / "docs" / "referentiel.md"
_KINDS = (
    ("Critères de performance", "criteria"),
    ("Savoir-faire", "skills"),
    ("Connaissances", "knowledge"),
)


@dataclass
class Served:
    """The exercises that are evidence for an item or work on it, and the lessons whose passages do."""

    exercises: list[Exercise] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)


def served(course: Path = COURSE) -> dict[str, Served]:
    """Every item that something of a course serves, by its full id."""
    found: dict[str, Served] = defaultdict(Served)
    for declaration in exercises.declarations(course):
        for exercise in exercises.read(declaration).values():
            for item in dict.fromkeys((*exercise.criteria, *exercise.skills)):
                found[item].exercises.append(exercise)
        for item in exercises.passages(declaration):
            found[item].passages.append(declaration.stem.partition("-")[0].upper())
    return dict(found)


def points(exercise: Exercise, criterion: str) -> float:
    """What of an exercise's points is evidence for one of its criteria."""
    if exercise.written:
        return exercise.line_points * sum(line.criterion == criterion for line in exercise.rubric)
    return exercise.points


def page(course: Path = COURSE) -> str:
    """The page, as Markdown."""
    return typeset("\n".join(_lines(served(course), referential.load(course).competencies))) + "\n"


def _lines(found: Mapping[str, Served], competencies: Mapping[str, Competency]) -> Iterator[str]:
    yield "# Ce qui sert chaque point du référentiel"
    yield ""
    yield (
        "Cette page se fait d’elle-même, à partir des leçons. Un *exercice noté* est une preuve : ses points "
        "vont à la fiche de l’apprenant. Un *passage* fait travailler le point sans le noter ; la fiche y "
        "laisse la place d’une observation. Les libellés sont les nôtres."
    )
    for competency in competencies.values():
        yield from ("", f"## {competency.id.upper()} · {competency.title}")
        for title, kind in _KINDS:
            items = getattr(competency, kind)
            if items:
                yield from ("", f"| {title} | Exercices notés | Passages |", "|---|---|---|")
                yield from (_row(item, found.get(item.id, Served())) for item in items)


def _row(item: Item, here: Served) -> str:
    criterion = item.kind == "criterion"
    shown = [f"{one.title} ({_worth(one, item.id)})" if criterion else one.title for one in here.exercises]
    if item.competency not in {one.competency for one in here.exercises}:  # a transversal one
        shown = [f"{one.competency.upper()}, {told}" for one, told in zip(here.exercises, shown, strict=True)]
    cells = (f"{item.id} · {item.label}", " · ".join(shown) or "—", ", ".join(here.passages) or "—")
    return f"| {' | '.join(cells)} |"


def _worth(exercise: Exercise, criterion: str) -> str:
    share = points(exercise, criterion)
    partly = not exercise.written and len(exercise.criteria) > 1
    return f"une partie de {number(share)} points" if partly else f"{number(round(share, 2))} points"
