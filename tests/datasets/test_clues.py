"""Each clue says what its table says: its figures are worked out again here and looked for in its text."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load
from ntc.french import day, euros, number, percent
from tests.datasets.rules import Rules

rules = Rules()

SUMMER = range(6, 10)


def clue(variant, trap, table):
    truth = truths.load(variant)
    source = next(row.id for row in truth.clue_sources if row.table == table)
    code = next(row.id for row in truth.clues if (row.trap, row.source) == (trap, source))
    return next(row.label for row in load(variant).clues if row.id == code)


def lost_client(variant):
    code = next(
        row.record for row in truths.load(variant).traps if (row.trap, row.table) == ("T07", "clients")
    )
    return next(row for row in load(variant).clients if row.client_id == code)


def kept(case):
    return [order for order in case.orders if order.status != "annulée"]


def has(text, *figures):
    assert [figure for figure in figures if figure not in text] == []


@rules.rule
def orders_of_the_lost_client(variant, case):
    client = lost_client(variant)
    orders = [order for order in kept(case) if order.client_id == client.client_id]
    ca = {year: sum(order.net_ht for order in orders if order.date.year == year) for year in (2024, 2025)}
    last = max(order.date for order in orders)
    fall = euros(ca[2025] - ca[2024], 0)
    has(clue(variant, "T07", "orders"), client.name, day(last), euros(ca[2025], 0), euros(ca[2024], 0), fall)


@rules.rule
def visits_of_the_lost_client(variant, case):
    client = lost_client(variant)
    rows = [row for row in case.activities if row.account_id == client.client_id and row.type == "visite"]
    has(clue(variant, "T07", "activities"), client.name, day(max(row.date for row in rows)))


@rules.rule
def discounts_on_compressors(variant, case):
    machines = {product.sku for product in case.products if product.family == "compresseurs"}
    dates = {order.order_id: order.date for order in kept(case)}
    found = defaultdict(list)
    for line in case.order_lines:
        if line.sku in machines and line.order_id in dates:
            found[dates[line.order_id] >= date(2025, 4, 1)].append(line.discount_pct)
    means = [sum(found[late]) / len(found[late]) / 100 for late in (False, True)]
    has(clue(variant, "T08", "order_lines"), *map(percent, means))


@rules.rule
def price_of_the_machines(variant, case):
    line = next(row for row in case.budget_2025 if row.range == "vitesse fixe")
    has(clue(variant, "T08", "budget_2025"), euros(line.actual_price, 0), euros(line.price, 0))


@rules.rule
def quotes_lost_for_a_delay(variant, case):
    lost = [row for row in case.quotes if row.status == "perdu" and row.closed_on.year == 2025]
    shares = []
    for inside in (True, False):
        rows = [row for row in lost if (row.closed_on.month in SUMMER) == inside]
        shares.append(percent(Decimal(sum(row.loss_reason == "délai" for row in rows)) / len(rows), 0))
    has(clue(variant, "T09", "quotes"), *shares)


@rules.rule
def complaints_about_delays(variant, case):
    rows = [row for row in case.complaints if row.category == "délai" and row.opened.month in SUMMER]
    years = Counter(row.opened.year for row in rows)
    text = clue(variant, "T09", "complaints")
    has(text, f"{years[2025]} réclamations", f"{years[2024]} en 2024")


@rules.rule
def administrative_time(variant, case):
    shares = []
    for year in (2025, 2024):
        rows = [row for row in case.activities if row.date.year == year]
        paper = sum(row.minutes for row in rows if row.type == "administratif")
        shares.append(percent(Decimal(paper) / sum(row.minutes for row in rows), 1))
    has(clue(variant, "T10", "activities"), *shares)


@rules.rule
def new_clients(variant, case):
    years = Counter(client.created.year for client in case.clients)
    has(clue(variant, "T10", "clients"), f"{years[2025]} nouveaux clients", f"{years[2024]} en 2024")


@rules.rule
def quotes_to_follow_up(variant, case):
    asleep = [row for row in case.quotes if row.status == "en cours" and row.followups == 0]
    code = next(row.id for row in truths.load(variant).remedies if row.lever == "T11")
    remedy = next(row for row in case.remedies if row.id == code)
    has(remedy.label, f"{number(len(asleep), 0)} devis", euros(sum(row.amount for row in asleep), 0))
    assert len(asleep) >= 5
    assert remedy.cost < remedy.margin / 20


@pytest.mark.parametrize(
    "table", ["clues", "causes", "remedies", "indicators", "indicator_questions", "complaints"]
)
def test_texts_are_set_as_french_prints_them(table):
    for variant in VARIANTS:
        for row in getattr(load(variant), table):
            for text in row:
                if isinstance(text, str):
                    assert "'" not in text
                    assert not any(pair in text for pair in (" :", " ;", " ?", " !", " %", " €", "« ", " »"))


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
