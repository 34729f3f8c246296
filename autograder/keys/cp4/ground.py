"""What the figures of CP4 rest on: measures of the case, mean price, and readings that change them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from autograder.keys import assessed
from autograder.keys.asked import AMOUNT, COUNT, HOURS, PRICE, Between, Given, Ground, Reading, Way, ground
from autograder.keys.assessed import ADMINISTRATIVE, YEAR
from autograder.truth import Truth
from ntc.calc import slips
from ntc.calc.numbers import dec
from ntc.calc.variance import Sale
from ntc.calc.vat import add_vat
from ntc.case import Case, measures
from ntc.french import typeset

CANCELLED = (
    "Vous avez compté les commandes annulées : elles n’apportent ni chiffre d’affaires, ni marge, ni client."
)
TTC = "Vous avez compté en TTC : la TVA n’est pas à vous. Un tableau de bord commercial se tient en HT."
EXCEPTIONAL = (
    "La commande exceptionnelle d’octobre 2024 est restée dans la comparaison : retirez-la du CA de 2024."
)
RENEWED = "Un contrat qui se renouvelle tout seul n’est pas un client qui revient : ôtez les origines CTR."
ROAD, VISITS = "Trajets", "Visites"
ON_THE_ROAD = (
    "Vous avez compté la route dans le temps de vente : au volant on ne vend pas. C’est ce que l’on "
    "réduit en regroupant ses visites."
)
IDLE = (
    "Vous avez gardé des affaires sans activité depuis plus de 60 jours : même notées à 90 %, "
    "elles ne sont plus dans votre portefeuille."
)
BOTH_YEARS = "Vous avez gardé 2024 et 2025 ensemble : filtrez ce qui est daté de 2025."
LAST_YEAR = "Ce chiffre vient de 2024 : gardez ce qui est daté de 2025."
ECO = "Vous avez compté l’éco-contribution : elle est reversée, le CA de la maison s’entend sans elle."
DELIVERED = (
    "Vous n’avez gardé que les commandes livrées : une commande en cours est vendue, elle compte dans "
    "l’année de sa date."
)
SIMPLE_MEAN = (
    "Vous avez fait la moyenne simple des lignes : la valeur moyenne d’une unité pèse chaque ligne par sa "
    "quantité prévue."
)
BASKET = "cp4-dashboard.basket"
KEPT = frozenset(
    {
        "mc.var-sign",
        "mc.var-price-plan",
        "mc.var-nomix",
        "mc.pct-base",
        "mc.be-ca-fixed",
        "mc.be-margin",
        "trap.round-down",
        "trap.not-whole",
        "trap.index",
        "trap.flat-season",
        "trap.not-divided",
        "trap.cumulated",
        "trap.five-lines",
        "mc.var-on-sales",
        "trap.var-rate",
        "trap.var-cost",
        "trap.var-units",
        "trap.var-gaps",
        "trap.var-actual-mean",
        "trap.var-actual",
        "trap.var-no-mix",
        "trap.var-no-price",
        "trap.increase",
        "trap.other-season",
        "trap.monthly-mean",
        "trap.quotes-for-orders",
    }
)
"""Conventions that one keeps all along (a sign, a base, a rounding): made again, they are one mistake."""

FIGURES = ("planned-qty", "price", "cost", "actual-qty", "actual-price")
COLUMNS = ("ca", "margin")


def lines(case: Case) -> tuple[str, ...]:
    """The names of the figures of the budget's lines that are followed, five a line."""
    return tuple(
        f"{figure}-{rank}"
        for rank, _ in enumerate(measures.budget(case, tracked=True), start=1)
        for figure in FIGURES
    )


def sold(*figures: Decimal) -> list[Sale]:
    """Put the figures of the budget back in lines."""
    return [Sale(*figures[start : start + 5]) for start in range(0, len(figures), 5)]


def worth(column: str, sale: Sale) -> Decimal:
    """What one unit of a line was planned to bring: its price, or its margin."""
    return dec(sale.planned_price) - (dec(sale.planned_cost) if column == "margin" else 0)


@ground("cp4")
def _(case: Case, truth: Truth) -> Ground:
    return Ground(
        {
            **_sales(case),
            **_costs(case),
            **_budget(case),
            **_time(case, truth),
            "clients": Given(_clients(case)),
            "visits": Given(Decimal(measures.visits(case, YEAR))),
            "quotes": Given(measures.quotes(case, YEAR)),
            "opportunities": Given(assessed.opportunities(case)),
        },
        {
            f"mean-{column}": Between(PRICE, Way(partial(mean_worth, column), lines(case)))
            for column in COLUMNS
        },
        _readings(case, truth),
        KEPT,
    )


def _sales(case: Case) -> dict[str, Given]:
    return {
        "sales": Given(measures.sales(case, YEAR)),
        "sales-before": Given(measures.sales(case, YEAR - 1), AMOUNT),
        "exceptional": Given(measures.exceptional_order(case, YEAR - 1).net_ht, AMOUNT),
        "months": Given(measures.monthly_sales(case, YEAR)),
        "orders": Given(Decimal(len(measures.orders(case, YEAR))), COUNT),
        "objective": Given(case.company.objective_2025, AMOUNT),
        "next-objective": Given(case.company.objective_2026, AMOUNT),
        "receivables": Given(assessed.receivables_ttc(case), AMOUNT),
    }


def _costs(case: Case) -> dict[str, Given]:
    return {
        "costs": Given(measures.variable_costs(case, YEAR), AMOUNT),
        "fixed-costs": Given(assessed.fixed_costs(case), AMOUNT),
        "direct-costs": Given(measures.direct_costs(case), AMOUNT),
        "target-result": Given(case.company.target_result, AMOUNT),
    }


def _budget(case: Case) -> dict[str, Given]:
    figures = (dec(figure) for sale in measures.budget(case, tracked=True) for figure in sale)
    return {
        name: Given(figure, COUNT if "qty" in name else PRICE)
        for name, figure in zip(lines(case), figures, strict=True)
    }


def _time(case: Case, truth: Truth) -> dict[str, Given]:
    minutes = {row.id: Decimal(row.minutes) for row in case.time_use}
    selling = [row.id for row in truth.time_use if row.selling]
    admin = [row.id for row in case.time_use if row.label == ADMINISTRATIVE]
    return {
        name: Given(sum((minutes[row] for row in rows), Decimal(0)) / 60, HOURS)
        for name, rows in {
            "month-hours": minutes,
            "admin-hours": admin,
            "selling-hours": selling,
            "road-hours": _road(case),
            "visit-hours": [row.id for row in case.time_use if row.label == VISITS],
        }.items()
    }


def hours_in(case: Case, kind: str) -> Decimal:
    """Hours of the month spent in one way, by its French label."""
    return sum((Decimal(row.minutes) for row in case.time_use if row.label == kind), Decimal(0)) / 60


def _road(case: Case) -> list[str]:
    return [row.id for row in case.time_use if row.label == ROAD]


def _clients(case: Case, **kept: bool) -> tuple[int, int]:
    """Clients of the year before who came back, and all of them."""
    before, now = (measures.clients(case, year, **kept) for year in (YEAR - 1, YEAR))
    return len(before & now), len(before)


def _simple_mean(column: str, case: Case) -> Decimal:
    """Mean worth of the lines that are followed, whatever each one's quantity."""
    worths = [worth(column, sale) for sale in measures.budget(case, tracked=True)]
    return sum(worths, Decimal(0)) / len(worths)


def mean_worth(column: str, *figures: Decimal) -> Decimal:
    """Mean worth of a planned unit."""
    planned = sold(*figures)
    units = sum((dec(sale.planned_quantity) for sale in planned), Decimal(0))
    return sum((dec(sale.planned_quantity) * worth(column, sale) for sale in planned), Decimal(0)) / units


def _selling_and_road(case: Case, truth: Truth) -> Decimal:
    known = _time(case, truth)
    return known["selling-hours"].value + known["road-hours"].value


def _last_year(case: Case) -> dict[str, Any]:
    """What a filter left on the year before gives, and its basket, which one may take alone."""
    before = YEAR - 1
    sales, orders = measures.sales(case, before), Decimal(len(measures.orders(case, before)))
    return {
        "sales": sales,
        "orders": orders,
        "costs": measures.variable_costs(case, before),
        "visits": Decimal(measures.visits(case, before)),
        "quotes": measures.quotes(case, before),
        BASKET: sales / orders,
    }


def _both_years(case: Case) -> dict[str, Any]:
    """What is found without a filter on the year."""
    years = (YEAR - 1, YEAR)
    counted = zip(*(measures.quotes(case, year) for year in years), strict=True)
    return {
        "sales": sum((measures.sales(case, year) for year in years), Decimal(0)),
        "orders": Decimal(sum(len(measures.orders(case, year)) for year in years)),
        "costs": sum((measures.variable_costs(case, year) for year in years), Decimal(0)),
        "visits": Decimal(sum(measures.visits(case, year) for year in years)),
        "quotes": measures.Quotes(*map(sum, counted)),
    }


def _delivered(case: Case) -> dict[str, Any]:
    """What is found by keeping only the orders of the year that are delivered."""
    kept = [order for order in measures.orders(case, YEAR) if order.status == "livrée"]
    costs = measures.order_costs(case)
    return {
        "sales": sum((order.net_ht for order in kept), Decimal(0)),
        "orders": Decimal(len(kept)),
        "costs": sum((costs[order.order_id] for order in kept), Decimal(0)),
        "months": _by_month((order.date.month, order.net_ht) for order in kept),
    }


def _by_month(amounts: Iterable[tuple[int, Decimal]]) -> tuple[Decimal, ...]:
    months = [Decimal(0)] * 12
    for month, amount in amounts:
        months[month - 1] += amount
    return tuple(months)


def _with_eco_fees(case: Case) -> dict[str, Any]:
    """What the orders of the year come to with the eco fees that the house only passes on."""
    orders = measures.orders(case, YEAR)
    return {
        "sales": sum((order.net_ht + order.eco_fee for order in orders), Decimal(0)),
        "months": _by_month((order.date.month, order.net_ht + order.eco_fee) for order in orders),
    }


def _readings(case: Case, truth: Truth) -> list[Reading]:
    counted = {"cancelled": True}
    taxed: Mapping[str, Any] = {
        name: add_vat(amount).ttc
        for name, amount in {
            "sales-before": measures.sales(case, YEAR - 1),
            "exceptional": measures.exceptional_order(case, YEAR - 1).net_ht,
        }.items()
    }
    invoiced = sum((i.ttc for i in case.invoices if i.issued.year == YEAR), Decimal(0))
    months = tuple(add_vat(amount).ttc for amount in measures.monthly_sales(case, YEAR))

    direct = measures.direct_costs(case)
    only_direct = slips.break_even_direct(direct, measures.contribution_rate(case, YEAR))[0]

    def reading(name: str, message: str, **values: Any) -> Reading:
        named = {measure.replace("_", "-"): value for measure, value in values.items()}
        return Reading(f"trap.{name}", typeset(message), named)

    return [
        reading(
            "T02",
            CANCELLED,
            sales=measures.sales(case, YEAR, **counted),
            sales_before=measures.sales(case, YEAR - 1, **counted),
            orders=Decimal(len(measures.orders(case, YEAR, **counted))),
            costs=measures.variable_costs(case, YEAR, **counted),
            months=measures.monthly_sales(case, YEAR, **counted),
            clients=_clients(case, **counted),
        ),
        Reading(
            "trap.T05", typeset(TTC), {**taxed, "sales": measures.sales_ttc(case, YEAR), "months": months}
        ),
        Reading("trap.T05", typeset(TTC), {**taxed, "sales": invoiced, "months": months}),
        Reading("mc.margin-eco", typeset(ECO), _with_eco_fees(case)),
        Reading("trap.delivered", typeset(DELIVERED), _delivered(case)),
        Reading("trap.last-year", typeset(LAST_YEAR), _last_year(case)),
        Reading("trap.both-years", typeset(BOTH_YEARS), _both_years(case)),
        Reading(only_direct.id, only_direct.message, {"fixed-costs": direct}),
        Reading(
            "trap.simple-mean",
            typeset(SIMPLE_MEAN),
            {f"mean-{column}": _simple_mean(column, case) for column in COLUMNS},
        ),
        reading("T06", EXCEPTIONAL, exceptional=Decimal(0)),
        reading("T01", RENEWED, clients=_clients(case, renewals=True)),
        reading("road", ON_THE_ROAD, selling_hours=_selling_and_road(case, truth)),
        reading("T28", IDLE, opportunities=assessed.opportunities(case, stale=True)),
    ]
