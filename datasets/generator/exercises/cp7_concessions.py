"""Exercise cp7-concessions: a price to defend, ten concessions, what to ask in return, and the best plan.

A plan closes the gap to the buyer's other offer by its worth to him, keeps our net above the floor (R03), in
the seller's authority, one discount at most. The best gives most value for its cost; all are tried.
"""

from datetime import date, timedelta
from fractions import Fraction

from generator.core import workdays
from generator.core.cents import cents, half_up, money
from generator.core.codes import coded
from generator.core.stream import Stream
from generator.core.subsets import KEPT, PROOF, ranked
from generator.core.wording import percent
from generator.core.world import World
from generator.words import read
from ntc.french import day

FLOOR_RATE = 24
_SELLER, _MANAGER = 8, 14
_DISCOUNTS = ("small_discount", "discount", "large_discount")
_MACHINES = ("GV-22", "GV-30", "GV-37", "GVV-22", "GVV-37")
_REFERENCE = ("GVV-22", 1_460_000, 40_000)
_RIVALS = ("Vizair Ouest", "Compressane")
_EXTRAS = ("port et mise en route", "transport et raccordement", "livraison et réglages")
_TEN_EUROS = 1_000
_FEASIBLE = (10, 120)
_ATTEMPTS = 2_000
_TALK = date(2026, 2, 2)


def build(world: World) -> None:
    """Add the tables deals, concessions, counterparts and concession_plans."""
    stream = world.stream("concessions")
    for _ in range(_ATTEMPTS):
        deal = _deal(world, stream)
        rows = _concessions(world, deal, stream)
        plans = _plans(deal, rows)
        if _worth_weighing(plans):
            break
    else:
        raise ValueError("no draw of the concessions leaves anything to weigh")
    proof = {"tried": 2 ** len(rows) - 1, "feasible": len(plans), "proof": PROOF}
    world.add("deals", [deal | proof])
    world.add("concessions", rows)
    world.add("counterparts", _counterparts(deal["decision_by"], stream))
    world.add("concession_plans", [{"rank": rank, **plan} for rank, plan in enumerate(plans[:KEPT], start=1)])


def _worth_weighing(plans: list[dict]) -> bool:
    """Tell whether one plan of several concessions is best, and a mere discount does not half as well."""
    low, high = _FEASIBLE
    if not low <= len(plans) <= high:
        return False
    best, second, worst = plans[0], plans[1], plans[-1]
    return " " in best["chosen"] and best["ratio"] > second["ratio"] and best["ratio"] > 2 * worst["ratio"]


def _deal(world: World, stream: Stream) -> dict:
    """Draw a machine and the other offer, 3 to 7 % below ours once made complete, our floor lower still."""
    products = {row["sku"]: row for row in world["products"]}
    while True:
        sku = stream.pick(_MACHINES)
        price = cents(products[sku]["price"])
        rival = half_up(price * stream.between(900, 945), 1_000 * _TEN_EUROS) * _TEN_EUROS
        extras = stream.between(24, 62) * _TEN_EUROS
        if world.variant == "00":
            sku, rival, extras = _REFERENCE
            price = cents(products[sku]["price"])
        cost = cents(products[sku]["cost"])
        floor = -(-cost * 100 // (100 - FLOOR_RATE))
        gap = price - rival - extras
        if price * 3 <= gap * 100 <= price * 7 and floor < rival + extras:
            break
    return {
        "deal_id": "cp7-concessions",
        "sku": sku,
        "price": money(price),
        "unit_cost": money(cost),
        "rival": stream.pick(_RIVALS),
        "rival_price": money(rival),
        "missing": stream.pick(_EXTRAS),
        "missing_cost": money(extras),
        "decision_by": workdays.next_working(_TALK + timedelta(stream.between(4, 25))),
        "floor_price": money(floor),
        "ceiling": money(rival + extras),
    }


def _concessions(world: World, deal: dict, stream: Stream) -> list[dict]:
    products = {row["sku"]: row for row in world["products"]}
    machine, price = products[deal["sku"]], cents(deal["price"])
    small = machine["kw"] <= 30
    rates = dict(zip(_DISCOUNTS, (stream.between(3, 5) * 50, stream.between(8, 12) * 50, 1_000), strict=True))
    rates["large_discount"] += stream.between(0, 3) * 100
    worth = {kind: (half_up(price * rate, 10_000),) * 2 for kind, rate in rates.items()}
    worth["warranty"] = (half_up(price * 25, 1_000), half_up(price * 9, 1_000))
    for kind, sku in (
        ("commissioning", "MES-1" if small else "MES-2"),
        ("leak_audit", "AUD-F"),
        ("training", "FOR-1"),
        ("kit", "KIT-20L"),
    ):
        worth[kind] = (cents(products[sku]["price"]), cents(products[sku]["cost"]))
    # A month of credit on the TTC amount, at the bank's rate for us, at a dearer one for him.
    credit = int(world["company"][0]["bank_rate"] * 10_000)
    ttc = half_up(price * 120, 100)
    worth["terms"] = tuple(
        half_up(ttc * rate * 30, 365 * 10_000) for rate in (credit + stream.between(10, 30) * 10, credit)
    )
    yearly = 48_000 + int(machine["kw"] * 3_200)
    worth["first_year"] = (yearly, half_up(yearly * 55, 100))
    who = dict.fromkeys(worth, "seller") | {"terms": "finance", "first_year": "director"}
    who["large_discount"] = "manager" if rates["large_discount"] <= _MANAGER * 100 else "director"
    words = read("trade")
    return [
        {
            "concession_id": code,
            "label": stream.pick(words["concessions"][kind]).format(rate=_percent(rates.get(kind, 0))),
            "cost": money(worth[kind][1]),
            "value": money(worth[kind][0]),
            "authority": words["authorities"][who[kind]],
            "kind": kind,
        }
        for code, kind in coded("c", sorted(worth), stream)
    ]


def _plans(deal: dict, rows: list[dict]) -> list[dict]:
    gap, room = deal["price"] - deal["ceiling"], deal["price"] - deal["floor_price"]

    def allowed(chosen: tuple[dict, ...]) -> bool:
        return (
            sum(row["value"] for row in chosen) >= gap
            and sum(row["cost"] for row in chosen) <= room
            and sum(row["kind"] in _DISCOUNTS for row in chosen) <= 1
        )

    mine = read("trade")["authorities"]["seller"]
    return ranked([row for row in rows if row["authority"] == mine], "concession_id", allowed)


def _counterparts(limit: date, stream: Stream) -> list[dict]:
    """Return what may be asked for a concession: a firm engagement, or only kind words."""
    words = read("trade")["counterparts"]
    items = [(texts, kind == "firm") for kind, group in words.items() for texts in group.values()]
    return [
        {"counterpart_id": code, "label": stream.pick(texts).format(day=day(limit)), "firm": firm}
        for code, (texts, firm) in coded("k", items, stream)
    ]


def _percent(hundredths: int) -> str:
    """Write hundredths of a point, without a decimal where it would be a zero."""
    return percent(Fraction(hundredths, 10_000), 1 if hundredths % 100 else 0)
