"""What the generator laid down and no learner sees: the labels of each record, in the manner of ``ntc.case``.

``load("00").clues[0].cause``: each table holds the key of the record and its columns of truth only.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ntc.case import VARIANTS, CaseError, read_table, schema

FOLDER = Path(__file__).resolve().parent


class Truth:
    """The labels of one variant: an attribute per table that has some, read on first use."""

    def __init__(self, variant: str) -> None:
        self._variant = variant
        self._read: dict[str, tuple] = {}
        self._named: dict[str, Mapping[str, Any]] = {}

    @property
    def variant(self) -> str:
        """The variant's number in two digits."""
        return self._variant

    def __getattr__(self, name: str) -> tuple:
        """Return the labels of table ``name``. Raises AttributeError when it has none."""
        if name not in schema() or not schema()[name].labels:
            raise AttributeError(f"table {name!r} has no truth")
        if name not in self._read:
            table = schema()[name]
            self._read[name] = read_table(FOLDER / self._variant / f"{name}.csv", table, table.labels)
        return self._read[name]

    def of(self, name: str) -> Mapping[str, Any]:
        """Return the labels of table ``name`` by the first column of its key."""
        if name not in self._named:
            self._named[name] = MappingProxyType({row[0]: row for row in getattr(self, name)})
        return self._named[name]


@cache
def load(variant: str) -> Truth:
    """Load the truth of a variant, "00" to "16". Raises CaseError when it does not exist."""
    if variant not in VARIANTS or not (FOLDER / variant).is_dir():
        raise CaseError(f"Les corrigés du jeu « {variant} » manquent : lancez datasets/generate.py.")
    return Truth(variant)
