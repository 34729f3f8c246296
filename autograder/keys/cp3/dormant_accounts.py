"""Who sleeps, who is lost, since when, what a call is worth (R15): right, or as one may miscount."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ntc.case import Case, measures
from ntc.case.measures.clientele import RENEWAL
from ntc.lessons.cp3.worked import LAST, YEAR, client

RENEWED, CANCELLED, LOST, UNDELIVERED = "trap.T01", "trap.T02", "trap.lost-asleep", "trap.open-orders"
STORY, POTENTIAL, UNDIVIDED = "trap.months-story", "trap.score-potential", "trap.score-undivided"
MONTHS = 12

Ways = frozenset[str]
RIGHT: Ways = frozenset()


@cache
def asleep(case: Case, ways: Ways = RIGHT) -> frozenset[str]:
    """The clients that bought in the year before and not in the last, as these ways of counting find them."""
    counted = {"renewals": RENEWED in ways, "cancelled": CANCELLED in ways}
    before, after = (measures.clients(case, year, **counted) for year in (YEAR, LAST))
    if UNDELIVERED in ways:
        after -= only_running(case)
    return (before - after) | (lost(case) if LOST in ways else frozenset())


@cache
def lost(case: Case) -> frozenset[str]:
    """The clients of the table without any real order in two years: lost, or noted twice."""
    every = frozenset(row.client_id for row in case.clients)
    return every - measures.clients(case, YEAR) - measures.clients(case, LAST)


@cache
def only_running(case: Case) -> frozenset[str]:
    """The clients whose real orders of the last year are all under way (« en cours »)."""
    delivered = {
        row.client_id
        for row in measures.orders(case, LAST)
        if row.net_ht > 0 and row.origin != RENEWAL and row.status != "en cours"
    }
    return measures.clients(case, LAST) - delivered


@cache
def complained(case: Case) -> frozenset[str]:
    """The clients who complained, however often."""
    return frozenset(row.client_id for row in case.complaints)


@cache
def _last(case: Case, ways: Ways = RIGHT) -> Mapping[str, date]:
    """The last order of each client, of those that count."""
    found: dict[str, date] = {}
    for row in case.orders:
        decided = row.net_ht > 0
        decided = decided and (row.status != measures.CANCELLED or CANCELLED in ways)
        decided = decided and (row.origin != RENEWAL or RENEWED in ways)
        if decided:
            found[row.client_id] = max(row.date, found.get(row.client_id, row.date))
    return found


def months(case: Case, client_id: str, ways: Ways = RIGHT) -> int | None:
    """Whole months of silence (« mois de silence ») up to the closing; None for who decided nothing."""
    last = _last(case, ways & {RENEWED, CANCELLED}).get(client_id)
    until = case.company.story_date if STORY in ways else case.company.closing
    if last is None:
        return None
    return MONTHS * (until.year - last.year) + until.month - last.month - (last.day > until.day)


def score(case: Case, client_id: str, silence: int, ways: Ways = RIGHT) -> Decimal:
    """What a call is worth (« note »): what the client could buy × (24 − months of silence) ÷ 12, in €."""
    potential = client(case, client_id).potential_12m
    if POTENTIAL in ways:
        return potential
    rest = potential * (2 * MONTHS - silence)
    return rest if UNDIVIDED in ways else rest / MONTHS


@cache
def worth(case: Case, client_id: str) -> Decimal:
    """The right score of a client; nothing for who never decided anything."""
    silence = months(case, client_id)
    return score(case, client_id, silence) if silence is not None else Decimal(0)


def called_first(case: Case, among: Any) -> list[str]:
    """These clients in the order in which they are called."""
    return sorted(among, key=lambda code: (-worth(case, code), code))
