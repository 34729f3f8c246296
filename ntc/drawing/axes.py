"""What the axes of several charts share: months, amounts in k€, numbers as matplotlib takes them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from ntc.french import MONTHS, kiloeuros

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LETTERS = tuple(month[0].upper() for month in MONTHS)
"""The initials of the months, January first."""


def by_month(axes: "Axes") -> None:
    """Write the initials of the months under twelve bars or points."""
    axes.set_xticks(range(12), LETTERS)


def thousands(axes: "Axes") -> None:
    """Write amounts in k€ along the vertical axis."""
    axes.yaxis.set_major_formatter(lambda value, _: kiloeuros(value))


def floats(values: Iterable[Decimal]) -> list[float]:
    """Exact amounts as drawings take them."""
    return [float(value) for value in values]
