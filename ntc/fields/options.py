"""The things to choose from: pairs (id, label), from whatever a lesson has at hand."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Labelled(Protocol):
    """A record of the case that has an id and a French label."""

    id: str
    label: str


class Card(NamedTuple):
    """Something to choose or to place, and a line under it that says where it comes from."""

    id: str
    label: str
    detail: str = ""


Options = Iterable[tuple[str, str] | Labelled]


def option_labels(options: Options) -> dict[str, str]:
    """Return labels by id, in the order given.

    Raises ValueError when there is nothing to choose from or an id comes twice.

    >>> option_labels([("a", "Premier"), ("b", "Second")])
    {'a': 'Premier', 'b': 'Second'}
    """
    pairs = [_pair(option) for option in options]
    labels = dict(pairs)
    if not labels or len(labels) != len(pairs):
        raise ValueError(f"options need ids, each of them once: {[key for key, _ in pairs]}")
    return labels


def option_details(options: Options) -> dict[str, str]:
    """Return what is said under the labels, by id, of those that have something.

    >>> option_details([Card("a", "Premier", "presse"), ("b", "Second")])
    {'a': 'presse'}
    """
    return {str(one.id): detail for one in options if (detail := getattr(one, "detail", ""))}


def _pair(option: tuple[str, str] | Labelled) -> tuple[str, str]:
    # A NamedTuple of the case is a tuple too: its own id and label come first.
    if hasattr(option, "id") and hasattr(option, "label"):
        return str(option.id), str(option.label)
    key, label = option
    return str(key), str(label)
