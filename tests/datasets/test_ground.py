"""The car, the calls, the machines and the contracts: the ground of plan, loyalty and prospecting."""

from collections import Counter, defaultdict
from datetime import date, time
from decimal import Decimal

import pytest

from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

CLOSING = date(2025, 12, 31)


def inside(call, segment):
    """Whether a call respects the window of the segment and the hours of R19."""
    windows = [(segment.call_from, segment.call_to), (segment.call_from2, segment.call_to2)]
    late = call.date.weekday() == 4 and call.time >= time(16)
    return not late and any(first and first <= call.time < last for first, last in windows)


def sides(case):
    """The calls of each side of the windows."""
    accounts = {row.client_id: row for row in case.clients} | {row.prospect_id: row for row in case.prospects}
    segments = {row.seg_id: row for row in case.segments}
    out = defaultdict(list)
    for call in case.call_attempts:
        out[inside(call, segments[accounts[call.account_id].seg_id])].append(call)
    return out


def reached(calls):
    return sum(call.reached for call in calls) / len(calls)


@rules.rule
def the_hour_decides_who_is_reached(case):
    calls = sides(case)
    assert len(calls[True]) + len(calls[False]) == 900
    assert len(calls[False]) >= 300
    assert reached(calls[True]) == pytest.approx(0.34, abs=0.002)
    assert reached(calls[False]) == pytest.approx(0.17, abs=0.002)


@rules.rule
def the_opening_line_decides_nothing(case):
    by_line = defaultdict(list)
    for call in case.call_attempts:
        by_line[call.opening].append(call)
    assert len(by_line) == 3
    rates = [reached(calls) for calls in by_line.values()]
    assert max(rates) - min(rates) < 0.01
    booked = [sum(call.result == "rdv" for call in calls) for calls in by_line.values()]
    assert max(booked) - min(booked) <= 2


@rules.rule
def a_large_account_says_yes_more_often_within_reason(case):
    """Won quotes out of all, by size: rising, from one in five or so to one in two at most."""
    people = {row.client_id: row.employees for row in case.clients}
    people |= {row.prospect_id: row.employees for row in case.prospects}
    made, won = Counter(), Counter()
    for quote in case.quotes:
        size = sum(people[quote.account_id] >= bound for bound in (10, 50, 250))
        made[size] += 1
        won[size] += quote.status == "gagné"
    rates = [won[size] / made[size] for size in range(4)]
    assert rates == sorted(rates)
    assert 0.12 <= rates[0] <= 0.32
    assert 0.35 <= rates[3] <= 0.58


@rules.rule
def whoever_is_not_reached_says_nothing(case):
    silent = {"absent", "barrage", "messagerie"}
    assert [call for call in case.call_attempts if call.reached == (call.result in silent)] == []


@rules.rule
def t19_lunch_and_friday_evening_calls_are_in_the_log(case):
    lunch = [call for call in case.call_attempts if time(12) <= call.time < time(14)]
    friday = [call for call in case.call_attempts if call.date.weekday() == 4 and call.time >= time(16)]
    assert len(lunch) > 20
    assert len(friday) > 5


@rules.rule
def calls_are_made_one_at_a_time_on_working_days(case):
    free = {day.date for day in case.calendar if day.holiday or day.weekday in ("samedi", "dimanche")}
    moments = [(call.date, call.time) for call in case.call_attempts]
    assert len(set(moments)) == len(moments)
    assert not free & {day for day, _ in moments}
    assert {day.year for day, _ in moments} == {2025}


@rules.rule
def nobody_is_called_before_being_known(case):
    created = {row.prospect_id: row.created for row in case.prospects}
    for call in case.call_attempts:
        assert created.get(call.account_id, date.min) <= call.date


@rules.rule
def fuel_follows_the_kilometres_of_the_diary(case):
    driven = defaultdict(Decimal)
    for row in case.activities:
        if row.km is not None:
            driven[row.date.replace(day=1)] += row.km
    assert [row.month for row in case.fuel_log] == sorted(driven)
    assert len(case.fuel_log) == 24
    for row in case.fuel_log:
        assert Decimal("1.02") < row.km / driven[row.month] < Decimal("1.09")
        assert Decimal("1.6") < row.cost / row.litres < Decimal("1.85")


@rules.rule
def consumption_is_that_of_the_policy(case):
    (car,) = case.vehicles
    whole = sum(row.litres for row in case.fuel_log) / sum(row.km for row in case.fuel_log) * 100
    assert abs(whole - case.policy["co2"]["litres_100km"]) < Decimal("0.1")
    assert car.litres_100km == case.policy["co2"]["litres_100km"]
    assert car.odometer > sum(row.km for row in case.fuel_log)


@rules.rule
def every_yearly_contract_order_has_its_contract(case):
    orders = Counter(
        (order.client_id, order.net_ht)
        for order in case.orders
        if order.origin == "CTR" and order.date.year == 2025
    )
    contracts = Counter(
        (row.client_id, row.yearly_price) for row in case.contracts if row.start < date(2025, 12, 1)
    )
    assert contracts == orders
    assert len(case.contracts) == orders.total() + 1 == 72


@rules.rule
def contracts_cover_a_machine_of_their_client(case):
    machines = {row.machine_id: row for row in case.installed_base}
    created = {row.client_id: row.created for row in case.clients}
    hours = {"Essentiel": 48, "Sérénité": 24, "Intégral": 8}
    for row in case.contracts:
        machine = machines[row.machine_id]
        assert (machine.account_id, machine.kind, machine.brand) == (row.client_id, "compresseur", "Galerne")
        assert machine.year <= row.start.year
        assert created[row.client_id] <= row.start <= CLOSING < row.renewal
        assert row.sla_hours == hours[row.level]


@rules.rule
def there_are_as_many_machines_in_every_variant(case):
    kinds = Counter(row.kind for row in case.installed_base)
    assert (kinds.total(), kinds["sécheur"], kinds["cuve"]) == (363, 23, 19)


@rules.rule
def every_compressor_delivered_is_in_the_park(case):
    delivered = {order.order_id: order for order in case.orders if order.delivered}
    sold = Counter()
    for line in case.order_lines:
        if line.sku.startswith("GV") and line.order_id in delivered:
            order = delivered[line.order_id]
            sold[order.client_id, line.sku, order.delivered.year] += line.qty
    park = Counter((row.account_id, row.model, row.year) for row in case.installed_base)
    assert not sold - park


@rules.rule
def a_contract_covers_no_more_than_the_client_owns(case):
    owned = Counter(row.account_id for row in case.installed_base if row.kind == "compresseur")
    assert not [row for row in case.contracts if row.machines > owned[row.client_id]]


@rules.rule
def parts_are_bought_by_those_who_have_a_compressor(case):
    owners = {row.account_id for row in case.installed_base if row.kind == "compresseur"}
    parts = {product.sku for product in case.products if product.family == "pièces"}
    ordered = {line.order_id for line in case.order_lines if line.sku in parts}
    buyers = [order.client_id for order in case.orders if order.order_id in ordered]
    assert sum(buyer in owners for buyer in buyers) > len(buyers) * 4 / 5


@rules.rule
def what_we_sold_is_no_older_than_our_acquaintance(case):
    created = {row.client_id: row.created.year for row in case.clients}
    for row in case.installed_base:
        assert row.brand != "Galerne" or row.year >= created[row.account_id]


@rules.rule
def a_requalification_is_an_inspection(case):
    for row in case.installed_base:
        if row.last_requalification:
            assert row.last_inspection >= row.last_requalification


@rules.rule
def each_kind_of_machine_has_its_own_columns(case):
    for row in case.installed_base:
        assert (row.kw is not None) == (row.load_rate is not None) == (row.kind == "compresseur")
        assert (row.refrigerant is not None) == (row.charge_kg is not None) == (row.kind == "sécheur")
        assert (row.vessel_l is not None) == (row.pressure_bar is not None) == (row.kind == "cuve")
        assert (row.hours is None) == (row.kind == "cuve")
        assert row.hours is None or row.hours <= (2026 - row.year) * 8_760


@rules.rule
def the_machine_of_a_prospect_has_the_age_of_its_card(case):
    """An age is counted to the closing, or to the day of a card that was made since."""
    cards = {row.prospect_id: row for row in case.prospects}
    found = [row for row in case.installed_base if row.account_id in cards]
    assert Counter(row.kind for row in found) == {"compresseur": 31, "sécheur": 1, "cuve": 1}
    for row in found:
        card = cards[row.account_id]
        assert max(2025, card.created.year) - row.year == card.equipment_age, row


@rules.rule
def t16_the_steady_machine_is_in_the_park(case):
    (steady,) = [row for row in case.installed_base if (row.load_rate or 0) >= Decimal("0.9")]
    assert steady.load_rate == Decimal("0.92")
    known = {(site.client_id, site.sku) for site in case.load_sites}
    assert (steady.account_id, steady.model) in known
    assert known <= {(row.account_id, row.model) for row in case.installed_base}


@rules.rule
def t17_vessels_fall_under_two_legal_regimes(case):
    products = Counter(row.vessel_l * row.pressure_bar for row in case.installed_base if row.vessel_l)
    assert products[9_900] >= 3
    assert products[22_000] >= 3
    assert min(products) > 200


@rules.rule
def three_vessels_were_not_inspected_for_four_years(case):
    story = case.company.story_date
    limit = story.replace(year=story.year - 4)
    late = [row for row in case.installed_base if row.last_inspection and row.last_inspection < limit]
    assert len(late) == 3
    for row in case.installed_base:
        if row.kind == "cuve":
            assert (row.last_inspection is None) == (row.year > 2021)
            assert row.last_inspection is None or row.year < row.last_inspection.year
            assert (row.last_requalification is None) == (row.year > 2015)


@rules.rule
def t18_one_dryer_of_a_client_holds_more_than_five_tonnes_of_co2e(case):
    gwp = {"R404A": 3_922, "R134a": 1_430, "R513A": 630}
    heavy = [
        row
        for row in case.installed_base
        if row.kind == "sécheur" and gwp[row.refrigerant] * row.charge_kg >= 5_000
    ]
    (client,) = [row for row in heavy if row.account_id.startswith("C")]
    assert (client.refrigerant, client.charge_kg) == ("R404A", Decimal("1.50"))
    assert client.year <= 2011
    # The other is the joinery's: tests/datasets/test_joinery.py.
    assert len(heavy) == 2


@pytest.mark.parametrize(
    "figure",
    [
        lambda case: sum(row.litres for row in case.fuel_log),
        lambda case: tuple((row.account_id, row.model) for row in case.installed_base[:20]),
        lambda case: tuple(call.account_id for call in case.call_attempts[:20]),
        lambda case: sum(row.yearly_price for row in case.contracts),
    ],
)
def test_no_two_variants_share_a_figure(figure):
    found = [figure(load(variant)) for variant in VARIANTS]
    assert len(set(found)) == len(VARIANTS)


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
