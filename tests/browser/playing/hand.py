"""A learner's hand on the page: keys really pressed, clicks really made, as fast as they may come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

BY_KEYS = 2
"""How many lines of a list are filled in key by key; the others quicker, for an answer takes a frame each."""
Cell = tuple[dict[str, Any], str]
"""What describes a cell to the page, and what is entered in it."""


@dataclass(frozen=True)
class Hand:
    """Keys go where the focus is, as on any keyboard."""

    page: Page

    def press(self, key: str, times: int = 1) -> None:
        """Press a key, so many times."""
        for _ in range(times):
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Type a text, key after key."""
        self.page.keyboard.type(text)

    def paste(self, text: str) -> None:
        """Paste what was copied elsewhere: a text, or a block of a spreadsheet."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")

    def choose(self, options: Sequence[Any], wanted: Any, first: int = 1) -> None:
        """Open the list that has the focus, go to an option by the arrows, take it.

        ``first``: how many lines stand before the options (« à choisir »).
        """
        line, last = first + list(options).index(wanted), first + len(options) - 1
        self.press("Alt+ArrowDown")
        if line <= last - line:
            self.press("Home")
            self.press("ArrowDown", line)
        else:
            self.press("End")
            self.press("ArrowUp", last - line)
        self.press("Enter")

    def enter(self, cell: dict[str, Any], text: str) -> None:
        """Fill in the cell that has the focus, as its description asks: a list, or something to type."""
        if cell["input"] == "choice":
            if text:
                self.choose([option for option, _ in cell["options"]], text)
        else:
            self.write(text)

    def through(self, cells: Sequence[Cell]) -> None:
        """Fill in cells that follow each other, the first of which has the focus, going by Tab."""
        for rank, (cell, text) in enumerate(cells):
            if rank:
                self.press("Tab")
            if text:
                self.enter(cell, text)

    def down(self, rows: Sequence[Sequence[Cell]], first: Locator) -> None:
        """Fill in the rows under a cell: a few by keys, those after as a block copied from a spreadsheet."""
        first.focus()
        typed, block = rows[:BY_KEYS], rows[BY_KEYS:]
        self.through([cell for row in typed for cell in row])
        if block:
            self.press("Tab")
            self.paste_block(block)
        self.press("Tab")

    def paste_block(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Paste rows from the cell that has the focus on."""
        self.paste("\n".join("\t".join(map(shown, row)) for row in rows))


def shown(cell: Cell) -> str:
    """What a spreadsheet has of a cell: of a choice, its words."""
    about, text = cell
    return dict(about["options"])[text] if text and about["input"] == "choice" else text


def button(node: Locator, name: str) -> Locator:
    """The button of that very name."""
    return node.get_by_role("button", name=name, exact=True)
