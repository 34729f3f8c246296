"""A small table of a page of reference: its caption, its heads and its lines, as still HTML."""

from collections.abc import Iterable, Sequence
from html import escape

from ntc.french import typeset


class Sheet:
    """A table to read; the first cell of each line is its head. Texts are set in French and escaped."""

    def __init__(self, caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        self.caption = typeset(caption)
        self.heads = tuple(typeset(head) for head in heads)
        self.rows = tuple(tuple(typeset(cell) for cell in row) for row in rows)

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(label)}</th>' for label in self.heads)
        body = "".join(
            f'<tr><th scope="row">{escape(first)}</th>'
            f"{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
            for first, *cells in self.rows
        )
        return (
            f'<table class="ntc-sheet"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def __repr__(self) -> str:
        return self.caption
