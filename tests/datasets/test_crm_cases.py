"""Fifteen records and the messages that came: each act as often as the others, told by the words alone."""

import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules
from tests.datasets.test_leaks import BOUND, best_rule, traits

rules = Rules()

ACTS = {
    "oppose": 2,
    "erase": 2,
    "comment": 2,
    "correct": 2,
    "merge": 2,
    "hand": 2,
    "plan": 2,
    "keep": 1,
}
# What is written of the body, of opinions or beliefs, or to hurt.
HEALTH = r"opération|diabète|traitement lourd"
FORBIDDEN = rf"{HEALTH}|syndicat|carême|ramadan|bête comme|incapable"
SINCE = date(2023, 1, 12)
# Traits that are lawful evidence: a date that somebody names is what the next step waits for.
EVIDENCE = {("plan", "message", "dated")}


@rules.rule
def each_act_is_called_for_as_often(truth):
    assert Counter(row.act for row in truth.crm_cases) == ACTS
    assert [row.case_id for row in truth.crm_cases if row.near == row.act] == []


@rules.rule
def a_title_names_somebody_of_the_base_who_may_be_written_to(case):
    rows = {row.prospect_id: row for row in case.prospects}
    people = {
        f"{rows[one.account_id].name}, {one.first} {one.last}": one
        for one in case.contacts
        if one.account_id in rows
    }
    trades = {row.seg_id: row.label for row in case.segments}
    assert len({row.title for row in case.crm_cases}) == len(case.crm_cases)
    for row in case.crm_cases:
        person = people[row.title]
        assert not person.opposition
        assert person.last_inbound_contact >= SINCE
        assert trades[rows[person.account_id].seg_id] != "public"
        if not row.record.startswith("Opposition"):
            assert person.job.lower() in row.record.lower()
            assert str(person.collected_on.year) in row.record


@rules.rule
def nobody_of_them_is_met_elsewhere_in_the_lesson(case):
    names = {row.prospect_id: row.name for row in case.prospects}
    met = {row.account_id for row in (*case.talks, *case.dialogues, *case.tour_stops)}
    met |= {row.prospect_id for row in case.call_candidates}
    titles = [row.title.rpartition(", ")[0] for row in case.crm_cases]
    assert not {names[code] for code in met if code in names} & set(titles)


@rules.rule
def what_may_not_be_written_stands_where_it_is_to_be_erased_and_nowhere_else(case, truth):
    labels = truth.of("crm_cases")
    noted = {row.case_id: re.search(FORBIDDEN, row.record) is not None for row in case.crm_cases}
    assert noted == {code: label.act == "comment" for code, label in labels.items()}
    ailing = [row.case_id for row in case.crm_cases if re.search(HEALTH, row.record)]
    assert ailing == [row.case_id for row in truth.crm_cases if row.health]
    assert len(ailing) == 1


@rules.rule
def what_somebody_hands_over_is_of_another_sector(case):
    away = {row.name for row in case.towns if row.sector != "S2"}
    for row in case.crm_cases:
        if found := re.search(r"[Nn]otre (?:atelier|second site), à ([^,]+), cherche", row.message):
            assert found[1] in away


@rules.rule
def messages_came_in_the_week_before(case):
    for row in case.crm_cases:
        assert date(2026, 1, 5) <= row.received_on <= date(2026, 1, 9)


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)


@cache
def pooled():
    """What is seen of every record and its message, with the act it calls for, all variants together."""
    out = []
    for variant in VARIANTS:
        labels = truths.load(variant).of("crm_cases")
        for rank, row in enumerate(load(variant).crm_cases):
            seen = {("rank", "rank"): rank}
            for column in ("title", "channel", "received_on", "record", "message"):
                seen |= {(column, name): trait for name, trait in traits(getattr(row, column))}
            out.append((seen, labels[row.case_id].act))
    return out


# What one record bears in a variant is the name of that record.
@pytest.mark.parametrize("act", [act for act, count in ACTS.items() if count > 1])
def test_no_look_of_a_record_tells_its_act(act):
    told = defaultdict(list)
    for seen, known in pooled():
        for trait, value in seen.items():
            told[trait].append((value, known == act))
    assert {
        trait: score
        for trait, pairs in told.items()
        if (act, *trait) not in EVIDENCE and (score := round(best_rule(pairs), 2)) > BOUND
    } == {}


def test_answers_copied_from_the_class_data_are_wrong():
    """Codes are drawn: a neighbour's acts, code by code, are mostly wrong."""
    acts = [{row.case_id: row.act for row in truths.load(variant).crm_cases} for variant in VARIANTS]
    for own in acts[1:]:
        assert sum(own[code] == act for code, act in acts[0].items()) <= len(own) / 2
