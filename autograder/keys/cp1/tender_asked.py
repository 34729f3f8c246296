"""What cp1-tender asks: six scores, and the decision that each calls for."""

from decimal import Decimal
from typing import Any

from autograder.keys.asked.nature import CHOICE, COUNT
from autograder.keys.asked.own import Own, figures, read_at, worked_at
from autograder.keys.asked.question import Asked, Place, Reading
from autograder.keys.cp1 import tender
from autograder.truth import Truth
from ntc.case import Case
from ntc.lessons.cp1 import plans


@figures(tender.ID)
def asked(case: Case, truth: Truth) -> Own:
    """A decision follows from one's own score; a mistake on the scores may be made in every one."""
    labels, rows = truth.of("tenders"), plans.judged_tenders(case)
    found: dict[str, Asked] = {}
    made: dict[str, dict[str, Any]] = {}
    for row in rows:
        code, label = row.tender_id, labels[row.tender_id]
        found[f"{code}-score"] = read_at(
            COUNT, Place(tender.TABLE, code, "score"), Decimal(label.score), weight=tender.HALF
        )
        # A bar is told where there is one: the whole decision elsewhere is to go or to pass.
        columns = ("verdict", "bar") if tender.BAR[label.eliminatory] != "none" else ("verdict",)
        for rank, column in enumerate(columns):
            found[f"{code}-{column}"] = worked_at(
                CHOICE,
                Place(tender.TABLE, code, column),
                lambda score, rank=rank, label=label: tender.called_for(case, score, label)[rank],
                f"{code}-score",
                weight=tender.HALF / len(columns),
            )
        for slip, value in tender.slips(case, row, label.score).items():
            made.setdefault(slip, {})[f"{code}-score"] = Decimal(value)
    return Own(found, [Reading(slip, tender.SLIPS[slip], values) for slip, values in made.items()])
