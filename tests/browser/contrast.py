"""What of a page cannot be read on what it stands on, worked out from the colours that the browser computed.

axe leaves out what has scrolled away, and a lesson is ten thousand pixels high; nor does it look at the edges
of boxes to write in.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
LEAST = 4.5
LEAST_LARGE = 3.0
_FAINT = """({ within, least, large }) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const known = new Map();
    const rgba = (colour) => {
        if (!known.has(colour)) {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
        }
        return known.get(colour);
    };
    const over = ([r, g, b, a], under) => [r, g, b].map((part, i) => part * a + under[i] * (1 - a));
    const ground = (node) => {
        if (!node) return [1, 1, 1];
        const own = rgba(getComputedStyle(node).backgroundColor);
        return own[3] === 1 ? own.slice(0, 3) : over(own, ground(node.parentElement));
    };
    const seen = (node) => (node ? getComputedStyle(node).opacity * seen(node.parentElement) : 1);
    const ink = (node, colour, under) => {
        const [r, g, b, a] = rgba(colour);
        return over([r, g, b, a * seen(node)], under);
    };
    const light = (colour) => {
        const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        const [r, g, b] = colour.map(linear);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (...colours) => {
        const [one, other] = colours.map(light).sort((a, b) => b - a);
        return (one + 0.05) / (other + 0.05);
    };
    const faint = new Set();
    const texts = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const node = text.parentElement;
        const dull = node.closest(":disabled, [aria-disabled=true], .ntc-blocked, svg, style, script");
        if (!text.data.trim() || dull || !node.checkVisibility({ visibilityProperty: true })) continue;
        const style = getComputedStyle(node);
        const under = ground(node);
        const size = parseFloat(style.fontSize);
        const enough = size >= 24 || (size >= 18.6 && style.fontWeight >= 700) ? large : least;
        const ratio = contrast(ink(node, style.color, under), under);
        const named = [node, node.parentElement].map((each) => `${each.tagName}.${each.className}`);
        const words = text.data.trim().slice(0, 40);
        if (ratio < enough) faint.add(`${ratio.toFixed(2)} ${named.join(" in ")}: ${words}`);
    }
    for (const box of document.querySelectorAll(`${within} :is(textarea, select, [type=text]):enabled`)) {
        if (box.closest(".ntc-blocked") || !box.checkVisibility({ visibilityProperty: true })) continue;
        const style = getComputedStyle(box);
        const around = ground(box.parentElement);
        const [edge, filling] = [style.borderBottomColor, style.backgroundColor].map((colour) =>
            contrast(ink(box, colour, around), around));
        const ratio = Math.max(parseFloat(style.borderBottomWidth) > 0 ? edge : 1, filling);
        const named = `${box.tagName}.${box.className} in ${box.parentElement.className}`;
        if (ratio < large) faint.add(`${ratio.toFixed(2)} the edge of ${named}`);
    }
    return [...faint];
}"""


def in_each_dress(page: Page) -> Iterator[str]:
    """The light page, the dark one, and the colours that somebody's system forces on it."""
    for theme, is_light in ((LIGHT, "true"), (DARK, "false")):
        _wear(page, theme, is_light)
        yield theme
    _wear(page, LIGHT, "true")
    with forced_colours(page):
        yield "forced colours"


@contextmanager
def forced_colours(page: Page) -> Iterator[None]:
    """The colours that somebody's system forces on a page."""
    page.emulate_media(forced_colors="active")
    try:
        yield
    finally:
        page.emulate_media(forced_colors="none")


def _wear(page: Page, theme: str, is_light: str) -> None:
    page.evaluate("(theme) => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", is_light)


def faint(page: Page, within: str) -> list[str]:
    """The texts of a part of the page whose contrast is too low, and boxes whose edge is not seen.

    What cannot be used need not be read.
    """
    return page.evaluate(_FAINT, {"within": within, "least": LEAST, "large": LEAST_LARGE})
