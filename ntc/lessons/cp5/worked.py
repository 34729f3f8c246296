"""What the examples of CP5 rest on: calls, campaigns, services and people, found by what they are.

Never a record, a campaign or a count that an exercise asks about.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from ntc.calc.activity import EmailRates, cpl, email_rates, roi
from ntc.calc.percent import share
from ntc.case import Case, measures
from ntc.lessons.cp5.hours import BARRED, MEETING, Call, calls

SERVICES, SERVICES_YEAR = "services", 2024
PARETO = Decimal("0.8")
_WITHOUT_WORKSHOP = ("public", "pharmacie")
_A_LITTLE_LATER = timedelta(minutes=15)
_OLD_MACHINE = 8
_OPENINGS = 3
_NETWORK, _WEBINAR = "réseau social", "webinaire"
_OWN_DIGGING = "prospection"
_TOUR = "cp5-tour"


# --- the switchboard and the two histories -------------------------------------------------------------


@dataclass(frozen=True)
class Switchboard:
    """The firm of the first scene: how often it was called last year, never at its hour; when to call it."""

    account: Any
    calls: tuple[Call, ...]
    next_day: date
    next_hour: time


@cache
def switchboard(case: Case) -> Switchboard:
    """A workshop that may be called, and was only ever called outside its hours, in vain.

    Stopped at the desk once at least; of those that qualify, the one called most often. Raises ValueError
    when there is none.
    """
    found = [
        rows
        for code, rows in _by_account(case).items()
        if len(rows) > 1
        and not any(one.inside or one.row.reached for one in rows)
        and any(one.row.result == BARRED for one in rows)
        and rows[0].segment.label not in _WITHOUT_WORKSHOP
        and lawful(case, code)
    ]
    chosen = max(found, key=lambda rows: (len(rows), rows[0].row.account_id))
    opens = datetime.combine(case.company.story_date, chosen[0].segment.call_from)
    return Switchboard(
        chosen[0].account,
        tuple(chosen),
        case.company.story_date + timedelta(days=1),
        (opens + _A_LITTLE_LATER).time(),
    )


@dataclass(frozen=True)
class History:
    """An account on which the three openings were tried, and its one success."""

    account: Any
    calls: tuple[Call, ...]

    @property
    def won(self) -> Call:
        """The call that made a meeting."""
        return next(one for one in self.calls if one.row.result == MEETING)


@cache
def histories(case: Case) -> tuple[History, History]:
    """Two accounts whose single success is a meeting, each won by another opening; the shortest histories.

    Raises ValueError when no two openings won so.
    """
    found = [
        History(rows[0].account, tuple(rows))
        for code, rows in _by_account(case).items()
        if len({one.row.opening for one in rows}) == _OPENINGS
        and [one.row.result for one in rows if one.row.reached] == [MEETING]
        and rows[0].segment.label not in _WITHOUT_WORKSHOP
        and lawful(case, code)
    ]
    found.sort(key=lambda one: (len(one.calls), one.calls[0].row.account_id))
    for one in found:
        for other in found:
            if one.won.row.opening != other.won.row.opening:
                return one, other
    raise ValueError("no two openings won a meeting alone")


# --- what stopped at the switchboard, month by month ---------------------------------------------------


@dataclass(frozen=True)
class Barred:
    """Calls that did not reach who was asked for (« non aboutis »), and those stopped at the switchboard."""

    missed: int
    barred: int

    @property
    def rate(self) -> Decimal:
        """The part stopped at the switchboard, of the calls that did not reach."""
        return share(self.barred, self.missed)

    @property
    def margin(self) -> Decimal:
        """The thumb rule 1 ÷ √n: how far chance alone carries the rate either way."""
        return 1 / Decimal(self.missed).sqrt()


@cache
def barred(case: Case) -> dict[int, Barred]:
    """By month of last year, January is 1."""
    missed: dict[int, list[bool]] = defaultdict(list)
    for one in calls(case):
        if not one.row.reached:
            missed[one.row.date.month].append(one.row.result == BARRED)
    return {month: Barred(len(rows), sum(rows)) for month, rows in sorted(missed.items())}


def all_barred(case: Case) -> Barred:
    """Over the whole year."""
    months = barred(case).values()
    return Barred(sum(one.missed for one in months), sum(one.barred for one in months))


def extremes(case: Case) -> tuple[int, int]:
    """The month with the largest part stopped at the switchboard, and that with the smallest."""
    months = barred(case)
    return max(months, key=lambda month: months[month].rate), min(
        months, key=lambda month: months[month].rate
    )


# --- the margin of services by trade -------------------------------------------------------------------


@cache
def services(case: Case) -> tuple[tuple[str, Decimal], ...]:
    """The margin of the service lines of 2024 by segment, cancelled orders left out, the largest first."""
    segment = {row.client_id: row.seg_id for row in case.clients}
    labels = {row.seg_id: row.label for row in case.segments}
    sold = {row.order_id: row.client_id for row in measures.orders(case, SERVICES_YEAR)}
    family = {row.sku: row.family for row in case.products}
    margin = dict.fromkeys(labels.values(), Decimal(0))
    for line in case.order_lines:
        if line.order_id in sold and family[line.sku] == SERVICES:
            margin[labels[segment[sold[line.order_id]]]] += line.net_ht - line.qty * line.unit_cost
    return tuple(sorted(margin.items(), key=lambda pair: (-pair[1], pair[0])))


def above_the_line(case: Case) -> int:
    """How many segments make 80 % of that margin, the one that crosses the line included."""
    rows, reached = services(case), Decimal(0)
    bound = PARETO * sum(margin for _, margin in rows)
    for rank, (_, margin) in enumerate(rows, 1):
        reached += margin
        if reached >= bound:
            return rank
    return len(rows)


# --- leads, campaigns ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answered:
    """Requests received (« demandes »), and those that came to something."""

    received: int
    useful: int

    @property
    def rate(self) -> Decimal:
        """The part that came to something."""
        return share(self.useful, self.received)


def leads(case: Case) -> tuple[Answered, Answered]:
    """Those called back within the hours of R21, then those called back later."""
    limit = case.policy["lead"]["first_call_hours"]
    rows = [row for row in case.leads if row.response_hours is not None]
    in_time, late = (
        [row.outcome != "sans suite" for row in rows if (row.response_hours <= limit) == quick]
        for quick in (True, False)
    )
    return Answered(len(in_time), sum(in_time)), Answered(len(late), sum(late))


@dataclass(frozen=True)
class Campaign:
    """A campaign, what one useful contact cost, and what it brought back."""

    row: Any

    @property
    def a_lead(self) -> Decimal:
        """€ a useful contact (« coût par contact utile »)."""
        return cpl(self.row.cost, self.row.leads)

    @property
    def roi(self) -> Decimal:
        """(Margin − cost) ÷ cost: a ratio."""
        return roi(self.row.margin, self.row.cost)

    @property
    def rates(self) -> EmailRates:
        """Of what was delivered; only of what was sent."""
        row = self.row
        return email_rates(row.sent, row.sent - row.delivered, row.opens, row.clicks)


def network(case: Case) -> Campaign:
    """The campaign on the networks, which is worked through."""
    return Campaign(next(row for row in case.campaigns if row.channel == _NETWORK))


def webinar(case: Case) -> Campaign:
    """The campaign of the online conference, whose rates are worked through."""
    return Campaign(next(row for row in case.campaigns if row.channel == _WEBINAR))


@cache
def campaigns(case: Case) -> tuple[Campaign, ...]:
    """The four that an exercise asks about, in the order of their dates.

    The e-mailing most opened, the dearest fair, the loss that cost least a contact, and of the e-mailings
    that paid the one least opened; never one that is worked through.
    """
    rest = [Campaign(row) for row in case.campaigns if row.channel not in (_NETWORK, _WEBINAR)]
    mails = [one for one in rest if one.row.channel == "emailing"]
    opened = most_opened(case)
    fair = max((one for one in rest if one.row.channel == "salon"), key=lambda one: one.row.cost)
    lost = min((one for one in rest if one.roi < 0 and one != opened), key=lambda one: one.a_lead)
    paying = min((one for one in mails if one.roi >= 0), key=lambda one: one.rates.opening)
    return tuple(sorted({opened, fair, lost, paying}, key=lambda one: (one.row.sent_on, one.row.camp_id)))


@cache
def most_opened(case: Case) -> Campaign:
    """The e-mailing that was opened most."""
    mails = [Campaign(row) for row in case.campaigns if row.channel == "emailing"]
    return max(mails, key=lambda one: one.rates.opening)


# --- whom one writes to --------------------------------------------------------------------------------


@dataclass(frozen=True)
class FirstContact:
    """The person whom one calls and writes to at the end: who decides, of a firm that is nobody's client."""

    contact: Any
    prospect: Any
    segment: Any


@cache
def first_contact(case: Case) -> FirstContact:
    """Somebody who decides and may be written to, in the sector, outside the records to choose from.

    With a comment, an old machine, a rival in place, calls made in vain, a source that is not ours, and a
    workshop of some size, or as much of it as there is; of no trade that the week is for, if possible.
    """
    towns = {row.town_id for row in case.towns if row.sector == "S2"}
    listed = {row.prospect_id for row in case.call_candidates}
    prospects = {row.prospect_id: row for row in case.prospects}
    clients = {row.siret for row in case.clients}
    found = [
        row
        for row in case.contacts
        if (prospect := prospects.get(row.account_id))
        and row.decision_role == "décideur"
        and row.account_id not in listed
        and prospect.town_id in towns
        and prospect.siret not in clients
        and lawful(case, row.account_id)
    ]
    trades = {row.seg_id for row in case.call_briefs}
    chosen = max(
        found,
        key=lambda row: (
            _told(case, row, prospects[row.account_id]),
            prospects[row.account_id].seg_id not in trades,
            row.contact_id,
        ),
    )
    prospect = prospects[chosen.account_id]
    segment = next(row for row in case.segments if row.seg_id == prospect.seg_id)
    return FirstContact(chosen, prospect, segment)


def _told(case: Case, contact: Any, prospect: Any) -> int:
    """How much there is to build on."""
    made = _by_account(case).get(prospect.prospect_id, ())
    return sum(
        (
            bool(contact.comment),
            (prospect.equipment_age or 0) >= _OLD_MACHINE,
            bool(prospect.competitor),
            bool(made) and not any(one.row.result == MEETING for one in made),
            contact.source != _OWN_DIGGING,
            prospect.employees >= case.policy["call_brief"]["employees"][0],
        )
    )


# --- looking up ----------------------------------------------------------------------------------------


def lawful(case: Case, account: str) -> bool:
    """Whether all that are known at an account may be approached (R20): none opposed, none long silent."""
    today, months = case.company.story_date, case.policy["optout"]["months"]
    oldest = today.replace(year=today.year - months // 12)
    known = _contacts(case).get(account, ())
    return all(not row.opposition and row.last_inbound_contact >= oldest for row in known)


def town(case: Case, town_id: str) -> Any:
    """A town by its code; StopIteration when there is none."""
    return next(row for row in case.towns if row.town_id == town_id)


def home(case: Case) -> Any:
    """The town from which one leaves."""
    return town(case, tour_day(case).home)


def tour_day(case: Case) -> Any:
    """The day on the road: when one leaves, when one is back, lunch, hours at the wheel."""
    return next(row for row in case.tours if row.tour_id == _TOUR)


def account(case: Case, code: str) -> Any:
    """The client or the prospect of that code; KeyError when there is none."""
    return _accounts(case)[code]


@cache
def _accounts(case: Case) -> dict[str, Any]:
    return {row.client_id: row for row in case.clients} | {row.prospect_id: row for row in case.prospects}


@cache
def _contacts(case: Case) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in case.contacts:
        found[row.account_id].append(row)
    return found


@cache
def _by_account(case: Case) -> dict[str, list[Call]]:
    found: dict[str, list[Call]] = defaultdict(list)
    for one in calls(case):
        found[one.row.account_id].append(one)
    return found
