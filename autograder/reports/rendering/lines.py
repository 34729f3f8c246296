"""Lines of a text for a page of paper: cut to a width, then put in the order in which they are drawn."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

_MIRRORED = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))
_CUT_AFTER = " -\u200b"
# What alone can turn a line that is read from left to right.
_TURNING = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"})


@dataclass(frozen=True)
class Glyph:
    """A letter with its marks, as it is drawn; ``width`` in millimetres."""

    text: str
    strong: bool
    width: float


def wrapped(glyphs: Iterable[Glyph], width: float) -> Iterator[list[Glyph]]:
    """Cut a text into lines no wider than ``width``: at spaces and hyphens, else inside a word too long."""
    line: list[Glyph] = []
    used, cut = 0.0, 0
    for glyph in glyphs:
        if glyph.text == "\n":
            yield _trimmed(line)
            line, used, cut = [], 0.0, 0
            continue
        while line and used + glyph.width > width and glyph.text != " ":
            cut = cut or len(line)
            yield _trimmed(line[:cut])
            line = line[cut:]
            used, cut = sum(kept.width for kept in line), 0
        line.append(glyph)
        used += glyph.width
        if glyph.text in _CUT_AFTER:
            cut = len(line)
    yield _trimmed(line)


def drawn(line: Sequence[Glyph]) -> Iterator[tuple[str, bool, float]]:
    """Give the runs of a line from left to right: text, whether it is strong, width."""
    run: list[Glyph] = []
    for glyph in _in_order(line):
        if run and run[0].strong != glyph.strong:
            yield _run(run)
            run = []
        run.append(glyph)
    if run:
        yield _run(run)


def _run(glyphs: Sequence[Glyph]) -> tuple[str, bool, float]:
    return "".join(glyph.text for glyph in glyphs), glyphs[0].strong, sum(glyph.width for glyph in glyphs)


def _trimmed(line: list[Glyph]) -> list[Glyph]:
    end = len(line)
    while end and line[end - 1].text == " ":
        end -= 1
    return line[:end]


def _in_order(line: Sequence[Glyph]) -> Iterator[Glyph]:
    """Turn what is read from right to left, in a line that is read from left to right."""
    letters = "".join(glyph.text[0] for glyph in line)
    if not any(map(_turns, letters)):
        yield from line
        return
    for character in BidiParagraph(
        letters, TextDirection.LTR, preserve_bn_chars=True
    ).get_reordered_characters():
        glyph = line[character.character_index]
        if character.embedding_level % 2 and glyph.text in _MIRRORED:
            glyph = Glyph(_MIRRORED[glyph.text], glyph.strong, glyph.width)
        yield glyph


@cache
def _turns(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in _TURNING
