"""Mistakes of the technical side and of the quote: energy, air, travel, éco-contribution (F67–F85)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ntc.calc import air, energy, investment, travel
from ntc.calc.air import FlowUnit, Tool
from ntc.calc.numbers import Number, dec
from ntc.calc.slips.slip import Slip, slip
from ntc.french import eur, num, pct

_TANK_TO_WHEEL = Decimal("2.49")
_HALF_LOAD = Decimal("0.5")


def variable_speed_saving(load: Number) -> list[Slip]:
    """Mistakes on what variable speed saves: the saving of half load, taken for every load.

    >>> f"{variable_speed_saving(Decimal('0.9'))[0].value:.1%}"
    '20.9%'
    """
    return [
        slip(
            "vsd-always",
            energy.variable_speed_saving(_HALF_LOAD),
            f"Cette économie est celle d’une charge de {pct(_HALF_LOAD)} : ici la charge est de {pct(load)}. "
            "À charge pleine et stable, la variation ne rapporte rien.",
        )
    ]


def payback(price: Number, yearly_saving: Number) -> list[Slip]:
    """Mistakes on the temps de retour; ``price`` is the whole price of the dearer machine.

    >>> f"{payback(24900, Decimal('3399.80'))[0].value:.2f}"
    '7.32'
    """
    return [
        slip(
            "payback-gross",
            investment.payback(price, yearly_saving),
            f"Vous avez divisé le prix entier, {eur(price)} : comparez le surcoût à l’économie.",
        )
    ]


def air_demand(tools: Sequence[Tool], leaks: Number, reserve: Number) -> list[Slip]:
    """Mistakes on the besoin d'air: rates added, taux d'emploi forgotten.

    >>> tools = [Tool(2, 420, Decimal("0.7"))]
    >>> [f"{slip.value:.1f}" for slip in air_demand(tools, Decimal("0.15"), Decimal("0.20"))]
    ['793.8', '1159.2', '840.0']
    """
    used = air.air_demand(tools, 0, 0)
    flat_out = air.air_demand([tool._replace(use=1) for tool in tools], 0, 0)
    peak = (
        f"{num(flat_out)} L/min supposent tous les outils en marche ensemble : appliquez les taux d’emploi."
    )
    return [
        slip(
            "air-add",
            used * (1 + dec(leaks) + dec(reserve)),
            f"Vous avez additionné {pct(leaks)} et {pct(reserve)} : la réserve porte aussi sur les fuites.",
        ),
        slip("air-peak", flat_out * (1 + dec(leaks)) * (1 + dec(reserve)), peak),
        slip("air-peak", flat_out, peak),
    ]


def flow(right: Number, unit: FlowUnit) -> list[Slip]:
    """Mistakes of unit on a flow: the figure of another unit, or that of a conversion the wrong way.

    >>> [f"{slip.value:.2f}" for slip in flow(60, "L/s")]
    ['3600.00', '3.60', '216.00', '1.00', '1000.00', '16.67']
    """
    units: tuple[FlowUnit, ...] = ("L/min", "L/s", "m³/min", "m³/h")
    factors = [air.convert_flow(1, unit, other) for other in units if other != unit]
    values = [dec(right) * factor for factor in factors] + [dec(right) / factor for factor in factors]
    message = f"Vérifiez l’unité de débit : la réponse est attendue en {unit}."
    return [slip("unit-flow", value, message) for value in values]


def dryer_model(sizes: Mapping[str, Number], flow: Number, factors: Iterable[Number]) -> list[Slip]:
    """Mistakes on the choice of a dryer: its nominal flow not corrected; none when the choice is the same.

    >>> factors = [Decimal("0.84"), Decimal("0.95")]
    >>> dryer_model({"SF-40": 4, "SF-70": 7}, Decimal("3.60"), factors)[0].value
    'SF-40'
    """
    nominal = air.smallest_model(sizes, flow)
    if nominal == air.smallest_model(sizes, air.dryer(flow, factors)):
        return []
    return [
        slip(
            "dryer-nominal",
            nominal,
            f"{nominal} suffirait dans les conditions du catalogue : corrigez le débit nominal avec les "
            "facteurs.",
        )
    ]


def tour_co2(km: Number, litres_per_100: Number) -> list[Slip]:
    """Mistakes on the CO₂ of a tour: another factor, or that of 100 km.

    >>> [f"{slip.value:.2f}" for slip in tour_co2(286, Decimal("5.8"))]
    ['41.30', '17.98']
    """
    house = num(travel.CO2_PER_LITRE)
    return [
        slip(
            "co2-km",
            travel.tour(km, litres_per_100, co2_per_litre=_TANK_TO_WHEEL).co2,
            f"{num(_TANK_TO_WHEEL)} ne compte que le pot d’échappement : le facteur de la maison, {house} kg "
            "par litre, "
            "va du puits à la roue.",
        ),
        slip(
            "co2-km",
            travel.tour(100, litres_per_100).co2,
            f"C’est l’émission de 100 km : la tournée en compte {num(km)}.",
        ),
    ]


def quote_margin_rate(margin: Number, net: Number, eco_fee: Number) -> list[Slip]:
    """Mistakes on the taux de marque of a quote: éco-contribution counted as sales.

    >>> f"{quote_margin_rate(Decimal('6575.42'), Decimal('21290.42'), Decimal('15.80'))[0].value:.2%}"
    '30.86%'
    """
    if eco_fee == 0:
        return []
    return [
        slip(
            "margin-eco",
            dec(margin) / (dec(net) + dec(eco_fee)),
            f"L’éco-contribution, {eur(eco_fee)}, n’est pas du chiffre d’affaires : ôtez-la du total.",
        )
    ]
