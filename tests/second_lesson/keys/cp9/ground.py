"""What the figures of the lesson rest on: an objective, which one may read with VAT."""

from autograder.keys.asked import AMOUNT, Given, Ground, Reading, ground
from autograder.truth import Truth
from ntc.calc.vat import add_vat
from ntc.case import Case
from ntc.french import typeset


@ground("cp9")
def _(case: Case, truth: Truth) -> Ground:
    objective = case.company.objective_2025
    taxed = Reading(
        "trap.T05", typeset("L’objectif se lit HT : ôtez la TVA."), {"objective": add_vat(objective).ttc}
    )
    return Ground(
        {"objective": Given(objective, AMOUNT)}, readings=(taxed,), kept=frozenset({"mc.rest-plan"})
    )
