"""cp6-sizing: variant 00 worked out again in SQL, and what each mistake, choice and order is told."""

import csv
import sqlite3
from fractions import Fraction

import pytest

from autograder import truth
from autograder.keys import Lesson, mark
from autograder.keys.asked.declared import graph_of
from autograder.keys.asked.exercise import right_answers, right_values
from autograder.keys.cp6 import sizing, sizing_beside
from autograder.keys.cp6.sizing_samples import after, models_of, placed_as, right_beside
from ntc.case import VARIANTS, load
from ntc.french import typeset
from ntc.lesson import fields_of, shipped
from ntc.lessons.cp6 import plans
from ntc.paths import TABLES

ID = sizing.ID
CASE, TRUTH = load("00"), truth.load("00")
FIELDS = fields_of(shipped("cp6-solution"), CASE)


@pytest.fixture(scope="module")
def sql():
    """The tables of variant 00 in SQLite; fact() reads a figure of the survey."""
    db = sqlite3.connect(":memory:")
    for name in ("workshop", "site_facts", "dryer_factors", "products"):
        with (TABLES / "00" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        db.execute(f"create table {name} ({', '.join(f'''{column!r}''' for column in head)})")
        db.executemany(f"insert into {name} values ({', '.join('?' * len(head))})", rows)

    def fact(name):
        ((text,),) = db.execute("select value from site_facts where fact_id = ?", (name,)).fetchall()
        return Fraction(text.replace(",", ".").replace("\u202f", "").replace("\xa0", "").replace(" ", ""))

    yield (lambda query: db.execute(query).fetchall()), fact
    db.close()


def marked(**changes):
    """The parts of the right answers, with these instead."""
    raw = {**right_answers(ID, CASE, TRUTH), **right_beside(CASE, TRUTH)}
    raw |= {f"{ID}-{part}": answer for part, answer in changes.items()}
    found = mark(ID, CASE, TRUTH, Lesson.read(FIELDS, raw))
    return found, {part.part: part for part in found.parts}


def close(found, expected):
    return abs(Fraction(found) - expected) < Fraction(1, 10**9)


def test_the_four_needs_and_their_powers(sql):
    query, fact = sql
    # In hundredths of litres, for SQL has no decimals.
    by_phase = dict(
        query(
            "select phase, sum(count * flow_l_min * cast(replace(use_rate, '.', '') as integer)) "
            "from workshop group by 1"
        )
    )
    today = Fraction(by_phase["aujourd’hui"], 100)
    whole = today + Fraction(by_phase["septembre"], 100)
    values, flows = (
        right_values(ID, CASE, TRUTH),
        {
            sku: Fraction(flow)
            for sku, flow in query("select sku, flow_m3min from products where range = 'vitesse fixe'")
        },
    )
    machines = []
    for row, used, leaks in (
        ("now-leaking", today, "fuites-avant"),
        ("now-repaired", today, "fuites-apres"),
        ("later-leaking", whole, "fuites-avant"),
        ("later-repaired", whole, "fuites-apres"),
    ):
        need = used * (100 + fact(leaks)) / 100 * Fraction(6, 5)
        assert close(values[row], need)
        machines.append(min((sku for sku in flows if flows[sku] * 1000 >= need), key=flows.get))
    assert machines == ["GV-22", "GV-15", "GV-30", "GV-22"]
    _, parts = marked()
    assert parts["powers"].fraction == 1
    assert [text.split("→ ")[1] for text in parts["powers"].given.split(" · ")] == [
        typeset(f"{sku.removeprefix('GV-')} kW") for sku in machines
    ]


def test_what_follows_the_machine(sql):
    query, fact = sql
    values = right_values(ID, CASE, TRUTH)
    assert values["machine"] == "GVV-22"
    ((flow,),) = query("select flow_m3min from products where sku = 'GVV-22'")
    litres = Fraction(flow) * 1000 / 60
    assert close(values["pressure"], fact("pression-outil") + Fraction(2, 5) + fact("perte-reseau"))
    volume = Fraction(1, 4) * litres * 30 / fact("ecart-cuve")
    assert abs(Fraction(values["vessel"]) - volume) < Fraction(1, 100)
    ((inlet,),) = query(
        f"select factor from dryer_factors where kind like '%entrée' and degrees = '{fact('entree-secheur')}'"
    )
    ((room,),) = query(
        f"select factor from dryer_factors where kind like '%local' and degrees = '{fact('local')}'"
    )
    dryer = Fraction(flow) / Fraction(inlet) / Fraction(room)
    assert close(values["dryer"], dryer)
    smallest = "select sku from products where sku like 'SF-%' and cast(flow_m3min as real) >= {} limit 1"
    assert query(smallest.format(float(dryer))) == [("SF-70",)]
    assert right_beside(CASE, TRUTH)[f"{ID}-dryer-model"] == "SF-70"
    assert 500 < volume <= 900
    assert right_beside(CASE, TRUTH)[f"{ID}-vessel-model"] == "CU-900"


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_story_of_the_blueprint_holds_and_no_mistake_comes_near_a_need(variant):
    case, labels = load(variant), truth.load(variant)
    values, graph = right_values(ID, case, labels), graph_of(ID, case, labels)
    beside = right_beside(case, labels)
    powers = [beside[f"{ID}-cells"][row]["power"] for row in plans.CELLS]
    assert powers == ["kw22", "kw15", "kw30", "kw22"]
    models = (values["machine"], beside[f"{ID}-vessel-model"], beside[f"{ID}-dryer-model"])
    assert models == ("GVV-22", "CU-900", "SF-70")
    for row in plans.CELLS:
        named = graph.slips(f"{ID}.{row}")
        assert {"mc.air-add", "mc.air-peak", "mc.unit-flow", "trap.leaks-divided"} <= {s.id for s in named}
        assert min(abs(slip.value - values[row]) for slip in named) > 14
    assert "trap.reserve-dropped" in {slip.id for slip in graph.slips(f"{ID}.later-repaired")}
    assert len(sizing_beside.right_items(labels, dict(plans.closet(case)))) == 3
    assert len(sizing_beside.right_items(labels, dict(plans.reasons(case)))) == 3


@pytest.mark.parametrize("step", ["0.01", "0.1"])
def test_needs_rounded_to_a_hundredth_of_a_cubic_metre_pass_and_to_a_tenth_do_not(step):
    values = right_values(ID, CASE, TRUTH)
    cells = right_beside(CASE, TRUTH)[f"{ID}-cells"]
    typed = {
        row: {**line, "need": str(1000 * round(float(values[row]) / 1000, len(step) - 2))}
        for row, line in cells.items()
    }
    typed = {row: {**line, "need": line["need"].partition(".")[0]} for row, line in typed.items()}
    _, parts = marked(cells=typed)
    assert parts["now-leaking"].fraction == (step == "0.01")
    assert step == "0.1" or all(parts[row].fraction == 1 for row in plans.CELLS)


def test_one_tool_misread_costs_one_need():
    """A sander counted too many, in the four needs, with right methods to the end."""
    used = sum(row.count * row.flow_l_min * row.use_rate for row in CASE.workshop)
    today = sum(row.count * row.flow_l_min * row.use_rate for row in CASE.workshop[:5])
    more = CASE.workshop[1].flow_l_min * CASE.workshop[1].use_rate
    facts = {row.fact_id: row.value for row in CASE.site_facts}
    own = {}
    for row, flow, leaks in zip(
        plans.CELLS, (today, today, used, used), ("fuites-avant", "fuites-apres") * 2, strict=True
    ):
        need = float(flow + more) * (1 + int(facts[leaks]) / 100) * 1.2
        own[row] = {"need": f"{need:.0f}", "power": sizing_beside.right_power(CASE, sizing.Decimal(need))}
    whole, parts = marked(cells=own)
    assert parts["now-leaking"].fraction == 0
    assert [parts[row].carried for row in plans.CELLS[1:]] == [True] * 3
    assert 18 * (1 - whole.fraction) <= 1.5 * 1.25


def test_a_larger_machine_is_half_right_and_its_vessel_and_dryer_follow():
    on_it = after(CASE, "GV-30")
    figures = {**right_answers(ID, CASE, TRUTH)[f"{ID}-figures"], **on_it}
    models = {key.removeprefix(f"{ID}-"): sku for key, sku in models_of(CASE, on_it).items()}
    whole, parts = marked(machine="GV-30", figures=figures, **models)
    assert parts["machine"].fraction == 0.5
    assert parts["machine"].message == typeset(sizing.A_STEP)
    assert parts["vessel"].carried
    assert parts["dryer"].carried
    assert 18 * (1 - whole.fraction) == pytest.approx(0.5)


def test_each_choice_is_told_why():
    _, parts = marked(machine="GV-15")
    assert parts["machine"].message == typeset(sizing.TOO_SMALL)
    _, parts = marked(machine="GV-22")
    assert (parts["machine"].fraction, parts["machine"].message) == (1, typeset(sizing.COVERS_TOO))
    _, parts = marked(**{"dryer-model": "SF-40"})
    assert parts["dryer-model"].message == typeset(sizing_beside.PLATE)
    _, parts = marked(figures={})
    assert parts["dryer-model"].message == typeset(sizing_beside.MODEL_FIRST)


def test_the_vessel_may_stand_on_either_side_of_the_dryer():
    words = {one.id: one.label.lower() for one in plans.chain(CASE)}

    def named(*keys):
        return [next(code for code, text in words.items() if key in text) for key in keys]

    for order in (
        named("compresseur", "cuve", "1 µm)", "sécheur", "réseau", "0,01"),
        named("compresseur", "1 µm)", "cuve", "sécheur", "réseau", "0,01"),
        named("compresseur", "1 µm)", "sécheur", "cuve", "réseau", "0,01"),
    ):
        _, parts = marked(order=placed_as(order))
        assert parts["order"].fraction == 1, order
    _, parts = marked(order=placed_as(named("compresseur", "cuve", "1 µm)", "sécheur", "0,01", "réseau")))
    assert 0 < parts["order"].fraction < 1
    assert "vient trop tôt" in parts["order"].message


def test_one_need_everywhere_carries_no_power():
    cells = {row: {"need": "3000", "power": "kw22"} for row in plans.CELLS}
    _, parts = marked(cells=cells)
    assert parts["powers"].fraction == 0
