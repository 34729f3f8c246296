"""The orders of the two years, before any customer is named: families, months and totals are set to the cent.

Lines are drawn first, at tariff; then their discounts are moved a little so that each family, each month and
the whole year add up to the figures of the variant. The months are closed with spare parts, which are many.
"""

from collections.abc import Callable

from generator.core.books import Order
from generator.core.cents import Line, close_on, half_up, total
from generator.core.figures import Figures
from generator.core.stream import Stream
from generator.core.world import World
from generator.sales import closings, machines, months, spares
from generator.sales.baskets import Agreement, Baskets

_BASE_DISCOUNT = 410
# One more contract is signed in December, whose first order comes in 2026: 72 in all.
_AGREEMENTS = 71
# Prices of suppliers do not all rise alike: coefficient of a family, in thousandths of that of the year.
_COST_SPREAD = (982, 1_018)


def build(world: World) -> None:
    """Fill the books with the orders of 2025, then of 2024."""
    known, stream = world.figures, world.stream("orders")
    baskets = Baskets(known.prices, stream)
    agreements = baskets.agreements(known.contracts.actual_qty, known.contracts.actual_price, _AGREEMENTS)
    latest, discount = _year_2025(known, baskets, agreements, stream)
    former = _year_2024(known, baskets, agreements, stream, discount)
    world.books.orders = former + latest
    costs = world.stream("costs")
    _set_costs(former, known.ca[2024], known.contribution[2024], costs)
    _set_costs(latest, known.ca[2025], known.contribution[2025], costs)


def _year_2025(
    known: Figures, baskets: Baskets, agreements: list[Agreement], stream: Stream
) -> tuple[list[Order], int]:
    """Make the orders of 2025, and the average discount on compressors before the drift."""
    ca, shares = known.ca[2025], known.shares
    goals = {family: half_up(ca * share, 10_000) for family, share in shares.items()}
    goals["pièces"] += ca - sum(goals.values())
    fixed_goal = known.fixed_speed.actual_qty * known.fixed_speed.actual_price
    mean = _BASE_DISCOUNT + known.drift * 78 // 100
    fixed = machines.draw(baskets, "vitesse fixe", known.fixed_speed.actual_qty, fixed_goal, mean)
    variable_goal = goals["compresseurs"] - fixed_goal
    variable = machines.draw(
        baskets, "vitesse variable", half_up(variable_goal, 2_300_000), variable_goal, mean
    )
    orders = machines.group(2025, baskets, fixed + variable)
    audits = [
        Order(2025, "audit", [baskets.line("AUD-E", 1, baskets.around(600, 110, 100, 990))])
        for _ in range(known.audits.actual_qty)
    ]
    contracts = [baskets.renewal(2025, item, 0) for item in agreements]
    contract_goal = known.contracts.actual_qty * known.contracts.actual_price
    closings.contracts(contracts, contract_goal)
    audit_goal = known.audits.actual_qty * known.audits.actual_price
    orders += audits + contracts
    _fill(orders, baskets.treatment, 2025, "traitement", goals["traitement"])
    _fill(orders, baskets.ventilation, 2025, "ventilation", goals["ventilation"])
    audits_now = _family(audits, "services")
    _fill(orders, baskets.service, 2025, "services", goals["services"] - audit_goal + audits_now)
    sales = months.plan(ca, stream, slide=True)
    months.spread(orders, sales)
    discount = half_up(
        closings.machines(orders, "vitesse fixe", fixed_goal, known.drift) * fixed_goal
        + closings.machines(orders, "vitesse variable", variable_goal, known.drift) * variable_goal,
        goals["compresseurs"],
    )
    audit_lines = _lines(orders, "audit énergie")
    close_on(audit_lines, audit_goal, 50, 1_000, slack=13)
    # The ten-year inspection is subcontracted at a net price and takes no discount (R02).
    fixed_price = [line for line in _lines(orders, "services") if line.sku == "REQ-1"]
    others = [line for line in _lines(orders, "services") if line.sku != "REQ-1"]
    close_on(others, goals["services"] - total(audit_lines + fixed_price) - contract_goal, 0, 300)
    close_on(
        [line for order in orders for line in order.lines if line.family == "traitement"],
        goals["traitement"],
        0,
        800,
    )
    closings.quotes(orders, known, goals["ventilation"], stream)
    orders += spares.fill(2025, baskets, orders, sales, known.orders[2025])
    return orders, discount


def _year_2024(
    known: Figures, baskets: Baskets, agreements: list[Agreement], stream: Stream, discount: int
) -> list[Order]:
    """Make the orders of 2024: an ordinary year, and one exceptional order in October (T06)."""
    ordinary = known.ca[2024] - known.exceptional
    goals = {family: half_up(ordinary * share, 10_000) for family, share in known.shares.items()}
    fixed_goal = goals["compresseurs"] * 76 // 100
    fixed = machines.draw(
        baskets, "vitesse fixe", half_up(fixed_goal, known.fixed_speed.price), fixed_goal, discount
    )
    variable_goal = goals["compresseurs"] - fixed_goal
    variable = machines.draw(
        baskets, "vitesse variable", half_up(variable_goal, 2_300_000), variable_goal, discount
    )
    orders = machines.group(2024, baskets, fixed + variable)
    contracts = [baskets.renewal(2024, item, -240 - stream.below(60)) for item in agreements]
    left = goals["services"] - sum(order.net for order in contracts)
    audits = half_up(left * 64, known.audits.price * 97)
    orders += [
        Order(2024, "audit", [baskets.line("AUD-E", 1, baskets.around(300, 90, 0, 600))])
        for _ in range(audits)
    ]
    orders += contracts
    _fill(orders, baskets.treatment, 2024, "traitement", goals["traitement"])
    _fill(orders, baskets.ventilation, 2024, "ventilation", goals["ventilation"])
    _fill(orders, baskets.service, 2024, "services", goals["services"])
    sales = months.plan(ordinary, stream, slide=False)
    months.spread(orders, sales)
    lines = [line for order in orders for line in order.lines if line.family == "compresseurs"]
    gross = sum(line.gross for line in lines)
    close_on(lines, half_up(gross * (10_000 - discount), 10_000), 50, 800)
    orders += spares.fill(2024, baskets, orders, sales, known.orders[2024] - 1)
    return [*orders, machines.exceptional(known, baskets, discount)]


def _fill(orders: list[Order], draw: Callable[[int], Order], year: int, family: str, goal: int) -> None:
    """Add orders until the lines of a family come close to ``goal``, a little above or below."""
    left = goal - _family(orders, family)
    slack = max(4_000, left // 250)
    while left > slack:
        trials = (draw(year) for _ in range(60))
        found = next((order for order in trials if _family([order], family) <= left + slack), None)
        if found is None:
            break
        orders.append(found)
        left -= _family([found], family)


def _family(orders: list[Order], family: str) -> int:
    return sum(line.net for order in orders for line in order.lines if line.family == family)


def _lines(orders: list[Order], name: str) -> list[Line]:
    return [line for order in orders for line in order.lines if line.range == name]


def _set_costs(orders: list[Order], ca: int, contribution: int, stream: Stream) -> None:
    """Set the real unit costs: standard cost × a coefficient by family and year; the TMCV is exact."""
    lines = [line for order in orders for line in order.lines]
    goal = ca - half_up(ca * contribution, 10_000)
    weight = {family: stream.between(*_COST_SPREAD) for family in sorted({line.family for line in lines})}
    standard = sum(line.qty * line.standard_cost * weight[line.family] for line in lines)
    for line in lines:
        line.cost = half_up(line.standard_cost * weight[line.family] * goal, standard)
    singles = [line for line in lines if line.qty == 1]
    gap = goal - sum(line.qty * line.cost for line in lines)
    step = 1 if gap > 0 else -1
    for index in range(abs(gap)):
        singles[index % len(singles)].cost += step
