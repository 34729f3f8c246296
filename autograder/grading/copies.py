"""Copies: answers of one learner that another handed in too, told by their hours and by what they say."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from autograder.grading import flags, intake
from autograder.grading.flags import Flag
from autograder.grading.places import ANSWERS_SUFFIX, SUBMITTED, Places
from ntc.roster import IdentifierError

_ENOUGH = 3
_LONG = 25  # words; below, two learners may well say the same
_SHINGLE = 5
_ALIKE = 0.5
_FIGURE = re.compile(r"[-+−]?\s*\d[\d\s.,’']*\s*(?:k?€|%|[a-zé ]{0,12})?", re.IGNORECASE)
_TELLING = 4  # digits


class Said(NamedTuple):
    """What a hand-in says: each answer with its second, telling figures, long texts as runs of words."""

    answers: frozenset[tuple[str, str, float]]
    figures: frozenset[tuple[str, str]]
    texts: Mapping[str, frozenset[str]]
    variant: str


def copy_flags(places: Places, learner: str, assignment: str, lesson: str) -> list[Flag]:
    """Flag a hand-in that shares with those of others what chance does not explain.

    Three answers saved at the same seconds, or all shifted by the same time; three figures of other data; a
    long text, word for word. Every hand-in received so far is compared, so that both sides are flagged.
    """
    variant = intake.learner_variant(places, learner, assignment)
    own, own_marks = _said(places, learner, assignment, lesson), _marks(places, learner, assignment, lesson)
    seconds: dict[str, int] = {}
    words: dict[str, list[str]] = {}
    for other in _learners(places, assignment):
        if other == learner:
            continue
        shared = len(own_marks & _marks(places, other, assignment, lesson))
        if shared >= _ENOUGH:
            seconds[other] = shared
        # A learner who forgot their identifier worked on other data than their own.
        elif told := _alike(
            own,
            _said(places, other, assignment, lesson),
            figures=variant != _variant(places, other, assignment),
        ):
            words.setdefault(told, []).append(other)
    found = [flags.copied(sorted(seconds), max(seconds.values()))] if seconds else []
    return found + [flags.alike(sorted(others), told) for told, others in words.items()]


def _alike(own: Said, other: Said, figures: bool) -> str:
    """What two hand-ins share that chance does not explain, in French; empty when nothing.

    ``figures`` when those of one cannot be right for the other.
    """
    theirs = {(key, raw): when for key, raw, when in other.answers}
    shifted: dict[int, set[float]] = defaultdict(set)
    for key, raw, when in own.answers:
        if (key, raw) in theirs:
            # Fields saved together say the same once.
            shifted[round(when - theirs[key, raw])].add(when)
    if any(len(seconds) >= _ENOUGH for seconds in shifted.values()):
        return "les mêmes réponses, enregistrées au même rythme à une heure décalée"
    if figures and own.variant != other.variant and len(own.figures & other.figures) >= _ENOUGH:
        return "les mêmes chiffres, alors que les jeux de données diffèrent"
    if any(_overlap(text, other.texts.get(key, frozenset())) >= _ALIKE for key, text in own.texts.items()):
        return "un texte qui reprend les mêmes phrases"
    return ""


def _variant(places: Places, learner: str, assignment: str) -> str:
    try:
        return intake.learner_variant(places, learner, assignment)
    except IdentifierError:
        return ""


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _said(places: Places, learner: str, assignment: str, lesson: str) -> Said:
    path = places.submitted(learner, assignment) / f"{lesson}{ANSWERS_SUFFIX}"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Said(frozenset(), frozenset(), {}, "")


@lru_cache(maxsize=1024)
def _read(path: Path, changed: int) -> Said:
    """What an answers file says, read once as long as it does not change."""
    content = json.loads(path.read_text(encoding="utf-8"))
    answers, figures, texts = set(), set(), {}
    for key, answer in content["answers"].items():
        if not answer["raw"]:
            continue
        raw = json.dumps(answer["raw"], sort_keys=True)
        answers.add((key, raw, datetime.fromisoformat(answer["saved"]).timestamp()))
        figures |= {(key, figure) for each in _leaves(answer["raw"]) if (figure := _figure(each))}
        for each in _leaves(answer["raw"]):
            said = _words(each)
            if len(said) >= _LONG:
                runs = (" ".join(said[n : n + _SHINGLE]) for n in range(len(said) - _SHINGLE + 1))
                texts[key] = texts.get(key, frozenset()) | frozenset(runs)
    return Said(frozenset(answers), frozenset(figures), texts, str(content.get("variant", "")))


def _leaves(raw: Any) -> list[str]:
    if isinstance(raw, Mapping):
        return [leaf for value in raw.values() for leaf in _leaves(value)]
    if isinstance(raw, list):
        return [leaf for value in raw for leaf in _leaves(value)]
    return [raw] if isinstance(raw, str) else []


def _figure(text: str) -> str:
    """The digits of an answer that is one figure, enough of them to tell; empty for a date and any other."""
    digits = re.sub(r"\D", "", text).strip("0") if _FIGURE.fullmatch(text.strip()[:40]) else ""
    return digits if len(digits) >= _TELLING else ""


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text[:20_000].casefold())
    return re.findall(r"[^\W\d_]+", "".join(char for char in decomposed if not unicodedata.combining(char)))


def _learners(places: Places, assignment: str) -> list[str]:
    return sorted(folder.parent.name for folder in (places.root / SUBMITTED).glob(f"*/{assignment}"))


def _marks(places: Places, learner: str, assignment: str, lesson: str) -> set[str]:
    report = intake.read_report(places, learner, assignment)
    return set(report.marks.get(lesson, ())) if report else set()
