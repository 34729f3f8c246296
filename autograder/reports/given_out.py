"""A document for a learner and a jury, page and PDF: stamped, and kept in the class's register."""

from collections.abc import Callable

from autograder.grading.places import Places
from autograder.reports.blocks import Document
from autograder.reports.rendering.html import html_page
from autograder.reports.rendering.pdf import pdf_file
from autograder.stamps import files, key, register


def given_out(
    places: Places, learner: str, compose: Callable[[str], Document], name: str
) -> dict[str, bytes]:
    """Give the files of a document by their names; ``compose`` makes it with the code that it bears.

    What it says is kept first: no file bears a code that the class does not know. Raises Unsettled, OSError.
    """
    secret = key.ensured(places)
    code = register.code_for(secret, compose(""))
    document = compose(code)
    register.keep(places, learner, document, code)
    return {
        f"{name}.html": files.stamped(html_page(document).encode("utf-8"), secret, code),
        f"{name}.pdf": files.stamped(pdf_file(document), secret, code),
    }
