"""The referential of the titre professionnel (REAC TP-00338, millésime 06), from ``course/referential.toml``.

Labels are in our own words; only the names of activities and competencies are the official ones.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ntc.paths import COURSE

Kind = Literal["criterion", "technique", "relationnel", "organisationnel", "connaissance"]
SAVOIR_FAIRE: tuple[Kind, ...] = ("technique", "relationnel", "organisationnel")


@dataclass(frozen=True)
class Item:
    """A performance criterion (*critère de performance*), a *savoir-faire* or a *connaissance*.

    ``id`` is the full one (``cp9.c2``); ``page`` is the page of the REAC.
    """

    id: str
    kind: Kind
    page: int
    label: str

    @property
    def competency(self) -> str:
        """The id of the competency that it belongs to: ``cp9``."""
        return self.id.split(".", 1)[0]


@dataclass(frozen=True)
class Competency:
    """A *compétence professionnelle* of an activity, or a transversal one (no activity)."""

    id: str
    title: str
    activity: str | None
    pages: tuple[int, int]
    items: tuple[Item, ...]

    @property
    def criteria(self) -> tuple[Item, ...]:
        """Its performance criteria, in the order of the source page."""
        return tuple(item for item in self.items if item.kind == "criterion")

    @property
    def skills(self) -> tuple[Item, ...]:
        """Its *savoir-faire*, in the order of the source page."""
        return tuple(item for item in self.items if item.kind in SAVOIR_FAIRE)

    @property
    def knowledge(self) -> tuple[Item, ...]:
        """Its *connaissances*, in the order of the source page."""
        return tuple(item for item in self.items if item.kind == "connaissance")


@dataclass(frozen=True)
class Activity:
    """An *activité type*, which is one certificate (CCP) of the title."""

    id: str
    title: str
    pages: tuple[int, int]


@dataclass(frozen=True)
class Referential:
    """The whole title: activities, competencies, and every item by its full id."""

    title: str
    code: str
    edition: str
    activities: dict[str, Activity]
    competencies: dict[str, Competency]
    items: dict[str, Item]

    def label(self, item_id: str) -> str:
        """Give the label of a criterion, savoir-faire or connaissance; KeyError when the id is unknown."""
        return self.items[item_id].label


@cache
def load(course: Path = COURSE) -> Referential:
    """Read the referential, once."""
    raw = tomllib.loads((course / "referential.toml").read_text(encoding="utf-8"))
    activities = {
        key: Activity(key, spec["title"], tuple(spec["pages"])) for key, spec in raw["activities"].items()
    }
    competencies = {key: _competency(key, spec) for key, spec in raw["competencies"].items()}
    items = {item.id: item for competency in competencies.values() for item in competency.items}
    return Referential(raw["title"], raw["code"], raw["edition"], activities, competencies, items)


def _competency(key: str, spec: dict) -> Competency:
    items = tuple(Item(f"{key}.{name}", **attributes) for name, attributes in spec["items"].items())
    return Competency(key, spec["title"], spec.get("activity"), tuple(spec["pages"]), items)
