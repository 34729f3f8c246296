"""The open opportunities, some of which have been asleep for long, one of them « signed » at 90 % (T28).

The last activity is that of the account in the diary, or the day of its open quote; the amount is that of the
quote, to ten euros.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.cents import cents, half_up, money
from generator.core.dates import CLOSING
from generator.core.stream import Stream
from generator.core.variation import fresh
from generator.core.world import World
from generator.words import read

_COUNT, _ASLEEP = 58, 5
_STAGES = {"Découverte": 10, "Étude": 30, "Devis remis": 50, "Négociation": 70, "Accord oral": 90}
_EARLY = (("Découverte", 45), ("Étude", 55))
_QUOTED = (("Devis remis", 58), ("Négociation", 32), ("Accord oral", 10))
# Days without activity: of those awake, of those asleep, of T28; nobody can hesitate between the first two.
_AWAKE, _DROWSY, _T28 = 50, (70, 170), 75
_LEAST_QUOTE = 1_500
_T28_AMOUNT = (430, 640)

Row = dict[str, Any]


def build(world: World) -> None:
    """Add the table opportunities."""
    stream = world.stream("opportunities")
    able = _able(world)
    seen, quotes = _last_seen(world, able), _open_quotes(world, able)
    last = {account: max(day, _quoted_on(quotes.get(account))) for account, day in seen.items()}
    last |= {account: quote["date"] for account, quote in quotes.items() if account not in seen}
    ages = {account: (CLOSING - day).days for account, day in sorted(last.items())}
    awake = [account for account, age in ages.items() if age <= _AWAKE]
    signed = _signed(world, seen, stream)
    asleep = [account for account, age in ages.items() if _DROWSY[0] <= age <= _DROWSY[1]]
    asleep = stream.sample([account for account in asleep if account != signed], _ASLEEP - 1)
    quoted = [account for account in awake if account in quotes and account != signed]
    others = [account for account in awake if account not in quotes and account != signed]
    live = quoted + stream.sample(others, _COUNT - _ASLEEP - len(quoted))
    rows = [_opportunity(account, last[account], quotes.get(account), stream) for account in live]
    rows += [_opportunity(account, last[account], None, stream) | {"stale": True} for account in asleep]
    rows.append(_promised(signed, stream))
    rows = stream.shuffled(rows)
    _word(rows, world.stream("opportunity_words"))
    for number, row in enumerate(rows, start=1):
        row["opp_id"] = f"OP{number:03d}"
    world.add("opportunities", rows)


def _able(world: World) -> set[str]:
    """Return whom one may hope to sell to."""
    clients = {
        client.id for client in world.books.clients if client.status == "actif" and client.role != "T07"
    }
    return clients | set(genuine(world))


def _last_seen(world: World, able: set[str]) -> dict[str, date]:
    """Return the day of the last activity of each account."""
    return {row["account_id"]: row["date"] for row in world["activities"] if row["account_id"] in able}


def _open_quotes(world: World, able: set[str]) -> dict[str, Mapping[str, Any]]:
    """Return the last open quote of each account that has one worth an opportunity."""
    return {
        row["account_id"]: row
        for row in world["quotes"]
        if row["status"] == "en cours" and row["account_id"] in able and row["amount"] >= _LEAST_QUOTE
    }


def _quoted_on(quote: Mapping[str, Any] | None) -> date:
    return quote["date"] if quote else date.min


def _signed(world: World, seen: Mapping[str, date], stream: Stream) -> str:
    """Draw the account of T28 among those last seen on its day, else among those seen on it."""
    day = CLOSING - timedelta(_T28)
    there = [
        row["account_id"] for row in world["activities"] if row["date"] == day and row["account_id"] in seen
    ]
    return stream.pick([account for account in there if seen[account] == day] or there)


def _opportunity(account: str, last: date, quote: Mapping[str, Any] | None, stream: Stream) -> Row:
    words = read("pipeline")
    stage = stream.weighted(_QUOTED if quote else _EARLY)
    affair = stream.pick(words["affairs"])
    amount = stream.between(*(bound * 10 for bound in affair["amount"])) * 1_000
    if quote:
        amount = half_up(cents(quote["amount"]), 1_000) * 1_000
        affair = stream.pick([item for item in words["affairs"] if _holds(item, amount)])
    return {
        "account_id": account,
        "title": affair["title"],
        "amount": money(amount),
        "stage": stage,
        "probability_pct": Decimal(_STAGES[stage]),
        "expected_close": workdays.next_working(CLOSING + timedelta(stream.between(15, 170))),
        "last_activity": last,
        "next_step": stream.pick(words["next_steps"][stage]) if stream.chance(80) else None,
        "stale": False,
    }


def _holds(affair: Mapping[str, Any], amount: int) -> bool:
    """Tell whether an affair may be worth so many cents; the largest has no upper bound."""
    low, high = (bound * 10_000 for bound in affair["amount"])
    largest = max(item["amount"][1] for item in read("pipeline")["affairs"]) * 10_000
    return low <= amount <= high or (high == largest and amount > high)


def _promised(account: str, stream: Stream) -> Row:
    """Make the opportunity at 90 % that has slept for 75 days (T28)."""
    amount = stream.between(*_T28_AMOUNT) * 10_000
    affair = stream.pick([item for item in read("pipeline")["affairs"] if _holds(item, amount)])
    return {
        "account_id": account,
        "title": affair["title"],
        "amount": money(amount),
        "stage": "Accord oral",
        "probability_pct": Decimal(_STAGES["Accord oral"]),
        "expected_close": workdays.next_working(CLOSING + timedelta(stream.between(15, 170))),
        "last_activity": CLOSING - timedelta(_T28),
        "next_step": read("pipeline")["signed"],
        "stale": True,
    }


def _word(rows: list[Row], stream: Stream) -> None:
    """Word the titles and the next steps: none twice."""
    said: set[str] = set()
    for row in rows:
        for column in ("title", "next_step"):
            row[column] = row[column] and fresh(row[column], said, stream)
