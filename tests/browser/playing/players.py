"""An answer entered in a field, by the player of its kind."""

from typing import Any

from ntc.fields.base import Field
from tests.browser.lab import IN_VIEW
from tests.browser.playing import chosen, led, typed
from tests.browser.playing.hand import Hand
from tests.browser.playing.registry import PLAYERS

__all__ = ["PLAYERS", "chosen", "led", "play", "typed"]


def play(hand: Hand, field: Field, raw: Any) -> None:
    """Enter an answer in a field that the page shows."""
    node = hand.page.locator(f'{IN_VIEW} .ntc-field[data-field="{field.id}"]')
    PLAYERS[field.kind](hand, node, field.controls(), raw)
