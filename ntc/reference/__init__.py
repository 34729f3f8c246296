"""The pages that a learner looks things up in: the glossary, the company, the dictionary of its data."""

from IPython.display import display

from ntc import learner
from ntc.case import Case, load
from ntc.instruments.explorer import Explorer
from ntc.reference.dictionary import Dictionary
from ntc.reference.house import figures
from ntc.reference.lexicon import lexicon
from ntc.reference.market import Competitors, territory

__all__ = ["Competitors", "Dictionary", "Explorer", "lexicon", "open_page", "territory"]


def open_page() -> Case:
    """Open a page of reference: the learner's case, and the figures that its text names."""
    case = load(learner.current().variant)
    sign = {"figures": figures(case), "exercises": []}
    display({"application/vnd.ntc.lesson+json": sign, "text/html": ""}, raw=True)
    return case
