"""The receipt (*reçu*) of a hand-in: exercise by exercise what was recorded, the hour, the seal.

As a printable page for the learner, and as data beside it.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from ntc.fields.base import STATES
from ntc.fields.markup import Html, element, join
from ntc.french import count, day, hour, typeset
from ntc.home.progress import ExerciseProgress, LessonProgress
from ntc.home.seal import grouped, seal
from ntc.learner import Learner

_STYLE = """
body { margin: 0 auto; padding: 1.5rem; max-width: 52rem; color: #1c2733; background: #fff;
       font: 16px/1.5 "DejaVu Sans", "Segoe UI", Verdana, sans-serif; }
h1 { margin: 0 0 .25rem; color: #0b5394; font-size: 1.5rem; }
h2 { margin: 1.75rem 0 .5rem; border-bottom: 2px solid #0b5394; font-size: 1.2rem; }
h3 { margin: 1.1rem 0 .25rem; font-size: 1rem; }
p { margin: .3rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dt { color: #47566a; } dd { margin: 0; font-weight: 600; }
code { overflow-wrap: anywhere; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .25rem .5rem; border: 1px solid #c9d3e0; text-align: left; vertical-align: top; }
.state { color: #0b5394; }
.ntc-answer { margin: .4rem 0 .4rem .75rem; padding-left: .75rem; border-left: 3px solid #c9d3e0; font-size:
.9rem; } .ntc-answer[data-state="unreadable"] { border-left-color: #a4262c; } .ntc-answer-state { color:
#47566a; } @page { size: A4; margin: 15mm; } @media print { body { padding: 0; max-width: none; font-size:
10pt; } h2, h3 { break-after: avoid; } }
"""


@dataclass(frozen=True)
class Receipt:
    """What was handed in, by whom and when; only lessons that have an answers file are in it."""

    learner: Learner
    assignment: str
    activity: str
    moment: datetime
    lessons: tuple[LessonProgress, ...]

    @property
    def seals(self) -> dict[str, str]:
        """The seal of each lesson handed in, by the lesson's name."""
        return {progress.lesson.name: seal(progress.record) for progress in self.lessons if progress.record}

    @property
    def hour(self) -> str:
        """When it was handed in, in words."""
        return f"{day(self.moment)} à {hour(self.moment)}"


def as_json(receipt: Receipt) -> str:
    """Write the receipt as data."""
    content = {
        "schema": 1,
        "learner": receipt.learner.id,
        "name": receipt.learner.name,
        "variant": receipt.learner.variant,
        "assignment": receipt.assignment,
        "handed_in": receipt.moment.isoformat(timespec="seconds"),
        "seals": receipt.seals,
        "lessons": {
            progress.lesson.name: {
                exercise.id: {
                    "state": exercise.state,
                    "saved": exercise.saved.isoformat() if exercise.saved else None,
                    "fields": {field.field.id: field.state for field in exercise.fields},
                }
                for exercise in progress.exercises
            }
            for progress in receipt.lessons
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_page(receipt: Receipt) -> str:
    """Write the receipt as one printable page, in French."""
    learner = receipt.learner
    who = f"{learner.name} ({learner.id})" if learner.name else learner.id
    body = join(
        element("h1", "Reçu de remise"),
        element("p", receipt.activity),
        _pairs(
            ("Apprenant", who),
            ("Données", f"jeu {learner.variant}"),
            ("Remis le", receipt.hour),
            ("En bref", summary(receipt.lessons)),
        ),
        element(
            "p",
            typeset(
                "Gardez ce reçu. Le scellé est l’empreinte de vos réponses : celui que calcule votre "
                "formateur sur le fichier reçu doit être le même, signe pour signe."
            ),
        ),
        *(_lesson(receipt, progress) for progress in receipt.lessons),
    )
    head = join(
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", f"Reçu de remise {learner.id} {receipt.hour}"),
        element("style", Html(_STYLE)),
    )
    page = element("html", element("head", head), element("body", element("main", body)), lang="fr")
    return f"<!DOCTYPE html>\n{page}\n"


def summary(lessons: tuple[LessonProgress, ...]) -> str:
    """Count the exercises by state: « 5 exercices faits, 2 sans réponse, 1 illisible »."""
    states = [exercise.state for progress in lessons for exercise in progress.exercises]
    told = [count(states.count("answered"), "exercice fait", "exercices faits")]
    for state, one, several in (
        ("partial", "incomplet", "incomplets"),
        ("unreadable", "illisible", "illisibles"),
        ("blank", "sans réponse", "sans réponse"),
    ):
        if states.count(state):
            told.append(count(states.count(state), one, several))
    return ", ".join(told)


def _pairs(*pairs: tuple[str, str]) -> Html:
    return element("dl", *(join(element("dt", term), element("dd", value)) for term, value in pairs))


def _lesson(receipt: Receipt, progress: LessonProgress) -> Html:
    digest = grouped(receipt.seals[progress.lesson.name])
    return element(
        "section",
        element("h2", progress.lesson.title),
        element("p", typeset("Scellé (SHA-256) : "), element("code", digest)),
        *map(_exercise, progress.exercises),
    )


def _exercise(exercise: ExerciseProgress) -> Html:
    state = element("span", STATES[exercise.state].lower(), class_="state")
    answers = () if exercise.state == "blank" else exercise.fields
    return element(
        "section",
        element("h3", exercise.title, typeset(" : "), state),
        *(Html(answer.field.html(answer.raw, answer.saved)) for answer in answers),
    )
