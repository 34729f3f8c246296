"""What a reader finds in a document, on the page and on paper, without white space."""

import io
import re
from html.parser import HTMLParser

from pypdf import PdfReader

from autograder.reports.blocks import Table
from autograder.reports.rendering.paper import NOTICE


class _Words(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page.partition("<main>")[2])

    def handle_data(self, data):
        self.found.append(data)


def packed(text):
    """A text without its white space, which depends on where lines are cut."""
    return "".join(text.split())


def texts_on_page(page):
    """The texts of an HTML page, one after the other."""
    return _Words(page).found


def said_on_page(page):
    """The text of an HTML page."""
    return packed("".join(texts_on_page(page)))


def said_on_paper(raw, document):
    """The text of a PDF file, without bullets, the feet of its pages and heads said again on a new page."""
    pages = PdfReader(io.BytesIO(raw)).pages
    end = rf"{re.escape(packed(document.foot))}(?:{re.escape(packed(NOTICE))})?page\d+sur{len(pages)}$"
    heads = {
        packed("".join(str(piece) for column in block.columns for line in column.head for piece in line))
        for block in document.blocks
        if isinstance(block, Table) and not block.wide
    }
    said = ""
    for page in pages:
        text, feet = re.subn(end, "", packed(page.extract_text()))
        assert feet == 1
        # A table may also begin with a page.
        again = (head for head in heads if head in said and text.startswith(head))
        said += text.removeprefix(max(again, key=len, default=""))
    return said.replace("•", "")
