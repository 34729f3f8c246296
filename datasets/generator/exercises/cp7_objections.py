"""Forty objections, what lies behind each, and four replies; one discount is asked for a delivery (T26).

Ten of them are asked: a real one of each technique, and as many shams, that discount always among them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from generator.core.cents import cents
from generator.core.codes import coded
from generator.core.names import surnames
from generator.core.stream import Stream
from generator.core.wording import capital, day_of_month, elided, euros, in_words
from generator.core.world import World
from generator.words import read
from ntc.french import NBSP, number

_FLAWS = {"argue": "argumente", "yield": "cède", "blame": "dénigre", "dodge": "esquive"}
# Poor replies that end with a question, per cent: about as many as good ones. A long one gets no tail: now
# and then the best reply must be the longest.
_TAILS, _LONG = 70, 125
_OFFERED = 4
# Of so many objections at least the best reply is the longest: length tells nothing.
_LONGEST = 3
_REAL, _SHAMS = "vraie", 5
# Of the ten, the best reply stands at one place, is the longest or the shortest, so many times at most.
_ALIKE = 4
_ATTEMPTS = 4_000
# Of so many shams, per cent, a poor reply is short.
_SHORT = 80


def build(world: World) -> None:
    """Add the tables objections, objection_replies and objection_cases."""
    stream = world.stream("objections")
    rows, replies, able = _drawn(world, stream)
    while _long(rows, replies) < _LONGEST:
        rows, replies, able = _drawn(world, stream)
    _shorten(rows, replies, world.stream("objection_short"))
    world.add("objections", rows)
    world.add("objection_replies", replies)
    asked = _asked(able, replies, world.stream("objection_cases"))
    world.add("objection_cases", [{"obj_id": row["obj_id"]} for row in asked])


def _shorten(rows: Sequence[Mapping], replies: Sequence[dict], stream: Stream) -> None:
    """Make a poor reply to most shams a short one: the good one, a question, would often be the shortest."""
    keys = {flaw: key for key, flaw in _FLAWS.items()}
    for row in rows:
        poor = [reply for reply in replies if reply["obj_id"] == row["obj_id"] and reply["flaw"]]
        if row["kind"] != _REAL and stream.chance(_SHORT):
            reply = stream.pick(poor)
            reply["text"] = _say(read("objections")["short"][keys[reply["flaw"]]], {}, stream)


def _asked(able: Sequence[Mapping], replies: Sequence[Mapping], stream: Stream) -> list[Mapping]:
    """Draw the ten, in a drawn order, until nothing that one sees tells the best replies."""
    real, shams = ([row for row in able if (row["kind"] == _REAL) == kept] for kept in (True, False))
    techniques = sorted({row["technique"] for row in real})
    always, others = ([row for row in shams if bool(row["trap"]) == kept] for kept in (True, False))
    for _ in range(_ATTEMPTS):
        first = [
            stream.pick([row for row in real if row["technique"] == technique]) for technique in techniques
        ]
        drawn = stream.shuffled([*first, *always, *stream.sample(others, _SHAMS - len(always))])
        if _even(drawn, replies):
            return drawn
    raise ValueError("no ten objections are even")


def _even(drawn: Sequence[Mapping], replies: Sequence[Mapping]) -> bool:
    """Tell whether the best replies stand now here, now there, are now long, now short, and kinds mix."""
    half = len(drawn) // 2
    # Neither at one end, nor one after the other in turn.
    for some in (drawn[:half], drawn[::2]):
        if not 1 < sum(row["kind"] == _REAL for row in some) < half - 1:
            return False
    ranks: dict[str, list[int]] = {"place": [], "length": []}
    for row in drawn:
        offered = [reply for reply in replies if reply["obj_id"] == row["obj_id"]]
        by_length = sorted(offered, key=lambda reply: len(reply["text"]))
        for name, listed in (("place", offered), ("length", by_length)):
            ranks[name].append([reply["reply_id"] for reply in listed].index(row["best"]))
    ends = {"place": range(_OFFERED), "length": (0, _OFFERED - 1)}
    return all(found.count(rank) <= _ALIKE for name, found in ranks.items() for rank in ends[name])


def _long(rows: Sequence[Mapping], replies: Sequence[Mapping]) -> int:
    """Return of how many objections the best reply is the longest."""
    longest: dict[str, Mapping] = {}
    for reply in replies:
        known = longest.setdefault(reply["obj_id"], reply)
        if len(reply["text"]) > len(known["text"]):
            longest[reply["obj_id"]] = reply
    return sum(longest[row["obj_id"]]["reply_id"] == row["best"] for row in rows)


def _drawn(world: World, stream: Stream) -> tuple[list[dict], list[dict], list[dict]]:
    """Draw the objections, the replies to each, and list those that may be asked."""
    rows, replies, able = [], [], []
    families = read("objections")["families"]
    said = [(family, words) for family, group in families.items() for words in group]
    # The best reply stands as often at each place.
    places = stream.shuffled([number % _OFFERED for number in range(len(said))])
    for place, (code, (family, words)) in zip(places, coded("o", said, stream), strict=True):
        facts = _facts(world, stream)
        text, sign = (_say(words[key], facts, stream) for key in ("text", "sign"))
        best, *poor = _replies(words, facts, stream)
        answers = stream.shuffled(poor)
        answers.insert(place, best)
        for letter, (flaw, reply) in zip("abcd", answers, strict=True):
            replies.append({"reply_id": f"{code}{letter}", "obj_id": code, "text": reply, "flaw": flaw})
        rows.append(
            {
                "obj_id": code,
                "text": text,
                "family": family,
                "sign": sign,
                "kind": words["kind"],
                "motive": words["motive"],
                "technique": words["technique"],
                "best": f"{code}{'abcd'[place]}",
                "trap": words.get("trap"),
            }
        )
        if words.get("asked"):
            able.append(rows[-1])
    return rows, replies, able


def _replies(words: Mapping, facts: Mapping, stream: Stream) -> Iterable[tuple[str | None, str]]:
    """Yield the flaw of each reply, None for the best one, which comes first, and its text."""
    yield None, _say(words["best"], facts, stream)
    for key, flaw in _FLAWS.items():
        if key in words:
            reply = _say(words[key], facts, stream)
            if not reply.endswith("?") and len(reply) < _LONG and stream.chance(_TAILS):
                reply = f"{reply} {stream.pick(read('objections')['tails'][key])}"
            yield flaw, reply


def _say(wordings: Sequence[str], facts: Mapping, stream: Stream) -> str:
    """Return one of the wordings, filled in; what starts the sentence takes a capital."""
    return capital(elided(stream.pick(wordings).format(**facts)))


def _facts(world: World, stream: Stream) -> dict[str, str]:
    """Draw what an objection may speak of: machine, prices, rival, dates and people."""
    products = {row["sku"]: row for row in world["products"]}
    size = stream.pick(("37", "55"))
    fixed, variable = products[f"GV-{size}"], products[f"GVV-{size}"]
    machine = stream.pick((fixed, variable))
    start = date(2026, 3, 16) + timedelta(7 * stream.below(14))
    man, woman = stream.sample(surnames(world.variant)[-30:], 2)
    return {
        "machine": machine["sku"],
        "price": euros(cents(machine["price"])),
        "extra": euros(cents(variable["price"] - fixed["price"])),
        "rival": stream.pick(("Compressane", "Vizair Ouest")),
        "gap": str(stream.between(8, 14)),
        "big": str(stream.between(12, 18)),
        "weeks": in_words(stream.between(5, 9)),
        "day": f"le {day_of_month(start)}",
        "years": in_words(stream.between(4, 13)),
        "hours": number(100 * stream.between(32, 62)),
        "mister": f"M.{NBSP}{man}",
        "madam": f"Mme{NBSP}{woman}",
    }
