"""The sheet and the class view in a real Chromium: no serious accessibility fault, nothing off the page."""

from dataclasses import replace
from datetime import datetime

import pytest

from autograder.reports.class_document import class_document
from autograder.reports.rendering.html import html_page
from autograder.reports.sheet import CriterionLine, Evidence, Production, Sheet, Work
from autograder.reports.sheet_document import sheet_document
from ntc import exercises, referential
from tests.browser.axe import faults

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 24, 14, 32)


@pytest.fixture(scope="module")
def sheet():
    """The sheet of a learner with every kind of evidence: marked, blank, waiting."""
    declared = exercises.load()
    marked = Evidence(
        "cp4-variance", declared["cp4-variance"].title, 14, 9.33, True, answered=NOW, lacking=("Mix.",)
    )
    blank = Evidence("cp4-causes", declared["cp4-causes"].title, 14, 0.0, True, blank=True)
    waiting = Evidence("cp4-note-1", "Note, ligne 1", 3, None, True, comment="Datez <b>tout</b>.")
    evidence = {"cp4.c2": (marked, blank), "cp4.c3": (waiting,)}
    sections = tuple(
        (one, tuple(CriterionLine(item, evidence.get(item.id, ())) for item in one.criteria))
        for one in referential.load().competencies.values()
    )
    works = (Work("Réaliser le bilan", NOW, "ab12 " * 16),)
    productions = (
        Production("La note", (("La note", "Objet : <b>note</b>\n\nSituation"),), NOW, "ab12 " * 16),
    )
    skills = {"cp4": referential.load().competencies["cp4"].skills}
    return Sheet("dupont.m", "Marie Dupont", "07", sections, works, ("Copie possible.",), productions, skills)


@pytest.mark.parametrize(
    "make", [sheet_document, lambda sheet, now: class_document([sheet], now)], ids=["sheet", "class"]
)
def test_a_report_has_no_fault_and_fits_the_screen(page, sheet, make):
    page.set_content(html_page(make(sheet, NOW)))
    assert faults(page) == []
    for width in (1280, 800, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


@pytest.mark.parametrize(
    "make", [sheet_document, lambda sheet, now: class_document([sheet], now)], ids=["sheet", "class"]
)
@pytest.mark.parametrize("text", ["W" * 50_000, "a" + "\u0301" * 5_000, "\u202e" + "à l’envers " * 20])
def test_what_anybody_typed_stays_in_its_box(page, sheet, make, text):
    pieces = {"cp4.c3": (Evidence("cp4-note-1", text, 3, None, True, comment=text),)}
    sections = tuple(
        (one, tuple(CriterionLine(line.criterion, pieces.get(line.criterion.id, ())) for line in lines))
        for one, lines in sheet.sections
    )
    typed = replace(
        sheet,
        name=text,
        sections=sections,
        flags=(text,),
        productions=(Production("La note", (("La note", text), (text, text)), NOW, ""),),
    )
    page.set_content(html_page(make(typed, NOW)))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert "\u202e" not in page.content()
