"""A field for one choice among several."""

from typing import Any

from ntc.fields.base import Sample
from ntc.fields.entries import ChoiceEntry
from ntc.fields.markup import Html
from ntc.fields.options import Options
from ntc.fields.outcome import Value
from ntc.fields.single import SingleField


class ChoiceField(SingleField):
    """One choice among options (« choix unique »). Raw and value: the id of the option."""

    kind = "choice"

    def __init__(self, id: str, options: Options) -> None:
        super().__init__(id)
        self.entry = ChoiceEntry(options)

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give a choice, none, and one that is not offered."""
        arguments = {"options": [("north", "Nord"), ("south", "Sud <b>")]}
        return [
            Sample(arguments, "south", "answered", "south"),
            Sample(arguments, "", "blank"),
            Sample(arguments, "west", "unreadable"),
            Sample(arguments, ["north"], "unreadable"),
        ]

    def _entered(self, raw: Any) -> Html:
        """Leave to the echo what was chosen: said twice, it looks like two answers."""
        return Html("") if isinstance(self.parse(raw), Value) else super()._entered(raw)
