"""cp2-goals: the objective of the year turned into meetings and visits, and where it breaks."""

from dataclasses import replace
from decimal import Decimal

from autograder.keys.asked import AMOUNT, COUNT, SALES, Asked, Nature, Way, asked, questions
from autograder.keys.traps import trap
from autograder.truth import Truth
from ntc.calc import slips
from ntc.calc.numbers import whole_up
from ntc.calc.slips import Slip
from ntc.case import Case

ID = "cp2-goals"
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
A_DAY = Nature(Decimal("0.05"), (HUNDREDTH, TENTH), answered=(TENTH,), nearly=Decimal("0.02"))
"""Visits a day: to one decimal."""
RISE = replace(SALES, reach=Decimal("1.5"))
"""The gap of two large figures: an objective or a CA misread by a tenth doubles it."""

ON_OBJECTIVE = "La hausse se mesure sur le réalisé, pas sur l’objectif 2025 : lui dit ce que l’on voulait."
PER_ORDER = "C’est un panier par commande, non par client : un client passe plusieurs commandes dans l’année."
NEVER_SERVED = "Un client créé et jamais servi fausse la moyenne : ne gardez que ceux qui ont commandé."
TIMES = "Vous avez multiplié par le taux : c’est descendre l’entonnoir. Pour remonter, on divise."
DOWN = "Arrondissez au-dessus : une partie de devis ou de rendez-vous ne se fait pas."
NOT_WHOLE = "Un devis ou un rendez-vous est entier : arrondissez au-dessus."
ONCE = "Juste, en n’arrondissant qu’à la fin ; à chaque étage, un devis est déjà entier."
PROSPECTS = "Les visites de prospects manquent : la maison en réserve une part, avant de compter le reste."
AS_DONE = "C’est ce qui a été fait en 2025 : combien en faudrait-il pour loger toute la capacité ?"


@questions(ID)
def goals(case: Case, truth: Truth) -> dict[str, Asked]:
    """Ten figures, in the order of the chain: euros, clients, quotes, meetings, visits."""
    return {**_money(), **_funnel(), **_load()}


def _money() -> dict[str, Asked]:
    return {
        "rise": asked(
            RISE,
            lambda objective, sales, before: objective - sales,
            *("objective", "sales", "objective-before"),
            slips=lambda objective, sales, before: [trap("on-objective", objective - before, ON_OBJECTIVE)],
            method="Objectif 2026 − CA réalisé en 2025.",
        ),
        "newcomer": asked(
            AMOUNT,
            lambda sales, newcomers, *_: sales / newcomers,
            *("newcomers-sales", "newcomers", "created", "newcomers-orders", "basket"),
            slips=_newcomer_slips,
            method="CA de 2025 des clients créés et servis dans l’année ÷ leur nombre.",
        ),
        "brought": asked(
            SALES,
            lambda wanted, newcomer: wanted * newcomer,
            *("wanted", f"{ID}.newcomer"),
            method="Nombre de nouveaux clients demandés × CA moyen d’un nouveau.",
        ),
        "rest": asked(
            RISE,
            lambda rise, brought: rise - brought,
            *(f"{ID}.rise", f"{ID}.brought"),
            method="Hausse − ce qu’apporteront les nouveaux clients.",
        ),
    }


def _newcomer_slips(
    sales: Decimal, newcomers: Decimal, created: Decimal, orders: Decimal, basket: Decimal
) -> list[Slip]:
    """The mistakes on the mean; none of a client never served where all of them were."""
    return [
        trap("per-order", sales / orders, PER_ORDER),
        trap("per-order", basket, PER_ORDER),
        *([trap("never-served", sales / created, NEVER_SERVED)] if created != newcomers else []),
    ]


def _funnel() -> dict[str, Asked]:
    return {
        "quotes": asked(
            COUNT,
            lambda wanted, rate, by_value: Decimal(whole_up(wanted / rate)),
            *("wanted", "conversion", "conversion-by-value"),
            slips=_quotes_slips,
            method="Nouveaux clients ÷ taux de transformation de 2025 en nombre, au devis supérieur.",
        ),
        "meetings": asked(
            COUNT,
            lambda quotes, rate, *_: Decimal(whole_up(quotes / rate)),
            *(f"{ID}.quotes", "meeting-rate", "wanted", "conversion"),
            also=(
                Way(
                    lambda wanted, won, rate: Decimal(whole_up(wanted / won / rate)),
                    ("wanted", "conversion", "meeting-rate"),
                    ONCE,
                ),
            ),
            slips=_meetings_slips,
            method="Devis ÷ part des rendez-vous qui donnent un devis, au rendez-vous supérieur.",
        ),
    }


def _quotes_slips(wanted: Decimal, rate: Decimal, by_value: Decimal) -> list[Slip]:
    return [
        *slips.quotes_needed(wanted, by_value),
        trap("funnel-times", Decimal(whole_up(wanted * rate)), TIMES),
        *_badly_rounded(wanted / rate),
    ]


def _meetings_slips(quotes: Decimal, rate: Decimal, wanted: Decimal, won: Decimal) -> list[Slip]:
    """The mistakes on the meetings, less what whoever rounds once, at the end, finds too."""
    once = Decimal(whole_up(wanted / won / rate))
    found = [
        trap("funnel-times", Decimal(whole_up(quotes * rate)), TIMES),
        *_badly_rounded(quotes / rate),
    ]
    return [slip for slip in found if slip.value != once]


def _badly_rounded(exact: Decimal) -> list[Slip]:
    if not exact % 1:
        return []
    return [
        trap("round-down", Decimal(whole_up(exact) - 1), DOWN),
        trap("not-whole", exact, NOT_WHOLE),
    ]


def _load() -> dict[str, Asked]:
    return {
        "high": asked(
            COUNT,
            lambda high, prospects: high + prospects,
            *("high", "prospects"),
            slips=lambda high, prospects: [trap("prospects-out", high, PROSPECTS)],
            method="8 par A, 4 par B, 1 par C, et les visites réservées aux prospects.",
        ),
        "excess": asked(
            COUNT,
            lambda high, capacity: high - capacity,
            *(f"{ID}.high", "capacity"),
            method="Charge au rythme haut − capacité de l’année.",
        ),
        "free": asked(
            COUNT,
            lambda capacity, low, prospects: capacity - low - prospects,
            *("capacity", "low", "prospects"),
            slips=lambda capacity, low, prospects: [trap("prospects-out", capacity - low, PROSPECTS)],
            method="Capacité − (6 par A, 3 par B, rien par C, et les visites réservées aux prospects).",
        ),
        "daily": asked(
            A_DAY,
            lambda capacity, days, visits: capacity / days,
            *("capacity", "road-days", "visits"),
            slips=lambda capacity, days, visits: [trap("as-done", visits / days, AS_DONE)],
            method="Capacité de l’année ÷ journées de route de 2025.",
        ),
    }
