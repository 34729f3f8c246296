import doctest
import importlib
import pkgutil

import pytest

from ntc import fields

EXAMPLES = {"numbers", "dates", "markup", "options", "base", "text"}


def test_examples_are_where_this_test_looks_for_them():
    names = [module.name for module in pkgutil.iter_modules(fields.__path__)]
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
