"""The requests received: what each says makes its verdict, and no two are worded alike."""

from collections import Counter

from ntc.case import load
from tests.datasets.rules import Rules

rules = Rules()

_LIMITS = {True: 40, False: 4}


def prompt(lead):
    """Whether R21 was kept: 5 working days of 8 hours after a fair, else 4 working hours."""
    return lead.response_hours <= _LIMITS[lead.channel == "salon"]


@rules.rule
def verdicts_follow_from_what_is_said(truth):
    for row in truth.leads:
        if row.need == "autre":
            assert row.verdict == "hors cible"
            continue
        points = 2 * (row.deadline in ("immédiate", "trois mois"))
        points += row.budget_known + (row.decider == "oui")
        assert row.verdict == ("chaud" if points >= 3 else "tiède" if points else "froid")


@rules.rule
def every_verdict_and_need_is_there(case, truth):
    assert len(case.leads) == 90
    verdicts = Counter(row.verdict for row in truth.leads)
    assert verdicts["hors cible"] == 9
    assert min(verdicts["chaud"], verdicts["tiède"], verdicts["froid"]) >= 8
    assert min(Counter(row.need for row in truth.leads).values()) >= 5


@rules.rule
def what_is_out_of_target_leads_nowhere_and_only_its_text_tells(case, truth):
    labels = truth.of("leads")
    strangers = [lead for lead in case.leads if labels[lead.lead_id].verdict == "hors cible"]
    assert {lead.outcome for lead in strangers} == {"sans suite"}
    assert any(lead.response_hours for lead in strangers)
    others = [lead for lead in case.leads if lead not in strangers]
    assert [lead for lead in others if not lead.response_hours] == []
    assert sum(lead.company is None for lead in others) >= 5
    assert sum(lead.outcome == "sans suite" for lead in others) >= 20


@rules.rule
def an_announced_budget_is_a_sum_in_the_text(case, truth):
    labels = truth.of("leads")
    for lead in case.leads:
        assert ("€" in lead.text) == labels[lead.lead_id].budget_known


@rules.rule
def half_of_the_answers_are_late(case):
    answered = [lead for lead in case.leads if lead.response_hours]
    assert 0.35 < sum(map(prompt, answered)) / len(answered) < 0.75


@rules.rule
def texts_are_unlike_within_and_between_variants(case, variant):
    texts = {lead.text for lead in case.leads}
    assert len(texts) == 90
    assert not [text for text in texts if "[" in text or "|" in text or "  " in text]
    if variant != "00":
        # Only a short request that is none of our business may be found twice.
        assert len(texts & {lead.text for lead in load("00").leads}) <= 1


@rules.rule
def requests_come_on_working_days_from_known_prospects(case):
    free = {day.date for day in case.calendar if day.holiday or day.weekday in ("samedi", "dimanche")}
    fairs = {day.date for day in case.calendar if day.fair}
    created = {row.prospect_id: row.created for row in case.prospects}
    names = {row.prospect_id: row.name for row in case.prospects}
    for lead in case.leads:
        assert lead.received_on not in free
        assert lead.channel != "salon" or lead.received_on in fairs
        if lead.account_id:
            assert created[lead.account_id] <= lead.received_on
            assert lead.company == names[lead.account_id]
    assert sum(bool(lead.account_id) for lead in case.leads) == 22


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
