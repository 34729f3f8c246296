"""Figures that the prose of CP6 names, pages 7 and 8: the quote, the proposal; opening and close."""

from ntc.case import Case


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    return {}
