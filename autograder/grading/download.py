"""Download: the hand-ins of one platform's download, each to its learner, and the last of each one counts."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.grading import disk, intake, notices
from autograder.grading.archives import Aside, Parcel
from autograder.grading.arrival import Arrival, arrival_of, staged
from autograder.grading.notices import Notice
from autograder.grading.places import ANSWERS_SUFFIX, Places
from autograder.grading.reception import report_flags
from ntc.french import count, day, hour, listing, typeset
from ntc.roster import Enrolled

_NAMED = 20


@dataclass(frozen=True)
class Reception:
    """Receives the hand-ins of one download, and notes what was not taken."""

    places: Places
    assignment: str
    extracted: Path
    log: logging.Logger
    roster: Mapping[str, Enrolled]
    noted: list[Notice] = field(default_factory=list)
    _tally: Counter[str] = field(default_factory=Counter)

    def receive(self, found: Iterable[Parcel]) -> None:
        """Keep every hand-in as it came, and lay out the last of each learner under their name."""
        everyone: dict[str, list[Arrival]] = defaultdict(list)
        for parcel in found:
            if learner := self._whose(parcel):
                arrival = arrival_of(parcel, self.places, learner, self.assignment)
                everyone[learner].append(arrival)
                self._tally["found"] += 1
                self._tell(parcel, learner, arrival)
        for learner, arrivals in everyone.items():
            try:
                self._take_last(learner, sorted(arrivals, key=lambda each: each.rank))
            except Exception as error:
                if isinstance(error, OSError) and disk.refuses(error):
                    raise
                name = arrivals[-1].parcel.label
                self._note(learner, name, "elle n’a pas pu être reçue ; les autres continuent.")
                self.log.debug(name, exc_info=True)

    def sum_up(self) -> None:
        """Say what became of all that was put in."""
        new, known = self._tally["new"], self._tally["known"]
        others = self._tally["found"] - new - known
        self.log.info("%s", notices.summed_up(self.assignment, new, known, others, self.noted))

    def set_aside(self, aside: Aside, learner: str = "") -> None:
        """Note a file that counts for nothing, with its reason."""
        self._note(learner or aside.learner, aside.name, aside.reason)

    def _set_aside_of(self, parcel: Parcel, learner: str = "") -> None:
        """Note what counts for nothing in a hand-in: some by name, the others by their number."""
        for aside in parcel.asides[:_NAMED]:
            self.set_aside(aside, learner)
        if rest := parcel.asides[_NAMED:]:
            told = count(len(rest), "autre fichier n’y est pas lu", "autres fichiers n’y sont pas lus")
            self._note(learner, parcel.label, f"{told} non plus.")

    def _whose(self, parcel: Parcel) -> str:
        """Whose a hand-in is; empty when nobody can tell, or when the class list does not know them."""
        owner = parcel.sender
        if not self.roster and len(parcel.inside) == 1 and owner.endswith(f"_{parcel.inside[0]}"):
            owner = parcel.inside[0]  # a platform put something of its own in front
        owner = owner or next(iter(parcel.inside), "")
        if owner and (not self.roster or owner in self.roster):
            return owner
        if owner:
            unknown = f"l’identifiant « {owner} » n’est pas dans la liste de la classe : rien n’a été pris. "
            self._note("", parcel.label, unknown + "Corrigez la liste ou le nom du fichier et recommencez.")
            return ""
        self._note(
            "",
            parcel.label,
            "impossible de dire de qui est cette remise. "
            f"Renommez le fichier « identifiant_{self.assignment}_… » et recommencez.",
        )
        self._set_aside_of(parcel)
        return ""

    def _tell(self, parcel: Parcel, learner: str, arrival: Arrival) -> None:
        """Note what is odd in a hand-in, whether it is the one that counts or not."""
        self._set_aside_of(parcel, learner)
        if arrival.ahead:
            said = f"le {day(parcel.when.astimezone())} à {hour(parcel.when.astimezone())}"
            self._note(
                learner,
                parcel.label,
                f"elle se dit remise {said}, dans l’avenir : l’horloge du poste est fausse. "
                "Elle est rangée à l’heure de sa réception.",
            )

    def _take_last(self, learner: str, arrivals: list[Arrival]) -> None:
        for arrival in arrivals:
            arrival.keep(self.places, learner, self.assignment)
        last = arrivals[-1]
        for other in arrivals[:-1]:
            told = other.when > last.when or not other.parcel.has_answers
            if other.digest != last.digest and told and (unfit := _unfit(other, learner)):
                self._note(learner, other.parcel.label, unfit)
        before = intake.read_report(self.places, learner, self.assignment)
        there = self.places.submitted(learner, self.assignment)
        known = intake.hour_of(there)
        if known is not None and (before is None or before.digest != last.digest):
            trusted = before is not None and before.ahead and not last.ahead
            older = last.when < known and not trusted
            message = f"une remise plus récente de « {learner} » est déjà là."
            unfit = _unfit(last, learner)
            if unfit and (last.strangers or any(there.glob(f"*{ANSWERS_SUFFIX}"))):
                superseded = older and last.parcel.has_answers and not last.strangers
                return self._note(learner, last.parcel.label, message if superseded else unfit)
            if older:
                return self._note(learner, last.parcel.label, message)
        if last.strangers:
            self._note(
                learner,
                last.parcel.label,
                f"elle porte l’identifiant {_quoted(last.strangers)}, et c’est la seule de "
                f"« {learner} » : vérifiez de qui elle est.",
            )
        self._lay_out(last, learner)
        is_known = before is not None and before.digest == last.digest
        self._tally["known" if is_known else "new"] += 1
        if not is_known:
            told = last.when.astimezone()
            self.log.info(typeset("« %s » : remise du %s à %s reçue."), learner, day(told), hour(told))
        return None

    def _lay_out(self, arrival: Arrival, learner: str) -> None:
        parcel = arrival.parcel
        with staged(parcel) as folder:
            hand_in = intake.admit(
                folder,
                self.places,
                learner,
                self.assignment,
                self.extracted / learner,
                when=arrival.when.isoformat(" "),
                damaged=(parcel.label, parcel.damaged) if parcel.damaged else None,
                origin=intake.Origin(arrival.digest, arrival.ahead, arrival.dated),
            )
        report_flags(self.log, learner, hand_in)

    def _note(self, learner: str, name: str, reason: str) -> None:
        notice = notices.of_hand_in(learner, name, reason)
        self.noted.append(notice)
        who = f"{learner}, " if learner else ""
        self.log.warning("%s%s", who, notice.message)


def _unfit(arrival: Arrival, learner: str) -> str:
    """Why a hand-in takes no other's place, however late it is; empty when nothing is against it."""
    parcel = arrival.parcel
    if not arrival.may_hold:
        return "il n’y a aucune réponse dedans (reçu, contestation, cahier) : elle ne remplace rien."
    if arrival.strangers:
        return (
            f"elle porte l’identifiant {_quoted(arrival.strangers)} : elle ne remplace pas celle de "
            f"« {learner} ». Demandez de qui elle est."
        )
    if arrival.reads:
        return ""
    why = parcel.damaged or "ses réponses ne se lisent pas."
    return f"{why} Elle n’a pas pris la place d’une remise qui se lit : redemandez-la."


def _quoted(identifiers: Iterable[str]) -> str:
    return listing([f"« {each} »" for each in identifiers])
