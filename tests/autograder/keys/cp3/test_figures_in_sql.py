"""The figures of CP3 on variant 00 worked out another way than the keys do: on paper, or in SQL.

Amounts are summed in whole cents, so that nothing is rounded on the way.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from autograder import truth
from autograder.keys.asked.exercise import right_values
from autograder.keys.cp3 import complaint, credit_accounts, dormant_accounts, follow, gesture
from ntc.case import load
from ntc.lessons.cp3 import plans
from tests import in_sql

TABLES_READ = (
    "orders",
    "order_lines",
    "clients",
    "complaints",
    "invoices",
    "payments",
    "credit_notes",
    "bank_returns",
    "pending_orders",
    "credit_cases",
    "gesture_cases",
)
DECIDED = "status <> 'annulée' and origin <> 'CTR' and whole(net_ht) > 0"
CASE, TRUTH = load("00"), truth.load("00")


@pytest.fixture(scope="module")
def sql():
    """The tables of variant 00 in SQLite, values as the text of the files; whole() makes amounts whole."""
    db = in_sql.database(in_sql.of_variant(TABLES_READ))
    yield lambda query: db.execute(query).fetchall()
    db.close()


def one(sql, query):
    ((value,),) = sql(query)
    return value


def codes(sql, query):
    return {code for (code,) in sql(query)}


def test_the_order_that_is_followed():
    found = right_values("cp3-follow", CASE, TRUTH)
    # (26 301.38 + 28.00) × 1.2 = 31 595.256 €, of which 30, 60 and 10 %.
    assert [round(found[stage], 2) for stage in ("deposit", "delivery", "balance")] == [
        Decimal("9478.58"),
        Decimal("18957.15"),
        Decimal("3159.53"),
    ]
    # Delivered on Wednesday 25 February 2026, started on 3 March: to the end of the month, then 45 days.
    assert found["delivery-due"] == date(2026, 4, 14)
    assert found["balance-due"] == date(2026, 5, 15)
    # Tuesday 24, Monday 23, Friday 20, Thursday 19, Wednesday 18; 14 April and 8 days; 3 March and 30 days.
    assert found["reconfirmed"] == date(2026, 2, 18)
    assert found["reminded"] == date(2026, 4, 22)
    assert found["called"] == date(2026, 4, 2)


def test_the_classes_and_the_visits_that_are_left(sql):
    rows = sql(
        "with bought as (select client_id, sum(whole(net_ht)) s from orders where date like '2025%' and "
        "status <> 'annulée' group by client_id having sum(net_ht > 0 and origin <> 'CTR')), "
        "ranked as (select s, sum(s) over (order by s desc, "
        "client_id rows unbounded preceding) - s before, sum(s) over () whole from bought) "
        "select sum(100 * before < 80 * whole), sum(100 * before between 80 * whole and 95 * whole - 1), "
        "sum(100 * before >= 95 * whole) from ranked"
    )
    assert tuple(follow.clients(CASE)[name] for name in "ABC") == rows[0]
    # 44 weeks of 12 visits, a quarter of which is for prospects.
    assert follow.left(CASE) == 44 * 12 * 3 // 4 == 396


def test_the_grants_and_the_four_dates_of_a_file(sql):
    orders = dict(sql("select c.cmp_id, whole(o.net_ht) from complaints c join orders o using (order_id)"))
    codes_of = {row.case_id: row.cmp_id for row in CASE.claim_cases}
    found = complaint.grants(CASE, TRUTH, complaint.origins(CASE, TRUTH))
    # 3 % of 413.07; 300 under 3 % of 32 332.36, an invoice 4 days late; the client; an invoice 42 days late;
    # 300 under 3 % of 10 388.26; the client.
    assert [str(found[code]) for code in ("DR01", "DR02", "DR03", "DR04", "DR05", "DR06")] == [
        "12.39",
        "300",
        "80",
        "0",
        "300",
        "80",
    ]
    assert abs(Fraction(found["DR01"]) - Fraction(3 * orders[codes_of["DR01"]], 10_000)) <= Fraction(1, 200)
    for code in ("DR02", "DR05"):
        assert 3 * orders[codes_of[code]] > 300 * 100 * 100
    # Opened on Monday 8 December 2025; Thursday 25 is Christmas.
    assert list(complaint.dates(CASE).values()) == [
        date(2025, 12, 9),
        date(2025, 12, 11),
        date(2025, 12, 15),
        date(2025, 12, 30),
    ]


def test_the_gesture_and_what_must_be_sold_again(sql):
    ((order, price),) = sql("select whole(order_ht), whole(machine_price) from gesture_cases")
    menu = gesture.menu(CASE, TRUTH)
    assert abs(Fraction(menu.cap) - Fraction(3 * order, 10_000)) <= Fraction(1, 200)
    code = gesture.warranty(TRUTH)
    assert menu.value[code] == Decimal(price) * 25 / 100_000
    assert menu.cost[code] == Decimal(price) * 9 / 100_000
    # The warranty and 50 € of credit: 233.75 + 50 for a harm of 250, at 84.15 + 50; alone, neither repairs.
    (best,) = menu.cheapest()
    assert (best, menu.paid(best)) == (frozenset({"g02", "g05"}), Decimal("134.15"))
    sales = one(sql, "select sum(whole(net_ht)) from orders where date like '2024%' and status <> 'annulée'")
    costs = one(
        sql,
        "select sum(l.qty * whole(l.unit_cost)) from order_lines l join orders o using (order_id) "
        "where o.date like '2024%' and o.status <> 'annulée'",
    )
    assert abs(Fraction(gesture.rate(CASE)) - Fraction(sales - costs, sales)) < Fraction(1, 10**9)


LEFT = """
with paid as (
  select invoice_id, sum(a) a from (
    select invoice_id, whole(amount_ttc) a from payments
      where payment_id not in (select payment_id from bank_returns)
    union all select invoice_id, whole(amount_ttc) from credit_notes
  ) group by invoice_id
), left_open as (
  select i.*, o.client_id, whole(i.ttc) - coalesce(p.a, 0) rest from invoices i
  join orders o using (order_id) left join paid p using (invoice_id)
  where o.client_id in (select client_id from credit_cases)
)
"""


def test_what_the_twelve_accounts_owe_together(sql):
    found = credit_accounts.figures(CASE)
    claimed = one(
        sql,
        LEFT + "select sum(rest) from left_open where rest > 0 and disputed = 'non' and due < '2026-01-12'",
    )
    contested = one(sql, LEFT + "select sum(rest) from left_open where rest > 0 and disputed = 'oui'")
    overpaid = one(sql, LEFT + "select -sum(rest) from left_open where rest < 0")
    assert [found[name] * 100 for name in ("overdue", "contested", "overpaid")] == [
        claimed,
        contested,
        overpaid,
    ]
    # On paper: 1483.76 (returned) + 445.88 + 3397.20 + 1618.68 + 593.86 + 498.17 + 1024.43.
    assert (claimed, contested, overpaid) == (906_198, 74_934, 12_000)
    # FA01425, due on 3 December: 1 618.68 × 12.15 % × 40 ÷ 365 = 21.55, and 40 €.
    assert found["penalties"] == Decimal("61.55")


def test_the_number_of_each_account(sql):
    found = credit_accounts.figures(CASE)
    late = dict(
        sql(
            LEFT + "select client_id, max(julianday('2026-01-12') - julianday(due)) from left_open "
            "where rest > 0 and due < '2026-01-12' group by client_id"
        )
    )
    owed = dict(sql(LEFT + "select client_id, sum(rest) from left_open where rest > 0 group by client_id"))
    # What is ordered and not billed yet, HT; a fifth more is owed, order by order.
    unbilled = sql(
        "select o.client_id, whole(o.net_ht) + whole(o.eco_fee) - sum(whole(coalesce(i.ht, '0'))) "
        "from orders o left join invoices i using (order_id) where o.status <> 'annulée' group by o.order_id"
    )
    rest = {}
    for client, ht in unbilled:
        rest[client] = rest.get(client, 0) + ht + round(Fraction(ht, 5))
    waiting = sql(
        "select p.client_id, whole(p.amount_ht), whole(c.credit_limit) from pending_orders p "
        "join clients c using (client_id)"
    )
    room = {
        client: limit - owed.get(client, 0) - rest.get(client, 0) - ht * 12 // 10
        for client, ht, limit in waiting
    }
    asked = dict(sql("select client_id, pending_id from credit_cases"))
    assert len(asked) == 12
    for client, pending in asked.items():
        assert found[client] == (Decimal(room[client]) / 100 if pending else late[client])


def test_who_sleeps_who_complained_and_who_is_called_first(sql):
    def deciders(year):
        return codes(sql, f"select client_id from orders where date like '{year}%' and {DECIDED}")

    sleepers = deciders(2024) - deciders(2025)
    assert dormant_accounts.asleep(CASE) == sleepers
    assert len(sleepers) == 19
    wrote = codes(sql, "select client_id from complaints")
    assert dormant_accounts.complained(CASE) == wrote
    assert (len(wrote), len(wrote & deciders(2025)), len(wrote & sleepers)) == (29, 28, 1)
    # Whole months to the last day of 2025: the day of the month never falls short of it.
    scores = sql(
        "select c.client_id, whole(potential_12m) * (24 - (12 * (2025 - substr(max(date), 1, 4)) + 12 - "
        f"substr(max(date), 6, 2))) / 12.0 from orders o join clients c using (client_id) where {DECIDED} "
        "group by c.client_id order by 2 desc, 1"
    )
    ranked = [code for code, _ in scores if code in sleepers]
    assert dormant_accounts.called_first(CASE, sleepers) == ranked
    worth = dict(scores)
    for code in ranked[:5]:
        assert float(dormant_accounts.worth(CASE, code)) * 100 == pytest.approx(worth[code])


def test_the_invoice_whose_penalties_are_asked_is_the_oldest_claimed(sql):
    rows = sql(
        LEFT
        + "select invoice_id from left_open join credit_cases using (client_id) where pending_id = '' and "
        "rest = whole(ttc) and disputed = 'non' and due < '2026-01-12' and invoice_id not in "
        "(select invoice_id from payments) order by due, invoice_id"
    )
    assert plans.penalised(CASE).invoice_id == rows[0][0] == "FA01425"
