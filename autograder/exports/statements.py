"""What learners did, as xAPI statements (*traces*) that a record store takes in: one a work, one a criterion.

The same statement has the same id each time that it is written, so that a store that has it keeps one.
"""

import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from autograder.reports.levels import Level
from autograder.reports.sheet import CriterionLine, Sheet, Work
from autograder.reports.wording import criterion_title

HOME = "https://ntc.invalid"
"""Whose accounts identifiers are, and where activities are named, unless a centre says its own."""

_SCORED = {"id": "http://adlnet.gov/expapi/verbs/scored", "display": {"en-US": "scored", "fr-FR": "a obtenu"}}
_ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
_OBJECTIVE = "http://adlnet.gov/expapi/activities/objective"
_VERSION = "1.0.3"


def statements(sheets: Sequence[Sheet], home: str = HOME) -> str:
    """Write the statements of a class as one JSON list."""
    found = [each for sheet in sheets for each in _of(sheet, home.rstrip("/"))]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _of(sheet: Sheet, home: str) -> Iterator[dict[str, Any]]:
    for work in sheet.works:
        if work.total and work.total.points:
            earned, points = work.total.earned, work.total.points
            result = _result(earned, points) | {"completion": not work.total.waiting}
            yield _statement(sheet, home, _activity(home, work), result, work.submitted)
    for line in sheet.lines:
        earned, points = line.points
        if points:
            result = _result(earned, points) | {
                "success": line.level is Level.SHOWN,
                "completion": not line.waiting,
                "response": line.level.label,
            }
            moments = [piece.answered for piece in line.evidence if piece.answered]
            yield _statement(sheet, home, _criterion(home, line), result, max(moments, default=None))


def _result(earned: float, points: float) -> dict[str, Any]:
    earned = min(max(earned, 0.0), points)
    score = {"scaled": round(earned / points, 4), "raw": round(earned, 2), "min": 0, "max": round(points, 2)}
    return {"score": score}


def _activity(home: str, work: Work) -> dict[str, Any]:
    name = {"name": {"fr-FR": work.title}, "type": _ASSESSMENT}
    return {"objectType": "Activity", "id": f"{home}/lecons/{work.lesson}", "definition": name}


def _criterion(home: str, line: CriterionLine) -> dict[str, Any]:
    name = {"name": {"fr-FR": criterion_title(line.criterion)}, "type": _OBJECTIVE}
    return {"objectType": "Activity", "id": f"{home}/criteres/{line.criterion.id}", "definition": name}


def _statement(
    sheet: Sheet, home: str, about: dict[str, Any], result: dict[str, Any], when: datetime | None
) -> dict[str, Any]:
    account = {"homePage": home, "name": sheet.learner_id}
    said = {
        "actor": {"objectType": "Agent", "account": account},
        "verb": _SCORED,
        "object": about,
        "result": result,
        **({"timestamp": when.astimezone().isoformat()} if when else {}),
        "context": {"platform": "ntc", "language": "fr-FR"},
        "version": _VERSION,
    }
    return {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(said, sort_keys=True))), **said}
