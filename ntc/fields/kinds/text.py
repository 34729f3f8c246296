"""A field for a written production, and the helps that a marker sees beside it: never points."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ntc import french
from ntc.fields.base import Field, Sample, entered_text
from ntc.fields.markup import Html, element
from ntc.fields.numbers import parse_number
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import typeset

MAX_CHARACTERS = 20_000
_SHORT = 2  # times shorter than the fewest words expected: what is begun rather than written

# A number with its scale and unit, as prose writes it: 2 400 000 €, 32,9 %, 2,4 M€.
_FIGURE = re.compile(
    r"(?<![\w.,])[-\u2212+]?[0-9](?:[0-9., \u00a0\u202f]*[0-9])?"
    r"(?:[ \u00a0\u202f]?(?:%|k€|M€|€|millions? d['’]euros))?"
)
_APART = re.compile(r"[,.][ \u00a0\u202f]+")  # « en 2025, 17,3 M€ » is two figures
_YEARS, _COUNTED = range(1900, 2100), 31  # whole numbers that are years, or days, hours and things counted


@dataclass(frozen=True)
class TextHelps:
    """What the machine noticed in a text: help for the person who marks it."""

    words: int
    target: tuple[int, int]
    missing_headings: tuple[str, ...]
    figures: Mapping[str, str]
    """Figures of the case found in the text: their label → as the learner wrote them."""


class TextField(Field):
    """A text (« texte »), marked by a person: ``words`` is the target, ``headings`` the headings expected.

    Raw and value: the text.
    """

    kind = "text"

    def __init__(self, id: str, words: tuple[int, int] = (150, 220), headings: tuple[str, ...] = ()) -> None:
        super().__init__(id)
        self.words = words
        self.headings = tuple(headings)

    def controls(self) -> dict[str, Any]:
        """Describe the area to write in."""
        return {"words": list(self.words), "headings": list(self.headings), "limit": MAX_CHARACTERS}

    def helps(self, raw: Any, figures: Mapping[str, Decimal | int] | None = None) -> TextHelps:
        """Notice words, missing headings, and which ``figures`` (label → value, rates as ratios) come up."""
        text = raw if isinstance(raw, str) else ""
        return TextHelps(
            words=count_words(text),
            target=self.words,
            missing_headings=self._missing(text),
            figures=figures_found(text, figures or {}),
        )

    def remarks(self, raw: Any) -> list[str]:
        """Say that the text is too short, and which headings it lacks."""
        feedback = self.feedback(raw)
        is_worth = feedback.state in ("partial", "unreadable") or (
            feedback.state == "answered" and self._missing(raw)
        )
        return [feedback.message] if is_worth else []

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give texts, none, and one too long."""
        arguments = {"words": (3, 5), "headings": ("Situation",)}
        hostile = "Situation : <img src=x onerror=alert(1)> & fin"
        return [
            Sample(arguments, "Le CA baisse de 4 %.", "answered", "Le CA baisse de 4 %."),
            Sample(arguments, hostile, "answered", hostile),
            Sample(arguments | {"words": (250, 450)}, "Le CA baisse.", "partial", "Le CA baisse."),
            Sample(arguments, " \n", "blank"),
            Sample(arguments, "x" * (MAX_CHARACTERS + 1), "unreadable"),
            Sample(arguments, ["a"], "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        if not raw.strip():
            return Blank()
        if len(raw) > MAX_CHARACTERS:
            return Unreadable(typeset("Ce texte est trop long pour être lu : gardez l'essentiel."))
        words = count_words(raw)
        short = words * _SHORT < self.words[0]
        note = " · ".join(filter(None, [self._too_short(words) if short else "", self._remark(raw)]))
        return Value(raw, french.count(words, "mot"), note, complete=not short)

    def _too_short(self, words: int) -> str:
        return typeset(f"encore trop court : {french.count(words, 'mot')} sur {self.words[0]} au moins")

    def _missing(self, text: str) -> tuple[str, ...]:
        return tuple(heading for heading in self.headings if not _has_heading(text, heading))

    def _remark(self, text: str) -> str:
        missing = self._missing(text)
        head = french.plural(len(missing), "intertitre")
        if missing:
            return typeset(f"{head} à ajouter : {french.listing(missing)}")
        every = len(self.headings)
        return f"{french.count(every, 'intertitre')} sur {every}" if every else ""

    def _entered(self, raw: Any) -> Html:
        if not isinstance(raw, str):
            return entered_text(raw)
        # pre-wrap keeps the learner's lines without turning them into markup.
        return element("div", raw, class_="ntc-answer-text", style="white-space: pre-wrap")


def count_words(text: str) -> int:
    """Count words as a word processor does: what stands between spaces and has a letter or a figure.

    >>> count_words("L'agence : 4 causes.")
    3
    """
    return sum(any(mark.isalnum() for mark in word) for word in text.split())


@dataclass(frozen=True)
class _Figure:
    """A figure of a text: as written, its value, half the unit of its last decimal, whether it is in %."""

    shown: str
    value: Decimal
    margin: Decimal
    percent: bool

    def near(self, value: Decimal) -> bool:
        """Whether it is that value, to the precision written and whatever the sign."""
        return abs(abs(self.value) - abs(value)) <= self.margin

    def gives(self, value: Decimal) -> bool:
        """Whether it is near that value; a ratio needs its %."""
        return self.near(value) and (self.percent or abs(value) >= 1)

    def rounds(self, value: Decimal) -> bool:
        """Whether it is a large amount to a thousandth, its zeros being for show: 2 280 000 for 2 280 021."""
        return abs(value) >= 1000 and abs(abs(self.value) - abs(value)) * 1000 <= abs(value)

    @property
    def tells(self) -> bool:
        """Whether it is more than a year, a day or a few things counted."""
        whole = self.shown.isdecimal()
        return not whole or not (self.value <= _COUNTED or self.value in _YEARS)


def figures_found(text: str, figures: Mapping[str, Decimal | int]) -> dict[str, str]:
    """Return the figures that the text gives, as written there: label → « 2,4 M€ ».

    A figure counts as given when it equals what is written to the precision written, whatever the sign:
    « 32,9 % » gives 0.3286.
    """
    written = list(_written(text))
    found = ((label, _first(written, Decimal(value))) for label, value in figures.items())
    return {label: figure.shown for label, figure in found if figure}


def figures_left(text: str, values: Iterable[Decimal], said: str) -> tuple[str, ...]:
    """Return the figures of a text, as written, that are none of ``values`` and that no text ``said`` gives.

    Rates are ratios. Years, days and what is counted on one's fingers are let be.
    """
    given, known = list(_written(said)), list(values)
    left = (
        figure.shown
        for figure in _written(text)
        if figure.tells
        and not any(figure.near(value) or figure.rounds(value) for value in known)
        and not any(figure.percent == other.percent and figure.near(other.value) for other in given)
    )
    return tuple(dict.fromkeys(left))


def _written(text: str) -> Iterator[_Figure]:
    for match in _FIGURE.finditer(text):
        for shown in _APART.split(match[0]):
            if figure := _figure(shown.strip()):
                yield figure


def _first(written: list[_Figure], value: Decimal) -> _Figure | None:
    return next((figure for figure in written if figure.gives(value)), None)


def _figure(shown: str) -> _Figure | None:
    """Read a figure of the text; a lone digit is a list's number rather than a figure."""
    unit = "%" if "%" in shown else "€" if "€" in shown or "euro" in shown else ""
    outcome = parse_number(shown, unit)
    if len(shown) < 2 or not isinstance(outcome, Value):
        return None
    decimals = len(re.sub(r"[^0-9,]", "", shown).partition(",")[2])
    scale = -2 if unit == "%" else 6 if "M" in shown or "million" in shown else 3 if "k" in shown else 0
    return _Figure(shown, outcome.value, Decimal(5).scaleb(scale - decimals - 1), unit == "%")


def _has_heading(text: str, heading: str) -> bool:
    """Whether a line begins with the heading, numbered, marked up or not."""
    wanted = _plain(heading)
    return any(
        re.match(rf"[\W\d_]*(?:[ivx]+[.)] *)?{re.escape(wanted)}\b", _plain(line))
        for line in text.splitlines()
    )


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(mark for mark in decomposed if unicodedata.category(mark) != "Mn")
