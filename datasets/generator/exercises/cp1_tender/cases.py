"""The six calls for tenders that are judged: three to pass by, each for its reason, three to answer."""

from collections.abc import Callable

from generator.core.dates import STORY_DATE
from generator.core.world import Row, World

# The one that closes so soon is only saved by its study.
_SOON = 9


def build(world: World) -> None:
    """Add the table tender_cases."""
    stream = world.stream("tender_cases")
    chosen: list[Row] = []
    for wanted in _KINDS:
        fitting = [row for row in world["tenders"] if wanted(row) and row not in chosen]
        chosen.append(stream.pick(fitting))
    world.add("tender_cases", ({"tender_id": row["tender_id"]} for row in stream.shuffled(chosen)))


def _days(row: Row) -> int:
    return (row["deadline"] - STORY_DATE).days


_KINDS: tuple[Callable[[Row], bool], ...] = (
    lambda row: row["trap"] == "T15" and row["eliminatory"] == "visite manquée",
    lambda row: row["trap"] == "T15" and row["eliminatory"] is None,
    lambda row: row["eliminatory"] == "certificat manquant" and row["score"] >= 63,
    lambda row: row["verdict"] == "go" and _days(row) == _SOON,
    lambda row: row["verdict"] == "go" and _days(row) > _SOON and row["public"],
    lambda row: row["verdict"] == "go" and _days(row) > _SOON and not row["public"],
)
