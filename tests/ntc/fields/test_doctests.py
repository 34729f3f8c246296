import doctest
import importlib
import pkgutil

import pytest

from ntc import fields

EXAMPLES = {
    "closing",
    "numbers",
    "dates",
    "markup",
    "options",
    "base",
    "kinds.text",
    "merging",
    "precision",
    "sums",
}


def test_examples_are_where_this_test_looks_for_them():
    prefix = f"{fields.__name__}."
    walked = pkgutil.walk_packages(fields.__path__, prefix)
    names = [module.name.removeprefix(prefix) for module in walked]
    finder = doctest.DocTestFinder(exclude_empty=True)
    having = {
        name
        for name in names
        if any(case.examples for case in finder.find(importlib.import_module(f"ntc.fields.{name}")))
    }
    assert having == EXAMPLES


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_says_the_truth(name):
    failures, tried = doctest.testmod(importlib.import_module(f"ntc.fields.{name}"))
    assert tried
    assert not failures
