"""The aggregates of the case from its raw tables, each once, for any year that its tables hold.

The tables that one opens, the worked examples of lessons and the keys of exercises rest on the same ones.
What only an exercise asks for is worked out by its key, which a learner does not have.
"""

from ntc.case.measures.clientele import Bought, bought, classes, clients, sales_by_client
from ntc.case.measures.ledger import balances, settled
from ntc.case.measures.margin import (
    Family,
    contribution,
    contribution_rate,
    families,
    order_costs,
    variable_costs,
)
from ntc.case.measures.planning import budget, monthly_targets, season
from ntc.case.measures.quoting import Quotes, conversion, conversion_by_value, quotes
from ntc.case.measures.turnover import (
    CANCELLED,
    basket,
    exceptional_order,
    monthly_sales,
    orders,
    ordinary_sales,
    sales,
    sales_ttc,
)
from ntc.case.measures.workload import direct_costs, monthly_hours, visit_cost, visits, visits_by_account

__all__ = [
    "CANCELLED",
    "Bought",
    "Family",
    "Quotes",
    "balances",
    "basket",
    "bought",
    "budget",
    "classes",
    "clients",
    "contribution",
    "contribution_rate",
    "conversion",
    "conversion_by_value",
    "direct_costs",
    "exceptional_order",
    "families",
    "monthly_hours",
    "monthly_sales",
    "monthly_targets",
    "order_costs",
    "orders",
    "ordinary_sales",
    "quotes",
    "sales",
    "sales_by_client",
    "sales_ttc",
    "season",
    "settled",
    "variable_costs",
    "visit_cost",
    "visits",
    "visits_by_account",
]
