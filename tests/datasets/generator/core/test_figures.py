"""The figures of each variant: whole, coherent, and of its own."""

import pytest
from generator.core.figures import SEASON, figures

VARIANTS = [f"{number:02d}" for number in range(17)]


@pytest.fixture(params=VARIANTS)
def known(request):
    return figures(request.param)


def test_parts_make_a_whole(known):
    assert sum(known.shares.values()) == 10_000
    assert sum(SEASON) == 1_200
    assert sum(count for count, _ in known.followed) == known.quotes[2025]
    assert sum(wins for _, wins in known.followed) == known.wins[2025]
    assert known.active + known.dormant + known.lost == 177
    assert len(known.costs) == 9


def test_the_story_holds(known):
    assert known.ca[2024] < known.ca[2025] < known.objective < known.objective_next
    assert known.contribution[2025] < known.contribution[2024]
    assert known.admin_before + 200 < known.admin
    assert known.prospect_visits[2025] < known.prospect_visits[2024] < 132
    assert known.visits[2025] < known.visits[2024] < 528
    rates = [wins / count for count, wins in known.followed]
    assert rates == sorted(rates)
    assert min(known.lost, known.newcomers - 3) >= 3


def test_the_budget_was_richer_in_machines(known):
    assert known.fixed_speed.qty > known.fixed_speed.actual_qty
    assert known.fixed_speed.price > known.fixed_speed.actual_price > known.fixed_speed.cost
    assert known.audits.qty < known.audits.actual_qty
    assert known.contracts.qty < known.contracts.actual_qty
    lines = (known.fixed_speed, known.audits, known.contracts)
    assert sum(line.qty for line in lines) < sum(line.actual_qty for line in lines)


@pytest.mark.parametrize(
    "name", ["objective", "quoted", "won", "exceptional", "drop", "drift", "admin", "dso", "target_result"]
)
def test_no_two_variants_share_a_figure(name):
    values = [getattr(figures(variant), name) for variant in VARIANTS]
    assert len(set(values)) == 17
