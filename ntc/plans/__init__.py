"""Plans (« plans d'actions »): items to keep, limits and needs, said once, in French when broken.

A lesson states its problem; the planner tells from it what is broken while one plans; a key fills in what a
learner is not told and marks by it. There is no search here and no optimum: whoever needs the best plan
enumerates on their own, so that a limit badly written is found out.
"""

from ntc.plans.problem import Breach, Plan, Problem
from ntc.plans.rows import Item, Measure, Row, Rows, amount, counted, measured
from ntc.plans.rules import Apart, Covers, Distinct, Forbidden, Need, Requires, Rule
from ntc.plans.totals import Total, TotalBy, shown
from ntc.plans.wants import ANYTHING, GIVEN, Between

__all__ = [
    "ANYTHING",
    "GIVEN",
    "Apart",
    "Between",
    "Breach",
    "Covers",
    "Distinct",
    "Forbidden",
    "Item",
    "Measure",
    "Need",
    "Plan",
    "Problem",
    "Requires",
    "Row",
    "Rows",
    "Rule",
    "Total",
    "TotalBy",
    "amount",
    "counted",
    "measured",
    "shown",
]
