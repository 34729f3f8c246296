"""The file of a visit: what is sure stands in the rows of the account; no source nor date settles it."""

import re
from collections import Counter
from datetime import date

from autograder import truth as truths
from ntc.case import VARIANTS, load
from ntc.french import euros
from tests.datasets.rules import Rules
from tests.datasets.test_leaks import BOUND, best_rule

rules = Rules()

STORY = date(2026, 1, 12)
TAKE, CHECK, LEAVE = "à emporter", "à vérifier", "à laisser"
DENIED = "Nos tables disent le contraire"


@rules.given
def client(case, letters):
    """The client of class A whom a meeting of the week is with."""
    met = {row.account_id for row in case.week_tasks if row.kind == "rendez-vous"}
    (found,) = [row for row in case.clients if row.client_id in met and letters[row.client_id] == "A"]
    return found


@rules.given
def letters(case, truth):
    """Class by client: A as long as those above bought less than 80 % of what the active clients bought."""
    active = {row.client_id for row in truth.clients if row.status == "actif"}
    ca = Counter()
    for order in case.orders:
        if order.date.year == 2025 and order.status != "annulée" and order.client_id in active:
            ca[order.client_id] += order.net_ht
    out, above = dict.fromkeys((row.client_id for row in case.clients), "-"), 0
    for one, amount in sorted(ca.items(), key=lambda item: -item[1]):
        out[one] = "A" if above * 10 < sum(ca.values()) * 8 else "B"
        above += amount
    return out


@rules.given
def sorted_facts(case, truth):
    """The facts by where they go."""
    labels = truth.of("visit_facts")
    return {
        place: [row for row in case.visit_facts if labels[row.fact_id].right == place]
        for place in (TAKE, CHECK, LEAVE)
    }


@rules.rule
def eighteen_facts_go_to_three_places(case, sorted_facts):
    assert {place: len(rows) for place, rows in sorted_facts.items()} == {TAKE: 6, CHECK: 6, LEAVE: 6}
    assert len({row.text for row in case.visit_facts}) == 18


@rules.rule
def what_is_sure_is_sourced_and_of_the_year(sorted_facts):
    for row in sorted_facts[TAKE]:
        assert row.source
        assert date(2025, 1, 1) <= row.dated <= STORY


@rules.rule
def the_other_facts_are_sourced_and_dated_as_often_as_one_or_the_other_lacks(sorted_facts):
    for place in (CHECK, LEAVE):
        rows = sorted_facts[place]
        assert 3 <= sum(row.source is not None and row.dated is not None for row in rows) <= 4
        assert all(row.source or row.dated for row in rows)
    old = [row for row in (*sorted_facts[CHECK], *sorted_facts[LEAVE]) if row.dated and row.dated.year < 2023]
    assert len(old) == 2
    assert {row.fact_id for row in old} <= {row.fact_id for row in sorted_facts[CHECK]}
    recent = [row.dated for rows in sorted_facts.values() for row in rows if row.dated and row not in old]
    assert min(recent) >= date(2025, 1, 1)


def amounts(text):
    return set(re.findall(r"\d[\d\s]*\s€", text))


def last(rows, when):
    return max(rows, key=lambda row: getattr(row, when))


def whole(amount):
    return euros(amount, 0)


@rules.rule
def what_is_sure_is_said_by_the_rows_of_the_account(case, truth, client, sorted_facts):
    own = client.client_id
    machines = [row for row in case.installed_base if row.account_id == own]
    contract = next((row for row in case.contracts if row.client_id == own), None)
    visits = [row for row in case.activities if row.account_id == own and row.type == "visite"]
    quotes = [row for row in case.quotes if row.account_id == own]
    orders = [row for row in case.orders if row.client_id == own and row.status != "annulée"]
    faults = truth.of("contacts")
    seen = Counter()
    for row in sorted_facts[TAKE]:
        seen[kind := row.source] += 1
        if kind in ("contrats d’entretien", "dossier du contrat"):
            assert f" {contract.level}" in row.text
            assert "heures" not in row.text or f"sous {contract.sla_hours} heures" in row.text
            assert contract.renewal in (row.dated, row.dated.replace(year=row.dated.year + 1))
        elif kind in ("agenda de 2025", "activités"):
            assert row.dated == last(visits, "date").date
            assert "minutes" not in row.text or f"{last(visits, 'date').minutes} minutes" in row.text
        elif kind in ("devis", "table des devis"):
            quote = last(quotes, "date")
            assert row.dated == (quote.closed_on or quote.date)
            assert quote.quote_id in row.text or amounts(row.text) == {whole(quote.amount)}
        elif kind in ("parc installé", "relevé du parc"):
            oldest = min(machine.year for machine in machines)
            assert str(oldest) in row.text or f"{2026 - oldest} ans" in row.text
            assert "parc de" not in row.text or f"{len(machines)}\xa0machines" in row.text
        elif kind in ("compte arrêté", "chiffre d’affaires"):
            ca = sum(order.net_ht for order in orders if order.date.year == 2025)
            assert amounts(row.text) == {whole(ca), whole(client.potential_12m)}
        elif kind in ("contacts", "fiche du contact"):
            person = next(one for one in case.contacts if f"{one.first} {one.last}" in row.text)
            assert (person.account_id, person.opposition, row.dated) == (
                own,
                False,
                person.last_inbound_contact,
            )
            assert faults[person.contact_id].comment_fault is None
            assert row.text.startswith("Contact") or person.job.casefold() in row.text.casefold()
        elif kind in ("commandes", "table des commandes"):
            order = next(one for one in orders if one.date == row.dated)
            assert row.dated == last(orders, "date").date
            labels = {one.sku: one.label for one in case.products}
            bought = {labels[line.sku] for line in case.order_lines if line.order_id == order.order_id}
            assert amounts(row.text) == {whole(order.net_ht)} or any(
                label.partition(",")[0].casefold() in row.text.casefold() for label in bought
            )
        else:
            assert kind in ("fiche client", "conditions du client")
            assert client.tier in row.text
            assert client.terms in row.text
    assert seen.total() == 6


@rules.rule
def two_facts_may_not_be_kept_in_a_file(case, truth, client, sorted_facts):
    """A health and an opinion: to leave, of nobody who could be named."""
    labels = truth.of("visit_facts")
    barred = [row for row in case.visit_facts if labels[row.fact_id].forbidden]
    assert len(barred) == 2
    assert {labels[row.fact_id].right for row in barred} == {LEAVE}
    people = {name for row in case.contacts for name in (row.first, row.last)}
    for row in sorted_facts[LEAVE]:
        assert not people & set(row.text.split()), row.text


@rules.rule
def one_fact_is_denied_by_the_tables(case, truth, client):
    labels = truth.of("visit_facts")
    (row,) = [one for one in case.visit_facts if labels[one.fact_id].reason.startswith(DENIED)]
    assert labels[row.fact_id].right == CHECK
    own = client.client_id
    if "contrat" in row.text.casefold():
        assert any(one.client_id == own for one in case.contracts)
    elif "machine" in row.text or "d’avant" in row.text:
        assert min(one.year for one in case.installed_base if one.account_id == own) <= 2021
    else:
        assert "command" in row.text or "acheté" in row.text
        assert any(one.client_id == own and one.date.year == 2025 for one in case.orders)


@rules.rule
def who_bears_the_same_name_is_of_another_town(case, client, sorted_facts):
    town = next(row.name for row in case.towns if row.town_id == client.town_id)
    told = [row for row in sorted_facts[LEAVE] if client.name in row.text]
    assert len(told) <= 1
    assert not [row for row in told if town in row.text.replace(client.name, "")]


@rules.rule
def staff_said_long_ago_is_not_that_of_today(client, sorted_facts):
    for row in sorted_facts[CHECK]:
        said = re.search(r"Effectif.* : (\d+)|emploie (\d+)", row.text)
        assert said is None or int(said[1] or said[2]) != client.employees


def test_a_source_or_a_date_alone_tells_little():
    """That a fact has one does not put it in its place, all variants together."""
    for column in ("source", "dated"):
        for place in (TAKE, CHECK, LEAVE):
            pairs = [
                (getattr(row, column) is not None, labels[row.fact_id].right == place)
                for variant in VARIANTS
                for labels in (truths.load(variant).of("visit_facts"),)
                for row in load(variant).visit_facts
            ]
            assert best_rule(pairs) <= BOUND, (column, place)


def test_no_code_bears_one_label():
    for rank in range(1, 19):
        rights = Counter(truths.load(v).of("visit_facts")[f"FV{rank:02d}"].right for v in VARIANTS)
        assert max(rights.values()) <= 12, rank


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
