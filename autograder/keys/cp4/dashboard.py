"""cp4-dashboard: twelve indicators of 2025, from the raw orders, quotes, activities and invoices."""

from collections.abc import Sequence
from decimal import Decimal

from autograder.keys import assessed
from autograder.keys.answers import Answers
from autograder.keys.assessed import YEAR
from autograder.keys.primitives import Accepted, Figure, carried, combine, mark_number
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, cells, garbled, table
from autograder.keys.traps import trap
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import activity, percent, slips
from ntc.calc.slips import Slip
from ntc.case import Case, measures
from ntc.french import percent as in_percent

ID = "cp4-dashboard"
EURO = Decimal(1)
POINT = Decimal("0.0005")
DAY = Decimal(1)
CARRIED = "Calcul juste à partir du {} de vos réponses : l’erreur n’est comptée qu’une fois."
CANCELLED = "Vous avez compté les commandes annulées : elles n’apportent ni chiffre d’affaires ni marge."
TTC = "C’est un montant TTC : la TVA n’est pas à vous. Un tableau de bord commercial se tient en HT."
EXCEPTIONAL = (
    "La commande exceptionnelle d’octobre 2024 est restée dans la comparaison : retirez-la du CA de 2024."
)
RENEWED = "Un contrat qui se renouvelle tout seul n’est pas un client qui revient : ôtez les origines CTR."
GONE = "Une commande annulée ne dit pas qu’un client est resté : ôtez-les."
IDLE = (
    "Vous avez gardé des affaires sans activité depuis plus de 60 jours : même notées à 90 %, "
    "elles ne sont plus dans votre portefeuille."
)


@key(ID)
def dashboard(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Mean of the twelve cells; a wrong CA or margin is carried into the figures built on it."""
    asked, parts = figures(case), exercises.load()[ID].parts
    own = _carried(case, answers, asked)
    marks = [
        mark_number(part, answers.cell(ID, name), asked[name], own.get(name, ()))
        for name, part in parts.items()
    ]
    right = {mark.part for mark in marks if mark.fraction == 1}
    return combine(marks, comments=_both(case) if {"growth", "achievement"} <= right else ())


def figures(case: Case) -> dict[str, Figure]:
    """What each row asks for."""
    sales, counted = measures.sales(case, YEAR), measures.sales(case, YEAR, cancelled=True)
    sales_ttc, objective = measures.sales_ttc(case, YEAR), case.company.objective_2025
    won, made, won_value, made_value = measures.quotes(case, YEAR)
    everything = assessed.opportunities(case, stale=True)
    return {
        "ca": Figure(
            sales,
            EURO,
            [
                trap("T02", counted, CANCELLED),
                trap("T05", sales_ttc, TTC),
                trap("T05", _invoiced_ttc(case), TTC),
            ],
            "Additionnez le net HT des commandes datées de 2025, sans les annulées.",
        ),
        "growth": Figure(
            assessed.growth(case, YEAR),
            POINT,
            [*slips.growth(measures.sales(case, YEAR - 1), sales), *_growth_traps(case)],
            "(CA 2025 − CA 2024) ÷ CA 2024, toutes commandes comprises sauf les annulées.",
        ),
        "growth-like": Figure(
            assessed.comparable_growth(case, YEAR),
            POINT,
            [
                trap("T06", assessed.growth(case, YEAR), EXCEPTIONAL),
                *slips.growth(measures.ordinary_sales(case, YEAR - 1), sales),
            ],
            "Retirez de 2024 la commande exceptionnelle d’octobre, puis comparez 2025 à ce reste.",
        ),
        "achievement": Figure(
            activity.achievement(sales, objective).rate,
            POINT,
            [
                trap("T02", activity.achievement(counted, objective).rate, CANCELLED),
                trap("T05", activity.achievement(sales_ttc, objective).rate, TTC),
            ],
            "Réalisé ÷ objectif de l’année, en HT tous les deux.",
        ),
        "contribution": Figure(
            measures.contribution(case, YEAR),
            EURO,
            [trap("T02", measures.contribution(case, YEAR, cancelled=True), CANCELLED)],
            "CA moins la somme des quantités × coût unitaire réel des mêmes commandes.",
        ),
        "margin-rate": Figure(
            measures.contribution_rate(case, YEAR),
            POINT,
            slips.margin_rate(sales, measures.variable_costs(case, YEAR)),
            "Marge totale ÷ CA total : ne faites pas la moyenne des taux des commandes.",
        ),
        "basket": Figure(
            measures.basket(case, YEAR),
            EURO,
            [
                trap("T02", wrong, CANCELLED)
                for wrong in (
                    activity.average_basket(counted, len(measures.orders(case, YEAR, cancelled=True))),
                    activity.average_basket(sales, len(measures.orders(case, YEAR, cancelled=True))),
                )
            ],
            "CA ÷ nombre de commandes retenues, les mêmes en haut et en bas.",
        ),
        "conversion": Figure(
            measures.conversion(case, YEAR),
            POINT,
            slips.conversion(won, made, won_value, made_value),
            "Devis gagnés ÷ tous les devis datés de 2025, quelle que soit leur issue.",
        ),
        "retention": Figure(
            assessed.retention(case, YEAR),
            POINT,
            [
                trap("T01", assessed.retention(case, YEAR, renewals=True), RENEWED),
                trap("T02", assessed.retention(case, YEAR, cancelled=True), GONE),
                *slips.retention(len(measures.clients(case, YEAR)), len(measures.clients(case, YEAR - 1))),
            ],
            "Parmi les clients qui ont commandé en 2024, la part de ceux qui ont recommandé en 2025 ; "
            "ni annulation ni renouvellement automatique de contrat ne compte.",
        ),
        "visits": Figure(
            Decimal(measures.visits(case, YEAR)),
            Decimal(0),
            (),
            "Comptez les activités « visite » datées de 2025.",
        ),
        "dso": Figure(
            assessed.dso(case, YEAR),
            DAY,
            slips.dso(assessed.receivables_ttc(case), sales),
            "(Factures − règlements − avoirs, au 31/12/2025) × 360 ÷ CA TTC de l’année.",
        ),
        "pipeline": Figure(
            assessed.pipeline(case),
            EURO,
            [
                trap("T28", activity.weighted_pipeline(everything), IDLE),
                *slips.weighted_pipeline(assessed.opportunities(case)),
                *slips.weighted_pipeline(everything),
            ],
            "Pour chaque affaire active depuis moins de 60 jours : montant × probabilité, puis la somme.",
        ),
    }


def _growth_traps(case: Case) -> list[Slip]:
    with_cancelled = percent.growth(
        measures.sales(case, YEAR - 1, cancelled=True), measures.sales(case, YEAR, cancelled=True)
    )
    one_side = percent.growth(measures.sales(case, YEAR - 1), measures.sales(case, YEAR, cancelled=True))
    return [trap("T02", with_cancelled, CANCELLED), trap("T02", one_side, CANCELLED)]


def _invoiced_ttc(case: Case) -> Decimal:
    return sum((i.ttc for i in case.invoices if i.issued.year == YEAR), Decimal(0))


def _carried(case: Case, answers: Answers, asked: dict[str, Figure]) -> dict[str, Sequence[Accepted]]:
    """What the learner's own CA and margin lead to, by row: right methods that deserve their points."""
    rows: dict[str, list[Accepted]] = {}

    def accept(row: str, value: Decimal, source: str) -> None:
        rows.setdefault(row, []).append(Accepted(value, CARRIED.format(source)))

    sales = carried(answers.cell(ID, "ca"), asked["ca"].right)
    margin = carried(answers.cell(ID, "contribution"), asked["contribution"].right)
    if sales:
        accept("growth", percent.growth(measures.sales(case, YEAR - 1), sales), "CA")
        accept("growth-like", percent.growth(measures.ordinary_sales(case, YEAR - 1), sales), "CA")
        accept("achievement", activity.achievement(sales, case.company.objective_2025).rate, "CA")
        accept("contribution", sales - measures.variable_costs(case, YEAR), "CA")
        accept("margin-rate", asked["contribution"].right / sales, "CA")
        accept("basket", activity.average_basket(sales, len(measures.orders(case, YEAR))), "CA")
    if margin:
        accept("margin-rate", margin / asked["ca"].right, "montant de marge")
    if sales and margin:
        accept("margin-rate", margin / sales, "CA et du montant de marge")
    return rows


def _both(case: Case) -> list[str]:
    grown = in_percent(assessed.growth(case, YEAR), 1, signed=True)
    reached = in_percent(
        activity.achievement(measures.sales(case, YEAR), case.company.objective_2025).rate, 1
    )
    return [f"{grown} sur un an, mais {reached} de l’objectif : dites les deux."]


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    asked = figures(case)
    right = table(ID, {row: figure.right for row, figure in asked.items()})

    def miss(label: str, changes: dict[str, Decimal], lost: int, slip: str | None = None) -> Specimen:
        return Specimen(label, cells(right, ID, changes), 1 - lost / len(asked), slip)

    counted = measures.sales(case, YEAR, cancelled=True)
    wrong_sales = measures.sales(case, YEAR) + 50_000
    margin = measures.contribution(case, YEAR)
    built_on_it = {
        "ca": wrong_sales,
        "growth": percent.growth(measures.sales(case, YEAR - 1), wrong_sales),
        "growth-like": percent.growth(measures.ordinary_sales(case, YEAR - 1), wrong_sales),
        "achievement": wrong_sales / case.company.objective_2025,
        "margin-rate": margin / wrong_sales,
        "basket": wrong_sales / len(measures.orders(case, YEAR)),
    }
    each = [
        miss(f"{row}: {slip.id} no. {rank}", {row: slip.value}, 1, slip.id)
        for row, figure in asked.items()
        for rank, slip in enumerate(figure.slips)
    ]
    return [
        Specimen("right", right, 1.0),
        Specimen("right, rounded as a dashboard is", table(ID, _rounded(asked)), 1.0),
        *each,
        miss(
            "cancelled orders in CA and margin",
            {"ca": counted, "contribution": measures.contribution(case, YEAR, cancelled=True)},
            2,
            "trap.T02",
        ),
        miss("own CA carried into five figures", built_on_it, 1),
        miss("own CA and own costs", {"ca": wrong_sales, "contribution": margin + 50_000}, 1),
        miss("an unexplained figure", {"visits": Decimal(3)}, 1),
        Specimen("four cells only", {ID: dict(list(right[ID].items())[:4])}, 4 / len(asked)),
        *blank({ID: {}}, {ID: {row: {"value": " "} for row in asked}}),
        *garbled({ID: {row: {"value": "beaucoup"} for row in asked}}, {ID: {"ca": {"value": "1 € TTC"}}}),
    ]


def _rounded(asked: dict[str, Figure]) -> dict[str, Decimal]:
    """Rates with one decimal, visits whole, days and amounts with two: how a dashboard shows them."""
    places = {POINT: Decimal("0.001"), EURO: Decimal("0.01"), Decimal(0): Decimal(1)}
    return {row: figure.right.quantize(places[figure.tolerance]) for row, figure in asked.items()}
