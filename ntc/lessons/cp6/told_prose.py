"""Figures that the prose of CP6 names, pages 1 to 4: the file, the questions, the visit, the associate."""

from ntc.case import Case


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    return {}
