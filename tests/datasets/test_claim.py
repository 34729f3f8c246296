"""The complaint of the morning: a client of ours, its machine, what it asks for, each as other tables say."""

from collections import Counter
from datetime import date, timedelta

from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

STORY = date(2026, 1, 12)


@rules.given
def claim(case):
    (found,) = case.claim_facts
    return found


@rules.rule
def it_is_received_on_the_morning_of_the_story_and_the_stop_is_over(claim):
    assert claim.called_on == STORY
    assert claim.stopped_at.hour * 60 + claim.stopped_at.minute + 60 * claim.lost_hours <= 13 * 60
    assert 3 <= claim.lost_hours <= 5
    assert 1300 <= claim.claimed <= 2750


@rules.rule
def the_machine_is_ours_young_worn_and_not_under_contract(case, claim):
    machine = next(row for row in case.installed_base if row.machine_id == claim.machine_id)
    order = next(row for row in case.orders if row.order_id == claim.order_id)
    assert (machine.account_id, machine.brand, machine.kind) == (claim.client_id, "Galerne", "compresseur")
    assert (order.client_id, order.delivered.year) == (claim.client_id, machine.year)
    assert machine.model in [line.sku for line in case.order_lines if line.order_id == order.order_id]
    assert timedelta(150) <= STORY - order.delivered < timedelta(500)
    assert claim.meter_hours == machine.hours > claim.notice_hours == 2_000
    park = [
        row for row in case.installed_base if row.account_id == claim.client_id and row.kind == "compresseur"
    ]
    for contract in (row for row in case.contracts if row.client_id == claim.client_id):
        assert contract.machine_id != machine.machine_id
        assert contract.machines < len(park)
    # 260 € and 18 € a kW (catalogue).
    assert claim.yearly_price == 260 + 18 * machine.kw


@rules.rule
def who_calls_works_there_and_may_be_written_to(case, truth, claim):
    contact = next(row for row in case.contacts if row.contact_id == claim.contact_id)
    assert (contact.account_id, contact.opposition) == (claim.client_id, False)
    assert truth.of("contacts")[contact.contact_id].comment_fault is None
    dialogue = next(row for row in case.dialogues if row.kind == "réclamation")
    speakers = {row.speaker for row in case.dialogue_nodes if row.dialogue_id == dialogue.dialogue_id}
    assert [name for name in speakers if name.endswith(f"\u00a0{contact.last}")]
    client = next(row for row in case.clients if row.client_id == claim.client_id)
    trade = next(row.label for row in case.segments if row.seg_id == client.seg_id)
    assert f"{client.name} ({trade})" in dialogue.setting


@rules.rule
def nothing_is_owed_late_nor_contested_nor_on_the_way(case, claim):
    own = {row.order_id for row in case.orders if row.client_id == claim.client_id}
    returned = {row.payment_id for row in case.bank_returns}
    paid = Counter()
    for row in (*case.payments, *case.credit_notes):
        if getattr(row, "payment_id", None) not in returned:
            paid[row.invoice_id] += row.amount_ttc
    for row in case.invoices:
        if row.order_id in own:
            assert not row.disputed
            assert row.due >= STORY or row.ttc <= paid[row.invoice_id]
    assert "en cours" not in {row.status for row in case.orders if row.order_id in own}
    assert claim.client_id not in {row.client_id for row in case.pending_orders}


@rules.rule
def no_other_case_of_the_lesson_is_of_this_client(case, claim):
    filed = {row.cmp_id for row in case.claim_cases}
    asked = {row.client_id for row in case.complaints if row.cmp_id in filed}
    asked |= {row.client_id for row in (*case.loyalty_cases, *case.credit_cases)}
    orders = {row.order_id: row.client_id for row in case.orders}
    asked |= {orders[row.order_id] for row in case.follow_cases}
    assert claim.client_id not in asked
    met = {row.account_id for row in case.week_tasks if row.kind != "relance"}
    assert claim.client_id not in met
    assert max(
        (row.opened for row in case.complaints if row.client_id == claim.client_id), default=date.min
    ) < date(2025, 7, 1)


def test_no_two_variants_share_a_complaint():
    assert len({load(variant).claim_facts for variant in VARIANTS}) == len(VARIANTS)


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
