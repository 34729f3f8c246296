"""The calls of cp5-hours, counted: in and out of the hours of a trade, by opening, and what a year asks for.

Each way of miscounting them has a name.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from operator import le
from typing import Any

from autograder.keys.primitives.kept import Ways
from autograder.keys.traps import trap
from ntc.calc.activity import funnel_back
from ntc.calc.numbers import whole_up
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.lessons.cp5 import hours, plans
from ntc.lessons.cp5.hours import Call, Counted

INSIDE, OUTSIDE = "inside", "outside"
CALLS, REACHED, MEETINGS = "calls", "reached", "meetings"
FAR = {CALLS: Decimal(10), REACHED: Decimal("0.01"), MEETINGS: Decimal(1)}
"""How far a right figure may lie for a call or two counted otherwise, where no mistake lies near."""
ROUNDED = {CALLS: Decimal(1), REACHED: Decimal("0.0055"), MEETINGS: Decimal("0.55")}
"""How far a figure may lie from that of a mistake: rounded to a whole, no more, or nothing is told."""
ALMOST_HALF = Decimal("0.49")
TWO_PER_CENT = Decimal("0.02")
HUNDRED, A_DAY = 100, 30

ALL, OF_REACHED, ON_CALLS = "trap.all-calls", "trap.of-reached", "trap.meetings-on-calls"
SECOND, SWAPPED = "trap.second-window", "trap.swapped"
WHY = {
    ALL: "Divisez par les appels de la ligne, non par tous ceux de l’année.",
    OF_REACHED: "Vous dites parmi les joints où ils étaient, non combien d’appels joignent.",
    ON_CALLS: "Rapportez les rendez-vous aux personnes jointes, non aux appels.",
    SECOND: "Un métier peut avoir deux créneaux dans la journée : le second manque à votre compte.",
    SWAPPED: "Les deux lignes sont interverties : où joint-on le mieux ?",
}
TIMES = "Vous avez multiplié par les taux : c’est descendre l’entonnoir. Pour remonter, on divise."
ONE_STAGE = "Il manque une étape : des rendez-vous aux personnes jointes, puis de celles-ci aux appels."
MEAN = "La moyenne de deux taux n’est celle de personne : prenez le taux de la ligne."
LIST = "C’est le taux de joints de toute la liste ; or la question porte sur une seule ligne."
BEGUN = "Une journée entamée n’est pas épargnée : comptez les journées entières."
UNDIVIDED = "Ce sont des appels : combien en tient une journée ?"


@cache
def rows(case: Case) -> dict[str, Counted]:
    """The calls of the two lines, then of the three openings."""
    made = hours.calls(case)
    return {**_cut(made, lambda one: one.inside), **_openings(case, made)}


@cache
def whole(case: Case) -> Counted:
    """All the calls of the year."""
    return hours.counted(hours.calls(case))


def _cut(made: Iterable[Call], inside: Callable[[Call], bool]) -> dict[str, Counted]:
    made = tuple(made)
    return {
        row: hours.counted(one for one in made if inside(one) == kept)
        for row, kept in ((INSIDE, True), (OUTSIDE, False))
    }


def _openings(case: Case, made: tuple[Call, ...]) -> dict[str, Counted]:
    """By opening: the words of the table begin as those of the lesson do, but for the capital."""
    return {
        code: hours.counted(one for one in made if one.row.opening.casefold() == label.casefold())
        for code, label in plans.openings()
    }


@cache
def _first_window_only(case: Case) -> dict[str, Counted]:
    def inside(one: Call) -> bool:
        return one.inside and one.segment.call_from <= one.row.time < one.segment.call_to

    return _cut(hours.calls(case), inside)


@cache
def _to_the_end(case: Case) -> dict[str, Counted]:
    """The two lines, a call at the very end of its hours being counted as inside."""
    return _cut(
        hours.calls(case),
        lambda one: hours.inside(case, one.segment, one.row.date, one.row.time, before=le),
    )


@cache
def figures_to_the_end(case: Case) -> dict[str, Decimal]:
    """By row and column, what is counted with the end of the hours included: it may be read so."""
    return figures(case) | _figured(_to_the_end(case), whole(case), frozenset())


@cache
def figures(case: Case, ways: Ways = frozenset()) -> dict[str, Decimal]:
    """By row and column, what is counted in these ways; meetings are for a hundred people reached."""
    counted, all_calls = dict(rows(case)), whole(case)
    if SECOND in ways:
        counted |= _first_window_only(case)
    if SWAPPED in ways:
        counted |= {INSIDE: counted[OUTSIDE], OUTSIDE: counted[INSIDE]}
    return _figured(counted, all_calls, ways)


def _figured(rows_of: Mapping[str, Counted], all_calls: Counted, ways: Ways) -> dict[str, Decimal]:
    found = {}
    for row, one in rows_of.items():
        found[f"{row} {CALLS}"] = Decimal(one.calls)
        found[f"{row} {REACHED}"] = (
            Decimal(one.reached) / all_calls.calls
            if ALL in ways
            else Decimal(one.reached) / all_calls.reached
            if OF_REACHED in ways
            else one.reached_rate
        )
        found[f"{row} {MEETINGS}"] = HUNDRED * (
            Decimal(one.meetings) / one.calls if ON_CALLS in ways else one.meeting_rate
        )
    return found


@cache
def reach(case: Case, name: str) -> Decimal:
    """How far from the right figure an answer may lie: less than half the way to any mistake beyond."""
    found, right = FAR[name.rpartition(" ")[2]], figures(case)[name]
    gaps = [abs(figures(case, frozenset({way}))[name] - right) for way in WHY]
    for gap in sorted(gaps, reverse=True):
        if gap > found:
            found = min(found, gap * ALMOST_HALF)
    return found


def near(case: Case, name: str, given: Decimal, value: Decimal) -> bool:
    """Whether a figure is a value: the right one, but for calls read the other way, or one rounded."""
    rounded = ROUNDED[name.rpartition(" ")[2]]
    if value != figures(case)[name]:
        return abs(given - value) <= rounded
    far = reach(case, name)
    return abs(given - value) <= far or abs(given - figures_to_the_end(case)[name]) <= min(far, rounded)


# --- the funnel, from the meetings of the year ---------------------------------------------------------


def wanted(case: Case) -> int:
    """The meetings of the year."""
    return case.company.prospect_visits


def needed(case: Case, reached: Decimal, meetings: Decimal) -> Decimal:
    """The calls for the meetings of the year, each stage rounded up; ratios, above 0."""
    return Decimal(funnel_back(wanted(case), (meetings, reached))[-1])


def by_row(case: Case, row: str) -> Decimal:
    """The calls that a line asks for, with its own two rates."""
    one = rows(case)[row]
    return needed(case, one.reached_rate, one.meeting_rate)


def by_list(case: Case, row: str) -> Decimal:
    """The same with the meetings of the whole list for a hundred people reached."""
    return needed(case, rows(case)[row].reached_rate, whole(case).meeting_rate)


def needed_slips(case: Case, row: str) -> list[Slip]:
    """The mistakes on the calls that a line asks for, far enough from what is right and from each other."""
    one, every = rows(case)[row], whole(case)
    both = [rows(case)[each].reached_rate for each in (INSIDE, OUTSIDE)]
    found = []
    for meetings in (one.meeting_rate, every.meeting_rate):
        found += [
            trap("funnel-times", wanted(case) * one.reached_rate * meetings, TIMES),
            trap("one-stage", Decimal(whole_up(wanted(case) / meetings)), ONE_STAGE),
            trap("mean-of-rates", needed(case, sum(both) / len(both), meetings), MEAN),
            trap("list-rate", needed(case, every.reached_rate, meetings), LIST),
        ]
    found.append(trap("one-stage", Decimal(whole_up(wanted(case) / one.reached_rate)), ONE_STAGE))
    return _apart(found, [by_row(case, row), by_list(case, row)])


def _apart(found: Iterable[Slip], right: Iterable[Decimal]) -> list[Slip]:
    kept: list[Slip] = []
    right = list(right)
    reach = right[0] * TWO_PER_CENT
    for slip in found:
        others = [each.value for each in kept if each.id != slip.id]
        same = any(each.id == slip.id and each.value == slip.value for each in kept)
        if not same and all(abs(slip.value - value) > 2 * reach for value in (*right, *others)):
            kept.append(slip)
    return kept


def days(inside: Decimal, outside: Decimal) -> Decimal:
    """The days of thirty calls between two numbers of calls, whichever is the larger; unrounded."""
    return abs(outside - inside) / A_DAY


def needed_pairs(case: Case) -> list[tuple[Decimal, Decimal]]:
    """The right numbers of calls inside and outside, by the rates of the lines, then of the list."""
    return [(way(case, INSIDE), way(case, OUTSIDE)) for way in (by_row, by_list)]


# --- the thirty calls ----------------------------------------------------------------------------------


@cache
def good_slots(case: Case) -> dict[str, frozenset[str]]:
    """By call of the day, the half-hours that lie within the hours of its trade (R19)."""
    day = plans.call_day(case).day
    segments = {row.seg_id: row for row in case.segments}
    return {
        row.call_id: frozenset(
            slot.slot_id
            for slot in case.call_slots
            if hours.inside(case, segments[_account(case, row).seg_id], day, slot.start)
        )
        for row in case.call_sheet
    }


def _account(case: Case, row: Any) -> Any:
    return plans.worked.account(case, row.account_id)
