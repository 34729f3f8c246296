"""The printing works' quote (« l'imprimerie »), the example of page 7: invented, at the house's tariff.

A client of tier Or, and a discount for an early order: nothing of it is asked of the joinery's.
"""

from dataclasses import dataclass
from decimal import Decimal

from ntc.calc import discounts, margins
from ntc.calc.quotes import Line, Quote, quote
from ntc.case import Case

GOODS = ("GVV-37", "SF-110")
START = "MES-2"
TIER, OFFERED = "Or", Decimal("0.04")
RANGE = "compresseurs"


@dataclass(frozen=True)
class Printed:
    """The quote of the printing works, step by step, in €; rates are ratios."""

    gross: Decimal
    tier: Decimal
    after_tier: Decimal
    after_all: Decimal
    discount: Decimal
    start: Decimal
    made: Quote
    instalments: tuple[Decimal, ...]
    floor: Decimal
    floor_price: Decimal
    highest: Decimal
    authority: Decimal


def printed(case: Case) -> Printed:
    """Every figure of the example, in the order in which it is worked out."""
    products, policy = {row.sku: row for row in case.products}, case.policy
    goods, start = [products[sku] for sku in GOODS], products[START]
    tier = next(one["rate"] for one in policy["loyalty"]["tiers"] if one["tier"] == TIER)
    rates = (tier, OFFERED)
    lines = [Line(1, row.price, row.cost, rates, row.eco_fee) for row in goods]
    made = quote([*lines, Line(1, start.price, start.cost)], policy["vat"]["rate"])
    gross = sum((row.price for row in goods), Decimal(0))
    after_tier, after_all = discounts.net_price(gross, rates).after_each
    floor, machine = policy["margin_floor"][RANGE], goods[0]
    return Printed(
        gross,
        tier,
        after_tier,
        after_all,
        discounts.compound_discount(rates),
        start.price,
        made,
        discounts.instalments(made.ttc, policy["terms"]["stages"]),
        floor,
        margins.floor_price(machine.cost, floor),
        margins.highest_discount(machine.price, machine.cost, floor),
        policy["discount_authority"]["equipment"]["seller"],
    )
