"""Pages of paper in a PDF file: fonts, lines of text, room that is left, the foot of each page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fpdf import FPDF

from autograder.reports.blocks import Document, Line, State, Strong
from autograder.reports.rendering import palette
from autograder.reports.rendering.characters import LACKING, clusters, joined, settled
from autograder.reports.rendering.lines import Glyph, drawn, wrapped

SIZE = 9  # points, of the text
LEADING = 0.51  # millimetres of height for a line, by point
BULLET = 4.5  # millimetres between a bullet and its item
NOTICE = (
    f"{LACKING} : signe que la police de ce fichier ne contient pas ; la page HTML du même nom le montre."
)

# Beside matplotlib, which is not imported: what this computer tells it to do is no business of a sheet.
_FONTS = Path(find_spec("matplotlib").origin).parent / "mpl-data" / "fonts" / "ttf"
_FAMILY = "DejaVu"
_FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
_MARGIN, _BOTTOM = 15, 18
_SMALL = 8
_NUMBER = 35  # millimetres for the number of the page
_BASELINE = 0.72  # of a line's height, from its top


@dataclass(frozen=True)
class Written:
    """A line of text ready to be drawn, set in by ``indent`` millimetres after its bullet."""

    glyphs: Sequence[Glyph]
    indent: float = 0
    bullet: str = ""


class Paper(FPDF):
    """Pages that are filled from top to bottom."""

    def __init__(self, document: Document) -> None:
        super().__init__(orientation="L" if document.wide else "P", format="A4")
        self.lacking = False
        self._widths: dict[tuple[str, bool, float], float] = {}
        for style, name in _FILES.items():
            self.add_font(_FAMILY, style, str(_FONTS / name))
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(False, _BOTTOM)
        self.set_lang("fr")
        self.set_title(settled(document.title))
        self.set_creation_date(document.made)
        self.named = self.lines((document.foot,), self.epw - _NUMBER, _SMALL)[0]
        self.add_page()

    @property
    def room(self) -> float:
        """The millimetres that are left on the page."""
        return self.h - _BOTTOM - self.y

    @property
    def whole(self) -> float:
        """The millimetres of an empty page."""
        return self.h - _BOTTOM - _MARGIN

    def keep(self, height: float) -> None:
        """Turn the page unless ``height`` is left on it."""
        if height > self.room:
            self.add_page()

    def write_line(
        self,
        line: Line,
        size: int = SIZE,
        colour: str = palette.INK,
        *,
        indent: float = 0,
        strong: bool = False,
    ) -> None:
        """Write a line of blocks from margin to margin, on as many lines of paper as it takes."""
        for written in self.lines(line, self.epw - indent, size, strong=strong):
            self.keep(size * LEADING)
            self.draw(written, self.l_margin + indent, self.y, size, colour)
            self.ln(size * LEADING)

    def lines(self, line: Line, width: float, size: int = SIZE, *, strong: bool = False) -> list[Written]:
        """Cut a line of blocks to a width."""
        glyphs = (
            glyph for text, stands in spoken(line) for glyph in self._glyphs(text, stands or strong, size)
        )
        return [Written(cut) for cut in wrapped(glyphs, width)]

    def items(self, lines: Sequence[Line], width: float) -> list[Written]:
        """Cut the items of a list to a width; the sign of an item that begins with a state is its bullet."""
        found = []
        for line in lines:
            signed = isinstance(line[0], State)
            bullet = line[0].sign if signed else "•"
            said = (Strong(line[0].words), *line[1:]) if signed else line
            first, *others = (written.glyphs for written in self.lines(said, width - BULLET))
            found += [Written(first, BULLET, bullet), *(Written(other, BULLET) for other in others)]
        return found

    def draw(self, written: Written, x: float, y: float, size: int = SIZE, colour: str = palette.INK) -> None:
        """Draw a line whose top left corner is at (x, y)."""
        self.set_text_color(colour)
        baseline = y + size * LEADING * _BASELINE
        if written.bullet:
            self.set_font(_FAMILY, "", size)
            self.text(x, baseline, written.bullet)
        x += written.indent
        for text, strong, width in drawn(written.glyphs):
            self.set_font(_FAMILY, "B" if strong else "", size)
            self.text(x, baseline, text)
            x += width

    def close(self) -> None:
        """Close the files of the fonts, which nothing else does when a page cannot be written."""
        for font in self.fonts.values():
            font.close()

    def footer(self) -> None:
        """Name the document and the page at the foot of each page, and say what its font lacks."""
        page = f"page {self.page_no()} sur {{nb}}"
        top = self.h - 13
        self.draw(self.named, self.l_margin, top, _SMALL, palette.SOFT)
        if self.lacking:
            self.draw(
                self.lines((NOTICE,), self.epw, _SMALL)[0], self.l_margin, top - 4, _SMALL, palette.SOFT
            )
        self.set_font(_FAMILY, "", _SMALL)
        self.set_xy(self.l_margin, top)
        self.cell(0, _SMALL * LEADING, page, align="R")

    def _glyphs(self, text: str, strong: bool, size: int) -> Iterator[Glyph]:
        for cluster in clusters(joined(settled(text))):
            if fitted := "\n" if cluster == "\n" else self._fitted(cluster, strong):
                yield Glyph(fitted, strong, self._width(fitted, strong, size))

    def _fitted(self, cluster: str, strong: bool) -> str:
        """Keep of a letter and its marks what the font has; show that it lacks the letter."""
        known = self.fonts[_FAMILY.lower() + ("B" if strong else "")].cmap
        if ord(cluster[0]) not in known:
            self.lacking = True
            return LACKING
        return "".join(letter for letter in cluster if ord(letter) in known)

    def _width(self, text: str, strong: bool, size: int) -> float:
        key = (text, strong, size)
        if key not in self._widths:
            self.set_font(_FAMILY, "B" if strong else "", size)
            self._widths[key] = 0.0 if text == "\n" else self.get_string_width(text)
        return self._widths[key]


def spoken(line: Line) -> Iterator[tuple[str, bool]]:
    """Give the words of a line, and whether they stand out."""
    for piece in line:
        match piece:
            case str():
                yield piece, False
            case Strong():
                yield piece.text, True
            case State():
                yield f"{piece.sign} {piece.words}", True
