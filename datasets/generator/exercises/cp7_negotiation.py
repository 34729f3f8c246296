"""Exercise cp7-negotiation: the buyer of the third take, three others to practise with, what each side says.

Mood, motive, what she can give and whether an agreement can be reached are hidden. Over the variants each
mood and each motive is met, and five buyers cannot agree: leaving, her last word heard, is then right.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from generator.core.cents import cents, half_up, money
from generator.core.codes import coded
from generator.core.sealed import sealed
from generator.core.stream import Stream
from generator.core.wording import capital
from generator.core.world import World
from generator.joinery.said import offer_said, people_said, site_said
from generator.joinery.story import MACHINE, told
from generator.words import read

MOODS, MOTIVES = ("pressée", "méfiante", "joueuse"), ("date", "trésorerie", "arrêt")
# Of the seventeen buyers, mood, motive and whether one can agree: five cannot, of every mood and motive.
_CANNOT = (
    ("pressée", "arrêt"),
    ("joueuse", "arrêt"),
    ("méfiante", "date"),
    ("joueuse", "trésorerie"),
    ("pressée", "date"),
)
_CAN = (
    ("joueuse", "date"),
    ("méfiante", "trésorerie"),
    ("méfiante", "date"),
    ("joueuse", "trésorerie"),
    ("pressée", "date"),
    ("pressée", "trésorerie"),
    ("méfiante", "arrêt"),
    ("joueuse", "date"),
    ("pressée", "trésorerie"),
    ("pressée", "arrêt"),
    ("méfiante", "arrêt"),
    ("joueuse", "arrêt"),
)
_GIVES, _SEVERAL = ("signature", "contrat", "acompte", "visite", "creneau"), 3
# Who lacks cash pays no deposit.
_SHORT, _DEPOSIT = "trésorerie", "acompte"
_MINUTES = {"pressée": 18, "méfiante": 22, "joueuse": 22}
# How much of the gap an answer to her motive is worth, in hundredths; the last price of who will not agree.
_WEIGHT, _UNDER = (42, 55), (16, 18)
_PRACTICE = (True, True, False)
_TEN_EUROS = 1_000
_WORDINGS = 3


def build(world: World) -> None:
    """Add the tables buyers, moves and buyer_lines."""
    stream, words = world.stream("buyers"), read("buyer")
    world.add("buyers", _buyers(world, stream))
    facts = people_said(world) | site_said(world) | offer_said(world)
    said = [(item, text) for item in words["moves"] for text in stream.sample(item["text"], _WORDINGS)]
    world.add(
        "moves",
        (
            {"move_id": code, "kind": item["kind"], "minutes": item["minutes"], "text": text.format(**facts)}
            for code, (item, text) in coded("m", said, stream)
        ),
    )
    heard = [(item, text) for item in words["lines"] for text in stream.shuffled(item["text"])]
    world.add(
        "buyer_lines",
        (
            {
                "line_id": f"a{rank:03d}",
                "code": item["code"],
                "mood": item.get("mood"),
                "mobile": item.get("mobile"),
                "text": capital(text.format(**facts)),
            }
            for rank, (item, text) in enumerate(heard, start=1)
        ),
    )


def _buyers(world: World, stream: Stream) -> Iterator[dict[str, Any]]:
    """Yield the buyer of the exercise, then three to practise with, a mood and a motive each."""
    cells = [(*cell, True) for cell in _CAN] + [(*cell, False) for cell in _CANNOT]
    # One deal of the cells for all the variants, so that each is met once.
    mood, motive, agrees = Stream("buyers").shuffled(cells)[int(world.variant)]
    yield _buyer(world, "B1", mood, motive, agrees, told(world).offer.under, stream)
    price = cents(next(row["price"] for row in world["products"] if row["sku"] == MACHINE))
    others = zip(stream.shuffled(MOODS), stream.shuffled(MOTIVES), stream.shuffled(_PRACTICE), strict=True)
    for rank, (mood, motive, agrees) in enumerate(others, start=2):
        part = 100 - stream.between(*_UNDER)
        under = half_up(price * part, 100 * _TEN_EUROS) * _TEN_EUROS
        yield _buyer(world, f"B{rank}", mood, motive, agrees, under, stream)


def _buyer(
    world: World, code: str, mood: str, motive: str, agrees: bool, under: int, stream: Stream
) -> dict[str, Any]:
    able = [
        several
        for several in combinations(_GIVES, _SEVERAL)
        if not (motive == _SHORT and _DEPOSIT in several)
    ]
    traits = {
        "mood": mood,
        "mobile": motive,
        "agrees": agrees,
        "gives": " ".join(stream.pick(able)),
        "weight": money(stream.between(*_WEIGHT)),
        "under": money(under),
    }
    # The talk is played on the learner's computer, which knows no truth: what it needs of it is sealed.
    kinds = {
        **{row["concession_id"]: row["kind"] for row in world["concessions"]},
        **{row["counterpart_id"]: row["kind"] for row in world["counterparts"] if row["firm"]},
    }
    told = {name: value if isinstance(value, bool) else str(value) for name, value in traits.items()}
    return {
        "buyer_id": code,
        "account_id": people_said(world)["account_id"],
        "practice": code != "B1",
        "minutes": _MINUTES[mood],
        "seal": sealed(told | {"kinds": kinds}, world.variant, code),
        **traits,
    }
