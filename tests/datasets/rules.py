"""The rules that each variant keeps, a function each, and one test per variant that lists all it breaks.

A rule asks for what it looks at by the names of its parameters: ``variant``, ``case``, ``truth``, or what the
file gives besides. It asserts, or it yields a line for each violation; a rule that breaks hides no other.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from inspect import signature
from types import TracebackType
from typing import Any

from autograder import truth as truths
from ntc.case import load
from tests.violations import assert_none

PLAIN = (str, int, Decimal, date)


class Rules:
    """The rules of one file, in the order in which they stand there."""

    def __init__(self) -> None:
        self.kept: list[Callable] = []
        # What was read is found again only by one way of asking: load(variant), never load(variant=variant).
        self._givers: dict[str, Callable] = {
            "case": lambda variant: load(variant),
            "truth": lambda variant: truths.load(variant),
        }

    def rule(self, function: Callable) -> Callable:
        """Keep a rule."""
        self.kept.append(function)
        return function

    def given(self, function: Callable) -> Callable:
        """Keep what the rules of this file ask for besides the case and the truth, made once per variant."""
        self._givers[function.__name__] = function
        return function

    def check(self, variant: str) -> None:
        """Fail with all that a variant breaks."""
        __tracebackhide__ = True
        assert self.kept, "no rule is kept"
        assert_none(self.broken(variant))

    def broken(self, variant: str, **planted: Any) -> Iterator[str]:
        """Yield what a variant breaks: which rule, where, how. ``planted`` stands for what would be read."""
        known = {"variant": variant, **planted}
        for rule in self.kept:
            named = f"{variant} {rule.__name__}"
            try:
                yield from (f"{named}: {violation}" for violation in self._ask(rule, known) or ())
            except Exception as error:
                kind = "" if isinstance(error, AssertionError) else f"{type(error).__name__} "
                yield f"{named}, {place(rule, error.__traceback__)}: {kind}{error}"

    def _ask(self, function: Callable, known: dict[str, Any]) -> Any:
        for name in signature(function).parameters:
            if name not in known:
                known[name] = self._ask(self._givers[name], known)
        return function(**{name: known[name] for name in signature(function).parameters})


def place(rule: Callable, trace: TracebackType | None) -> str:
    """Say at which line of its file a rule broke, and which records and values it was looking at."""
    own = rule.__code__.co_filename
    line, seen = 0, {}
    while trace:
        if trace.tb_frame.f_code.co_filename == own:
            line, seen = trace.tb_lineno, trace.tb_frame.f_locals
        trace = trace.tb_next
    # What starts with @ is pytest's own.
    named = {name: short(value) for name, value in seen.items() if not name.startswith("@")}
    looked_at = [f"{name} = {shown}" for name, shown in named.items() if shown]
    return "; ".join((f"line {line}", *looked_at))


def short(value: Any) -> str:
    """Name a record by its table and what stands first, show a plain value, pass over the rest."""
    if hasattr(value, "_fields"):
        return f"{type(value).__name__} {' '.join(map(str, value[:2]))}"
    return repr(value) if isinstance(value, PLAIN) and len(repr(value)) <= 60 else ""
