"""T25: a client at fault and a shared fault; the dates and caps of every complaint, by rules R16 and R17."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tests.datasets.rules import Rules

rules = Rules()

CLOSING = date(2025, 12, 31)
STEPS = ("acknowledge", "diagnosis", "proposal", "closed")


def by_id(rows):
    return {row.cmp_id: row for row in rows}


def fault(case, truth, role):
    (rule,) = [row for row in truth.complaint_rules if (row.trap, row.role) == ("T25", role)]
    return by_id(case.complaints)[rule.cmp_id], truth.of("complaints")[rule.cmp_id], rule


@rules.rule
def every_complaint_has_its_rules(case, truth):
    assert [row.cmp_id for row in truth.complaint_rules] == [row.cmp_id for row in case.complaints]


@rules.rule
def t25_the_filter_was_never_changed_and_nothing_is_owed(case, truth):
    complaint, label, rule = fault(case, truth, "client en tort")
    assert complaint.facts.startswith("Filtre d’aspiration colmaté")
    assert (label.responsibility, label.best_path) == ("client", "geste relationnel")
    assert not rule.compensation
    assert rule.seller_cap == case.policy["gesture"]["relational"]


@rules.rule
def t25_another_fault_is_shared_and_a_gesture_is_possible(case, truth):
    complaint, label, rule = fault(case, truth, "faute partagée")
    assert (label.responsibility, label.best_path) == ("partagée", "étude partagée")
    assert complaint.category in ("panne", "bruit", "qualité d’air")
    assert rule.compensation


@rules.rule
def dates_count_the_working_days_of_the_calendar(case, truth):
    """R16, with the calendar that learners read."""
    opened = {
        row.date for row in case.calendar if row.weekday not in ("samedi", "dimanche") and not row.holiday
    }
    for row in case.complaints:
        rule = by_id(truth.complaint_rules)[row.cmp_id]
        ends = (rule.acknowledge_by, rule.diagnosis_by, rule.proposal_by, rule.close_by)
        for step, end in zip(STEPS, ends, strict=True):
            between = [row.opened + timedelta(n) for n in range(1, (end - row.opened).days + 1)]
            assert sum(day in opened for day in between) == case.policy["complaint"][f"{step}_days"]
            assert end in opened
        assert rule.on_time == ((row.closed or CLOSING) <= rule.close_by)
        if row.closed:
            assert (rule.call_on - row.closed).days >= case.policy["complaint"]["call_after_days"]
            assert rule.call_on in opened


@rules.rule
def t07_the_complaint_closed_badly_was_also_closed_late(case, truth):
    (code,) = [row.record for row in truth.traps if (row.trap, row.table) == ("T07", "complaints")]
    assert not by_id(truth.complaint_rules)[code].on_time


@rules.rule
def caps_are_those_of_the_order(case, truth):
    gesture, nets = case.policy["gesture"], {order.order_id: order.net_ht for order in case.orders}
    labels = truth.of("complaints")
    for row in case.complaints:
        rule = by_id(truth.complaint_rules)[row.cmp_id]
        assert rule.compensation == (labels[row.cmp_id].responsibility != "client")
        for who, cap in (("seller", rule.seller_cap), ("sales_manager", rule.manager_cap)):
            share = (nets[row.order_id] * gesture[who]["rate"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert cap == (min(share, gesture[who]["amount"]) if rule.compensation else gesture["relational"])


@rules.rule
def who_must_settle_first_had_an_old_invoice_open_that_day(case, truth):
    clients = {order.order_id: order.client_id for order in case.orders}
    for row in case.complaints:
        owed = {
            bill.invoice_id: bill.ttc
            for bill in case.invoices
            if clients[bill.order_id] == row.client_id
            and not bill.disputed
            and (row.opened - bill.due).days > 30
        }
        for paid in (*case.payments, *case.credit_notes):
            if paid.invoice_id in owed and paid.date <= row.opened:
                owed[paid.invoice_id] -= paid.amount_ttc
        assert by_id(truth.complaint_rules)[row.cmp_id].settle_first == any(
            rest > 0 for rest in owed.values()
        )


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
