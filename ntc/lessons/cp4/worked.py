"""The worked examples of the CP4 lesson: what its prose and its charts show, computed from the case.

They rest on 2024, on the price list and on budget lines that nobody assesses, so that an example never gives
an answer away. Amounts are HT.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from ntc.calc import breakeven, margins
from ntc.calc.variance import Effects, Sale, variance_sales
from ntc.case import Case, measures

YEAR = 2024
EXAMPLE_DISCOUNT = Decimal("0.08")
SELLING = ("visite", "appel", "visio", "salon")
_PRODUCT, _AUDIT = "GV-22", "AUD-E"
_AUDITS_TO_PAY = 8


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
    crossing: breakeven.Crossing

    @property
    def missing(self) -> Decimal:
        """What is missing when the month of the seasonal date begins."""
        return self.amount - self.crossing.before


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
    sales, months = measures.sales(case, YEAR), measures.monthly_sales(case, YEAR)
    amount = (sales * 3 / 400_000).quantize(Decimal(1)) * 100_000
    return Threshold(
        amount,
        breakeven.break_even_date(amount, sales, YEAR),
        breakeven.crossing(amount, months, YEAR),
    )


@dataclass(frozen=True)
class Statement:
    """Compte de résultat différentiel of the example year, the fixed costs supposed like the threshold."""

    sales: Decimal
    variable_costs: Decimal
    fixed_costs: Decimal

    @property
    def contribution(self) -> Decimal:
        """Marge sur coût variable (F31)."""
        return breakeven.mcv(self.sales, self.variable_costs)

    @property
    def result(self) -> Decimal:
        """What is left once all costs are paid."""
        return self.contribution - self.fixed_costs


def statement(case: Case) -> Statement:
    """The example year, with the fixed costs that the supposed threshold pays, to the nearest euro."""
    fixed = threshold(case).amount * measures.contribution_rate(case, YEAR)
    costs = measures.variable_costs(case, YEAR)
    return Statement(measures.sales(case, YEAR), costs, fixed.quantize(Decimal(1)))


def cumulated(months: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Sales from January to the end of each month."""
    return tuple(accumulate(months))


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
    lines = measures.budget(case, tracked=False)
    return sum(line.planned_quantity * line.planned_price for line in lines), variance_sales(lines)


def beside_the_followed(case: Case) -> tuple[Decimal, Decimal]:
    """Gaps to the objective of what the exercise on variances leaves aside in the year reviewed, in €.

    First the other lines of the budget, then the sales that no line of it holds. With the total of the
    lines followed, which is the exercise's, they make the gap of the sector: CA − objective.
    """
    followed, others = (_gap(measures.budget(case, tracked=tracked)) for tracked in (True, False))
    gap = measures.sales(case, YEAR + 1) - case.company.objective_2025
    return others, gap - followed - others


def _gap(lines: Iterable[Sale]) -> Decimal:
    # Not the total of the variances: a mean price is a quotient, and a bridge closes to the cent.
    return sum(
        line.actual_quantity * line.actual_price - line.planned_quantity * line.planned_price
        for line in lines
    )


def opportunity(case: Case) -> tuple[str, Decimal, Decimal]:
    """The opportunity of the example, the one last worked on: title, amount, probability as a ratio."""
    latest = max(case.opportunities, key=lambda o: (o.last_activity, o.opp_id))
    return latest.title, latest.amount, latest.probability_pct / 100


def share_of_hours(case: Case, kinds: Iterable[str]) -> Decimal:
    """The share of some kinds of activity in the hours of the example year, a ratio."""
    known = dict(measures.monthly_hours(case, YEAR))
    return sum(known.get(kind, Decimal(0)) for kind in kinds) / sum(known.values())


def _find(case: Case, sku: str) -> object:
    return next(p for p in case.products if p.sku == sku)


def _listed(case: Case, sku: str, sold_to_pay: int) -> Activity:
    listed = _find(case, sku)
    return Activity(listed.price, listed.cost, sold_to_pay * listed.price)
