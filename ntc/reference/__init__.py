"""The pages that a learner looks things up in: the glossary, the company, the dictionary of its data."""

from IPython.display import display

from ntc import learner
from ntc.case import Case, load
from ntc.instruments.calculator import Calculator
from ntc.reference.dictionary import Dictionary
from ntc.reference.house import prose
from ntc.reference.lexicon import lexicon
from ntc.reference.market import competitors, territory
from ntc.reference.scales import call_hours, gestures, prospect_points, season, tender_points
from ntc.reference.team import OrganisationChart
from ntc.tables.explorer import Explorer

__all__ = [
    "Dictionary",
    "Explorer",
    "OrganisationChart",
    "call_hours",
    "competitors",
    "gestures",
    "lexicon",
    "open_page",
    "prospect_points",
    "season",
    "tender_points",
    "territory",
]


def open_page() -> Case:
    """Open a page of reference: the learner's case, and the figures that its text names."""
    who = learner.current()
    case = load(who.variant)
    sign = {"prose": prose(case), "exercises": [], "learner": who.id, "variant": who.variant}
    display({"application/vnd.ntc.lesson+json": sign, "text/html": ""}, raw=True)
    display(Calculator())
    return case
