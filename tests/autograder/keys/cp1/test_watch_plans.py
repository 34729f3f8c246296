"""The watch, its limits written once, against the plans that the generator tried itself."""

from itertools import product

import pytest

from autograder import truth
from autograder.keys.cp1.watch import problem
from ntc.case import VARIANTS, load
from ntc.lessons.cp1 import plans


# Some thirteen thousand plans a variant: all of them are enumerated by the generator's own test.
@pytest.mark.slow
@pytest.mark.parametrize("variant", ["00", "07", "16"])
def test_of_one_line_a_theme_those_that_break_nothing_are_the_plans_of_the_generator(variant):
    case, labels = load(variant), truth.load(variant)
    stated, access = problem(case, labels), labels.of("watch_lines")
    today, place = case.company.story_date, case.watch_places[0].place_id
    rhythm = {times: name for name, times in plans.TIMES.items()}
    by_theme = [
        [
            (line.line_id, {"rhythm": rhythm[theme.times], "owner": owner, "place": place, "date": today})
            for line in case.watch_lines
            if line.theme_id == theme.theme_id
            for owner in access[line.line_id].access.split()
        ]
        for theme in labels.watch_themes
    ]
    sound = {
        (frozenset((line, said["owner"]) for line, said in chosen))
        for chosen in product(*by_theme)
        if not stated.broken(dict(chosen))
    }
    told = {frozenset(zip(row.lines.split(), row.owners.split(), strict=True)) for row in labels.watch_plans}
    assert sound == told
    assert all(stated.worth(dict(chosen)) == len(by_theme) for chosen in map(_said(by_theme), sound))


def _said(by_theme):
    """The cells of a plan, found again by its lines and owners."""
    cells = {(line, said["owner"]): said for ways in by_theme for line, said in ways}
    return lambda plan: [(line, cells[line, owner]) for line, owner in plan]


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_plan_that_watches_all_is_ones_own_alone(variant):
    case, labels = load(variant), truth.load(variant)
    you = plans.yourself(case)
    assert labels.watch_plans
    assert all(set(row.owners.split()) - {you} for row in labels.watch_plans)
