"""The 42 documents that the predecessor left, and 54 sentences to judge.

Every statement is a sentence of its document, word for word. Three documents carry T12 and one T14.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.cents import cents, half_up
from generator.core.codes import coded
from generator.core.names import plain
from generator.core.stream import Stream
from generator.core.wording import elided, held, percent
from generator.core.world import Row, World
from generator.house.territory import home_towns
from generator.words import read
from ntc.french import number

_NATURES = {"F": "fait", "O": "opinion", "V": "à vérifier"}
_OF_EACH = 18
# Drawn among so many of each nature, the nearest to one length: facts tend to be longer, opinions shorter.
_AMONG, _LENGTH = 26, 72
_POOLS = ("press", "institutes", "blogs", "ratings", "networks")
_ANY_DAY = ("avis", "réseau social")
# A role that would have to agree with the first name is signed by its department.
_SIGNED = {
    "Directeur administratif et financier": "Direction administrative et financière",
    "Chef des ventes": "Direction des ventes",
}


def rate(part: int, whole: int) -> str:
    """Write a ratio in per cent with one decimal, rounded once."""
    return percent(Fraction(part, whole))


def person(stream: Stream) -> str:
    """Invent an author: a first name and a surname."""
    names = read("names")
    surname = stream.pick(names["surname_heads"]) + stream.pick(names["surname_tails"])
    return f"{stream.pick(names['first'])} {surname}"


def build(world: World) -> None:
    """Add the tables market_docs and statements."""
    stream, words = world.stream("market_docs"), read("watch")
    pools = {name: _endless(stream.shuffled(words[name])) for name in _POOLS}
    common = _common(world, stream)
    documents, sentences = [], []
    for code, item in coded("DOC", words["docs"], stream):
        fields = {**common, **_draws(item, stream), "town": stream.pick(home_towns(world))["name"]}
        chosen = [
            (tag, held(elided(stream.pick(wordings).format(**fields)))) for tag, *wordings in item["text"]
        ]
        documents.append(_document(code, item, chosen, fields, pools, world, stream))
        sentences += [(code, tag, text) for tag, text in chosen if tag in _NATURES]
    world.add("market_docs", documents)
    world.add("statements", _statements(sentences, world.stream("statements")))


def _endless(items: list[str]) -> Iterator[str]:
    while True:
        yield from items


def _draws(item: dict, stream: Stream) -> dict[str, str]:
    """Draw the figures of a document; a third bound is the step."""
    drawn = {}
    for name, (low, high, *rest) in item.get("draws", {}).items():
        step = rest[0] if rest else 1
        drawn[name] = number(low + step * stream.between(0, (high - low) // step))
    return drawn


def _document(
    code: str,
    item: dict,
    sentences: list[tuple[str, str]],
    fields: dict[str, str],
    pools: dict[str, Iterator[str]],
    world: World,
    stream: Stream,
) -> dict:
    publisher = next(pools[item["publisher"]]) if item["publisher"] in pools else item["publisher"]
    day = _day(item["dates"], stream, item["type"] in _ANY_DAY)
    title = held(elided(stream.pick(item["title"]).format(**fields)))
    return {
        "doc_id": code,
        "title": title,
        "publisher": publisher,
        "author": _author(item, world, stream),
        "date": day,
        "type": item["type"],
        "url": _url(item, publisher, title, day),
        "text": " ".join(text for _, text in sentences),
        "reliability": item["reliability"],
        "topic": item["topic"],
        "flaw": item["flaw"],
        "flaw_also": ", ".join(item.get("flaw_also", ())) or None,
        "reason": item["reason"],
        "theme": item["theme"],
        "swot": item["swot"],
        "trap": item.get("trap"),
    }


def _day(bounds: list[date], stream: Stream, any_day: bool) -> date:
    first, last = bounds
    day = first + timedelta(stream.between(0, (last - first).days))
    return day if any_day else workdays.next_working(day)


def _author(item: dict, world: World, stream: Stream) -> str | None:
    """Return who signs: an invented name, an institution, or a colleague by name and role."""
    author = item["author"]
    if author is True:
        return person(stream)
    if item["type"] != "note interne":
        return author or None
    if author == "Prédécesseur":
        return f"{world['company'][0]['ntc_name']}, votre prédécesseur"
    colleague = next(row for row in world["staff"] if row["role"].startswith(author))
    signed = _SIGNED.get(colleague["role"], colleague["role"])
    return f"{colleague['name']}, {signed[0].lower()}{signed[1:]}"


def _url(item: dict, publisher: str, title: str, day: date) -> str | None:
    if item["type"] == "note interne":
        return None
    return (
        item.get("url") or f"https://www.{_slug(publisher)}.example/{day.year}/{_slug(title)[:60].strip('-')}"
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")


def _statements(sentences: list[tuple[str, str, str]], stream: Stream) -> list[dict]:
    """Draw as many facts, opinions and claims to be checked."""
    drawn = []
    for tag in _NATURES:
        alike = sorted(
            (item for item in sentences if item[1] == tag),
            key=lambda item: (abs(len(item[2]) - _LENGTH), item),
        )
        drawn += stream.sample(alike[:_AMONG], _OF_EACH)
    return [
        {"st_id": code, "doc_id": doc, "text": text, "nature": _NATURES[tag]}
        for code, (doc, tag, text) in coded("AF", drawn, stream)
    ]


def _common(world: World, stream: Stream) -> dict[str, str]:
    """Return the figures of the case that documents quote, and the prospects they speak of."""
    market, last = Counter(), {}
    for row in world["market_stats"]:
        market[row["year"]] += cents(row["market_value"])
    for row in world["price_index"]:
        last[row["month"].year, row["month"].month] = row
    hours = _hours(world)
    fields = {
        "market": _millions(market[2025]),
        "old_market": f"{number(sum(row['value_meur'] for row in world['old_survey']), 1)} M€",
        "goods": stream.pick(read("watch")["goods"]),
        "equipment": number(world["old_survey"][0]["equipment_pct"]),
        "growth": _change(market[2024], market[2025]),
        "elec": _change(last[2024, 12]["electricity"], last[2025, 12]["electricity"]),
        "comp": _change(last[2024, 11]["compressors"], last[2025, 11]["compressors"]),
        "first": _first_share(world),
        "admin": hours[2025],
        "admin_before": hours[2024],
    }
    towns = {row["town_id"]: row["name"] for row in world["towns"]}
    known = set(genuine(world))
    for name, seg_id in (("agro", "SEG01"), ("wood", "SEG02"), ("metal", "SEG03")):
        account = stream.pick([row for row in _accounts(world, seg_id) if row["prospect_id"] in known])
        fields |= {
            name: account["name"],
            f"{name}_town": towns[account["town_id"]],
            f"{name}_staff": number(account["employees"]),
        }
    return fields


def _accounts(world: World, seg_id: str) -> list[Row]:
    return [row for row in world["prospects"] if row["seg_id"] == seg_id and row["employees"] >= 12]


def _millions(cents: int) -> str:
    whole, tenth = divmod(half_up(cents, 10_000_000), 10)
    return f"{whole},{tenth} M€"


def _change(before: Decimal | int, after: Decimal | int) -> str:
    return rate(int((after - before) * 10), int(before * 10))


def _first_share(world: World) -> str:
    bought = Counter()
    for row in world["orders"]:
        if row["date"].year == 2025 and row["status"] != "annulée":
            bought[row["client_id"]] += cents(row["net_ht"])
    return rate(max(bought.values()), bought.total())


def _hours(world: World) -> dict[int, str]:
    """Return the share of the hours that is paper work, by year."""
    whole, paper = Counter(), Counter()
    for row in world["activities"]:
        whole[row["date"].year] += row["minutes"]
        if row["type"] == "administratif":
            paper[row["date"].year] += row["minutes"]
    return {year: rate(paper[year], whole[year]) for year in whole}
