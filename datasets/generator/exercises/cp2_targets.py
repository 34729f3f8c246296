"""Exercise cp2-targets: two newcomers to score by hand with the grid of prospects."""

from generator.accounts import scoring
from generator.core.cents import half_up, money
from generator.core.codes import coded
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.world import World
from generator.house.roads import Roads
from generator.house.territory import home_towns

_SEGMENTS = ("SEG01", "SEG02", "SEG03")
# Potential in per cent of what earns all the points: one above, the other well below.
_ABOVE, _BELOW = (118, 185), (34, 72)
# Neither next door nor out of reach, in tenths of a kilometre.
_ROAD = (150, 950)
_AGE, _MONTHS = (3, 13), (3, 18)


def build(world: World) -> None:
    """Add the table grid_cases."""
    stream, roads = world.stream("grid_cases"), Roads(world)
    full = policy()["prospect_grid"]["potential"]["full"]
    low, high = _ROAD
    towns = [row["town_id"] for row in home_towns(world)]
    near = [town for town in towns if low <= roads.tenths(roads.home, town) <= high]
    cases = []
    # Of the two, one has no known age and the other no project, or the other way round.
    for potential, town, unknown in zip(
        (_ABOVE, _BELOW),
        stream.sample(near, 2),
        stream.shuffled(["equipment_age", "project_horizon_months"]),
        strict=True,
    ):
        case = _case(world, potential, full, town, stream) | {unknown: None}
        points = scoring.points(world, case)
        cases.append({name: case[name] for name in _COLUMNS} | {"score": points["score"]})
    world.add("grid_cases", ({"case_id": code, **case} for code, case in coded("NV", cases, stream)))


_COLUMNS = ("name", "town_id", "est_potential", "equipment_age", "project_horizon_months")


def _case(world: World, potential: tuple[int, int], full: int, town: str, stream: Stream) -> dict:
    return {
        "name": world.names.company(stream.pick(_SEGMENTS)),
        "town_id": town,
        "est_potential": money(half_up(full * stream.between(*potential), 10_000) * 10_000),
        "equipment_age": stream.between(*_AGE),
        "project_horizon_months": stream.between(*_MONTHS),
    }
