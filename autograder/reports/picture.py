"""The picture of a class's questions (*réussite par question*): a bar each, and its interval."""

import io
from collections.abc import Sequence
from textwrap import shorten

from autograder.reports.tomorrow import Question
from ntc.drawing.engine import drawing
from ntc.drawing.style import BLUE, ORANGE, RULES
from ntc.french import typeset

_WIDTH, _HEIGHT_EACH, _HEIGHT_MORE = 8.0, 0.28, 1.0
_LONGEST = 60
_AXIS = typeset("justes sur 100 réponses ; trait orange : ce que la taille de la classe permet d’affirmer")


def questions_picture(questions: Sequence[Question]) -> bytes:
    """Draw them in their order, from the top, as SVG."""
    shares = [each.right / each.answered if each.answered else 0.0 for each in questions]
    below = [100 * max(0.0, share - each.low) for share, each in zip(shares, questions, strict=True)]
    above = [100 * max(0.0, each.high - share) for share, each in zip(shares, questions, strict=True)]
    rows = range(len(questions))
    with drawing(RULES):
        from matplotlib.figure import Figure  # slow to import

        figure = Figure(figsize=(_WIDTH, _HEIGHT_MORE + _HEIGHT_EACH * len(questions)))
        axes = figure.subplots()
        axes.barh(
            rows, [100 * share for share in shares], xerr=[below, above], color=BLUE, ecolor=ORANGE, capsize=2
        )
        axes.set_yticks(rows, [shorten(each.label, _LONGEST, placeholder="…") for each in questions])
        axes.set_ylim(len(questions) - 0.5, -0.5)
        axes.set_xlim(0, 100)
        axes.set_xlabel(_AXIS)
        axes.grid(axis="y", visible=False)
        drawn = io.BytesIO()
        figure.savefig(drawn, format="svg", bbox_inches="tight")
    return drawn.getvalue()
