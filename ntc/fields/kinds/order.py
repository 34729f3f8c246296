"""A field that puts things in order."""

from typing import Any

from ntc.fields.base import Field, Sample, entered_text
from ntc.fields.entries import WRONG_SHAPE
from ntc.fields.markup import Html, element
from ntc.fields.options import Options, option_labels
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value

BAR = "bar"
"""The line, among the items, under which one puts what is left out: neither has a rank."""


class OrderField(Field):
    """Items to put in order (« classement »); the order given is only where the learner starts from.

    Raw: list of all the ids. Value: tuple of ids. It is blank until the learner moved something or kept the
    order.
    """

    kind = "order"
    raw_type = list

    def __init__(self, id: str, items: Options) -> None:
        super().__init__(id)
        self.labels = option_labels(items)

    def controls(self) -> dict[str, Any]:
        """Describe the items to move."""
        return {"options": list(self.labels.items())}

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give a whole order, none, and broken ones."""
        arguments = {"items": [("a", "A"), ("b", "B"), ("c", "C")]}
        return [
            Sample(arguments, ["b", "a", "c"], "answered", ("b", "a", "c")),
            Sample(arguments, [], "blank"),
            Sample(arguments, ["a", "b"], "unreadable"),
            Sample(arguments, ["a", "a", "b"], "unreadable"),
            Sample(arguments, [1, 2, 3], "unreadable"),
            Sample(arguments, "abc", "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        if not raw:
            return Blank()
        if not all(isinstance(key, str) for key in raw) or sorted(raw) != sorted(self.labels):
            return Unreadable(WRONG_SHAPE)
        return Value(tuple(raw), "votre ordre est retenu")

    def _entered(self, raw: Any) -> Html:
        if isinstance(self.parse(raw), Unreadable):
            return entered_text(raw)
        ranked = raw.index(BAR) if BAR in raw else len(raw)
        return element(
            "ol",
            *(element("li", self.labels[key]) for key in raw[:ranked]),
            *(element("li", self.labels[key], style="list-style: none") for key in raw[ranked:]),
        )
