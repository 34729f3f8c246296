"""The prospects: 240 accounts, of which eight are clients misspelt and six outside the sector (T03)."""

from datetime import date

from generator.accounts.portfolio import RIVALS
from generator.accounts.scoring import points
from generator.accounts.sizes import people
from generator.core import workdays
from generator.core.cents import half_up, money
from generator.core.dates import CLOSING, YEARS
from generator.core.names import misspelt, spelt
from generator.core.stream import Stream
from generator.core.world import World
from generator.house.territory import home_towns

COUNT, DUPLICATES, OUTSIDERS = 240, 8, 6
# Most were known before the books open: one in seven is of 2024 or 2025.
_YEARS = (*range(2012, 2024), 2024, 2025)
_SOURCES = ("salon", "site internet", "annuaire", "recommandation", "prospection", "appel entrant")


def build(world: World) -> None:
    """Add the table prospects."""
    stream, spelling = world.stream("prospects"), world.stream("spelling of prospects")
    segments = [(row["seg_id"], int(row["client_share_pct"])) for row in world["segments"]]
    potential = {row["seg_id"]: int(row["potential_per_employee"]) for row in world["segments"]}
    home = [row["town_id"] for row in home_towns(world)]
    abroad = [row["town_id"] for row in world["towns"] if row["sector"] != "S2"]
    twins = {client.twin for client in world.books.clients}
    plain = [client for client in world.books.clients if client.status == "actif" and not client.role]
    known = stream.sample([client for client in plain if client not in twins], DUPLICATES)
    rows = []
    for number in range(COUNT):
        twin = known[number] if number < DUPLICATES else None
        outside = DUPLICATES <= number < DUPLICATES + OUTSIDERS
        seg_id = twin.seg_id if twin else stream.weighted(segments)
        employees = _about(twin.employees, spelling) if twin else people(seg_id, stream)
        stage = stream.weighted((("Suspect", 55), ("Prospect", 30), ("Opportunité", 15)))
        rows.append(
            {
                "prospect_id": "",
                "name": misspelt(twin.name, spelling)
                if twin
                else spelt(world.names.company(seg_id), spelling),
                "siret": twin.siret if twin else world.names.siret(),
                "seg_id": seg_id,
                "employees": employees,
                "town_id": twin.town_id if twin else stream.pick(abroad if outside else home),
                "source": stream.pick(_SOURCES),
                "created": _created(stream),
                "est_potential": money(
                    half_up(employees * potential[seg_id] * stream.between(60, 140), 100) * 100
                ),
                "equipment_age": stream.between(1, 18) if stream.chance(70) else None,
                "project_horizon_months": stream.between(1, 24) if stage != "Suspect" else None,
                "competitor": stream.pick(RIVALS) if stream.chance(55) else None,
                "stage": stage,
                "is_client_dup": twin.id if twin else None,
                "out_of_sector": outside,
            }
        )
    _part(rows, world, home, abroad)
    rows = stream.shuffled(rows)
    for number, row in enumerate(rows, start=1):
        row["prospect_id"] = f"P{number:04d}"
    world.add("prospects", rows)


def _part(rows: list[dict], world: World, home: list[str], abroad: list[str]) -> None:
    """Move prospects to another town until no two have the same score: the grid then ranks them all."""
    stream, taken = world.stream("towns of prospects"), set()
    for row in rows:
        while not row["is_client_dup"] and points(world, row)["score"] in taken:
            row["town_id"] = stream.pick(abroad if row["out_of_sector"] else home)
        taken.add(points(world, row)["score"])


def _about(employees: int, stream: Stream) -> int:
    """Return a size noted another year than that of the client's card."""
    return max(2, half_up(employees * stream.between(88, 115), 100))


def _created(stream: Stream) -> date:
    return workdays.next_working(date(stream.pick(_YEARS), stream.between(1, 11), stream.between(1, 28)))


def at_closing(world: World) -> list[str]:
    """Return the ids of the prospects that were in the base when the books were closed."""
    return [row["prospect_id"] for row in world["prospects"] if row["created"] <= CLOSING]


def genuine(world: World) -> list[str]:
    """Return the ids of the prospects of the sector that are no client under another name, and long known.

    What is told of 2024 and 2025 may happen to any of them; the latest come too late for it.
    """
    return [
        row["prospect_id"]
        for row in world["prospects"]
        if not row["is_client_dup"] and not row["out_of_sector"] and row["created"].year < YEARS[0]
    ]
