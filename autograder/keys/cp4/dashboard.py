"""cp4-dashboard: twelve indicators of 2025, from the raw orders, quotes, activities and invoices."""

from collections.abc import Mapping
from decimal import Decimal

from autograder.keys import assessed
from autograder.keys.answers import Answers
from autograder.keys.asked import AMOUNT, COUNT, DAYS, PRICE, RATE, SALES, Asked, asked, questions
from autograder.keys.asked.graph import Graph
from autograder.keys.assessed import YEAR
from autograder.keys.traps import trap
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc.calc import activity, credit, percent, slips
from ntc.calc.slips import Slip
from ntc.calc.vat import add_vat
from ntc.case import Case, measures
from ntc.french import percent as in_percent

ID = "cp4-dashboard"
WITHOUT_DISPUTED = (
    "Vous avez laissé de côté les factures en litige : tant qu’elles ne sont pas payées, elles sont dues."
)
INDEX = "C’est un indice, l’arrivée rapportée au départ : l’évolution est ce qu’il a de plus que 100 %."
NEXT = "Vous avez divisé par l’objectif de 2026 : le CA de 2025 se rapporte à celui de 2025."
COST = "C’est le coût des ventes : la marge est ce qui reste du CA quand on l’a payé."
RESULT = "Vous avez ôté aussi les charges fixes : la marge sur coût variable est celle qui doit les payer."
OPEN = (
    "Vous avez ôté les devis en cours : tous ceux de l’année comptent ici, et ce taux montera encore. "
    "Dites-le à qui lit le vôtre."
)
CLOSED = (
    "Vous avez rapporté les devis gagnés à ceux qui sont gagnés ou perdus : les devis sans suite et en cours "
    "ont été faits aussi, ils comptent ici."
)
OVERDUE = "Vous n’avez compté que les factures échues : toute facture qui reste à payer est une créance."
BASE = (
    "Vous avez rapporté les clients revenus à ceux de 2025 : on les rapporte à ceux de 2024, qui pouvaient "
    "revenir."
)
TAKEN_TWICE = (
    "Vous avez ôté les reconductions de la colonne « Commandes », où elles ne sont pas : la table les compte "
    "à part."
)
CLIENTS_ONLY = (
    "Vous n’avez compté que les visites faites à des clients, les seules de la table Clients : celles "
    "faites à des prospects en sont aussi."
)
LIKE_FOR_ALL = (
    "Vous avez ôté la commande exceptionnelle ici aussi : cette ligne compare les deux années entières, la "
    "suivante la retire."
)
CA, MARGIN = f"{ID}.ca", f"{ID}.contribution"


def _both(graph: Graph, answers: Answers, marks: Mapping[str, PartMark]) -> list[str]:
    """Growth and achievement, to whoever found both: what is right on an own CA only would be given away."""
    found = (marks[part] for part in ("growth", "achievement"))
    if not all(mark.fraction == 1 and not mark.carried for mark in found):
        return []
    grown = in_percent(graph.right(f"{ID}.growth"), 1, signed=True)
    reached = in_percent(graph.right(f"{ID}.achievement"), 1)
    return [f"{grown} sur un an, mais {reached} de l’objectif : dites les deux."]


@questions(ID, comments=_both)
def dashboard(case: Case, truth: Truth) -> dict[str, Asked]:
    """The twelve cells of the table."""
    return {**_turnover(case), **_margin(case), **_clientele(case), **_cash(case)}


def _turnover(case: Case) -> dict[str, Asked]:
    after = case.company.objective_2026
    exceptional = measures.exceptional_order(case, YEAR - 1).net_ht
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
            slips=lambda before, now: [
                *_growth_slips(before, now),
                trap("like-for-all", percent.growth(before - exceptional, now), LIKE_FOR_ALL),
            ],
            method="(CA 2025 − CA 2024) ÷ CA 2024, toutes commandes comprises sauf les annulées.",
        ),
        "growth-like": asked(
            RATE,
            lambda before, exceptional, now: percent.growth(before - exceptional, now),
            "sales-before",
            "exceptional",
            CA,
            slips=lambda before, exceptional, now: _growth_slips(before - exceptional, now),
            method="Retirez de 2024 la commande exceptionnelle d’octobre, puis comparez 2025 à ce reste.",
        ),
        "achievement": asked(
            RATE,
            lambda sales, objective: activity.achievement(sales, objective).rate,
            CA,
            "objective",
            slips=lambda sales, objective: [
                *slips.achievement(sales, objective),
                trap("next-objective", sales / after, NEXT),
            ],
            method="Réalisé ÷ objectif de l’année, en HT tous les deux.",
        ),
    }


def _growth_slips(before: Decimal, now: Decimal) -> list[Slip]:
    return [*slips.growth(before, now), trap("index", now / before, INDEX)]


def _margin(case: Case) -> dict[str, Asked]:
    fixed = assessed.fixed_costs(case)
    return {
        "contribution": asked(
            SALES,
            lambda sales, costs: sales - costs,
            CA,
            "costs",
            slips=lambda sales, costs: [
                trap("cost-for-margin", costs, COST),
                trap("result-for-margin", sales - costs - fixed, RESULT),
            ],
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
    visited = measures.visits_by_account(case, YEAR)
    to_clients = sum(visited[client.client_id] for client in case.clients)
    kept = [len(measures.clients(case, year)) for year in (YEAR, YEAR - 1)]
    twice = _renewals_taken_twice(case)
    pending = sum(quote.date.year == YEAR and quote.closed_on is None for quote in case.quotes)
    lost = sum(quote.date.year == YEAR and quote.status == "perdu" for quote in case.quotes)
    return {
        "conversion": asked(
            RATE,
            lambda quotes: activity.conversion(quotes.won, quotes.made),
            "quotes",
            slips=lambda quotes: [
                *slips.conversion(*quotes),
                trap("open-quotes", activity.conversion(quotes.won, quotes.made - pending), OPEN),
                trap("won-or-lost", activity.conversion(quotes.won, quotes.won + lost), CLOSED),
            ],
            method="Devis gagnés ÷ tous les devis datés de 2025, quelle que soit leur issue.",
        ),
        "retention": asked(
            RATE,
            lambda clients: activity.retention(*clients),
            "clients",
            slips=lambda clients: [
                *slips.retention(*kept),
                trap("retention-base", activity.retention(clients[0], kept[0]), BASE),
                *(trap("renewals-twice", rate, TAKEN_TWICE) for rate in twice),
            ],
            method="Parmi les clients qui ont commandé en 2024, la part de ceux qui ont recommandé en 2025 ; "
            "ni annulation ni renouvellement automatique de contrat ne compte.",
        ),
        "visits": asked(
            COUNT,
            lambda visits: visits,
            "visits",
            slips=lambda visits: [trap("clients-only", Decimal(to_clients), CLIENTS_ONLY)],
            method="Comptez les activités « visite » datées de 2025.",
        ),
    }


def _renewals_taken_twice(case: Case) -> list[Decimal]:
    """Rates of who takes « Reconductions » off « Commandes », where they are not: this year, or both."""
    before = measures.clients(case, YEAR - 1)
    left, left_before = (
        {client for client in measures.clients(case, year) if bought.placed[client] > bought.renewed[client]}
        for year, bought in ((each, measures.bought(case, each)) for each in (YEAR, YEAR - 1))
    )
    return [activity.retention(len(left & base), len(base)) for base in (before, left_before)]


def _cash(case: Case) -> dict[str, Asked]:
    everything = assessed.opportunities(case, stale=True)
    left = measures.balances(case)
    disputed = sum((left[each.invoice_id] for each in case.invoices if each.disputed), Decimal(0))
    due = sum(
        (left[each.invoice_id] for each in case.invoices if each.due < case.company.closing), Decimal(0)
    )
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
                trap("dso-overdue", credit.dso(due, add_vat(sales).ttc), OVERDUE),
            ],
            # VAT counted twice on the sales, or taken off what clients owe: one figure.
            silent=frozenset({"trap.T05"}),
            method="(Factures − règlements − avoirs, au 31/12/2025) × 360 ÷ CA TTC de l’année.",
        ),
        "pipeline": asked(
            AMOUNT,
            activity.weighted_pipeline,
            "opportunities",
            slips=lambda kept: [*slips.weighted_pipeline(kept), *slips.weighted_pipeline(everything)],
            method="Pour chaque affaire dont la dernière activité a 60 jours au plus : montant × "
            "probabilité, puis la somme.",
        ),
    }
