"""A learner's hand on the page: keys really pressed, clicks really made, as fast as they may come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page


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
        """Put a long text in at once, as one does who wrote it elsewhere."""
        self.page.keyboard.insert_text(text)

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

    def through(self, cells: Sequence[tuple[dict[str, Any], str]]) -> None:
        """Fill in cells that follow each other, the first of which has the focus, going by Tab."""
        for rank, (cell, text) in enumerate(cells):
            if rank:
                self.press("Tab")
            if text:
                self.enter(cell, text)


def button(node: Locator, name: str) -> Locator:
    """The button of that very name."""
    return node.get_by_role("button", name=name, exact=True)
