"""The printing works: worked out again by hand, and far from every figure of the joinery."""

from decimal import Decimal

import pytest

from autograder import truth
from autograder.keys.asked.exercise import right_values
from ntc.case import VARIANTS, load
from ntc.lessons.cp6 import sized_prose, survey, worked

FAR = Decimal("0.05")


def test_the_printing_works_by_hand():
    found, week = worked.sized(load("00")), worked.week(load("00"))
    # 2496 + 663 + 1105 + 130
    assert found.used == 4394
    assert found.leaking == Decimal("6221.904")
    assert found.repaired == Decimal("5905.536")
    assert found.added == Decimal("6063.72")
    assert found.pressure == Decimal("5.8")
    # 6.3 m³/min are 105 L/s; 7.5 × 105 ÷ 0.5
    assert (found.litres_a_second, found.volume) == (105, 1575)
    # 6.3 ÷ 0.798
    assert round(found.dryer, 2) == Decimal("7.89")
    assert (found.plate_size, found.dryer_size) == (7, 11)
    # 40.32 ÷ 16 hours, of 6.3; 16 hours × 6 days × 50 weeks
    assert (week.mean, week.load, week.hours) == (Decimal("2.52"), Decimal("0.4"), 4800)
    # 41.1 × 0.61 × 1.049 × 4800 and 41.1 × 0.456 × 4800
    assert round(week.fixed_kwh) == 126_237
    assert round(week.variable_kwh) == 89_960
    assert round(week.saving) == 5_986
    assert round(week.payback, 2) == Decimal("0.92")
    # 0.62 × 6.8 × 4800 × 0.165
    assert worked.hole(load("00")) == Decimal("3339.07")
    assert worked.lease(load("00")).cost == 60 * 458 + 249 - 24_900


@pytest.mark.parametrize("variant", VARIANTS)
def test_one_machine_serves_the_printing_works_leaking_or_not(variant):
    case, found = load(variant), worked.sized(load(variant))
    fixed = {sku: row.flow_m3min * 1000 for sku, row in survey.machines(case, survey.FIXED).items()}
    smaller = max(flow for sku, flow in fixed.items() if flow < fixed["GV-37"])
    assert smaller < found.repaired < found.leaking <= fixed["GV-37"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_figure_of_the_printing_works_comes_near_the_joinery_s(variant):
    case, labels = load(variant), truth.load(variant)
    sizing = right_values("cp6-sizing", case, labels)
    energy = right_values("cp6-energy", case, labels)
    sized, week, lease = worked.sized(case), worked.week(case), worked.lease(case)
    tools = survey.tools(case, line=True)
    used = [sum(t.count * t.flow * t.use for t in survey.tools(case, line=line)) for line in (False, True)]
    hours = (
        (survey.fact(case, "fermeture") - survey.fact(case, "ouverture"))
        * survey.fact(case, "jours")
        * survey.fact(case, "semaines")
    )
    needs = [sizing[row] for row in ("now-leaking", "now-repaired", "later-leaking", "later-repaired")]
    leaks = [survey.fact(case, name) / 100 for name in ("fuites-avant", "fuites-apres")]
    costs = [energy[part] for part in ("saving", "leaks", "lease")]
    pairs = [
        (printed, asked)
        for printed_all, asked_all in (
            ([tool.flow for _, tool in worked.TOOLS], [tool.flow for tool in tools]),
            ([sized.used, sized.leaking, sized.repaired, sized.added], [*needs, *used]),
            ([worked.LEAKING, worked.REPAIRED], leaks),
            ([sized.pressure], [sizing["pressure"]]),
            ([worked.TOOL_BAR], [survey.fact(case, "pression-outil")]),
            ([worked.NETWORK_BAR], [survey.fact(case, "perte-reseau")]),
            ([worked.SWING], [survey.fact(case, "ecart-cuve")]),
            ([sized.volume], [sizing["vessel"]]),
            ([sized.dryer], [sizing["dryer"]]),
            ([week.load], [energy["load"]]),
            ([week.saving, lease.cost, worked.hole(case)], costs),
            ([week.payback], [energy["payback"]]),
            ([Decimal(week.hours)], [hours]),
            ([worked.KWH_PRICE], [survey.fact(case, "prix-du-kwh")]),
        )
        for printed in printed_all
        for asked in asked_all
    ]
    assert [pair for pair in pairs if abs(pair[0] / Decimal(pair[1]) - 1) <= FAR] == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_prose_never_names_what_is_asked(variant):
    """Neither the machine, nor its dryer, nor its vessel, nor its power."""
    said = " ".join(sized_prose.prose(load(variant)).values())
    for name in ("GVV-22", "GV-22", "SF-70", "CU-900", "GV-15", "GV-30"):
        assert name not in said
