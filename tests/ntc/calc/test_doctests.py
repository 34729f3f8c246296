"""Every public function of ntc.calc carries an example, and every example holds."""

import doctest
import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

import ntc.calc

MODULES = [
    importlib.import_module(info.name)
    for info in pkgutil.walk_packages(ntc.calc.__path__, "ntc.calc.")
    if not info.ispkg
]


def _public_functions(module: ModuleType) -> list[str]:
    return [
        name
        for name, member in inspect.getmembers(module, inspect.isfunction)
        if member.__module__ == module.__name__ and not name.startswith("_")
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_public_function_has_an_example_that_holds(module):
    finder = doctest.DocTestFinder(recurse=False)
    runner = doctest.DocTestRunner()
    for name in _public_functions(module):
        tests = finder.find(getattr(module, name), name, globs=dict(vars(module)))
        assert sum(len(test.examples) for test in tests) > 0, f"{module.__name__}.{name} has no example"
        for test in tests:
            runner.run(test)
    assert runner.failures == 0


def test_the_chapters_are_found():
    assert {"ntc.calc.percent", "ntc.calc.variance"} <= {module.__name__ for module in MODULES}
