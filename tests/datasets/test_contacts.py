"""The people of the base and the grid of the prospects: the stories T03 and T04."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()


def too_old(case):
    story = case.company.story_date
    return story.replace(year=story.year - case.policy["optout"]["months"] // 12)


def barred(case):
    """The people that must not be prospected: opted out, or silent for more than 36 months (R20)."""
    return [row for row in case.contacts if row.opposition or row.last_inbound_contact < too_old(case)]


@rules.rule
def t04_oppositions_and_silences_are_on_different_people(case):
    opposed = {row.contact_id for row in case.contacts if row.opposition}
    silent = {row.contact_id for row in case.contacts if row.last_inbound_contact < too_old(case)}
    assert (len(case.contacts), len(opposed), len(silent)) == (314, 11, 9)
    assert not opposed & silent


@rules.rule
def t04_nobody_is_silent_for_about_36_months(case):
    assert not [
        row for row in case.contacts if date(2022, 12, 10) < row.last_inbound_contact < date(2023, 2, 20)
    ]


@rules.rule
def t04_four_comments_are_forbidden_and_of_every_kind(case, truth):
    comments = {row.contact_id: row.comment for row in case.contacts}
    faults = [row for row in truth.contacts if row.comment_fault]
    assert len(faults) == 4
    assert {row.comment_fault for row in faults} == {"santé", "opinion", "injure"}
    assert [row for row in faults if not comments[row.contact_id]] == []
    assert not {row.contact_id for row in faults} & {row.contact_id for row in barred(case)}


@rules.rule
def half_of_the_people_have_a_comment_and_no_two_the_same(case):
    said = [row.comment for row in case.contacts if row.comment]
    assert 150 <= len(said) == len(set(said))
    assert not [text for text in said if "[" in text or "|" in text]


@rules.rule
def comments_differ_between_variants(variant):
    if variant == "00":
        return
    mine, other = ({row.comment for row in load(code).contacts if row.comment} for code in (variant, "00"))
    assert len(mine & other) < len(mine) / 3


@rules.rule
def people_cannot_be_real(case):
    for row in case.contacts:
        assert row.email.endswith(".example")
        assert row.phone.startswith(("02 61 91 ", "06 39 98 "))
    assert len({(row.first, row.last) for row in case.contacts}) == 314


@rules.rule
def people_are_heard_of_after_being_known(case):
    created = {row.client_id: row.created for row in case.clients}
    created |= {row.prospect_id: row.created for row in case.prospects}
    for row in case.contacts:
        # One account came after the closing.
        known = created[row.account_id]
        latest = case.company.story_date if known > case.company.closing else case.company.closing
        assert known <= row.collected_on <= row.last_inbound_contact <= latest


@rules.rule
def every_client_and_half_of_the_prospects_have_somebody(case):
    found = Counter(row.account_id for row in case.contacts)
    assert [row for row in case.clients if not found[row.client_id]] == []
    assert sum(bool(found[row.prospect_id]) for row in case.prospects) == 121
    assert {
        row.prospect_id: found[row.prospect_id] for row in case.prospects if found[row.prospect_id] > 1
    } == {"P0241": 4}


def kilometres(one, other):
    if one == other:
        return 6.0
    lat1, lon1, lat2, lon2 = (radians(float(x)) for x in (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(1.2 * 2 * 6371 * asin(sqrt(half)), 1)


@rules.rule
def scores_are_those_of_the_grid(case, truth):
    towns = {town.town_id: town for town in case.towns}
    home = next(town for town in case.towns if town.name == case.policy["tour"]["home"])
    rule, labels = case.policy["prospect_grid"], truth.of("prospect_scores")
    assert sum(rule[name]["weight"] for name in rule if name != "retained") == 100
    for row in case.prospects:
        shares = [
            float(row.est_potential) / rule["potential"]["full"],
            (row.equipment_age or 0) / rule["equipment_age"]["full"],
            1 - (row.project_horizon_months or 24) / rule["project_months"]["none"],
            1 - kilometres(home, towns[row.town_id]) / rule["distance_km"]["none"],
        ]
        weights = [rule[name]["weight"] for name in rule if name != "retained"]
        score = sum(weight * min(1, max(0, share)) for weight, share in zip(weights, shares, strict=True))
        assert float(labels[row.prospect_id].score) == pytest.approx(score, abs=0.021)


@rules.rule
def t03_and_t04_exclude_prospects_of_the_natural_list(case, truth):
    reasons = Counter(row.excluded for row in truth.prospect_scores if row.excluded)
    assert reasons == {"déjà client": 8, "hors secteur": 6, "opposition": 9, "contact trop ancien": 7}
    people = defaultdict(list)
    for row in case.contacts:
        people[row.account_id].append(row)
    refused = {row.contact_id for row in barred(case)}
    for row in truth.prospect_scores:
        known = people[row.prospect_id]
        alone = bool(known) and all(person.contact_id in refused for person in known)
        assert alone == (row.excluded in ("opposition", "contact trop ancien"))
    natural = sorted(truth.prospect_scores, key=lambda row: -row.score)[:40]
    found = Counter(row.excluded for row in natural if row.excluded)
    assert found.total() >= 5
    assert found["opposition"] >= 1


@rules.rule
def forty_prospects_are_retained_without_a_tie(truth):
    able = sorted((row.score for row in truth.prospect_scores if not row.excluded), reverse=True)
    kept = [row for row in truth.prospect_scores if row.retained]
    assert len(kept) == 40
    assert not [row for row in kept if row.excluded]
    assert sorted((row.score for row in kept), reverse=True) == able[:40]
    assert able[39] > able[40] > Decimal(0)


def test_no_two_variants_retain_the_same_prospects():
    kept = {
        frozenset(row.prospect_id for row in truths.load(code).prospect_scores if row.retained)
        for code in VARIANTS
    }
    assert len(kept) == len(VARIANTS)


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
