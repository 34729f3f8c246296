"""The people of the base, as a predecessor left it: oppositions, old contacts, comments that RGPD forbids.

T04: eleven opted out, nine gave no sign for more than 36 months, four comments are about health, opinions, or
are insults. Most of the first two sit at the prospects that the grid would rank first.
"""

from collections import Counter
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from generator.accounts import first_contact
from generator.accounts.classes import bought
from generator.accounts.scoring import points
from generator.core import workdays
from generator.core.books import Client
from generator.core.dates import CLOSING
from generator.core.names import domain, email, surnames
from generator.core.stream import Stream
from generator.core.variation import deal, vary
from generator.core.world import World
from generator.words import read
from ntc.french import MONTHS

COUNT, _AT_PROSPECTS = 310, 120
_BEST = 60
_OPPOSED = {"best": 7, "others": 2, "clients": 2}
_SILENT = {"best": 4, "others": 3, "clients": 2}
_FAULTS = ("santé", "opinion", "injure")
_COMMENTED, _DATED = 165, 55
# The first surnames of a variant are those of the company's own people.
_OWN_PEOPLE = 24
# Nobody is silent for about 36 months: the rule leaves no doubt.
_OLDEST, _LAST_SILENT, _RECENT = date(2021, 3, 1), date(2022, 11, 30), date(2023, 3, 6)
_ROLES = (("décideur", 34), ("prescripteur", 22), ("utilisateur", 16), ("acheteur", 18), ("filtre", 10))
_SMALL = 12
_PATTERNS = (("{first}.{last}", 50), ("{initial}.{last}", 28), ("{last}.{first}", 8), ("{initial}{last}", 14))
_SOURCES = ("salon", "recommandation", "appel entrant", "visite", "site internet", "commande")


class Account(NamedTuple):
    """Whom a contact works for: how its addresses are written, how large, since when known and heard of."""

    id: str
    known_as: str
    pattern: str
    employees: int
    created: date
    heard: date
    source: str | None
    rank: str


def build(world: World) -> None:
    """Add the table contacts."""
    stream = world.stream("contacts")
    patterns = world.stream("addresses")
    clients = _clients(world, patterns)
    accounts = clients + _second(clients, world) + _prospects(world, stream, patterns)
    people = _people(world.variant, len(accounts), stream)
    rows = [_contact(account, who, stream) for account, who in zip(accounts, people, strict=True)]
    _plant(rows, accounts, stream)
    _note(rows, world)
    rows = stream.shuffled(rows)
    for number, row in enumerate(rows, start=1):
        row["contact_id"] = f"K{number:03d}"
    world.add("contacts", rows)


def _clients(world: World, patterns: Stream) -> list[Account]:
    """Return one post at each client; what it was last heard of follows its status."""
    heard = {"actif": date(2025, 2, 3), "dormant": date(2024, 3, 4), "perdu": _RECENT, "doublon": _RECENT}
    return [
        Account(
            client.id,
            (client.twin or client).name,
            _pattern(client.employees, patterns),
            client.employees,
            client.created,
            heard[client.status],
            None,
            client.status,
        )
        for client in world.books.clients
    ]


def _second(clients: list[Account], world: World) -> list[Account]:
    """Return a second post at the best clients, as many as are missing to the count."""
    active = [client for client in world.books.clients if client.status == "actif"]
    ca: dict[Client, int] = bought(world.books.orders, CLOSING.year, active)
    best = sorted(active, key=lambda client: (-ca[client], client.id))
    posts = {account.id: account for account in clients}
    return [posts[client.id] for client in best[: COUNT - _AT_PROSPECTS - len(clients)]]


def _prospects(world: World, stream: Stream, patterns: Stream) -> list[Account]:
    """Return one post at half of the prospects: the best of the grid, the traps, and others."""
    score = {row["prospect_id"]: points(world, row)["score"] for row in world["prospects"]}
    ranked = sorted(world["prospects"], key=lambda row: (-score[row["prospect_id"]], row["prospect_id"]))
    traps = [row for row in ranked if row["is_client_dup"] or row["out_of_sector"]]
    plain_ones = [row for row in ranked if row not in traps]
    others = stream.sample(plain_ones[_BEST:], _AT_PROSPECTS - _BEST - len(traps))
    # An account written twice has one domain all the same.
    names = {client.id: client.name for client in world.books.clients}
    return [
        Account(
            row["prospect_id"],
            names.get(row["is_client_dup"], row["name"]),
            _pattern(row["employees"], patterns),
            row["employees"],
            row["created"],
            _RECENT,
            row["source"],
            rank,
        )
        for rank, group in (("best", plain_ones[:_BEST]), ("trap", traps), ("others", others))
        for row in group
    ]


def _pattern(employees: int, stream: Stream) -> str:
    """Choose how an account writes its addresses: one way for all its people, a common box where few work."""
    boxes = ("contact", "atelier", "accueil", "direction")
    if employees < _SMALL and stream.chance(45):
        return stream.pick(boxes)
    return stream.weighted(_PATTERNS)


def _people(variant: str, count: int, stream: Stream) -> list[tuple[str, str, bool]]:
    """Invent first name, surname and whether it is a woman; nobody bears the name of another."""
    words, family = read("contacts"), surnames(variant)[_OWN_PEOPLE:]
    people: dict[tuple[str, str], bool] = {}
    while len(people) < count:
        woman = stream.chance(38)
        first = stream.pick(words["women" if woman else "men"])
        people[first, family[len(people) % len(family)]] = woman
    return [(*name, woman) for name, woman in people.items()]


def _contact(account: Account, who: tuple[str, str, bool], stream: Stream) -> dict:
    first, last, woman = who
    role = "décideur" if account.employees < _SMALL else stream.weighted(_ROLES)
    collected = min(workdays.next_working(account.created + timedelta(stream.between(0, 40))), CLOSING)
    heard = min(_day(max(account.heard, collected), CLOSING, stream), CLOSING)
    return {
        "account_id": account.id,
        "first": first,
        "last": last,
        "job": stream.pick(read("contacts")["jobs"][role])[woman],
        "decision_role": role,
        "phone": _phone("06 39 98" if stream.chance(55) else "02 61 91", stream),
        "email": email(f"{first} {last}", domain(account.known_as), account.pattern),
        "source": account.source or stream.pick(_SOURCES),
        "collected_on": min(collected, heard),
        "opposition": False,
        "last_inbound_contact": heard,
        "comment": None,
        "comment_fault": None,
    }


def _day(first: date, last: date, stream: Stream) -> date:
    return workdays.next_working(first + timedelta(stream.below(max(1, (last - first).days - 8))))


def _phone(head: str, stream: Stream) -> str:
    return f"{head} {stream.below(100):02d} {stream.below(100):02d}"


def _plant(rows: list[dict], accounts: list[Account], stream: Stream) -> None:
    """Lay oppositions, silences and faults down on different people, factual comments on half of the rest.

    Whoever opted out has a comment as often as anybody else.
    """
    groups: dict[str, list[int]] = {"best": [], "others": [], "clients": []}
    for index, account in enumerate(accounts):
        rank = "clients" if account.rank == "perdu" else account.rank
        if rank in groups:
            groups[rank].append(index)
    silent = []
    for group, count in _SILENT.items():
        old = [index for index in groups[group] if accounts[index].created < _OLDEST]
        silent += stream.sample(old, count)
    for index in silent:
        heard = _day(max(_OLDEST, rows[index]["collected_on"]), _LAST_SILENT, stream)
        rows[index]["last_inbound_contact"] = heard
    for group, count in _OPPOSED.items():
        for index in stream.sample([item for item in groups[group] if item not in silent], count):
            rows[index]["opposition"] = True
    heard_of = [index for index in range(len(rows)) if index not in silent]
    _comment(rows, stream.sample(heard_of, _COMMENTED), stream)


def _note(rows: list[dict], world: World) -> None:
    """See that something is noted of one, at least, who has all else that a first contact builds on."""
    able = list(first_contact.told(world, rows))
    if not any(row["comment"] for row in able):
        stream = world.stream("comment of the first contact")
        row = stream.pick(able)
        row["comment"] = vary(stream.pick(read("contacts")["comments"]["first"]), stream)


def _comment(rows: list[dict], spoken: list[int], stream: Stream) -> None:
    """Write a comment on each of these people: four that RGPD forbids, the others about the business."""
    words, faults = read("contacts")["comments"], Counter([*_FAULTS, stream.pick(_FAULTS)])
    quiet = [index for index in spoken if not rows[index]["opposition"]][: faults.total()]
    left, texts = iter(quiet), {}
    for kind, count in faults.items():
        for text in deal(words[kind], count, stream):
            index = next(left)
            texts[index], rows[index]["comment_fault"] = text, kind
    groups: dict[str, list[int]] = {"client": [], "prospect": []}
    for index in (index for index in spoken if index not in texts):
        groups["client" if rows[index]["account_id"].startswith("C") else "prospect"].append(index)
    half = {kind: len(group) * len(words[kind]) // len(words["plain"]) for kind, group in groups.items()}
    common = iter(deal(words["plain"], sum(map(len, groups.values())) - sum(half.values()), stream))
    for kind, group in groups.items():
        own = deal(words[kind], half[kind], stream)
        texts |= zip(group, [*own, *islice(common, len(group) - len(own))], strict=True)
    for index, text in texts.items():
        rows[index]["comment"] = text + (_dated(rows[index], stream) if stream.chance(_DATED) else "")


def _dated(row: dict, stream: Stream) -> str:
    """Say when a comment was written: since the person is known."""
    words = read("contacts")["comments"]
    day = _day(max(row["collected_on"], _RECENT), CLOSING, stream)
    return " " + vary(words["dated"], stream).format(month=MONTHS[day.month - 1], year=day.year)
