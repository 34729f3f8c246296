"""Figures that the prose of CP7 names, pages 5 and 6: the gap, the road map."""

from ntc.case import Case


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    return {}
