"""CP5: rates and return of four campaigns (F54 to F56), and what the hour of a call is worth."""

from collections.abc import Iterator
from datetime import time
from decimal import Decimal

from autograder.truth import Truth
from ntc.calc import activity, slips
from ntc.case import Case, measures
from tests.datasets.questions.question import CENT, COUNT, HUNDREDTH, POINT, Question, ask, lure

CAMPAIGNS = 4
FRIDAY = 4


def questions(case: Case, truth: Truth) -> Iterator[Question]:
    yield from mailings(case)
    yield from hours(case, truth)


def mailings(case: Case) -> Iterator[Question]:
    """The four most opened, the one that looks best first (T27)."""
    name, rate = "cp5-mailing", measures.contribution_rate(case, 2025)
    opened = [row for row in case.campaigns if row.opens]
    opened.sort(key=lambda row: -Decimal(row.opens) / row.delivered)
    for rank, row in enumerate(opened[:CAMPAIGNS], start=1):
        bounced = row.sent - row.delivered
        rates = activity.email_rates(row.sent, bounced, row.opens, row.clicks)
        opening = slips.email_rate(row.sent, bounced, row.opens)
        click = slips.email_rate(row.sent, bounced, row.clicks)
        yield ask(name, f"opening {rank}", rates.opening, POINT, opening, spread=Decimal("1.7"))
        yield ask(
            name,
            f"click {rank}",
            rates.click,
            POINT,
            [*click, lure("of the opens", rates.reactivity)],
            spread=9,
        )
        yield ask(
            name,
            f"reactivity {rank}",
            rates.reactivity,
            POINT,
            [lure("of the delivered", rates.click)],
            spread=9,
        )
        yield ask(
            name,
            f"cost per lead {rank}",
            activity.cpl(row.cost, row.leads),
            CENT,
            [lure("per order", activity.cac(row.cost, row.orders))],
            spread=40,
        )
        yield ask(
            name,
            f"return {rank}",
            activity.roi(row.margin, row.cost),
            POINT,
            [*slips.roi(row.margin / rate, row.cost), lure("margin over cost", row.margin / row.cost)],
            spread=2 if rank == 1 else None,
        )


def hours(case: Case, truth: Truth) -> Iterator[Question]:
    name, segments = "cp5-hours", {row.seg_id: row for row in case.segments}
    accounts = {row.client_id: row.seg_id for row in case.clients}
    accounts |= {row.prospect_id: row.seg_id for row in case.prospects}
    reached, last = {True: [], False: []}, time.fromisoformat(case.policy["call_hours"]["friday_to"])
    for row in case.call_attempts:
        allowed = row.date.weekday() != FRIDAY or row.time < last
        where = allowed and inside(segments[accounts[row.account_id]], row.time)
        reached[where].append(row.reached)
    shares = {where: Decimal(sum(found)) / len(found) for where, found in reached.items()}
    overall = Decimal(sum(row.reached for row in case.call_attempts)) / len(case.call_attempts)
    yield ask(
        name, "calls inside the window", len(reached[True]), COUNT, [lure("outside", len(reached[False]))]
    )
    for where, label in ((True, "inside"), (False, "outside")):
        yield ask(
            name,
            f"reached {label} the window",
            shares[where],
            POINT,
            [lure("all hours", overall), lure("the other hours", shares[not where])],
            shared="the shares of the story: 34 and 17 per cent",
        )
    (day,), (label,) = case.call_days, truth.call_days
    yield ask(
        name,
        "expected contacts",
        label.contacts,
        HUNDREDTH,
        [
            lure("all inside", day.calls * label.reached_inside),
            lure("all outside", day.calls * label.reached_outside),
            lure("calls inside only", label.inside * label.reached_inside),
        ],
        shared="thirty calls, of which so many inside a window",
    )


def inside(segment: tuple, at: time) -> bool:
    windows = (segment.call_from, segment.call_to), (segment.call_from2, segment.call_to2)
    return any(since and since <= at < until for since, until in windows)
