"""Every mistake of the domain reference: its wrong number, against the right one of the worked example."""

import inspect
from datetime import date
from decimal import Decimal as D

import pytest

from ntc.calc import slips
from ntc.calc.air import Tool
from ntc.calc.slips.slip import Slip, slip
from ntc.calc.variance import Effects, Sale

QUARTERS = [536, 589, 475, 680, 564, 620, 500, 716]
MONTHS = [2000 * weight for weight in (80, 92, 110, 102, 94, 114, 86, 48, 116, 120, 118, 120)]
CASE = [
    Sale(60, 16000, 10400, 54, 15400),
    Sale(40, 2450, 1190, 46, 2300),
    Sale(150, 1200, 660, 165, 1230),
]
EFFECTS = Effects(D(74280), D(-137580), D(-34350))
TOOLS = [
    Tool(2, 420, D("0.7")),
    Tool(6, 380, D("0.4")),
    Tool(4, 60, D("0.3")),
    Tool(1, 300, D("0.6")),
    Tool(5, 180, D("0.1")),
]
PIPELINE = [(24900, D("0.7")), (38000, D("0.4")), (12900, D("0.9")), (86000, D("0.1"))]
R27 = [(0, D("0.01")), (D(645120), D("0.02")), (D(806400), D("0.03"))]

# Mistake, slips at hand, wrong answer of §3.3 (percentages as ratios), decimals it is given with.
WORKED = [
    ("pct-undo", slips.undo_pct(11040, D("-0.08")), "11923.20", 2),
    ("pct-points", slips.growth_of_rate(D("0.31"), D("0.28")), "-0.03", 4),
    ("pct-base", slips.growth(2280000, 2400000), "0.0500", 4),
    ("pct-sum", slips.chain([D("0.06"), D("-0.04")]), "0.02", 4),
    ("cagr-mean", slips.cagr(1980000, 2400000, 3), "0.0707", 4),
    ("cagr-n", slips.cagr(1980000, 2400000, 3), "0.0493", 4),
    # 12.0 M€ whole and 6.0 M€ of which 40 % lie inside: 14.4 M€; all 18.0, at the mean of 70 % 12.6.
    ("scope-whole", slips.scope([(12, 1), (6, D("0.4"))]), "18", 2),
    ("scope-mean", slips.scope([(12, 1), (6, D("0.4"))]), "12.6", 2),
    # 14.4 M€ of equipment, 80 % of what is bought: 18.0 M€; times 0.8 11.52.
    ("scope-times", slips.widened(D("14.4"), D("0.8")), "11.52", 2),
    ("scope-part", slips.widened(D("14.4"), D("0.8")), "14.4", 2),
    # Means of 105 and 109.2, up by 4 %; December on December 110 ÷ 106, up by 3.77 %; 4.2 points.
    ("index-month", slips.yearly_rise([104, 106], [D("108.4"), 110]), "0.0377", 4),
    ("index-points", slips.yearly_rise([104, 106], [D("108.4"), 110]), "0.042", 4),
    # +2 % in value at prices up by 4 %: −1.92 % in volume; turned +1.96 %, times +6.08 %.
    ("volume-turned", slips.volume(D("0.02"), D("0.04")), "0.0196", 4),
    ("volume-times", slips.volume(D("0.02"), D("0.04")), "0.0608", 4),
    ("volume-value", slips.volume(D("0.02"), D("0.04")), "0.02", 4),
    ("disc-add", slips.net_price(18400, [D("0.05"), D("0.03")]), "16928.00", 2),
    ("disc-add", slips.compound_discount([D("0.05"), D("0.03")]), "0.08", 4),
    ("disc-order-esc", slips.cash_discount(18400, [D("0.05"), D("0.03")], D("0.01")), "174.80", 2),
    ("disc-order-esc", slips.cash_discount(18400, [D("0.05"), D("0.03")], D("0.01")), "184.00", 2),
    ("rebate-flat", slips.tiered_rebate(96000), "1920.00", 2),
    ("bonus-flat", slips.bonus(768000, R27), "15360.00", 2),
    ("vat-on-ttc", slips.vat_included(13248), "2649.60", 2),
    ("vat-on-ttc", slips.remove_vat(13248), "10598.40", 2),
    ("vat-forgotten", slips.add_vat(11040), "11040.00", 2),
    ("vat-rate", slips.remove_vat(D("24.20"), D("0.10")), "20.17", 2),
    ("markup-for-margin", slips.margin_rate(12000, 7800), "0.5385", 4),
    ("margin-for-markup", slips.markup_rate(12000, 7800), "0.35", 4),
    ("price-add-margin", slips.price_from_margin_rate(7800, D("0.35")), "10530.00", 2),
    ("multiplier-ht", slips.multiplier(12000, 7800), "1.5385", 4),
    ("floor-points", slips.highest_discount(12000, 7800, D("0.24")), "0.11", 4),
    ("disc-margin-same", slips.margin_change(12000, 7800, D("0.08")), "-0.08", 4),
    ("volume-same", slips.volume_to_compensate(12000, 7800, D("0.08")), "0.08", 4),
    ("gesture-ca", slips.sales_to_recover(300, D("0.32")), "300", 2),
    ("be-ca-fixed", slips.break_even(604800, D("0.32"), D("0.35")), "889411.76", 2),
    ("be-margin", slips.break_even(604800, D("0.32"), D("0.35")), "1728000", 2),
    ("be-down", slips.break_even_quantity(19600, 2450, 1190), "15", 0),
    # 97 200 ÷ 0.32; 604 800 ÷ 0.32 + 200 000; (2 400 000 − 1 890 000) ÷ 1 890 000
    ("be-direct", slips.break_even_direct(97200, D("0.32")), "303750", 2),
    ("be-target-add", slips.sales_for_result(604800, 200000, D("0.32")), "2090000", 2),
    ("be-ca-fixed", slips.sales_for_result(604800, 200000, D("0.32")), "1183529.41", 2),
    ("safety-base", slips.safety(2400000, 1890000), "0.2698", 4),
    ("leverage-inverse", slips.leverage(768000, 163200), "0.21", 2),
    ("dso-ht", slips.dso(432000, 2400000), "64.8", 1),
    # 432 000 × 365 ÷ 2 880 000
    ("dso-365", slips.dso(432000, 2400000), "54.75", 2),
    ("credit-ht", slips.credit_exposure([18400, 2950, 6240], 2400), "29990", 2),
    ("late-ht", slips.late_interest(13248, 11040, D("0.1215"), 47), "172.72", 2),
    ("late-no40", slips.late_total(13248, 11040, D("0.1215"), 47), "207.27", 2),
    ("late-no40", slips.late_total(13248, 11040, D("0.1215"), 47), "255.27", 2),
    ("late-ht", slips.late_total(13248, 11040, D("0.1215"), 47), "212.72", 2),
    # 13 248 × 0.1215 × 47 ÷ 360 + 40
    ("late-360", slips.late_total(13248, 11040, D("0.1215"), 47), "250.15", 2),
    ("rest-elapsed", slips.remaining_per_month(1684000, 2520000, 3), "92888.89", 2),
    ("rest-plan", slips.remaining_per_month(1684000, 2520000, 3), "210000", 2),
    ("achieve-gap", slips.achievement(2400000, 2520000), "-0.0476", 4),
    ("achieve-inverse", slips.achievement(2400000, 2520000), "1.05", 4),
    ("conv-mixed", slips.conversion(138, 420, 1512000, 5040000), "0.30", 4),
    ("conv-mixed", slips.quotes_needed(18, D("0.30")), "60", 0),
    ("conv-mixed", slips.conversion_by_value(138, 420, 1512000, 5040000), "0.3286", 4),
    ("ret-new", slips.retention(148, 153), "0.9673", 4),
    ("share-rel", slips.relative_share(D("12.5"), 30), "2.40", 2),
    ("pipe-raw", slips.weighted_pipeline(PIPELINE), "161800", 2),
    ("roi-ca", slips.roi(28500, 3800), "6.50", 4),
    ("mail-sent", slips.email_rate(1200, 60, 319), "0.2658", 4),
    ("trend-raw", slips.trend_slope(QUARTERS), "13.5", 1),
    ("trend-raw", slips.forecast_total(QUARTERS, 4), "2664", 0),
    ("var-price-plan", slips.variance_price(EFFECTS, CASE), "-37500", 0),
    ("var-sign", slips.variance_total(EFFECTS), "97650", 0),
    ("var-nomix", slips.variance_volume(EFFECTS), "-63300", 0),
    ("var-nomix", slips.variance_mix(EFFECTS), "-63300", 0),
    ("var-on-sales", slips.variance_on_margin(EFFECTS.mix), "-137580", 0),
    # 40 h of administrative work: 20 % of it is 8 h, and 32 h are left
    ("freed-share", slips.freed_hours(40, D("0.20")), "8", 1),
    ("freed-share", slips.freed_hours(40, D("0.20")), "32", 1),
    ("vsd-always", slips.variable_speed_saving(D("0.9")), "0.209", 3),
    ("payback-gross", slips.payback(24900, D("3399.80")), "7.32", 2),
    ("air-add", slips.air_demand(TOOLS, D("0.15"), D("0.20")), "2486.70", 2),
    ("air-peak", slips.air_demand(TOOLS, D("0.15"), D("0.20")), "4560", 2),
    ("unit-flow", slips.flow(D("2541.96"), "L/min"), "2.54", 2),
    ("unit-flow", slips.flow(D("2.54"), "m³/min"), "152.4", 1),
    ("co2-km", slips.tour_co2(286, D("5.8")), "41.30", 2),
    ("margin-eco", slips.quote_margin_rate(D("6575.42"), D("21290.42"), D("15.80")), "0.3086", 4),
]


@pytest.mark.parametrize(
    ("name", "found", "wrong", "decimals"), WORKED, ids=[f"{w[0]}={w[2]}" for w in WORKED]
)
def test_wrong_number(name, found, wrong, decimals):
    values = [round(float(slip.value), decimals) for slip in found if slip.id == f"mc.{name}"]
    assert round(float(wrong), decimals) in values


def test_wrong_dates():
    linear = slips.seasonal_break_even_date(1890000, MONTHS, 2025)
    assert [(s.id, s.value) for s in linear] == [
        ("mc.be-linear", date(2025, 10, 15)),
        ("mc.be-linear", date(2025, 10, 14)),
    ]
    assert "août ne pèse pas comme octobre" in linear[0].message
    wrong_mode = slips.due_date(date(2025, 11, 12), 45, "month end first")
    assert ("mc.due-eom", date(2025, 12, 31)) in [(s.id, s.value) for s in wrong_mode]


def test_ages_counted_from_the_invoice_shift_the_buckets():
    (found,) = slips.aged_balance([(1200, date(2025, 11, 1)), (-90, date(2025, 12, 1))], date(2025, 12, 31))
    assert {name: amount for name, amount in found.value.items() if amount} == {"31-60": 1200, "avoirs": -90}


def test_a_fifth_of_the_clients_is_not_class_a():
    (found,) = slips.abc_a_class({"a": 120, "b": 60, "c": 30, "d": 20, "e": 10})
    assert found.value == {"a"}


def test_the_dryer_of_the_catalogue_is_too_small():
    sizes = {"SF-25": D("2.5"), "SF-40": 4, "SF-70": 7}
    (found,) = slips.dryer_model(sizes, D("3.60"), [D("0.84"), D("0.95")])
    assert (found.id, found.value) == ("mc.dryer-nominal", "SF-40")


def test_every_mistake_of_the_catalogue_is_made_somewhere():
    elsewhere = {"be-linear", "due-eom", "aged-from-issue", "abc-clients", "dryer-nominal"}
    assert {f"mc.{name}" for name in elsewhere | {row[0] for row in WORKED}} == set(slips.CATALOGUE)


def test_every_function_of_the_package_is_offered():
    functions = {name for name, _ in inspect.getmembers(slips, inspect.isfunction)}
    assert functions <= set(slips.__all__)


def test_no_mistake_where_there_is_none_to_make():
    assert slips.undo_pct(100, 0) == []
    assert slips.net_price(100, [D("0.05")]) == []
    assert slips.break_even_quantity(100, 30, 10) == []
    assert slips.variance_total(Effects(D(5), D(-5), D(0))) == []
    assert slips.break_even(100, 1) == []
    assert slips.dryer_model({"SF-40": 4, "SF-70": 7}, 3, [1]) == []
    assert slips.quote_margin_rate(10, 100, 0) == []
    assert slips.vat_included(120)[1:] == []


def test_a_mistake_must_be_in_the_catalogue():
    with pytest.raises(KeyError, match=r"mc\.unknown"):
        slip("unknown", D(1), "…")


def test_the_first_mistake_that_matches_is_named_unless_the_answer_is_right():
    found = [Slip("mc.pct-sum", D(20), "a"), Slip("mc.pct-base", D(21), "b")]
    assert slips.made(found, D("20.5"), right=D(30), tolerance=1) is found[0]
    assert slips.made(found, D("21.5"), right=D(30), tolerance=1) is found[1]
    assert slips.made(found, D("21.5"), right=D(22), tolerance=1) is None
    assert slips.made(found, D(25), right=D(30), tolerance=1) is None


def test_dates_are_near_by_days_and_never_near_numbers():
    assert slips.near(date(2025, 10, 27), date(2025, 10, 28), 1)
    assert not slips.near(date(2025, 10, 27), date(2025, 10, 29), 1)
    assert not slips.near(date(2025, 10, 27), D(5), 10**9)
    assert slips.near("SF-40", "SF-40", 0)


def test_labels_of_the_catalogue_are_french_and_short():
    assert all(name.startswith("mc.") and 5 < len(label) <= 80 for name, label in slips.CATALOGUE.items())
