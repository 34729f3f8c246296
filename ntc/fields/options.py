"""The things to choose from: pairs (id, label), from whatever a lesson has at hand."""

from collections.abc import Iterable
from typing import Protocol


class Labelled(Protocol):
    """A record of the case that has an id and a French label."""

    id: str
    label: str


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


def _pair(option: tuple[str, str] | Labelled) -> tuple[str, str]:
    # A NamedTuple of the case is a tuple too: its own id and label come first.
    if hasattr(option, "id") and hasattr(option, "label"):
        return str(option.id), str(option.label)
    key, label = option
    return str(key), str(label)
