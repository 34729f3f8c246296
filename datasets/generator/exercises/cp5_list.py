"""Exercise cp5-list: thirty-six records of prospects, of which twelve may be called and answer the brief.

Each of the others is set aside for one reason only; those of the wrong size have none that is asked for.
Nobody finds the twelve by sorting the records by a column.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from generator.accounts import first_contact, rights
from generator.core.dates import STORY_DATE
from generator.core.rules import policy
from generator.core.world import Row, World

RIGHT, SIZE = "right", "size"
OPTOUT, STALE, CLIENT, SECTOR, REFUSAL, SEGMENT = "optout", "stale", "client", "sector", "refusal", "segment"
_DRAWN = {
    RIGHT: 12,
    OPTOUT: 2,
    STALE: 2,
    CLIENT: 2,
    SECTOR: 2,
    REFUSAL: 2,
    SEGMENT: 12,
    SIZE: 2,
}
_TRADES = (3, 4)
# How many of the twelve stand among the first twelve by any column, either way, a third being chance.
_MOST_SORTED = 5
# Nobody refused near the line, so many days on either side.
_CLEAR = timedelta(days=7)
_COLUMNS = (
    "prospect_id",
    "name",
    "employees",
    "est_potential",
    "created",
    "equipment_age",
    "project_horizon_months",
)
_ATTEMPTS = 4_000
Piles = Mapping[str, Sequence[Row]]


def build(world: World) -> None:
    """Add the tables call_briefs and call_candidates."""
    stream = world.stream("call_candidates")
    records = _Records(world)
    able = [
        brief for size in _TRADES for brief in combinations(records.trades, size) if records.serves(brief)
    ]
    for _ in range(_ATTEMPTS):
        brief = stream.pick(able)
        piles = records.piles(brief)
        drawn = [(row, kind) for kind, count in _DRAWN.items() for row in stream.sample(piles[kind], count)]
        drawn = stream.shuffled(drawn)
        if _hidden(drawn):
            break
    else:
        raise ValueError("no draw of the records hides the twelve")
    world.add("call_briefs", ({"seg_id": code} for code in brief))
    world.add(
        "call_candidates",
        (
            {
                "prospect_id": row["prospect_id"],
                "right": kind == RIGHT,
                "motive": None if kind in (RIGHT, SIZE) else kind,
            }
            for row, kind in drawn
        ),
    )


class _Records:
    """The prospects of whom somebody is known, and what stands against calling each, the trade apart."""

    def __init__(self, world: World) -> None:
        self.trades = sorted(row["seg_id"] for row in world["segments"])
        people, refused = {}, _refusals(world)
        for row in world["contacts"]:
            people.setdefault(row["account_id"], row)
        sector = {row["town_id"] for row in world["towns"] if row["sector"] == "S2"}
        sirets = {row["siret"] for row in world["clients"]}
        self._least, self._most = policy()["call_brief"]["employees"]
        met = _met(world)
        trades = {row["prospect_id"]: row["seg_id"] for row in world["prospects"]}
        # Whoever is written to at the end of the lesson is none of these.
        self._first = {
            row["account_id"]: trades[row["account_id"]]
            for row in first_contact.told(world, world["contacts"])
            if row["comment"] and row["account_id"] not in met
        }
        self._against: list[tuple[Row, frozenset[str]]] = []
        since = _months_before(STORY_DATE, policy()["call_brief"]["refusal_months"])
        for row in world["prospects"]:
            code = row["prospect_id"]
            if code not in people or code in met or any(abs(day - since) <= _CLEAR for day in refused[code]):
                continue
            found = {
                OPTOUT: people[code]["opposition"],
                STALE: rights.silent(people[code]),
                CLIENT: row["siret"] in sirets,
                SECTOR: row["town_id"] not in sector,
                REFUSAL: any(day >= since for day in refused[code]),
                SIZE: not self._least <= row["employees"] <= self._most,
            }
            self._against.append((row, frozenset(kind for kind, holds in found.items() if holds)))

    def piles(self, brief: Sequence[str]) -> Piles:
        """Return the records that are right for a brief, and those that one thing alone is wrong of."""
        first = self._outside(brief)
        out = defaultdict(list)
        for row, against in self._against:
            wrong = against if row["seg_id"] in brief else against | {SEGMENT}
            if row["prospect_id"] != first and len(wrong) <= 1:
                out[next(iter(wrong), RIGHT)].append(row)
        return out

    def serves(self, brief: Sequence[str]) -> bool:
        """Tell whether a brief leaves enough of each."""
        piles = self.piles(brief)
        return all(len(piles[kind]) >= count for kind, count in _DRAWN.items())

    def _outside(self, brief: Sequence[str]) -> str:
        """Return one with everything to build on, of no trade of the brief if there is one."""
        return min(self._first, key=lambda code: (self._first[code] in brief, code))


def _refusals(world: World) -> Mapping[str, list[date]]:
    """Return the days on which each account refused."""
    out = defaultdict(list)
    for row in world["call_attempts"]:
        if row["result"] == "refus":
            out[row["account_id"]].append(row["date"])
    return out


def _met(world: World) -> set[str]:
    """Return the accounts that are spoken to, seen or played elsewhere in the lesson."""
    return (
        {row["account_id"] for row in world["talks"]}
        | {row["account_id"] for row in world["dialogues"]}
        | {row["account_id"] for row in world["tour_stops"] if row["tour_id"] == "cp5-tour"}
    )


def _months_before(day: date, months: int) -> date:
    """Return the same day of the month, so many months before, twelve at most."""
    years = months >= day.month
    return day.replace(year=day.year - years, month=day.month - months + 12 * years)


def _hidden(drawn: Sequence[tuple[Row, str]]) -> bool:
    """Tell whether the first twelve by any column, or as listed, are hardly the right ones."""
    orders = [drawn, drawn[::-1]]
    for column in _COLUMNS:
        known = [one for one in drawn if one[0][column] is not None]
        ranked = sorted(known, key=lambda one: _value(one[0][column]))
        orders += [ranked, ranked[::-1]]
    return all(_found(order) <= _MOST_SORTED for order in orders)


def _value(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _found(order: Sequence[tuple[Row, str]]) -> int:
    return sum(kind == RIGHT for _, kind in order[: _DRAWN[RIGHT]])
