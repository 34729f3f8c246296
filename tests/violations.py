"""How a test that looks at many things says what is wrong: all of it, a line each."""

from collections.abc import Iterable


def assert_none(violations: Iterable[str]) -> None:
    """Fail with every violation on a line of its own; each says where: variant, table, row, column."""
    __tracebackhide__ = True
    found = list(violations)
    assert not found, "\n".join((f"violations: {len(found)}", *found))
