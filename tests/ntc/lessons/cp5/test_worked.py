"""The calls and examples of CP5: what they find in every variant, another way, and never what is asked."""

from datetime import date, time

import pandas as pd
import pytest

from autograder import truth
from ntc.case import VARIANTS, load
from ntc.lessons.cp5 import hours, worked

OPENINGS = {"question sur l’atelier", "référence d’un voisin", "présentation de Galerne"}


def frame(case):
    """The calls with the hours of their trade, by joins, and whether they began within them."""
    accounts = pd.concat(
        [
            case.frame("clients").rename(columns={"client_id": "account_id"})[["account_id", "seg_id"]],
            case.frame("prospects").rename(columns={"prospect_id": "account_id"})[["account_id", "seg_id"]],
        ]
    )
    calls = case.frame("call_attempts").merge(accounts).merge(case.frame("segments"), on="seg_id")
    first = (calls.time >= calls.call_from) & (calls.time < calls.call_to)
    second = pd.Series(
        [
            isinstance(since, time) and since <= at < until
            for since, at, until in zip(calls.call_from2, calls.time, calls.call_to2, strict=True)
        ],
        index=calls.index,
    )
    late = (pd.to_datetime(calls.date).dt.day_of_week == 4) & (calls.time >= time(16))
    return calls.assign(inside=(first | second) & ~late)


@pytest.mark.parametrize("variant", VARIANTS)
def test_calls_are_split_by_the_hours_of_their_trade(variant):
    case = load(variant)
    calls = frame(case)
    for inside in (True, False):
        mine = hours.counted(one for one in hours.calls(case) if one.inside is inside)
        rows = calls[calls.inside == inside]
        assert (mine.calls, mine.reached, mine.meetings) == (
            len(rows),
            rows.reached.sum(),
            (rows.result == "rdv").sum(),
        )


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_the_discovery_says_is_so(variant):
    """Twice as many people reached inside, meetings alike; no opening stands apart, each had its hours."""
    calls = frame(load(variant))
    reached = calls.groupby("inside").reached.mean()
    assert 1.9 < reached[True] / reached[False] < 2.1
    met = calls[calls.reached].groupby("inside").result.apply(lambda rows: (rows == "rdv").mean())
    assert abs(met[True] - met[False]) < 0.05
    by = calls.groupby("opening")
    assert set(by.groups) == OPENINGS
    assert by.reached.mean().max() - by.reached.mean().min() < 0.02
    assert by.inside.mean().max() - by.inside.mean().min() < 0.011
    joined = by.reached.sum()
    assert joined.between(75, 89).all()
    noon = calls.time.map(lambda at: at.hour in (12, 13))
    assert calls[noon].reached.mean() < calls[~noon].reached.mean()


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_switchboard_may_be_called_and_never_was_at_its_hour(variant):
    case = load(variant)
    found = worked.switchboard(case)
    code = found.account.prospect_id
    calls = frame(case)
    mine = calls[calls.account_id == code]
    assert len(mine) == len(found.calls) >= 2
    assert not mine.inside.any()
    assert not mine.reached.any()
    assert (mine.result == "barrage").any()
    assert not [row for row in case.contacts if row.account_id == code and row.opposition]
    assert found.next_day == date(2026, 1, 13)
    segment = next(row for row in case.segments if row.seg_id == found.account.seg_id)
    assert hours.inside(case, segment, found.next_day, found.next_hour)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_two_histories_contradict_each_other(variant):
    one, other = worked.histories(load(variant))
    assert one.account != other.account
    assert one.won.row.opening != other.won.row.opening
    for history in (one, other):
        assert {call.row.opening for call in history.calls} == OPENINGS
        assert [call.row.result for call in history.calls if call.row.reached] == ["rdv"]
        assert len(history.calls) >= 3


@pytest.mark.parametrize("variant", VARIANTS)
def test_chance_alone_may_part_the_two_months_that_lie_farthest_apart(variant):
    """What the example concludes: the two ranges overlap."""
    case = load(variant)
    calls = case.frame("call_attempts")
    missed = calls[~calls.reached]
    months = pd.to_datetime(missed.date).dt.month
    rates = (missed.result == "barrage").groupby(months).mean()
    counts = missed.groupby(months).size()
    high, low = worked.extremes(case)
    assert (rates[high], rates[low]) == (rates.max(), rates.min())
    assert rates[high] - counts[high] ** -0.5 < rates[low] + counts[low] ** -0.5
    assert float(worked.barred(case)[high].margin) == pytest.approx(counts[high] ** -0.5)


@pytest.mark.parametrize("variant", VARIANTS)
def test_services_are_those_of_2024_and_the_line_is_crossed_once(variant):
    case = load(variant)
    lines = case.frame("order_lines").merge(case.frame("orders"), on="order_id", suffixes=("", "_order"))
    lines = lines.merge(case.frame("products"), on="sku").merge(case.frame("clients"), on="client_id")
    kept = lines[
        (lines.family == "services")
        & (lines.status == "livrée")
        & (pd.to_datetime(lines.date).dt.year == 2024)
    ]
    margins = (
        (kept.net_ht - kept.qty * kept.unit_cost).groupby(kept.seg_id).sum().sort_values(ascending=False)
    )
    above = worked.above_the_line(case)
    assert margins.iloc[:above].sum() >= margins.sum() * 8 / 10 > margins.iloc[: above - 1].sum()
    labels = {row.seg_id: row.label for row in case.segments}
    assert [label for label, _ in worked.services(case)[:above]] == [
        labels[code] for code in margins.index[:above]
    ]


@pytest.mark.parametrize("variant", VARIANTS)
def test_leads_called_back_in_time_came_to_something_more_often(variant):
    leads = load(variant).frame("leads").dropna(subset="response_hours")
    quick = leads.response_hours <= 4
    useful = leads.outcome != "sans suite"
    in_time, late = worked.leads(load(variant))
    assert (in_time.received, in_time.useful) == (quick.sum(), (quick & useful).sum())
    assert (late.received, late.useful) == ((~quick).sum(), (~quick & useful).sum())
    assert float(in_time.rate - late.rate) > 0.1


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_four_campaigns_ask_for_every_decision(variant):
    """Two to keep, one to mend, one to stop: the most opened; none of those that are worked through."""
    case = load(variant)
    rows = [one.row for one in worked.campaigns(case)]
    decided = sorted(
        "keep" if row.margin >= row.cost else "mend" if row.margin >= row.cost * 4 / 10 else "stop"
        for row in rows
    )
    assert decided == ["keep", "keep", "mend", "stop"]
    opened = worked.most_opened(case).row
    assert opened.margin < opened.cost * 4 / 10
    assert opened in rows
    mails = [row for row in case.campaigns if row.channel == "emailing"]
    assert opened.opens / opened.delivered == max(row.opens / row.delivered for row in mails)
    assert not {worked.network(case).row, worked.webinar(case).row} & set(rows)


@pytest.mark.parametrize("variant", VARIANTS)
def test_who_is_written_to_decides_may_be_and_is_noted_nothing_unlawful(variant):
    case, labels = load(variant), truth.load(variant)
    found = worked.first_contact(case)
    faults = {row.contact_id: row.comment_fault for row in labels.contacts}
    mine = [row for row in case.contacts if row.account_id == found.prospect.prospect_id]
    assert all(not row.opposition and row.last_inbound_contact >= date(2023, 1, 12) for row in mine)
    assert not any(faults.get(row.contact_id) for row in mine)
    assert found.contact.decision_role == "décideur"
    label = {row.prospect_id: row for row in labels.prospects}[found.prospect.prospect_id]
    assert not label.out_of_sector
    assert not label.is_client_dup
