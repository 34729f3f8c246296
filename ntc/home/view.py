"""What the home page shows, as plain data: every sentence is made here, the page only draws them."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from ntc import learner as who
from ntc.case import CaseError
from ntc.catalogue import Activity, Lesson, activities, sat
from ntc.exam.sitting import Sitting, candidate
from ntc.fields.base import STATES
from ntc.french import count, listing, plural, typeset
from ntc.home.feedback import Feedback, received
from ntc.home.handin import HandedIn
from ntc.home.paper import paper_view
from ntc.home.past import Past, past
from ntc.home.progress import ExerciseProgress, FieldProgress, LessonProgress, progress
from ntc.home.receipt import summary
from ntc.home.seal import grouped
from ntc.home.unnamed import Adopted, Unnamed
from ntc.learner import CLASS_VARIANT, Learner
from ntc.papers import PaperError, is_paper

CLOSED: dict[str, Any] = {"assignment": "", "step": ""}

_INVITATION = (
    "Dites d’abord qui vous êtes : vos chiffres dépendent de votre identifiant. Sans lui, les leçons "
    "s’ouvrent sur les données de la classe, et rien de ce que vous y répondez n’est noté tant que vous ne "
    "l’avez pas dit."
)
_BEGUN = (
    "Dites d’abord qui vous êtes, et le travail enregistré ici sans nom vous sera proposé pour que vous le "
    "rendiez : {}. Textes et choix serviront tels quels ; les chiffres dépendent de l’identifiant, et "
    "seront à refaire sur vos données."
)
_WARNING = (
    "Un autre identifiant donne d’autres chiffres. Les réponses déjà enregistrées ne sont pas effacées : "
    "à l’ouverture de chaque leçon, elles sont mises de côté, et reviennent d’elles-mêmes avec leur "
    "identifiant. Corrigez votre nom sans crainte."
)

_VISITED = (
    "Vous voyez le cours comme cette personne, sur une copie : rien de ce que vous faites ici ne change son "
    "travail"
)

_ADVICE = (
    "Ce qui mérite un coup d’œil est dit sous chaque exercice ; un clic mène au champ. Rien de cela ne dit "
    "si une réponse est juste, et rien ne vous empêche de rendre."
)

_AGAIN = (
    "Vous pourrez encore répondre, puis rendre de nouveau : la dernière remise compte, et les précédentes "
    "sont gardées."
)
_LAST = "Tant que le temps court, vous pourrez rendre de nouveau : la dernière remise compte."

_WHOSE = typeset(" ; cette page ne dit pas à qui elle est : vérifiez que c'est la vôtre")

_UNNAMED = (
    "Les textes et les choix serviront tels quels ; les chiffres sont ceux du jeu de données {} : "
    "refaites-les sur les vôtres."
)


def unnamed_view(learner: Learner, found: list[Unnamed]) -> dict[str, str]:
    """Offer the work that nobody signed to whoever has said their name; empty without any, or any name."""
    if not found or not learner.id:
        return {}
    others = sorted({one.variant for one in found} - {learner.variant})
    aside = f" {_UNNAMED.format(listing(others))}" if others else ""
    label = f"Reprendre sous le nom de {learner.name or learner.id}"
    return {"text": typeset(f"Du travail sans nom attend ici : {_listed(found)}.{aside}"), "label": label}


def adopted(done: Adopted, learner: Learner) -> str:
    """Say what was taken over, and what was not."""
    taken = count(done.taken, "réponse reprise", "réponses reprises")
    said = f"{taken} sous le nom de {learner.name or learner.id}."
    if done.left:
        left = plural(done.left, "est restée", "sont restées")
        said += (
            f" {done.left} {left} à part : vous y aviez déjà répondu, ou vos données ne les connaissent pas."
        )
    return said


def _listed(found: list[Unnamed]) -> str:
    return listing([f"« {one.lesson.title} » ({_given(one)}, jeu de données {one.variant})" for one in found])


def _given(one: Unnamed) -> str:
    return f"{count(len(one.answers), 'réponse')}, la dernière le {_when(one.saved)}"


def identity(learner: Learner, found: list[Unnamed]) -> dict[str, Any]:
    """Show who works here, on which data, what changing it means, and what saying one's name is for."""
    if learner.variant == CLASS_VARIANT:
        data = "vos données : celles de la classe (jeu 00)"
    else:
        data = f"vos données : jeu {learner.variant}"
    if who.visited():
        data += f". {_VISITED}"
    return {
        "id": learner.id,
        "name": learner.name,
        "data": typeset(data),
        "imposed": who.imposed(),
        "invitation": typeset(_BEGUN.format(_listed(found)) if found else _INVITATION),
        "warning": typeset(_WARNING),
    }


def doubt(identifier: str, alike: tuple[str, ...]) -> str:
    """Question an identifier that the class list does not know, naming those that look like it."""
    meant = f"Vouliez-vous dire {' ou '.join(f'« {one} »' for one in alike)} ? " if alike else ""
    return (
        f"L’identifiant « {identifier} » n’est pas dans la liste de votre classe. {meant}Corrigez-le ou, "
        "s’il est bien le vôtre, cliquez de nouveau sur « Enregistrer »."
    )


def activity_view(activity: Activity, work: Path, learner: Learner) -> dict[str, Any]:
    """Show an activity: its lessons, what was handed in, what came back."""
    hand_ins = past(work, learner, activity.assignment) if activity.assignment else []
    done = {lesson.name: _done(lesson, work, learner) for lesson in activity.ready}
    return {
        "id": activity.id,
        "title": activity.title,
        "assignment": activity.assignment,
        "lessons": [_lesson(lesson, done.get(lesson.name)) for lesson in activity.lessons],
        "since": _since(hand_ins, done.values()),
        "handedIn": [
            {
                "label": typeset(f"{_when(hand_in.moment)} :"),
                "archive": _path(hand_in.archive, work),
                "page": _path(hand_in.page, work),
            }
            for hand_in in hand_ins
        ],
        "feedback": [
            _feedback(page)
            for page in (received(work, activity.assignment, learner.id) if activity.assignment else ())
        ],
    }


def _done(lesson: Lesson, work: Path, learner: Learner) -> LessonProgress | CaseError:
    """How far a lesson is, or why its tables cannot be read."""
    try:
        return progress(lesson, work, learner)
    except CaseError as error:
        return error


def _since(hand_ins: list[Past], done: Collection[LessonProgress | CaseError]) -> dict[str, Any]:
    """Say whether the last hand-in still is the work, and else how much of the work it lacks."""
    if not hand_ins:
        return {"changed": False, "text": "", "label": "Rendre mon travail"}
    moment = hand_ins[0].moment
    when = _when(moment)
    known = [lesson for lesson in done if isinstance(lesson, LessonProgress)]
    if len(known) < len(done):
        return {"changed": False, "text": "", "label": "Rendre de nouveau"}  # the lesson says what is wrong
    changed = sum(lesson.changed_since(moment) for lesson in known)
    if not changed:
        text = f"Votre dernière remise, du {when}, contient toutes vos réponses aux exercices."
        return {"changed": False, "text": typeset(text), "label": "Rendre de nouveau"}
    told = count(changed, "réponse a changé", "réponses ont changé")
    missing = plural(changed, "cette remise ne la contient pas", "cette remise ne les contient pas")
    text = f"Depuis votre remise du {when}, {told} : {missing}. Rendez de nouveau votre travail."
    return {"changed": True, "text": typeset(text), "label": "Rendre de nouveau"}


def review_view(activity: Activity, lessons: tuple[LessonProgress, ...]) -> dict[str, Any]:
    """Show what would be handed in, exercise by exercise, before the learner confirms."""
    return {
        "assignment": activity.assignment,
        "step": "review",
        "summary": summary(tuple(lesson for lesson in lessons if lesson.record)) + ".",
        "reminder": typeset(_LAST if is_paper(activity.assignment) else _AGAIN),
        "advice": typeset(_ADVICE) if any(_to_see(lesson) for lesson in lessons) else "",
        "lessons": [
            {
                "title": lesson.lesson.title,
                "problem": lesson.problem
                or ("" if lesson.record else "Pas commencée : rien n’en sera rendu."),
                "exercises": [
                    _exercise(exercise, str(lesson.lesson.notebook)) for exercise in lesson.exercises
                ]
                if lesson.record
                else [],
            }
            for lesson in lessons
        ],
    }


def receipt_view(handed_in: HandedIn, work: Path) -> dict[str, Any]:
    """Show that the work is handed in: hour, seals, the files, and what is left to do."""
    receipt = handed_in.receipt
    kept = "Le reçu et le fichier zip restent sur cet ordinateur, dans la liste « Mes remises » ci-dessous."
    return {
        "assignment": receipt.assignment,
        "step": "done",
        "title": typeset(f"Travail enregistré pour la remise le {_when(receipt.moment)}"),
        "lines": [f"{summary(receipt.lessons)}.", typeset(handed_in.deposit.message), typeset(kept)],
        "deposited": handed_in.deposit.done,
        "seals": [
            {
                "title": typeset(f"Scellé de la leçon « {progress.lesson.title} »"),
                "seal": grouped(receipt.seals[progress.lesson.name]),
            }
            for progress in receipt.lessons
        ],
        "archive": _path(handed_in.archive, work),
        "archiveName": handed_in.archive.name,
        "page": _path(handed_in.page, work),
    }


def all_activities(work: Path, learner: Learner, cover: str = "") -> list[dict[str, Any]]:
    """Show both activities, then the papers; ``cover`` is the one about which is read what it asks."""
    return [
        _sat(each, work, learner, cover) if is_paper(each.assignment) else activity_view(each, work, learner)
        for each in _everything()
    ]


def _everything() -> tuple[Activity, ...]:
    try:
        return *activities(), *sat()
    except PaperError:
        return activities()  # whoever prepares the paper is told


def _sat(paper: Activity, work: Path, learner: Learner, cover: str) -> dict[str, Any]:
    view = activity_view(paper, work, candidate(learner, paper.assignment))
    sitting = Sitting.at(paper.assignment, work)
    asked = {"paper": paper_view(paper, sitting, cover == paper.assignment, bool(view["handedIn"]))}
    return view | asked | {"lessons": []}


def _to_see(lesson: LessonProgress) -> bool:
    """Whether anything handed in of a lesson is worth a second look."""
    return any(exercise.state != "answered" or exercise.remarks for exercise in lesson.exercises)


def _lesson(lesson: Lesson, done: LessonProgress | CaseError | None) -> dict[str, Any]:
    view = {
        "number": lesson.competency.upper(),
        "title": lesson.title,
        "ready": lesson.ready,
        "name": lesson.name,
    }
    if done is None:
        return view
    view["path"] = str(lesson.notebook)
    if isinstance(done, CaseError):
        return view | {"answered": 0, "total": 1, "summary": "", "problem": str(done)}
    return view | {
        "answered": done.answered,
        "total": len(done.exercises),
        "summary": _summary(done),
        "problem": done.problem,
    }


def _summary(done: LessonProgress) -> str:
    if not done.begun:
        return typeset(f"pas encore commencée ({count(len(done.exercises), 'exercice')})")
    told = f"{count(done.answered, 'exercice fait', 'exercices faits')} sur {len(done.exercises)}"
    return f"{told}, dernier enregistrement le {_when(done.saved)}" if done.saved else told


def _exercise(exercise: ExerciseProgress, path: str) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "title": exercise.title,
        "state": exercise.state,
        "words": STATES[exercise.state],
        "saved": _when(exercise.saved) if exercise.saved else "",
        "path": path,
        "field": exercise.fields[0].field.id,
        "details": [
            {"field": progress.field.id, "text": text}
            for progress in (exercise.fields if exercise.state != "blank" else ())
            for text in _details(progress, named=len(exercise.fields) > 1)
        ],
    }


def _details(progress: FieldProgress, *, named: bool) -> list[str]:
    """Say what is worth a second look in a field, under its own name where its exercise has others."""
    said = progress.remarks or ([f"{STATES['blank']}."] if progress.state == "blank" else [])
    if not named:
        return [f"{one[0].upper()}{one[1:]}" for one in said]
    return [typeset(f"{progress.field.label} : {one[0].lower()}{one[1:]}") for one in said]


def _feedback(page: Feedback) -> dict[str, str]:
    lessons = {lesson.name: lesson.title for activity in _everything() for lesson in activity.ready}
    about = "sur le travail remis le" if page.fetched else "rangé ici le"
    return {
        "title": lessons.get(page.name, page.name),
        "path": str(page.path),
        "contest": page.seal != "" and page.owner != "",
        "date": f"({about} {_when(page.moment)}{'' if page.owner else _WHOSE})",
    }


def _when(moment: datetime) -> str:
    """Write a moment for the page, which turns it into the day and the hour of the learner's own clock."""
    return moment.isoformat(timespec="seconds")


def _path(path: Path, work: Path) -> str:
    return path.relative_to(work).as_posix()
