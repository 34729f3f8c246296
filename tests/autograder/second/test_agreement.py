"""How two markers agree: against figures worked out by hand, and by the plain definition."""

import itertools
import random

import pytest

from autograder.second.agreement import agreement, kappa, rank_of
from tests.spaces import plain


def by_definition(ranks):
    """Weighted kappa as the mean over all pairs of learners: what is seen against what chance would give."""
    seen = sum((first - second) ** 2 for first, second in ranks) / len(ranks)
    mixed = [(first - second) ** 2 for (first, _), (_, second) in itertools.product(ranks, repeat=2)]
    return 1 - seen / (sum(mixed) / len(mixed))


def test_kappa_by_hand():
    # Two lines alike, two a step apart: seen ½; by chance ½. Nothing but chance.
    assert kappa([(0, 0), (0, 1), (1, 1), (1, 0)]) == 0
    # Opposite everywhere: seen 9, by chance 4,5.
    assert kappa([(0, 3), (3, 0)]) == -1
    assert kappa([(2, 2), (2, 2)]) is None


def test_kappa_is_the_definition_s():
    drawn = random.Random(4)
    for _ in range(200):
        ranks = [(drawn.randrange(4), drawn.randrange(4)) for _ in range(drawn.randrange(2, 30))]
        if len({each for pair in ranks for each in pair}) > 1:
            assert kappa(ranks) == pytest.approx(by_definition(ranks))
            assert kappa([(second, first) for first, second in ranks]) == pytest.approx(kappa(ranks))


@pytest.mark.parametrize(
    ("points", "full", "rank"),
    [(0, 6, 0), (2, 6, 1), (1.33, 4, 1), (2.67, 4, 2), (2.6, 4, 2), (4, 4, 3), (3, 6, 1), (5.1, 6, 3)],
)
def test_a_mark_is_of_the_nearest_level(points, full, rank):
    assert rank_of(points, full) == rank


def test_it_is_told_in_french_with_its_gap():
    pairs = [(4.0, 4.0)] * 6 + [(2.0, 4.0)] * 3 + [(6.0, 4.0)] + [(0.0, 0.0)] * 2
    found = agreement(pairs, 6.0)
    assert (found.lines, found.same) == (12, 8)
    assert found.gap == pytest.approx(8 / 12)
    assert found.lean == pytest.approx(4 / 12)
    said = plain(found.told)
    assert said.startswith("8 lignes sur 12 au même niveau. Écart moyen : 0,67 point par ligne")
    assert "la seconde donne 0,33 de plus" in said
    assert f"Kappa pondéré : {found.kappa:.2f}".replace(".", ",") in said


def test_few_lines_have_no_kappa():
    assert agreement([(4.0, 2.0)] * 9, 6.0).kappa is None
    assert "Trop peu de lignes" in agreement([(4.0, 2.0)], 6.0).told
    assert "Aucune ligne" in agreement([], 6.0).told
