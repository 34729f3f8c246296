"""The drift of discounts on compressors (T08), as the tables show it."""

from decimal import Decimal
from fractions import Fraction

from generator.core.dates import DRIFT_DATE
from generator.core.world import World


def average_discounts(world: World) -> tuple[Fraction, Fraction]:
    """Return the average discount on compressors before April 2025, and since."""
    days = {order["order_id"]: order["date"] for order in world["orders"] if order["status"] != "annulée"}
    machines = {row["sku"] for row in world["products"] if row["family"] == "compresseurs"}
    gross, net = [Decimal(0), Decimal(0)], [Decimal(0), Decimal(0)]
    for line in world["order_lines"]:
        if line["sku"] in machines and line["order_id"] in days:
            late = days[line["order_id"]] >= DRIFT_DATE
            gross[late] += line["qty"] * line["unit_price"]
            net[late] += line["net_ht"]
    before, after = (1 - Fraction(one) / Fraction(whole) for one, whole in zip(net, gross, strict=True))
    return before, after
