"""Dryers and air vessels: one old dryer holds 1.5 kg of R404A (T18), two legal regimes are there (T17)."""

from datetime import date, timedelta
from decimal import Decimal

from generator.core import workdays
from generator.core.books import Client
from generator.core.dates import CLOSING
from generator.core.stream import Stream
from generator.core.world import World
from generator.service.installed import EMPTY, Row, hours, product_cards, sites, sold
from generator.words import read

_DRYERS, _VESSELS = 22, 18
_OLD_FLUID, _OLD_CHARGE = "R404A", 150
_VOLUMES = ((270, 20), (500, 26), (900, 26), (2_000, 18), (3_000, 10))
_OVERDUE = 3


def _make(client: Client, year: int, model: str, size: int, stream: Stream) -> Row:
    """Name brand and model of what a client owns: not ours when it is older than our acquaintance."""
    if year >= client.created.year:
        return {"account_id": client.id, "brand": "Galerne", "model": model, "year": year}
    brand = stream.pick(read("park")["brands"])
    return {
        "account_id": client.id,
        "brand": brand["name"],
        "model": f"{brand['prefix']} {size}",
        "year": year,
    }


def dryers(world: World, stream: Stream) -> list[Row]:
    """Make the dryers: half were delivered these two years, and one old R404A is above 5 t CO2e (T18)."""
    cards = product_cards(world)
    charges = {sku: card["charge_kg"] for sku, card in cards.items() if card["charge_kg"]}
    fresh = [(order, line) for order, line in sold(world, ("traitement",)) if line.sku in charges]
    owners = [
        (order.client, order.delivered.year, line.sku) for order, line in stream.sample(fresh, _DRYERS // 2)
    ]
    owners += [
        (client, stream.between(2009, 2023), stream.pick(sorted(charges)))
        for client in sites(world, stream, _DRYERS - 1 - len(owners))
    ]
    out = [
        EMPTY
        | {
            "kind": "sécheur",
            "hours": hours(year, stream),
            "refrigerant": "R513A" if year >= 2021 else "R134a",
            "charge_kg": charges[sku],
        }
        | _make(client, year, sku, int(sku[3:]), stream)
        for client, year, sku in owners
    ]
    (client,), year = sites(world, stream, 1), stream.between(2008, 2011)
    old = {
        "account_id": client.id,
        "kind": "sécheur",
        "brand": "Thersan",
        "model": "TS 90",
        "year": year,
        "hours": hours(year, stream),
        "refrigerant": _OLD_FLUID,
        "charge_kg": Decimal(_OLD_CHARGE).scaleb(-2),
    }
    return [*out, EMPTY | old]


def vessels(world: World, stream: Stream) -> list[Row]:
    """Make the air vessels and their checks, three of which are late; both regimes are there (T17)."""
    out = []
    for rank, client in enumerate(sites(world, stream, _VESSELS)):
        late = rank < _OVERDUE
        litres = (900, 2_000)[rank % 2] if rank < 6 else stream.weighted(_VOLUMES)
        year = stream.between(2004, 2019 if late else 2025)
        out.append(
            EMPTY
            | {"kind": "cuve", "vessel_l": litres, "pressure_bar": 11}
            | _make(client, year, f"CU-{litres}", litres, stream)
            | _checks(year, late, stream)
        )
    return out


def _checks(year: int, late: bool, stream: Stream) -> Row:
    """Date the last requalification, ten years after the vessel was made, and the last inspection."""
    months = stream.between(52, 66) if late else stream.between(1, 46)
    checked = renewed = None
    if year <= 2021:
        checked = max(CLOSING - timedelta(months * 30 + stream.below(28)), date(year + 1, 2, 1))
    if year <= 2015:
        renewed = date(year + 10, stream.between(2, 11), stream.between(1, 28))
        # A requalification is an inspection too: when it is the later one, both bear its date.
        if late and renewed > checked:
            renewed = checked
        checked = max(checked, renewed)
    return {
        "last_inspection": checked and workdays.next_working(checked),
        "last_requalification": renewed and workdays.next_working(renewed),
    }
