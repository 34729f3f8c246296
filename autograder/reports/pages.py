"""The HTML pages: a learner's criterion sheet, and the class view for the instructor."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.reports import wording
from autograder.reports.levels import RULE, Level
from autograder.reports.sheet import Sheet
from ntc import referential

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def sheet_page(sheet: Sheet, moment: datetime) -> str:
    """Lay out a learner's criterion sheet as one printable HTML page."""
    title = referential.load()
    return _render(
        "sheet.html.j2",
        moment,
        sheet=sheet,
        title=title.title,
        code=title.code,
        edition=title.edition,
        rule=RULE,
    )


def class_page(sheets: Sequence[Sheet], moment: datetime) -> str:
    """Lay out the class: learners by criteria that have evidence, then what the instructor must check."""
    criteria = [
        line.criterion
        for line in (sheets[0].lines if sheets else ())
        if any(
            other.evidence for sheet in sheets for other in sheet.lines if other.criterion == line.criterion
        )
    ]
    return _render("class.html.j2", moment, sheets=sheets, criteria=criteria)


def _render(name: str, moment: datetime, **values: object) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    filters = (
        wording.answered,
        wording.criterion_mark,
        wording.criterion_name,
        wording.evidence_mark,
        wording.remarks,
        wording.work,
    )
    environment.filters |= {function.__name__: function for function in filters}
    return environment.get_template(name).render(made=wording.made(moment), levels=Level, **values)
