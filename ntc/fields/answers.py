"""The answers file of a lesson: saved at once, atomically, field by field, and never lost.

Several tabs and several kernels may write it: each saving takes a lock, reads the file again, changes its
own field only, and replaces the file whole. A file that cannot be read, or that is somebody else's, is
renamed with the hour and kept. When the disk refuses, the answer stays in memory and leaves with the next
saving that succeeds.
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

from ntc.fields.reader import FIELD_ID, LIMITS, SCHEMA, AnswersError, check_raw, clean, read_answers
from ntc.french import typeset
from ntc.storage import write_atomically

__all__ = ["AnswersError", "AnswersFile", "SaveError", "read_answers"]

LOCK_SECONDS = 5.0

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_KEPT = "Votre réponse est gardée ici tant que la leçon reste ouverte."


class SaveError(Exception):
    """An answer could not be written yet; the message says in French why and that it is kept."""

    def __init__(self, message: str) -> None:
        super().__init__(typeset(message))


class AnswersFile:
    """The answers of one learner, on one variant of the data, to one lesson.

    A damaged file, or one of another learner or variant, is set aside at once; ``notice`` then says so in
    French.
    """

    def __init__(self, path: Path, lesson: str, learner: str, variant: str) -> None:
        self.path = path
        self.lesson, self.learner, self.variant = lesson, learner, variant
        self.notice = ""
        self._known: dict[str, dict[str, Any]] = {}
        self._pending: dict[str, dict[str, Any]] = {}
        self._listeners: dict[str, Callable[[datetime], None]] = {}
        with contextlib.suppress(SaveError), self._lock():
            self._refresh()

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
            document = read_answers(self.path)
            if self._is_ours(document):
                self._known = document["answers"]
        return self._known | self._pending

    def set(self, field_id: str, raw: Any) -> datetime:
        """Save one raw answer and return the hour of saving.

        Raises SaveError when it cannot be written now: it is then kept, and leaves with the next saving.
        Raises AnswersError when no field gives such an answer, ValueError when ``field_id`` is no id.
        """
        if not FIELD_ID.fullmatch(field_id):
            raise ValueError(f"{field_id!r} is not the id of a field")
        raw = clean(raw)
        check_raw(raw)
        now = datetime.now().astimezone().replace(microsecond=0)
        self._pending[field_id] = {"raw": raw, "saved": now.isoformat()}
        self._write()
        return now

    def subscribe(self, field_id: str, listener: Callable[[datetime], None]) -> None:
        """Have ``listener`` called when an answer that had been kept back reaches the disk."""
        self._listeners[field_id] = listener

    def _write(self) -> None:
        with self._lock():
            self._refresh()
            content = self._content(self._known | self._pending)
            if len(content) > LIMITS.size:
                raise SaveError(f"Vos réponses sont trop longues pour être enregistrées. {_KEPT}")
            try:
                write_atomically(self.path, content)
            except OSError as error:
                raise SaveError(_refusal(error)) from error
        written, self._pending = self._pending, {}
        self._known |= written
        for field_id, entry in written.items():
            if listener := self._listeners.get(field_id):
                listener(datetime.fromisoformat(entry["saved"]))

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

    def _refresh(self) -> None:
        """Read the file again, under the lock; set it aside when it is not ours to change."""
        # lexists: a link that leads nowhere is there too, and has to make room.
        if not os.path.lexists(self.path):
            return
        try:
            document = read_answers(self.path)
        except AnswersError as error:
            self._set_aside("abime", f"{error} Il est gardé à part")
            return
        if self._is_ours(document):
            self._known = document["answers"]
        else:
            name = f"{document['learner']}.variante-{document['variant']}".lstrip(".")
            self._set_aside(
                name,
                "Le fichier de réponses trouvé ici est d'une autre personne ou d'un autre jeu de données.",
            )

    def _is_ours(self, document: Mapping[str, Any]) -> bool:
        # A learner who had not said who they are keeps what they answered on the same data.
        owners = ("", self.learner)
        place = (document["lesson"], document["variant"])
        return place == (self.lesson, self.variant) and document["learner"] in owners

    def _set_aside(self, reason: str, message: str) -> None:
        stem = self.path.name.removesuffix(".json").removesuffix(".answers")
        hour = f"{datetime.now():%Y-%m-%d-%Hh%Mm%S}"
        for rank in range(1, 1000):
            suffix = f"-{rank}" if rank > 1 else ""
            aside = self.path.with_name(f"{stem}.{reason}.{hour}{suffix}.json")
            if not os.path.lexists(aside):
                break
        try:
            os.rename(self.path, aside)
        except OSError as error:
            raise SaveError(_refusal(error)) from error
        self.notice = typeset(f"{message.rstrip('.')} : « {aside.name} ».")

    def _content(self, answers: Mapping[str, Any]) -> bytes:
        document = {
            "schema": SCHEMA,
            "lesson": self.lesson,
            "learner": self.learner,
            "variant": self.variant,
            "answers": dict(sorted(answers.items())),
        }
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _refusal(error: OSError) -> str:
    if error.errno in _FULL:
        return f"Le disque est plein : libérez de la place, puis réessayez. {_KEPT}"
    if error.errno in _FORBIDDEN:
        return f"Ce dossier n'accepte pas d'enregistrement : prévenez votre formateur. {_KEPT}"
    return f"L'enregistrement n'a pas réussi : réessayez. {_KEPT}"
