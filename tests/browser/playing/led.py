"""Kinds that are a talk: each answer is said in its turn, and brings the next choices."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.playing.hand import Hand, button
from tests.browser.playing.registry import plays


@plays("dialogue")
def dialogue(hand: Hand, node: Locator, spec: dict[str, Any], raw: list[str]) -> None:
    for said in raw:
        _say(node, said)


@plays("negotiation")
def negotiation(hand: Hand, node: Locator, spec: dict[str, Any], raw: list[str]) -> None:
    """A sentence that is ready, or one that is put together; she answers before anything else can be said."""
    composers = {
        "proposer": ("Proposer", [spec["offers"], spec["returns"]]),
        "reformuler": ("Reformuler", [spec["topics"]]),
        "prouver": ("Prouver", [spec["proofs"]]),
    }
    lines = node.locator(".ntc-talk-mine")
    for rank, move in enumerate(raw, 1):
        kind, _, what = move.partition(":")
        if what:
            verb, lists = composers[kind]
            group = node.get_by_role("group", name=verb, exact=True)
            for place, (options, wanted) in enumerate(zip(lists, what.split("|"), strict=True)):
                group.get_by_role("combobox").nth(place).focus()
                hand.choose([option for option, _ in options], wanted)
            button(group, verb).click()
        else:
            _say(node, move)
        expect(lines).to_have_count(rank)
        expect(node.locator(".ntc-talks-waiting")).to_have_count(0)


def _say(node: Locator, value: str) -> None:
    node.locator(f".ntc-talk-choices .ntc-option:has(input[value='{value}'])").click()
    button(node, "Le dire").click()
