"""The figures of CP2 on variant 00 worked out another way than the keys do: from the raw files, in SQL.

Amounts are summed in whole cents, so that nothing is rounded on the way.
"""

import math
from fractions import Fraction

import pytest

from autograder import truth
from autograder.keys.asked.exercise import right_values
from autograder.keys.cp2 import crm, segments, targets, tour, week
from ntc.case import load
from ntc.lessons.cp2 import plans
from tests import in_sql

TABLES_READ = (
    *("orders", "clients", "quotes", "activities", "contracts", "company", "fuel_log", "segment_cases"),
    *("grid_cases", "towns", "prospects", "contacts", "week_tasks", "week_draft", "invoices", "payments"),
    *("credit_notes", "bank_returns"),
)
CLASSES = """
create view bought as
select o.client_id, sum(whole(o.net_ht)) as cents from orders o
where o.date like '2025-%' and o.status <> 'annulée' group by o.client_id
having sum(o.origin <> 'CTR' and whole(o.net_ht) > 0) > 0;
create view ranked as
select client_id, cents, 1.0 * (sum(cents) over (order by cents desc, client_id) - cents)
  / (select sum(cents) from bought) as before
from bought;
create view classes as
select r.client_id, cents, case when before < 0.8 then 'A' when before < 0.95 then 'B' else 'C' end as letter,
  max(0, whole(c.potential_12m) - cents) as room
from ranked r join clients c using (client_id);
"""


@pytest.fixture(scope="module")
def sql():
    """The tables of variant 00 in SQLite, values as the text of the files; whole() drops the point."""
    db = in_sql.database(in_sql.of_variant(TABLES_READ))
    db.executescript(CLASSES)
    yield lambda query: db.execute(query).fetchall()
    db.close()


@pytest.fixture(scope="module")
def figures():
    return right_values("cp2-goals", load("00"), truth.load("00"))


@pytest.fixture(scope="module")
def case():
    return load("00")


def one(sql, query):
    ((value,),) = sql(query)
    return value


def near(figure, expected, tolerance=1e-6):
    return abs(float(figure) - float(expected)) <= tolerance


def test_the_objective_in_euros(sql, figures):
    objective = one(sql, "select whole(objective_2026) from company")
    sales = one(
        sql,
        "select sum(whole(net_ht)) from orders where date like '2025-%' and status <> 'annulée'",
    )
    assert near(figures["rise"], Fraction(objective - sales, 100))
    ((cents, served),) = sql(
        "select sum(whole(net_ht)), count(distinct client_id) from orders join clients using (client_id) "
        "where date like '2025-%' and status <> 'annulée' and created like '2025-%'"
    )
    assert near(figures["newcomer"], Fraction(cents, 100 * served))
    wanted = int(one(sql, "select new_clients_2026 from company"))
    assert near(figures["brought"], Fraction(cents * wanted, 100 * served))
    assert near(figures["rest"], Fraction(objective - sales, 100) - Fraction(cents * wanted, 100 * served))
    # 2 640 000 − 2 400 000 €; eighteen of 4 260,88 € on average.
    assert (figures["rise"], wanted, served) == (240_000, 18, 11)


def test_the_funnel_up_to_meetings(sql, figures):
    ((won, made),) = sql("select sum(status = 'gagné'), count(*) from quotes where date like '2025-%'")
    # The first whole number of quotes of which eighteen or more are won, then of meetings, 45 in a hundred.
    quotes = next(n for n in range(1, 500) if n * won >= 18 * made)
    meetings = next(n for n in range(1, 500) if n * 45 >= quotes * 100)
    assert (figures["quotes"], figures["meetings"]) == (quotes, meetings) == (55, 123)


def test_the_load_in_visits(sql, figures):
    letters = dict(sql("select letter, count(*) from classes group by letter"))
    assert letters == {"A": 31, "B": 42, "C": 75}
    # 31 × 8 + 42 × 4 + 75 + 132 = 623, for 528; 31 × 6 + 42 × 3 + 132 = 444.
    assert (figures["high"], figures["excess"], figures["free"]) == (623, 95, 84)
    days = one(
        sql, "select count(distinct date) from activities where type = 'visite' and date like '2025-%'"
    )
    assert near(figures["daily"], Fraction(528, days))
    assert round(float(figures["daily"]), 2) == 3.07


def test_visits_where_little_is_left_to_sell(sql, case):
    visits = one(
        sql,
        "select count(*) from activities a join classes c on c.client_id = a.account_id "
        "where a.type = 'visite' and a.date like '2025-%' and letter = 'C' and room < 1500000",
    )
    assert segments.misplaced(case) == visits == 58


def test_each_account_has_its_conduct_and_one_is_blocked(sql, case):
    labels = truth.load("00")
    conducts = sql(
        "select case_id, case when letter = 'C' then iif(room < 1500000, 'remote', 'open') "
        "else iif(room < 1500000, 'defend', 'grow') end from segment_cases join classes using (client_id)"
    )
    assert segments.conducts(labels) == dict(conducts)
    blocked = sql(
        "select distinct case_id from segment_cases join orders using (client_id) "
        "join invoices i using (order_id) "
        "where disputed = 'non' and julianday('2026-01-12') - julianday(due) > 30 "
        "and whole(ttc) "
        "- coalesce((select sum(whole(amount_ttc)) from payments p where p.invoice_id = i.invoice_id "
        "  and p.date <= '2025-12-31' and p.payment_id not in (select payment_id from bank_returns)), 0) "
        "- coalesce((select sum(whole(amount_ttc)) from credit_notes c where c.invoice_id = i.invoice_id "
        "  and c.date <= '2025-12-31'), 0) > 50000"
    )
    assert blocked == [(segments.blocked(labels),)]


def test_the_records_to_discard_and_the_forty_that_are_left(sql, case):
    labels, codes = truth.load("00"), [code for code, _ in plans.first_sixty(case)]
    found = dict(
        sql(
            "select prospect_id, case when siret in (select siret from clients) then 'client' "
            "when sector <> (select sector from towns where name = 'Carquefou') then 'sector' "
            "when opposition = 'oui' then 'optout' when last_inbound_contact between '1' and '2023-01-11' "
            "then 'stale' end from prospects p join towns using (town_id) "
            "left join contacts on account_id = prospect_id"
        )
    )
    expected = {code: found[code] for code in codes if found[code]}
    assert targets.discarded(case, labels) == expected
    assert len(expected) == 14
    best, most = targets.leading(case, expected)
    assert most == 40
    assert best == {row.prospect_id for row in labels.prospect_scores if row.retained}


def test_the_newcomers_on_paper(sql, case):
    labels = truth.load("00").of("grid_cases")
    towns = dict(
        (code, (float(lat), float(lon))) for code, lat, lon in sql("select town_id, lat, lon from towns")
    )
    base = towns[one(sql, "select town_id from towns where name = 'Carquefou'")]
    for code, town, potential, age, months in sql(
        "select case_id, town_id, est_potential, equipment_age, project_horizon_months from grid_cases"
    ):
        # The angle between two points by the dot product of their directions, where the key takes haversines.
        one_way, other = (
            (
                math.cos(math.radians(lat)) * math.cos(math.radians(lon)),
                math.cos(math.radians(lat)) * math.sin(math.radians(lon)),
                math.sin(math.radians(lat)),
            )
            for lat, lon in (base, towns[town])
        )
        km = 1.2 * 6371 * math.acos(sum(a * b for a, b in zip(one_way, other, strict=True)))
        score = 40 * min(1, float(potential) / 20_000) + 20 * max(0, 1 - km / 120)
        score += 20 * min(1, float(age) / 15) if age else 0
        score += 20 * max(0, 1 - float(months) / 24) if months else 0
        assert near(labels[code].score, score, 0.02)


def test_lists_asked_of_the_file(sql, case):
    quotes = one(
        sql,
        "select count(*) from quotes where status = 'en cours' and ("
        + " or ".join(
            f"date(date, '+{days} days') between '2026-01-12' and '2026-01-16'" for days in (7, 15, 28)
        )
        + ")",
    )
    unseen = one(
        sql,
        "select count(*) from classes where letter = 'A' and client_id not in (select account_id from "
        "activities where type = 'visite' and date > '2025-09-30')",
    )
    renewals = one(sql, "select count(*) from contracts where renewal between '2026-01-12' and '2026-03-31'")
    assert crm.counts(case) == {"quotes": quotes, "unseen": unseen, "renewals": renewals}
    assert (quotes, unseen, renewals) == (6, 9, 11)


def test_the_kilometres_of_a_visit(sql, case):
    km = one(sql, "select sum(cast(km as integer)) from fuel_log where month like '2025-%'")
    visits = one(sql, "select count(*) from activities where type = 'visite' and date like '2025-%'")
    assert near(tour.per_visit(case), Fraction(km, visits))


def test_the_shares_of_the_week_that_was_left(sql, case):
    for kind in ("administratif", "imprévus"):
        taken = one(
            sql,
            "select sum(cast(half_hours as integer)) from week_tasks join week_draft using (task_id) "
            f"where kind = '{kind}'",
        )
        # Five days of eight hours are eighty half-hours.
        assert near(week.share(case, kind), Fraction(taken, 80))
