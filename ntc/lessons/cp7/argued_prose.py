"""Figures that the prose of CP7 names, pages 2 to 4: the links, the supports, the argument, the objections."""

from ntc.case import Case


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    return {}
