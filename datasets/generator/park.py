"""The machines that we know of, at clients and prospects, and the maintenance contracts on them.

A contract is a yearly order of origin CTR; one more was signed in December. One old dryer holds 1.5 kg of
R404A (T18), vessels of 900 and 2 000 L fall under two legal regimes (T17), those measured are there (T16).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from generator.books import Client, Order
from generator.cents import money
from generator.people import CLOSING
from generator.prospects import genuine
from generator.stream import Stream
from generator.words import read
from generator.world import World

COUNT, _DRYERS, _VESSELS, _AT_PROSPECTS = 265, 38, 34, 56
_MOST_LOAD = 86
_OLD_FLUID, _OLD_CHARGE = "R404A", 150
_LEVELS = {"CTR-ES": ("Essentiel", 48), "CTR-SE": ("Sérénité", 24), "CTR-IN": ("Intégral", 8)}
_POWERS = (75, 110, 150, 220, 300, 370, 550, 750)
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


def build(world: World) -> None:
    """Add the tables installed_base and contracts."""
    stream = world.stream("installed_base")
    contracts = [_contract(order, world, stream) for order in _renewals(world)]
    contracts.append(_newest(world, {contract["client"] for contract in contracts}, stream))
    machines = [contract["machine"] for contract in contracts]
    machines += _measured(world, stream) + _at_prospects(world, stream)
    machines += _dryers(world, stream) + _vessels(world, stream)
    machines += _others(world, COUNT - len(machines), machines, stream)
    machines = stream.shuffled(machines)
    for number, machine in enumerate(machines, start=1):
        machine["machine_id"] = f"M{number:04d}"
    world.add("installed_base", machines)
    contracts.sort(key=lambda contract: (contract["start"], contract["client"].id))
    world.add(
        "contracts",
        (
            {
                "contract_id": f"CT{number:03d}",
                "client_id": contract["client"].id,
                "machine_id": contract["machine"]["machine_id"],
                **{key: contract[key] for key in ("level", "machines", "start", "yearly_price", "renewal")},
                "sla_hours": contract["sla_hours"],
            }
            for number, contract in enumerate(contracts, start=1)
        ),
    )


def _renewals(world: World) -> list[Order]:
    return [order for order in world.books.orders if order.kind == "contrats" and order.year == 2025]


def _contract(order: Order, world: World, stream: Stream) -> dict:
    """Read a contract in its yearly order: level, price, and the power that the price implies."""
    (line,) = order.lines
    earliest = order.client.created.year + (order.client.created.month > order.date.month)
    year = max(min(earliest, 2024), stream.between(2014, 2024))
    start = max(date(year, order.date.month, 1), order.client.created)
    card = next(row for row in world["products"] if row["sku"] == line.sku)
    tenths = int((Decimal(line.price) / 100 - card["price"]) / card["price_per_kw"] * 10)
    power = min(_POWERS, key=lambda tenth: abs(tenth - tenths))
    oldest = max(2005, order.client.created.year, start.year - 4)
    machine = _compressor(order.client.id, stream.between(oldest, start.year), stream)
    machine |= _galerne(power, stream)
    level, hours = _LEVELS[line.sku]
    return {
        "client": order.client,
        "machine": machine,
        "level": level,
        "machines": line.qty,
        "start": start,
        "yearly_price": money(order.net),
        "renewal": date(2026, order.date.month, 1),
        "sla_hours": hours,
    }


def _newest(world: World, held: set[Client], stream: Stream) -> dict:
    """Make the contract signed last, whose first year is billed in 2026."""
    buyers = [
        client
        for client in world.books.clients
        if client.status == "actif" and not client.role and client not in held
    ]
    client, start = stream.pick(buyers), date(2025, 12, stream.between(9, 19))
    sku, power = stream.pick(sorted(_LEVELS)), stream.pick(_POWERS[2:6])
    card = next(row for row in world["products"] if row["sku"] == sku)
    level, hours = _LEVELS[sku]
    year = max(client.created.year, stream.between(2021, 2024))
    machine = _compressor(client.id, year, stream) | _galerne(power, stream)
    return {
        "client": client,
        "machine": machine,
        "level": level,
        "machines": 1,
        "start": start,
        "yearly_price": card["price"] + card["price_per_kw"] * power / 10,
        "renewal": start.replace(year=2026),
        "sla_hours": hours,
    }


def _compressor(account: str, year: int, stream: Stream) -> dict:
    """Make a compressor without its brand: its hours follow its age."""
    months = (CLOSING.year - year) * 12 + 6
    return _EMPTY | {
        "account_id": account,
        "kind": "compresseur",
        "year": year,
        "hours": months * stream.between(110, 420),
        "load_rate": Decimal(stream.between(34, _MOST_LOAD)).scaleb(-2),
    }


def _galerne(power: int, stream: Stream) -> dict:
    variable = power in (150, 220, 370, 550, 750) and stream.chance(30)
    return {
        "brand": "Galerne",
        "model": f"{'GVV' if variable else 'GV'}-{power // 10:02d}",
        "kw": Decimal(power).scaleb(-1),
    }


def _rival(brand: Mapping, power: int, stream: Stream) -> dict:
    model = f"{brand['prefix']} {power // 10}{stream.pick(brand['suffixes'])}"
    return {"brand": brand["name"], "model": model, "kw": Decimal(power).scaleb(-1)}


def _at_prospects(world: World, stream: Stream) -> list[dict]:
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
    return min(_POWERS, key=lambda tenth: abs(tenth - wanted))


def _sites(world: World, stream: Stream, count: int) -> list[Client]:
    able = [client for client in world.books.clients if client.status in ("actif", "dormant")]
    weights = [(client, min(client.employees, 120)) for client in able]
    return [stream.weighted(weights) for _ in range(count)]


def _dryers(world: World, stream: Stream) -> list[dict]:
    """Make the dryers: R134a, R513A for the latest, and one old R404A above 5 t CO2e (T18)."""
    out, nameplate = [], {row["sku"]: row["charge_kg"] for row in world["products"]}
    for client in _sites(world, stream, _DRYERS):
        year = max(client.created.year, stream.between(2009, 2025))
        size = stream.pick((12, 25, 40, 70, 110))
        out.append(
            _EMPTY
            | {
                "account_id": client.id,
                "kind": "sécheur",
                "brand": "Galerne",
                "model": f"SF-{size}",
                "year": year,
                "hours": ((CLOSING.year - year) * 12 + 6) * stream.between(110, 420),
                "refrigerant": "R513A" if year >= 2021 else "R134a",
                "charge_kg": nameplate[f"SF-{size}"],
            }
        )
    out[0] |= {
        "brand": "Thersan",
        "model": "TS 90",
        "year": stream.between(2008, 2011),
        "refrigerant": _OLD_FLUID,
        "charge_kg": Decimal(_OLD_CHARGE).scaleb(-2),
    }
    out[0]["hours"] = ((CLOSING.year - out[0]["year"]) * 12 + 6) * stream.between(110, 420)
    return out


def _vessels(world: World, stream: Stream) -> list[dict]:
    """Make the air vessels and their inspections, three of which are late; both regimes are there (T17)."""
    out = []
    # The oldest clients first: the vessels whose inspection is late are old ones.
    sites = sorted(_sites(world, stream, _VESSELS), key=lambda client: client.created)
    for rank, client in enumerate(sites):
        litres = (900, 2_000)[rank % 2] if rank < 6 else stream.weighted(_VOLUMES)
        year = max(client.created.year, stream.between(2004, 2019 if rank < _OVERDUE else 2025))
        months = stream.between(52, 66) if rank < _OVERDUE else stream.between(1, 46)
        checked = CLOSING - timedelta(months * 30 + stream.below(28))
        renewed = CLOSING - timedelta(stream.between(120, 3_400))
        out.append(
            _EMPTY
            | {
                "account_id": client.id,
                "kind": "cuve",
                "brand": "Galerne",
                "model": f"CU-{litres}",
                "year": year,
                "vessel_l": litres,
                "pressure_bar": 11,
                "last_inspection": checked if year <= 2021 and checked.year > year else None,
                "last_requalification": renewed if year <= 2015 and renewed.year >= year + 9 else None,
            }
        )
    for vessel in out:
        if vessel["year"] <= 2015 and vessel["last_requalification"] is None:
            vessel["last_requalification"] = date(
                vessel["year"] + 10, stream.between(2, 11), stream.between(1, 28)
            )
        if vessel["year"] <= 2021 and vessel["last_inspection"] is None:
            vessel["last_inspection"] = date(2022, stream.between(2, 11), stream.between(1, 28))
    return out


def _others(world: World, count: int, made: list[dict], stream: Stream) -> list[dict]:
    """Fill up with compressors of the clients: ours, bought these two years, then anybody's."""
    held = {machine["account_id"] for machine in made if machine["kind"] == "compresseur"}
    sold = [
        (order, line)
        for order in world.books.orders
        for line in order.lines
        if line.range in ("vitesse fixe", "vitesse variable") and order.delivered
    ]
    fresh = [(order, line) for order, line in sold if order.client.id not in held]
    out = []
    for order, line in stream.sample(fresh, min(len(fresh), count * 2 // 5)):
        power = next(row["kw"] for row in world["products"] if row["sku"] == line.sku)
        machine = _compressor(order.client.id, order.delivered.year, stream)
        out.append(machine | {"brand": "Galerne", "model": line.sku, "kw": power})
    brands = read("park")["brands"]
    for client in _sites(world, stream, count - len(out)):
        power = _power(client.employees, stream)
        machine = _compressor(client.id, stream.between(2006, 2023), stream)
        # A machine older than the account is not one of ours.
        mine = stream.chance(50) and client.created.year <= machine["year"]
        out.append(
            machine | (_galerne(power, stream) if mine else _rival(stream.pick(brands), power, stream))
        )
    return out


def _measured(world: World, stream: Stream) -> list[dict]:
    """Make the machines whose week was measured hour by hour; one of them runs steadily at 92 % (T16)."""
    cards = {row["sku"]: row for row in world["products"]}
    created = {client.id: client.created.year for client in world.books.clients}
    out = []
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
