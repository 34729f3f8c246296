"""What cp3-complaint asks beside the call: six origins, what is granted in each file, four dates."""

from autograder.keys.asked.nature import CHOICE, DAY
from autograder.keys.asked.own import Own, figures, kept, read_at, within, worked_at
from autograder.keys.asked.question import Asked, Place
from autograder.keys.cp3 import complaint
from autograder.truth import Truth
from ntc.case import Case


@figures(complaint.ID)
def asked(case: Case, truth: Truth) -> Own:
    """What is granted follows from one's own origin; a way of counting is kept over the files, the dates."""
    right = complaint.origins(case, truth)
    one = complaint.WEIGHTS[complaint.ORIGINS] / len(right), complaint.WEIGHTS[complaint.AMOUNTS] / len(right)
    found: dict[str, Asked] = {}
    for code, origin in right.items():
        found[f"{code}-origin"] = read_at(
            CHOICE, Place(complaint.FILES, code, "origin"), origin, weight=one[0]
        )
        found[f"{code}-amount"] = worked_at(
            within(complaint.EURO, "0.01", "1"),
            Place(complaint.FILES, code, "amount"),
            lambda said, code=code: complaint.grants(case, truth, {**right, code: said})[code],
            f"{code}-origin",
            weight=one[1],
        )
    for name, day in complaint.dates(case).items():
        found[name] = read_at(
            DAY, Place(complaint.DATES, name, "date"), day, weight=complaint.WEIGHTS[f"dates-{name}"]
        )
    amounts = kept(
        complaint.WHY_AMOUNT,
        lambda ways: {
            f"{code}-amount": value for code, value in complaint.grants(case, truth, right, ways).items()
        },
    )
    return Own(found, [*amounts, *kept(complaint.WHY_DATE, lambda ways: complaint.dates(case, ways))])
