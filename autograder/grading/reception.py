"""Where nbgrader takes hand-ins in: ``collect``, and ``autograde`` for folders placed by hand."""

import logging
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc

from autograder.grading import finished, intake
from autograder.grading.handin import HandIn
from autograder.grading.places import Places
from ntc.french import typeset
from ntc.roster import IdentifierError, normalise

_REFUSED = "refuse~"


class Collect(ExchangeCollect):
    """nbgrader's collect, except that a hand-in goes through intake, and that none can stop the others."""

    def init_src(self) -> None:
        """Set aside the entries of the exchange that would stop the collection of all the others."""
        inbound = Path(self.root, self.coursedir.course_id, "inbound")
        for entry in sorted(inbound.glob(f"*+{self.coursedir.assignment_id}+*")):
            if reason := _refusal(entry):
                self.log.error(typeset("Remise mise de côté : « %s » (%s)."), entry.name, reason)
                entry.rename(entry.with_name(_REFUSED + entry.name.replace("+", "~")))
        super().init_src()

    def copy_files(self) -> None:
        """Collect from the exchange, then take in what was placed by hand beside it."""
        super().copy_files()
        receive_placed(Places(Path(self.coursedir.root)), self.coursedir.assignment_id, self.log)

    def do_copy(self, src: str, dest: str, log: logging.Logger | None = None) -> None:
        """Keep the hand-in as it came, and put in ``dest`` only what counts of it."""
        source, target = Path(src), Path(dest)
        learner, assignment = target.parent.name, target.name
        places = Places(Path(self.coursedir.root))
        try:
            kept = intake.keep(source, places, learner, assignment)
            when = source.name.rsplit("+", 3)[2]
            hand_in = intake.admit(kept, places, learner, assignment, target, when=when)
        except Exception:
            self.log.exception(
                typeset("La remise de « %s » n’a pas pu être reçue ; les autres continuent."), learner
            )
        else:
            report_flags(self.log, learner, hand_in)


def receive_placed(places: Places, assignment: str, log: logging.Logger) -> None:
    """Take in the folders that somebody placed among the submitted ones; one's fault stops no other."""
    for learner in places.learners(assignment):
        try:
            _admit_placed(places, learner, assignment, log)
        except Exception:
            log.exception(
                typeset("Le dossier de « %s » n’a pas pu être reçu ; les autres continuent."), learner
            )


def check_placed(assignment: str, student: str, notebooks: list[str]) -> None:
    """Let nbgrader autograde a submitted folder only once intake has made it: its ``pre_convert_hook``.

    nbgrader calls it in the course root before each learner, with the notebooks that it found and is about to
    grade: the list is changed in place. nbgrader goes on when a hook raises, so on any fault the list is
    emptied, and nbgrader then refuses this learner and goes on to the next.
    """
    folder = Path(notebooks[0]).parent
    learner, places = folder.parent.name, Places(Path.cwd())
    try:
        _admit_placed(places, learner, folder.name, _log())
        finished.begin(places, learner, folder.name, [Path(notebook).stem for notebook in notebooks])
        notebooks[:] = [str(folder / f"{lesson}.ipynb") for lesson in places.lessons(folder.name)]
    except BaseException:
        notebooks.clear()
        _log().exception(
            typeset("Le dossier de « %s » n’a pas pu être vérifié : il n’est pas noté."), learner
        )
        raise


def report_flags(log: logging.Logger, learner: str, hand_in: HandIn) -> None:
    """Say in the log, by name, what the instructor must know of a hand-in."""
    for lesson, listed in hand_in.flags.items():
        for flag in listed:
            log.warning("%s, %s : %s", learner, lesson, flag.message)


def _admit_placed(places: Places, learner: str, assignment: str, log: logging.Logger) -> None:
    folder = places.submitted(learner, assignment)
    if not intake.is_admitted(folder, places, learner, assignment):
        # A folder that bears no possible identifier stays where it is, for its owner to rename.
        normalise(learner)
        kept = intake.take(folder, places, learner, assignment)
        hand_in = intake.admit(kept, places, learner, assignment, folder)
        report_flags(log, learner, hand_in)


def _refusal(entry: Path) -> str:
    """Why an entry of the exchange cannot be a hand-in, in French; empty when it can."""
    if entry.is_symlink() or not entry.is_dir():
        return "ce n’est pas un dossier"
    learner, *rest = entry.name.rsplit("+", 3)
    try:
        normalise(learner)
        parse_utc(rest[1])
    except IdentifierError:
        return "l’identifiant ne peut pas en être un"
    except (ValueError, OverflowError, TypeError, IndexError):
        return "l’heure de la remise est illisible"
    return ""


def _log() -> logging.Logger:
    return logging.getLogger("autograder")
