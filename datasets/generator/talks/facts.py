"""What each dialogue speaks of, found in the tables of the variant or drawn: whom, when, how much."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from generator.core.cents import cents, half_up
from generator.core.halfhours import minute
from generator.core.names import surnames
from generator.core.stream import Stream
from generator.core.wording import day_of_month, euros, percent, spoken
from generator.core.world import World
from generator.sales.drift import average_discounts
from generator.service.complaint_words import never_changed, spoken_age
from ntc.french import NBSP

_MARGIN_FLOOR = Decimal("0.76")
# From how many kW on a machine takes the large service kit.
_LARGE_KIT = 18


def everyone(world: World) -> dict[str, str]:
    """Return whom several dialogues name: the joinery, its people, ours, the date at stake, the offer."""
    stream = world.stream("dialogues")
    joinery = min(_accounts(world, "Menuiserie"), key=lambda row: (abs(row["employees"] - 34), row["name"]))
    boss, partner, buyer = stream.sample(surnames(world.variant)[-45:-30], 3)
    start = date(2026, 4, 20) + timedelta(7 * stream.below(9))
    return {
        "account_id": joinery.get("client_id") or joinery["prospect_id"],
        "company": joinery["name"],
        "employees": str(joinery["employees"]),
        "mister": f"M.{NBSP}{boss}",
        "madam": f"Mme{NBSP}{partner}",
        "buyer": f"Mme{NBSP}{buyer}",
        "day": f"le {day_of_month(start)}",
        "predecessor": world["company"][0]["ntc_name"],
        "manager": next(row["name"] for row in world["staff"] if row["role"] == "Chef des ventes"),
        **_offer(world),
    }


def _accounts(world: World, trade: str) -> list[Mapping]:
    """Return the accounts of a trade that are large enough, and neither duplicates nor outside the sector."""
    clients = [row for row in world["clients"] if row["status"] == "actif"]
    prospects = [
        row for row in world["prospects"] if not row["out_of_sector"] and row["is_client_dup"] is None
    ]
    return [row for row in (*clients, *prospects) if trade in row["name"] and row["employees"] >= 12]


def _offer(world: World) -> dict[str, str]:
    """Return catalogue prices, what was quoted to the joinery, its floor (R03), and a price below that."""
    stream, products = world.stream("dialogue_offer"), {row["sku"]: row for row in world["products"]}
    machine = products[stream.pick(("GVV-15", "GVV-22"))]
    rest = (stream.pick(("SF-25", "SF-40")), stream.pick(("CU-500", "CU-900")), "MES-1")
    total = machine["price"] + sum(products[sku]["price"] for sku in rest)
    floor = (machine["cost"] / _MARGIN_FLOOR).quantize(Decimal(1), ROUND_CEILING)
    under = machine["price"] * (100 - stream.between(16, 18)) / 100
    prices = {sku: cents(products[sku]["price"]) for sku in ("GV-30", "AUD-F", "MES-1")}
    return {
        "gv30": euros(prices["GV-30"]),
        "gv30_less": euros(half_up(prices["GV-30"] * 95, 100)),
        "audit": euros(prices["AUD-F"]),
        "audit_less": euros(half_up(prices["AUD-F"], 12_000) * 10_000),
        "commissioning": euros(prices["MES-1"]),
        "machine": machine["sku"],
        "total": euros(cents(total)),
        "floor": euros(cents(floor)),
        "under": euros(half_up(int(under), 10) * 1_000),
    }


def _complaint(world: World, stream: Stream) -> dict[str, str]:
    """Choose the last complaint about a filter that was never changed (T25)."""
    case = max(
        (row for row in world["complaints"] if never_changed(row["facts"])),
        key=lambda row: (row["opened"], row["cmp_id"]),
    )
    client = next(row for row in world["clients"] if row["client_id"] == case["client_id"])
    order = next(row for row in world["orders"] if row["order_id"] == case["order_id"])
    products = {row["sku"]: row for row in world["products"]}
    power = max(products[sku]["kw"] or 0 for sku in _bought(world, case["order_id"]))
    return {
        "account_id": client["client_id"],
        "company": client["name"],
        "person": f"{stream.pick(('M.', 'Mme'))}{NBSP}{stream.pick(surnames(world.variant)[-60:-45])}",
        "ref": case["cmp_id"],
        "opened": f"{day_of_month(case['opened'])} {case['opened'].year}",
        "hour": spoken(5 * stream.between(56, 88)),
        # It happened "this morning", and all was well again when the client calls.
        "lost": str(stream.between(3, 5)),
        "age": spoken_age((case["opened"] - order["delivered"]).days),
        "kit": euros(cents(products["KIT-20L" if power >= _LARGE_KIT else "KIT-20"]["cost"])),
        "crew": str(min(stream.between(7, 19), client["employees"] * 2 // 3)),
        "claim": euros(5_000 * stream.between(23, 56)),
    }


def _bought(world: World, order: str) -> list[str]:
    return [row["sku"] for row in world["order_lines"] if row["order_id"] == order]


def _call(world: World, stream: Stream) -> dict[str, str]:
    """Choose a prospect large enough, called in the window of its segment (R19)."""
    known = [
        row
        for row in world["prospects"]
        if row["stage"] == "Prospect"
        and not row["out_of_sector"]
        and row["is_client_dup"] is None
        and 25 <= row["employees"] <= 120
    ]
    prospect = stream.pick(known)
    window = next(row["call_from"] for row in world["segments"] if row["seg_id"] == prospect["seg_id"])
    return {
        "account_id": prospect["prospect_id"],
        "company": prospect["name"],
        "employees": str(prospect["employees"]),
        "mister": f"M.{NBSP}{stream.pick(surnames(world.variant)[-75:-60])}",
        "good": spoken(minute(window) + 5 * stream.between(2, 9)),
        "slot": spoken(30 * stream.between(28, 32)),
        "years": str(stream.between(4, 12)),
        "rise": str(stream.between(12, 31)),
    }


def _discovery(world: World, stream: Stream) -> dict[str, str]:
    low = stream.between(21, 25)
    return {
        "year": str(stream.between(2008, 2013)),
        "old": str(stream.between(2009, 2014)),
        "evening": str(stream.between(20, 22)),
        "redo": str(5 * stream.between(17, 29)),
        "kwh": f"0,{stream.between(131, 159)}",
        "low": str(low),
        "high": str(low + stream.between(5, 8)),
    }


def _negotiation(world: World, stream: Stream) -> dict[str, str]:
    return {
        "madam": everyone(world)["buyer"],
        "rival": stream.pick(("Compressane", "Vizair Ouest")),
        "gap": str(stream.between(11, 13)),
        "rest": str(stream.between(4, 6)),
        "penalty": euros(50_000 * stream.between(4, 13)),
    }


def _closing(world: World, stream: Stream) -> dict[str, str]:
    first = date(2026, 3, 14) + timedelta(7 * stream.below(6))
    return {"first": day_of_month(first), "second": day_of_month(first + timedelta(7 * stream.between(1, 2)))}


def _review(world: World, stream: Stream) -> dict[str, str | None]:
    known, quotes = world.figures, [row for row in world["quotes"] if row["date"].year == 2025]
    before, after = average_discounts(world)
    never, often = (
        [row for row in quotes if low <= row["followups"] <= high] for low, high in ((0, 0), (2, 99))
    )
    return {
        "account_id": None,
        "achieved": percent(Fraction(known.ca[2025], known.objective)),
        "growth": f"+{percent(Fraction(known.ca[2025] - known.ca[2024], known.ca[2024]))}",
        "before": percent(before),
        "after": percent(after),
        "never": percent(_won(never), 0),
        "often": percent(_won(often), 0),
        "lost": world.books.lost.name,
    }


def _won(quotes: Sequence[Mapping]) -> Fraction:
    return Fraction(sum(row["status"] == "gagné" for row in quotes), len(quotes))


OF_EACH = {
    "complaint": _complaint,
    "call": _call,
    "discovery": _discovery,
    "negotiation": _negotiation,
    "closing": _closing,
    "review": _review,
}
