"""Dimensionner une installation d'air comprimé et de ventilation (F75–F79)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from ntc.calc.numbers import Number, not_negative, positive

FlowUnit = Literal["L/min", "L/s", "m³/min", "m³/h"]

# Litres a minute in one of each.
_LITRES_PER_MINUTE: dict[FlowUnit, Decimal] = {
    "L/min": Decimal(1),
    "L/s": Decimal(60),
    "m³/min": Decimal(1000),
    "m³/h": Decimal(1000) / 60,
}

_PI = Decimal("3.14159265358979323846")


class Tool(NamedTuple):
    """Pneumatic tools of one kind: how many, flow of each in L/min, taux d'emploi (ratio)."""

    count: int
    flow: Number
    use: Number


def convert_flow(flow: Number, unit: FlowUnit, into: FlowUnit) -> Decimal:
    """Convert a flow from one unit into another.

    Raises KeyError for an unknown unit, ValueError for a negative flow.

    >>> f"{convert_flow(60, 'm³/h', 'L/min'):.0f}"
    '1000'
    """
    return not_negative(flow, "flow") * _LITRES_PER_MINUTE[unit] / _LITRES_PER_MINUTE[into]


def air_demand(tools: Iterable[Tool], leaks: Number, reserve: Number) -> Decimal:
    """Besoin d'air (F75): Σ n·q·taux d'emploi × (1 + leaks) × (1 + reserve), in L/min.

    Raises ValueError for a taux d'emploi outside [0, 1] or a negative rate.

    >>> air_demand([Tool(2, 420, Decimal("0.7"))], Decimal("0.15"), Decimal("0.20"))
    Decimal('811.44000')
    """
    used = Decimal(0)
    for count, flow, use in tools:
        if not_negative(use, "use") > 1:
            raise ValueError(f"a taux d'emploi lies from 0 to 1: {use}")
        used += not_negative(count, "count") * not_negative(flow, "flow") * use
    return used * (1 + not_negative(leaks, "leaks")) * (1 + not_negative(reserve, "reserve"))


def pressure(
    use: Number,
    filters: Number = Decimal("0.2"),
    dryer: Number = Decimal("0.2"),
    network: Number = Decimal("0.3"),
) -> Decimal:
    """Pression à produire (F76): pressure of use + losses of filter, dryer and network, in bar.

    Raises ValueError for a negative pressure.

    >>> pressure(6)
    Decimal('6.7')
    """
    losses = {"filters": filters, "dryer": dryer, "network": network}
    return positive(use, "use") + sum(not_negative(loss, name) for name, loss in losses.items())


def receiver(flow_l_s: Number, swing: Number, inlet: Number = 1, cycle_seconds: Number = 30) -> Decimal:
    """Volume de cuve (F77): 0.25·Q·p1 ÷ (fmax·Δp), fmax = 1 ÷ ``cycle_seconds``, in litres.

    Raises ValueError for what is not above zero.

    >>> f"{receiver(60, Decimal('0.7')):.1f}"
    '642.9'
    """
    air = Decimal("0.25") * positive(flow_l_s, "flow_l_s") * positive(inlet, "inlet")
    return air * positive(cycle_seconds, "cycle_seconds") / positive(swing, "swing")


def dryer(flow: Number, factors: Iterable[Number]) -> Decimal:
    """Débit nominal d'un sécheur (F78): flow ÷ Π correction factors, in the flow's unit.

    Raises ValueError for a factor that is not above zero.

    >>> f"{dryer(Decimal('3.60'), [Decimal('0.84'), Decimal('0.95')]):.2f}"
    '4.51'
    """
    product = Decimal(1)
    for factor in factors:
        product *= positive(factor, "factor")
    return not_negative(flow, "flow") / product


def smallest_model(sizes: Mapping[str, Number], need: Number) -> str:
    """Choose the smallest model whose size covers the need (F75, F77, F78).

    Raises ValueError when none does.

    >>> smallest_model({"SF-40": 4, "SF-70": 7}, Decimal("4.51"))
    'SF-70'
    """
    enough = [name for name, size in sizes.items() if size >= not_negative(need, "need")]
    if not enough:
        raise ValueError(f"no model covers {need}: {dict(sizes)}")
    return min(enough, key=lambda name: sizes[name])


def duct_flow(diameter_mm: Number, speed: Number) -> Decimal:
    """Débit d'extraction (F79): 3 600·v·π·d² ÷ 4, d in mm, v in m/s, in m³/h.

    Raises ValueError for a negative diameter or speed.

    >>> f"{duct_flow(160, 15):.1f}"
    '1085.7'
    """
    metres = not_negative(diameter_mm, "diameter_mm") / 1000
    return 3600 * not_negative(speed, "speed") * _PI * metres**2 / 4


def room_flow(volume: Number, renewals: Number) -> Decimal:
    """Débit de ventilation d'un local (F79): volume in m³ × renewals an hour, in m³/h.

    Raises ValueError for a negative volume or renewal.

    >>> room_flow(1200, 6)
    Decimal('7200')
    """
    return not_negative(volume, "volume") * not_negative(renewals, "renewals")
