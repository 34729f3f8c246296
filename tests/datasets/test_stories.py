"""What people say agrees with the tables: dates, ages, what was bought, who sells what."""

import re
from collections import defaultdict
from datetime import timedelta

from tests.datasets.rules import Rules

rules = Rules()

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
DAY = re.compile(rf"\b(?:le|du) (1er|\d{{1,2}}) ({'|'.join(MONTHS)})\b")
NUMBERS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize")
# What is said of a machine that is still awaited.
AWAITED = (
    "devrait être là",
    "toujours rien",
    "pas de camion",
    "quel stock",
    "je passe mon été",
    "À chaque appel",
)
# Words of a story, and what the order must have bought for it to be told.
BOUGHT = {
    "sécheur non": "SF",
    "Le sécheur affiche": "SF",
    "à notre mise en service du": "MES",
    "compte rendu de mise en service": "MES",
    "Filtre fin monté": "FH",
    "Cartouche du filtre fin": "FH",
    "La cuve déborde": "CU",
}


@rules.given
def orders(case):
    return {order.order_id: order for order in case.orders}


@rules.given
def bought(case):
    kinds = defaultdict(set)
    for line in case.order_lines:
        kinds[line.order_id].add(line.sku.partition("-")[0])
    return kinds


def days(text):
    """Yield the days named in a text, as (day, month)."""
    for day, month in DAY.findall(text):
        yield (1 if day == "1er" else int(day)), MONTHS.index(month) + 1


@rules.rule
def complaints_name_days_of_their_order_or_of_their_diagnosis(case, orders):
    for row in case.complaints:
        order = orders[row.order_id]
        known = {(day.day, day.month) for day in (order.date, order.delivered)}
        soon = {(day.day, day.month) for day in (row.opened + timedelta(n) for n in range(1, 11))}
        assert set(days(row.client_words)) <= known
        assert set(days(row.facts)) <= known | soon


@rules.rule
def a_delay_is_told_while_one_waits_or_just_after(case, orders):
    for row in case.complaints:
        if row.category == "délai":
            late = (row.opened - orders[row.order_id].delivered).days
            assert -14 <= late <= 12
            if any(words in row.client_words for words in AWAITED):
                assert late < 0


@rules.rule
def both_moments_of_a_delay_are_met(case, orders):
    delays = [row for row in case.complaints if row.category == "délai"]
    waiting = [row for row in delays if row.opened < orders[row.order_id].delivered]
    assert 0 < len(waiting) < len(delays)


@rules.rule
def a_filter_clogs_after_months_of_running(case, orders):
    """Two shifts make 2 000 hours, when it should be changed, in about half a year."""
    for row in case.complaints:
        if row.facts.startswith("Filtre d’aspiration colmaté"):
            assert 230 <= (row.opened - orders[row.order_id].delivered).days <= 330
            assert row.channel == "téléphone"


@rules.rule
def complaints_are_about_what_was_bought(case, bought):
    for words, kind in BOUGHT.items():
        for row in case.complaints:
            if words in f"{row.client_words} {row.facts}":
                assert kind in bought[row.order_id]


@rules.rule
def a_contract_is_spoken_of_by_who_has_one(case):
    holders = {order.client_id for order in case.orders if order.origin == "CTR"}
    for row in case.complaints:
        if "Mon contrat en promet" in row.client_words or "délai du contrat" in row.facts:
            assert row.client_id in holders


@rules.rule
def the_complaint_of_the_morning_tells_the_age_of_its_machine(case, orders):
    (dialogue,) = [row for row in case.dialogues if row.kind == "réclamation"]
    (claim,) = case.claim_facts
    months = (claim.called_on - orders[claim.order_id].delivered).days // 30
    start = next(node for node in case.dialogue_nodes if node.node_id == dialogue.start)
    told = re.findall(r"(\w+)\smois", start.text.lower())
    assert set(told) <= {dict(enumerate(NUMBERS, start=2)).get(months, str(months))}
    assert "12\u00a0janvier\u00a02026" in dialogue.setting


@rules.rule
def the_morning_stop_is_over_when_the_client_calls(case):
    (dialogue,) = [row for row in case.dialogues if row.kind == "réclamation"]
    hours, minutes, lost = re.search(r"à (\d+)\s?h(?:\s?(\d+))?.*?(\d+)\sheures", dialogue.setting).groups()
    assert int(hours) * 60 + int(minutes or 0) + int(lost) * 60 <= 13 * 60


@rules.rule
def nobody_is_met_in_two_talks(case):
    accounts = [row.account_id for row in case.talks if row.account_id]
    assert len(accounts) == len(set(accounts))


@rules.rule
def only_who_was_met_at_a_fair_left_a_card(case):
    for row in case.leads:
        if "Carte de visite" in row.text or "A pris la plaquette" in row.text:
            assert row.channel == "salon"


@rules.rule
def an_audit_or_a_contract_is_not_given_the_price_of_a_machine(case, truth):
    needs = {row.lead_id: row.need for row in truth.leads}
    for row in case.leads:
        if needs[row.lead_id] in ("audit", "entretien"):
            amounts = re.findall(r"(\d+)[\s\u202f](\d{3})[\s\u00a0]€", row.text)
            for thousands, units in amounts:
                assert int(thousands + units) <= 6_000


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
