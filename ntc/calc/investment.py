"""Justifier un investissement: temps de retour, coût global, VAN, location (F69, F70, F73, F74)."""

from collections.abc import Iterable
from decimal import Decimal

from ntc.calc.numbers import Number, cents, dec, not_negative, positive


def payback(extra_cost: Number, yearly_saving: Number) -> Decimal:
    """Temps de retour (F69): **extra** cost ÷ yearly saving, in years.

    Raises ValueError for a saving that is not above zero: it never pays back.

    >>> f"{payback(24900 - 19400, Decimal('3399.80')):.2f}"
    '1.62'
    """
    return not_negative(extra_cost, "extra_cost") / positive(yearly_saving, "yearly_saving")


def tco(
    purchase: Number, years: int, yearly_energy: Number, yearly_upkeep: Number, resale: Number = 0
) -> Decimal:
    """Coût global, TCO (F70): purchase + years × (energy + upkeep) − resale, in €.

    Raises ValueError for a negative amount or duration.

    >>> tco(19400, 10, Decimal("16257.40"), 1664)
    Decimal('198614.00')
    """
    each_year = not_negative(yearly_energy, "yearly_energy") + not_negative(yearly_upkeep, "yearly_upkeep")
    running = not_negative(years, "years") * each_year
    return cents(not_negative(purchase, "purchase") + running - not_negative(resale, "resale"))


def npv(outlay: Number, flows: Iterable[Number], rate: Number) -> Decimal:
    """Valeur actuelle nette, VAN (F73): −outlay + Σ flow ÷ (1 + rate)^year, in €.

    Raises ValueError for a rate of −1 or less.

    >>> npv(5500, [Decimal("3263.80")] * 5, Decimal("0.08"))
    Decimal('7531.41')
    """
    factor = positive(1 + dec(rate, "rate"), "1 + rate")
    discounted = (dec(flow, "flow") / factor**year for year, flow in enumerate(flows, start=1))
    return cents(sum(discounted, -dec(outlay, "outlay")))


def annuity(value: Number, period_rate: Number, periods: int) -> Decimal:
    """Loyer théorique (F74): V·i ÷ (1 − (1 + i)^−n), in € a period, unrounded.

    Raises ValueError for a rate or a number of periods that is not above zero.

    >>> f"{annuity(24900, Decimal('0.0045'), 48):.2f}"
    '577.95'
    """
    rate, n = positive(period_rate, "period_rate"), int(positive(periods, "periods"))
    return dec(value, "value") * rate / (1 - (1 + rate) ** -n)


def lease_cost(rent: Number, periods: int, option: Number, value: Number) -> Decimal:
    """Coût d'une location financière (F74): n × rent + option − value, in €.

    Raises ValueError for a negative rent, option or number of periods.

    >>> lease_cost(590, 48, 249, 24900)
    Decimal('3669.00')
    """
    paid = not_negative(periods, "periods") * not_negative(rent, "rent") + not_negative(option, "option")
    return cents(paid - dec(value, "value"))
