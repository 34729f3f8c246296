"""The grid of a written exercise, as the learner sees it: what each line rewards, in words."""

from html import escape

from ntc import exercises
from ntc.french import number

LEVELS = ("absent", "partiel", "conforme", "remarquable")


class RubricLine:
    """One line of the grid of a written exercise (« grille d'évaluation »), marked by a person.

    Raises KeyError when the exercise is not declared or its rubric has no such line.
    """

    def __init__(self, exercise_id: str, line_id: str) -> None:
        self.exercise = exercises.load()[exercise_id]
        self.line = {line.id: line for line in self.exercise.rubric}[line_id]

    @property
    def points(self) -> float:
        """What the line is worth: an equal share of the points of the exercise."""
        return self.exercise.points / len(self.exercise.rubric)

    def __repr__(self) -> str:
        return f"RubricLine({self.exercise.id!r}, {self.line.id!r})"

    def _repr_html_(self) -> str:
        return (
            f'<div class="ntc-rubric"><p><strong>Ligne {escape(self.line.id)} de la grille</strong> '
            f"({number(self.points, 0)}\u00a0points) : {escape(self.line.text)}</p>"
            f"<p>Notée par votre formateur : {', '.join(LEVELS)}.</p></div>"
        )
