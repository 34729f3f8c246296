"""A document as a PDF file, without any program but Python: the same on Linux, macOS and Windows.

The DejaVu fonts that matplotlib brings are embedded: they have the narrow no-break space of French
typography, and Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian and Georgian letters. What they lack is shown
as a sign that the foot of the page explains.
"""

from collections.abc import Sequence
from contextlib import closing
from typing import assert_never

from autograder.reports.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Quoted,
    Signatures,
    Table,
)
from autograder.reports.rendering import palette
from autograder.reports.rendering.characters import settled
from autograder.reports.rendering.grid import Grid
from autograder.reports.rendering.paper import LEADING, SIZE, Paper, spoken

_HEADING = {1: 16, 2: 12, 3: 10}  # points, by rank
_ABOVE = {1: 3, 2: 3, 3: 1.5}  # millimetres
_BEFORE_SIGNATURE, _SIGNATURE, _BETWEEN = 4, 30, 6
_QUOTED = 4


def pdf_file(document: Document) -> bytes:
    """Lay a document out on A4 pages and give the file's bytes."""
    with closing(Paper(document)) as paper:
        for index, block in enumerate(document.blocks):
            if isinstance(block, Heading | Table):
                paper.keep(_least(paper, document.blocks[index:]))
            _place(paper, block)
        return bytes(paper.output())


def _least(paper: Paper, blocks: Sequence[Block]) -> float:
    """Give the room that the first of the blocks asks for: titles and heads never stand alone."""
    match blocks[:1]:
        case [Heading() as heading]:
            return _HEADING[heading.rank] * LEADING + _ABOVE[heading.rank] + _least(paper, blocks[1:])
        case [Table() as table]:
            return SIZE * LEADING + Grid(paper, table).least
        case [Signatures()]:
            return _BEFORE_SIGNATURE + _SIGNATURE
        case _:
            return 2 * SIZE * LEADING


def _place(paper: Paper, block: Block) -> None:
    match block:
        case Heading():
            _heading(paper, block)
        case Paragraph():
            paper.write_line(block.line, colour=palette.SOFT if block.soft else palette.INK)
            paper.ln(1)
        case Facts():
            _facts(paper, block)
        case Items():
            for written in paper.items(block.lines, paper.epw):
                paper.keep(SIZE * LEADING)
                paper.draw(written, paper.l_margin, paper.y)
                paper.ln(SIZE * LEADING)
        case Table():
            _table(paper, block)
        case Quoted():
            _quoted(paper, block)
        case Signatures():
            _signatures(paper, block)
        case _:
            assert_never(block)


def _heading(paper: Paper, block: Heading) -> None:
    paper.ln(_ABOVE[block.rank])
    if block.rank == 2:
        paper.start_section(settled("".join(text for text, _ in spoken(block.line))))
    colour = palette.INK if block.rank > 2 else palette.ACCENT
    paper.write_line(block.line, _HEADING[block.rank], colour, strong=True)
    paper.ln(0.5)


def _facts(paper: Paper, block: Facts) -> None:
    label_lines = [paper.lines((label,), paper.epw)[0] for label, _ in block.pairs]
    indent = 3 + max(sum(glyph.width for glyph in label.glyphs) for label in label_lines)
    for label, (_, value) in zip(label_lines, block.pairs, strict=True):
        paper.keep(SIZE * LEADING)
        paper.draw(label, paper.l_margin, paper.y, colour=palette.SOFT)
        paper.write_line((value,), indent=indent, strong=True)


def _table(paper: Paper, block: Table) -> None:
    if block.caption:
        paper.write_line((block.caption,), colour=palette.SOFT)
    Grid(paper, block).write()
    paper.ln(2)


def _quoted(paper: Paper, block: Quoted) -> None:
    height = SIZE * LEADING
    paper.set_draw_color(palette.RULE)
    for written in paper.lines((block.text,), paper.epw - _QUOTED):
        paper.keep(height)
        paper.line(paper.l_margin, paper.y, paper.l_margin, paper.y + height)
        paper.draw(written, paper.l_margin + _QUOTED, paper.y)
        paper.ln(height)
    paper.ln(2)


def _signatures(paper: Paper, block: Signatures) -> None:
    paper.ln(_BEFORE_SIGNATURE)
    paper.keep(_SIGNATURE)
    width = (paper.epw - _BETWEEN * (len(block.labels) - 1)) / len(block.labels)
    paper.set_draw_color(palette.RULE)
    for index, label in enumerate(block.labels):
        left = paper.l_margin + index * (width + _BETWEEN)
        paper.rect(left, paper.y, width, _SIGNATURE)
        paper.draw(paper.lines((label,), width - 4)[0], left + 2, paper.y + 2)
    paper.ln(_SIGNATURE)
