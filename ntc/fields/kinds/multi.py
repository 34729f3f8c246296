"""A field for several choices."""

from typing import Any

from ntc import french
from ntc.fields.base import Field, Sample, entered_text
from ntc.fields.entries import WRONG_SHAPE
from ntc.fields.markup import Html, element
from ntc.fields.options import Options, option_labels
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import typeset


class MultiField(Field):
    """Several choices (« choix multiples »); ``keep`` says how many to keep, when the exercise limits them.

    Raw: list of option ids. Value: frozenset of ids. Raises ValueError when ``keep`` exceeds the options.
    """

    kind = "multi"
    raw_type = list

    def __init__(self, id: str, options: Options, keep: int | None = None) -> None:
        super().__init__(id)
        self.labels = option_labels(options)
        if keep is not None and not 1 <= keep <= len(self.labels):
            raise ValueError(f"keep={keep} among {len(self.labels)} options")
        self.keep = keep

    def controls(self) -> dict[str, Any]:
        """Describe the boxes to tick."""
        return {"options": list(self.labels.items()), "keep": self.keep}

    def in_lines(self, value: Value) -> list[str]:
        """Write what was kept, in the order in which it is offered."""
        return [label for key, label in self.labels.items() if key in value.value]

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give choices within and beyond the limit."""
        arguments = {"options": [("a", "A"), ("b", "B"), ("c", "C")], "keep": 2}
        free = arguments | {"keep": None}
        return [
            Sample(arguments, ["a", "c"], "answered", frozenset("ac")),
            Sample(arguments, ["b"], "partial", frozenset("b")),
            Sample(free, ["b"], "answered", frozenset("b")),
            Sample(free, [], "blank"),
            Sample(arguments, ["a", "b", "c"], "unreadable"),
            Sample(arguments, ["z"], "unreadable"),
            Sample(arguments, [["a"]], "unreadable"),
            Sample(arguments, "a", "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        if not raw:
            return Blank()
        if not all(isinstance(chosen, str) and chosen in self.labels for chosen in raw):
            return Unreadable(WRONG_SHAPE)
        kept = frozenset(raw)
        if self.keep is None:
            return Value(kept, french.count(len(kept), "réponse cochée", "réponses cochées"))
        if len(kept) > self.keep:
            return Unreadable(typeset(f"{len(kept)} réponses sont cochées : gardez-en {self.keep}."))
        return Value(kept, f"{len(kept)} sur {self.keep}", complete=len(kept) == self.keep)

    def _entered(self, raw: Any) -> Html:
        if isinstance(self.parse(raw), Unreadable):
            return entered_text(raw)
        return element("ul", *(element("li", self.labels[key]) for key in self.labels if key in raw))
