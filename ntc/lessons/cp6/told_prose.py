"""Figures that the prose of CP6 names, pages 1 to 4: the file, the questions, the visit, the associate."""

from ntc.case import Case
from ntc.french import euros, typeset
from ntc.lessons.cp6 import survey, told


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    people, joinery = told.people(case), survey.joinery(case)
    return {
        "menuiserie": typeset(joinery.name),
        "dirigeant": typeset(people["owner"].name),
        "associee": typeset(people["associate"].name),
        "prix-du-30": euros(told.asked_power(case).price, 0),
    }
