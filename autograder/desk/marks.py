"""Marks given on the desk (*notes du formateur*): in nbgrader's gradebook, as formgrader would put them."""

from collections.abc import Mapping
from typing import Any

from nbgrader.api import Gradebook

from autograder.desk import productions
from autograder.desk.productions import NoCopy
from autograder.desk.refused import Refused
from autograder.grading.places import COURSE_ID, Places

LONGEST_REMARK = 4000


def give(
    places: Places,
    exercise: str,
    key: str,
    said: str,
    line: str,
    *,
    points: float | None,
    comment: str,
) -> dict[str, Any]:
    """Give a line of a copy its points (None: it awaits them again) and a remark, and tell what stands then.

    ``said`` tells which answer was read: another one may have been received since. Raises Refused, NoCopy.
    """
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        found = productions.find(gradebook, places, exercise, key)
        if found.detail.said != said:
            raise Refused(
                "Cette copie a été reçue de nouveau depuis que vous la lisez : rechargez-la, puis notez-la."
            )
        grade = next((each for each in found.notebook.grades if each.name == line), None)
        if grade is None or line not in found.exercise.line_cells:
            raise NoCopy("Cette ligne n’est pas dans la grille.")
        if points is not None and not 0 <= points <= found.exercise.line_points:
            raise Refused("Ces points ne sont pas dans le barème.")
        grade.manual_score = points
        grade.needs_manual_grade = points is None and grade.auto_score is None
        for each in found.notebook.comments:
            if each.name == line:
                each.manual_comment = comment.strip()[:LONGEST_REMARK] or None
        gradebook.db.commit()
        found = productions.find(gradebook, places, exercise, key)
        return {"left": found.left, "state": productions.state(found), **productions.given(found, line)}


def points_in(sent: Mapping[str, Any]) -> float | None:
    """The points that a page sent, None without any; raises Refused for what are none."""
    points = sent.get("points")
    if points is not None and (isinstance(points, bool) or not isinstance(points, int | float)):
        raise Refused("Ces points ne sont pas dans le barème.")
    return points
