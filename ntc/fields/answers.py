"""The answers file of a lesson: saved at once, atomically, field by field, and never lost.

Several tabs and several kernels may write it: each saving takes a lock, reads the file again, changes of its
own field only what was changed, and replaces the file whole. A file that cannot be read is renamed with the
hour and kept; somebody else's waits beside it for its owner. When the disk refuses, the answer stays in
memory and leaves with the next saving that succeeds.
"""

import contextlib
import errno
import json
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from ntc.fields import places
from ntc.fields.merging import Merge, merge
from ntc.fields.reader import FIELD_ID, LIMITS, SCHEMA, AnswersError, check_raw, clean, read_answers
from ntc.fields.versions import Version, Versions
from ntc.french import typeset
from ntc.storage import write_atomically

__all__ = ["AnswersError", "AnswersFile", "SaveError", "read_answers"]

LOCK_SECONDS = 5.0
REPLACE = object()
"""Says that an answer replaces whatever is there."""

Listener = Callable[[Any, datetime], None]
Said = Callable[[], tuple[str, str]]
Closed = Callable[[], str]

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_KEPT = "Votre réponse est gardée ici tant que la leçon reste ouverte."


class SaveError(Exception):
    """An answer could not be written yet; the message says in French why and that it is kept."""

    def __init__(self, message: str) -> None:
        super().__init__(typeset(message))


class LeftError(SaveError):
    """Another name was said since the lesson was opened: nothing more is saved under the former one."""

    def __init__(self, owner: str, said: str) -> None:
        if owner == said:
            message = "Votre jeu de données a changé depuis que cette page est ouverte"
        elif owner:
            message = f"Cette page est encore celle de « {owner} », et l'accueil dit maintenant « {said} »"
        else:
            message = f"Cette page a été ouverte sans nom, et l'accueil dit maintenant « {said} »"
        whose = f"pour « {owner} »" if owner else "sans nom"
        super().__init__(
            f"{message} : rien ne s'y enregistre plus. Ce que vous venez d'y écrire est gardé {whose} dans "
            "cet onglet. Rouvrez la leçon pour continuer."
        )


class ClosedError(SaveError):
    """The time to answer is over; the message says in French what to do."""


class AnswersFile:
    """The answers of one learner, on one variant of the data, to one lesson.

    Opening it sets aside what is not theirs: a damaged file, or the answers of another learner or variant,
    which wait under their owner's name; and it brings back what waits under their own. ``notice`` then says
    so in French. Should somebody else open the lesson meanwhile, what is still saved here goes to where the
    answers of its owner wait; but once ``said`` gives another name as the one that was said last, identifier
    and variant, nothing more is saved here: nobody knows whose hands are typing. Nor once ``closed`` says, in
    French, that the time to answer is over; what was answered before, and could not be written, still is.
    """

    def __init__(
        self,
        path: Path,
        lesson: str,
        learner: str,
        variant: str,
        said: Said | None = None,
        closed: Closed | None = None,
    ) -> None:
        self.path = path
        self.lesson, self.learner, self.variant = lesson, learner, variant
        self.notice = ""
        self._said = said
        self._closed = closed
        self.versions = Versions(path, places.owner(learner, variant))
        self._known: dict[str, dict[str, Any]] = {}
        self._pending: dict[str, dict[str, Any]] = {}
        self._bases: dict[str, tuple[Any, Merge]] = {}
        self._listeners: dict[str, list[Listener]] = {}
        self._seen: tuple[int, int] | None = None
        self.reopen()

    def reopen(self) -> None:
        """Open it again, as when the lesson is: what is not theirs is set aside, what waits comes back."""
        self.notice = ""
        with contextlib.suppress(SaveError), self._lock():
            self._make_room()
            self._bring_back()
            self._refresh()

    def is_same(self, other: "AnswersFile") -> bool:
        """Whether the other one is of the same lesson, in the same place, by the same person."""
        return (self.path.resolve(), self._whose()) == (other.path.resolve(), other._whose())

    def get(self, field_id: str) -> Any:
        """Return the raw answer of a field as last given, None when there is none."""
        entry = self.all().get(field_id)
        return entry["raw"] if entry else None

    def saved(self, field_id: str) -> datetime | None:
        """Return the hour at which the answer of a field was written, None when it is not on the disk."""
        entry = self.all().get(field_id)
        return datetime.fromisoformat(entry["saved"]) if entry and field_id not in self._pending else None

    def all(self) -> dict[str, dict[str, Any]]:
        """Return every answer by field, {"raw", "saved"}, read again: another tab may have written."""
        # What the lock protects is a change; a replaced file reads whole, the old one or the new one.
        with contextlib.suppress(AnswersError):
            self._known = read_answers(self._place())["answers"]
        return self._known | self._pending

    def set(
        self, field_id: str, raw: Any, base: Any = REPLACE, join: Merge = merge, *, former: bool = False
    ) -> datetime:
        """Save one raw answer and return the hour of saving.

        ``base`` is what the answer was before it was changed: what another tab wrote since in other cells of
        it is then kept, as ``join`` puts the two together. Raises SaveError when it cannot be written now: it
        is then kept, and leaves with the next saving; ClosedError once the time to answer is over: nothing of
        it is kept. Raises LeftError when another name was said meanwhile,
        unless it is the ``former`` person's, given before that; AnswersError when no field gives such an
        answer, ValueError when ``field_id`` is no id.
        """
        if not former:
            self.check_name()
        if not FIELD_ID.fullmatch(field_id):
            raise ValueError(f"{field_id!r} is not the id of a field")
        raw = clean(raw)
        check_raw(raw)
        if self._closed and (told := self._closed()):
            given = self.all().get(field_id)
            if given is None or given["raw"] != raw:
                raise ClosedError(told)
            if self._pending:
                self._write()
            return datetime.fromisoformat(given["saved"])
        now = datetime.now().astimezone().replace(microsecond=0)
        self._pending[field_id] = {"raw": raw, "saved": now.isoformat()}
        self._bases.setdefault(field_id, (base, join))
        self._write()
        return now

    def check_name(self) -> None:
        """Raise LeftError when another name than the owner's was said since the lesson was opened."""
        learner, variant = self._said() if self._said else ("", "")
        if learner and (learner, variant) != (self.learner, self.variant):
            raise LeftError(self.learner, learner)

    def subscribe(self, field_id: str, listener: Listener) -> None:
        """Have ``listener`` told each raw answer of a field that reaches the disk, and its hour.

        It hears what was kept back and leaves later, and what another tab of the lesson writes.
        """
        self._listeners.setdefault(field_id, []).append(listener)

    def look(self) -> None:
        """Look whether another program has written, and tell it to those who subscribed."""
        before, seen = self._known, self._seen
        if seen == self._stamp():
            return
        answers = self.all()
        self._seen = self._stamp()
        changed = {key: entry for key, entry in answers.items() if before.get(key) != entry}
        self._tell({key: entry for key, entry in changed.items() if key not in self._pending})

    def _write(self) -> None:
        with self._lock():
            self._refresh()
            for field_id, entry in self._pending.items():
                base, join = self._bases[field_id]
                theirs = self._known.get(field_id)
                if base is not REPLACE and theirs:
                    entry["raw"] = join(base, entry["raw"], theirs["raw"])
            content = self._content(self._known | self._pending)
            if len(content) > LIMITS.size:
                raise SaveError(f"Vos réponses sont trop longues pour être enregistrées. {_KEPT}")
            for field_id, entry in self._pending.items():
                if old := self._known.get(field_id):
                    self.versions.keep(field_id, _version(old), _version(entry))
            try:
                write_atomically(self._place(), content)
            except OSError as error:
                raise SaveError(_refusal(error)) from error
            self._seen = self._stamp()
        written, self._pending, self._bases = self._pending, {}, {}
        self._known |= written
        self._tell(written)

    def _tell(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        for field_id, entry in entries.items():
            for listener in self._listeners.get(field_id, ()):
                listener(entry["raw"], datetime.fromisoformat(entry["saved"]))

    def _stamp(self) -> tuple[int, int] | None:
        with contextlib.suppress(OSError):
            status = self._place().stat()
            return status.st_mtime_ns, status.st_size
        return None

    @contextlib.contextmanager
    def _lock(self) -> Any:
        lock = FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout:
            raise SaveError(
                f"Les réponses sont en train d'être enregistrées ailleurs : réessayez. {_KEPT}"
            ) from None
        except OSError as error:
            raise SaveError(_refusal(error)) from error
        try:
            yield
        finally:
            lock.release()

    def _place(self) -> Path:
        """Say where these answers are now: in the answers file, unless somebody else's are there."""
        try:
            document = read_answers(self.path)
        except AnswersError:
            # Somebody else has opened the lesson, and not answered yet.
            is_away = not os.path.lexists(self.path) and places.read_theirs(self._waiting(), *self._whose())
            return self._waiting() if is_away else self.path
        return self.path if self._is_ours(document) else self._waiting()

    def _waiting(self) -> Path:
        return places.waiting(self.path, self.learner, self.variant)

    def _refresh(self) -> None:
        """Read the file again, under the lock; set it aside when it is damaged."""
        place = self._place()
        # lexists: a link that leads nowhere is there too, and has to make room.
        if not os.path.lexists(place):
            return
        try:
            self._known = read_answers(place)["answers"]
        except AnswersError as error:
            self._set_aside(place, "abime", f"{error} Il est gardé à part")

    def _make_room(self) -> None:
        """Put the answers of another learner or variant where they wait for their owner."""
        try:
            document = read_answers(self.path)
        except AnswersError:
            return
        if self._is_ours(document):
            return
        whose = (document["lesson"], document["learner"], document["variant"])
        aside = places.waiting(self.path, *whose[1:])
        earlier = places.read_theirs(aside, *whose)
        message = "Le fichier de réponses trouvé ici est d'une autre personne ou d'un autre jeu de données."
        if document["lesson"] != self.lesson or (earlier is None and os.path.lexists(aside)):
            self._set_aside(self.path, places.owner(*whose[1:]), message)
            return
        try:
            if earlier:
                both = places.newest(document["answers"], earlier["answers"])
                write_atomically(aside, _content(*whose, both))
                self.path.unlink()
            else:
                os.rename(self.path, aside)
        except OSError as error:
            raise SaveError(_refusal(error)) from error
        back = "sous l'identifiant « " + whose[1] + " »" if whose[1] else "quand personne n'est identifié"
        self.notice = typeset(f"{message} Il attend sous le nom « {aside.name} » et reviendra {back}.")

    def _bring_back(self) -> None:
        """Take the answers that waited for their owner back into the answers file."""
        if os.path.lexists(self.path):
            return
        if places.read_theirs(self._waiting(), *self._whose()):
            try:
                os.rename(self._waiting(), self.path)
            except OSError as error:
                raise SaveError(_refusal(error)) from error
            self.notice = typeset(f"{self.notice} Vos réponses sont de retour.".strip())

    def _whose(self) -> tuple[str, str, str]:
        return self.lesson, self.learner, self.variant

    def _is_ours(self, document: Mapping[str, Any]) -> bool:
        # A learner who had not said who they are keeps what they answered on the same data.
        owners = ("", self.learner)
        place = (document["lesson"], document["variant"])
        return place == (self.lesson, self.variant) and document["learner"] in owners

    def _set_aside(self, path: Path, reason: str, message: str) -> None:
        hour = f"{datetime.now():%Y-%m-%d-%Hh%Mm%S}"
        aside = places.free_name(path.with_name(f"{places.stem(path)}.{reason}.{hour}.json"))
        try:
            os.rename(path, aside)
        except OSError as error:
            raise SaveError(_refusal(error)) from error
        self.notice = typeset(f"{message.rstrip('.')} : « {aside.name} ».")

    def _content(self, answers: Mapping[str, Any]) -> bytes:
        return _content(*self._whose(), answers)


def _content(lesson: str, learner: str, variant: str, answers: Mapping[str, Any]) -> bytes:
    document = {
        "schema": SCHEMA,
        "lesson": lesson,
        "learner": learner,
        "variant": variant,
        "answers": dict(sorted(answers.items())),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _version(entry: Mapping[str, Any]) -> Version:
    return Version(entry["raw"], datetime.fromisoformat(entry["saved"]))


def _refusal(error: OSError) -> str:
    if error.errno in _FULL:
        return f"Le disque est plein : libérez de la place, puis réessayez. {_KEPT}"
    if error.errno in _FORBIDDEN:
        return f"Ce dossier n'accepte pas d'enregistrement : prévenez votre formateur. {_KEPT}"
    return f"L'enregistrement n'a pas réussi : réessayez. {_KEPT}"
