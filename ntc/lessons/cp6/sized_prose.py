"""Figures that the prose of CP6 names, pages 5 and 6: air, machines, energy."""

from ntc.case import Case


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    return {}
