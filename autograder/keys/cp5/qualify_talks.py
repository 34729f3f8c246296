"""The six talks of cp5-qualify in the options of its tables: what was said, the verdict, what follows."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from autograder.truth import Truth
from ntc.case import Case
from ntc.case.workdays import working_day
from ntc.french import number
from ntc.lessons.cp5 import plans

UNSAID, NONE = plans.UNSAID, "none"
FACTS = ("need", "budget", "decider")
MORE = ("deadline", "rival", "machine")
SCORED = ("budget", "decider", "deadline")
"""What the points of a contact rest on."""
HOT, WARM, COLD, OUT = "hot", "warm", "cold", "out"
# Options by the label that the generator laid down.
NEEDS = {
    "compresseur": "compressor",
    "traitement": "treatment",
    "ventilation": "ventilation",
    "entretien": "upkeep",
    "audit": "audit",
    "aucun": NONE,
}
DECIDERS = {"interlocuteur": "speaker", "autre personne": "other"}
VERDICTS = {"chaud": HOT, "tiède": WARM, "froid": COLD, "hors cible": OUT}
STEPS = {HOT: "visit", WARM: "callback", COLD: "papers", OUT: NONE}
"""What follows each verdict."""
LATER = "later"

Cells = Mapping[str, str]
"""What is said of a talk: column → option."""


@cache
def said(case: Case, truth: Truth) -> dict[str, Cells]:
    """By talk, what was said in each column, or that it was not."""
    labels, ranks = truth.of("talks"), {row["name"]: f"r{rank}" for rank, row in _rivals(case)}
    found = {}
    for code in plans.qualified(case):
        label = labels[code]
        found[code] = {
            "need": NEEDS.get(label.need, UNSAID),
            "budget": UNSAID if label.budget is None else f"b{int(label.budget)}",
            "decider": DECIDERS.get(label.decider, UNSAID),
            "deadline": UNSAID if label.deadline is None else month(case, label.deadline),
            "rival": ranks.get(label.competitor, UNSAID),
            "machine": UNSAID if label.machine_kw is None else f"k{number(label.machine_kw)}",
        }
    return found


def _rivals(case: Case) -> Any:
    return enumerate(case.policy["competitors"], 1)


def month(case: Case, day: date) -> str:
    """The option of the month of a day."""
    return f"m{day.month:02}" if day.year == case.company.story_date.year else LATER


def verdict(case: Case, cells: Mapping[str, str | None]) -> str:
    """What the points of the house make of what was noted of a talk."""
    if cells.get("need") == NONE:
        return OUT
    rule, deadline = case.policy["lead_score"], cells.get("deadline")
    points = 0
    if deadline and deadline not in (UNSAID, LATER):
        away = int(deadline[1:]) - case.company.story_date.month
        points += rule["deadline"]["points"] if away <= rule["deadline"]["months"] else 0
    points += rule["budget"] if cells.get("budget") not in (None, UNSAID) else 0
    points += rule["decider"] if cells.get("decider") == "speaker" else 0
    return HOT if points >= rule["hot"] else WARM if points >= rule["warm"] else COLD


def right_verdict(truth: Truth, code: str) -> str:
    """The verdict that the generator laid down for a talk."""
    return VERDICTS[truth.of("talks")[code].verdict]


def day_for(case: Case, truth: Truth, code: str, given: str) -> str:
    """The option of the day that a verdict calls for: R13 for a hot one, what was said for a warm one."""
    if given == HOT:
        held = next(row.held_on for row in case.talks if row.talk_id == code)
        return option(working_day(case, held, case.policy["visits"]["hot_prospect_days"]))
    label = truth.of("talks")[code]
    if given == WARM and label.next_by is not None and right_verdict(truth, code) == WARM:
        return option(label.next_by)
    return NONE


def option(day: date) -> str:
    """The option of a day."""
    return f"d{day:%m%d}"
