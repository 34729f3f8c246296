"""What two tabs wrote of one answer, put together: cell by cell in a table, a board or a plan."""

from typing import Any


def merge(base: Any, mine: Any, theirs: Any) -> Any:
    """Put together two answers that both began as ``base``; where both changed the same thing, mine stands.

    The page does the same in ``page/merging.js``.

    >>> merge({"a": "1"}, {"a": "1", "b": "2"}, {"a": "1", "c": "3"})
    {'a': '1', 'b': '2', 'c': '3'}
    """
    if mine == base:
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict):
        begun = base if isinstance(base, dict) else {}
        keys = [*mine, *(key for key in theirs if key not in mine)]
        merged = {key: merge(begun.get(key), mine.get(key), theirs.get(key)) for key in keys}
        return {key: value for key, value in merged.items() if value is not None}
    if isinstance(mine, list) and isinstance(theirs, list):
        return _boxes(base if isinstance(base, list) else [], mine, theirs)
    return mine


def _boxes(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Put together boxes ticked and unticked; an order of the same things is one answer, whole."""
    if sorted(mine) in (sorted(base), sorted(theirs)):
        return mine
    kept = [key for key in theirs if key in mine or key not in base]
    both = [*kept, *(key for key in mine if key not in base and key not in kept)]
    # The same boxes are the same answer: nobody else wrote it, whatever the order in which they were ticked.
    return mine if sorted(both) == sorted(mine) else both
