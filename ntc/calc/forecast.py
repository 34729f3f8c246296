"""Saisonnalité, tendance et prévision (F61–F64)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ntc.calc.numbers import Number, dec, positive


class Trend(NamedTuple):
    """Droite de tendance y = slope · x + intercept, x = 1 for the first period."""

    slope: Decimal
    intercept: Decimal

    def at(self, x: Number) -> Decimal:
        """Read the line at period ``x``.

        >>> Trend(Decimal(2), Decimal(10)).at(5)
        Decimal('20')
        """
        return self.slope * x + self.intercept


def moving_average(values: Sequence[Number], order: int = 4) -> tuple[Decimal, ...]:
    """Moyenne mobile centrée (F61): an even order counts half of both ends: (½q1 + q2 + q3 + q4 + ½q5) ÷ 4.

    One value per period that has enough neighbours. Raises ValueError for too few values or no order.

    >>> moving_average([536, 589, 475, 680, 564])
    (Decimal('573.5'),)
    """
    positive(order, "order")
    half = Decimal("0.5")
    weights = [Decimal(1)] * order if order % 2 else [half, *[Decimal(1)] * (order - 1), half]
    if len(weights) > len(values):
        raise ValueError(f"{len(values)} values are too few for a centred average of order {order}")
    exact = [dec(value) for value in values]
    windows = (exact[i : i + len(weights)] for i in range(len(exact) - len(weights) + 1))
    return tuple(sum(v * w for v, w in zip(window, weights, strict=True)) / order for window in windows)


def seasonal(values: Sequence[Number], periods: int = 4) -> tuple[Decimal, ...]:
    """Coefficients saisonniers (F62): mean of a season ÷ overall mean; their sum is the number of seasons.

    ``values`` in order of time, whole years. Raises ValueError otherwise.

    >>> [f"{c:.4f}" for c in seasonal([536, 589, 475, 680, 564, 620, 500, 716])]
    ['0.9402', '1.0333', '0.8333', '1.1932']
    """
    if not values or len(values) % positive(periods, "periods"):
        raise ValueError(f"{len(values)} values do not make whole years of {periods} periods")
    exact = [dec(value) for value in values]
    overall = positive(sum(exact), "sum of the values") / len(exact)
    years = len(exact) // periods
    return tuple(sum(exact[season::periods]) / years / overall for season in range(periods))


def deseasonalise(values: Sequence[Number], coefficients: Sequence[Number]) -> tuple[Decimal, ...]:
    """Série désaisonnalisée (F63): each value ÷ the coefficient of its season.

    Raises ValueError for a coefficient that is not above zero.

    >>> [f"{value:.0f}" for value in deseasonalise([80, 120], [Decimal("0.8"), Decimal("1.2")])]
    ['100', '100']
    """
    return tuple(
        dec(value) / positive(coefficients[i % len(coefficients)], "coefficient")
        for i, value in enumerate(values)
    )


def trend(values: Sequence[Number]) -> Trend:
    """Droite des moindres carrés (F63): a = Σ(x−x̄)(y−ȳ) ÷ Σ(x−x̄)², b = ȳ − a·x̄; x = 1 for the first.

    To be drawn through **deseasonalised** data. Raises ValueError for fewer than two values.

    >>> trend([3, 5, 7])
    Trend(slope=Decimal('2'), intercept=Decimal('1'))
    """
    if len(values) < 2:
        raise ValueError("a line needs two values at least")
    ys = [dec(value) for value in values]
    n = len(ys)
    x_mean, y_mean = Decimal(n + 1) / 2, sum(ys) / n
    offsets = [x - x_mean for x in range(1, n + 1)]
    slope = sum(dx * (y - y_mean) for dx, y in zip(offsets, ys, strict=True)) / sum(dx * dx for dx in offsets)
    return Trend(slope, y_mean - slope * x_mean)


def forecast(values: Sequence[Number], ahead: int, periods: int = 4) -> tuple[Decimal, ...]:
    """Prévision (F64): trend of the deseasonalised values × coefficient, for the next ``ahead`` periods.

    Raises ValueError as ``seasonal`` does.

    >>> [f"{f:.1f}" for f in forecast([536, 589, 475, 680, 564, 620, 500, 716], 4)]
    ['574.2', '637.0', '518.4', '749.1']
    """
    coefficients = seasonal(values, periods)
    line = trend(deseasonalise(values, coefficients))
    later = range(len(values), len(values) + ahead)
    return tuple(line.at(i + 1) * coefficients[i % periods] for i in later)
