"""The mechanism of the rules sees what it must, and no function that looks like a rule is forgotten."""

import ast
from pathlib import Path

import pytest

from ntc.case import VARIANTS
from ntc.paths import TABLES
from tests.datasets.rules import Rules

FILES = sorted(Path(__file__).parent.glob("test_*.py"))


def test_a_broken_rule_is_named_with_variant_and_record_and_hides_no_other():
    rules = Rules()

    @rules.given
    def orders(case):
        return case.orders[:3]

    @rules.rule
    def dates_are_early(orders):
        for order in orders:
            assert order.date.year < 2000, "late"

    @rules.rule
    def something_is_read_that_is_not_there(orders):
        {}[orders[0].order_id]

    @rules.rule
    def rows_are_listed(variant, orders):
        yield from (f"{variant} has {order.order_id}" for order in orders)

    @rules.rule
    def nothing_is_wrong(orders):
        assert len(orders) == 3

    found = list(rules.broken("00"))
    assert len(found) == 5
    assert found[0].startswith("00 dates_are_early, line ")
    assert "order = Orders CO0" in found[0]
    assert "late" in found[0]
    assert found[1].startswith("00 something_is_read_that_is_not_there, line ")
    assert "KeyError 'CO0" in found[1]
    assert all(line.startswith("00 rows_are_listed: 00 has CO0") for line in found[2:])
    with pytest.raises(AssertionError, match="violations: 5\n00 dates_are_early"):
        rules.check("00")


def test_a_file_without_a_rule_checks_nothing_and_says_so():
    with pytest.raises(AssertionError, match="no rule is kept"):
        Rules().check("00")


def test_every_variant_is_run():
    assert len(VARIANTS) == 17
    assert sorted(folder.name for folder in TABLES.iterdir()) == list(VARIANTS)


def functions(path):
    """The functions of a file that nothing in it names, apart from tests, rules and what rules are given."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("test_") and node.name not in used:
            yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_rule_is_left_out(path):
    assert [node.name for node in functions(path) if not node.decorator_list] == []


def test_as_many_rules_as_before():
    kept = [
        node.name
        for path in FILES
        for node in functions(path)
        if [ast.unparse(decorator) for decorator in node.decorator_list] == ["rules.rule"]
    ]
    assert len(kept) >= 320
