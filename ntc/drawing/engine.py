"""matplotlib as it draws for the course: by its own defaults and ours, whatever this computer has been told.

Somebody else's ``matplotlibrc``, or an ``MPLBACKEND`` that names nothing, would change every chart, or stop
all of them in English.
"""

import contextlib
import logging
import os
from collections.abc import Iterator, Mapping
from typing import Any


def _matplotlib() -> Any:
    """The library, imported when it is first needed."""
    with _without_a_word(), _left_out("MPLBACKEND"):
        import matplotlib
        import matplotlib.style
    return matplotlib


@contextlib.contextmanager
def drawing(rules: Mapping[str, Any]) -> Iterator[None]:
    """Draw by these rules inside the block; what others set is there again after it."""
    with _matplotlib().style.context(["default", dict(rules)]):
        yield


@contextlib.contextmanager
def _left_out(name: str) -> Iterator[None]:
    kept = os.environ.pop(name, None)
    try:
        yield
    finally:
        if kept is not None:
            os.environ[name] = kept


@contextlib.contextmanager
def _without_a_word() -> Iterator[None]:
    """Keep what is wrong with somebody's settings from standing in the page."""
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
