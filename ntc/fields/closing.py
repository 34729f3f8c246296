"""Sums that close (« une somme qui tombe juste »): parts that a learner gave against the total they gave.

Which parts add up to which is declared in the lesson's ``.toml``; nothing here knows what is right.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ntc.fields.entries import Entry, NumberEntry
from ntc.fields.numbers import show_number
from ntc.fields.outcome import Outcome, Value
from ntc.french import typeset

_ROUNDEST = Decimal("0.05")  # of the largest figure: one that ends in zeros may do so by chance


class Labels(NamedTuple):
    """What the rows and the columns of a table are called."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]


def gaps(
    sums: Mapping[str, tuple[str, ...]],
    cells: Mapping[str, Mapping[str, Outcome]],
    entries: Mapping[str, Mapping[str, Entry]],
    labels: Labels,
) -> Iterator[str]:
    """Say in French, column by column, which parts do not come to their total.

    Silent where a figure is missing or unreadable, and where rounding the figures explains the gap.
    """
    for total, terms in sums.items():
        for column, head in labels.columns.items() if {total, *terms} <= cells.keys() else ():
            entry, given = entries[total][column], [cells[row][column] for row in (*terms, total)]
            figures = [cell.value for cell in given if isinstance(cell, Value)]
            if not isinstance(entry, NumberEntry) or len(figures) < len(given) or closes(figures):
                continue
            named = " + ".join(f"« {labels.rows[row]} »" for row in terms)
            where = f" (colonne « {head} »)" if len(labels.columns) > 1 else ""
            parts, whole = (show_number(one, entry.unit) for one in (sum(figures[:-1]), figures[-1]))
            yield typeset(
                f"Une somme ne tombe pas juste{where} : {named} font {parts}, et « {labels.rows[total]} » "
                f"dit {whole}."
            )


def closes(figures: list[Decimal]) -> bool:
    """Whether all but the last come to the last, each rounded to the last decimal place that says something.

    >>> closes([Decimal("33.3"), Decimal("33.3"), Decimal("33.3"), Decimal("100")])
    True
    >>> closes([Decimal(12000), Decimal(-3000), Decimal(8000)])
    False
    """
    largest = max(abs(figure) for figure in figures)
    room = sum((min(_step(figure), largest * _ROUNDEST) for figure in figures), Decimal(0)) / 2
    return abs(sum(figures[:-1], Decimal(0)) - figures[-1]) <= room


def _step(figure: Decimal) -> Decimal:
    """The unit to which a figure was rounded, at most: that of its last digit other than 0."""
    return Decimal(1).scaleb(int(figure.normalize().as_tuple().exponent)) if figure else Decimal(0)
