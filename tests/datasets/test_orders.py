"""The orders as a sales manager reads them: as many lines as the reference says, that belong together."""

from collections import defaultdict
from decimal import Decimal

from ntc.case import load
from tests.datasets.rules import Rules

rules = Rules()


@rules.given
def lines(case):
    """The lines of each order."""
    out = defaultdict(list)
    for line in case.order_lines:
        out[line.order_id].append(line)
    return out


def test_there_are_about_3_050_lines_in_the_class_data():
    assert abs(Decimal(len(load("00").order_lines)) / 3_050 - 1) < Decimal("0.08")


@rules.rule
def there_are_about_two_lines_an_order(case):
    assert Decimal("1.9") < len(case.order_lines) / len(case.orders) < Decimal("2.4")


@rules.rule
def nobody_orders_on_a_day_off(case):
    free = {day.date for day in case.calendar if day.holiday or day.weekday in ("samedi", "dimanche")}
    assert not free & {order.date for order in case.orders}


@rules.rule
def parts_are_ordered_for_a_few_machines(case):
    parts = {product.sku for product in case.products if product.family == "pièces"}
    cans = [line.qty for line in case.order_lines if line.sku == "HUI-20"]
    others = [line.qty for line in case.order_lines if line.sku in parts and line.sku != "HUI-20"]
    assert max(others) <= 12
    # Six large machines take nine cans of 20 L, six small ones three.
    assert max(cans) <= 12


@rules.rule
def most_orders_of_parts_hold_several_references(case, lines):
    parts = {product.sku for product in case.products if product.family == "pièces"}
    orders = [rows for rows in lines.values() if all(row.sku in parts for row in rows)]
    assert [rows for rows in orders if len({row.sku for row in rows}) != len(rows)] == []
    assert sum(len(rows) > 1 for rows in orders) > len(orders) / 2


@rules.rule
def a_dryer_takes_the_flow_of_the_machines_it_comes_with(case, truth, lines):
    flows = {product.sku: product.flow_m3min for product in case.products}
    machines = {product.sku for product in case.products if product.family == "compresseurs"}
    exceptional = {row.record for row in truth.traps if row.trap == "T06"}
    dried = 0
    for code in lines.keys() - exceptional:
        flow = sum(line.qty * flows[line.sku] for line in lines[code] if line.sku in machines)
        # The number in the reference of a dryer is its flow, in tenths of m³/min.
        dryers = [line.qty * Decimal(line.sku[3:]) / 10 for line in lines[code] if line.sku.startswith("SF-")]
        if flow and dryers:
            assert sum(dryers) >= flow
            dried += 1
    assert dried >= 20


@rules.rule
def the_costs_of_families_do_not_all_rise_alike(case):
    """Within a family and a year one coefficient, to the cent; between families some per cent."""
    catalogue = {product.sku: product for product in case.products}
    kept = {order.order_id: order.date.year for order in case.orders if order.status != "annulée"}
    ratios = defaultdict(list)
    for line in case.order_lines:
        product = catalogue[line.sku]
        # The cost of a contract depends on the power it covers.
        if line.order_id in kept and not product.cost_per_kw:
            ratios[kept[line.order_id], product.family].append((line.unit_cost / product.cost, product.cost))
    for year in (2024, 2025):
        means = []
        for family in ("compresseurs", "traitement", "ventilation", "services", "pièces"):
            found = ratios[year, family]
            middle = sorted(ratio for ratio, _ in found)[len(found) // 2]
            for ratio, cost in found:
                assert abs(ratio - middle) * cost < Decimal("0.2") + cost / 1_000
            means.append(middle)
        assert Decimal("1.003") < max(means) / min(means) < Decimal("1.04"), means


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
