"""All drills, by the id that a lesson's cell names."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from ntc.practice import (
    break_even_quantity,
    margin_or_markup,
    price_or_mix,
    remaining_to_do,
    seasonal_date,
)
from ntc.practice.draw import Draw


@dataclass(frozen=True)
class Kind:
    """A drill: its French title, and how it draws a question."""

    title: str
    draw: Callable[[random.Random], Draw]


DRILLS: dict[str, Kind] = {
    "marge-ou-marque": Kind("Marge ou marque", margin_or_markup.draw),
    "seuil-en-quantite": Kind("Seuil de rentabilité en quantité", break_even_quantity.draw),
    "date-saisonniere": Kind("Date saisonnière du point mort", seasonal_date.draw),
    "effet-prix-ou-mix": Kind("Volume, mix ou prix", price_or_mix.draw),
    "reste-a-faire": Kind("Reste à faire", remaining_to_do.draw),
}
