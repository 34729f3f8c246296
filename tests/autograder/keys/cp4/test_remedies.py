"""The limits of the plan of correction, written once, against the subsets that the generator tried itself."""

from itertools import combinations

import pytest

from autograder import truth
from autograder.keys.cp4.remedies import problem
from ntc.case import VARIANTS, load


def said(label):
    """What is right to say of a remedy: who, when at the latest, for which cause."""
    return {"owner": label.owner, "date": label.latest, "cause": label.cause}


@pytest.mark.parametrize("variant", VARIANTS)
def test_of_all_subsets_those_that_break_nothing_are_the_plans_of_the_generator(variant):
    case, labels = load(variant), truth.load(variant)
    stated, rows = problem(case, labels), labels.remedies
    sound = {}
    for size in range(1, len(rows) + 1):
        for chosen in combinations(rows, size):
            plan = {label.id: said(label) for label in chosen}
            if not stated.broken(plan):
                sound[frozenset(plan)] = stated.worth(plan)
    assert sound == {frozenset(row.remedies.split()): row.margin for row in labels.remedy_plans}


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_cannot_be_carried_out_is_worth_nothing_and_the_unlawful_leaves_nothing(variant):
    case, labels = load(variant), truth.load(variant)
    stated = problem(case, labels)
    (unlawful,) = [row for row in labels.remedies if not row.legal]
    beyond = [row for row in labels.remedies if not row.in_power]
    assert len(beyond) == 3
    best = {code: said(labels.of("remedies")[code]) for code in labels.remedy_plans[0].remedies.split()}
    assert stated.worth({row.id: said(row) for row in beyond}) == 0
    assert stated.worth(best | {beyond[0].id: said(beyond[0])}) == labels.remedy_plans[0].margin
    assert stated.worth(best | {unlawful.id: said(unlawful)}) == 0
