"""The mock examinations (*examens blancs*): timed papers of exercises of the lessons, chosen in one file.

``course/examen-blanc/examen-blanc.toml`` gives the title, the length in minutes and the exercises in order;
the notebook beside it is made from the lessons by ``python -m autograder.canonical``. A paper is an
assignment of its own, sat on data that its learner has not worked on.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ntc.french import typeset
from ntc.paths import COURSE
from ntc.roster import VARIANTS, variant_of

PREFIX = "examen-"
SHORTEST, LONGEST = 10, 600


class PaperError(ValueError):
    """A paper that cannot be set; the message says in French what to change in its file."""

    def __init__(self, message: str) -> None:
        super().__init__(typeset(message))


@dataclass(frozen=True)
class Paper:
    """A paper: ``minutes`` is how long it lasts, ``exercises`` their ids in order.

    ``beside``: by exercise, the cells of its lesson that go along with it (a document, a table) beyond those
    that stand with its statement. ``instead``: by exercise, what is read in its statement in place of words
    that lead elsewhere in the lesson (« l'instrument ci-dessus »).
    """

    name: str
    title: str
    minutes: int
    exercises: tuple[str, ...]
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def began(self) -> str:
        """The id under which the answers file says when the paper was begun: that of no field."""
        return f"{self.name}-debut"


def is_paper(assignment: str) -> bool:
    """Whether an assignment is a paper, by the name of its folder."""
    return assignment.startswith(PREFIX)


def declarations(course: Path = COURSE) -> list[Path]:
    """The files that declare a paper, one a folder."""
    return sorted(course.glob(f"{PREFIX}*/*.toml"))


def read(declaration: Path) -> Paper:
    """The paper that a file declares; raises PaperError when it is not well formed."""
    where = declaration.name
    try:
        raw = tomllib.loads(declaration.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise PaperError(f"{where} ne se lit pas ({cause}) : corrigez cette ligne.") from cause
    if strange := sorted(set(raw) - {"title", "minutes", "exercises", "beside", "instead"}):
        raise PaperError(
            f"{where} : « {strange[0]} » n'y a pas sa place. On y écrit title, minutes, exercises, beside et "
            "instead."
        )
    minutes, chosen = raw.get("minutes"), raw.get("exercises")
    if declaration.parent.name != declaration.stem:
        raise PaperError(f"{where} : un examen porte le nom de son dossier. Nommez-le comme lui.")
    if not _is_text(raw.get("title")):
        raise PaperError(f'{where} : donnez un titre à l\'examen, par exemple title = "Examen blanc".')
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not SHORTEST <= minutes <= LONGEST:
        raise PaperError(
            f"{where} : donnez la durée en minutes, de {SHORTEST} à {LONGEST}, par exemple minutes = 180."
        )
    if not isinstance(chosen, list) or not chosen or not all(map(_is_text, chosen)):
        raise PaperError(f"{where} : donnez dans « exercises » la liste des exercices, dans l'ordre.")
    if twice := next((each for each in chosen if chosen.count(each) > 1), None):
        raise PaperError(f"{where} : « {twice} » y est deux fois. Ôtez l'un des deux.")
    beside, instead = raw.get("beside", {}), raw.get("instead", {})
    if not isinstance(beside, dict) or not all(_is_list(cells) for cells in beside.values()):
        raise PaperError(f"{where} : dans « beside », donnez une liste de cellules par exercice.")
    if not isinstance(instead, dict) or not all(_is_words(words) for words in instead.values()):
        raise PaperError(f"{where} : dans « instead », donnez par exercice des mots et ce qui les remplace.")
    if stray := sorted({*beside, *instead} - set(chosen)):
        raise PaperError(
            f"{where} : « {stray[0]} » n'est pas dans la liste des exercices. Ôtez-le de la suite."
        )
    return Paper(
        declaration.stem,
        typeset(raw["title"]),
        minutes,
        tuple(chosen),
        {exercise: tuple(cells) for exercise, cells in beside.items()},
        {
            exercise: {typeset(old): typeset(new) for old, new in words.items()}
            for exercise, words in instead.items()
        },
    )


def load(course: Path = COURSE) -> dict[str, Paper]:
    """Every paper of the course by name, as its file is now; raises PaperError for one not well formed."""
    return {paper.name: paper for paper in map(read, declarations(course))}


def variant(paper: str, learner_id: str, own: str) -> str:
    """Give the variant of the data (*jeu de données*) on which a learner sits a paper.

    Neither that of the class, nor ``own``, nor the one that the identifier alone would give: the learner has
    worked on none of it. The order in which the others come is drawn from the paper and the identifier, so
    that a class list that changes moves hardly anybody. Raises IdentifierError when it cannot be one.
    """
    had = {VARIANTS[0], own, variant_of(learner_id)}
    return min(
        (each for each in VARIANTS if each not in had), key=lambda each: _rank(paper, learner_id, each)
    )


def sitting(assignment: str, learner_id: str, own: str) -> str:
    """Give the variant on which a learner works on an assignment: ``own``, except on a paper.

    Without an identifier there is no paper to sit.
    """
    return variant(assignment, learner_id, own) if learner_id and is_paper(assignment) else own


def _rank(*words: str) -> bytes:
    return hashlib.sha256("/".join(words).encode("utf-8")).digest()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and all(
        _is_text(old) and isinstance(new, str) for old, new in value.items()
    )
