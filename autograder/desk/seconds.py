"""The second marking on the desk (*seconde correction*): first without the other's marks, then beside."""

from collections.abc import Mapping
from typing import Any

from nbgrader.api import Gradebook

from autograder.desk import marks, productions
from autograder.desk.productions import NoCopy, Production
from autograder.desk.refused import Refused
from autograder.desk.standing import name_of
from autograder.grading import disk
from autograder.grading.classlist import class_list
from autograder.grading.places import COURSE_ID, Places
from autograder.roster import has_gradebook
from autograder.second import store
from autograder.second.agreement import agreement
from autograder.second.store import Second
from ntc.exercises import Exercise
from ntc.french import half_up, number, typeset
from ntc.roster import Enrolled


def overview(places: Places, assignment: str, hidden: bool) -> dict[str, Any]:
    """The grids and the copies of an activity, each as the second marker has marked it."""
    return productions.overview(places, assignment, hidden, lambda each: _state(each, given(places, each)))


def copy(places: Places, exercise: str, key: str, hidden: bool) -> dict[str, Any]:
    """A copy with what the second marker gave, and nothing of the first; raises NoCopy."""
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        found = productions.find(gradebook, places, exercise, key)
        second = given(places, found)
        told = productions.copy(found, hidden, class_list(places))
        lines = {line: _line(second, line) for line in found.exercise.line_cells}
        return told | {"lines": lines, "second": True, "state": _state(found, second)["state"]}


def give(
    places: Places, exercise: str, key: str, said: str, line: str, *, points: float | None, comment: str
) -> dict[str, Any]:
    """Keep a second marker's points for a line; raises Refused, NoCopy. The gradebook is not touched."""
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        found = _found(gradebook, places, exercise, key, said, line, points)
        second = store.given(given(places, found), line, points, comment.strip()[: marks.LONGEST_REMARK])
        _keep(places, found, second)
        return _state(found, second) | _line(second, line)


def decide(places: Places, exercise: str, key: str, said: str, line: str, *, points: float) -> dict[str, Any]:
    """Give a line that two have marked the points that count; raises Refused, NoCopy.

    The gradebook keeps one score by hand; what the first marker gave before is kept beside the second's.
    """
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        found = _found(gradebook, places, exercise, key, said, line, points)
        second, first = given(places, found), productions.given(found, line)
        if line not in second.points:
            raise Refused("Cette ligne n’a pas de seconde note : il n’y a rien à décider.")
        if first["points"] is not None:
            _keep(places, found, store.decided(second, line, first["points"]))
    return marks.give(places, exercise, key, said, line, points=points, comment=first["comment"])


def _found(
    gradebook: Gradebook, places: Places, exercise: str, key: str, said: str, line: str, points: float | None
) -> Production:
    found = productions.find(gradebook, places, exercise, key)
    if found.detail.said != said:
        raise Refused("Cette copie a été reçue de nouveau depuis que vous la lisez : rechargez-la.")
    if line not in found.exercise.line_cells:
        raise NoCopy("Cette ligne n’est pas dans la grille.")
    if points is not None and not 0 <= points <= found.exercise.line_points:
        raise Refused("Ces points ne sont pas dans le barème.")
    return found


def _keep(places: Places, found: Production, second: Second) -> None:
    try:
        store.write(places, found.learner, found.exercise.id, second)
    except OSError as error:
        raise Refused(disk.told(error)) from error


def compare(places: Places, assignment: str) -> dict[str, Any]:
    """Both markers' points, line by line, and how they agree on each written exercise."""
    if not has_gradebook(places):
        return {"exercises": []}
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        written = productions.written(places, assignment)
        roster = class_list(places)
        return {"exercises": [_compared(gradebook, places, exercise, roster) for exercise in written]}


def _compared(
    gradebook: Gradebook, places: Places, exercise: Exercise, roster: Mapping[str, Enrolled]
) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    for each in productions.productions(gradebook, places, exercise):
        name, second = name_of(each.learner, roster), given(places, each)
        rows += (_row(each, second, line) | {"name": name} for line in exercise.line_cells)
    rows = [row for row in rows if row["second"] is not None]
    pairs = [(row["first"], row["second"]) for row in rows if row["first"] is not None]
    told = agreement(pairs, exercise.line_points).told
    return {"id": exercise.id, "title": typeset(exercise.title), "told": told, "rows": rows}


def _row(found: Production, second: Second, line: str) -> dict[str, Any]:
    """What both gave to a line, and what counts where it was decided."""
    counts, declared = productions.given(found, line), found.exercise.line_cells[line]
    first = second.firsts.get(line, counts["points"])
    return {
        "key": found.key,
        "said": found.detail.said,
        "line": line,
        "text": typeset(f"{declared.id}. {declared.text}"),
        "first": first,
        "second": second.points.get(line),
        "told": [_told(first), _told(second.points.get(line))],
        "decided": _told(counts["points"]) if line in second.firsts else "",
        "comment": counts["comment"],
        "remark": second.comments.get(line, ""),
    }


def given(places: Places, found: Production) -> Second:
    """What the second marker gave to a copy as it was received last."""
    return store.read(places, found.learner, found.exercise.id, found.detail.said)


def _state(found: Production, second: Second) -> dict[str, Any]:
    """How many lines await the second marker; a blank copy awaits nobody."""
    if found.detail.blank and not found.record.unreadable:
        return {"state": "blank", "left": 0}
    left = len(found.exercise.line_cells.keys() - second.points.keys())
    return {"state": "waiting" if left else "done", "left": left}


def _line(second: Second, line: str) -> dict[str, Any]:
    points = second.points.get(line)
    return {
        "points": points,
        "byhand": points is not None,
        "comment": second.comments.get(line, ""),
        "apart": "",
    }


def _told(points: float | None) -> str:
    return "—" if points is None else number(half_up(points, 2).normalize())
