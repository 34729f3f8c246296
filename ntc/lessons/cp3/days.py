"""The deadlines of a complaint (R16)."""

from datetime import date, timedelta
from typing import NamedTuple

from ntc.case import Case
from ntc.case.workdays import working_day


class Deadlines(NamedTuple):
    """Until when a complaint is acknowledged, diagnosed, answered, closed, and when the client is called."""

    acknowledged: date
    diagnosed: date
    proposed: date
    closed: date
    called: date


def deadlines(case: Case, opened: date) -> Deadlines:
    """The deadlines of R16 for a complaint opened that day; the call counts every day from the closing."""
    rule = case.policy["complaint"]
    closed = working_day(case, opened, rule["closed_days"])
    return Deadlines(
        working_day(case, opened, rule["acknowledge_days"]),
        working_day(case, opened, rule["diagnosis_days"]),
        working_day(case, opened, rule["proposal_days"]),
        closed,
        closed + timedelta(days=rule["call_after_days"]),
    )
