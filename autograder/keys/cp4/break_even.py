"""cp4-break-even: contribution rate, threshold, safety, two dates, and the sales for a target result."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from functools import partial

from autograder.keys import assessed
from autograder.keys.answers import Answers
from autograder.keys.assessed import YEAR
from autograder.keys.primitives import Accepted, Figure, carried, combine, follow, mark_number
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, cells, garbled, table
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import breakeven, margins, slips
from ntc.calc.slips import Slip
from ntc.case import Case, measures
from ntc.french import typeset

ID = "cp4-break-even"
EURO = Decimal(1)
POINT = Decimal("0.0005")
DAY = timedelta(days=1)
REFERENCE = "GV-22"
RATE_CARRIED = (
    "Méthode juste à partir de votre taux de marge sur coût variable : l’erreur n’est comptée qu’une fois."
)
THRESHOLD_CARRIED = "Méthode juste à partir de votre seuil : l’erreur n’est comptée qu’une fois."
IN_MONTHS = "Exact, en comptant des mois de 30 jours."


@key(ID)
def break_even(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Mean of the six cells; a wrong rate or threshold is carried into what is built on it."""
    asked = figures(case)
    accepted = _accepted(case, answers, asked)
    return combine(
        [
            mark_number(part, answers.cell(ID, name), asked[name], accepted.get(name, ()))
            for name, part in exercises.load()[ID].parts.items()
        ]
    )


def figures(case: Case) -> dict[str, Figure]:
    """What each row asks for."""
    sales, threshold = measures.sales(case, YEAR), assessed.threshold(case, YEAR)
    rate, fixed = measures.contribution_rate(case, YEAR), assessed.fixed_costs(case)
    product, to_cover = _product_rate(case), fixed + case.company.target_result
    monthly = measures.monthly_sales(case, YEAR)
    return {
        "mcv-rate": Figure(
            rate, POINT, _rate_slips(case), "(CA − charges variables) ÷ CA, sur tout le secteur."
        ),
        "threshold": Figure(
            threshold,
            EURO,
            slips.break_even(fixed, rate, product),
            "Charges fixes du secteur ÷ taux de marge sur coût variable.",
        ),
        "safety": Figure(breakeven.safety(sales, threshold).index, POINT, (), "(CA − seuil) ÷ CA."),
        "date-linear": Figure(
            breakeven.break_even_date(threshold, sales, YEAR),
            DAY,
            (),
            "Seuil ÷ CA de l’année × 365 donne le rang du jour.",
        ),
        "date-seasonal": Figure(
            breakeven.seasonal_break_even_date(threshold, monthly, YEAR),
            DAY,
            slips.seasonal_break_even_date(threshold, monthly, YEAR),
            "Cumulez les mois tant que le seuil n’est pas atteint ; dans le mois suivant, ce qui manque "
            "÷ CA du mois × nombre de jours donne le jour.",
        ),
        "target": Figure(
            breakeven.sales_for_result(fixed, case.company.target_result, rate),
            EURO,
            slips.break_even(to_cover, rate, product),
            "(Charges fixes + résultat visé) ÷ taux de marge sur coût variable.",
        ),
    }


def _product_rate(case: Case) -> Decimal:
    """The taux de marque, at list price, of the machine that the lesson works with."""
    product = next(product for product in case.products if product.sku == REFERENCE)
    return margins.margin_rate(product.price, product.cost)


def _rate_slips(case: Case) -> list[Slip]:
    sales, costs = measures.sales(case, YEAR), measures.variable_costs(case, YEAR)
    return [
        *slips.margin_rate(sales, costs),
        Slip(
            "mc.be-ca-fixed",
            costs / sales,
            typeset("C’est le taux de charges variables ; la marge est ce qui reste quand on les a payées."),
        ),
        Slip(
            "mc.be-margin",
            _product_rate(case),
            typeset(f"C’est le taux de marque d’un seul produit ({REFERENCE}) : prenez tout le secteur."),
        ),
    ]


def _accepted(case: Case, answers: Answers, asked: dict[str, Figure]) -> dict[str, Sequence[Accepted]]:
    sales, fixed = measures.sales(case, YEAR), assessed.fixed_costs(case)
    rate = carried(answers.cell(ID, "mcv-rate"), asked["mcv-rate"].right, below=Decimal(1))
    own = carried(answers.cell(ID, "threshold"), asked["threshold"].right, below=sales)
    months = breakeven.break_even_date_in_months(assessed.threshold(case, YEAR), sales, YEAR)
    rows: dict[str, list[Accepted]] = {"date-linear": [Accepted(months, IN_MONTHS)]}
    if rate:
        to_cover = fixed + case.company.target_result
        rows["threshold"] = [follow(rate, partial(breakeven.break_even, fixed), RATE_CARRIED)]
        rows["target"] = [follow(rate, partial(breakeven.break_even, to_cover), RATE_CARRIED)]
    if own:
        rows["safety"] = [Accepted(breakeven.safety(sales, own).index, THRESHOLD_CARRIED)]
        rows["date-linear"] += [Accepted(day, THRESHOLD_CARRIED) for day in _linear_dates(own, sales)]
        seasonal = breakeven.seasonal_break_even_date(own, measures.monthly_sales(case, YEAR), YEAR)
        rows["date-seasonal"] = [Accepted(seasonal, THRESHOLD_CARRIED)]
    return rows


def _linear_dates(threshold: Decimal, sales: Decimal) -> tuple:
    return (
        breakeven.break_even_date(threshold, sales, YEAR),
        breakeven.break_even_date_in_months(threshold, sales, YEAR),
    )


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    asked = figures(case)
    sales, fixed, target = measures.sales(case, YEAR), assessed.fixed_costs(case), case.company.target_result
    right = table(ID, {row: figure.right for row, figure in asked.items()})
    months = breakeven.break_even_date_in_months(assessed.threshold(case, YEAR), sales, YEAR)
    product = _product_rate(case)
    own = breakeven.break_even(fixed, product)
    built_on_it = {
        "mcv-rate": product,
        "threshold": own,
        "safety": (sales - own) / sales,
        "date-linear": breakeven.break_even_date(own, sales, YEAR),
        "date-seasonal": breakeven.seasonal_break_even_date(own, measures.monthly_sales(case, YEAR), YEAR),
        "target": (fixed + target) / product,
    }
    each = [
        Specimen(f"{row}: {slip.id} no. {rank}", cells(right, ID, {row: slip.value}), 5 / 6, slip.id)
        for row, figure in asked.items()
        for rank, slip in enumerate(figure.slips)
    ]
    return [
        Specimen("right", right, 1.0),
        Specimen("months of 30 days", cells(right, ID, {"date-linear": months}), 1.0),
        *each,
        Specimen("own rate carried to the end", table(ID, built_on_it), 5 / 6, "mc.be-margin"),
        Specimen(
            "own threshold of a wrong formula, then a right safety index",
            cells(
                right,
                ID,
                {
                    "threshold": fixed / (1 - asked["mcv-rate"].right),
                    "safety": (sales - fixed / (1 - asked["mcv-rate"].right)) / sales,
                },
            ),
            5 / 6,
            "mc.be-ca-fixed",
        ),
        Specimen("an unexplained threshold", cells(right, ID, {"threshold": sales * 2}), 5 / 6),
        Specimen("two cells only", {ID: dict(list(right[ID].items())[:2])}, 2 / 6),
        *blank({ID: {}}, {ID: {"threshold": {"value": ""}}}),
        *garbled({ID: {row: {"value": "plus tard"} for row in asked}}),
    ]
