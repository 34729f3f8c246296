"""To whom the quotes that brought nothing were made: a large account says yes more often, within reason.

Orders decide which quotes were won, and large accounts order most; so the others are handed over until each
size has about the odds that a head of sales would expect. Nothing else of a quote changes, and the diary
neither: a quote that a visit may have asked for stays where it is.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from generator.accounts.prospects import genuine
from generator.core.books import Quote
from generator.core.dates import YEARS
from generator.core.stream import Stream
from generator.core.world import World

# Sizes from so many people on, with the quotes won out of a hundred.
_ODDS = ((0, 24), (10, 29), (50, 35), (250, 50))
# In how many days after a visit a quote may come of it.
_AFTER_A_VISIT = timedelta(15)


def even(world: World) -> None:
    """Hand over quotes that brought nothing from the sizes that have too many to those that have too few."""
    stream, people = world.stream("quote_odds"), _people(world)
    able = _accounts(world, people)
    wanted = _wanted(world.books.quotes, people)
    for quote in stream.shuffled(_loose(world)):
        here = _size(people[quote.account])
        short = [size for size in wanted if wanted[size] > 0]
        if wanted[here] >= 0 or not short:
            continue
        there = stream.weighted([(size, wanted[size]) for size in short])
        account = _another(quote, able[there], stream)
        if account:
            quote.account = account
            wanted[here] += 1
            wanted[there] -= 1


def _wanted(quotes: list[Quote], people: Mapping[str, int]) -> dict[int, int]:
    """Return how many quotes that brought nothing each size lacks, or has too many (a negative number)."""
    won, missed = Counter(), Counter()
    for quote in quotes:
        (won if quote.status == "gagné" else missed)[_size(people[quote.account])] += 1
    due = {size: won[size] * (100 - odds) * 100 // odds for size, odds in _ODDS}
    return {size: due[size] * missed.total() // sum(due.values()) - missed[size] for size in due}


def _size(people: int) -> int:
    return max(least for least, _ in _ODDS if people >= least)


def _people(world: World) -> dict[str, int]:
    clients = {client.id: client.employees for client in world.books.clients}
    return clients | {row["prospect_id"]: row["employees"] for row in world["prospects"]}


def _accounts(world: World, people: Mapping[str, int]) -> dict[int, list[tuple[str, int]]]:
    """Return by size whom a quote may have been made to, with the first year of which that is true."""
    out = defaultdict(list)
    for client in world.books.clients:
        if client.status == "actif" and not client.role:
            out[_size(client.employees)].append((client.id, client.created.year + 1))
    for code in genuine(world):
        out[_size(people[code])].append((code, YEARS[0]))
    return out


def _another(quote: Quote, able: list[tuple[str, int]], stream: Stream) -> str | None:
    """Draw an account of the same kind, a client for a client; of the other kind when there is none."""
    known = [code for code, since in able if since <= quote.date.year]
    alike = [code for code in known if code[0] == quote.account[0]]
    return stream.pick(alike or known) if known else None


def _loose(world: World) -> list[Quote]:
    """Return the quotes closed without an order, none of which a visit may have led to."""
    visits: dict[str, list[date]] = defaultdict(list)
    for row in world["activities"]:
        if row["type"] == "visite":
            visits[row["account_id"]].append(row["date"])
    return [
        quote
        for quote in world.books.quotes
        if quote.status in ("perdu", "sans suite")
        and not quote.role
        and not any(timedelta() <= quote.date - day <= _AFTER_A_VISIT for day in visits[quote.account])
    ]
