"""The figures of a prose as they can be typed."""

from collections.abc import Mapping

from tests.spaces import plain


def typed(prose: Mapping[str, str]) -> dict[str, str]:
    """Each figure by its name, with the spaces and the minus of a keyboard."""
    return {name: plain(text).replace("\u2212", "-") for name, text in prose.items()}
