"""Forty objections, what lies behind each, and four replies; one discount is asked for a delivery (T26)."""

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


def build(world: World) -> None:
    """Add the tables objections and objection_replies."""
    stream = world.stream("objections")
    rows, replies = _drawn(world, stream)
    while _long(rows, replies) < _LONGEST:
        rows, replies = _drawn(world, stream)
    world.add("objections", rows)
    world.add("objection_replies", replies)


def _long(rows: Sequence[Mapping], replies: Sequence[Mapping]) -> int:
    """Return of how many objections the best reply is the longest."""
    longest: dict[str, Mapping] = {}
    for reply in replies:
        known = longest.setdefault(reply["obj_id"], reply)
        if len(reply["text"]) > len(known["text"]):
            longest[reply["obj_id"]] = reply
    return sum(longest[row["obj_id"]]["reply_id"] == row["best"] for row in rows)


def _drawn(world: World, stream: Stream) -> tuple[list[dict], list[dict]]:
    """Draw the objections and the replies to each."""
    rows, replies = [], []
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
    return rows, replies


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
