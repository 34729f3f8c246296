"""What a lesson imports: ``from ntc.lesson import *`` brings the case and all that its cells place."""

import json
from collections.abc import Callable, Mapping
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

from IPython.display import display

from ntc import exercises, learner, papers
from ntc.case import Case, load
from ntc.catalogue import title_of
from ntc.exam.sitting import Sitting
from ntc.fields import KINDS, Field, RubricLine, place, session
from ntc.fields.answers import AnswersFile
from ntc.fields.markup import element
from ntc.french import typeset
from ntc.instruments.calculator import Calculator
from ntc.lessons import own
from ntc.lessons.own import Explorer, RowPicker, RowSorter
from ntc.lessons.prose import prose
from ntc.paths import COURSE
from ntc.practice import Drill
from ntc.reference.lexicon import terms_in

__all__ = [
    "Drill",
    "Explorer",
    "RowPicker",
    "RowSorter",
    "RubricLine",
    "charts",
    "headings",
    "open_lesson",
    "open_paper",
    "options",
    "place",
    "plans",
    "turn_to",
]

_TOOLS = {
    "Agenda": "agenda",
    "AirChain": "chain",
    "Dialogue": "dialogue",
    "KeptLine": "kept",
    "Negotiation": "negotiation",
    "NoteSheet": "notes",
    "Planner": "planner",
    "QuoteBuilder": "quote",
    "Reader": "reader",
    "Recall": "recall",
    "Rehearsal": "dialogue",
    "Sketch": "planner",
    "Sparring": "negotiation",
    "Tour": "tour",
}
"""The tools of the trade that a lesson may place, each with its module of ``ntc.instruments``."""


def _tool(name: str) -> Callable[..., Any]:
    """Place a tool whose module is imported by the lesson that places it: every other opens without."""

    def placed(*arguments: Any, **options: Any) -> Any:
        return getattr(import_module(f"ntc.instruments.{_TOOLS[name]}"), name)(*arguments, **options)

    return placed


globals().update(KINDS, **{name: _tool(name) for name in _TOOLS})
__all__ += KINDS
__all__ += _TOOLS

charts, plans = own.Own("charts"), own.Own("plans")
turn_to = own.turn_to

_UNNAMED = typeset(
    "Vous travaillez sans nom : ce que vous répondez est gardé. Pour qu'il puisse être noté, dites qui vous "
    "êtes sur la page d'accueil : ce travail vous y sera proposé."
)

_NOT_BEGUN = typeset(
    "Cet examen n'est pas commencé : il s'ouvre depuis la page d'accueil, où vous lirez d'abord ce qu'on y "
    "demande. Le temps ne court pas encore."
)

MIME = "application/vnd.ntc.lesson+json"


def open_lesson(lesson: str) -> Case:
    """Open a lesson for the learner of this computer: case, answers, calculator, and its sign to the page.

    The answers file lies in the working directory, beside the notebook.
    """
    who = learner.current()
    answers = AnswersFile(Path(f"{lesson}.answers.json"), lesson, who.id, who.variant, _said)
    own.enter(lesson)
    return _opened(lesson, who, answers)


def open_paper(paper: str) -> Case:
    """Open a mock examination (*examen blanc*), on the data that its learner has for it.

    One that is not begun yet stays closed: its page says where one begins. Raises PaperError for one that is
    not well formed.
    """
    sitting = Sitting.at(paper, Path.cwd().parent)
    who, begun = sitting.learner, sitting.left is not None
    # The home page says whose the page is by the data of the lessons.
    about = {"begun": begun, "own": learner.current().variant}
    if begun:
        return _opened(paper, who, sitting.open(), {"paper": about})
    session.close_answers()
    sign = {"lesson": paper, "title": sitting.paper.title, "learner": who.id, "variant": who.variant}
    closed = element("p", _NOT_BEGUN, class_="ntc-notice", role="alert")
    display({MIME: sign | {"paper": about}, "text/html": closed}, raw=True)
    return load(who.variant)


def _opened(
    lesson: str, who: learner.Learner, answers: AnswersFile, more: Mapping[str, Any] | None = None
) -> Case:
    case = load(who.variant)
    session.open_answers(answers)
    sign = _sign(lesson, who, case) | (more or {})
    display({MIME: sign, "text/html": _welcome(who, answers.notice)}, raw=True)
    display(Calculator())
    return case


def _said() -> tuple[str, str]:
    now = learner.current()
    return now.id, now.variant


def options(field_id: str) -> tuple[tuple[str, str], ...]:
    """The choices of a field, or the rows of its table, that the lesson declares."""
    exercise, suffix = exercises.find(field_id)
    return tuple(exercise.options[suffix].items())


def headings(field_id: str) -> tuple[str, ...]:
    """The headings (« intertitres ») that a written production is expected to have.

    They are the options that its field declares, else the parts of its exercise.
    """
    exercise, suffix = exercises.find(field_id)
    declared = exercise.options.get(suffix)
    return tuple(declared.values()) if declared else tuple(part.label for part in exercise.parts.values())


def shipped(lesson: str) -> dict[str, Any]:
    """The notebook of a lesson as it is shipped, in the ``course`` folder.

    Raises FileNotFoundError when there is no such lesson.
    """
    for path in COURSE.glob(f"*/{lesson}.ipynb"):
        return json.loads(path.read_text(encoding="utf-8"))
    raise FileNotFoundError(f"{lesson}: no such lesson in {COURSE}")


def fields_of(notebook: Mapping[str, Any], case: Case) -> dict[str, dict[str, Field]]:
    """The fields that are marked of each exercise, built from the cells of a shipped lesson, without widget.

    The cells are evaluated: only ever call this on the *master's* notebook, never on a learner's.
    """
    declared = exercises.load()
    found = {}
    for cell in notebook["cells"]:
        if cell.get("id") in declared:
            with own.within(cell["id"]), session.collecting() as fields:
                _evaluate("".join(cell["source"]), case)
            found[cell["id"]] = {field.id: field for field in fields if field.assessed}
    return found


def _evaluate(source: str, case: Case) -> None:
    names = {name: globals()[name] for name in __all__}
    exec(compile(source, "<lesson>", "exec"), names | {"case": case})


def _sign(lesson: str, who: learner.Learner, case: Case) -> Mapping[str, Any]:
    """What the page needs to know: figures to put in the prose, terms to explain, exercises to count."""
    declared, notebook = exercises.load(), shipped(lesson)
    return {
        "lesson": lesson,
        "title": title_of(lesson),
        "variant": who.variant,
        "learner": who.id,
        "prose": prose(lesson, case),
        # Words are not explained where one shows that one knows them.
        "terms": {} if papers.is_paper(lesson) else terms_in(notebook),
        "exercises": [
            {
                "id": key,
                "title": declared[key].title,
                "points": declared[key].points,
                "fields": len(fields),
            }
            for key, fields in fields_of(notebook, case).items()
        ],
    }


def _welcome(who: learner.Learner, notice: str) -> str:
    """Say whose lesson it is, and what happened to answers that could not be taken over."""
    name = escape(who.name or who.id) or "Données de la classe"
    notices = filter(None, ["" if who.id else _UNNAMED, notice])
    said = "".join(f'<p class="ntc-notice" role="alert">{escape(one)}</p>' for one in notices)
    return f'<p class="ntc-welcome">{name} · vos données\u00a0: jeu\u00a0{escape(who.variant)}</p>{said}'
