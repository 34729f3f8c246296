"""cp6-energy: variant 00 worked out again from the files, and what the story promises on each variant."""

import csv
from fractions import Fraction

import pytest

from autograder import truth
from autograder.keys import Lesson, mark
from autograder.keys.asked.declared import graph_of
from autograder.keys.asked.exercise import right_answers, right_values
from autograder.keys.cp6 import energy
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped
from ntc.paths import TABLES

ID = energy.ID
CASE, TRUTH = load("00"), truth.load("00")


def read(name):
    with (TABLES / "00" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kwh(power, load, hours):
    """At fixed and at variable speed, from the two formulas of the page."""
    fixed = power * (load + Fraction(35, 100) * (1 - load)) * Fraction(1049, 1000) * hours
    return fixed, power * (Fraction(4, 100) + Fraction(104, 100) * load) * hours


def test_four_savings_of_the_files():
    values, flows = right_values(ID, CASE, TRUTH), {row["sku"]: row["flow_m3min"] for row in read("products")}
    profiles = read("load_profiles")
    for site in read("load_sites"):
        flow = [
            Fraction(row["flow_m3min"])
            for row in profiles
            if row["site_id"] == site["site_id"] and row["state"] != "arrêt"
        ]
        load = sum(flow) / len(flow) / Fraction(flows[site["sku"]])
        fixed, variable = kwh(Fraction(site["absorbed_kw"]), load, len(flow) * int(site["weeks"]))
        found = values[site["site_id"].lower()]
        assert abs(Fraction(found) - (fixed - variable)) < Fraction(1, 1000)
        label = next(row for row in TRUTH.load_sites if row.site_id == site["site_id"])
        assert abs(label.saving_kwh - found) < 1


def test_the_joinery_of_the_files():
    values = right_values(ID, CASE, TRUTH)
    facts = {
        row["fact_id"]: Fraction(row["value"].replace("\u202f", "").replace("\xa0", "").replace(",", "."))
        for row in read("site_facts")
        if row["fact_id"] not in ("compteur", "compteur-charge", "enveloppe-basse", "enveloppe-haute")
    }
    prices = {row["sku"]: Fraction(row["price"]) for row in read("products")}
    used = {}
    for row in read("workshop"):
        flow = int(row["count"]) * int(row["flow_l_min"]) * Fraction(row["use_rate"])
        used[row["phase"]] = used.get(row["phase"], 0) + flow
    opened = facts["fermeture"] - facts["ouverture"]
    # Hour by hour: the morning in full, then the evening's part.
    morning = 14 - facts["ouverture"]
    called = sum(used.values()) * (1 + facts["fuites-apres"] / 100)
    mean = called * (morning + (opened - morning) * facts["part-du-soir"] / 100) / opened
    load = mean / 1000 / Fraction("3.60")
    hours = opened * facts["jours"] * facts["semaines"]
    fixed, variable = kwh(Fraction("24.4"), load, hours)
    saving = (fixed - variable) * facts["prix-du-kwh"]
    leaks = used["aujourd’hui"] * (facts["fuites-avant"] - facts["fuites-apres"]) / 100 / 1000
    (lease,) = read("lease_offers")
    expected = {
        "load": load,
        "saving": saving,
        "payback": (prices["GVV-22"] - prices["GV-22"]) / saving,
        "leaks": leaks * Fraction("6.8") * hours * facts["prix-du-kwh"],
        "lease": 48 * Fraction(lease["rent"]) + Fraction(lease["option"]) - prices["GVV-22"],
    }
    for part, figure in expected.items():
        assert abs(Fraction(values[part]) - figure) < Fraction(1, 1000), part


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_constant_load_never_pays_and_the_peaks_come_first(variant):
    case, labels = load(variant), truth.load(variant)
    values = right_values(ID, case, labels)
    kinds = {row.kind: row.site_id.lower() for row in labels.load_sites}
    assert (values["leave"], values["first"]) == (kinds["constant"], kinds["pointes"])
    assert sum(values[name] < 0 for name in kinds.values()) == 1
    assert 0.545 <= values["load"] <= 0.63
    assert 1_170 <= values["saving"] <= 1_670
    assert 2.3 <= values["payback"] <= 3.2
    assert 950 <= values["leaks"] <= 1_580
    assert 2_110 <= values["lease"] <= 2_320


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_mistake_of_the_page_has_its_name(variant):
    graph = graph_of(ID, load(variant), truth.load(variant))
    wanted = {
        "load": {"trap.reserve-consumed", "trap.evening-full"},
        "saving": {"mc.vsd-always", "trap.all-year"},
        "payback": {"mc.payback-gross"},
        "leaks": {"trap.all-year", "trap.leaks-evening", "trap.reserve-consumed"},
        "lease": {"trap.option-forgotten", "trap.paid-in-all"},
    }
    for part, names in wanted.items():
        assert names <= {slip.id for slip in graph.slips(f"{ID}.{part}")}, part
    assert all(
        "mc.vsd-always" in {slip.id for slip in graph.slips(f"{ID}.{name}")}
        for name, site in zip(("p1", "p2", "p3", "p4"), truth.load(variant).load_sites, strict=True)
        if site.kind == "constant"
    )


def test_whom_to_equip_follows_one_s_own_savings():
    """One saving read too high: it is counted there, and the choice that it leads to is right."""
    fields, right = fields_of(shipped("cp6-solution"), CASE), right_answers(ID, CASE, TRUTH)
    sites = {**right[f"{ID}-sites"], "p4": {"value": "60 000"}}
    raw = {**right, f"{ID}-sites": sites, f"{ID}-first": "p4"}
    whole = mark(ID, CASE, TRUTH, Lesson.read(fields, raw))
    parts = {part.part: part for part in whole.parts}
    assert parts["p4"].fraction == 0
    assert parts["first"].carried
    assert 10 * (1 - whole.fraction) == pytest.approx(0.75)


def test_the_third_decimal_of_a_load_rate_is_enough():
    """A constant load saves a little more or less than nothing: its figure moves most."""
    measured = energy.measured(CASE)
    values, fields = right_values(ID, CASE, TRUTH), fields_of(shipped("cp6-solution"), CASE)
    rough = {}
    for name, site in measured.items():
        fixed, variable = kwh(
            Fraction(site.absorbed), Fraction(round(float(site.mean / site.flow), 3)), int(site.hours)
        )
        rough[name] = {"value": f"{float(fixed - variable):.0f}"}
        assert abs(Fraction(values[name]) - (fixed - variable)) < 120
    raw = {**right_answers(ID, CASE, TRUTH), f"{ID}-sites": rough}
    assert mark(ID, CASE, TRUTH, Lesson.read(fields, raw)).fraction == 1
