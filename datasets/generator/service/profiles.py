"""A week of four compressors, hour by hour: one works steadily at 92 % of its load, the others do not (T16).

A machine of fixed speed draws P·[τ + κ(1 − τ)]·(1 + 0.07·Δp) and its twin of variable speed P·(0.04 + 1.04 τ)
(F67): the energy of the week is then that of its average load, and the saving of a year can be worked out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.core.cents import half_up
from generator.core.stream import Stream
from generator.core.world import World

HOURS = 168
# Share of the full power drawn idle, and what the network's two thresholds add to a fixed speed (F67).
_IDLE, _SWING = Decimal("0.35"), Decimal("1.049")
_EFFICIENCY = Decimal("0.9")
# Load in ‰ beyond which a fixed speed would draw, between the thresholds, more than its nameplate says.
_FULL = 928
# A saving must pay the dearer machine back within so many years.
_YEARS = 5
# The load of the reference's examples, and how far from it a measured load stays.
_EXAMPLE, _BESIDE = Decimal("0.5"), Decimal("0.004")
_CHARGE, _EMPTY, _OFF = "charge", "vide", "arrêt"

Hour = tuple[str, int]


@dataclass(frozen=True)
class Rhythm:
    """How a kind of site works: its segments, machines, weeks a year, and its hours (state, load in ‰)."""

    segments: tuple[str, ...]
    sizes: tuple[str, ...]
    weeks: tuple[int, int]
    week: Callable[[Stream], Iterator[Hour]]


def build(world: World) -> None:
    """Add the tables load_sites and load_profiles."""
    stream = world.stream("load_profiles")
    # No two variants share a price: 17 is prime, so each has a residue of its own.
    kwh_price = Decimal(136 + 2 * (int(world.variant) * 7 % 17) + stream.below(2)).scaleb(-3)
    products = {row["sku"]: row for row in world["products"]}
    sites, hours, taken = [], [], set()
    for number, (kind, rhythm) in enumerate(stream.shuffled(list(_RHYTHMS.items())), start=1):
        client = _client(world, rhythm, taken, stream)
        taken.add(client["client_id"])
        size = stream.pick(rhythm.sizes)
        fixed, variable = products[f"GV-{size}"], products[f"GVV-{size}"]
        site = {
            "site_id": f"P{number}",
            "client_id": client["client_id"],
            "sku": fixed["sku"],
            "absorbed_kw": _tenth(fixed["kw"] / _EFFICIENCY),
            "weeks": stream.between(*rhythm.weeks),
            "kwh_price": kwh_price,
            "kind": kind,
        }
        rows = _week(site, fixed, rhythm, stream)
        sites.append(site | _verdict(site, rows, fixed, variable))
        hours += rows
    world.add("load_sites", sites)
    world.add("load_profiles", hours)


def _client(world: World, rhythm: Rhythm, taken: set[str], stream: Stream) -> Mapping:
    """Choose an active client of the trade, large enough for the machine, that carries no other story."""
    plain = {client.id for client in world.books.clients if not client.role and client.id not in taken}
    fit = [
        row
        for row in world["clients"]
        if row["client_id"] in plain and row["status"] == "actif" and row["seg_id"] in rhythm.segments
    ]
    return stream.pick(sorted(fit, key=lambda row: (-row["employees"], row["client_id"]))[:6])


def _week(site: Mapping, machine: Mapping, rhythm: Rhythm, stream: Stream) -> list[dict]:
    """Draw a week, until its load is not that of the examples: their saving would pass for right."""
    while True:
        week = enumerate(rhythm.week(stream), start=1)
        rows = [_hour(site, machine, number, *what) for number, what in week]
        if abs(_load(rows, machine) - _EXAMPLE) >= _BESIDE:
            return rows


def _load(rows: list[dict], machine: Mapping) -> Decimal:
    """Work out the average load over the hours when the machine runs."""
    running = [row for row in rows if row["state"] != _OFF]
    return sum(row["flow_m3min"] for row in running) / (len(running) * machine["flow_m3min"])


def _hour(site: Mapping, machine: Mapping, hour: int, state: str, load: int) -> dict:
    tau = Decimal(load).scaleb(-3)
    drawn = site["absorbed_kw"] * (tau + _IDLE * (1 - tau)) * _SWING
    return {
        "site_id": site["site_id"],
        "hour": hour,
        "flow_m3min": (machine["flow_m3min"] * tau).quantize(Decimal("0.01"), ROUND_HALF_UP),
        "kw": _tenth(drawn) if state != _OFF else Decimal(0),
        "state": state,
    }


def _verdict(site: Mapping, rows: list[dict], fixed: Mapping, variable: Mapping) -> dict:
    """Work out the average load, and what a variable speed would save in a year, from the rows alone."""
    load, running = _load(rows, fixed), sum(row["state"] != _OFF for row in rows)
    hours = running * site["weeks"]
    before = site["absorbed_kw"] * (load + _IDLE * (1 - load)) * _SWING
    after = site["absorbed_kw"] * (Decimal("0.04") + Decimal("1.04") * load)
    saving = ((before - after) * hours).quantize(Decimal(1), ROUND_HALF_UP)
    dearer = variable["price"] - fixed["price"]
    return {
        "running_hours": running,
        "load_rate": load.quantize(Decimal("0.0001"), ROUND_HALF_UP),
        "saving_kwh": saving,
        "pays": saving * site["kwh_price"] * _YEARS > dearer,
    }


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _steady(stream: Stream) -> Iterator[Hour]:
    """Six days and nights at 92 %, hardly moving; the machine stops on Sunday."""
    level, drift = stream.between(919, 920), 0
    for hour in range(HOURS):
        # Every draw is given back by the next, so that the average stays at 92 %.
        drift = stream.between(0, _FULL - level) if hour % 2 == 0 else -drift
        yield (_OFF, 0) if hour >= 144 else (_CHARGE, level + drift)


def _two_shifts(stream: Stream) -> Iterator[Hour]:
    """Two shifts over five days, a machine that idles from one to the next; cleaning on Saturday morning."""
    middle = stream.between(480, 540)
    for day in range(7):
        for hour in range(24):
            if day < 5 and 5 <= hour < 21:
                idle = hour == 13
                yield (_EMPTY, 0) if idle else (_CHARGE, middle + stream.between(-140, 140))
            elif day == 5 and 6 <= hour < 10:
                yield _CHARGE, stream.between(180, 290)
            else:
                yield _OFF, 0


def _one_shift(stream: Stream) -> Iterator[Hour]:
    """One shift; nobody switches the machine off at noon, nor on three evenings of the week."""
    middle, forgotten = stream.between(370, 430), set(stream.sample(range(5), 3))
    for day in range(7):
        for hour in range(24):
            if day == 4 and hour >= 12:
                yield _OFF, 0
            elif day < 5 and 7 <= hour < 17:
                yield (_EMPTY, 0) if hour == 12 else (_CHARGE, middle + stream.between(-170, 170))
            elif day in forgotten and 17 <= hour < 22:
                yield _EMPTY, 0
            else:
                yield _OFF, 0


def _peaks(stream: Stream) -> Iterator[Hour]:
    """Day and night, with peaks in the morning, and leaks alone to feed on Sunday."""
    leaks = stream.between(90, 150)
    for day in range(7):
        for hour in range(24):
            if day == 6:
                yield _CHARGE, leaks + stream.between(-12, 12)
            elif 6 <= hour < 11:
                yield _CHARGE, stream.between(800, _FULL)
            else:
                yield _CHARGE, half_up(stream.between(4_300, 6_400), 10)


_RHYTHMS = {
    "constant": Rhythm(("SEG01", "SEG05"), ("37", "55", "75"), (47, 50), _steady),
    "deux équipes": Rhythm(("SEG03", "SEG02"), ("22", "37", "55"), (46, 48), _two_shifts),
    "une équipe": Rhythm(("SEG02", "SEG03", "SEG07"), ("22", "37"), (45, 47), _one_shift),
    "pointes": Rhythm(("SEG01", "SEG05"), ("37", "55", "75"), (48, 50), _peaks),
}
