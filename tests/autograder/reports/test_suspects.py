"""What stands out of a class: planted faults are found, ordinary classes are left in peace.

A few classes only: ``benchmarks/suspects.py`` gives the rates.
"""

import re

import numpy as np
import pytest

from autograder.reports.agreement import agreeing, deviation
from autograder.reports.items import COLUMNS, frame
from autograder.reports.suspects import ALARMS, suspects
from autograder.reports.to_look_at import sentences
from tests.autograder.reports.simulated import is_found, simulated
from tests.spaces import plain

CLASSES = 6


def looked_at(size: int, fault: str, variants: int = 16) -> list[bool]:
    """Whether, class after class, what is planted is found or, in ordinary ones, anything is pointed at."""
    found = []
    for seed in range(CLASSES):
        answers, planted = simulated(np.random.default_rng([size, seed]), size, fault, variants)
        seen = suspects(answers)
        found.append(is_found(planted, seen) if planted else bool(seen))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "variants"), [("key", 16), ("variant", 4)])
def test_what_is_planted_in_a_class_of_thirty_is_found(fault: str, variants: int):
    assert sum(looked_at(30, fault, variants)) >= CLASSES - 1


@pytest.mark.slow
@pytest.mark.parametrize("size", [8, 30])
def test_nothing_is_pointed_at_in_an_ordinary_class(size: int):
    assert sum(looked_at(size, "")) <= 1


def test_all_looks_together_keep_to_one_class_in_twenty():
    assert sum(ALARMS.values()) < 0.05


@pytest.mark.slow
def test_the_same_class_is_told_the_same_and_prudently():
    answers, planted = simulated(np.random.default_rng(5), 30, "key")
    first, again = (list(sentences(answers, {})) for _ in range(2))
    assert first == again
    name = f"Question {int(planted.question[1].removeprefix('q'))}"
    (line,) = [plain(each) for each in first if f"{name} " in plain(each)]
    assert re.fullmatch(
        rf"« {name} », dans « Exercice \d+ » : \d+ réponses sur \d+ s’écartent du corrigé de la même "
        "façon, qui n’est pas une erreur qu’il connaît ; .+ justes?. L’énoncé et le corrigé sont à regarder.",
        line,
    )


@pytest.mark.parametrize(
    ("variants", "end"), [(4, "Ce jeu est à regarder."), (16, "ne permet pas de trancher.")]
)
@pytest.mark.slow
def test_a_variant_is_told_with_who_has_it(variants: int, end: str):
    answers, planted = simulated(np.random.default_rng(3), 12, "variant", variants)
    told = [plain(each) for each in sentences(answers, dict.fromkeys(answers["learner"], "Marie Dupont"))]
    (line,) = [each for each in told if each.startswith(f"Jeu de données {planted.variant}, ")]
    assert "Marie Dupont" in line
    assert line.endswith(end)
    assert "à regarder" in line


@pytest.mark.parametrize("size", [3, 5])
def test_a_class_too_small_tells_nothing(size: int):
    answers, _ = simulated(np.random.default_rng(1), size, "key")
    assert suspects(answers) == []


def test_nothing_answered_tells_nothing():
    assert suspects(frame([])) == []
    answers, _ = simulated(np.random.default_rng(1), 12)
    assert suspects(answers.assign(verdict="blank")) == []


@pytest.mark.slow
def test_a_class_where_all_is_right_or_wrong_is_no_fault():
    answers, _ = simulated(np.random.default_rng(1), 12)
    assert list(answers.columns) == list(COLUMNS)
    assert suspects(answers.assign(fraction=1.0, verdict="right")) == []
    assert suspects(answers.assign(fraction=0.0, verdict="wrong", given="0", slip="trap.T05")) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (
            ("120,00\u00a0€\u00a0HT", "100,00\u00a0€\u00a0HT"),
            ("2\u202f412\u00a0€", "2\u202f000\u00a0€"),
            True,
        ),
        (("120,00\u00a0€", "100,00\u00a0€"), ("150,00\u00a0€", "100,00\u00a0€"), False),
        (("−19,51\u00a0€", "19,51\u00a0€"), ("−44\u00a0€", "44\u00a0€"), True),
        (("−19,51\u00a0€", "19,51\u00a0€"), ("19,51\u00a0€", "19,51\u00a0€"), False),
        (("31/01/2026", "30/01/2026"), ("02/03/2026", "01/03/2026"), True),
        (("31/01/2026", "30/01/2026"), ("01/02/2026", "30/01/2026"), False),
        (("passer", "répondre"), ("passer", "répondre"), True),
        (("passer", "répondre"), ("attendre", "répondre"), False),
        (("0\u00a0visite", "386\u00a0visites"), ("1\u00a0visite", "386\u00a0visites"), False),
        (("12 · passer", "13 · passer"), ("11 · passer", "13 · passer"), False),
    ],
)
def test_answers_agree_that_lie_alike_from_what_was_right_for_each(one, other, alike: bool):
    assert (agreeing({"a": deviation(*one), "b": deviation(*other)}) == {"a", "b"}) is alike
