"""F58–F60."""

from decimal import Decimal as D
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import portfolio
from ntc.calc.portfolio import Purchases

FIVE = {"a": 120, "b": 60, "c": 30, "d": 20, "e": 10}
amounts = st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any)


def test_worked_numbers():
    assert "".join(portfolio.abc(FIVE).values()) == "AAABC"
    assert round(float(portfolio.gini(FIVE.values())), 3) == 0.433
    assert [round(float(s), 3) for s in portfolio.lorenz([120, 60, 30, 20, 10])] == [
        0,
        0.042,
        0.125,
        0.25,
        0.5,
        1,
    ]


def test_a_client_exactly_on_the_line_does_not_draw_the_next_one_in():
    assert portfolio.abc({"a": 80, "b": 15, "c": 5}) == {"a": "A", "b": "B", "c": "C"}
    assert portfolio.abc({"a": 79, "b": 15, "c": 6}) == {"a": "A", "b": "A", "c": "B"}


def test_equal_amounts_are_ranked_by_id():
    assert list(portfolio.abc({"z": 5, "b": 5, "a": 10})) == ["a", "b", "z"]


def test_champion_and_sleeping_large_account():
    clients = {f"c{i}": Purchases(10 + 30 * i, 3 + i % 2, 100 * i) for i in range(1, 9)}
    clients["champion"] = Purchases(2, 30, 90_000)
    clients["asleep"] = Purchases(700, 29, 80_000)
    scores = portfolio.rfm(clients)
    assert scores["champion"] == "555"
    assert scores["asleep"] == "155"


def test_ties_share_the_better_score():
    assert portfolio.quintile_scores([1, 1, 1, 1, 9]) == (4, 4, 4, 4, 5)


@given(amounts)
def test_class_a_is_the_shortest_list_that_reaches_80_percent(values):
    classes = portfolio.abc({f"{i:03d}": value for i, value in enumerate(values)})
    ranked = sorted(values, reverse=True)
    count = sum(1 for letter in classes.values() if letter == "A")
    assert sum(ranked[:count]) * 100 >= 80 * sum(values)
    assert sum(ranked[: count - 1]) * 100 < 80 * sum(values)
    assert "".join(classes.values()) == "".join(sorted(classes.values()))


@given(amounts)
def test_gini_is_twice_the_area_between_equality_and_lorenz(values):
    curve = portfolio.lorenz(values)
    under = sum(a + b for a, b in pairwise(curve)) / (2 * len(values))
    assert abs(portfolio.gini(values) - (1 - 2 * under)) < D("1e-15")


@given(st.integers(1, 1000), st.integers(1, 20))
def test_equal_clients_have_no_concentration(amount, n):
    assert abs(portfolio.gini([amount] * n)) < D("1e-20")


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=40))
def test_scores_follow_the_values(values):
    scores = portfolio.quintile_scores(values)
    assert all(1 <= score <= 5 for score in scores)
    assert scores[values.index(max(values))] == 5
    ordered = sorted(zip(values, scores, strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(ordered))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: portfolio.abc({"a": -1, "b": 3}), "amount must not be negative"),
        (lambda: portfolio.abc({"a": 0}), "total sales must be above zero"),
        (lambda: portfolio.gini([]), "total must be above zero"),
        (lambda: portfolio.lorenz([-1, 2]), "value must not be negative"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
