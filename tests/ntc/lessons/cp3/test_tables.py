"""What CP3 asks of a file can be found in the tables that stand above the question."""

import json
import re

from autograder import truth
from autograder.canonical import COURSE
from ntc.case import VARIANTS, load, measures

SETTLE = "règlement d’abord"
OVERDUE = 30


def _shown_above(exercise: str) -> set[str]:
    """The tables of the last instrument before the fields of an exercise."""
    (path,) = COURSE.glob("*/cp3-*.ipynb")
    code = "\n".join(
        "".join(cell["source"])
        for cell in json.loads(path.read_text("utf-8"))["cells"]
        if cell["cell_type"] == "code"
    )
    before = code[: code.index(f'"{exercise}"')]
    return set(re.findall(r'"(\w+)"', re.findall(r"Explorer\(case, ([^)]*)\)", before)[-1]))


def test_a_debt_that_comes_first_is_told_by_the_tables_of_the_exercise():
    shown, returned = _shown_above("cp3-offers"), 0
    for variant in VARIANTS:
        case = load(variant)
        owners = {row.order_id: row.client_id for row in case.orders}
        (debtor,) = (
            row.client_id
            for row in case.loyalty_cases
            if truth.load(variant).of("loyalty_cases")[row.case_id].offer == SETTLE
        )
        # What the column « Reste dû » says, blind to what the bank sent back.
        left = measures.balances(case)
        late = [
            row
            for row in case.invoices
            if owners[row.order_id] == debtor
            and left[row.invoice_id] > 0
            and not row.disputed
            and (case.company.story_date - row.due).days > OVERDUE
        ]
        returned += not late
    assert {"invoices"} <= shown
    assert not returned or {"payments", "bank_returns"} <= shown
