"""What each button does, over nbgrader's own interface; run by :mod:`autograder.desk.worker`."""

import contextlib
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader.apps import ZipCollectApp
from nbgrader.apps.api import NbGraderAPI

from autograder import roster
from autograder.booklets.command import write_booklets
from autograder.contest import applying, hand_ins
from autograder.contest.replay import look
from autograder.desk import contesting
from autograder.desk.deposit import archive_of, waiting
from autograder.desk.progress import Progress
from autograder.desk.refused import Refused
from autograder.exports.command import write_exports
from autograder.grading import finished, intake, screen, turn
from autograder.grading.bundle import write_bundle
from autograder.grading.classlist import class_list
from autograder.grading.parallel import Grading, course_app, nbgrader_of
from autograder.grading.phrases import UNKNOWN
from autograder.grading.places import COURSE_ID, SUBMITTED, Places
from autograder.grading.reception import receive_placed
from autograder.package import folder
from autograder.reports.command import write_reports
from ntc.french import count, listing, number


@dataclass(frozen=True)
class Task:
    """What is asked: for which activity (none for the whole class), and whether to do again what is done.

    ``sent`` is what else there is to know of it.
    """

    root: Path
    assignment: str
    again: bool
    progress: Progress
    sent: Mapping[str, Any] = field(default_factory=dict)

    @property
    def places(self) -> Places:
        """Where the files of the course lie."""
        return Places(self.root)

    @cached_property
    def api(self) -> NbGraderAPI:
        """The interface of nbgrader to the course."""
        return nbgrader_of(str(self.root))

    @contextlib.contextmanager
    def heard(self, logger: logging.Logger) -> Iterator[list[str]]:
        """Pass on what a screen would show, and give the lines of what went wrong."""
        wrong: list[str] = []

        def say(line: str, level: int) -> None:
            self.progress.say(line, look=level >= logging.WARNING)
            if level >= logging.ERROR:
                wrong.append(line)

        with screen.heard(logger, say, logging.INFO):
            yield wrong

    def asked(self, act: Callable[[], dict]) -> None:
        """Have nbgrader do something; raises Refused with what it says when it does not."""
        with self.heard(self.api.log) as wrong:
            done = act()
        if not done["success"]:
            raise Refused(wrong[-1] if wrong else UNKNOWN)

    @property
    def learners(self) -> list[str]:
        """Those who handed in."""
        return sorted(path.parent.name for path in (self.root / SUBMITTED).glob(f"*/{self.assignment}"))


def prepare(task: Task) -> str:
    """Make the learners' version and the gradebook, and enrol the class."""
    enrolled = class_list(task.places, in_turn=True)
    task.asked(lambda: task.api.generate_assignment(task.assignment, force=True))
    told = f"{count(len(task.places.lessons(task.assignment)), 'leçon prête', 'leçons prêtes')}"
    if not enrolled:
        return f"{told}. Il n’y a pas encore de liste de la classe."
    roster.publish(task.places, enrolled.values())
    roster.enrol(task.places, enrolled.values())
    people = count(len(enrolled), "apprenant inscrit", "apprenants inscrits")
    return f"{told}, {people} au carnet de notes."


def open_(task: Task) -> str:
    """Put the activity in the shared folder."""
    _need_exchange(task)
    if task.places.opened(task.assignment).is_dir():
        task.api.config.ExchangeReleaseAssignment.force = True
    task.asked(lambda: task.api.release_assignment(task.assignment))
    return "L’activité est ouverte dans le dépôt partagé."


def collect(task: Task) -> str:
    """Take in what lies in the shared folder, what was put on the desk, and what was placed by hand."""
    from_exchange = os.name != "nt" and (task.places.exchange / COURSE_ID / "inbound").is_dir()
    if not task.places.lessons(task.assignment):
        kept = " Ce que vous avez déposé est gardé." if waiting(task.places, task.assignment) else ""
        raise Refused(f"L’activité n’est pas encore préparée : pressez « Préparer », puis « Relever ».{kept}")
    before = {learner: _hand_in(task, learner) for learner in task.learners}
    if from_exchange:
        task.asked(lambda: task.api.collect(task.assignment, update=True))
    if waiting(task.places, task.assignment):
        _collect_files(task)
    if not from_exchange:
        with task.heard(logging.getLogger("autograder")), turn.held(task.places):
            receive_placed(task.places, task.assignment, logging.getLogger("autograder"))
    new = [learner for learner in task.learners if _hand_in(task, learner) != before.get(learner)]
    if not task.learners:
        raise Refused(
            "Rien n’a été reçu : déposez ici le fichier zip de votre plateforme, ou ceux que les apprenants "
            "vous ont envoyés."
        )
    told = count(len(new), "nouvelle remise", "nouvelles remises") if new else "Rien de nouveau"
    told += f". {count(len(task.learners), 'travail reçu', 'travaux reçus')} en tout."
    if contested := hand_ins.take(task.places, task.assignment):
        told += f" {count(contested, 'note contestée', 'notes contestées')} : voir « Contestations »."
    return told


def grade(task: Task) -> str:
    """Mark what was received, in several processes."""
    of = len(task.learners)
    if not of:
        raise Refused("Il n’y a rien à corriger : pressez d’abord « Relever ».")
    task.progress.step(0, of)
    failed: list[str] = []
    graded = 0
    with task.heard(logging.getLogger("autograder")):
        for each in Grading(parent=course_app(task.root)).grade(task.root, task.assignment, task.again):
            graded += 1
            for line in each.log.splitlines():
                task.progress.say(line, look=True)
            task.progress.step(graded, max(of, graded))
            task.progress.say(f"« {each.learner} » : {'noté' if each.success else 'pas noté'}.")
            if not each.success:
                failed.append(each.learner)
    told = count(graded - len(failed), "copie notée", "copies notées")
    if not failed:
        return f"{told}."
    them = f"Pas notées : {listing([f'« {learner} »' for learner in failed])}, voir ce qui a été dit."
    if len(failed) == graded:
        raise Refused(them)
    return f"{told}. {them}"


def give_back(task: Task) -> str:
    """Write the feedback of whoever is marked; put it in the shared folder, and in a zip for a platform."""
    marked = [
        learner for learner in task.learners if finished.is_finished(task.places, learner, task.assignment)
    ]
    if not marked:
        raise Refused("Aucune copie n’est notée : pressez d’abord « Corriger ».")
    for done, learner in enumerate(marked):
        task.progress.step(done, len(marked))
        task.asked(lambda who=learner: task.api.generate_feedback(task.assignment, who, force=True))
    task.progress.step(len(marked), len(marked))
    told = f"{count(len(marked), 'retour prêt', 'retours prêts')}."
    if os.name != "nt" and task.places.opened(task.assignment).is_dir():
        task.asked(lambda: task.api.release_feedback(task.assignment))
        told += " Ils sont dans le dépôt partagé."
    if archive_of(task.places, task.assignment).is_dir():
        write_bundle(task.places, task.assignment)
        told += " Pour votre plateforme : « Retours à déposer sur la plateforme », sous les boutons."
    return told


def sheets(task: Task) -> str:
    """Write the sheets of the class, on all that it has done."""
    written = write_reports(task.root, told=task.progress.step)
    return f"{count(sum(path.suffix == '.pdf' for path in written), 'fiche écrite', 'fiches écrites')}."


def booklets(task: Task) -> str:
    """Write the booklet of each learner, on all that they have done."""
    written = write_booklets(task.root, told=task.progress.step)
    return f"{count(sum(path.suffix == '.pdf' for path in written), 'livret écrit', 'livrets écrits')}."


def exports(task: Task) -> str:
    """Write the marks of the class for other programs."""
    return f"{count(len(write_exports(task.root)), 'fichier écrit', 'fichiers écrits')}."


def package(task: Task) -> str:
    """Make the folder that learners install the course from, with no network."""
    made = folder.make(task.places.package, task.places.variants, task.progress.step, task.progress.say)
    size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
    return f"Le dossier « {made.name} » est prêt ({number(round(size / 1e6))} Mo) : {made}"


def replay(task: Task) -> str:
    """Mark the whole class again and change nothing: the page shows what would."""
    found = look(task.root, task.progress.step)
    shown = contesting.replayed(task.places, found)
    task.progress.found(shown)
    return " ".join(shown["told"])


def apply(task: Task) -> str:
    """Write what a dry run showed and was agreed to."""
    agreed = contesting.agreed_again(task.sent)
    return contesting.applied(applying.apply(task.root, agreed, task.progress.step))


ACTIONS: dict[str, Callable[[Task], str]] = {
    "prepare": prepare,
    "open": open_,
    "collect": collect,
    "grade": grade,
    "return": give_back,
    "sheets": sheets,
    "booklets": booklets,
    "exports": exports,
    "package": package,
    "replay": replay,
    "apply": apply,
}


def _need_exchange(task: Task) -> None:
    if sys.platform == "win32":
        raise Refused(
            "Sous Windows, il n’y a pas de dépôt partagé : les apprenants rendent un fichier zip, que vous "
            "déposez ici."
        )
    if not task.places.lessons(task.assignment):
        raise Refused("L’activité n’est pas préparée : pressez d’abord « Préparer ».")


def _collect_files(task: Task) -> None:
    """Take in what was put in the folder of the download, as ``nbgrader zip_collect`` does."""
    app = ZipCollectApp()
    app.initialize([task.assignment])
    with task.heard(app.log) as wrong:
        try:
            app.start()
        except SystemExit as error:
            raise Refused(wrong[-1] if wrong else UNKNOWN) from error
    app.extractor_plugin_inst.give_back()  # the command has ended, this process has not


def _hand_in(task: Task, learner: str) -> str:
    """What tells a hand-in from the next."""
    return intake.state(task.places, learner, task.assignment)
