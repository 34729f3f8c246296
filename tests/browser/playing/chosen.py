"""Kinds where one chooses among what is offered: options, cards, lines, an order, a place in the week."""

from typing import Any

from playwright.sync_api import Locator

from tests.browser.playing.hand import BY_KEYS, Hand, button
from tests.browser.playing.registry import plays


@plays("choice")
def choice(hand: Hand, node: Locator, spec: dict[str, Any], raw: str) -> None:
    node.locator(f".ntc-option:has(input[value='{raw}'])").click()


@plays("multi")
def multi(hand: Hand, node: Locator, spec: dict[str, Any], raw: list[str]) -> None:
    for value in raw:
        node.locator(f".ntc-option:has(input[value='{value}'])").click()


@plays("match")
def match(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, str]) -> None:
    lists, items = node.locator("select"), [item for item, _ in spec["items"]]
    cell = {"input": "choice", "options": spec["options"]}
    lists.first.focus()
    hand.through([(cell, raw.get(item, "")) for item in items[:BY_KEYS]])
    for rank, item in enumerate(items[BY_KEYS:], BY_KEYS):
        if item in raw:
            lists.nth(rank).select_option(raw[item])
    hand.press("Tab")


@plays("board")
def board(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, str]) -> None:
    """A card is opened by Enter; the arrows go through the columns that are offered under it.

    The first one is clicked, and so is its column.
    """
    columns = [option for option, _ in spec["options"]]
    for rank, (key, place) in enumerate(raw.items()):
        card = node.locator(f"[data-card='{key}']")
        way = card.locator(".ntc-card-ways button").nth(columns.index(place))
        if rank == 0:
            card.locator(".ntc-card-choose").click()
            way.click()
        else:
            card.locator(".ntc-card-choose").focus()
            hand.press("Enter")
            hand.press("ArrowDown", columns.index(place))
            hand.press("Enter")


@plays("order", "tour")
def order(hand: Hand, node: Locator, spec: dict[str, Any], raw: list[str]) -> None:
    """Each line goes up to its place, from the first place on; an order that suits is kept as it is."""
    here = [key for key, *_ in spec["options"]]
    if here == raw:
        button(node, "Garder cet ordre").click()
    for place, key in enumerate(raw):
        if up := here.index(key) - place:
            node.locator(f".ntc-order li[data-key='{key}'] button").first.focus()
            hand.press("Enter", up)
            here.insert(place, here.pop(here.index(key)))


@plays("picker")
def picker(hand: Hand, node: Locator, spec: dict[str, Any], raw: list[str]) -> None:
    lines = {rank: "yes" for rank, (key, _) in enumerate(spec["options"]) if key in raw}
    _on_each_page(hand, node, lines, lambda _: hand.press("Space"))


@plays("sorter")
def sorter(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, str]) -> None:
    options = [option for option, _ in spec["options"]]
    lines = {
        rank: raw[key]
        for rank, (key, _) in enumerate(spec["items"])
        if raw.get(key, spec["left"]) != spec["left"]
    }
    _on_each_page(hand, node, lines, lambda wanted: hand.choose(options, wanted, first=0))


def _on_each_page(hand: Hand, node: Locator, lines: dict[int, str], act: Any) -> None:
    """Turn the pages of a table, and answer before the lines that are wanted."""
    node.scroll_into_view_if_needed()
    node.locator("[data-line]").first.wait_for()
    while True:
        shown = node.locator("[data-line]").evaluate_all("all => all.map((one) => Number(one.dataset.line))")
        for line in shown:
            if line in lines:
                node.locator(f"[data-line='{line}']").focus()
                act(lines[line])
        following = button(node, "Page suivante")
        if not following.is_visible() or following.is_disabled():
            return
        following.focus()
        hand.press("Enter")


@plays("agenda")
def agenda(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, Any]) -> None:
    """A task is chosen by its key; the panel that opens has the day and the hour, then « Placer »."""
    days, starts = [day for day, _ in spec["days"]], [start for start, *_ in spec["starts"]]
    panel = node.get_by_role("group", name="La tâche choisie")
    for rank, (key, where) in enumerate(raw.items()):
        node.locator(f"[data-card='{key}'] .ntc-card-choose").focus()
        hand.press("Enter")
        if rank < BY_KEYS:
            hand.choose(days, where["day"])
            hand.press("Tab")
            hand.choose(starts, where["start"])
            hand.press("Tab")
        else:
            for place, name in enumerate(("day", "start")):
                panel.locator("select").nth(place).select_option(where[name])
            button(panel, "Placer").focus()
        hand.press("Enter")
