"""Reading a hand-in: out of whatever a learner sent, the answers files, and nothing else.

A file counts by its content, not by its name: browsers rename (« cp9-essai.answers (1).json »). No link is
followed, no special file opened, and nothing but small JSON files is ever read.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.grading import flags
from autograder.grading.flags import Flag
from autograder.grading.places import ANSWERS_SUFFIX
from ntc.fields.reader import AnswersError, read_answers

_MAX_DEPTH = 5
_MAX_FILES = 2000
_PASSED_OVER = {"__pycache__", "feedback", "node_modules"}


@dataclass(frozen=True)
class Found:
    """An answers file that reads well: its name, and its content, checked by the strict reader."""

    name: str
    content: dict[str, Any]

    @property
    def learner(self) -> str:
        """The identifier that the file bears; empty when the learner had not given it."""
        return self.content["learner"]

    @property
    def last_saved(self) -> float:
        """The latest hour of saving among its answers, as a timestamp; 0 when there is none."""
        answers = self.content["answers"].values()
        return max((datetime.fromisoformat(answer["saved"]).timestamp() for answer in answers), default=0.0)


@dataclass(frozen=True)
class HandIn:
    """What counts of a hand-in: the answers by lesson, and what the instructor must know of each lesson."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    flags: dict[str, list[Flag]] = field(default_factory=dict)


def read_hand_in(
    folder: Path,
    learner: str,
    variant: str,
    lessons: Sequence[str],
    damaged: tuple[str, str] | None = None,
) -> HandIn:
    """Read the folder that a learner handed in, for each lesson of the assignment.

    Never raises on what the folder holds: what cannot be read becomes a flag. ``damaged`` is the archive
    that the folder could not be got out of whole: its name, and why.
    """
    readable, refused = _answers_files(folder)
    hand_in = HandIn()
    for lesson in lessons:
        candidates = [found for found in readable if found.content["lesson"] == lesson]
        unread = [(name, reason) for name, reason in refused if _meant_for(name, lesson, lessons)]
        if damaged:
            unread.append(damaged)
        if candidates:
            best = max(candidates, key=lambda found: _rank(found, learner, variant, lesson))
            hand_in.answers[lesson] = best.content
            hand_in.flags[lesson] = [
                *([flags.several(best.name, len(candidates))] if len(candidates) > 1 else []),
                *(flags.spoiled(name, best.name) for name, _ in unread),
                *_identity(best, learner, variant),
            ]
        else:
            hand_in.flags[lesson] = [flags.unreadable(*each) for each in unread]
    for lesson, noted in hand_in.flags.items():
        # Who hands in one lesson has not lost the others: they are not begun.
        if not noted and not hand_in.answers:
            hand_in.flags[lesson] = [flags.missing()]
    return hand_in


def any_reads(folder: Path, lessons: Sequence[str]) -> bool:
    """Tell whether a folder holds answers to one of the lessons that the strict reader takes."""
    readable, _ = _answers_files(folder)
    return any(found.content["lesson"] in lessons for found in readable)


def _answers_files(folder: Path) -> tuple[list[Found], list[tuple[str, str]]]:
    """The answers files under a folder: those that read well, and (name, French reason) of the others."""
    readable: list[Found] = []
    refused: list[tuple[str, str]] = []
    for path in _json_files(folder):
        try:
            readable.append(Found(path.name, read_answers(path)))
        except AnswersError as error:
            refused.append((path.name, str(error)))
    return readable, refused


def _json_files(folder: Path, depth: int = 0) -> Iterator[Path]:
    """Every file of a folder whose name says JSON, in a stable order, links left aside except by name.

    A link is yielded, not followed: the strict reader then refuses it and says so.
    """
    try:
        with os.scandir(folder) as entries:
            # What is not worth a look is passed over first: answers may lie behind thousands of other files.
            worth = [entry for entry in entries if _worth_a_look(entry)]
    except OSError:
        return
    listed = sorted(worth, key=lambda entry: ("answers" not in entry.name.lower(), entry.name))[:_MAX_FILES]
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            if depth < _MAX_DEPTH and not entry.name.startswith(".") and entry.name not in _PASSED_OVER:
                yield from _json_files(Path(entry.path), depth + 1)
        elif entry.name.lower().endswith(".json") and not entry.name.startswith("."):
            yield Path(entry.path)


def _worth_a_look(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(".json") or entry.is_dir(follow_symlinks=False)


def is_regular(path: Path) -> bool:
    """Tell whether a path is a plain file: no link, no pipe, no device."""
    return stat.S_ISREG(path.lstat().st_mode)


def _rank(found: Found, learner: str, variant: str, lesson: str) -> tuple[bool, bool, float, bool]:
    """The learner's own file first, on their own data, then the latest, then the one with the right name."""
    return (
        found.learner == learner,
        found.content["variant"] == variant,
        found.last_saved,
        found.name == lesson + ANSWERS_SUFFIX,
    )


def _identity(found: Found, learner: str, variant: str) -> list[Flag]:
    if not found.learner:
        identity = [flags.anonymous()]
    elif found.learner != learner:
        identity = [flags.other_learner(found.learner, learner)]
    else:
        identity = []
    if found.content["variant"] != variant:
        identity.append(flags.other_variant(found.content["variant"], variant))
    return identity


def _meant_for(name: str, lesson: str, lessons: Sequence[str]) -> bool:
    """Tell whether a file that cannot be read may hold the answers to a lesson: only its name is left."""
    named = [other for other in lessons if name.startswith(other)]
    return lesson in named or (not named and "answers" in name.lower())
