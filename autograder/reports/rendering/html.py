"""A document as one printable HTML page that stands alone."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from autograder.reports.blocks import Block, Document, Kind, State
from autograder.reports.rendering import palette
from autograder.reports.rendering.characters import settled

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def html_page(document: Document) -> str:
    """Lay a document out as an HTML page."""
    blocks = _environment().get_template("blocks.html.j2").module
    return (
        _environment()
        .get_template("page.html.j2")
        .render(document=document, body=Markup("").join(_block(blocks, block) for block in document.blocks))
    )


@cache
def _environment() -> Environment:
    """The templates, compiled once per process: a class has a page for each learner."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: settled(value) if type(value) is str else value,
    )
    environment.tests["state"] = lambda piece: isinstance(piece, State)
    environment.globals |= {"Kind": Kind, "palette": palette}
    return environment


def _block(blocks: object, block: Block) -> Markup:
    """Lay one block out by the macro that bears its name."""
    return getattr(blocks, type(block).__name__.lower())(block)
