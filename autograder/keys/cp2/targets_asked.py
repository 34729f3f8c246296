"""What cp2-targets asks in figures: two records scored by the grid."""

from autograder.keys.asked.own import Own, figures, read_at, throughout, within
from autograder.keys.asked.question import Place
from autograder.keys.cp2 import targets
from autograder.truth import Truth
from ntc.case import Case


@figures(targets.ID)
def asked(case: Case, truth: Truth) -> Own:
    """A mistake on the grid may be made on both records."""
    labels = truth.of("grid_cases")
    slips = {
        row.case_id: targets.score_slips(case, row, labels[row.case_id].score) for row in case.grid_cases
    }
    return Own(
        {
            code: read_at(
                within(targets.TOLERANCE, "0.1", "0.5"),
                Place(targets.NEWCOMERS, code, "score"),
                labels[code].score,
                *each,
                weight=targets.NEWCOMER,
            )
            for code, each in slips.items()
        },
        throughout(slips),
    )
