"""The worked examples of the CP4 lesson: what its prose and its charts show, computed from the case.

They rest on 2024, on the price list and on budget lines that nobody assesses, so that an example never gives
an answer away. Amounts are HT.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from ntc.calc import activity, breakeven, margins
from ntc.calc.variance import Effects, Sale, variance_sales
from ntc.case import Case

EXAMPLE_YEAR = 2024
EXAMPLE_DISCOUNT = Decimal("0.08")
SELLING = ("visite", "appel", "visio", "salon")
DIRECT = "direct"
_PRODUCT, _AUDIT = "GV-22", "AUD-E"
_AUDITS_TO_PAY = 8
_CANCELLED = "annulée"


@dataclass(frozen=True)
class Sales:
    """Sales of a year: amount, cost, number of orders (cancelled ones apart), and amount by month."""

    amount: Decimal
    cost: Decimal
    orders: int
    cancelled: int
    cancelled_amount: Decimal
    months: tuple[Decimal, ...]


@dataclass(frozen=True)
class Activity:
    """A small activity seen as a business of its own: price, variable cost, fixed costs of a year."""

    price: Decimal
    cost: Decimal
    fixed_costs: Decimal

    @property
    def margin(self) -> Decimal:
        """Marge sur coût variable of one unit (F31)."""
        return margins.margin(self.price, self.cost)

    @property
    def rate(self) -> Decimal:
        """Taux de marge sur coût variable (F31)."""
        return breakeven.mcv_rate(self.price, self.cost)

    @property
    def quantity(self) -> int:
        """Seuil de rentabilité in units (F33)."""
        return breakeven.break_even_quantity(self.fixed_costs, self.price, self.cost)

    @property
    def threshold(self) -> Decimal:
        """Seuil de rentabilité in CA (F32)."""
        return breakeven.break_even(self.fixed_costs, self.rate)


@dataclass(frozen=True)
class Threshold:
    """A supposed threshold of the example year, and the month in which sales reach it."""

    amount: Decimal
    linear: date
    seasonal: date
    before: Decimal
    sales: Decimal

    @property
    def missing(self) -> Decimal:
        """What is missing when the month of the seasonal date begins."""
        return self.amount - self.before


def sales(case: Case, year: int = EXAMPLE_YEAR) -> Sales:
    """Sum the orders of a year (CA HT), cancelled ones apart, with the cost of their lines."""
    placed = [order for order in case.orders if order.date.year == year]
    kept = {order.order_id: order for order in placed if order.status != _CANCELLED}
    gone = [order for order in placed if order.status == _CANCELLED]
    months = [Decimal(0)] * 12
    for order in kept.values():
        months[order.date.month - 1] += order.net_ht
    cost = sum(line.qty * line.unit_cost for line in case.order_lines if line.order_id in kept)
    return Sales(sum(months), cost, len(kept), len(gone), sum(o.net_ht for o in gone), tuple(months))


def exceptional_order(case: Case) -> Decimal:
    """The largest order of October of the example year (T06), which will not come back."""
    return max(o.net_ht for o in case.orders if (o.date.year, o.date.month) == (EXAMPLE_YEAR, 10))


def monthly_targets(case: Case) -> tuple[Decimal, ...]:
    """The objective of CA month by month, all families together."""
    year = case.company.closing.year
    return _by_month((t.month, t.target_ca) for t in case.targets if t.month.year == year)


def season(case: Case) -> tuple[Decimal, ...]:
    """Coefficients saisonniers of the months, those of the policy: their sum is 12."""
    weights = [Decimal(weight) for weight in case.policy["season"]["weights"]]
    return tuple(weight * 12 / sum(weights) for weight in weights)


def product(case: Case) -> Activity:
    """The compressor of the examples, at list price."""
    return _listed(case, _PRODUCT, 0)


def product_floor(case: Case) -> tuple[Decimal, Decimal, Decimal]:
    """Lowest taux de marque of compressors (R03), then floor price and highest discount of this one (F27)."""
    rate, listed = case.policy["margin_floor"]["compresseurs"], product(case)
    highest = margins.highest_discount(listed.price, listed.cost, rate)
    return rate, margins.floor_price(listed.cost, rate), highest


def product_label(case: Case) -> str:
    """The name of that compressor, as the price list writes it."""
    return _find(case, _PRODUCT).label


def audits(case: Case) -> Activity:
    """Energy audits as a business of their own; its supposed fixed costs are worth eight audits sold."""
    return _listed(case, _AUDIT, _AUDITS_TO_PAY)


def threshold(case: Case) -> Threshold:
    """A supposed threshold for the example year, three quarters of its CA to the nearest 100 000 €."""
    known = sales(case)
    amount = (known.amount * 3 / 400_000).quantize(Decimal(1)) * 100_000
    seasonal = breakeven.seasonal_break_even_date(amount, known.months, EXAMPLE_YEAR)
    return Threshold(
        amount,
        breakeven.break_even_date(amount, known.amount, EXAMPLE_YEAR),
        seasonal,
        sum(known.months[: seasonal.month - 1]),
        known.months[seasonal.month - 1],
    )


def cumulated(months: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Sales from January to the end of each month."""
    return tuple(accumulate(months))


def margin_rates(case: Case) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """Families in the order of their sales of the example year: name, CA, taux de marque (F22)."""
    family = {p.sku: p.family for p in case.products}
    kept = {o.order_id for o in case.orders if o.date.year == EXAMPLE_YEAR and o.status != _CANCELLED}
    amounts: dict[str, Decimal] = {}
    costs: dict[str, Decimal] = {}
    for line in case.order_lines:
        if line.order_id in kept:
            name = family[line.sku]
            amounts[name] = amounts.get(name, Decimal(0)) + line.net_ht
            costs[name] = costs.get(name, Decimal(0)) + line.qty * line.unit_cost
    ordered = sorted(amounts, key=lambda name: amounts[name], reverse=True)
    return tuple((name, amounts[name], margins.margin_rate(amounts[name], costs[name])) for name in ordered)


def discounts(case: Case) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
    """What 2 to 10 % of discount do to the compressor: rate, change of the margin (F28), volume (F29)."""
    listed = product(case)
    rates = [Decimal(rate) / 100 for rate in (2, 4, 6, 8, 10)]
    effects = [margins.discount_effect(listed.price, listed.cost, rate) for rate in rates]
    return tuple(
        (rate, effect.margin_change, margins.volume_to_compensate(listed.margin, effect.margin))
        for rate, effect in zip(rates, effects, strict=True)
    )


def untracked(case: Case) -> tuple:
    """The budget lines that the exercise on variances leaves aside."""
    return tuple(line for line in case.budget_2025 if not line.tracked)


def variance(case: Case) -> tuple[Decimal, Effects]:
    """Planned CA of those lines, and its effects: volume, mix, price (F65)."""
    lines = [
        Sale(line.qty, line.price, line.unit_cost, line.actual_qty, line.actual_price)
        for line in untracked(case)
    ]
    return sum(line.planned_quantity * line.planned_price for line in lines), variance_sales(lines)


def conversions(case: Case) -> tuple[int, int, Decimal, Decimal]:
    """Quotes of the example year: made, won, then taux de transformation in number and in value (F45)."""
    made = [quote for quote in case.quotes if quote.date.year == EXAMPLE_YEAR]
    won = [quote for quote in made if quote.status == "gagné"]
    by_value = activity.conversion(sum(q.amount for q in won), sum(q.amount for q in made))
    return len(made), len(won), activity.conversion(len(won), len(made)), by_value


def opportunity(case: Case) -> tuple[str, Decimal, Decimal]:
    """The opportunity of the example, the one last worked on: title, amount, probability as a ratio."""
    latest = max(case.opportunities, key=lambda o: (o.last_activity, o.opp_id))
    return latest.title, latest.amount, latest.probability_pct / 100


def hours(case: Case) -> tuple[tuple[str, Decimal], ...]:
    """Hours of a mean month of the example year by kind of activity, the longest first."""
    minutes: dict[str, int] = {}
    for act in case.activities:
        if act.date.year == EXAMPLE_YEAR:
            minutes[act.type] = minutes.get(act.type, 0) + act.minutes
    ordered = sorted(minutes, key=lambda kind: minutes[kind], reverse=True)
    return tuple((kind, Decimal(minutes[kind]) / 60 / 12) for kind in ordered)


def share_of_hours(case: Case, kinds: Iterable[str]) -> Decimal:
    """The share of some kinds of activity in the hours of the example year, a ratio."""
    known = dict(hours(case))
    return sum(known.get(kind, Decimal(0)) for kind in kinds) / sum(known.values())


def visits(case: Case) -> int:
    """Visits of the example year."""
    return sum(1 for act in case.activities if act.type == "visite" and act.date.year == EXAMPLE_YEAR)


def visit_cost(case: Case) -> Decimal:
    """What a visit of the example year cost: the costs of the salesperson himself ÷ visits (F53)."""
    return activity.visit_cost([c.amount for c in case.fixed_costs if c.kind == DIRECT], visits(case))


def _find(case: Case, sku: str) -> object:
    return next(p for p in case.products if p.sku == sku)


def _listed(case: Case, sku: str, sold_to_pay: int) -> Activity:
    listed = _find(case, sku)
    return Activity(listed.price, listed.cost, sold_to_pay * listed.price)


def _by_month(amounts: Iterable[tuple[date, Decimal]]) -> tuple[Decimal, ...]:
    months = [Decimal(0)] * 12
    for day, amount in amounts:
        months[day.month - 1] += amount
    return tuple(months)
