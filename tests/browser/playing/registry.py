"""One player per kind of field: how what the answers file must hold is entered on the page."""

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator

from tests.browser.playing.hand import Hand

Player = Callable[[Hand, Locator, Mapping[str, Any], Any], None]
"""(hand, the field on the page, what describes it to the page, the raw answer)."""

PLAYERS: dict[str, Player] = {}


def plays(*kinds: str) -> Callable[[Player], Player]:
    """Name the kinds of field that a function answers."""

    def keep(player: Player) -> Player:
        PLAYERS.update(dict.fromkeys(kinds, player))
        return player

    return keep
