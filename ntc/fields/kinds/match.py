"""A field that matches items with choices."""

from collections.abc import Mapping
from typing import Any

from ntc.fields.base import Field, Sample, entered_text
from ntc.fields.entries import WRONG_SHAPE
from ntc.fields.markup import Html, element
from ntc.fields.options import Options, option_labels
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import typeset


class MatchField(Field):
    """One choice for each item (« appariement »); a choice can serve several items.

    Raw: {item id: choice id}. Value: the same, without the items left empty.
    """

    kind = "match"
    raw_type = dict

    def __init__(self, id: str, items: Options, choices: Options) -> None:
        super().__init__(id)
        self.items = option_labels(items)
        self.choices = option_labels(choices)

    def controls(self) -> dict[str, Any]:
        """Describe the items and what they can be matched with."""
        return {"items": list(self.items.items()), "options": list(self.choices.items())}

    def in_lines(self, value: Value) -> list[str]:
        """Write what each item was matched with: « Quelle marge ? — Taux de marque »."""
        given = value.value
        return [
            typeset(f"{label.rstrip('.')} — {self._chosen(given[item])}")
            for item, label in self.items.items()
            if item in given
        ]

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give whole, partial and broken matches."""
        arguments = {"items": [("q1", "Q1"), ("q2", "Q2")], "choices": [("a", "A"), ("b", "B")]}
        return [
            Sample(arguments, {"q1": "a", "q2": "a"}, "answered", {"q1": "a", "q2": "a"}),
            Sample(arguments, {"q1": "b", "q2": ""}, "partial", {"q1": "b"}),
            Sample(arguments, {}, "blank"),
            Sample(arguments, {"q1": ""}, "blank"),
            Sample(arguments, {"q1": "z"}, "unreadable"),
            Sample(arguments, {"q9": "a"}, "unreadable"),
            Sample(arguments, {"q1": ["a"]}, "unreadable"),
            Sample(arguments, ["a"], "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        given = {item: choice for item, choice in raw.items() if choice != ""}
        if not given:
            return Blank()
        # Lists are tested for type first: an unhashable choice cannot be looked up.
        if not all(
            isinstance(choice, str) and choice in self.choices and item in self.items
            for item, choice in given.items()
        ):
            return Unreadable(WRONG_SHAPE)
        return Value(given, f"{len(given)} sur {len(self.items)}", complete=len(given) == len(self.items))

    def _entered(self, raw: Any) -> Html:
        outcome = self.parse(raw)
        if not isinstance(outcome, Value):
            return entered_text(raw)
        return self._listed(outcome.value)

    def _listed(self, given: Mapping[str, str]) -> Html:
        """Write what each item was matched with."""
        rows = (
            element("tr", element("th", label, scope="row"), element("td", self._chosen(given.get(item))))
            for item, label in self.items.items()
        )
        return element("table", element("tbody", *rows))

    def _chosen(self, choice: str | None) -> str:
        return self.choices[choice] if choice else "sans réponse"
