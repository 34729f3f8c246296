"""What practice on an instrument is, whatever the instrument (« entraînement ») : free, and gone back on."""

from typing import Any

from ntc.exercises import Exercise
from ntc.fields.base import Feedback, Field
from ntc.french import typeset

_FREE = typeset("Pour vous entraîner : rien n’est noté ici.")


class Practised(Field):
    """Put before an instrument, makes of it one to practise on: one may go back, and is told what was done.

    It is no exercise and nothing counts it; its id is one that no exercise bears. What it is called is its
    ``label``.
    """

    assessed = False
    taken_back = True
    again = True

    def feedback(self, raw: Any) -> Feedback:
        """Say how far it is: one that was not begun is no answer that is missing."""
        told = super().feedback(raw)
        return Feedback("blank", message=_FREE, cells=told.cells) if told.state == "blank" else told

    def remarks(self, raw: Any) -> list[str]:
        """Remark on nothing before handing in."""
        return []

    def merge(self, base: Any, mine: Any, theirs: Any) -> Any:
        """Keep what was changed, were it to go back; when both tabs did, the one that went further."""
        if theirs == base:
            return mine
        return theirs if mine == base else super().merge(base, mine, theirs)

    def _declared(self, id: str) -> tuple[Exercise, str]:
        return Exercise(id, self.label, 0, (), ()), ""
