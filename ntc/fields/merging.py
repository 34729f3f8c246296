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
    if theirs == base:
        return mine
    rows = [each for each in (mine, theirs) if isinstance(each, dict)]
    if rows and all(each is None or isinstance(each, dict) for each in (mine, theirs)):
        # One that is gone was emptied: it has the cells that the other one filled meanwhile, and no more.
        ours, others = mine or {}, theirs or {}
        begun = base if isinstance(base, dict) else {}
        keys = [*ours, *(key for key in others if key not in ours)]
        merged = {key: merge(begun.get(key), ours.get(key), others.get(key)) for key in keys}
        kept = {key: value for key, value in merged.items() if value is not None}
        return kept if kept or len(rows) == 2 else None
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
