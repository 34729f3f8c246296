"""A field for one date."""

from datetime import date
from typing import ClassVar

from ntc.fields.base import Sample
from ntc.fields.entries import DateEntry
from ntc.fields.single import SingleField
from ntc.french import typeset


class DateField(SingleField):
    """One date; ``year`` completes a date typed without its year, which is otherwise asked for.

    Raw: what was typed. Value: a ``date``.
    """

    kind = "date"
    echo_prefix: ClassVar[str] = typeset("compris : ")

    def __init__(self, id: str, year: int | None = None) -> None:
        super().__init__(id)
        self.entry = DateEntry(year)

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give dates in all the usual ways of writing, and impossible ones."""
        return [
            Sample({}, "15/10/2025", "answered", date(2025, 10, 15)),
            Sample({}, "15 octobre 2025", "answered", date(2025, 10, 15)),
            Sample({}, "2025-10-15", "answered", date(2025, 10, 15)),
            Sample({"year": 2025}, "15/10", "answered", date(2025, 10, 15)),
            Sample({}, " ", "blank"),
            Sample({}, "15/10", "unreadable"),
            Sample({}, "31/02/2026", "unreadable"),
            Sample({}, "bientôt", "unreadable"),
            Sample({}, {"day": "15"}, "unreadable"),
        ]
