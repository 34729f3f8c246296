"""cp4-break-even: contribution rate, threshold, safety, two dates, and the sales for a target result."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from autograder.keys.asked import DATE, RATE, SALES, Asked, Way, asked, questions
from autograder.keys.assessed import YEAR
from autograder.keys.traps import trap
from autograder.truth import Truth
from ntc.calc import breakeven, margins, slips
from ntc.calc.slips import Slip
from ntc.case import Case, measures
from ntc.french import euros as eur
from ntc.french import typeset

ID = "cp4-break-even"
CA, MARGIN, MARGIN_RATE = (f"cp4-dashboard.{part}" for part in ("ca", "contribution", "margin-rate"))
RATE_OF_MARGIN, THRESHOLD = f"{ID}.mcv-rate", f"{ID}.threshold"
REFERENCE = "GV-22"
BY_SALES = "divisez la marge par le CA."
MARKUP = (
    "Vous avez divisé par la marge rapportée au coût : c’est un CA que l’on cherche, divisez par la marge "
    "rapportée au CA."
)
SHARE = "C’est ce que le seuil pèse dans le CA : l’indice de sécurité est ce qui reste au-dessus."
RAW = (
    "Il reste à diviser par le taux de marge sur coût variable : un euro de CA ne laisse pas un euro pour "
    "payer charges et résultat."
)
ALONE = "Les charges fixes manquent : le CA visé les paie d’abord, puis laisse le résultat."
IN_MONTHS = "Exact, en comptant des mois de 30 jours."
IN_MONTHS_OR_NOT = "Admis : c’est la date que donnent des mois de 30 jours, ou un jour entamé oublié."
PLANNED = (
    "Vous avez cumulé l’objectif de chaque mois : c’est avec les ventes réelles que le seuil a été franchi."
)
REGULAR_OR_PLANNED = (
    "C’est la date d’un rythme régulier, comme si chaque jour apportait autant, ou celle de l’objectif "
    "cumulé, qui tombe le même jour. Cumulez les ventes réelles, mois par mois."
)
DAY_BY_DAY = (
    "C’est le jour où les commandes, prises une à une, ont passé le seuil : la méthode demandée s’en tient "
    "aux mois et répartit celui où le seuil est franchi."
)


@questions(ID)
def break_even(case: Case, truth: Truth) -> dict[str, Asked]:
    """The six cells of the table."""
    product = _product_rate(case)
    return {**_threshold(product), **_dates(case), "target": _target(product)}


def _threshold(product: Decimal) -> dict[str, Asked]:
    return {
        "mcv-rate": asked(
            RATE,
            lambda margin, sales: margin / sales,
            MARGIN,
            CA,
            also=(Way(lambda rate: rate, (MARGIN_RATE,)),),
            slips=partial(_rate_slips, product),
            method="(CA − charges variables) ÷ CA, sur tout le secteur.",
        ),
        "threshold": asked(
            SALES,
            breakeven.break_even,
            "fixed-costs",
            RATE_OF_MARGIN,
            slips=lambda fixed, rate: [
                *slips.break_even(fixed, rate, product),
                trap("threshold-markup", fixed * (1 - rate) / rate, MARKUP),
            ],
            method="Charges fixes du secteur ÷ taux de marge sur coût variable.",
        ),
        "safety": asked(
            RATE,
            lambda sales, threshold: breakeven.safety(sales, threshold).index,
            CA,
            THRESHOLD,
            slips=lambda sales, threshold: [
                *slips.safety(sales, threshold),
                trap("threshold-share", threshold / sales, SHARE),
            ],
            method="(CA − seuil) ÷ CA.",
        ),
    }


def _dates(case: Case) -> dict[str, Asked]:
    return {
        "date-linear": asked(
            DATE,
            _in_year(breakeven.break_even_date),
            THRESHOLD,
            CA,
            also=(
                Way(
                    _in_year(breakeven.break_even_date_in_months),
                    (THRESHOLD, CA),
                    IN_MONTHS,
                    IN_MONTHS_OR_NOT,
                ),
            ),
            method="Seuil ÷ CA de l’année × 365 donne le rang du jour.",
        ),
        "date-seasonal": asked(
            DATE,
            _in_year(breakeven.seasonal_break_even_date),
            THRESHOLD,
            "months",
            slips=partial(_season_slips, case),
            # Orders to be delivered are of December, eco fees are few: neither moves the day by much.
            silent=frozenset({"trap.delivered", "mc.margin-eco"}),
            method="Cumulez les mois tant que le seuil n’est pas atteint ; dans le mois suivant, ce qui "
            "manque ÷ CA du mois × nombre de jours donne le jour.",
        ),
    }


def _target(product: Decimal) -> Asked:
    return asked(
        SALES,
        breakeven.sales_for_result,
        "fixed-costs",
        "target-result",
        RATE_OF_MARGIN,
        also=(
            Way(
                lambda threshold, result, rate: threshold + result / rate,
                (THRESHOLD, "target-result", RATE_OF_MARGIN),
            ),
            Way(
                lambda threshold, fixed, result: threshold * (fixed + result) / fixed,
                (THRESHOLD, "fixed-costs", "target-result"),
            ),
        ),
        slips=lambda fixed, result, rate: [
            *slips.sales_for_result(fixed, result, rate, product),
            trap("target-raw", fixed + result, RAW),
            trap("target-alone", result / rate, ALONE),
        ],
        method="(Charges fixes + résultat visé) ÷ taux de marge sur coût variable.",
    )


def _season_slips(case: Case, threshold: Decimal, months: Sequence[Decimal]) -> list[Slip]:
    """The dates of other methods, where the one asked for gives another."""
    found = slips.seasonal_break_even_date(threshold, months, YEAR)
    right = breakeven.seasonal_break_even_date(threshold, months, YEAR)
    planned = _planned(case, threshold)
    if any(slip.value == planned for slip in found):
        found = [replace(slip, message=typeset(REGULAR_OR_PLANNED)) for slip in found]
    for name, day, message in (
        ("planned-months", planned, PLANNED),
        ("day-by-day", _crossed(case, threshold), DAY_BY_DAY),
    ):
        taken = [right, *(slip.value for slip in found)]
        if day is not None and all(abs(day - each) > 2 * DATE.tolerance for each in taken):
            found = [*found, trap(name, day, message)]
    return found


def _planned(case: Case, threshold: Decimal) -> date | None:
    """The day on which the objective, month by month, reaches the threshold; None when it does not."""
    months = [case.company.objective_2025 * weight / 12 for weight in measures.season(case)]
    try:
        return breakeven.seasonal_break_even_date(threshold, months, YEAR)
    except ValueError:
        return None


def _crossed(case: Case, threshold: Decimal) -> date | None:
    """The day on which the orders of the year, added up, reach the threshold; None when they do not."""
    total = Decimal(0)
    for order in sorted(measures.orders(case, YEAR), key=lambda order: order.date):
        total += order.net_ht
        if total >= threshold:
            return order.date
    return None


def _in_year(formula: Callable) -> Callable:
    return lambda threshold, sales: formula(threshold, sales, YEAR)


def _product_rate(case: Case) -> Decimal:
    """The taux de marque, at list price, of the machine that the lesson works with."""
    product = next(product for product in case.products if product.sku == REFERENCE)
    return margins.margin_rate(product.price, product.cost)


def _rate_slips(product: Decimal, margin: Decimal, sales: Decimal) -> list[Slip]:
    return [
        *(
            replace(
                slip, message=typeset(f"Vous avez divisé par le coût, {eur(sales - margin)} : {BY_SALES}")
            )
            for slip in slips.margin_rate(sales, sales - margin)
        ),
        Slip(
            "mc.be-ca-fixed",
            1 - margin / sales,
            typeset("C’est le taux de charges variables ; la marge est ce qui reste quand on les a payées."),
        ),
        Slip(
            "mc.be-margin",
            product,
            typeset(f"C’est le taux de marque d’un seul produit ({REFERENCE}) : prenez tout le secteur."),
        ),
    ]
