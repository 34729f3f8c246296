"""Plans are as hard to find in every variant: as many are feasible, haste and baits cost as much."""

import pytest

from ntc.case import VARIANTS
from tests.datasets.instances import FULL_MARKS, measures
from tests.datasets.rules import Rules
from tests.violations import assert_none

rules = Rules()

# What every variant keeps to, for each measure of tests/datasets/instances.py.
BANDS = {
    "actions: feasible": (230, 308),
    "actions: plans near the best": (8, 40),
    "actions: clients ÷ floor": (1, 1.5),
    "actions: second": (0.95, 0.9999),
    "actions: spent ÷ budget": (0.85, 1),
    "actions: days ÷ days": (0.84, 1),
    "actions: all that is allowed": (1.2, 1.5),
    "actions: bait": (1.35, 2),
    "remedies: feasible": (24, 32),
    "remedies: second": (0.88, 0.996),
    "remedies: spent ÷ budget": (0.6, 1),
    "remedies: days ÷ days": (0.8, 1),
    "remedies: plans of full marks": (1, 6),
    "remedies: bait": (1.15, 2.4),
    "tour: feasible": (12, 40),
    "tour: km": (160, 215),
    "tour: second": (1.001, 1.4),
    "tour: longest": (1.15, 1.6),
    "tour: share of full marks": (0.03, 0.5),
    "tour: without hours": (0.68, 0.97),
    "tour: nearest first": (0.68, 1.15),
    "choice: feasible": (600, 1_800),
    "choice: km": (175, 235),
    "choice: seen": (6, 6),
    "choice: second": (0.90, 0.9999),
    "choice: nearest first": (0.45, 0.85),
    "choice: all there is": (1.04, 1.30),
    "choice: largest account": (0.15, 0.50),
    "gestures: feasible": (3, 12),
    "gestures: second": (1.001, 1.9),
    "gestures: last kept": (1.25, 2.6),
    "gestures: hardly dearer": (1, 3),
    "gestures: spent ÷ cap": (0.5, 0.95),
    "gestures: harm ÷ cap": (0.65, 2),
    "concessions: feasible": (62, 82),
    "concessions: best cost ÷ gap": (0.45, 0.78),
    "concessions: second": (1.05, 1.45),
    "concessions: gap to close ÷ price": (0.046, 0.061),
    "concessions: room ÷ price": (0.08, 0.12),
    "calls: contacts": (8.3, 9.7),
    "calls: down the list": (0.70, 0.8999),
    "targets: kept": (40, 40),
    "targets: allowed": (160, 215),
    "targets: last score kept": (50, 59),
    "targets: excluded among the best scores": (6, 15),
    "targets: kept by potential alone": (15, 26),
}
HASTE = (
    "choice: nearest first",
    "calls: down the list",
)
COUNTED_ALIKE = ("choice: seen", "targets: kept", "calls: slots allowed", "targets: allowed")


def test_every_measure_has_its_band():
    assert set(measures("00")) == BANDS.keys() | set(COUNTED_ALIKE)


@rules.given
def found(variant):
    return measures(variant)


@rules.rule
def measures_are_in_their_bands(found):
    for measure, (low, high) in BANDS.items():
        if not low <= found[measure] <= high:
            yield f"{measure}: {found[measure]} is not between {low} and {high}"


@rules.rule
def at_least_three_plans_are_feasible(found):
    for plan in ("actions", "remedies", "tour", "choice", "gestures", "concessions"):
        assert found[f"{plan}: feasible"] >= 3


@rules.rule
def haste_never_earns_full_marks(found):
    for measure in HASTE:
        assert found[measure] < FULL_MARKS


@pytest.mark.slow
def test_what_is_counted_is_the_same_in_every_variant():
    counted = {measure: [measures(variant)[measure] for variant in VARIANTS] for measure in COUNTED_ALIKE}
    assert_none(f"{measure}: {values}" for measure, values in counted.items() if len(set(values)) != 1)


@pytest.mark.parametrize("measure", ["tour: km", "choice: km", "actions: feasible", "concessions: feasible"])
def test_the_size_of_an_instance_is_the_same_within_a_third(measure):
    sizes = [measures(variant)[measure] for variant in VARIANTS]
    assert max(sizes) * 100 <= min(sizes) * 135


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
