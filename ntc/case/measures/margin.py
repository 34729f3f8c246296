"""What the sales of a year cost and leave; amounts are HT."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ntc.calc import breakeven, margins
from ntc.case.measures.turnover import orders, sales
from ntc.case.variants import Case


class Family(NamedTuple):
    """The sales of a family of products and what they cost, in € HT."""

    name: str
    sales: Decimal
    cost: Decimal

    @property
    def margin_rate(self) -> Decimal:
        """Taux de marque (F22); a ratio."""
        return margins.margin_rate(self.sales, self.cost)


@cache
def order_costs(case: Case) -> Mapping[str, Decimal]:
    """Coût variable of each order: Σ quantity × unit cost of its lines, in € HT."""
    costs = {order.order_id: Decimal(0) for order in case.orders}
    for line in case.order_lines:
        costs[line.order_id] += line.qty * line.unit_cost
    return MappingProxyType(costs)


@cache
def variable_costs(case: Case, year: int, *, cancelled: bool = False) -> Decimal:
    """Coûts variables of the year's orders, in € HT."""
    costs = order_costs(case)
    return sum((costs[o.order_id] for o in orders(case, year, cancelled=cancelled)), Decimal(0))


def contribution(case: Case, year: int) -> Decimal:
    """Marge sur coûts variables (F31), in € HT."""
    return breakeven.mcv(sales(case, year), variable_costs(case, year))


def contribution_rate(case: Case, year: int) -> Decimal:
    """Taux de marge sur coûts variables, which is also the average taux de marque; a ratio."""
    return breakeven.mcv_rate(sales(case, year), variable_costs(case, year))


def families(case: Case, year: int) -> tuple[Family, ...]:
    """Each family sold in the year, the largest sales first."""
    family = {product.sku: product.family for product in case.products}
    kept = {order.order_id for order in orders(case, year)}
    sold: dict[str, Decimal] = defaultdict(Decimal)
    costs: dict[str, Decimal] = defaultdict(Decimal)
    for line in case.order_lines:
        if line.order_id in kept:
            sold[family[line.sku]] += line.net_ht
            costs[family[line.sku]] += line.qty * line.unit_cost
    return tuple(Family(name, sold[name], costs[name]) for name in sorted(sold, key=sold.get, reverse=True))
