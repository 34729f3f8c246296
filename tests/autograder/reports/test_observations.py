"""What a sheet says of a line of a grid: the level reached, and what lies ahead of it."""

import pytest

from autograder.reports.observations import by_the_grid
from ntc.exercises import RubricLine

LINE = RubricLine(
    "1", "cp9.c1", "Des causes prouvées.", ("Rien.", "Une impression.", "Deux faits.", "De plus, un poids.")
)


@pytest.mark.parametrize(
    ("earned", "said"),
    [
        (0, [("absent", "Rien."), ("Pas encore montré", "Deux faits.")]),
        (2, [("partiel", "Une impression."), ("Pas encore montré", "Deux faits.")]),
        (3.5, [("partiel", "Une impression."), ("Pas encore montré", "Deux faits.")]),
        (4, [("conforme", "Deux faits."), ("Pour aller plus loin", "De plus, un poids.")]),
        (5.9, [("conforme", "Deux faits."), ("Pour aller plus loin", "De plus, un poids.")]),
        (6, [("remarquable", "Deux faits. De plus, un poids.")]),
        (7, [("remarquable", "Deux faits. De plus, un poids.")]),  # a marker may give more
    ],
)
def test_from_conforme_on_nothing_is_said_to_be_missing(earned, said):
    (level, words), *ahead = said
    assert by_the_grid(LINE, earned, 6) == ((f"Niveau «\u00a0{level}\u00a0»", words), *ahead)


@pytest.mark.parametrize(
    ("points", "mark", "level"),
    [
        *((4, mark, "absent") for mark in (0, 1, 1.29)),
        *((4, mark, "partiel") for mark in (1.3, 1.33, 1.34, 2, 2.59)),
        *((4, mark, "conforme") for mark in (2.6, 2.67, 2.7, 3, 3.99)),
        *((5, mark, level) for mark, level in ((1.5, "absent"), (1.6, "partiel"), (1.67, "partiel"))),
    ],
)
def test_a_level_is_reached_with_what_it_is_worth_as_a_marker_types_it(points, mark, level):
    assert level in by_the_grid(LINE, mark, points)[0][0]


@pytest.mark.parametrize(
    ("rank", "headings"), [(1, ["partiel", "Pas encore montré"]), (2, ["conforme"]), (3, ["remarquable"])]
)
def test_a_line_without_anchors_says_its_own_text(rank, headings):
    said = by_the_grid(RubricLine("1", "cp9.c1", "Des causes prouvées."), rank, 3)
    assert [heading.removeprefix("Niveau «\u00a0").removesuffix("\u00a0»") for heading, _ in said] == headings
    assert {words for _, words in said} == {"Des causes prouvées."}
