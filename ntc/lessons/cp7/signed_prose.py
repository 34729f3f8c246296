"""Figures that the prose of CP7 names, pages 8 and 9: the pen, the rewinding; opening and close."""

from ntc.case import Case


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    return {}
