"""The figures that the prose of the lesson names."""

from ntc.french import euros


def prose(case):
    return {"entreprise": case.company.name, "objectif-2025": euros(case.company.objective_2025, 0)}
