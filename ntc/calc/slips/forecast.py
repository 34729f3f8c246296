"""Mistakes on trend and forecast (beside F63–F64)."""

from collections.abc import Sequence

from ntc.calc import forecast
from ntc.calc.numbers import Number
from ntc.calc.slips.slip import Slip, slip

_MESSAGE = (
    "Vous avez tracé la droite sur les ventes brutes : la dernière saison la tire. "
    "Désaisonnalisez avant de chercher la tendance."
)


def trend_slope(values: Sequence[Number]) -> list[Slip]:
    """Mistakes on the slope of the deseasonalised trend.

    >>> f"{trend_slope([536, 589, 475, 680, 564, 620, 500, 716])[0].value:.1f}"
    '13.5'
    """
    return [slip("trend-raw", forecast.trend(values).slope, _MESSAGE)]


def forecast_total(values: Sequence[Number], ahead: int) -> list[Slip]:
    """Mistakes on the forecast of the next ``ahead`` periods together.

    >>> f"{forecast_total([536, 589, 475, 680, 564, 620, 500, 716], 4)[0].value:.0f}"
    '2664'
    """
    line = forecast.trend(values)
    total = sum(line.at(len(values) + step) for step in range(1, ahead + 1))
    return [slip("trend-raw", total, _MESSAGE)]
