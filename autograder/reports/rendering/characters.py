"""Characters that a page can bear: what anybody typed, kept in its box, and Arabic letters joined.

Names and comments come from files that others write: they may hold stacked accents, marks that turn the
direction of what follows, halves of characters.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

MOST_MARKS = 3  # on one letter: vocalised Hebrew and Arabic need as many, nothing more
LACKING = "▯"
UNREADABLE = "\ufffd"

_ZERO_WIDTH_JOINERS = "\u200c\u200d"
_LAM = "\u0644"
_TATWEEL = "\u0640"


def settled(text: str) -> str:
    """Keep a text in its box: composed letters, few marks on each, no control of direction or of layout.

    Line ends stay. Half a character (a lone surrogate), which no file can hold, becomes the sign for it.
    """
    return "".join(
        letter
        for cluster in clusters(unicodedata.normalize("NFC", text.replace("\t", " ")))
        for letter in cluster[: 1 + MOST_MARKS]
    )


def clusters(text: str) -> Iterator[str]:
    """Cut a text into letters with the marks that they bear, without what has no place on a page."""
    held = ""
    for letter in text:
        category = unicodedata.category(letter)
        if category in ("Mn", "Me"):
            held = held + letter if held else f"\u25cc{letter}"  # a mark alone stands on a dotted circle
        elif category == "Cs" or category not in ("Cc", "Cf") or letter in f"\n{_ZERO_WIDTH_JOINERS}":
            if held:
                yield held
            held = UNREADABLE if category == "Cs" else letter
    if held:
        yield held


def joined(text: str) -> str:
    """Give Arabic letters the form that their neighbours ask for (alone, first, between, last).

    A font engine does this in a browser; a PDF gets the forms themselves, which Unicode has for the letters
    of Arabic, Persian and Urdu.
    """
    if not any("\u0600" <= letter <= "\u06ff" for letter in text):
        return text
    found: list[str] = []
    letters = [cluster[0] for cluster in clusters(text)]
    marks = [cluster[1:] for cluster in clusters(text)]
    index = 0
    while index < len(letters):
        letter = letters[index]
        pair = letter + letters[index + 1] if letter == _LAM and index + 1 < len(letters) else ""
        unit = pair if pair in _forms() else letter
        after = index + len(unit)
        before_joins = index > 0 and _reaches_on(letters[index - 1])
        after_joins = len(unit) == 1 and after < len(letters) and _reaches_back(letters[after])
        found.append(_form(unit, before_joins, after_joins and _reaches_on(letter)))
        found += marks[index:after]
        index = after
    return "".join(found)


def _form(unit: str, before: bool, after: bool) -> str:
    name = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get((before, after))
    forms = _forms().get(unit, {})
    return forms.get(name or "isolated") or forms.get("isolated", unit)


def _reaches_on(letter: str) -> bool:
    """Tell whether a letter joins the next one: those that have a first form do."""
    return letter == _TATWEEL or "initial" in _forms().get(letter, {})


def _reaches_back(letter: str) -> bool:
    """Tell whether a letter joins the one before it: those that have a last form do."""
    return letter == _TATWEEL or "final" in _forms().get(letter, {})


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Read from Unicode the forms of each letter, and of lam with alef."""
    found: dict[str, dict[str, str]] = {}
    for code in (
        *range(0xFB50, 0xFBB2),
        *range(0xFBD3, 0xFBEA),
        *range(0xFBFC, 0xFC00),
        *range(0xFE70, 0xFEFD),
    ):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if form.startswith("<") and letters and letters[0] != "0020":
            unit = "".join(chr(int(letter, 16)) for letter in letters)
            found.setdefault(unit, {})[form.strip("<>")] = chr(code)
    return found
