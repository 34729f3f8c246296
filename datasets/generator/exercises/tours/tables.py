"""The tables tours, tour_stops and tour_plans: two days on the road, and the best plans of each."""

from generator.core.cents import money
from generator.core.wording import clock
from generator.core.world import World
from generator.exercises import cp2_tour, cp5_tour
from generator.exercises.tours.driving import BACK, DRIVING, LUNCH, LUNCH_FROM, LUNCH_TO, OUT, Run
from generator.exercises.tours.stops import Stop
from generator.house.roads import Roads

_PROOF = "énumération"
_KEPT = 10


def build(world: World) -> None:
    """Add the tables tours, tour_stops and tour_plans."""
    roads, tours, stops, plans = Roads(world), [], [], []
    for exercise, draw in (("cp2-tour", cp2_tour.draw), ("cp5-tour", cp5_tour.draw)):
        tour = draw(world, roads, world.stream(f"tours {exercise}"))
        tours.append(
            {
                "tour_id": exercise,
                "day": tour.day,
                "home": roads.home,
                "out": clock(OUT),
                "back_by": clock(BACK),
                "lunch_from": clock(LUNCH_FROM),
                "lunch_to": clock(LUNCH_TO),
                "lunch_minutes": LUNCH,
                "driving_max": DRIVING,
                "tried": tour.tried,
                "feasible": tour.feasible,
                "proof": _PROOF,
            }
        )
        stops += [_stop(exercise, stop) for stop in tour.stops]
        plans += [_plan(exercise, rank, run) for rank, run in enumerate(tour.best[:_KEPT], start=1)]
    world.add("tours", tours)
    world.add("tour_stops", stops)
    world.add("tour_plans", plans)


def _stop(tour: str, stop: Stop) -> dict:
    return {
        "tour_id": tour,
        "stop_id": stop.code,
        "account_id": stop.account,
        "town_id": stop.town,
        "kind": stop.kind,
        "opens": clock(stop.opens),
        "closes": clock(stop.closes),
        "visit_minutes": stop.minutes,
        "potential": money(stop.potential),
    }


def _plan(tour: str, rank: int, run: Run) -> dict:
    return {
        "tour_id": tour,
        "rank": rank,
        "stops": " ".join(stop.code for stop in run.order),
        "km": money(run.tenths * 10),
        "driving_minutes": run.driving,
        "back": clock(run.back),
        "potential": money(run.potential),
    }
