"""What fields of one input share: a number, a date, a choice."""

from typing import Any

from ntc.fields.base import Field, entered_text
from ntc.fields.entries import Entry
from ntc.fields.markup import Html
from ntc.fields.outcome import Outcome


class SingleField(Field):
    """A field of one ``Entry``, which its kind sets."""

    entry: Entry

    def controls(self) -> dict[str, Any]:
        """Describe the input."""
        return self.entry.controls()

    def _understand(self, raw: Any) -> Outcome:
        return self.entry.parse(raw)

    def _entered(self, raw: Any) -> Html:
        return entered_text(self.entry.written(raw) if isinstance(raw, str) else raw)
