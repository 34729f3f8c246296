"""Kinds that are typed, or filled in cell by cell."""

from itertools import groupby
from typing import Any

from playwright.sync_api import Locator

from tests.browser.playing.hand import BY_KEYS, Cell, Hand, button
from tests.browser.playing.registry import plays

BY_HAND = 20
"""How many letters of a text are typed: the rest comes from where it was written."""


@plays("number", "date")
def one_line(hand: Hand, node: Locator, spec: dict[str, Any], raw: str) -> None:
    node.locator("input").click()
    hand.write(raw)
    hand.press("Tab")


@plays("text")
def text(hand: Hand, node: Locator, spec: dict[str, Any], raw: str) -> None:
    """The first words are typed, line ends among them; the rest is pasted."""
    node.locator("textarea").click()
    typed, pasted = raw[:BY_HAND], raw[BY_HAND:]
    for rank, line in enumerate(typed.split("\n")):
        if rank:
            hand.press("Enter")
        hand.write(line)
    if pasted:
        hand.paste(pasted)
    hand.press("Tab")


@plays("table")
def table(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, Any]) -> None:
    hand.down([_cells(spec, row, raw) for row in spec["rows"]], _entries(node, 0))


@plays("planner")
def planner(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, Any]) -> None:
    """What is entered for a row can be reached once its box is ticked; a block ticks its rows."""
    rows = [(rank, row, row["id"] in raw) for rank, row in enumerate(spec["rows"])]
    by_keys = [rank for rank, _, is_kept in rows if is_kept][:BY_KEYS]
    for (is_kept, is_typed), run in groupby(rows, lambda one: (one[2], one[0] in by_keys)):
        if not is_kept:
            continue
        lines = [(rank, _cells(spec, row, raw)) for rank, row, _ in run]
        for rank, _ in lines if is_typed else lines[:1]:
            node.locator("tbody tr").nth(rank).get_by_role("checkbox").focus()
            hand.press("Space")
        if is_typed:
            for rank, cells in lines:
                _entries(node, rank).focus()
                hand.through(cells)
        else:
            _entries(node, lines[0][0]).focus()
            hand.paste_block([cells for _, cells in lines])
        hand.press("Tab")


def _cells(spec: dict[str, Any], row: dict[str, Any], raw: dict[str, Any]) -> list[Cell]:
    line = raw.get(row["id"], {})
    return [(row["cells"][name], line.get(name, "")) for name, _ in spec["columns"]]


def _entries(node: Locator, rank: int) -> Locator:
    return node.locator("tbody tr").nth(rank).locator("td :is(input, select)").first


@plays("notes")
def notes(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, Any]) -> None:
    for rank, row in enumerate(spec["rows"]):
        noted, line = raw.get(row["id"], {}), node.locator("tbody tr").nth(rank)
        if value := noted.get("value"):
            line.locator("td :is(input:not([type=checkbox]), select)").focus()
            hand.enter(row["cells"]["value"], value)
        if noted.get("unsaid"):
            line.get_by_role("checkbox").focus()
            hand.press("Space")
    hand.press("Tab")


@plays("chain")
def chain(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, Any]) -> None:
    elements = {one["id"]: one for one in spec["elements"]}
    for key in sorted(raw, key=lambda key: int(raw[key]["place"])):
        button(node, f"+ {elements[key]['label']}").click()
        boxes = [(box, raw[key].get(box["id"], "")) for box in elements[key]["boxes"]]
        if any(text for _, text in boxes):
            node.locator(f"li[data-key='{key}'] :is(input, select)").first.focus()
            hand.through(boxes)
    hand.press("Tab")


@plays("quote")
def quote(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, Any]) -> None:
    """An article is looked for by its code; Enter leads to it, and Enter takes it."""
    articles = [key for key in raw if key not in ("terms", "boxes")]
    for key in articles:
        search = node.get_by_label("Chercher au catalogue")
        search.focus()
        hand.press("Control+a")
        hand.write(key)
        node.locator(".ntc-catalogue-list li:visible", has_text=key).first.get_by_role("button").focus()
        hand.press("Enter")
        for name in ("qty", "off"):
            hand.press("Control+a")
            hand.press("Delete")
            hand.write(raw[key].get(name, ""))
            hand.press("Tab")
    terms = raw.get("terms", {})
    part = node.get_by_role("group", name="Conditions")
    for name, label, options in spec["conditions"]:
        if name in terms:
            part.get_by_label(label, exact=True).focus()
            hand.choose([option for option, _ in options], terms[name])
    if "counterpart" in terms:
        part.get_by_label(spec["counterpart"]).click()
        hand.write(terms["counterpart"])
    for name in raw.get("boxes", {}):
        node.locator(f"input[type=checkbox][value='{name}']").focus()
        hand.press("Space")
