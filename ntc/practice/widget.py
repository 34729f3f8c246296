"""A drill on the page: question, field, a hint and a second try, then the correction; another question."""

import html
import os
import random
from typing import Any

import traitlets

from ntc import french
from ntc.practice import draw as drawing
from ntc.practice import drills
from ntc.practice.check import check
from ntc.widget import Widget

TRIES = 2
"""Wrong answers to a question before its correction is shown."""


class Drill(Widget):
    """Entraînement: draws questions without end. Nothing is saved and nothing counts.

    Raises KeyError for an id that no drill bears.
    """

    _page = traitlets.Unicode("drill").tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    question = traitlets.Dict().tag(sync=True)
    reply = traitlets.Dict().tag(sync=True)
    streak = traitlets.Unicode().tag(sync=True)

    def __init__(self, drill: str, rng: random.Random | None = None) -> None:
        kind = drills.find(drill)
        super().__init__(title=french.typeset(kind.title))
        self._kind = kind
        self._rng = rng or random.Random()
        self._right_in_a_row = 0
        self.on_msg(self._receive)
        self.next()

    def next(self) -> None:
        """Draw another question."""
        self._draw = drawing.new(self._kind.draw, self._rng)
        self._tries = 0
        self.reply = {}
        self.question = _shown(self._draw)

    def answer(self, raw: str) -> None:
        """Reply to what was typed: a first wrong answer brings a hint, a second one the correction.

        The first readable answer to a question makes or breaks the streak.
        """
        reply = check(self._draw, raw, last=self._tries + 1 >= TRIES)
        if reply.kind in ("right", "wrong"):
            self._count(right=reply.kind == "right")
        again = reply.kind == "wrong" and self._tries < TRIES
        final = reply.kind in ("right", "wrong") and not again
        self.reply = {
            "kind": reply.kind,
            "title": reply.title,
            "message": reply.message,
            "hint": self._draw.hint if again else "",
            "steps": list(self._draw.steps) if final else [],
        }

    def _count(self, *, right: bool) -> None:
        self._tries += 1
        if self._tries == 1:
            self._right_in_a_row = self._right_in_a_row + 1 if right else 0
            self.streak = _streak(self._right_in_a_row)

    def _receive(self, _widget: object, content: dict, _buffers: list) -> None:
        if content.get("do") == "next":
            self.next()
        elif content.get("do") == "answer":
            self.answer(str(content.get("raw", "")))

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict, dict] | dict:
        if os.environ.get("NBGRADER_EXECUTION"):
            text = french.typeset(
                f"Entraînement « {self.title} » : il se fait dans la leçon ouverte, sans note."
            )
            return {"text/html": f"<p>{html.escape(text)}</p>", "text/plain": text}
        return super()._repr_mimebundle_(**kwargs)


def _shown(draw: drawing.Draw) -> dict:
    """What the page needs of a question: never the right answer."""
    table = draw.table
    return {
        "statement": draw.statement,
        "ask": draw.ask,
        "unit": "" if draw.unit == "date" else draw.unit,
        "form": f"par exemple 12/01/{draw.year or 2026}" if draw.unit == "date" else "",
        "options": draw.options,
        "table": table and {"caption": table.caption, "head": table.head, "rows": table.rows},
    }


def _streak(right_in_a_row: int) -> str:
    if right_in_a_row == 0:
        return ""
    if right_in_a_row == 1:
        return "1 réponse juste"
    return f"{right_in_a_row} réponses justes d’affilée"
