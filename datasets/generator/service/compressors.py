"""The compressors that we know of: delivered, under contract, measured, at prospects, and others."""

from collections import Counter
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from generator.accounts.prospects import genuine
from generator.core.books import Client
from generator.core.dates import CLOSING
from generator.core.stream import Stream
from generator.core.world import World
from generator.service.installed import EMPTY, Row, hours, product_cards, sites, sold
from generator.service.upkeep import POWERS, Contract
from generator.words import read

_AT_PROSPECTS = 30
_MOST_LOAD = 86


def delivered(world: World, stream: Stream) -> list[Row]:
    """Make every compressor delivered in these two years: its hours began on the day of delivery."""
    cards, out = product_cards(world), []
    for order, line in sold(world, ("vitesse fixe", "vitesse variable")):
        for _ in range(line.qty):
            days = (CLOSING - order.delivered).days
            machine = _compressor(order.client.id, order.delivered.year, stream)
            out.append(
                machine
                | {"brand": "Galerne", "model": line.sku, "kw": cards[line.sku]["kw"]}
                | {"hours": days * stream.between(40, 140) // 10}
            )
    return out


def covered(contract: Contract, stream: Stream) -> Row:
    """Make a machine under contract: ours, of the power that the price implies, not younger than it."""
    oldest = max(2005, contract.client.created.year, contract.start.year - 4)
    year = stream.between(oldest, contract.start.year)
    return _compressor(contract.client.id, year, stream) | _galerne(contract.power, stream)


def _compressor(account: str, year: int, stream: Stream) -> Row:
    """Make a compressor without its brand: its hours follow its age."""
    return EMPTY | {
        "account_id": account,
        "kind": "compresseur",
        "year": year,
        "hours": hours(year, stream),
        "load_rate": Decimal(stream.between(34, _MOST_LOAD)).scaleb(-2),
    }


def _galerne(power: int, stream: Stream) -> Row:
    variable = power in (150, 220, 370, 550, 750) and stream.chance(30)
    return {
        "brand": "Galerne",
        "model": f"{'GVV' if variable else 'GV'}-{power // 10:02d}",
        "kw": Decimal(power).scaleb(-1),
    }


def _rival(brand: Mapping[str, Any], power: int, stream: Stream) -> Row:
    model = f"{brand['prefix']} {power // 10}{stream.pick(brand['suffixes'])}"
    return {"brand": brand["name"], "model": model, "kw": Decimal(power).scaleb(-1)}


def at_prospects(world: World, stream: Stream) -> list[Row]:
    """Make the machine of the prospects whose equipment has a known age, that age being its own."""
    known = set(genuine(world))
    aged = [
        row for row in world["prospects"] if row["equipment_age"] is not None and row["prospect_id"] in known
    ]
    out = []
    for row in sorted(stream.sample(aged, _AT_PROSPECTS), key=lambda row: row["prospect_id"]):
        power = _power(row["employees"], stream)
        brand = stream.pick(read("park")["brands"])
        machine = _compressor(row["prospect_id"], CLOSING.year - row["equipment_age"], stream)
        out.append(machine | _rival(brand, power, stream))
    return out


def _power(employees: int, stream: Stream) -> int:
    """Guess a power from the size of the site, in tenths of a kW."""
    wanted = max(75, employees * stream.between(6, 14))
    return min(POWERS, key=lambda tenth: abs(tenth - wanted))


def bare_buyers(world: World, machines: list[Row]) -> list[Client]:
    """Return the clients that buy our parts and have no compressor yet, those that buy most often first."""
    owners = {machine["account_id"] for machine in machines if machine["kind"] == "compresseur"}
    bought = Counter(
        order.client
        for order in world.books.orders
        if order.kind == "pièces" and order.client.status != "perdu" and order.client.id not in owners
    )
    return sorted(bought, key=lambda client: (-bought[client], client.id))


def others(world: World, count: int, buyers: list[Client], stream: Stream) -> list[Row]:
    """Fill up with older compressors: ours at those that buy our parts, ours or anybody's at others."""
    out = []
    for client in [*buyers[:count], *sites(world, stream, max(0, count - len(buyers)))]:
        power, ours = _power(client.employees, stream), client in buyers
        oldest = max(2006, client.created.year) if ours else 2006
        year = stream.between(oldest, max(oldest, 2023))
        mine = year >= client.created.year and (ours or stream.chance(60))
        make = _galerne(power, stream) if mine else _rival(stream.pick(read("park")["brands"]), power, stream)
        out.append(_compressor(client.id, year, stream) | make)
    return out


def measured(world: World, stream: Stream) -> list[Row]:
    """Make the machines whose week was measured hour by hour; one of them runs steadily at 92 % (T16)."""
    cards, out = product_cards(world), []
    created = {client.id: client.created.year for client in world.books.clients}
    for site in world["load_sites"]:
        card = cards[site["sku"]]
        flows = [
            row["flow_m3min"]
            for row in world["load_profiles"]
            if row["site_id"] == site["site_id"] and row["state"] != "arrêt"
        ]
        year = max(created[site["client_id"]], stream.between(2017, 2021))
        load = sum(flows) / (len(flows) * card["flow_m3min"])
        out.append(
            EMPTY
            | {
                "account_id": site["client_id"],
                "kind": "compresseur",
                "brand": "Galerne",
                "model": site["sku"],
                "kw": card["kw"],
                "year": year,
                "hours": len(flows) * site["weeks"] * (CLOSING.year - year) + stream.between(90, 990),
                "load_rate": load.quantize(Decimal("0.01"), ROUND_HALF_UP),
            }
        )
    return out
