"""The outputs of a marked cell: what everybody reads, what only the instructor reads, and the points."""

from nbformat import NotebookNode

from ntc.fields.markup import Html

INSTRUCTOR = {"ntc": {"for": "instructor"}}


def shown(html: Html) -> NotebookNode:
    """What instructor and learner read."""
    return _displayed(html, {})


def for_instructor(html: Html) -> list[NotebookNode]:
    """What only the instructor reads: feedback takes it out. Nothing when there is nothing to say."""
    return [_displayed(html, INSTRUCTOR)] if html else []


def points(earned: float) -> NotebookNode:
    """What nbgrader reads the score of a cell from: a plain Python float, shown as a result."""
    data = NotebookNode({"text/plain": repr(float(earned))})
    return NotebookNode(
        output_type="execute_result", execution_count=None, metadata=NotebookNode(), data=data
    )


def _displayed(html: Html, metadata: dict) -> NotebookNode:
    data = NotebookNode({"text/html": str(html)})
    return NotebookNode(output_type="display_data", metadata=NotebookNode(metadata), data=data)
