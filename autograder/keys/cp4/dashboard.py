"""cp4-dashboard: twelve indicators of 2025, from the raw orders, quotes, activities and invoices."""

from collections.abc import Mapping
from decimal import Decimal

from autograder.keys import assessed
from autograder.keys.answers import Answers
from autograder.keys.asked import AMOUNT, COUNT, DAYS, PRICE, RATE, SALES, Asked, asked, questions
from autograder.keys.assessed import YEAR
from autograder.keys.traps import trap
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc.calc import activity, credit, percent, slips
from ntc.calc.vat import add_vat
from ntc.case import Case, measures
from ntc.french import percent as in_percent

ID = "cp4-dashboard"
WITHOUT_DISPUTED = (
    "Vous avez laissé de côté les factures en litige : tant qu’elles ne sont pas payées, elles sont dues."
)
CA, MARGIN = f"{ID}.ca", f"{ID}.contribution"


def _both(case: Case, answers: Answers, marks: Mapping[str, PartMark]) -> list[str]:
    """Growth and achievement, to whoever found both."""
    if not all(marks[part].fraction == 1 for part in ("growth", "achievement")):
        return []
    grown = in_percent(assessed.growth(case, YEAR), 1, signed=True)
    reached = in_percent(
        activity.achievement(measures.sales(case, YEAR), case.company.objective_2025).rate, 1
    )
    return [f"{grown} sur un an, mais {reached} de l’objectif : dites les deux."]


@questions(ID, comments=_both)
def dashboard(case: Case, truth: Truth) -> dict[str, Asked]:
    """The twelve cells of the table."""
    return {**_turnover(), **_margin(), **_clientele(case), **_cash(case)}


def _turnover() -> dict[str, Asked]:
    return {
        "ca": asked(
            SALES,
            lambda sales: sales,
            "sales",
            method="Additionnez le net HT des commandes datées de 2025, sans les annulées.",
        ),
        "growth": asked(
            RATE,
            percent.growth,
            "sales-before",
            CA,
            slips=slips.growth,
            method="(CA 2025 − CA 2024) ÷ CA 2024, toutes commandes comprises sauf les annulées.",
        ),
        "growth-like": asked(
            RATE,
            lambda before, exceptional, now: percent.growth(before - exceptional, now),
            "sales-before",
            "exceptional",
            CA,
            slips=lambda before, exceptional, now: slips.growth(before - exceptional, now),
            method="Retirez de 2024 la commande exceptionnelle d’octobre, puis comparez 2025 à ce reste.",
        ),
        "achievement": asked(
            RATE,
            lambda sales, objective: activity.achievement(sales, objective).rate,
            CA,
            "objective",
            slips=slips.achievement,
            method="Réalisé ÷ objectif de l’année, en HT tous les deux.",
        ),
    }


def _margin() -> dict[str, Asked]:
    return {
        "contribution": asked(
            SALES,
            lambda sales, costs: sales - costs,
            CA,
            "costs",
            method="CA moins la somme des quantités × coût unitaire réel des mêmes commandes.",
        ),
        "margin-rate": asked(
            RATE,
            lambda margin, sales: margin / sales,
            MARGIN,
            CA,
            slips=lambda margin, sales: slips.margin_rate(sales, sales - margin),
            method="Marge totale ÷ CA total : ne faites pas la moyenne des taux des commandes.",
        ),
        "basket": asked(
            PRICE,
            activity.average_basket,
            CA,
            "orders",
            method="CA ÷ nombre de commandes retenues, les mêmes en haut et en bas.",
        ),
    }


def _clientele(case: Case) -> dict[str, Asked]:
    kept = [len(measures.clients(case, year)) for year in (YEAR, YEAR - 1)]
    return {
        "conversion": asked(
            RATE,
            lambda quotes: activity.conversion(quotes.won, quotes.made),
            "quotes",
            slips=lambda quotes: slips.conversion(*quotes),
            method="Devis gagnés ÷ tous les devis datés de 2025, quelle que soit leur issue.",
        ),
        "retention": asked(
            RATE,
            lambda clients: activity.retention(*clients),
            "clients",
            slips=lambda clients: slips.retention(*kept),
            method="Parmi les clients qui ont commandé en 2024, la part de ceux qui ont recommandé en 2025 ; "
            "ni annulation ni renouvellement automatique de contrat ne compte.",
        ),
        "visits": asked(
            COUNT,
            lambda visits: visits,
            "visits",
            method="Comptez les activités « visite » datées de 2025.",
        ),
    }


def _cash(case: Case) -> dict[str, Asked]:
    everything = assessed.opportunities(case, stale=True)
    left = measures.balances(case)
    disputed = sum((left[each.invoice_id] for each in case.invoices if each.disputed), Decimal(0))
    return {
        "dso": asked(
            DAYS,
            lambda receivables, sales: credit.dso(receivables, add_vat(sales).ttc),
            "receivables",
            CA,
            slips=lambda receivables, sales: [
                *slips.dso(receivables, sales),
                trap(
                    "dso-disputed", credit.dso(receivables - disputed, add_vat(sales).ttc), WITHOUT_DISPUTED
                ),
            ],
            method="(Factures − règlements − avoirs, au 31/12/2025) × 360 ÷ CA TTC de l’année.",
        ),
        "pipeline": asked(
            AMOUNT,
            activity.weighted_pipeline,
            "opportunities",
            slips=lambda kept: [*slips.weighted_pipeline(kept), *slips.weighted_pipeline(everything)],
            method="Pour chaque affaire active depuis moins de 60 jours : montant × probabilité, puis la "
            "somme.",
        ),
    }
