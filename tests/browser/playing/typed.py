"""Kinds that are typed, or filled in cell by cell."""

from typing import Any

from playwright.sync_api import Locator

from tests.browser.playing.hand import Hand, button
from tests.browser.playing.registry import plays


@plays("number", "date")
def one_line(hand: Hand, node: Locator, spec: dict[str, Any], raw: str) -> None:
    node.locator("input").click()
    hand.write(raw)
    hand.press("Tab")


@plays("text")
def text(hand: Hand, node: Locator, spec: dict[str, Any], raw: str) -> None:
    """The first words are typed, line ends among them; the rest comes from where it was written."""
    node.locator("textarea").click()
    typed, pasted = raw[:40], raw[40:]
    for rank, line in enumerate(typed.split("\n")):
        if rank:
            hand.press("Enter")
        hand.write(line)
    if pasted:
        hand.paste(pasted)
    hand.press("Tab")


@plays("table")
def table(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, Any]) -> None:
    columns = [name for name, _ in spec["columns"]]
    node.locator("tbody :is(input, select)").first.focus()
    hand.through(
        [
            (row["cells"][name], raw.get(row["id"], {}).get(name, ""))
            for row in spec["rows"]
            for name in columns
        ]
    )
    hand.press("Tab")


@plays("planner")
def planner(hand: Hand, node: Locator, spec: dict[str, Any], raw: dict[str, Any]) -> None:
    """What is entered for a row can be reached once its box is ticked."""
    for rank, row in enumerate(spec["rows"]):
        if row["id"] not in raw:
            continue
        node.locator("tbody tr").nth(rank).get_by_role("checkbox").focus()
        hand.press("Space")
        hand.press("Tab")
        line = raw[row["id"]]
        hand.through([(row["cells"][name], line.get(name, "")) for name, _ in spec["columns"]])
    hand.press("Tab")


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
