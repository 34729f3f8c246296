"""What cp3-dormant asks: a list of sleepers, three counts, five calls with their months and their scores."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from autograder.keys.asked.nature import CHOICE, COUNT
from autograder.keys.asked.own import Own, figures, read_at, within, worked_at
from autograder.keys.asked.question import Asked, Place, Reading
from autograder.keys.cp3 import dormant
from autograder.keys.cp3 import dormant_accounts as counted
from autograder.keys.primitives.kept import Ways
from autograder.keys.traps import trap
from autograder.truth import Truth
from ntc.case import Case, measures
from ntc.lessons.cp3.worked import LAST

LIST, COMPLAINED, BUYING, ASLEEP = "list", "complained", "still-buying", "asleep"


@figures(dormant.ID)
def asked(case: Case, truth: Truth) -> Own:
    """Who complained and sleeps, who is called: on one's own list; a score comes of one's own months."""
    wrote, weight = counted.complained(case), dormant.WEIGHTS
    right = counted.asleep(case)
    found: dict[str, Asked] = {
        LIST: read_at(CHOICE, Place(dormant.LIST), tuple(sorted(right)), weight=weight[LIST]),
        COMPLAINED: read_at(
            COUNT,
            Place(dormant.ID, COMPLAINED),
            Decimal(len(wrote)),
            trap("per-complaint", Decimal(len(case.complaints)), dormant.ONE_EACH),
            weight=weight[COMPLAINED],
        ),
        BUYING: read_at(
            COUNT,
            Place(dormant.ID, BUYING),
            Decimal(len(wrote & measures.clients(case, LAST))),
            *dormant.buying_slips(case),
            weight=weight[BUYING],
        ),
        ASLEEP: worked_at(
            COUNT,
            Place(dormant.ID, ASLEEP),
            lambda listed: Decimal(len(wrote & set(listed))),
            LIST,
            weight=weight[ASLEEP],
        ),
    }
    for rank, row in enumerate(dormant.RANKS):
        found |= _called(case, rank, row)
    ways = (*dormant.WHY_LIST, *(way for way in dormant.WHY_CALL if way not in dormant.WHY_LIST))
    return Own(found, [Reading(way, "", _kept(case, way)) for way in ways])


def _called(case: Case, rank: int, row: str) -> dict[str, Asked]:
    """A call: who by one's own list, since how many months, at what score."""
    who, silence, score = f"{row}-account", f"{row}-months", f"{row}-score"
    half, quarter = dormant.CALL * dormant.HALF, dormant.CALL * dormant.QUARTER
    return {
        who: worked_at(
            CHOICE,
            Place(dormant.CALLS, row, "account"),
            lambda listed: _nth(counted.called_first(case, listed), rank),
            LIST,
            weight=half,
        ),
        silence: worked_at(
            COUNT,
            Place(dormant.CALLS, row, "months"),
            lambda code: Decimal(_known(counted.months(case, code))),
            who,
            weight=quarter,
        ),
        score: worked_at(
            within(dormant.EURO, "0.01", "1"),
            Place(dormant.CALLS, row, "score"),
            lambda code, months: counted.score(case, code, int(months)),
            who,
            silence,
            weight=quarter,
        ),
    }


def _kept(case: Case, way: str) -> Mapping[str, Any]:
    """What a way of counting changes wherever it shows: the list, who still buys, the months, the scores."""
    ways: Ways = frozenset({way})
    listed = counted.asleep(case, ways)
    found: dict[str, Any] = {}
    if listed != counted.asleep(case):
        found[LIST] = tuple(sorted(listed))
    found |= dict((BUYING, slip.value) for slip in dormant.buying_slips(case) if slip.id == way)
    for rank, row in enumerate(dormant.RANKS):
        code = counted.called_first(case, listed)[rank]
        silence = counted.months(case, code, ways)
        if silence is None:
            continue
        if silence != counted.months(case, code):
            found[f"{row}-months"] = Decimal(silence)
        if (score := counted.score(case, code, silence, ways)) != counted.score(case, code, silence):
            found[f"{row}-score"] = score
    return found


def _nth(codes: list[str], rank: int) -> str:
    """The account at a rank; ValueError where a list is too short."""
    if rank >= len(codes):
        raise ValueError("nobody is left to call")
    return codes[rank]


def _known(months: int | None) -> int:
    """Months of silence; ValueError for who never decided anything."""
    if months is None:
        raise ValueError("nothing was ever decided")
    return months
