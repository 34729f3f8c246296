"""The examples and letters of CP3: what they find in every variant, another way, and never what is asked."""

import re
from datetime import date

import pytest

from autograder import truth
from ntc.case import VARIANTS, load, measures
from ntc.lessons.cp3 import plans, worked


def listed(case):
    return {row.client_id for row in case.credit_cases}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_letters_come_from_different_clients_and_no_example_is_a_file_of_the_offers(variant):
    case = load(variant)
    contested = worked.contested(case)
    clients = [
        worked.call(case).client.client_id,
        worked.owner(case, contested.order_id),
        worked.pressing(case).client_id,
        worked.silent(case).client.client_id,
        worked.greeting(case).client_id,
    ]
    assert len(set(clients)) == 5
    assert clients[1] not in listed(case)
    examples = (worked.example_account(case), *worked.active_accounts(case))
    shown = {*clients[3:], *(one.client.client_id for one in examples)}
    assert not shown & {row.client_id for row in case.loyalty_cases}
    assert contested.disputed


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_call_is_told_as_it_is_heard(variant):
    case = load(variant)
    call = worked.call(case)
    dialogue = next(row for row in case.dialogues if row.dialogue_id == worked.CALL)
    setting = plainly(dialogue.setting)
    heard = " ".join(row.text for row in case.dialogue_nodes if row.dialogue_id == worked.CALL)
    for told in (call.speaker, f"à {call.hour}", call.lost):
        assert plainly(told) in setting
    assert plainly(call.claim) in plainly(heard)
    assert {row.client_id for row in case.claim_facts} == {call.client.client_id}


def plainly(text):
    return re.sub(r"\s", " ", text)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_client_of_the_note_is_asleep_and_nothing_tells_it_but_its_orders(variant):
    case, labels = load(variant), truth.load(variant)
    silent = worked.silent(case)
    status = {row.client_id: row.status for row in labels.clients}
    assert status[silent.client.client_id] == "dormant"
    assert silent.decided.year == 2024
    mine = [row for row in case.orders if row.client_id == silent.client.client_id]
    assert any(row.origin == "CTR" and row.date.year == 2025 and row.status != "annulée" for row in mine)
    assert silent.contract.client_id == silent.machine.account_id == silent.client.client_id
    assert not {row.client_id for row in case.complaints} & {silent.client.client_id}


@pytest.mark.parametrize("variant", VARIANTS)
def test_who_is_written_to_may_be_and_nothing_unlawful_is_noted_of_them(variant):
    case, labels = load(variant), truth.load(variant)
    faults = {row.contact_id: row.comment_fault for row in labels.contacts}
    for client in (worked.silent(case).client, worked.greeting(case)):
        contact = worked.contact(case, client.client_id)
        assert not contact.opposition
        assert contact.last_inbound_contact >= date(2023, 1, 12)
        assert not faults.get(contact.contact_id)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_silent_leave_more_often_than_those_who_complain(variant):
    """What the lesson says once the list is made, counted from the labels: on every variant, by far."""
    case, labels = load(variant), truth.load(variant)
    status = {row.client_id: row.status for row in labels.clients}
    wrote = {row.client_id for row in case.complaints}
    gone = {name for name, one in status.items() if one in ("dormant", "perdu")}
    known = {name for name, one in status.items() if one in ("actif", "dormant", "perdu")}
    silent = known - wrote
    assert len(gone & wrote) / len(wrote) < 0.12
    assert len(gone & silent) / len(silent) > 0.16


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_order_of_the_example_is_paid_in_stages_and_is_not_the_one_that_is_asked(variant):
    case = load(variant)
    followed, running = worked.example_order(case), worked.running_order(case)
    assert followed.client.client_id not in (running.client_id, worked.call(case).client.client_id)
    whole = (followed.base * 120).quantize(1) / 100
    assert abs(sum(bill.ttc for bill in followed.invoices.values()) - whole) <= 0.02
    for stage in ("livraison", "solde"):
        bill = followed.invoices[stage]
        assert 45 <= (bill.due - bill.issued).days <= 76
    assert (followed.invoices["livraison"].due - followed.invoices["livraison"].issued).days >= 49
    assert running.status == "en cours"
    assert running.net_ht > 15000


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_account_of_the_example_is_on_no_list_and_owes_nothing_else(variant):
    case = load(variant)
    account = worked.example_account(case)
    name = account.client.client_id
    assert name not in listed(case)
    mine = {row.order_id for row in case.orders if row.client_id == name}
    bills = {row.invoice_id: row for row in case.invoices if row.order_id in mine}
    paid = sum(row.amount_ttc for row in (*case.payments, *case.credit_notes) if row.invoice_id in bills)
    assert account.total == sum(row.ttc for row in bills.values()) - paid
    assert 8 <= account.late[0] < 46
    assert account.late[0] == max(account.late)
    assert {bill.invoice_id for bill in account.invoices} <= bills.keys()


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_three_accounts_of_the_example_are_active(variant):
    case, labels = load(variant), truth.load(variant)
    status = {row.client_id: row.status for row in labels.clients}
    renewed, cancelled, ordinary = worked.active_accounts(case)
    accounts = (renewed, cancelled, ordinary)
    assert {status[one.client.client_id] for one in accounts} == {"actif"}
    assert len({one.client.client_id for one in accounts}) == 3
    assert renewed.orders[-1].origin == "CTR"
    assert renewed.silence.days >= 30
    assert any(row.status == "annulée" and row.date.year == 2025 for row in cancelled.orders)
    assert not any(row.origin == "CTR" or row.status == "annulée" for row in ordinary.orders)


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_asked_row_by_row(variant):
    case, labels = load(variant), truth.load(variant)
    assert len(plans.steps(case)) == 8
    assert len(plans.claims(case)) == len(set(plans.complaints(case))) == 6
    assert len(plans.files(case)) == 8
    assert len(plans.accounts(case)) == 12
    assert sum(bool(row.pending_id) for row in case.credit_cases) == 7
    assert len(plans.drafts(case)) == 8
    assert len(plans.profile(case)) == 6
    assert plans.refused(case) in dict(plans.places(case))
    invoice = plans.penalised(case)
    assert worked.owner(case, invoice.order_id) in listed(case)
    assert not invoice.disputed
    assert measures.balances(case)[invoice.invoice_id] == invoice.ttc
    assert 8 < (case.company.story_date - invoice.due).days < 90
    couriers = {row.client_id: row.courier for row in labels.credit_cases}
    assert couriers[worked.owner(case, invoice.order_id)] in ("première relance", "seconde relance")
