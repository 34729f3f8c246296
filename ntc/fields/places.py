"""Where the answers of each person lie, when several work in one folder one after the other.

The answers of whoever opened the lesson last are in the answers file. Those of another identifier, or of
another variant of the data, wait beside it under the name of their owner, and come back by themselves.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ntc.fields.reader import AnswersError, read_answers

NOBODY = "sans-nom"


def owner(learner: str, variant: str) -> str:
    """Name whose answers they are, in a file's name: ``dupont.m.variante-07``, ``sans-nom.variante-00``."""
    return f"{learner or NOBODY}.variante-{variant}"


def stem(path: Path) -> str:
    """Name a lesson's answers file without its ends: ``cp9-essai``."""
    return path.name.removesuffix(".json").removesuffix(".answers")


def waiting(path: Path, learner: str, variant: str) -> Path:
    """Say where the answers of somebody wait while another works in the answers file ``path``."""
    return path.with_name(f"{stem(path)}.{owner(learner, variant)}.json")


def read_theirs(path: Path, lesson: str, learner: str, variant: str) -> dict[str, Any] | None:
    """Read answers that are this person's to this lesson; None when there are none that can be read."""
    try:
        document = read_answers(path)
    except AnswersError:
        return None
    found = (document["lesson"], document["learner"], document["variant"])
    return document if found == (lesson, learner, variant) else None


def free_name(path: Path) -> Path:
    """Give ``path``, else the first name with a number that nothing bears."""
    candidate, rank = path, 1
    # lexists: a link that leads nowhere is there too.
    while os.path.lexists(candidate):
        rank += 1
        candidate = path.with_name(f"{path.stem}-{rank}.json")
    return candidate


def newest(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Put two sets of answers together: of each answer, the one saved last."""
    later = {key: entry for key, entry in other.items() if key not in one or _later(entry, one[key])}
    return {**one, **later}


def _later(entry: Mapping[str, str], than: Mapping[str, str]) -> bool:
    return datetime.fromisoformat(entry["saved"]) > datetime.fromisoformat(than["saved"])
