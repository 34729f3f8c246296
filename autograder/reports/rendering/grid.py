"""A table on paper: heads again on each page, and rows that go on over the page when none can hold them."""

from collections.abc import Sequence

from autograder.reports.blocks import Cell, Kind, State, Table
from autograder.reports.rendering import palette
from autograder.reports.rendering.paper import LEADING, SIZE, Paper, Written

_PADDING, _DENSE, _SIDE = 1, 0.4, 1.5  # millimetres above, below; of a dense table; at each side
_HEIGHT = SIZE * LEADING
_FEWEST = 3  # lines of a row that goes on over the page
_MOST = 12  # lines of a first row for which a table waits for the next page

Row = Sequence[Sequence[Written]]


class Grid:
    """A table being written on paper."""

    def __init__(self, paper: Paper, table: Table) -> None:
        self.paper, self.table = paper, table
        self.padding = _DENSE if table.dense else _PADDING
        shares = [column.share for column in table.columns]
        self.widths = [paper.epw * share / sum(shares) for share in shares]
        self.heads = [
            self._lines(index, column.head, strong=column.kind is not Kind.STATE, listed=False)
            for index, column in enumerate(table.columns)
        ]

    @property
    def least(self) -> float:
        """The millimetres that the table asks for on the page where it begins: heads and the first row."""
        first = [self._cells(row) for row in self.table.rows[:1]]
        lines = sum(min(_tallest(row), _MOST) for row in first)
        return self._height(_tallest(self.heads)) + self._height(lines)

    def write(self) -> None:
        """Write heads and rows from where the paper is."""
        self._heads()
        for row in self.table.rows:
            fills = [_fill(column.kind, cell) for column, cell in zip(self.table.columns, row, strict=True)]
            self._row(self._cells(row), fills)

    def _cells(self, row: Sequence[Cell]) -> Row:
        return [self._lines(index, cell) for index, cell in enumerate(row)]

    def _lines(self, index: int, cell: Cell, *, strong: bool = False, listed: bool = True) -> list[Written]:
        kind, width = self.table.columns[index].kind, self.widths[index] - 2 * _SIDE
        if listed and kind is Kind.LIST:
            return self.paper.items(cell, width)
        if listed and kind is Kind.STATE:
            state, *others = cell
            cell = ((state[0].sign,), (state[0].words,), *others)
        stands = strong or (listed and kind is Kind.HEAD)
        return [written for line in cell for written in self.paper.lines(line, width, strong=stands)]

    def _heads(self) -> None:
        self._part(self.heads, [palette.WASH] * len(self.heads))

    def _row(self, row: Row, fills: Sequence[str]) -> None:
        left = _tallest(row)
        most = int((self.paper.whole - self._height(_tallest(self.heads)) - 2 * self.padding) / _HEIGHT)
        done = 0
        while done < left:
            fit = self._fit()
            if fit < left - done and (left - done <= most or fit < _FEWEST):
                self.paper.add_page()
                self._heads()
                fit = self._fit()
            self._part([lines[done : done + fit] for lines in row], fills)
            done += fit

    def _fit(self) -> int:
        return int((self.paper.room - 2 * self.padding) / _HEIGHT)

    def _height(self, lines: int) -> float:
        return lines * _HEIGHT + 2 * self.padding

    def _part(self, row: Row, fills: Sequence[str]) -> None:
        paper = self.paper
        height, left = self._height(_tallest(row)), paper.l_margin
        paper.set_draw_color(palette.RULE)
        for column, lines, width, fill in zip(self.table.columns, row, self.widths, fills, strict=True):
            paper.set_fill_color(fill)
            paper.rect(left, paper.y, width, height, style="DF")
            for index, written in enumerate(lines):
                shift = _shift(column.kind, width - 2 * _SIDE, written)
                paper.draw(written, left + _SIDE + shift, paper.y + self.padding + index * _HEIGHT)
            left += width
        paper.ln(height)


def _tallest(row: Row) -> int:
    return max(len(lines) for lines in row)


def _shift(kind: Kind, width: float, written: Written) -> float:
    spare = width - sum(glyph.width for glyph in written.glyphs)
    return {Kind.FIGURE: spare, Kind.STATE: spare / 2}.get(kind, 0)


def _fill(kind: Kind, cell: Cell) -> str:
    state = cell[0][0] if cell and cell[0] else None
    return palette.TONES[state.tone] if kind is Kind.STATE and isinstance(state, State) else palette.PAPER
