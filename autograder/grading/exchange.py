"""``nbgrader collect``: the hand-ins of the exchange, each on its own; the last of each learner counts."""

import fnmatch
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc

from autograder.grading import accounts, disk, intake, notices, turn
from autograder.grading.flags import short
from autograder.grading.handin import HandIn
from autograder.grading.notices import Notice
from autograder.grading.phrases import Told
from autograder.grading.places import ANSWERS_SUFFIX, Places
from autograder.grading.reception import receive_placed, report_flags
from autograder.grading.settled import Unsettled, settled
from ntc.french import day, day_and_hour, hour, listing, typeset
from ntc.roster import Enrolled, IdentifierError, normalise

_REFUSED = "refuse~"
_TOLERANCE = timedelta(minutes=15)


@dataclass(frozen=True)
class Entry:
    """A folder of the exchange: whose it says it is, and the hour that it says."""

    path: Path
    learner: str
    said: datetime

    @property
    def ahead(self) -> bool:
        """Whether its clock is ahead of ours: it then counts from the hour at which it arrived."""
        return self.said > datetime.now(UTC) + _TOLERANCE

    @cached_property
    def when(self) -> datetime:
        """The hour that it counts from."""
        return datetime.fromtimestamp(self.path.lstat().st_mtime, UTC) if self.ahead else self.said

    @property
    def rank(self) -> tuple[bool, datetime]:
        """Clocks that are believed, then the last."""
        return not self.ahead, self.when


class Collect(ExchangeCollect):
    """nbgrader's collect, except that a hand-in goes through intake, and that none can stop the others."""

    def start(self) -> None:
        """Collect, unless it is another's turn: formgrader's process goes on, so ours is given back."""
        try:
            held = turn.take(Places(Path(self.coursedir.root)))
        except Unsettled as error:
            self.fail(Told(error))
        except OSError as error:
            self.fail(Told(typeset(disk.told(error))))
        try:
            super().start()
        finally:
            held.release()

    def init_src(self) -> None:
        """Find the last hand-in of each learner, and set aside what cannot be one."""
        places, assignment = Places(Path(self.coursedir.root)), self.coursedir.assignment_id
        try:
            roster = settled(places, assignment)
        except Unsettled as error:
            self.fail(Told(error))
        inbound = Path(self.root, self.coursedir.course_id, "inbound")
        self._inbox = Inbox(places, assignment, inbound, roster, self.log)
        self._inbox.set_aside()
        super().init_src()
        due = self.duedate.replace(tzinfo=UTC) if self.duedate and self.before_duedate else None
        self.src_records = list(self._inbox.last_of_each(self.coursedir.student_id or "*", due))

    def copy_files(self) -> None:
        """Take in what is new of each learner, then what was placed by hand; then write what was noted."""
        inbox = self._inbox
        try:
            for entry in self.src_records:
                inbox.take(entry, self.update, self.before_duedate)
            notices.write(inbox.places, inbox.assignment, "exchange", inbox.noted)
            there = len(self.src_records) - len(inbox.taken)
            self.log.info("%s", notices.summed_up(inbox.assignment, len(inbox.taken), there, 0, inbox.noted))
            receive_placed(inbox.places, inbox.assignment, self.log)
        except OSError as error:
            self.fail(Told(typeset(disk.told(error))))


@dataclass(frozen=True)
class Inbox:
    """The hand-ins of one assignment in the exchange, and what was noted of them."""

    places: Places
    assignment: str
    inbound: Path
    roster: Mapping[str, Enrolled]
    log: logging.Logger
    noted: list[Notice] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def set_aside(self) -> None:
        """Rename what would stop the collection of all the others; note it, now and at every collection."""
        for path in sorted(self.inbound.glob(f"*+{self.assignment}+*")):
            if _refusal(path, path.name):
                path.rename(path.with_name(_REFUSED + path.name.replace("+", "~")))
        for path in sorted(self.inbound.glob(f"{_REFUSED}*~{self.assignment}~*")):
            name = path.name.removeprefix(_REFUSED).replace("~", "+")
            why = _refusal(path, name) or "ce ne peut pas en être une"
            notice = Notice("", name, typeset(f"Remise mise de côté : « {short(name)} » ({why})."))
            self.noted.append(notice)
            self.log.error("%s", notice.message)
        for path in sorted(self.inbound.glob("*")):
            if not path.name.startswith((".", _REFUSED)) and not self._is_of_the_course(path.name):
                self._note(
                    "", path.name, "son nom n’est pas celui d’une remise du cours : elle n’est pas lue."
                )

    def _is_of_the_course(self, name: str) -> bool:
        """Whether the name of an entry says that it is of an activity of the course."""
        _, *rest = name.rsplit("+", 3)
        return len(rest) == 3 and rest[0] in {self.assignment, *self.places.activities}

    def last_of_each(self, pattern: str, due: datetime | None) -> Iterator[Entry]:
        """Give the last hand-in of each learner of the class (before ``due``, where there is one)."""
        everyone: dict[str, list[Entry]] = defaultdict(list)
        for path in sorted(self.inbound.glob(f"*+{self.assignment}+*")):
            learner, _, said, _ = path.name.rsplit("+", 3)
            learner = normalise(learner)
            if self.roster and learner not in self.roster:
                unknown = f"l’identifiant « {learner} » n’est pas dans la liste de la classe : rien n’a été "
                self._note("", path.name, unknown + "pris. Corrigez la liste et recommencez.")
            elif fnmatch.fnmatchcase(learner, pattern):
                everyone[learner].append(Entry(path, learner, parse_utc(said).replace(tzinfo=UTC)))
        for entries in everyone.values():
            in_time = [entry for entry in entries if due and entry.when <= due]
            yield max(in_time or entries, key=lambda entry: entry.rank)

    def take(self, entry: Entry, update: bool, exact: bool) -> None:
        """Take a hand-in in, unless it or a later one is there already; its fault stops no other.

        ``update`` lets it replace an earlier one; ``exact`` any other. Raises OSError when the disk refuses.
        """
        if entry.ahead:
            told = entry.said.astimezone()
            self._note(
                entry.learner,
                entry.path.name,
                f"elle se dit remise le {day_and_hour(told)}, dans l’avenir : l’horloge du poste est "
                "fausse. Elle est rangée à l’heure de son arrivée.",
            )
        try:
            self._take(entry, update, exact)
        except Exception as error:
            if isinstance(error, OSError) and disk.refuses(error):
                raise
            failed = "elle n’a pas pu être reçue ; les autres continuent."
            self._note(entry.learner, entry.path.name, failed)
            self.log.debug(entry.path.name, exc_info=True)

    def _take(self, entry: Entry, update: bool, exact: bool) -> None:
        target = self.places.submitted(entry.learner, self.assignment)
        there = intake.hour_of(target)
        if target.is_dir() and not self._replaces(entry, there, update, exact):
            return
        hand_in = intake.look(entry.path, self.places, entry.learner, self.assignment)
        if target.is_dir() and (reason := _unfit(hand_in, entry.learner, target)):
            return self._note(entry.learner, entry.path.name, reason)
        kept = intake.keep(entry.path, self.places, entry.learner, self.assignment)
        admitted = intake.admit(
            kept,
            self.places,
            entry.learner,
            self.assignment,
            target,
            when=entry.when.isoformat(" "),
            origin=intake.Origin(entry.path.name, entry.ahead),
            source=entry.path,
        )
        self.taken.append(entry.learner)
        told = entry.when.astimezone()
        self.log.info(typeset("« %s » : remise du %s à %s reçue."), entry.learner, day(told), hour(told))
        return report_flags(self.log, entry.learner, admitted)

    def _replaces(self, entry: Entry, there: datetime | None, update: bool, exact: bool) -> bool:
        """Whether a hand-in takes the place of the one that is there; says why when it does not."""
        before = intake.read_report(self.places, entry.learner, self.assignment)
        if before and before.digest == entry.path.name:
            return False
        newer = there is None or entry.when > there or (before is not None and before.ahead)
        if (update and newer) or (exact and entry.when != there):
            return True
        if newer:
            self.log.warning(
                typeset("%s : une remise plus récente attend ; « --update » la prend."), entry.learner
            )
        return False

    def _note(self, learner: str, name: str, reason: str) -> None:
        notice = notices.of_hand_in(learner, name, reason)
        self.noted.append(notice)
        self.log.warning("%s%s", f"{learner}, " if learner else "", notice.message)


def _unfit(hand_in: HandIn, learner: str, target: Path) -> str:
    """Why a hand-in does not take the place of the one that is there; empty when it does."""
    holds = any(target.glob(f"*{ANSWERS_SUFFIX}"))
    if holds and not hand_in.answers:
        return "aucune réponse ne s’y lit : elle ne remplace pas la précédente. Redemandez-la."
    inside = {content["learner"] for content in hand_in.answers.values() if content["learner"]}
    if inside and learner not in inside:
        told = listing([f"« {each} »" for each in sorted(inside)])
        return f"elle porte l’identifiant {told} : elle ne remplace pas celle de « {learner} »."
    return ""


def _refusal(path: Path, name: str) -> str:
    """Why an entry of the exchange cannot be a hand-in, in French; empty when it can."""
    if path.is_symlink() or not path.is_dir():
        return "ce n’est pas un dossier"
    learner, *rest = name.rsplit("+", 3)
    try:
        normalise(learner)
        parse_utc(rest[1])
    except IdentifierError:
        return "l’identifiant ne peut pas en être un"
    except (ValueError, OverflowError, TypeError, IndexError):
        return "l’heure de la remise est illisible"
    if len(rest) != 3:
        return "son nom n’est pas celui d’une remise"
    return "" if not accounts.tell() or accounts.owns(path, learner) else "un autre compte l’a déposée"
