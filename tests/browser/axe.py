"""What axe finds at fault in a page (*accessibilité*), whatever its impact."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def faults(page: Page, context: str | dict[str, Any] | None = None) -> list[tuple[str, str, str]]:
    """Each rule that is broken, how gravely, and where first; in the parts that are named, or everywhere."""
    found = Axe().run(page, context=context).response
    assert found["passes"]  # it did look at something
    return [(each["id"], each["impact"], each["nodes"][0]["html"][:200]) for each in found["violations"]]
