"""Exercise cp7-concessions: a price to defend, nine concessions, what to ask in return, and the best plan.

A plan closes the gap to the buyer's other offer by its worth to this client, keeps our net above the
floor (R03), in the seller's authority, one discount at most. The best does so at the least cost; all are
tried. What each is worth here is the tariff's price times a factor, and a reason that can be read.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations

from generator.core import workdays
from generator.core.cents import cents, half_up, money
from generator.core.codes import coded
from generator.core.stream import Stream
from generator.core.subsets import KEPT, PROOF, cheapest
from generator.core.wording import percent
from generator.core.world import World
from generator.joinery.client import RIVAL
from generator.joinery.said import people_said
from generator.joinery.story import MACHINE, told
from generator.words import read
from ntc.french import day

FLOOR_RATE = 24
_DISCOUNTS = ("small_discount", "discount", "large_discount")
# Gifts in kind: an article of the tariff, a share of the price in per mille, amounts: our cost, his gain.
_ARTICLES = {"commissioning": "MES-1", "training": "FOR-1", "kit": "KIT-20L"}
_WARRANTY, _STANDBY = (9, 25), (39_500, 69_000)
_LARGE = 1_200
# Pairs that haste finds, or that cost too much; the step from a variant to the next in the others.
_PLAIN = (("commissioning", "standby"), ("kit", "warranty"), ("standby", "training"))
_STEP = 3
_FIVE_EUROS = 500
# How much more or less than its price a gift is worth to this client, in per cent.
_WORTH = {"low": (40, 62), "fair": (80, 105), "high": (118, 145)}
# A month of credit costs us what the bank asks; to him it is worth some tenths of a point more.
_CREDIT_DAYS = 30
_FEASIBLE = (62, 82)
# The best plan's cost as a part of the gap, in per cent; how much dearer the second is.
_BEST, _SECOND = (45, 78), 105
_ATTEMPTS = 6_000
# After the talk of 10 February, and before the quote expires.
_DECISION = workdays.working_days(date(2026, 2, 20), date(2026, 2, 27))


def build(world: World) -> None:
    """Add the tables deals, concessions, counterparts and concession_plans."""
    stream = world.stream("concessions")
    deal, dear = _deal(world, stream), _dear(world.variant)
    for _ in range(_ATTEMPTS):
        rows = _concessions(world, deal, dear, stream)
        plans = _plans(deal, rows)
        if _worth_weighing(deal, rows, plans, dear):
            break
    else:
        raise ValueError("no draw of the concessions leaves anything to weigh")
    proof = {"tried": 2 ** len(rows) - 1, "feasible": len(plans), "proof": PROOF}
    world.add("deals", [deal | proof])
    world.add("concessions", rows)
    world.add("counterparts", _counterparts(deal["decision_by"], stream))
    world.add("concession_plans", [{"rank": rank, **plan} for rank, plan in enumerate(plans[:KEPT], start=1)])


def _dear(variant: str) -> tuple[str, ...]:
    """Return the gifts in kind that are worth most to this client: other ones to a neighbour's."""
    pairs = [
        pair for pair in combinations(sorted((*_ARTICLES, "standby", "warranty")), 2) if pair not in _PLAIN
    ]
    return pairs[int(variant) * _STEP % len(pairs)]


def _worth_weighing(deal: dict, rows: list[dict], plans: list[dict], dear: tuple[str, ...]) -> bool:
    """Tell whether one plan is best by far, that of what is worth most here, and none is found in haste."""
    low, high = _FEASIBLE
    if not low <= len(plans) <= high:
        return False
    best, second = plans[0], plans[1]
    share = 100 * best["cost"] / (deal["price"] - deal["ceiling"])
    kind = [row for row in _granted(rows) if row["kind"] not in _DISCOUNTS]
    kinds = {row["kind"] for row in rows if row["concession_id"] in best["chosen"].split()}
    return (
        kinds.issuperset(dear)
        and _BEST[0] <= share <= _BEST[1]
        and second["cost"] * 100 >= best["cost"] * _SECOND
        and min(_hasty(deal, rows)) >= second["cost"]
        and sum(row["cost"] for row in kind) >= min(_hasty(deal, rows))
    )


def _hasty(deal: dict, rows: list[dict]) -> list:
    """Return what hasty plans cost: one discount alone, what is worth most first, what costs least first."""
    gap = deal["price"] - deal["ceiling"]
    alone = [row["cost"] for row in _granted(rows) if row["kind"] in _DISCOUNTS and row["value"] >= gap]
    for order in (lambda row: -row["value"], lambda row: row["cost"]):
        cost = value = discounts = 0
        for row in sorted(_granted(rows), key=order):
            if value >= gap or (discounts and row["kind"] in _DISCOUNTS):
                continue
            discounts += row["kind"] in _DISCOUNTS
            cost, value = cost + row["cost"], value + row["value"]
        alone += [cost] if value >= gap else []
    return alone


def _granted(rows: Sequence[dict]) -> list[dict]:
    """Return the concessions that the seller may make alone."""
    mine = read("trade")["authorities"]["seller"]
    return [row for row in rows if row["authority"] == mine]


def _deal(world: World, stream: Stream) -> dict:
    """Tell the joinery's sale: the other offer, what it leaves out, our floor, and the buyer's ceiling."""
    offer = told(world).offer
    machine = next(row for row in world["products"] if row["sku"] == MACHINE)
    floor = -(-cents(machine["cost"]) * 100 // (100 - FLOOR_RATE))
    return {
        "deal_id": "cp7-concessions",
        "sku": MACHINE,
        "price": machine["price"],
        "unit_cost": machine["cost"],
        "rival": RIVAL,
        "rival_price": money(offer.price),
        "missing": stream.pick(read("joinery")["missing"]),
        "missing_cost": money(offer.missing),
        "decision_by": stream.pick(_DECISION),
        "floor_price": money(floor),
        "ceiling": money(offer.price + offer.missing),
    }


def _concessions(world: World, deal: dict, dear: tuple[str, ...], stream: Stream) -> list[dict]:
    """Draw what each concession is worth to this client, and say why."""
    price, words, facts = cents(deal["price"]), read("trade"), people_said(world)
    rates = {
        "small_discount": 50 * stream.between(3, 5),
        "discount": 50 * stream.between(9, 13),
        "large_discount": _LARGE,
    }
    worth = {kind: (half_up(price * rate, 10_000),) * 2 for kind, rate in rates.items()}
    levels = dict.fromkeys(worth, "price")
    for kind, (cost, tariff) in _gifts(world, price).items():
        levels[kind] = stream.pick(("fair", "high") if kind in dear else ("low", "low", "fair"))
        percentage = stream.between(*_WORTH[levels[kind]])
        worth[kind] = (cost, half_up(tariff * percentage, 100 * _FIVE_EUROS) * _FIVE_EUROS)
    worth["terms"], levels["terms"] = _month_of_credit(world, price, stream), "price"
    who = dict.fromkeys(worth, "seller") | {"terms": "finance", "large_discount": "manager"}
    return [
        {
            "concession_id": code,
            "label": stream.pick(words["concessions"][kind]).format(rate=_percent(rates.get(kind, 0))),
            "cost": money(worth[kind][0]),
            "value": money(worth[kind][1]),
            "reason": stream.pick(words["worth"][kind][levels[kind]]).format(**facts),
            "authority": words["authorities"][who[kind]],
            "kind": kind,
        }
        for code, kind in coded("c", sorted(worth), stream)
    ]


def _gifts(world: World, price: int) -> dict[str, tuple[int, int]]:
    """Return cost and price at the tariff of each gift in kind."""
    cards = {row["sku"]: row for row in world["products"]}
    articles = {
        kind: (cents(cards[sku]["cost"]), cents(cards[sku]["price"])) for kind, sku in _ARTICLES.items()
    }
    warranty = tuple(half_up(price * rate, 1_000) for rate in _WARRANTY)
    return {"warranty": warranty, "standby": _STANDBY, **articles}


def _month_of_credit(world: World, price: int, stream: Stream) -> tuple[int, int]:
    """Return what a month more to pay costs us, at the bank's rate, and is worth to him, at a dearer one."""
    rate, ttc = int(world["company"][0]["bank_rate"] * 10_000), half_up(price * 120, 100)
    return tuple(
        half_up(ttc * one * _CREDIT_DAYS, 365 * 10_000) for one in (rate, rate + 10 * stream.between(10, 30))
    )


def _plans(deal: dict, rows: list[dict]) -> list[dict]:
    gap, room = deal["price"] - deal["ceiling"], deal["price"] - deal["floor_price"]

    def allowed(chosen: Sequence[dict]) -> bool:
        return (
            sum(row["value"] for row in chosen) >= gap
            and sum(row["cost"] for row in chosen) <= room
            and sum(row["kind"] in _DISCOUNTS for row in chosen) <= 1
        )

    return cheapest(_granted(rows), "concession_id", allowed)


def _counterparts(limit: date, stream: Stream) -> list[dict]:
    """Return what may be asked for a concession: five firm engagements, five that bind nobody."""
    words = read("trade")["counterparts"]
    items = [
        (kind, texts, nature == "firm") for nature, group in words.items() for kind, texts in group.items()
    ]
    return [
        {
            "counterpart_id": code,
            "label": stream.pick(texts).format(day=day(limit)),
            "firm": firm,
            "kind": kind if firm else None,
        }
        for code, (kind, texts, firm) in coded("k", items, stream)
    ]


def _percent(hundredths: int) -> str:
    """Write hundredths of a point, without a decimal where it would be a zero."""
    return percent(Fraction(hundredths, 10_000), 1 if hundredths % 100 else 0)
