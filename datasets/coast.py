"""Clip the coast of the territory out of Natural Earth 1:10m, for maps that need no network.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python datasets/coast.py package/land-10m.json

Natural Earth is in the public domain; the npm package world-atlas carries it as TopoJSON.
"""

import json
import sys
from collections.abc import Callable, Iterable
from itertools import accumulate, pairwise
from pathlib import Path

# Far wider than any view of the territory: where the land is cut would look like a shore, and is never seen.
WEST, SOUTH, EAST, NORTH = -8.0, 44.5, 4.0, 51.0
TARGET = Path(__file__).resolve().parents[1] / "ntc/drawing/maps/static/coast.json"

Point = tuple[float, float]


def rings(topology: dict) -> Iterable[list[Point]]:
    """Outer rings of every land polygon of a TopoJSON topology, in degrees (longitude, latitude)."""
    (scale_x, scale_y), (shift_x, shift_y) = (topology["transform"][key] for key in ("scale", "translate"))

    def decoded(deltas: list) -> list[Point]:
        steps = accumulate(deltas, lambda at, step: (at[0] + step[0], at[1] + step[1]))
        return [(x * scale_x + shift_x, y * scale_y + shift_y) for x, y in steps]

    arcs = [decoded(arc) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            ring: list[Point] = []
            for index in polygon[0]:
                points = arcs[index] if index >= 0 else arcs[~index][::-1]
                ring.extend(points[1:] if ring else points)
            yield ring


def clip(ring: list[Point]) -> list[Point]:
    """Keep the part of a ring that lies in the frame (Sutherland-Hodgman, one side after the other)."""
    sides: list[tuple[int, float, Callable[[float, float], bool]]] = [
        (0, WEST, float.__ge__),
        (0, EAST, float.__le__),
        (1, SOUTH, float.__ge__),
        (1, NORTH, float.__le__),
    ]
    for axis, limit, inside in sides:
        kept: list[Point] = []
        for start, end in pairwise([*ring, *ring[:1]]):
            if inside(start[axis], limit):
                kept.append(start)
            if inside(start[axis], limit) != inside(end[axis], limit):
                share = (limit - start[axis]) / (end[axis] - start[axis])
                kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
        ring = kept
    return ring


def coast(topology: dict) -> dict:
    """Build the GeoJSON multipolygon of the land in the frame, its ``bbox``, to 3 decimals (about 100 m)."""
    clipped = (clip(ring) for ring in rings(topology))
    polygons = [[[[round(x, 3), round(y, 3)] for x, y in [*ring, ring[0]]]] for ring in clipped if ring]
    return {"type": "MultiPolygon", "bbox": [WEST, SOUTH, EAST, NORTH], "coordinates": polygons}


if __name__ == "__main__":
    land = coast(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    TARGET.write_text(json.dumps(land, separators=(",", ":")) + "\n", encoding="utf-8")
