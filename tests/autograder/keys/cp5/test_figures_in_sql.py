"""The figures of CP5 on variant 00 worked out another way than the keys do: in SQL, from the files."""

import csv
import sqlite3
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest

from autograder import truth
from autograder.keys.cp5 import avatar, hours, hours_counted, mailing, tour
from ntc.case import load
from ntc.paths import TABLES

TABLES_READ = ("call_attempts", "clients", "prospects", "segments", "quotes", "campaigns", "company")
CASE, TRUTH = load("00"), truth.load("00")
# Hours are « 09:20 » in the files, so that text compares as time; a Friday ends at four.
INSIDE = (
    "((time >= call_from and time < call_to)"
    " or (call_from2 <> '' and time >= call_from2 and time < call_to2))"
    " and not (strftime('%w', date) = '5' and time >= '16:00')"
)


@pytest.fixture(scope="module")
def sql():
    """The tables of variant 00 in SQLite, values as the text of the files; cents() makes amounts whole."""
    db = sqlite3.connect(":memory:")
    db.create_function("cents", 1, lambda text: int(text.replace(".", "")), deterministic=True)
    for name in TABLES_READ:
        with (TABLES / "00" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        db.execute(f"create table {name} ({', '.join(f'''{column!r}''' for column in head)})")
        db.executemany(f"insert into {name} values ({', '.join('?' * len(head))})", rows)
    db.execute(
        "create view accounts as select client_id id, seg_id, employees from clients "
        "union all select prospect_id, seg_id, employees from prospects"
    )
    yield lambda query: db.execute(query).fetchall()
    db.close()


def counted(sql, group):
    rows = sql(
        f"select {group}, count(*), sum(reached = 'oui'), sum(result = 'rdv') from call_attempts "
        "join accounts on id = account_id join segments using (seg_id) group by 1"
    )
    return {key: tuple(map(int, rest)) for key, *rest in rows}


def same(found, expected):
    return abs(Fraction(found) - expected) < Fraction(1, 10**9)


def test_the_calls_inside_and_outside_the_hours_of_a_trade_and_by_opening(sql):
    figures, cuts = hours_counted.figures(CASE), counted(sql, INSIDE)
    assert sum(calls for calls, _, _ in cuts.values()) == 900
    openings = {
        "question": "question sur l’atelier",
        "neighbour": "référence d’un voisin",
        "house": "présentation de Galerne",
    }
    by_opening = counted(sql, "opening")
    rows = {"inside": cuts[1], "outside": cuts[0]} | {
        code: by_opening[words] for code, words in openings.items()
    }
    for row, (calls, reached, meetings) in rows.items():
        assert figures[f"{row} calls"] == calls
        assert same(figures[f"{row} reached"], Fraction(reached, calls))
        assert same(figures[f"{row} meetings"], Fraction(100 * meetings, reached))


def test_a_call_at_the_very_end_of_its_hours_may_be_counted_inside():
    """On a variant where there are such calls; beyond what the tolerance lets through."""
    case = load("11")
    segments = {row.seg_id: row for row in case.segments}
    trades = {row.client_id: row.seg_id for row in case.clients}
    trades |= {row.prospect_id: row.seg_id for row in case.prospects}
    reached = met = 0
    for call in case.call_attempts:
        trade = segments[trades[call.account_id]]
        at = call.time.isoformat("minutes")
        morning = trade.call_from.isoformat("minutes") <= at <= trade.call_to.isoformat("minutes")
        again = trade.call_from2 and (
            trade.call_from2.isoformat("minutes") <= at <= trade.call_to2.isoformat("minutes")
        )
        if (morning or again) and not (call.date.strftime("%A") == "Friday" and at > "16:00"):
            continue
        reached += call.reached
        met += call.result == "rdv"
    value = 100 * Fraction(met, reached)
    assert same(hours_counted.figures_to_the_end(case)["outside meetings"], value)
    given, right = Decimal(round(float(value), 1)), hours_counted.figures(case)["outside meetings"]
    assert abs(given - right) > hours_counted.reach(case, "outside meetings")
    assert hours_counted.near(case, "outside meetings", given, right)


def test_the_calls_that_the_meetings_of_the_year_ask_for(sql):
    ((wanted,),) = sql("select cast(prospect_visits as integer) from company")
    cuts = counted(sql, INSIDE)
    found = {}
    for row, (calls, reached, meetings) in (("inside", cuts[1]), ("outside", cuts[0])):
        people = ceil(Fraction(wanted * reached, meetings))
        found[row] = ceil(people / Fraction(reached, calls))
        assert hours_counted.by_row(CASE, row) == found[row]
    saved = Fraction(found["outside"] - found["inside"], 30)
    assert floor(hours_counted.days(*hours_counted.needed_pairs(CASE)[0])) == floor(saved)


def test_the_segments_that_make_eighty_per_cent_of_the_margin_won(sql):
    rows = sql(
        "select seg_id, sum(cents(amount) * cast(replace(margin_rate, '0.', '') as integer)) from quotes "
        "join accounts on id = account_id where status = 'gagné' group by seg_id order by 2 desc"
    )
    whole, reached, kept = sum(value for _, value in rows), 0, set()
    for segment, value in rows:
        if 10 * reached >= 8 * whole:
            break
        kept.add(segment)
        reached += value
    assert avatar.above(CASE, avatar.margin) == kept
    assert same(avatar.three(CASE, avatar.margin), Fraction(sum(value for _, value in rows[:3]), whole))


def test_the_two_sizes_that_succeed_best(sql):
    bands = "case when e < 10 then 0 when e < 20 then 1 when e < 50 then 2 when e < 250 then 3 else 4 end"
    rows = sql(
        f"select {bands}, sum(status = 'gagné'), count(*) from "
        "(select cast(employees as integer) e, status from quotes join accounts on id = account_id "
        "where status <> 'en cours') group by 1"
    )
    rates = [(Fraction(won, made), band) for band, won, made in rows]
    names = ("moins de 10", "de 10 à 19", "de 20 à 49", "de 50 à 249", "250 et plus")
    expected = [(names[band], rate) for rate, band in sorted(rates, reverse=True)]
    found = avatar.rates(CASE)
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert all(same(one, other) for (_, one), (_, other) in zip(found, expected, strict=True))


def test_the_four_campaigns_and_the_one_most_opened(sql):
    figures = mailing.figures(CASE)
    codes = {name.partition(" ")[0] for name in figures if name.startswith("CA")}
    rows = {
        row[0]: tuple(map(int, row[1:]))
        for row in sql("select camp_id, cents(cost), leads, cents(margin) from campaigns")
    }
    assert len(codes) == 4
    for code in codes:
        cost, leads, margin = rows[code]
        assert same(figures[f"{code} lead"], Fraction(cost, 100 * leads))
        assert same(figures[f"{code} roi"], Fraction(margin - cost, cost))
    ((opens, delivered, clicks),) = sql(
        "select opens, delivered, clicks from campaigns where channel = 'emailing' "
        "order by 1.0 * opens / delivered desc limit 1"
    )
    assert same(figures["opening-rate"], Fraction(int(opens), int(delivered)))
    assert same(figures["reactivity"], Fraction(int(clicks), int(opens)))


def test_a_decision_is_cut_at_nothing_and_at_a_loss_of_sixty_per_cent():
    cases = {"0.01": "keep", "0": "keep", "-0.001": "mend", "-0.6": "mend", "-0.601": "stop"}
    assert {ratio: mailing.decided(CASE, Decimal(ratio)) for ratio in cases} == cases


def test_what_the_best_tour_weighs():
    best = tour.best_tour(TRUTH)
    litres, co2 = tour.burnt(CASE, best.km)
    # 6.1 litres for a hundred kilometres, 3.10 kg a litre.
    assert same(litres, Fraction(best.km) * 61 / 1000)
    assert same(co2, Fraction(best.km) * 61 / 1000 * Fraction(31, 10))
    assert tour.seen(CASE, best.stops.split()) == best.potential
    assert tour.exceeded(CASE, best.stops.split()) == []


def test_the_best_plan_of_the_thirty_calls_is_what_the_generator_proved():
    good = hours_counted.good_slots(CASE)
    laid = [row for row in TRUTH.call_plans if row.plan == "optimum"]
    assert len(laid) == 30
    assert sum(row.slot_id in good[row.call_id] for row in laid) == hours.best(TRUTH)
