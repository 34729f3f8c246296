"""The drift of discounts on compressors (T08), as the tables show it."""

from fractions import Fraction

from generator.core.dates import DRIFT_DATE
from generator.core.world import World


def average_discounts(world: World) -> tuple[Fraction, Fraction]:
    """Return the mean discount of the lines of compressors before April 2025, and since, not weighted."""
    days = {order["order_id"]: order["date"] for order in world["orders"] if order["status"] != "annulée"}
    machines = {row["sku"] for row in world["products"] if row["family"] == "compresseurs"}
    discounts: tuple[list, list] = [], []
    for line in world["order_lines"]:
        if line["sku"] in machines and line["order_id"] in days:
            discounts[days[line["order_id"]] >= DRIFT_DATE].append(line["discount_pct"])
    before, after = (Fraction(sum(found)) / (100 * len(found)) for found in discounts)
    return before, after
