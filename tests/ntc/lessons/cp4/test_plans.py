"""The plan of correction as a learner is told it."""

import pytest

from ntc.case import VARIANTS, load
from ntc.lessons.cp4.plans import remedies
from tests.spaces import plain


def test_each_remedy_shows_what_it_costs_and_brings_and_since_when():
    follow_up = next(item for item in remedies(load("00")).items if item.label.startswith("Relancer"))
    assert [plain(fact) for fact in follow_up.facts] == [
        "coût 240 €",
        "2 jours",
        "CA attendu 32 500 €",
        # At the taux de marque of 2024, 33,1 %, to the nearest ten euros.
        "marge attendue 10 760 €",
        "dès le 13/01/2026",
    ]


@pytest.mark.parametrize("variant", VARIANTS)
def test_everything_at_once_is_told_what_it_exceeds_and_nothing_else(variant):
    """Not who may decide, nor what the law forbids, nor until when: these are judged, not told."""
    case = load(variant)
    cost = sum(remedy.cost for remedy in case.remedies)
    days = sum(remedy.days for remedy in case.remedies)
    budget, limit = case.company.remedy_budget, case.company.remedy_days
    told = remedies(case).broken({remedy.id: {} for remedy in case.remedies}, draft=True)
    spent, allowed, beyond = (f"{euros:,.0f} €".replace(",", " ") for euros in (cost, budget, cost - budget))
    assert [plain(sentence) for sentence in told] == [
        f"Votre plan coûte {spent} pour une enveloppe de {allowed} : {beyond} de trop.",
        f"Votre plan prend {days} jours de votre temps pour {limit} disponibles : "
        f"{days - limit} jours de trop.",
    ]
