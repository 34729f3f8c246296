"""The note sheet (« relevé »): what is noted while a talk goes on, « non dit » being an answer too."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Final

from ntc.fields.base import Sample
from ntc.fields.entries import WRONG_SHAPE
from ntc.fields.kinds.table import Cells, TableField, entry
from ntc.fields.options import Labelled, Options
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import typeset

VALUE, NOT_SAID = "value", "unsaid"
TICKED = "yes"
WORDS = "non dit"

_BOTH = typeset("Notez une valeur, ou « non dit » : pas les deux.")


class Unsaid(Enum):
    """The answer that nothing was said (« non dit »), which is no figure, no date and no choice."""

    UNSAID = WORDS


UNSAID: Final = Unsaid.UNSAID


class NoteSheet(TableField):
    """Lines to note what is heard: each a number, a date or a choice, or « non dit ».

    ``rows`` as in ``TableField``; ``kinds``: by row, a unit ("bar"), "date", or options to choose from; that
    of the part when it is not said. Raw: {row: {"value": text}} or {row: {"unsaid": "yes"}}. Value: {row:
    {"value": Outcome}}, that of « non dit » being ``UNSAID``. Raises ValueError for the kind of a row that
    is not there.
    """

    kind = "notes"

    def __init__(
        self,
        id: str,
        rows: Iterable[tuple[str, str] | Labelled | str] | None = None,
        kinds: Mapping[str, str | Options] | None = None,
        *,
        year: int | None = None,
    ) -> None:
        super().__init__(id, rows, year=year)
        given = dict(kinds or {})
        if strange := given.keys() - self.parts.keys():
            raise ValueError(f"{id}: kinds of rows that are not there: {sorted(strange)}")
        for row, kind in given.items():
            self.entries[row] = {VALUE: entry(kind, year)}

    def controls(self) -> dict[str, Any]:
        """Describe the lines, and the words that say that nothing was said."""
        return super().controls() | {NOT_SAID: WORDS}

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give sheets: filled, begun, empty, and with what cannot be."""
        arguments = {
            "rows": [("set", "Pression réglée"), ("start", "Mise en route"), ("who", "Qui <b>décide</b>")],
            "kinds": {"set": "bar", "start": "date", "who": [("he", "Lui"), ("she", "Elle")]},
            "year": 2026,
        }
        unsaid, she = {VALUE: Value(UNSAID, WORDS)}, {VALUE: Value("she", "Elle")}
        blank = {VALUE: Blank()}
        said = {NOT_SAID: TICKED}
        return [
            Sample(
                arguments,
                {"set": said, "start": said, "who": {VALUE: "she"}},
                "answered",
                {"set": unsaid, "start": unsaid, "who": she},
            ),
            Sample(arguments, {"who": {VALUE: "she"}}, "partial", {"set": blank, "start": blank, "who": she}),
            Sample(arguments, {"set": {VALUE: "9,2"}, "ghost": {VALUE: "3"}}, "partial"),
            Sample(arguments, {}, "blank"),
            Sample(arguments, {"set": {VALUE: " "}, "who": {}}, "blank"),
            Sample(arguments, {"set": {VALUE: "9,2", NOT_SAID: TICKED}}, "unreadable"),
            Sample(arguments, {"set": {VALUE: "neuf"}}, "unreadable"),
            Sample(arguments, {"start": {VALUE: "30/02"}}, "unreadable"),
            Sample(arguments, {"who": {NOT_SAID: "no"}}, "unreadable"),
            Sample(arguments, {"who": "she"}, "unreadable"),
            Sample(arguments, ["set"], "unreadable"),
        ]

    def _cells(self, raw: Mapping[str, Any], rows: Iterable[str]) -> Cells:
        """Understand each line; one that is not a mapping is unreadable."""
        return {row: {VALUE: self._noted(raw.get(row, {}), row)} for row in rows}

    def _noted(self, line: Any, row: str) -> Outcome:
        if not isinstance(line, dict):
            return Unreadable(WRONG_SHAPE)
        outcome = self.entries[row][VALUE].parse(line.get(VALUE))
        if NOT_SAID not in line:
            return outcome
        if line[NOT_SAID] != TICKED:
            return Unreadable(WRONG_SHAPE)
        return Value(UNSAID, WORDS) if isinstance(outcome, Blank) else Unreadable(_BOTH)
