"""HTML, always escaped: what a learner typed is text, never markup."""

from html import escape


class Html(str):
    """A piece of HTML that is safe to insert as it is."""


def element(name: str, *content: str, **attributes: str) -> Html:
    """Build an element; plain strings are escaped, only ``Html`` goes in unchanged.

    A trailing underscore is dropped from attribute names (``class_``), other underscores become hyphens.

    >>> element("p", "a < b", class_="note")
    '<p class="note">a &lt; b</p>'
    """
    head = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value, quote=True)}"'
        for key, value in attributes.items()
    )
    return Html(f"<{name}{head}>{join(*content)}</{name}>")


def join(*content: str) -> Html:
    """Put pieces side by side, escaping those that are plain strings."""
    return Html("".join(piece if isinstance(piece, Html) else escape(piece, quote=True) for piece in content))
