"""cp9-half: one figure, from the learner's own data."""

from autograder.keys import Specimen
from autograder.keys.registry import key, specimens
from autograder.mark import Mark, PartMark
from ntc.fields.outcome import Blank, Unreadable

ID = "cp9-half"


def right(case):
    return case.company.objective_2025 / 2


@key(ID)
def half(case, truth, answers):
    entry, expected = answers.entry(ID), right(case)
    match entry.outcome:
        case Blank():
            fraction, verdict = 0, "blank"
        case Unreadable():
            fraction, verdict = 0, "unreadable"
        case _:
            fraction = 1 if entry.value == expected else 0.5 if entry.value == expected * 2 else 0
            verdict = {1: "right", 0.5: "partial", 0: "wrong"}[fraction]
    message = "Divisez par deux."
    part = PartMark("half", "La moitié", verdict, fraction, entry.typed, f"{expected} €", message=message)
    return Mark(fraction, (part,))


@specimens(ID)
def _(case, truth):
    return [
        Specimen("right", {ID: str(right(case)).replace(".", ",")}, 1),
        Specimen("not halved", {ID: str(right(case) * 2).replace(".", ",")}, 0.5),
        Specimen("wrong", {ID: "12"}),
        Specimen("unreadable", {ID: "la moitié"}),
        Specimen("blank"),
    ]
