"""Handing in (*rendre son travail*): what is recorded is sealed, put in a zip, and deposited where it can be.

The zip and the receipt come first: whatever the exchange then does, nothing is lost.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ntc import learner as who
from ntc.catalogue import Activity
from ntc.french import typeset
from ntc.home.archive import free_stem, stem, write_archive
from ntc.home.contesting import kept
from ntc.home.exchange import ExchangeProblem, find_exchange
from ntc.home.past import FOLDER
from ntc.home.progress import LessonProgress, progress
from ntc.home.receipt import Receipt, as_json, as_page
from ntc.learner import Learner
from ntc.storage import write_atomically


class HandInError(Exception):
    """The work cannot be handed in; the message says in French what to do."""


@dataclass(frozen=True)
class Deposit:
    """What the exchange said: ``done`` when the work is there; ``message`` in French, for the learner."""

    done: bool
    message: str


@dataclass(frozen=True)
class HandedIn:
    """A hand-in that is safe on the disk: its receipt, the files, and what the exchange said."""

    receipt: Receipt
    archive: Path
    page: Path
    deposit: Deposit


def review(activity: Activity, work: Path, learner: Learner) -> tuple[LessonProgress, ...]:
    """Tell what would be handed in, lesson by lesson.

    Raises HandInError when nobody is identified, or nothing of the activity can be handed in.
    """
    if who.visited():
        raise HandInError(
            "Vous voyez le cours comme cette personne, sur une copie de son travail : rien ne se rend d’ici."
        )
    if not learner.id:
        raise HandInError(
            "Dites d’abord qui vous êtes : entrez votre identifiant en haut de cette page, puis rendez "
            "votre travail."
        )
    lessons = tuple(progress(lesson, work, learner) for lesson in activity.ready)
    if not any(lesson.record and lesson.begun for lesson in lessons):
        problems = " ".join(lesson.problem for lesson in lessons if lesson.problem)
        raise HandInError(
            problems or "Aucune réponse n’est enregistrée : ouvrez une leçon, répondez, puis revenez ici."
        )
    return lessons


def hand_in(activity: Activity, work: Path, learner: Learner, moment: datetime) -> HandedIn:
    """Hand the activity in: receipt and zip under ``remises``, then nbgrader's exchange where there is one.

    Raises HandInError (see :func:`review`), and when the disk is full or refuses: nothing is then half
    written.
    """
    lessons = tuple(lesson for lesson in review(activity, work, learner) if lesson.record)
    receipt = Receipt(learner, activity.assignment, activity.title, moment, lessons)
    folder = work / FOLDER
    name = free_stem(folder, stem(learner.id, activity.assignment, moment))
    archive, page = folder / f"{name}.zip", folder / f"{name}.html"
    data, shown = as_json(receipt).encode("utf-8"), as_page(receipt).encode("utf-8")
    try:
        files = _files(lessons, work) | kept(work, activity.assignment, learner.id)
        files |= {"recu.html": shown, "recu.json": data}
        write_archive(archive, files, moment)
        write_atomically(page, shown)
        write_atomically(folder / f"{name}.json", data)
    except OSError as error:
        raise HandInError(
            typeset(
                "Le dossier de remise n’a pas pu être écrit sur le disque. Vos réponses sont intactes. "
                "Libérez de la place, puis recommencez."
            )
        ) from error
    return HandedIn(receipt, archive, page, _deposit(work, learner, activity.assignment))


def _files(lessons: tuple[LessonProgress, ...], work: Path) -> dict[str, bytes]:
    """Give the answers as they were read and sealed, whatever was saved since, and the notebooks."""
    files = {}
    for lesson in lessons:
        content = json.dumps(lesson.record, ensure_ascii=False, indent=1)
        files[lesson.lesson.answers.name] = content.encode("utf-8")
        notebook = work / lesson.lesson.notebook
        if notebook.is_file():
            files[notebook.name] = notebook.read_bytes()
    return files


def _deposit(work: Path, learner: Learner, assignment: str) -> Deposit:
    by_hand = (
        "Déposez maintenant le fichier zip sur la plateforme de votre centre, ou envoyez-le à votre "
        "formateur."
    )
    try:
        exchange = find_exchange(work, learner.id)
        if exchange is None:
            return Deposit(False, by_hand)
        if assignment not in exchange.released():
            return Deposit(False, f"Le dépôt partagé n’attend pas encore ce travail. {by_hand}")
        exchange.submit(assignment)
    except ExchangeProblem as problem:
        return Deposit(False, f"{problem} {by_hand}")
    return Deposit(True, "Votre travail est arrivé dans le dépôt partagé : vous n’avez plus rien à faire.")
