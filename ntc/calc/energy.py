"""Énergie d'un compresseur: consommation, fuites, pression (F67, F68, F71, F72).

The laws and figures are those of the case (a fair model of screw compressors), not those of a maker.
"""

from decimal import Decimal

from ntc.calc.numbers import Number, cents, dec, half_up, not_negative, positive

IDLE_SHARE = Decimal("0.35")
"""κ: power of a fixed-speed machine running idle, as a share of its full power."""

NETWORK_SWING = Decimal("0.7")
"""Δp in bar: a fixed-speed machine works above the setting, between its two thresholds."""

PER_BAR = Decimal("0.07")
"""A rule of thumb: one bar more costs 6 to 8 % of the energy."""

LEAK_AT_1_MM = Decimal("0.0692")
"""m³/min through a hole of 1 mm at 7 bar; it grows with the square of the diameter."""

SPECIFIC_POWER = Decimal("6.8")
"""kW for each m³/min of compressed air."""


def kwh_fixed(power_kw: Number, load: Number, hours: Number) -> Decimal:
    """Énergie à vitesse fixe (F67): P·[τ + κ(1 − τ)]·(1 + 0.07·Δp) × hours, in kWh.

    Raises ValueError for a load outside [0, 1] or a negative power or duration.

    >>> f"{kwh_fixed(41, Decimal('0.5'), 4000):.0f}"
    '116124'
    """
    tau = _load(load)
    drawn = not_negative(power_kw, "power_kw") * (tau + IDLE_SHARE * (1 - tau))
    return drawn * (1 + PER_BAR * NETWORK_SWING) * not_negative(hours, "hours")


def kwh_variable(power_kw: Number, load: Number, hours: Number) -> Decimal:
    """Énergie à vitesse variable (F67): P·(0.04 + 1.04 τ) × hours, in kWh.

    Raises ValueError for a load outside [0, 1] or a negative power or duration.

    >>> f"{kwh_variable(41, Decimal('0.5'), 4000):.0f}"
    '91840'
    """
    drawn = not_negative(power_kw, "power_kw") * (Decimal("0.04") + Decimal("1.04") * _load(load))
    return drawn * not_negative(hours, "hours")


def variable_speed_saving(load: Number) -> Decimal:
    """Économie de la vitesse variable (F68): saving ÷ consumption at fixed speed, a ratio.

    Negative at full load. Raises ValueError for a load outside [0, 1].

    >>> f"{variable_speed_saving(Decimal('0.9')):.1%}"
    '0.5%'
    """
    return 1 - kwh_variable(1, load, 1) / kwh_fixed(1, load, 1)


def leak_flow(diameter_mm: Number) -> Decimal:
    """Débit d'une fuite à 7 bar (F71), ∝ d², in m³/min to the hundredth.

    Raises ValueError for a negative diameter.

    >>> [str(leak_flow(d)) for d in (1, 2, 3, 5)]
    ['0.07', '0.28', '0.62', '1.73']
    """
    return half_up(LEAK_AT_1_MM * not_negative(diameter_mm, "diameter_mm") ** 2, 2)


def leak_kwh(flow: Number, hours: Number) -> Decimal:
    """Énergie d'une fuite (F71): flow in m³/min × 6.8 kW/(m³/min) × hours, in kWh.

    Raises ValueError for a negative flow or duration.

    >>> f"{leak_kwh(Decimal('0.62'), 6000):.0f}"
    '25296'
    """
    return not_negative(flow, "flow") * SPECIFIC_POWER * not_negative(hours, "hours")


def leak_cost(flow: Number, hours: Number, kwh_price: Number) -> Decimal:
    """Coût d'une fuite (F71): its energy × price of the kWh, in €.

    Raises ValueError for a negative flow, duration or price.

    >>> leak_cost(Decimal("0.62"), 6000, Decimal("0.14"))
    Decimal('3541.44')
    """
    return cents(leak_kwh(flow, hours) * not_negative(kwh_price, "kwh_price"))


def pressure_saving(kwh: Number, bars: Number, per_bar: Number = PER_BAR) -> Decimal:
    """Gain d'une baisse de pression (F72): kWh × 7 % × bars, in kWh.

    Raises ValueError for a negative consumption or drop, or a rate that is not above zero.

    >>> f"{pressure_saving(116124, Decimal('0.8')):.0f}"
    '6503'
    """
    return not_negative(kwh, "kwh") * not_negative(bars, "bars") * positive(per_bar, "per_bar")


def _load(load: Number) -> Decimal:
    tau = dec(load, "load")
    if not 0 <= tau <= 1:
        raise ValueError(f"a load lies from 0 to 1: {load}")
    return tau
