"""F75–F79."""

import math
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import air
from ntc.calc.air import Tool

WORKSHOP = [
    Tool(2, 420, D("0.7")),
    Tool(6, 380, D("0.4")),
    Tool(4, 60, D("0.3")),
    Tool(1, 300, D("0.6")),
    Tool(5, 180, D("0.1")),
]
COMPRESSORS = {"GV-11": 1700, "GV-15": 2400, "GV-22": 3600, "GV-30": 5000}
DRYERS = {"SF-25": D("2.5"), "SF-40": 4, "SF-70": 7}
TANKS = {"CU-500": 500, "CU-900": 900, "CU-2000": 2000}


def about(value, places):
    return round(float(value), places)


def test_mending_leaks_saves_a_size_of_compressor():
    assert air.air_demand(WORKSHOP, 0, 0) == 1842
    today = air.air_demand(WORKSHOP, D("0.15"), D("0.20"))
    mended = air.air_demand(WORKSHOP, D("0.05"), D("0.20"))
    assert (today, mended) == (D("2541.96"), D("2320.92"))
    assert air.smallest_model(COMPRESSORS, today) == "GV-22"
    assert air.smallest_model(COMPRESSORS, mended) == "GV-15"


def test_worked_numbers():
    assert air.pressure(6) == D("6.7")
    volume = air.receiver(60, D("0.7"))
    assert about(volume, 1) == 642.9
    assert air.smallest_model(TANKS, volume) == "CU-900"
    corrected = air.dryer(D("3.60"), [D("0.84"), D("0.95")])
    assert about(corrected, 2) == 4.51
    assert air.smallest_model(DRYERS, corrected) == "SF-70"
    assert about(air.duct_flow(160, 15), 1) == 1085.7
    assert air.room_flow(1200, 6) == 7200


def test_duct_flow_against_floating_point():
    assert float(air.duct_flow(250, 18)) == pytest.approx(3600 * 18 * math.pi * 0.25**2 / 4)


units = st.sampled_from(["L/min", "L/s", "m³/min", "m³/h"])


@given(st.decimals(0, 10**5, places=2), units, units)
def test_converting_back_gives_the_flow(flow, unit, other):
    back = air.convert_flow(air.convert_flow(flow, unit, other), other, unit)
    assert abs(back - flow) < D("1e-18")


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 100), min_size=1), st.integers(0, 100))
def test_no_smaller_model_would_do(sizes, need):
    if need > max(sizes.values()):
        with pytest.raises(ValueError, match="no model covers"):
            air.smallest_model(sizes, need)
        return
    chosen = sizes[air.smallest_model(sizes, need)]
    assert chosen == min(size for size in sizes.values() if size >= need)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: air.air_demand([Tool(1, 100, 70)], 0, 0), "taux d'emploi lies from 0 to 1"),
        (lambda: air.air_demand([Tool(-1, 100, 1)], 0, 0), "count must not be negative"),
        (lambda: air.pressure(0), "use must be above zero"),
        (lambda: air.receiver(60, 0), "swing must be above zero"),
        (lambda: air.dryer(3, [0]), "factor must be above zero"),
        (lambda: air.duct_flow(-1, 1), "diameter_mm must not be negative"),
        (lambda: air.room_flow(1, -1), "renewals must not be negative"),
        (lambda: air.convert_flow(-1, "L/s", "L/min"), "flow must not be negative"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
