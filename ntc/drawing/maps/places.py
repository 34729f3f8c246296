"""What a map shows: places, and the order in which a route joins some of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# What is named first, and drawn above the rest, where there is no room for all.
KINDS = ("base", "point", "town")


@dataclass(frozen=True)
class Place:
    """A point of the map: decimal degrees, a French name, a line of detail, and how it is drawn.

    ``kind`` is ``"point"``, ``"base"`` (where tours start) or ``"town"`` (a small landmark without detail).
    ``radius``, in pixels, says an amount by the size of the mark; 0 is that of its kind.
    """

    id: str
    label: str
    lat: float
    lon: float
    detail: str = ""
    kind: str = "point"
    radius: int = 0


def by_id(places: Iterable[Place], route: Sequence[str]) -> dict[str, Place]:
    """Index the places. Raises ValueError when there are none, or when the route names one not given."""
    known = {place.id: place for place in places}
    if not known:
        raise ValueError("a map needs at least one place")
    missing = [stop for stop in route if stop not in known]
    if missing:
        raise ValueError(f"the route names places that are not on the map: {', '.join(missing)}")
    return known


def is_round(route: Sequence[str]) -> bool:
    """Whether a route comes back to where it began: its base is no stop then, and bears no number."""
    return len(route) > 1 and route[0] == route[-1]


def ranks(route: Sequence[str]) -> dict[str, int]:
    """Number the stops of a route in their order, from 1."""
    stops = route[1:-1] if is_round(route) else route
    return {stop: rank for rank, stop in enumerate(dict.fromkeys(stops), 1)}


def numbered(place: Place, rank: Mapping[str, int]) -> str:
    """Name a place as the map does: « 2. Rennes » when it is a stop."""
    return f"{rank[place.id]}. {place.label}" if place.id in rank else place.label
