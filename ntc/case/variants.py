"""The case of a variant: an immutable tuple of typed records per table, read when first asked for."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ntc.case import frames
from ntc.case.columns import schema
from ntc.case.files import CaseError
from ntc.case.rules import policy
from ntc.case.tables import read_table
from ntc.paths import TABLES

if TYPE_CHECKING:
    from pandas import DataFrame

VARIANTS = tuple(f"{number:02d}" for number in range(17))


class Case:
    """The data of one variant: an attribute per table, read once, on first use; nothing can be changed."""

    def __init__(self, variant: str, folder: Path) -> None:
        self._variant = variant
        self._folder = folder
        self._read: dict[str, tuple] = {}
        self._frames: dict[str, DataFrame] = {}

    @property
    def variant(self) -> str:
        """The variant's number in two digits."""
        return self._variant

    @property
    def policy(self) -> Mapping[str, Any]:
        """The commercial policy, common to every variant."""
        return policy()

    @property
    def company(self) -> NamedTuple:
        """The one record of the company's own figures: objectives, capacity, limits of the recovery plan."""
        return self.rows("company")[0]

    def __getattr__(self, name: str) -> tuple:
        """Return the rows of table ``name``. Raises AttributeError when a learner has no such table."""
        return self.rows(name)

    def rows(self, name: str) -> tuple:
        """The records of table ``name``. Raises AttributeError when a learner has no such table."""
        if name not in schema() or schema()[name].truth:
            raise AttributeError(f"the case has no table {name!r}")
        if name not in self._read:
            table = schema()[name]
            self._read[name] = read_table(self._folder / f"{name}.csv", table, table.public)
        return self._read[name]

    def frame(self, name: str, *, heads: bool = False) -> "DataFrame":
        """The lines of table ``name`` for pandas, typed as ``ntc.case.frames`` says; yours to change.

        Columns bear the names of the fields of a record, or with ``heads`` their French heads. Raises
        AttributeError when a learner has no such table.
        """
        if name not in self._frames:
            self._frames[name] = frames.frame(self.rows(name), schema()[name].public)
        found = self._frames[name].copy(deep=False)
        return found.rename(columns=schema()[name].heads) if heads else found

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("_"):
            raise AttributeError("the case cannot be changed")
        super().__setattr__(name, value)

    def __repr__(self) -> str:
        return f"Case({self._variant!r})"


@cache
def load(variant: str) -> Case:
    """Load the case of a variant, "00" to "16". Raises CaseError when it does not exist."""
    folder = TABLES / variant
    if variant not in VARIANTS or not folder.is_dir():
        raise CaseError(f"Le jeu de données « {variant} » n’existe pas : les numéros vont de 00 à 16.")
    return Case(variant, folder)
