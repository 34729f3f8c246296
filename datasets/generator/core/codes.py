"""Codes of the items of an exercise: drawn per variant, so that codes copied from a neighbour are wrong."""

from collections.abc import Sequence
from typing import Any

from generator.core.stream import Stream


def coded(letter: str, items: Sequence[Any], stream: Stream) -> list[tuple[str, Any]]:
    """Return the items in a random order, each with its code: letter and rank."""
    return [(f"{letter}{rank:02d}", item) for rank, item in enumerate(stream.shuffled(items), start=1)]
