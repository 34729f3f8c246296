"""Helps for a text that a person marks (*text*): the machine points things out and gives no points."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ntc.french import count, listing, typeset

_NUMBER = re.compile(
    r"(?<![\w,.])(?P<digits>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,(?P<decimals>\d+))?"
    r"[ \u00a0\u202f]*(?P<unit>%|k€|M€|€)?"
)
_SCALES = {"%": Decimal("0.01"), "k€": Decimal(1000), "M€": Decimal(1000000)}


def text_helps(
    text: str, *, words: tuple[int, int], headings: Sequence[str], figures: Mapping[str, Decimal]
) -> tuple[str, ...]:
    """What a reader may want to know before marking: length, missing headings, figures found in the data.

    ``figures`` gives the figures of the learner's case by French name, ratios as ratios. A figure of the text
    matches one of them at the precision that it was written with: 2,4 M€ is 2 400 000, 95,2 % is 0.9524.
    """
    helps = (_length(text, *words), _missing(text, headings), _figures(text, figures))
    return tuple(map(typeset, helps))


def written_numbers(text: str) -> list[tuple[str, Decimal, Decimal]]:
    """The figures of a text: as written, their value (12 % is 0.12), and half a unit of their last digit."""
    found = []
    for match in _NUMBER.finditer(text):
        digits, decimals = re.sub(r"\D", "", match["digits"]), match["decimals"] or ""
        scale = _SCALES.get(match["unit"], Decimal(1))
        value = Decimal(f"{digits}.{decimals or 0}") * scale
        found.append((match[0].strip(), value, scale * Decimal(1).scaleb(-len(decimals)) / 2))
    return found


def _length(text: str, least: int, most: int) -> str:
    words = sum(any(map(str.isalnum, word)) for word in text.split())
    return f"{count(words, 'mot')} ({least} à {most} demandés)."


def _missing(text: str, headings: Sequence[str]) -> str:
    absent = [heading for heading in headings if heading.casefold() not in text.casefold()]
    if not absent:
        return "Toutes les rubriques demandées sont là."
    return f"Rubriques introuvables : {listing([f'« {heading} »' for heading in absent])}."


def _figures(text: str, figures: Mapping[str, Decimal]) -> str:
    matched, unmatched = [], []
    for written, value, precision in written_numbers(text):
        name = next((n for n, figure in figures.items() if abs(figure - value) <= precision), None)
        if name:
            matched.append(f"{written} ({name})")
        elif precision < value / 20:
            unmatched.append(written)
    if not matched and not unmatched:
        return "Aucun chiffre dans le texte."
    sentences = []
    if matched:
        sentences.append(f"Chiffres retrouvés dans les données : {listing(matched)}.")
    if unmatched:
        sentences.append(f"Chiffres à vérifier à la main : {listing(unmatched)}.")
    return " ".join(sentences)
