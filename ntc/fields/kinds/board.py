"""A field that places cards in columns."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ntc import french
from ntc.fields.base import Sample
from ntc.fields.kinds.match import MatchField
from ntc.fields.markup import Html, element, join
from ntc.fields.options import Options, option_details
from ntc.fields.outcome import Outcome, Value
from ntc.french import typeset

_NOWHERE = typeset("À placer")


class BoardField(MatchField):
    """Cards to place in columns (« tableau »), each in one; those that are in none are still to be placed.

    ``cards`` may have a ``detail``, shown under what they say (``Card``). ``outside`` is the column of what
    is left out on purpose (« reste dehors »); ``wanted`` tells how many cards a column takes, by column.
    Raw and value: as ``MatchField``, {card id: column id}. Raises ValueError when ``outside`` or ``wanted``
    names a column that is not there.
    """

    kind = "board"

    def __init__(
        self,
        id: str,
        cards: Options,
        columns: Options,
        *,
        outside: str = "",
        wanted: Mapping[str, int] | None = None,
    ) -> None:
        cards = list(cards)
        super().__init__(id, cards, columns)
        self.details = option_details(cards)
        self.outside, self.wanted = outside, dict(wanted or {})
        named = {*self.wanted, *filter(None, [outside])}
        if named - self.choices.keys():
            raise ValueError(f"{id}: no such columns: {sorted(named - self.choices.keys())}")

    def controls(self) -> dict[str, Any]:
        """Describe the cards, the columns, and what is told of them."""
        told = {"details": self.details, "outside": self.outside, "wanted": self.wanted}
        return super().controls() | told

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give boards: whole, begun, with too many cards in a column, empty and broken."""
        arguments = {
            "cards": [("k1", "Stock"), ("k2", "Délai"), ("k3", "Météo")],
            "columns": [("f", "Force"), ("m", "Menace"), ("out", "Reste dehors")],
            "outside": "out",
            "wanted": {"f": 1, "m": 1},
        }
        whole = {"k1": "f", "k2": "m", "k3": "out"}
        return [
            Sample(arguments, whole, "answered", whole),
            Sample(arguments, {"k1": "f", "k3": ""}, "partial", {"k1": "f"}),
            Sample(arguments, whole | {"k3": "f"}, "partial", whole | {"k3": "f"}),
            Sample(arguments, {}, "blank"),
            Sample(arguments, {"k9": "f"}, "unreadable"),
            Sample(arguments, {"k1": "z"}, "unreadable"),
            Sample(arguments, {"k1": ["f"]}, "unreadable"),
            Sample(arguments, ["k1"], "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        outcome = super()._understand(raw)
        if not isinstance(outcome, Value):
            return outcome
        note = self._miscounted(outcome.value, outcome.complete)
        return replace(
            outcome,
            echo=self._placed(outcome.value),
            note=note,
            complete=outcome.complete and not note,
        )

    def _placed(self, given: Mapping[str, str]) -> str:
        """« 14 cartes placées sur 24, dont 3 dans « Reste dehors » »."""
        placed = f"{french.count(len(given), 'carte placée', 'cartes placées')} sur {len(self.items)}"
        left = list(given.values()).count(self.outside)
        return typeset(f"{placed}, dont {left} dans « {self.choices[self.outside]} »") if left else placed

    def _miscounted(self, given: Mapping[str, str], whole: bool) -> str:
        """Say which columns hold more cards than they take, and once all are placed which hold fewer."""
        held = {column: list(given.values()).count(column) for column in self.wanted}
        return typeset(
            " ".join(
                f"« {self.choices[column]} » : {french.count(held[column], 'carte')} pour {wanted}."
                for column, wanted in self.wanted.items()
                if held[column] > wanted or (whole and held[column] < wanted)
            )
        )

    def _listed(self, given: Mapping[str, str]) -> Html:
        """Write the cards by column, then those that are in none."""
        columns = {**self.choices, "": _NOWHERE}
        held = {
            column: [self.items[card] for card in self.items if given.get(card, "") == column]
            for column in columns
        }
        return join(
            *(
                element(
                    "div",
                    element("p", f"{label} ({len(held[column])})"),
                    element("ul", *(element("li", card) for card in held[column])),
                )
                for column, label in columns.items()
                if held[column]
            )
        )
