"""A field for one number."""

from decimal import Decimal
from typing import Any, ClassVar

from ntc.fields.base import Sample
from ntc.fields.entries import NumberEntry
from ntc.fields.outcome import Value
from ntc.fields.precision import LACKING, lacks_decimal
from ntc.fields.single import SingleField
from ntc.french import typeset


class NumberField(SingleField):
    """One number (« nombre »), in the unit given, else in the unit that the exercise's part declares.

    Raw: what was typed. Value: a Decimal; a percentage as a ratio.
    """

    kind = "number"
    echo_prefix: ClassVar[str] = typeset("compris : ")

    def __init__(self, id: str, unit: str | None = None) -> None:
        super().__init__(id)
        declared = self.part.unit if self.part else ""
        self.entry = NumberEntry(declared if unit is None else unit, self.part.help if self.part else "")

    def remarks(self, raw: Any) -> list[str]:
        """Say also that the decimal asked for is missing."""
        bare = isinstance(self.parse(raw), Value) and lacks_decimal(self.part, raw)
        return [*super().remarks(raw), *([typeset(f"{LACKING}.")] if bare else [])]

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give numbers of all kinds of writing."""
        euros: dict[str, Any] = {"unit": "€ HT"}
        return [
            Sample(euros, "1 234,5", "answered", Decimal("1234.5")),
            Sample(euros, "15 k€", "answered", Decimal(15000)),
            Sample({"unit": "%"}, "12 %", "answered", Decimal("0.12")),
            Sample({"unit": "jours"}, "(3)", "answered", Decimal(-3)),
            Sample(euros, "", "blank"),
            Sample(euros, "\u00a0 ", "blank"),
            Sample(euros, "12 € TTC", "unreadable"),
            Sample(euros, "beaucoup", "unreadable"),
            Sample(euros, ["12"], "unreadable"),
            Sample(euros, '<script>alert("1")</script>', "unreadable"),
        ]
