"""The lines of the quotes: they add up, keep to the authority of the house, and a won quote is its order."""

from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal

from tests.datasets.rules import Rules

rules = Rules()

CENT = Decimal("0.01")


def by_quote(case):
    lines = defaultdict(list)
    for line in case.quote_lines:
        lines[line.quote_id].append(line)
    return lines


@rules.rule
def lines_add_up_to_their_quote(case):
    lines = by_quote(case)
    assert lines.keys() == {quote.quote_id for quote in case.quotes}
    for quote in case.quotes:
        assert sum(line.net_ht for line in lines[quote.quote_id]) == quote.amount
        assert [line.line for line in lines[quote.quote_id]] == list(range(1, len(lines[quote.quote_id]) + 1))
    for line in case.quote_lines:
        whole = line.qty * line.unit_price * (1 - line.discount_pct / 100)
        assert line.net_ht == whole.quantize(CENT, ROUND_HALF_UP)
        assert line.qty > 0


@rules.rule
def a_won_quote_has_the_lines_of_its_order(case):
    lines, ordered = by_quote(case), defaultdict(list)
    for line in case.order_lines:
        ordered[line.order_id].append(line)
    columns = ("line", "sku", "qty", "unit_price", "discount_pct", "net_ht")
    for order in case.orders:
        if order.quote_id:
            both = (lines[order.quote_id], ordered[order.order_id])
            one, other = ([tuple(getattr(line, name) for name in columns) for line in side] for side in both)
            assert one == other


@rules.rule
def discounts_keep_to_the_authority_of_the_director(case):
    families = {product.sku: product.family for product in case.products}
    rule = case.policy["discount_authority"]
    names = {"pièces": "parts", "services": "services"}
    for line in case.quote_lines:
        ceiling = rule[names.get(families[line.sku], "equipment")]["director"]
        assert 0 <= line.discount_pct / 100 <= ceiling
        assert line.sku not in rule["never"] or line.discount_pct == 0


@rules.rule
def quotes_that_were_not_won_are_at_tariff_and_plausible(case):
    tariff = {product.sku: product for product in case.products}
    lines = by_quote(case)
    missed = [quote for quote in case.quotes if quote.status != "gagné"]
    for quote in missed:
        rows = lines[quote.quote_id]
        assert [line for line in rows if line.unit_price != tariff[line.sku].price] == []
        assert len({line.sku for line in rows}) == len(rows)
        # A quote of compressors or of ventilation is not one of the other.
        assert not {"compresseurs", "ventilation"} <= {tariff[line.sku].family for line in rows}
    kinds = Counter(
        family for quote in missed for family in {tariff[x.sku].family for x in lines[quote.quote_id]}
    )
    assert min(kinds[name] for name in ("compresseurs", "ventilation", "traitement", "services")) >= 40


@rules.rule
def the_margin_of_a_quote_is_that_of_its_lines(case):
    costs = {product.sku: product.cost for product in case.products}
    lines = by_quote(case)
    for quote in case.quotes:
        # Every quote is costed from the catalogue: the real unit cost is only known once the goods are in.
        margin = quote.amount - sum(line.qty * costs[line.sku] for line in lines[quote.quote_id])
        assert quote.margin_rate == (margin / quote.amount).quantize(Decimal("0.0001"), ROUND_HALF_UP)


@rules.rule
def quotes_keep_to_the_least_margin(case):
    floors, tariff = case.policy["margin_floor"], {product.sku: product for product in case.products}
    lines = by_quote(case)
    for quote in case.quotes:
        assert quote.margin_rate >= Decimal(str(floors["quote"]))
        for line in lines[quote.quote_id]:
            item = tariff[line.sku]
            floor = Decimal(str(floors.get(item.range, floors[item.family])))
            assert line.sku in floors["exempt"] or line.net_ht - line.qty * item.cost >= floor * line.net_ht


@rules.rule
def there_are_about_three_lines_a_quote(case):
    assert 2_000 <= len(case.quote_lines) <= 2_700


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
