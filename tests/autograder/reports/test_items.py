"""What a class got and missed, on answers small enough to be counted by hand."""

import math

import pandas as pd
import pytest

from autograder.reports import items

TITLES = {"a": "Exercice A", "b": "Exercice B"}


def answers(*rows: tuple[str, str, str, float] | tuple[str, str, str, float, str]) -> pd.DataFrame:
    """Rows (learner, exercise, verdict, fraction[, slip]); each exercise is worth 10 and has one question."""
    made = [
        (
            learner,
            "lesson",
            exercise,
            TITLES[exercise],
            10.0,
            "q",
            f"Question {exercise}",
            verdict,
            fraction,
            *slip,
        )
        for learner, exercise, verdict, fraction, *slip in rows
    ]
    whole = [(*row, None, "", "", "01") if len(row) == 9 else (*row, "", "", "01") for row in made]
    return pd.DataFrame(whole, columns=list(items.COLUMNS))


# Four learners: A is right for 2 of the 3 who answered, B for 1 of 4.
CLASS = answers(
    ("un", "a", "right", 1.0),
    ("un", "b", "wrong", 0.0, "trap.T05"),
    ("deux", "a", "right", 1.0),
    ("deux", "b", "wrong", 0.0, "trap.T05"),
    ("trois", "a", "wrong", 0.0, "trap.T05"),
    ("trois", "b", "right", 1.0),
    ("quatre", "a", "blank", 0.0),
    ("quatre", "b", "partial", 0.5),
)


def test_a_question_counts_for_whoever_answered_it():
    told = items.questions(CLASS).set_index("exercise")
    assert told[["right", "answered", "blank"]].loc["a"].tolist() == [2, 3, 1]
    assert told[["right", "answered", "blank"]].loc["b"].tolist() == [1, 4, 0]
    assert told["discrimination"].isna().all()


@pytest.mark.parametrize(("right", "of"), [(0, 8), (3, 8), (8, 8), (1, 2), (15, 30)])
def test_the_interval_holds_what_a_test_at_five_per_cent_would_not_refuse(right, of):
    """At a bound of Wilson's, the observed share lies 1.96 standard errors, of the bound's own, away."""
    for bound in items.interval(right, of):
        if 0 < bound < 1:
            error = math.sqrt(bound * (1 - bound) / of)
            assert abs(abs(right / of - bound) / error - 1.96) < 0.001


def test_a_mistake_counts_once_a_learner_among_those_who_could_have_made_it():
    twice = pd.concat([CLASS, answers(("trois", "b", "wrong", 0.0, "trap.T05"))])
    told = items.mistakes(twice)
    assert told.to_numpy().tolist() == [["trap.T05", 3, 4]]


def test_the_dearest_exercise_comes_first():
    told = items.costs(CLASS).set_index("exercise")["lost"]
    # B: 10 × (1 − 1.5 / 4); A: 10 × (1 − 2 / 4).
    assert told.to_dict() == {"b": 6.25, "a": 5.0}
    assert list(told.index) == ["b", "a"]


def test_those_who_err_the_other_way_round_are_paired_once():
    assert items.pairs(CLASS, TITLES) == [("deux", "Exercice A", "trois", "Exercice B")]


def test_a_discrimination_is_the_correlation_with_the_rest():
    rows = []
    for number in range(20):
        good = number >= 8
        rows += [
            (f"e{number:02d}", "a", "right" if good else "wrong", float(good)),
            (f"e{number:02d}", "b", "right" if good else "wrong", float(good)),
        ]
    assert items.questions(answers(*rows))["discrimination"].tolist() == pytest.approx([1.0, 1.0])
    turned = [(name, ex, verdict, 1 - value if ex == "b" else value) for name, ex, verdict, value in rows]
    assert items.questions(answers(*turned))["discrimination"].tolist() == pytest.approx([-1.0, -1.0])


def test_nothing_answered_gives_nothing():
    empty = items.frame([])
    assert items.questions(empty).empty
    assert items.mistakes(empty).empty
    assert items.costs(empty).empty
    assert items.pairs(empty, {}) == []
