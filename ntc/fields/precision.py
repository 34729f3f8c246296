"""What the help of a question asks of the decimals of its figure, and whether they were typed."""

import re

from ntc.exercises import Part
from ntc.fields.numbers import as_printed

LACKING = "Sans décimale, quand une au moins est demandée"
_ASKED = re.compile(r"(?:^|[;.]\s*)une décimale au moins", re.IGNORECASE)
"""« …; une décimale au moins. » speaks of the answer; « gardez une décimale au moins à ce taux » does not."""
_WHOLE = re.compile(r"\D*\d[\d\s]*\D*")


def lacks_decimal(part: Part | None, typed: object) -> bool:
    """Whether a figure was typed without the decimal that its question asks for.

    >>> lacks_decimal(Part("rate", "Taux", "%", "Marge ÷ CA ; une décimale au moins."), "32 %")
    True
    >>> lacks_decimal(Part("rate", "Taux", "%", "Marge ÷ CA ; une décimale au moins."), "32,0")
    False
    """
    if part is None or not isinstance(typed, str) or not _ASKED.search(part.help):
        return False
    return _WHOLE.fullmatch(as_printed(typed).strip()) is not None
