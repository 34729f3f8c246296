"""What CP5 asks about, row by row: lines of a call, records, talks, campaigns, thirty calls, doors."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from ntc.case import Case
from ntc.fields.kinds.order import BAR as BAR
from ntc.french import MONTHS, WEEKDAYS, day_in_words, euros, hour, number, typeset
from ntc.instruments.script import Script, script
from ntc.instruments.tour import TourDay, tour_day
from ntc.lessons.cp5 import worked
from ntc.lessons.cp5.talks import openings as openings
from ntc.lessons.cp5.talks import rehearsed as rehearsed
from ntc.lessons.cp5.talks import tries as tries
from ntc.lessons.quiz import Pairs, choices, items
from ntc.plans import Item, Problem, Total, TotalBy, counted

NEEDED = ("calls-inside", "calls-outside", "days-saved")
"""What is worked back from the meetings of the year."""
OPENED = ("opening-rate", "reactivity")
"""What is asked of the campaign most opened."""
ROAD = ("litres", "co2")
"""What one's own tour weighs."""
UNSAID = "unsaid"
"""The code of « non dit », in every column that has it."""
ANOTHER_DAY = typeset("— sous cette barre : ce qui attendra un autre jour —")
"""The words of the bar of the tour."""
_CALL, _TALKED, _TOUR = "D2", "qualification", "cp5-tour"
_AMOUNT = re.compile(r"(\d[\d\s\u00a0\u202f]*)\s€")
_POWER = re.compile(r"(\d+(?:,\d)?)\skW")
_DAY = re.compile(rf"(1er|\d{{1,2}})\s({'|'.join(MONTHS)})")
_WORKING_WEEKS = 5


# --- the call ------------------------------------------------------------------------------------------


def lines(case: Case) -> Pairs:
    """The lines of a call to be put in order, the bar last: what is put under it is not said."""
    said = tuple((row.step_id, row.text) for row in case.quiz_steps if row.exercise == "cp5-script")
    return (*said, (BAR, typeset("— sous cette barre : ce qui n’a rien à faire dans l’appel —")))


def sentences(case: Case) -> Pairs:
    """The sentences to be said by one channel or another, or nowhere."""
    return items(case, "cp5-script", "phrases")


def channels(case: Case) -> Pairs:
    """The channels, and the place of what is said nowhere."""
    return choices(case, "cp5-script", "phrases")


def talk(case: Case) -> Script:
    """The call that counts (« l’appel, du standard au rendez-vous »)."""
    return script(case, _CALL)


# --- the calls of last year, and the thirty -----------------------------------------------------------


def statements(case: Case) -> Pairs:
    """What might be written of the calls of last year."""
    return items(case, "cp5-hours", "conclusions")


def call_day(case: Case) -> Any:
    """The day of the thirty calls; StopIteration when there is none."""
    return next(row for row in case.call_days)


@cache
def thirty(case: Case) -> Problem:
    """The thirty calls, so many at most in a half-hour; not at which hours they are allowed, or answered."""
    segments, most = {row.seg_id: row.label for row in case.segments}, case.call_slots[0].capacity
    items = []
    for row in case.call_sheet:
        called = worked.account(case, row.account_id)
        items.append(Item(row.call_id, typeset(called.name), facts=(segments[called.seg_id],)))
    return Problem(
        tuple(items),
        (
            Total("", counted(), ("appel placé", "appels placés"), most=call_day(case).calls),
            TotalBy(
                lambda row: row.said("slot"),
                counted(),
                most,
                "Plus de {bound} dans une demi-heure : {groups}.",
                "appel",
                dict(slots(case)),
                noted="Une demi-heure a plus d’appels qu’elle n’en tient.",
            ),
        ),
        value=counted(),
    )


def slots(case: Case) -> Pairs:
    """The half-hours of that day, those that are free."""
    return tuple((row.slot_id, f"{hour(row.start)} à {hour(row.end)}") for row in case.call_slots)


# --- the portrait and the list -------------------------------------------------------------------------


def segments(case: Case) -> Pairs:
    """The segments of the house."""
    return tuple((row.seg_id, row.label) for row in case.segments)


def voices(case: Case) -> Pairs:
    """What clients said of how they buy."""
    return items(case, "cp5-avatar", "verbatims")


def traits(case: Case) -> Pairs:
    """What it tells: what sets them off, what they fear, how they choose, the way they take."""
    return choices(case, "cp5-avatar", "verbatims")


def situations(case: Case) -> Pairs:
    """Situations from which somebody comes to buy."""
    return items(case, "cp5-avatar", "parcours")


def paths(case: Case) -> Pairs:
    """The ways to a purchase (« parcours d’achat »)."""
    return choices(case, "cp5-avatar", "parcours")


def brief(case: Case) -> str:
    """The trades that the week is for; by commas alone, for some bear an « et » of their own."""
    names = {row.seg_id: row.label for row in case.segments}
    return ", ".join([names[row.seg_id] for row in case.call_briefs])


def candidates(case: Case) -> Pairs:
    """The records to choose from, each with its town."""
    found = (worked.account(case, row.prospect_id) for row in case.call_candidates)
    return tuple(
        (one.prospect_id, typeset(f"{one.name} ({one.prospect_id}), {worked.town(case, one.town_id).name}"))
        for one in found
    )


# --- the talks -----------------------------------------------------------------------------------------


def qualified(case: Case) -> tuple[str, ...]:
    """The calls to read, by their codes."""
    return tuple(row.talk_id for row in case.talks if row.kind == _TALKED)


def talks(case: Case) -> Pairs:
    """Who was on the line of each."""
    return tuple((row.talk_id, typeset(_caller(row))) for row in case.talks if row.kind == _TALKED)


def budgets(case: Case) -> Pairs:
    """Every amount heard in the talks, whoever it is of, and « non dit »."""
    found = sorted({int(re.sub(r"\D", "", one)) for one in _heard(case, _AMOUNT)})
    return ((UNSAID, typeset("non dit")), *((f"b{one}", euros(one, 0)) for one in found))


def machines(case: Case) -> Pairs:
    """Every power heard in the talks, and « non dit »."""
    found = sorted({Decimal(one.replace(",", ".")) for one in _heard(case, _POWER)})
    return (
        (UNSAID, typeset("non dit")),
        *((f"k{number(one)}", typeset(f"{number(one)} kW")) for one in found),
    )


def rivals(case: Case) -> Pairs:
    """The competitors known to the house, and « non dit »."""
    names = [row["name"] for row in case.policy["competitors"]]
    return (
        (UNSAID, typeset("non dit")),
        *((f"r{rank}", typeset(name)) for rank, name in enumerate(names, 1)),
    )


def deadlines(case: Case) -> Pairs:
    """The months of the year, what comes later, and « non dit »."""
    year = case.company.story_date.year
    months = [(f"m{rank:02}", typeset(f"{name} {year}")) for rank, name in enumerate(MONTHS, 1)]
    return ((UNSAID, typeset("non dit")), *months, ("later", typeset(f"après {year}")))


def dates(case: Case) -> Pairs:
    """The working days of the weeks that follow, every day that was said in a talk, and none."""
    today = case.company.story_date
    off = {row.date for row in case.calendar if row.holiday}
    coming = {today + timedelta(days=days) for days in range(7 * _WORKING_WEEKS)}
    days = {one for one in coming if one.weekday() < 5 and one not in off} | set(_days(case, today))
    return (
        ("none", typeset("aucune date")),
        *((f"d{one:%m%d}", f"{WEEKDAYS[one.weekday()]} {day_in_words(one)}") for one in sorted(days)),
    )


# --- campaigns, records, road --------------------------------------------------------------------------


def campaigns(case: Case) -> Pairs:
    """The four campaigns that are judged."""
    return tuple(
        (one.row.camp_id, typeset(f"{one.row.label} ({one.row.channel})")) for one in worked.campaigns(case)
    )


def feet(case: Case) -> Pairs:
    """What stands at the foot of six messages."""
    return items(case, "cp5-mailing", "pieds")


def lacks(case: Case) -> Pairs:
    """What a foot may lack, if anything."""
    return choices(case, "cp5-mailing", "pieds")


def records(case: Case) -> Pairs:
    """The records, each with the message that came."""
    return tuple((row.case_id, typeset(row.title)) for row in case.crm_cases)


def rights(case: Case) -> Pairs:
    """Three situations that touch the rights of somebody."""
    return items(case, "cp5-crm", "droits")


def answers(case: Case) -> Pairs:
    """What may be done of them."""
    return choices(case, "cp5-crm", "droits")


def tour(case: Case) -> TourDay:
    """The day on the road, each door with what it may bring."""
    return tour_day(case, _TOUR, worth=True)


def _caller(row: Any) -> str:
    return f"{row.contact}, {row.company}" if row.company else row.contact


def _heard(case: Case, pattern: re.Pattern[str]) -> Iterator[Any]:
    """What a pattern finds in all that is said in the talks to read."""
    kept = set(qualified(case))
    for row in case.talk_lines:
        if row.talk_id in kept:
            yield from pattern.findall(row.text)


def _days(case: Case, today: date) -> Iterator[date]:
    """The days that were named in a talk, of this year."""
    for number_of_day, month in _heard(case, _DAY):
        yield date(today.year, MONTHS.index(month) + 1, int(number_of_day.removesuffix("er")))
