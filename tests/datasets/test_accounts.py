"""The accounts look like those of the trade: sizes, potential, addresses; and so does the catalogue."""

import re
from collections import Counter, defaultdict
from decimal import Decimal
from statistics import median

import pytest

from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

# Plausible medians of the sizes, all variants together.
SIZES = {"garages et carrosseries": (4, 8), "agroalimentaire": (45, 95), "public": (70, 190)}


@pytest.mark.parametrize(("segment", "limits"), SIZES.items())
@pytest.mark.parametrize("table", ["clients", "prospects"])
def test_sizes_are_those_of_the_segment(table, segment, limits):
    found = []
    for variant in VARIANTS:
        case = load(variant)
        code = next(row.seg_id for row in case.segments if row.label == segment)
        found += [row.employees for row in getattr(case, table) if row.seg_id == code]
    assert limits[0] <= median(found) <= limits[1]


@rules.rule
def the_first_client_is_a_large_firm(case):
    ca = Counter()
    for order in case.orders:
        if order.date.year == 2025 and order.status != "annulée":
            ca[order.client_id] += order.net_ht
    code, most = ca.most_common(1)[0]
    first = next(row for row in case.clients if row.client_id == code)
    assert first.employees >= 300
    assert first.potential_12m >= most * Decimal("0.9")


@rules.rule
def an_account_writes_its_addresses_in_one_way(case):
    forms, domains = Counter(), defaultdict(set)
    for row in case.contacts:
        local, domain = row.email.split("@")
        assert re.fullmatch(r"[a-z0-9.-]+@[a-z0-9-]+\.example", row.email)
        domains[row.account_id].add(domain)
        forms["dot" if "." in local else "none"] += 1
    assert [found for found in domains.values() if len(found) != 1] == []
    assert min(forms.values()) > 30


@rules.rule
def surnames_are_many_and_of_no_other_variant(case, variant):
    mine = {row.last for row in case.contacts}
    assert len(mine) >= 250
    if variant != "00":
        assert not mine & {row.last for row in load("00").contacts}


@rules.rule
def no_two_references_of_a_kind_share_a_label(case):
    assert len({row.label for row in case.products}) == len(case.products)


@rules.rule
def the_stock_turns(case):
    """Half a year of stock at most, whole families together: nobody keeps machines for years."""
    families, sold, kept = {row.sku: row.family for row in case.products}, Counter(), Counter()
    dates = {order.order_id: order.date.year for order in case.orders if order.status != "annulée"}
    costs = {row.sku: row.cost for row in case.products}
    for line in case.order_lines:
        if dates.get(line.order_id) == 2025:
            sold[families[line.sku]] += line.qty * costs[line.sku]
    for row in case.products:
        if row.stock is not None:
            kept[row.family] += row.stock * row.cost
    assert kept.keys() == {"compresseurs", "traitement", "ventilation", "pièces"}
    assert {family for family in kept if kept[family] > sold[family]} == set()


@rules.rule
def references_are_older_than_the_machines_sold(case):
    launched = {row.sku: row.launched.year for row in case.products}
    for row in case.installed_base:
        assert launched.get(row.model, 0) <= row.year


@rules.rule
def our_machines_are_no_older_than_the_account(case):
    created = {row.client_id: row.created.year for row in case.clients}
    found = [row for row in case.installed_base if row.brand == "Galerne" and row.account_id in created]
    assert len(found) > 100
    assert not [row.machine_id for row in found if row.year < created[row.account_id]]


@rules.rule
def the_charge_of_a_dryer_is_that_of_its_nameplate(case):
    charges = {row.sku: row.charge_kg for row in case.products if row.charge_kg}
    found = [row for row in case.installed_base if row.kind == "sécheur" and row.model in charges]
    assert len(found) >= 12
    assert not [row.machine_id for row in found if row.charge_kg != charges[row.model]]


@rules.rule
def a_public_body_has_no_legal_form(case):
    for row in (*case.clients, *case.prospects):
        if row.seg_id == "SEG12":
            assert row.name.split(" ")[-1] not in ("SARL", "SAS")


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
