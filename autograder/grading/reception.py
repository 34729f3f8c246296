"""Hand-ins placed by hand under ``classroom/submitted``, and what was stopped halfway on its way there."""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.grading import disk, draft, finished, intake, notices
from autograder.grading.flags import short, shortlist
from autograder.grading.handin import HandIn
from autograder.grading.notices import Notice
from autograder.grading.places import SUBMITTED, Places
from autograder.grading.settled import Unsettled, settled
from ntc.french import typeset
from ntc.roster import Enrolled, IdentifierError, normalise


class Doubt(Exception):
    """A folder that nobody can say whose it is; the message says in French what to do."""


def receive_placed(places: Places, assignment: str, log: logging.Logger) -> list[str]:
    """Take in the folders that somebody placed among the submitted ones; one's fault stops no other.

    Give the learners whose hand-in can be marked. Raises Unsettled, and OSError when the disk refuses.
    """
    roster = settled(places, assignment)
    received: list[str] = []
    noted: list[Notice] = []
    for learner in _everybody(places, assignment):
        try:
            _admit_placed(places, learner, assignment, roster, log)
        except Exception as error:
            if isinstance(error, OSError) and disk.refuses(error):
                raise
            told = (
                str(error) if isinstance(error, Doubt) else "il n’a pas pu être reçu ; les autres continuent."
            )
            notice = Notice(learner, learner, typeset(f"Dossier déposé « {learner} » : {told}"))
            log.error("%s", notice.message)
            log.debug(learner, exc_info=True)
            noted.append(notice)
        else:
            received.append(learner)
    for notice in _misplaced(places, assignment):
        log.error("%s", notice.message)
        noted.append(notice)
    notices.write(places, assignment, "placed", noted)
    return received


def check_placed(assignment: str, student: str, notebooks: list[str]) -> None:
    """Let nbgrader autograde a submitted folder only once intake has made it: its ``pre_convert_hook``.

    nbgrader calls it in the course root before each learner, with the notebooks that it found and is about to
    grade: the list is changed in place. nbgrader goes on when a hook raises, so on any fault the list is
    emptied, and nbgrader then refuses this learner and goes on to the next.
    """
    folder = Path(notebooks[0]).parent
    learner, places = folder.parent.name, Places(Path.cwd())
    try:
        _admit_placed(places, learner, folder.name, settled(places, folder.name), _log())
        finished.begin(places, learner, folder.name, [Path(notebook).stem for notebook in notebooks])
        draft.current().begin(places, learner, folder.name)
        notebooks[:] = [str(folder / f"{lesson}.ipynb") for lesson in places.lessons(folder.name)]
    except BaseException as error:
        notebooks.clear()
        told = str(error) if isinstance(error, Doubt | Unsettled) else "il n’a pas pu être vérifié."
        _log().error(typeset("Le dossier de « %s » n’est pas noté : %s"), learner, typeset(told))
        _log().debug(learner, exc_info=True)
        raise


def report_flags(log: logging.Logger, learner: str, hand_in: HandIn) -> None:
    """Say in the log, by name, what the instructor must know of a hand-in."""
    for lesson, listed in hand_in.flags.items():
        for flag in listed:
            log.warning("%s, %s : %s", learner, lesson, flag.message)


def _everybody(places: Places, assignment: str) -> Iterator[str]:
    """Those under whose name something was handed in, or was on its way."""
    for folder in sorted((places.root / SUBMITTED).glob("*")):
        if folder.is_dir() and intake.is_under_way(places, folder.name, assignment):
            yield folder.name


def _misplaced(places: Places, assignment: str) -> Iterator[Notice]:
    """What somebody put beside the folders of the activities, where nothing is ever read."""
    for folder in sorted((places.root / SUBMITTED).glob("*")):
        if not folder.is_dir():
            told = "il n’est dans le dossier de personne : il n’est pas lu."
            yield Notice("", folder.name, typeset(f"Fichier déposé « {short(folder.name)} » : {told}"))
        elif not folder.is_symlink():
            names = sorted(
                entry.name
                for entry in folder.iterdir()
                if not entry.name.startswith(".") and entry.name not in {assignment, *places.activities}
            )
            if names:
                told = f"{shortlist(names)} : à mettre dans « {short(folder.name)}/{assignment} »."
                yield Notice(
                    folder.name, folder.name, typeset(f"Déposé hors d’une activité, et pas lu : {told}")
                )


def _admit_placed(
    places: Places,
    learner: str,
    assignment: str,
    roster: Mapping[str, Enrolled],
    log: logging.Logger,
) -> None:
    """Make of a submitted folder what intake makes; raises Doubt when that is not for a program to say."""
    intake.resume(places, learner, assignment)
    folder = places.submitted(learner, assignment)
    if intake.is_admitted(folder, places, learner, assignment):
        return
    if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
        raise Doubt("ce n’est pas un dossier ordinaire : il n’est pas ouvert.")
    # A folder that bears no possible identifier stays where it is, for its owner to rename.
    try:
        plain = normalise(learner)
    except IdentifierError as error:
        raise Doubt(f"il n’est pas noté. {error}") from error
    if plain != learner:
        raise Doubt(f"l’identifiant s’écrit « {plain} » : renommez le dossier.")
    if roster and plain not in roster:
        raise Doubt(
            f"l’identifiant « {plain} » n’est pas dans la liste de la classe : corrigez la liste, ou le nom."
        )
    report_flags(log, learner, intake.admit(folder, places, learner, assignment, folder))


def _log() -> logging.Logger:
    return logging.getLogger("autograder")
