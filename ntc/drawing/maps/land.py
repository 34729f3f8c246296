"""The land around the territory, and the colours that a map shows it in, live or still."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from ntc.drawing.style import BLUE, INK, RED
from ntc.french import typeset

STATIC = Path(__file__).parent / "static"

SOURCE = typeset("Côte : Natural Earth, domaine public")

COLOURS = {
    "sea": "#dbe9f2",
    "land": "#f7f4ec",
    "shore": "#8a8f94",
    "ink": INK,
    "base": BLUE,
    "route": BLUE,
    "point": RED,
    "town": "#5f6368",
}


@cache
def coast() -> dict[str, Any]:
    """GeoJSON multipolygon of the land around the territory (Natural Earth 1:10m, public domain).

    Its ``bbox`` (west, south, east, north) is the frame that the land was cut out of: no view may leave it.
    """
    return json.loads((STATIC / "coast.json").read_text(encoding="utf-8"))
