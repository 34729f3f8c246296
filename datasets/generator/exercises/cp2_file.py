"""Exercise cp2-file: what lies in the file of a visit; to take along, to check, or to leave at the office.

The visit is the meeting of the week with a client of class A. What is sure comes from the account's own rows,
with their date; all else is told in one of a few shapes, so that a source or a date alone settles nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from generator.accounts import classes
from generator.core import workdays
from generator.core.cents import cents
from generator.core.codes import coded
from generator.core.dates import CLOSING, STORY_DATE
from generator.core.stream import Stream
from generator.core.variation import vary
from generator.core.wording import elided, euros, in_words
from generator.core.world import Row, World
from generator.words import read
from ntc.french import count

_MEETING, _CLASS = "rendez-vous", "A"
_SURE = 6
# What is sure is of this year at least; what is old is so beyond doubt.
_SINCE = date(2025, 1, 6)
_OLD, _RECENT = (date(2021, 3, 1), date(2022, 11, 30)), (date(2025, 5, 12), date(2026, 1, 9))
# What the tables deny is told of the year that is over.
_DENIED = (date(2026, 1, 5), date(2026, 1, 9))
_PARK_SEEN = (date(2025, 7, 1), date(2026, 1, 9))
# Shapes without a date; those without a source have none in their words.
_NO_DATE = ("undated", "belief")
# A machine that no one would call nearly new.
_WORN = 2021
_PRICES = range(9_600, 12_800, 100)


class _Sure(NamedTuple):
    """A fact of the account's rows: what its words say, and when that was so."""

    slots: Mapping[str, object]
    dated: date


def build(world: World) -> None:
    """Add the table visit_facts. Raises ValueError when too little is sure of the account."""
    stream, words = world.stream("visit_facts"), read("visit")
    client = visited(world)
    sure = {key: fact for key, fact in _sure(world, client, stream) if fact.dated >= _SINCE}
    if len(sure) < _SURE:
        raise ValueError(f"{len(sure)} facts are sure of {client['client_id']}")
    facts = [
        _fact("sure", words["sure"][key], sure[key].slots, sure[key].dated, stream)
        for key in stream.sample(sorted(sure), _SURE)
    ]
    slots = _slots(world, client, stream)
    rivals = sorted({row["competitor"] for row in world["competitor_offers"]})
    for shape, rule in words["shapes"].items():
        if "draw" in rule:
            able = [entry for entry in words[shape] if _may_be_denied(entry, world, client)]
            facts += [
                _fact(shape, entry, slots | {"rival": stream.pick(rivals)}, _day(shape, stream), stream)
                for entry in stream.sample(able, rule["draw"])
            ]
    world.add("visit_facts", ({"fact_id": code, **fact} for code, fact in coded("FV", facts, stream)))


def visited(world: World) -> Row:
    """Return the client of class A that a meeting of the week is with."""
    letters = classes.latest(world)
    met = {row["account_id"] for row in world["week_tasks"] if row["kind"] == _MEETING}
    return next(
        row for row in world["clients"] if row["client_id"] in met and letters.get(row["client_id"]) == _CLASS
    )


def _fact(
    shape: str, entry: Mapping, slots: Mapping[str, object], dated: date | None, stream: Stream
) -> dict:
    rule = read("visit")["shapes"][shape]
    said = vary(stream.pick(entry["text"]), stream).format(**slots)
    return {
        "text": elided(said),
        "source": stream.pick(entry["source"]) if "source" in entry else None,
        "dated": dated,
        "right": rule["right"],
        "forbidden": rule.get("forbidden", False),
        "reason": rule["reason"],
    }


def _day(shape: str, stream: Stream) -> date | None:
    if shape in _NO_DATE:
        return None
    return _between({"old": _OLD, "denied": _DENIED}.get(shape, _RECENT), stream)


def _between(bounds: tuple[date, date], stream: Stream) -> date:
    first, last = bounds
    return min(last, workdays.next_working(first + timedelta(stream.between(0, (last - first).days))))


def _may_be_denied(entry: Mapping, world: World, client: Row) -> bool:
    """Tell whether the tables deny what this says: of machines, only where the oldest is old enough."""
    if entry.get("key") == "contract":
        return any(row["client_id"] == client["client_id"] for row in world["contracts"])
    return entry.get("key") != "park" or min(row["year"] for row in _machines(world, client)) <= _WORN


def _machines(world: World, client: Row) -> list[Row]:
    return [row for row in world["installed_base"] if row["account_id"] == client["client_id"]]


def _slots(world: World, client: Row, stream: Stream) -> dict[str, object]:
    """Return what is told of others, and what is wrong or old of the account."""
    own = client["client_id"]
    letters = classes.latest(world)
    others = [row for row in world["clients"] if row["client_id"] in letters and row["client_id"] != own]
    towns = [row["name"] for row in world["towns"] if row["town_id"] != client["town_id"]]
    employees = client["employees"]
    return {
        "name": client["name"],
        "town": stream.pick(towns),
        "few": in_words(stream.between(4, 12)),
        "staff": max(3, employees + stream.pick((-1, 1)) * max(2, employees * stream.between(12, 30) // 100)),
        "late": stream.pick((2024, 2025)),
        "price": euros(100 * stream.pick(_PRICES)),
        "stranger": stream.pick(others)["name"],
    }


def _sure(world: World, client: Row, stream: Stream) -> Iterator[tuple[str, _Sure]]:
    """Yield what the account's rows say, each with its date."""
    words, own = read("visit"), client["client_id"]
    machines = _machines(world, client)
    oldest = min(row["year"] for row in machines)
    yield (
        "park",
        _Sure(
            {"machines": count(len(machines), "machine"), "year": oldest, "age": STORY_DATE.year - oldest},
            _between(_PARK_SEEN, stream),
        ),
    )
    yield (
        "sales",
        _Sure(
            {"ca": euros(_bought(world, own)), "potential": euros(cents(client["potential_12m"]))}, CLOSING
        ),
    )
    tier = {"tier": client["tier"], "terms": client["terms"]}
    yield "tier", _Sure(tier, CLOSING + timedelta(1))
    for row in (row for row in world["contracts"] if row["client_id"] == own):
        facts = {"level": row["level"], "sla": row["sla_hours"], "covered": _covered(row["machines"])}
        yield "contract", _Sure(facts, _renewed(row))
    for row in _last(world["activities"], own, "account_id", "date", kind="visite"):
        facts = {"minutes": row["minutes"], "result": words["results"][row["result"]]}
        yield "visit", _Sure(facts, row["date"])
    for row in _last(world["quotes"], own, "account_id", "date"):
        facts = {
            "quote": row["quote_id"],
            "amount": euros(cents(row["amount"])),
            "status": words["statuses"][row["status"]],
        }
        yield "quote", _Sure(facts, row["closed_on"] or row["date"])
    kept = [row for row in world["orders"] if row["status"] != "annulée"]
    for row in _last(kept, own, "client_id", "date"):
        facts = {"amount": euros(cents(row["net_ht"])), "what": _what(world, row["order_id"])}
        yield "order", _Sure(facts, row["date"])
    people = [row for row in world["contacts"] if not row["opposition"] and not row["comment_fault"]]
    for row in _last(people, own, "account_id", "last_inbound_contact"):
        facts = {
            "who": f"{row['first']} {row['last']}",
            "job": row["job"][0].lower() + row["job"][1:],
            "does": words["roles"][row["decision_role"]],
        }
        yield "contact", _Sure(facts, row["last_inbound_contact"])


def _last(rows: list[Row], account: str, owner: str, when: str, kind: str | None = None) -> list[Row]:
    """Return the last row of an account, if there is one."""
    own = [row for row in rows if row[owner] == account and kind in (None, row.get("type"))]
    return [max(own, key=lambda row: row[when])] if own else []


def _renewed(contract: Row) -> date:
    """Return the last day on which a contract was renewed for a year."""
    day = contract["renewal"]
    return day if day <= STORY_DATE else day.replace(year=day.year - 1)


def _covered(machines: int) -> str:
    return "une machine" if machines == 1 else f"{in_words(machines)} machines"


def _bought(world: World, client: str) -> int:
    return sum(
        cents(row["net_ht"])
        for row in world["orders"]
        if row["client_id"] == client and row["date"].year == CLOSING.year and row["status"] != "annulée"
    )


def _what(world: World, order: str) -> str:
    """Name what an order was mostly made of."""
    labels = {row["sku"]: row["label"] for row in world["products"]}
    lines = [row for row in world["order_lines"] if row["order_id"] == order]
    label = labels[max(lines, key=lambda row: (row["net_ht"], row["sku"]))["sku"]].partition(", ")[0]
    return label[0].lower() + label[1:]
