"""What the figures of CP1 rest on: the old survey and the new, the market, its prices, our sales."""

from decimal import Decimal

from autograder.keys.asked import Given, Ground, ground
from autograder.keys.assessed import YEAR
from autograder.truth import Truth
from ntc.case import Case
from ntc.lessons.cp1 import worked

OLD = 2019
HUNDRED = Decimal(100)
# Conventions that one keeps all along: made again, they are one mistake.
KEPT = frozenset({"mc.cagr-n", "mc.cagr-mean", "mc.index-month", "mc.index-points"})


@ground("cp1")
def _(case: Case, truth: Truth) -> Ground:
    last = [row for row in case.market_stats if row.year == YEAR]
    return Ground(
        {
            "survey": Given(survey(case)),
            "equipment": Given(Decimal(truth.old_survey[0].equipment_pct) / HUNDRED),
            "article": Given(sum((value for value, _ in survey(case)), Decimal(0))),
            "market": Given(worked.market(case, YEAR)),
            "market-before": Given(worked.market(case, YEAR - 1)),
            "sales": Given(sum((row.galerne_ca for row in last), Decimal(0))),
            "prices-before": Given(tuple(worked.prices(case, "compressors", YEAR - 1))),
            "prices": Given(tuple(worked.prices(case, "compressors", YEAR))),
            "leader": Given(Decimal(str(worked.leader_share(case)))),
            "objective": Given(case.company.objective_2026),
            "slope": Given(worked.market_growth(case)),
        },
        kept=KEPT,
    )


def survey(case: Case) -> tuple[tuple[Decimal, Decimal], ...]:
    """What each department bought in the year of the old survey, in euros, and its part in the sector."""
    return tuple(
        (row.value_meur * 1_000_000, Decimal(row.sector_share_pct) / HUNDRED) for row in case.old_survey
    )
