"""The grid of a written exercise: what each line rewards, as the learner reads it."""

from decimal import Decimal
from typing import Any

from ntc import exercises, french
from ntc.fields import session
from ntc.fields.markup import Html, element
from ntc.french import typeset

LEVELS = ("absent", "partiel", "conforme", "remarquable")
ENOUGH = LEVELS.index("conforme")
"""The rank from which a line shows what it must; what lies beyond is for whoever wants to go further."""


def anchors(line: exercises.RubricLine) -> Html:
    """What a production looks like at each level (« repères »); nothing when the line declares none."""
    if not line.anchors:
        return Html("")
    described = zip(LEVELS, line.anchors, strict=True)
    return element(
        "ul",
        *(element("li", element("b", level), typeset(f" : {text}")) for level, text in described),
        class_="ntc-rubric-anchors",
    )


def scale(points: float) -> str:
    """Say what each level of a line is worth: « absent 0, partiel 2, conforme 4, remarquable 6 »."""
    worth = (
        french.half_up(Decimal(str(points)) * rank / (len(LEVELS) - 1), 2).normalize()
        for rank in range(len(LEVELS))
    )
    return ", ".join(f"{level} {french.number(each)}" for level, each in zip(LEVELS, worth, strict=True))


class RubricLine:
    """One line of the grid (« grille d'évaluation ») of a written exercise, marked by a person.

    Raises KeyError when the exercise is not declared or its grid has no such line.
    """

    def __init__(self, exercise_id: str, line_id: str) -> None:
        self.exercise = exercises.load()[exercise_id]
        self.line = {line.id: line for line in self.exercise.rubric}[line_id]
        self.id = f"{exercise_id}-{line_id}"
        session.refuse_stock_grading()

    @property
    def points(self) -> float:
        """What the line is worth: an equal share of the points of the exercise."""
        return self.exercise.line_points

    def html(self) -> str:
        """Write what the line rewards, its criterion and its scale."""
        competency, _, number = self.line.criterion.partition(".c")
        levels = scale(self.points)
        worth = typeset(
            f"{french.count(self.points, 'point')} · {competency.upper()} : critère {number} · "
            f"noté par votre formateur : {levels}."
        )
        return element(
            "div",
            element("p", element("strong", typeset(f"{self.line.id}. {self.line.text}"))),
            element("p", worth, class_="ntc-rubric-worth"),
            anchors(self.line),
            class_="ntc-rubric",
            data_rubric=self.id,
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": f"{self.line.id}. {self.line.text}"}

    def __repr__(self) -> str:
        return f"RubricLine({self.exercise.id!r}, {self.line.id!r})"
