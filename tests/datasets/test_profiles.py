"""T16: of four machines measured for a week, variable speed gains nothing on the one steady at 92 %."""

from decimal import Decimal

import pytest

from autograder import truth as truths
from ntc.calc.energy import kwh_fixed, kwh_variable, variable_speed_saving
from ntc.calc.investment import payback
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

KINDS = {"constant", "deux équipes", "une équipe", "pointes"}


def week(case, site):
    return [row for row in case.load_profiles if row.site_id == site.site_id]


def average(case, site):
    """The load over the hours when the machine runs, from its flow: the learner's way."""
    machine = next(row for row in case.products if row.sku == site.sku)
    running = [row for row in week(case, site) if row.state != "arrêt"]
    return sum(row.flow_m3min for row in running) / (len(running) * machine.flow_m3min), len(running)


def steady(case, truth):
    labels = truth.of("load_sites")
    return next(site for site in case.load_sites if labels[site.site_id].kind == "constant")


@rules.rule
def four_machines_for_the_168_hours_of_a_week(case, truth):
    assert {row.kind for row in truth.load_sites} == KINDS
    for site in case.load_sites:
        assert [row.hour for row in week(case, site)] == list(range(1, 169))


@rules.rule
def machines_stand_at_four_active_clients_large_enough_and_have_a_twin(case, truth):
    clients = {row.client_id: row for row in case.clients}
    labels, skus = truth.of("clients"), {row.sku for row in case.products}
    assert len({site.client_id for site in case.load_sites}) == 4
    for site in case.load_sites:
        assert clients[site.client_id].employees >= 20
        assert labels[site.client_id].status == "actif"
        assert site.sku.replace("GV-", "GVV-") in skus


@rules.rule
def a_state_says_what_flow_and_power_show(case):
    for site in case.load_sites:
        machine = next(row for row in case.products if row.sku == site.sku)
        for row in week(case, site):
            assert (row.flow_m3min > 0) == (row.state == "charge")
            assert (row.kw > 0) == (row.state != "arrêt")
            assert row.flow_m3min <= machine.flow_m3min
            assert row.kw <= site.absorbed_kw


@rules.rule
def t16_the_steady_machine_never_moves_from_92_per_cent(case, truth):
    site = steady(case, truth)
    machine = next(row for row in case.products if row.sku == site.sku)
    for row in week(case, site):
        if row.state != "arrêt":
            assert Decimal("0.90") < row.flow_m3min / machine.flow_m3min < Decimal("0.94")
    assert abs(average(case, site)[0] - Decimal("0.92")) < Decimal("0.002")


@rules.rule
def t16_variable_speed_does_not_pay_there_and_pays_elsewhere(case, truth):
    labels, products = truth.of("load_sites"), {row.sku: row for row in case.products}
    for site in case.load_sites:
        load_rate, running = average(case, site)
        label, hours = labels[site.site_id], running * site.weeks
        saving = kwh_fixed(site.absorbed_kw, load_rate, hours) - kwh_variable(
            site.absorbed_kw, load_rate, hours
        )
        assert label.running_hours == running
        assert abs(label.load_rate - load_rate) <= Decimal("0.0001")
        assert abs(label.saving_kwh - saving) <= 1
        if label.kind == "constant":
            assert variable_speed_saving(load_rate) < 0
            assert not label.pays
        else:
            dearer = products[site.sku.replace("GV-", "GVV-")].price - products[site.sku].price
            assert payback(dearer, saving * site.kwh_price) < 5
            assert label.pays


@rules.rule
def the_power_measured_is_that_of_the_average_load(case):
    for site in case.load_sites:
        load_rate, running = average(case, site)
        measured = sum(row.kw for row in week(case, site))
        assert abs(measured / kwh_fixed(site.absorbed_kw, load_rate, running) - 1) < Decimal("0.003")


@rules.rule
def the_average_over_all_hours_is_elsewhere_where_a_machine_stops(case, truth):
    """Counting the hours off is the classic mistake: it must not give the same load."""
    labels = truth.of("load_sites")
    for site in case.load_sites:
        if labels[site.site_id].running_hours < 168:
            load_rate, running = average(case, site)
            assert load_rate - load_rate * running / 168 > Decimal("0.05")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_two_variants_share_a_profile(kind):
    found = set()
    for variant in VARIANTS:
        case, sites = load(variant), truths.load(variant).load_sites
        code = next(row.site_id for row in sites if row.kind == kind)
        found.add(tuple(row.kw for row in case.load_profiles if row.site_id == code))
    assert len(found) == len(VARIANTS)


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
