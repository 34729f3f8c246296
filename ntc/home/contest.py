"""A contest of a mark (*contestation*): what a learner says of it, as a small file or as a message to copy.

It carries the seal of the hand-in that was marked: whoever never had those answers cannot tell it. The
instructor's side reads both forms with the strict reader that is here.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from ntc.fields.reader import clean
from ntc.french import number, typeset
from ntc.home.seal import grouped
from ntc.roster import IdentifierError, normalise

SCHEMA = 1
MAX_BYTES = 64 * 1024
MAX_WORDS = 4000
FOLDER = "contestations"
_ID = r"[a-z0-9][a-z0-9._-]{0,63}"
_FORMS = {
    "learner": re.compile(_ID),
    "assignment": re.compile(_ID),
    "lesson": re.compile(_ID),
    "exercise": re.compile(_ID),
    "part": re.compile(r"[a-z0-9][a-z0-9._-]{0,127}|"),
    "seal": re.compile(r"[0-9a-f]{64}"),
}
_TITLE = "Contestation d’une note"
_REFERENCE = re.compile(
    rf"r[ée]f[ée]rence\s*:\s*({_ID})\s*/\s*({_ID})\s*/\s*({_ID})\s*/\s*({_ID})\s*/\s*"
    r"((?:[0-9a-f]\s*){63}[0-9a-f])(?![0-9a-f])",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"^\s*question\s*:[ \t\u00a0\u202f]*(.*)$", re.IGNORECASE | re.MULTILINE)
_REASONS = re.compile(r"^\s*mes raisons\s*:", re.IGNORECASE | re.MULTILINE)
_QUOTED = re.compile(r"^(?:[ \t]*>)+[ \t]?", re.MULTILINE)


class ContestError(ValueError):
    """A contest that cannot be read, or is not complete; the message says in French what to do."""

    def __init__(self, told: str) -> None:
        super().__init__(typeset(told))


@dataclass(frozen=True)
class Contest:
    """What is contested: whose mark, of which exercise, of which question (all of them when empty).

    ``asked`` is the question in the learner's words, where a message was copied; ``made`` when it was
    written, in ISO form, empty when nobody knows.
    """

    learner: str
    assignment: str
    lesson: str
    exercise: str
    seal: str
    words: str
    part: str = ""
    asked: str = ""
    made: str = ""


def checked_words(words: str) -> str:
    """The words of a contest without what no keyboard types; raises ContestError: none, or too many."""
    plain = clean(words).strip()
    if not plain:
        raise ContestError("Dites en quelques mots ce que vous contestez, et pourquoi.")
    if len(plain) > MAX_WORDS:
        raise ContestError(
            f"C’est trop long : {number(MAX_WORDS)} signes au plus. Gardez l’essentiel, vous en parlerez de "
            "vive voix."
        )
    return plain


def file_name(contest: Contest, moment: datetime) -> str:
    """Name the file of a contest."""
    about = f"{contest.learner}_{contest.lesson}_{contest.exercise}"
    return f"contestation_{about}_{moment:%Y-%m-%d-%H%M%S}.json"


def as_json(contest: Contest) -> str:
    """Write a contest as a file."""
    return json.dumps({"contest": SCHEMA} | asdict(contest), ensure_ascii=False, indent=1) + "\n"


def as_message(contest: Contest, question: str = "") -> str:
    """Write a contest as a message that a person reads, and that :func:`read` reads again."""
    about = (contest.learner, contest.assignment, contest.lesson, contest.exercise, grouped(contest.seal))
    lines = (
        typeset(_TITLE),
        typeset(f"Référence : {' / '.join(about)}"),
        typeset(f"Question : {question or 'toutes'}"),
        typeset("Mes raisons :"),
        contest.words,
    )
    return "\n".join(lines)


def read(content: bytes) -> Contest:
    """Read a contest, file or message; raises ContestError for whatever is neither."""
    if len(content) > MAX_BYTES:
        raise ContestError(
            f"Ce fichier est trop gros pour une contestation ({number(MAX_BYTES // 1024)} ko au plus) : il "
            "n’est pas lu."
        )
    text = _text(content)
    return _from_file(text) if text.lstrip().startswith("{") else _from_message(text)


def is_contest(content: bytes) -> bool:
    """Whether a file says that it is a contest, well formed or not."""
    head = content[:MAX_BYTES]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return re.search(rb'"contest"\s*:', head) is not None and b'"answers"' not in head
    if head.lstrip().startswith((b"<", b"PK")):
        return False  # a page of feedback holds messages to copy, an archive whole hand-ins
    try:
        return _REFERENCE.search(_unquoted(_text(head))) is not None
    except ContestError:
        return False


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ContestError("Cette contestation n’est pas un texte lisible : demandez-la de nouveau.")


def _from_file(text: str) -> Contest:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raw = None
    if not isinstance(raw, dict) or raw.get("contest") != SCHEMA or isinstance(raw.get("contest"), bool):
        raise ContestError("Ce n’est pas une contestation faite par la page d’accueil du cours.")
    return _checked({name: raw.get(name, "") for name in Contest.__dataclass_fields__})


def _from_message(text: str) -> Contest:
    text = _unquoted(text)
    found, reasons = _REFERENCE.search(text), _REASONS.search(text)
    if not found or not reasons:
        raise ContestError(
            "Ce n’est pas une contestation : le message doit porter sa ligne « Référence », telle que le "
            "retour la donne, puis « Mes raisons »."
        )
    names = ("learner", "assignment", "lesson", "exercise", "seal")
    about = {name: "".join(value.split()).lower() for name, value in zip(names, found.groups(), strict=True)}
    question = _QUESTION.search(text[: reasons.start()])
    asked = question[1].strip()[:200] if question else ""
    asked = "" if asked.casefold() == "toutes" else asked
    return _checked(about | {"words": text[reasons.end() :], "asked": asked})


def _unquoted(text: str) -> str:
    """A message without the signs that a mailbox puts before each line of what is answered."""
    return _QUOTED.sub("", text)


def _checked(raw: dict[str, Any]) -> Contest:
    whole = {"part": "", "asked": "", "made": ""} | raw
    if not all(isinstance(value, str) for value in whole.values()):
        raise ContestError("Cette contestation n’a pas la forme attendue : demandez-la de nouveau.")
    try:
        whole["learner"] = normalise(whole["learner"])
    except IdentifierError as error:
        raise ContestError("Cette contestation ne dit pas de qui elle est.") from error
    for name, form in _FORMS.items():
        if not form.fullmatch(whole[name]):
            raise ContestError(
                "Cette contestation ne dit pas correctement de qui, de quelle note et de quelle remise elle "
                "parle : demandez-la de nouveau."
            )
    try:
        moment = datetime.fromisoformat(whole["made"]) if whole["made"] else None
    except ValueError:
        moment = None
    made = moment.isoformat(timespec="seconds") if moment and moment.tzinfo else ""
    words = checked_words(whole["words"])
    return Contest(**whole | {"words": words, "asked": clean(whole["asked"]).strip()[:200], "made": made})
