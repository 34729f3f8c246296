"""The class data have the headline figures of the domain reference, to the cent."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from ntc.case import load
from tests.datasets.answers import answers
from tests.violations import assert_none

HEADLINES = {
    "ca": "2400000.00",
    "ca 2024": "2280000.00",
    "cost": "1632000.00",
    "contribution": "768000.00",
    "contribution rate": "0.32",
    "exceptional": "112000.00",
    "fixed costs": "604800.00",
    "threshold": "1890000",
    "safety": "0.2125",
    "target": "2515000",
    "owed": "432000.00",
    "dso": "54",
    "conversion value": "0.30",
    "ca volume": "74280",
    "ca mix": "-137580",
    "ca price": "-34350",
    "ca total": "-97650",
    "margin volume": "28044",
    "margin mix": "-45984",
    "margin price": "-34350",
    "margin total": "-52290",
}
ROUNDED = {
    "growth": "0.0526",
    "basket": "3310.34",
    "conversion": "0.3286",
    "retention": "0.8758",
    "achievement": "0.9524",
}


def test_headlines():
    assert_none(
        f"{name}: {answers('00')[name]}, not {expected}"
        for name, expected in HEADLINES.items()
        if answers("00")[name] != Decimal(expected)
    )


def test_rounded_headlines():
    assert_none(
        f"{name}: {answers('00')[name]}, not {expected}"
        for name, expected in ROUNDED.items()
        if answers("00")[name].quantize(Decimal(expected)) != Decimal(expected)
    )


def test_break_even_dates():
    assert answers("00")["seasonal date"] == date(2025, 10, 27)
    assert answers("00")["linear days"].quantize(Decimal("0.1")) == Decimal("287.4")


def test_counts():
    case = load("00")
    years = [order.date.year for order in case.orders if order.status != "annulée"]
    assert (years.count(2024), years.count(2025)) == (685, 725)
    assert (len(case.clients), len(case.prospects), len(case.products)) == (180, 241, 70)
    assert (len(case.opportunities), len(case.complaints), len(case.credit_notes)) == (58, 48, 34)
    assert (len(case.staff), len(case.salespeople), len(case.targets), len(case.fixed_costs)) == (
        14,
        4,
        60,
        9,
    )
    assert [sum(quote.date.year == year for quote in case.quotes) for year in (2024, 2025)] == [420, 420]


def test_fixed_costs_are_those_of_the_reference():
    amounts = [78_600, 14_400, 4_200, 92_000, 61_000, 68_600, 154_000, 42_000, 90_000]
    assert [row.amount for row in load("00").fixed_costs] == amounts


def test_family_mix():
    case, families = load("00"), {product.sku: product.family for product in load("00").products}
    sold = {order.order_id for order in case.orders if order.date.year == 2025 and order.status != "annulée"}
    mix = defaultdict(Decimal)
    for line in case.order_lines:
        if line.order_id in sold:
            mix[families[line.sku]] += line.net_ht / 24_000
    expected = {"compresseurs": 46, "traitement": 12, "ventilation": 13, "services": 15, "pièces": 14}
    assert {family: round(share, 2) for family, share in mix.items()} == expected


def test_classes_and_first_client():
    case = load("00")
    ca = defaultdict(Decimal)
    active = set()
    for order in case.orders:
        if order.date.year == 2025 and order.status != "annulée":
            ca[order.client_id] += order.net_ht
            if order.origin != "CTR":
                active.add(order.client_id)
    ranked = sorted((ca[code] for code in active), reverse=True)
    done, counts = Decimal(0), [0, 0, 0]
    for amount in ranked:
        counts[0 if done < sum(ranked) * 8 / 10 else 1 if done < sum(ranked) * 95 / 100 else 2] += 1
        done += amount
    assert counts == [31, 42, 75]
    assert round(ranked[0] / sum(ca.values()), 2) == Decimal("0.17")


def test_products_have_the_tariff_of_the_reference():
    prices = {product.sku: (product.price, product.cost) for product in load("00").products}
    assert prices["GV-22"] == (12_000, 7_800)
    assert prices["GVV-75"] == (46_800, 31_400)
    assert prices["AUD-E"] == (2_450, 1_190)
    assert prices["COU-1"] == (74, 36)
    contract = next(product for product in load("00").products if product.sku == "CTR-SE")
    assert contract.price + 22 * contract.price_per_kw == 1_184
