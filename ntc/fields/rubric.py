"""The grid of a written exercise: what each line rewards, for the learner and for the person who marks."""

from typing import Any

from ntc import exercises, french
from ntc.fields import session
from ntc.fields.markup import Html, element
from ntc.fields.text import TextHelps
from ntc.french import typeset

LEVELS = ("absent", "partiel", "conforme", "remarquable")


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
        return self.exercise.points / len(self.exercise.rubric)

    def html(self, raw: Any = None, helps: TextHelps | None = None) -> str:
        """Write the line; in grading, with the learner's text ``raw`` and what the machine noticed in it."""
        shown = [self._wording()]
        if helps is not None:
            shown += [_text(raw), _helps(helps)]
        return element("div", *shown, class_="ntc-rubric", data_rubric=self.id)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": f"{self.line.id}. {self.line.text}"}

    def __repr__(self) -> str:
        return f"RubricLine({self.exercise.id!r}, {self.line.id!r})"

    def _wording(self) -> Html:
        competency, _, number = self.line.criterion.partition(".c")
        levels = french.listing([f"{rank} {level}" for rank, level in enumerate(LEVELS)])
        return element(
            "div",
            element(
                "p",
                element("strong", typeset(f"{self.line.id}. {self.line.text}")),
            ),
            element(
                "p",
                typeset(
                    f"{french.count(self.points, 'point')} · {competency.upper()} : critère {number} · "
                    f"noté par votre formateur : {levels}."
                ),
                class_="ntc-rubric-worth",
            ),
        )


def _text(raw: Any) -> Html:
    if not isinstance(raw, str) or not raw.strip():
        return element("p", "Sans réponse.", class_="ntc-rubric-text")
    return element("blockquote", raw, class_="ntc-rubric-text", style="white-space: pre-wrap")


def _helps(helps: TextHelps) -> Html:
    low, high = helps.target
    missing = french.listing(helps.missing_headings) or "aucun"
    found = [f"{label} : {shown}" for label, shown in helps.figures.items()]
    return element(
        "ul",
        element("li", typeset(f"{french.count(helps.words, 'mot')} pour un objectif de {low} à {high}.")),
        element("li", typeset(f"Intertitres absents : {missing}.")),
        element("li", typeset(f"Chiffres du dossier retrouvés : {' ; '.join(found) or 'aucun'}.")),
        class_="ntc-rubric-helps",
    )
