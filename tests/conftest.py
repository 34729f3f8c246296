"""What holds for every test, whichever of them are run and on whatever computer."""

import gc
from typing import Any

import pytest
from hypothesis import settings

from ntc.case import VARIANTS

# A loaded machine is no fault of the code: examples are not timed. And the same tree always meets the same
# examples: what failed can be run again, and nothing fails by chance.
settings.register_profile("ntc", deadline=None, derandomize=True)
settings.register_profile("fast", settings.get_profile("ntc"), max_examples=10)
settings.load_profile("ntc")

# Five thousand tests are some million objects that live to the end: to look through them again and again for
# what may be thrown away takes a third of the time in which they are found.
gc.set_threshold(200_000, 20, 50)


def pytest_collection_finish() -> None:
    """What was found lives to the end: it is never looked through again."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)  # before pytest picks those that its marks name
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long; leave all variants but the class's to the slow tests."""
    long = {
        mark: {item.path for item in items if item.get_closest_marker(mark)} for mark in ("browser", "slow")
    }
    items.sort(key=lambda item: (item.path not in long["browser"], item.path not in long["slow"]))
    everywhere = {_function(item) for item in items if _variant(item) == VARIANTS[0]}
    for item in items:
        if _variant(item) in VARIANTS[1:] and _function(item) in everywhere:
            item.add_marker(pytest.mark.slow)


def _variant(item: pytest.Item) -> Any:
    return item.callspec.params.get("variant") if hasattr(item, "callspec") else None


def _function(item: pytest.Item) -> Any:
    return getattr(item, "function", None)
