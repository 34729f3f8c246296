"""What a document is made of: typed blocks, said once, that each renderer lays out in its own way.

A block knows nothing of criteria or marks; a renderer knows nothing but blocks.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Tone(Enum):
    """How a state looks where it is coloured; its sign and its words say the same without colour."""

    GOOD = "good"
    MIDDLING = "middling"
    POOR = "poor"
    WAITING = "waiting"
    NEUTRAL = "neutral"


class Kind(Enum):
    """What a column of a table holds, which decides how its cells are set."""

    TEXT = "text"
    HEAD = "head"  # names the row
    NAME = "name"  # names it too, in plain letters, where many rows stand on one page
    SHORT = "short"  # a date, a level: never broken
    FIGURE = "figure"
    LIST = "list"  # each line of a cell is an item
    STATE = "state"  # centred, in the colour of its state


@dataclass(frozen=True)
class Strong:
    """Words that stand out; ``link`` is a page beside this one, followed where a page can be."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class State:
    """A sign and the words that say the same."""

    sign: str
    words: str
    tone: Tone = Tone.NEUTRAL


Line = tuple[str | Strong | State, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True)
class Heading:
    """A title: rank 1 is the document's, 2 a part's, 3 that of a piece of a part."""

    line: Line
    rank: int


@dataclass(frozen=True)
class Paragraph:
    """A sentence or several; ``soft`` for what is read after the rest."""

    line: Line
    soft: bool = False


@dataclass(frozen=True)
class Facts:
    """Short facts, each under its label."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Items:
    """A list; the sign of an item that begins with a state takes the place of its bullet."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; ``share`` is its part of the width where the page does not decide by itself."""

    head: Cell
    share: int
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Table:
    """Rows of cells under heads; ``wide`` asks for a page lying down, and scrolls on a screen.

    ``dense`` keeps rows close, so that many stand on one page.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: bool = False
    dense: bool = False


@dataclass(frozen=True)
class Quoted:
    """What somebody else wrote, with their line ends, set apart from the words of the document."""

    text: str


@dataclass(frozen=True)
class Signatures:
    """Room for hands to sign in, side by side, never split between pages."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Facts | Items | Table | Quoted | Signatures


@dataclass(frozen=True)
class Document:
    """Blocks in reading order; ``foot`` names the document on each page of paper, ``made`` dates it."""

    title: str
    blocks: tuple[Block, ...]
    made: datetime
    foot: str = ""

    @property
    def wide(self) -> bool:
        """Whether a table asks for a page lying down."""
        return any(isinstance(block, Table) and block.wide for block in self.blocks)
