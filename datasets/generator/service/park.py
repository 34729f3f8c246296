"""The machines that we know of, at clients and prospects: all delivered, all under contract, and others.

One old dryer holds 1.5 kg of R404A (T18), vessels of 900 and 2 000 L fall under two legal regimes (T17),
those measured are there (T16).
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.books import Client, Order
from generator.core.cents import Line
from generator.core.dates import CLOSING
from generator.core.stream import Stream
from generator.core.world import World
from generator.service.upkeep import POWERS, Contract, contracts
from generator.words import read

COUNT = 360
_DRYERS, _VESSELS, _AT_PROSPECTS = 22, 18, 30
_MOST_LOAD = 86
_OLD_FLUID, _OLD_CHARGE = "R404A", 150
_VOLUMES = ((270, 20), (500, 26), (900, 26), (2_000, 18), (3_000, 10))
_OVERDUE = 3
_EMPTY = {
    "kw": None,
    "hours": None,
    "load_rate": None,
    "refrigerant": None,
    "charge_kg": None,
    "vessel_l": None,
    "pressure_bar": None,
    "last_inspection": None,
    "last_requalification": None,
}

Row = dict[str, Any]


def build(world: World) -> None:
    """Add the tables installed_base and contracts."""
    stream = world.stream("installed_base")
    signed = contracts(world, stream)
    machines, covering = _delivered(world, stream), []
    owned = Counter(machine["account_id"] for machine in machines)
    for contract in signed:
        covering.append(_covered(contract, stream))
        more = contract.machines - 1 - owned[contract.client.id]
        machines += [_covered(contract, stream) for _ in range(more)]
    machines += covering + _measured(world, stream) + _at_prospects(world, stream)
    machines += _dryers(world, stream) + _vessels(world, stream)
    machines += _others(world, COUNT - len(machines), _bare_buyers(world, machines), stream)
    machines = stream.shuffled(machines)
    for number, machine in enumerate(machines, start=1):
        machine["machine_id"] = f"M{number:04d}"
    world.add("installed_base", machines)
    world.add(
        "contracts",
        (
            {
                "contract_id": f"CT{number:03d}",
                "client_id": contract.client.id,
                "machine_id": machine["machine_id"],
                "level": contract.level,
                "machines": contract.machines,
                "start": contract.start,
                "yearly_price": contract.yearly_price,
                "renewal": contract.renewal,
                "sla_hours": contract.sla_hours,
            }
            for number, (contract, machine) in enumerate(zip(signed, covering, strict=True), start=1)
        ),
    )


def _sold(world: World, ranges: tuple[str, ...]) -> list[tuple[Order, Line]]:
    """Return the lines of delivered orders that hold machines of these ranges."""
    return [
        (order, line)
        for order in world.books.orders
        for line in order.lines
        if line.range in ranges and order.delivered
    ]


def _delivered(world: World, stream: Stream) -> list[Row]:
    """Make every compressor delivered in these two years: its hours began on the day of delivery."""
    cards, out = _cards(world), []
    for order, line in _sold(world, ("vitesse fixe", "vitesse variable")):
        for _ in range(line.qty):
            days = (CLOSING - order.delivered).days
            machine = _compressor(order.client.id, order.delivered.year, stream)
            out.append(
                machine
                | {"brand": "Galerne", "model": line.sku, "kw": cards[line.sku]["kw"]}
                | {"hours": days * stream.between(40, 140) // 10}
            )
    return out


def _covered(contract: Contract, stream: Stream) -> Row:
    """Make a machine under contract: ours, of the power that the price implies, not younger than it."""
    oldest = max(2005, contract.client.created.year, contract.start.year - 4)
    year = stream.between(oldest, contract.start.year)
    return _compressor(contract.client.id, year, stream) | _galerne(contract.power, stream)


def _compressor(account: str, year: int, stream: Stream) -> Row:
    """Make a compressor without its brand: its hours follow its age."""
    return _EMPTY | {
        "account_id": account,
        "kind": "compresseur",
        "year": year,
        "hours": _hours(year, stream),
        "load_rate": Decimal(stream.between(34, _MOST_LOAD)).scaleb(-2),
    }


def _hours(year: int, stream: Stream) -> int:
    return ((CLOSING.year - year) * 12 + 6) * stream.between(110, 420)


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


def _at_prospects(world: World, stream: Stream) -> list[Row]:
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


def _sites(world: World, stream: Stream, count: int) -> list[Client]:
    able = [client for client in world.books.clients if client.status in ("actif", "dormant")]
    weights = [(client, min(client.employees, 120)) for client in able]
    return [stream.weighted(weights) for _ in range(count)]


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


def _dryers(world: World, stream: Stream) -> list[Row]:
    """Make the dryers: half were delivered these two years, and one old R404A is above 5 t CO2e (T18)."""
    cards = _cards(world)
    charges = {sku: card["charge_kg"] for sku, card in cards.items() if card["charge_kg"]}
    fresh = [(order, line) for order, line in _sold(world, ("traitement",)) if line.sku in charges]
    owners = [
        (order.client, order.delivered.year, line.sku) for order, line in stream.sample(fresh, _DRYERS // 2)
    ]
    owners += [
        (client, stream.between(2009, 2023), stream.pick(sorted(charges)))
        for client in _sites(world, stream, _DRYERS - 1 - len(owners))
    ]
    out = [
        _EMPTY
        | {
            "kind": "sécheur",
            "hours": _hours(year, stream),
            "refrigerant": "R513A" if year >= 2021 else "R134a",
            "charge_kg": charges[sku],
        }
        | _make(client, year, sku, int(sku[3:]), stream)
        for client, year, sku in owners
    ]
    (client,), year = _sites(world, stream, 1), stream.between(2008, 2011)
    old = {
        "account_id": client.id,
        "kind": "sécheur",
        "brand": "Thersan",
        "model": "TS 90",
        "year": year,
        "hours": _hours(year, stream),
        "refrigerant": _OLD_FLUID,
        "charge_kg": Decimal(_OLD_CHARGE).scaleb(-2),
    }
    return [*out, _EMPTY | old]


def _vessels(world: World, stream: Stream) -> list[Row]:
    """Make the air vessels and their checks, three of which are late; both regimes are there (T17)."""
    out = []
    for rank, client in enumerate(_sites(world, stream, _VESSELS)):
        late = rank < _OVERDUE
        litres = (900, 2_000)[rank % 2] if rank < 6 else stream.weighted(_VOLUMES)
        year = stream.between(2004, 2019 if late else 2025)
        out.append(
            _EMPTY
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


def _bare_buyers(world: World, machines: list[Row]) -> list[Client]:
    """Return the clients that buy our parts and have no compressor yet, those that buy most often first."""
    owners = {machine["account_id"] for machine in machines if machine["kind"] == "compresseur"}
    bought = Counter(
        order.client
        for order in world.books.orders
        if order.kind == "pièces" and order.client.status != "perdu" and order.client.id not in owners
    )
    return sorted(bought, key=lambda client: (-bought[client], client.id))


def _others(world: World, count: int, buyers: list[Client], stream: Stream) -> list[Row]:
    """Fill up with older compressors: ours at those that buy our parts, ours or anybody's at others."""
    out = []
    for client in [*buyers[:count], *_sites(world, stream, max(0, count - len(buyers)))]:
        power, ours = _power(client.employees, stream), client in buyers
        oldest = max(2006, client.created.year) if ours else 2006
        year = stream.between(oldest, max(oldest, 2023))
        mine = year >= client.created.year and (ours or stream.chance(60))
        make = _galerne(power, stream) if mine else _rival(stream.pick(read("park")["brands"]), power, stream)
        out.append(_compressor(client.id, year, stream) | make)
    return out


def _cards(world: World) -> Mapping[str, Mapping[str, Any]]:
    return {row["sku"]: row for row in world["products"]}


def _measured(world: World, stream: Stream) -> list[Row]:
    """Make the machines whose week was measured hour by hour; one of them runs steadily at 92 % (T16)."""
    cards, out = _cards(world), []
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
            _EMPTY
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
