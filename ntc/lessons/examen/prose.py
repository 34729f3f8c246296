"""The figures that the statements of a paper name: those of their lessons, each with the lesson that it is of."""

from ntc import exercises, papers
from ntc.case import Case
from ntc.lessons import own


def prose(case: Case) -> dict[str, str]:
    """Every figure that prose may name, written in French: « cp9-objectif » for the « objectif » of a lesson."""
    chosen = (exercises.load().get(key) for paper in papers.load().values() for key in paper.exercises)
    competencies = dict.fromkeys(exercise.competency for exercise in chosen if exercise)
    modules = {competency: own.module(competency, "prose") for competency in competencies}
    return {
        f"{competency}-{name}": written
        for competency, module in modules.items()
        if module
        for name, written in module.prose(case).items()
    }
