"""The strict reader of an answers file: what it accepts is all that is ever read of a hand-in.

The learner's side and the instructor's intake read through the same function, so that a file one of them
wrote can be read by the other. A file that is not exactly of the agreed form raises AnswersError with a
French message.
"""

import json
import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from ntc.french import typeset

SCHEMA = 1
FIELD_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_LESSON = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_LEARNER = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}|")
_VARIANT = re.compile(r"[0-9]{2}")
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*"|([\[{])|([\]}])', re.DOTALL)


class AnswersError(Exception):
    """The answers file cannot be read; the message says in French why."""

    def __init__(self, message: str) -> None:
        super().__init__(typeset(message))


@dataclass(frozen=True)
class Limits:
    """How much of a file is read at most: octets, nested levels, answers, characters of one text."""

    size: int = 1_000_000
    depth: int = 6
    answers: int = 500
    text: int = 50_000


LIMITS = Limits()


def read_answers(path: Path, limits: Limits = LIMITS) -> dict[str, Any]:
    """Read an answers file as {"schema", "lesson", "learner", "variant", "answers": {id: {"raw", "saved"}}}.

    Answers of unknown fields are returned like the others. Raises AnswersError, and nothing else, for
    whatever is not such a file: missing, a link, a folder, too big, too deep, no JSON, another schema,
    wrong types, NaN, a key given twice, characters that no keyboard types.
    """
    content = _regular_file(path, limits.size)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswersError("Le fichier de réponses n'est pas un texte lisible.") from None
    _refuse_depth(text, limits.depth)
    try:
        document = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_no_number, parse_int=_small
        )
    except (ValueError, RecursionError):
        raise AnswersError("Le fichier de réponses est abîmé : son contenu n'est pas lisible.") from None
    return _checked(document, limits)


def clean(raw: Any) -> Any:
    """Take out of an answer what the reader refuses: control characters and halves of surrogate pairs."""
    if isinstance(raw, str):
        return "".join(mark for mark in raw if not _forbidden(mark))
    if isinstance(raw, list):
        return [clean(item) for item in raw]
    if isinstance(raw, dict):
        return {clean(key): clean(value) for key, value in raw.items()}
    return raw


def check_raw(raw: Any, limits: Limits = LIMITS) -> None:
    """Refuse what is not the raw answer of any kind of field: a text, a list of texts, a mapping, a table.

    Raises AnswersError.
    """
    if isinstance(raw, str):
        _check_texts([raw], limits)
    elif isinstance(raw, list):
        _check_texts(raw, limits)
    elif isinstance(raw, dict):
        _check_texts(raw, limits)
        for value in raw.values():
            if isinstance(value, dict):
                _check_texts(value, limits)
                _check_texts(value.values(), limits)
            else:
                _check_texts([value], limits)
    else:
        raise AnswersError("Une réponse du fichier n'a pas la forme attendue.")


def _regular_file(path: Path, size: int) -> bytes:
    """Read a file that is neither a link nor a folder nor a device, never more than ``size`` octets."""
    # O_NONBLOCK: opening a named pipe would otherwise wait for a writer that never comes.
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        if path.is_symlink():
            raise AnswersError("Le fichier de réponses est un lien vers un autre fichier : il n'est pas lu.")
        handle = os.open(path, flags)
    except FileNotFoundError:
        raise AnswersError("Il n'y a pas de fichier de réponses.") from None
    except (OSError, ValueError):
        raise AnswersError("Le fichier de réponses ne s'ouvre pas.") from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise AnswersError("Le fichier de réponses n'est pas un fichier ordinaire : il n'est pas lu.")
        if status.st_size > size:
            raise AnswersError(f"Le fichier de réponses est trop gros : plus de {size // 1000} ko.")
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return stream.read(size)
    except OSError:
        raise AnswersError("Le fichier de réponses ne se lit pas jusqu'au bout.") from None
    finally:
        os.close(handle)


def _refuse_depth(text: str, limit: int) -> None:
    """Measure nesting before anything is built from the text."""
    depth = 0
    for token in _STRUCTURE.finditer(text):
        depth += bool(token[1]) - bool(token[2])
        if depth > limit:
            raise AnswersError("Le fichier de réponses est abîmé : ses niveaux s'emboîtent sans fin.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise AnswersError("Le fichier de réponses donne deux fois la même réponse.")
    return document


def _no_number(literal: str) -> NoReturn:
    raise AnswersError("Le fichier de réponses contient un nombre là où un texte est attendu.")


def _small(literal: str) -> int:
    if len(literal) > 9:
        _no_number(literal)
    return int(literal)


def _checked(document: Any, limits: Limits) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise AnswersError("Le fichier de réponses n'a pas la forme attendue.")
    schema = document.get("schema")
    if schema != SCHEMA or isinstance(schema, bool):
        raise AnswersError("Le fichier de réponses vient d'une autre version du cours.")
    for key, pattern in (("lesson", _LESSON), ("learner", _LEARNER), ("variant", _VARIANT)):
        if not isinstance(document.get(key), str) or not pattern.fullmatch(document[key]):
            raise AnswersError(
                "Le fichier de réponses ne dit pas correctement de qui et de quelle leçon il est."
            )
    answers = document.get("answers")
    if not isinstance(answers, dict) or len(answers) > limits.answers:
        raise AnswersError("Le fichier de réponses n'a pas la forme attendue.")
    return {
        "schema": SCHEMA,
        "lesson": document["lesson"],
        "learner": document["learner"],
        "variant": document["variant"],
        "answers": {key: _entry(key, entry, limits) for key, entry in answers.items()},
    }


def _entry(key: str, entry: Any, limits: Limits) -> dict[str, Any]:
    if not FIELD_ID.fullmatch(key) or not isinstance(entry, dict) or set(entry) != {"raw", "saved"}:
        raise AnswersError("Une réponse du fichier n'a pas la forme attendue.")
    check_raw(entry["raw"], limits)
    try:
        saved = datetime.fromisoformat(entry["saved"])
    except (TypeError, ValueError):
        saved = None
    if saved is None or saved.tzinfo is None:
        raise AnswersError("Une réponse du fichier n'a pas d'heure d'enregistrement lisible.")
    return {"raw": entry["raw"], "saved": entry["saved"]}


def _check_texts(texts: Iterable[Any], limits: Limits) -> None:
    for text in texts:
        if not isinstance(text, str):
            raise AnswersError("Une réponse du fichier n'a pas la forme attendue.")
        if len(text) > limits.text:
            raise AnswersError("Une réponse du fichier est trop longue pour être lue.")
        if any(map(_forbidden, text)):
            raise AnswersError("Une réponse du fichier contient des caractères qui ne s'écrivent pas.")


def _forbidden(mark: str) -> bool:
    return unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\r\t"
