"""Figures that the prose of CP7 names, pages 1 and 7: the takes."""

from ntc.case import Case


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    return {}
