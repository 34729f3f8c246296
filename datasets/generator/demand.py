"""The orders of the two years, before any customer is named: families, months and totals are set to the cent.

Lines are drawn first, at tariff; then their discounts are moved a little so that each family, each month and
the whole year add up to the figures of the variant. The months are closed with spare parts, which are many.
"""

from collections.abc import Callable, Sequence

from generator import workdays
from generator.baskets import Agreement, Baskets
from generator.books import Order
from generator.cents import Line, apportion, close_on, half_up, total
from generator.figures import SEASON, Figures
from generator.stream import Stream
from generator.world import World

_DRIFT_MONTH = 4
_BASE_DISCOUNT = 410
_SHARE_OF_SPARES = 14
_PAIRED_BELOW = 2_000_000
_QUOTED = ("ventilation", "traitement", "audit")
# The air station of the exceptional order: what it may hold, and how many of each at most.
_STATION = (
    ("FP-70", 3),
    ("FH-70", 2),
    ("PIQ", 9),
    ("RES-63", 36),
    ("MES-2", 2),
    ("GVV-75", 2),
    ("GVV-37", 1),
    ("GV-22", 1),
    ("SF-110", 1),
    ("CU-3000", 1),
    ("GV-11", 1),
    ("SEQ-4", 1),
    ("SF-25", 1),
    ("SEP-70", 2),
    ("RES-25", 200),
)


def build(world: World) -> None:
    """Fill the books with the orders of 2025, then of 2024."""
    known, stream = world.figures, world.stream("orders")
    baskets = Baskets(known.prices, stream)
    agreements = baskets.agreements(
        known.contracts.actual_qty, known.contracts.actual_price, known.contracts.actual_qty * 10 // 23
    )
    world.agreements = agreements
    latest, discount = _year_2025(known, baskets, agreements, stream)
    former = _year_2024(known, baskets, agreements, stream, discount)
    world.books.orders = former + latest
    _set_costs(former, known.ca[2024], known.contribution[2024])
    _set_costs(latest, known.ca[2025], known.contribution[2025])


def _year_2025(
    known: Figures, baskets: Baskets, agreements: list[Agreement], stream: Stream
) -> tuple[list[Order], int]:
    """Make the orders of 2025, and the average discount on compressors before the drift."""
    ca, shares = known.ca[2025], known.shares
    goals = {family: half_up(ca * share, 10_000) for family, share in shares.items()}
    goals["pièces"] += ca - sum(goals.values())
    fixed_goal = known.fixed_speed.actual_qty * known.fixed_speed.actual_price
    mean = _BASE_DISCOUNT + known.drift * 78 // 100
    fixed = _machines(baskets, "vitesse fixe", known.fixed_speed.actual_qty, fixed_goal, mean)
    variable_goal = goals["compresseurs"] - fixed_goal
    variable = _machines(baskets, "vitesse variable", half_up(variable_goal, 2_300_000), variable_goal, mean)
    orders = _machine_orders(2025, baskets, fixed + variable)
    audits = [
        Order(2025, "audit", [baskets.line("AUD-E", 1, baskets.around(600, 110, 100, 990))])
        for _ in range(known.audits.actual_qty)
    ]
    contracts = [baskets.renewal(2025, item, 0) for item in agreements]
    contract_goal = known.contracts.actual_qty * known.contracts.actual_price
    _close_contracts(contracts, contract_goal)
    audit_goal = known.audits.actual_qty * known.audits.actual_price
    orders += audits + contracts
    orders += _fill(baskets.treatment, 2025, goals["traitement"] - _family(orders, "traitement"))
    orders += _fill(
        baskets.service, 2025, goals["services"] - audit_goal - contract_goal - _other_services(orders)
    )
    orders += _fill(baskets.ventilation, 2025, goals["ventilation"])
    months = _months(ca, stream, slide=True)
    _spread(orders, months)
    discount = half_up(
        _close_machines(orders, "vitesse fixe", fixed_goal, known.drift) * fixed_goal
        + _close_machines(orders, "vitesse variable", variable_goal, known.drift) * variable_goal,
        goals["compresseurs"],
    )
    audit_lines = _lines(orders, "audit énergie")
    close_on(audit_lines, audit_goal, 50, 1_000, slack=13)
    close_on(_lines(orders, "services"), goals["services"] - total(audit_lines) - contract_goal, 0, 300)
    close_on(
        [line for order in orders for line in order.lines if line.family == "traitement"],
        goals["traitement"],
        0,
        800,
    )
    _close_ventilation(orders, known, goals["ventilation"], stream)
    orders += _spares(2025, baskets, orders, months, known.orders[2025])
    return orders, discount


def _year_2024(
    known: Figures, baskets: Baskets, agreements: list[Agreement], stream: Stream, discount: int
) -> list[Order]:
    """Make the orders of 2024: an ordinary year, and one exceptional order in October (T06)."""
    ordinary = known.ca[2024] - known.exceptional
    goals = {family: half_up(ordinary * share, 10_000) for family, share in known.shares.items()}
    fixed_goal = goals["compresseurs"] * 76 // 100
    fixed = _machines(
        baskets, "vitesse fixe", half_up(fixed_goal, known.fixed_speed.price), fixed_goal, discount
    )
    variable_goal = goals["compresseurs"] - fixed_goal
    variable = _machines(
        baskets, "vitesse variable", half_up(variable_goal, 2_300_000), variable_goal, discount
    )
    orders = _machine_orders(2024, baskets, fixed + variable)
    contracts = [baskets.renewal(2024, item, -240 - stream.below(60)) for item in agreements]
    left = goals["services"] - sum(order.net for order in contracts)
    audits = half_up(left * 64, known.audits.price * 97)
    orders += [
        Order(2024, "audit", [baskets.line("AUD-E", 1, baskets.around(300, 90, 0, 600))])
        for _ in range(audits)
    ]
    orders += contracts
    orders += _fill(baskets.treatment, 2024, goals["traitement"] - _family(orders, "traitement"))
    orders += _fill(baskets.service, 2024, max(0, goals["services"] - _family(orders, "services")))
    orders += _fill(baskets.ventilation, 2024, goals["ventilation"])
    months = _months(ordinary, stream, slide=False)
    _spread(orders, months)
    machines = [line for order in orders for line in order.lines if line.family == "compresseurs"]
    gross = sum(line.gross for line in machines)
    close_on(machines, half_up(gross * (10_000 - discount), 10_000), 50, 800)
    orders += _spares(2024, baskets, orders, months, known.orders[2024] - 1)
    exceptional = _exceptional(known, baskets, discount)
    return [*orders, exceptional]


def _machines(baskets: Baskets, name: str, count: int, goal: int, discount: int) -> list[Line]:
    """Draw ``count`` compressors whose net total, at this average discount, comes close to ``goal``."""
    picks = [baskets.machine(name) for _ in range(count)]
    wanted = half_up(goal * 10_000, 10_000 - discount)
    gap = sum(item.price for item in picks) - wanted
    for _ in range(20_000):
        if abs(gap) * 2_000 < wanted:
            break
        index, trial = baskets.stream.below(count), baskets.machine(name)
        moved = gap + trial.price - picks[index].price
        if abs(moved) < abs(gap):
            picks[index], gap = trial, moved
    return [baskets.line(item.sku, 1, discount) for item in picks]


def _machine_orders(year: int, baskets: Baskets, machines: list[Line]) -> list[Order]:
    """Group the compressors into orders, mostly one by one, each with its installation."""
    left, orders = baskets.stream.shuffled(machines), []
    while left:
        taken = [left.pop()]
        if left and max(left[-1].price, taken[0].price) < _PAIRED_BELOW and baskets.stream.chance(14):
            taken.append(left.pop())
        orders.append(Order(year, "compresseurs", taken + baskets.installation(taken)))
    return orders


def _exceptional(known: Figures, baskets: Baskets, discount: int) -> Order:
    """Make the one great order of October 2024: a whole air station (T06)."""
    lines: list[Line] = []
    for sku, most in _STATION:
        missing = half_up(known.exceptional * 10_000, 10_000 - discount) - sum(line.gross for line in lines)
        qty = min(most, missing // baskets.catalogue[sku].price)
        if qty > 0:
            lines.append(baskets.line(sku, qty, discount))
    close_on(lines, known.exceptional, 200, 800)
    return Order(2024, "compresseurs", lines, month=10, role="T06")


def _fill(draw: Callable[[int], Order], year: int, goal: int) -> list[Order]:
    """Draw orders until they come close to ``goal``, a little above or below."""
    orders, left, slack = [], goal, max(4_000, goal // 250)
    while left > slack:
        trials = (draw(year) for _ in range(60))
        found = next((order for order in trials if order.net <= left + slack), None)
        if found is None:
            break
        orders.append(found)
        left -= found.net
    return orders


def _months(ca: int, stream: Stream, *, slide: bool) -> list[int]:
    """CA of each month: season within 6 %, exact to the end of September, in October and for the year.

    When orders ``slide`` (T09), June is low and September high.
    """
    while True:
        noise = [stream.between(-250, 250) for _ in range(8)]
        noise[5] = -450 if slide else 210
        rest = -sum(SEASON[month] * noise[month] for month in range(8))
        september = half_up(rest, SEASON[8])
        if (180 if slide else -520) <= september <= (560 if slide else -20):
            break
    tail = stream.between(-200, 200)
    noise += [september, 0, tail, 0]
    months = [half_up(ca * SEASON[month] * (10_000 + noise[month]), 12_000_000) for month in range(12)]
    months[8] = half_up(ca * sum(SEASON[:9]), 1_200) - sum(months[:8])
    months[11] = ca - sum(months[:11])
    return months


def _spread(orders: list[Order], months: list[int]) -> None:
    """Give each order a month, heaviest first: every month keeps about the same share for spare parts."""
    left = [goal * (100 - _SHARE_OF_SPARES) // 100 for goal in months]
    for order in orders:
        if order.month:
            left[order.month - 1] -= order.net
    for order in sorted((order for order in orders if not order.month), key=lambda item: -item.net):
        place = max(range(12), key=lambda month: left[month])
        order.month = place + 1
        left[place] -= order.net


def _close_machines(orders: list[Order], name: str, goal: int, drift: int) -> int:
    """Close a range of compressors on ``goal``, discounts drifting from April; return the first rate."""
    early = [
        line for order in orders if order.month < _DRIFT_MONTH for line in order.lines if line.range == name
    ]
    late = [
        line for order in orders if order.month >= _DRIFT_MONTH for line in order.lines if line.range == name
    ]
    early_gross, late_gross = (sum(line.gross for line in lines) for lines in (early, late))
    rate = half_up(10_000 * (early_gross + late_gross - goal) - drift * late_gross, early_gross + late_gross)
    for index, line in enumerate(early):
        line.discount = rate + (90 if index % 2 else -90)
    for index, line in enumerate(late):
        line.discount = rate + drift + (120 if index % 2 else -120)
    close_on(early, half_up(early_gross * (10_000 - rate), 10_000), 50, 800, slack=500)
    close_on(late, goal - total(early), 50, 800)
    return rate


def _close_contracts(contracts: Sequence[Order], goal: int) -> None:
    """Revise the prices of the contracts by an index, until they add up to ``goal`` to the cent."""
    lines = [order.lines[0] for order in contracts]
    whole = total(lines)
    for line in lines:
        line.price = half_up(line.price * goal, whole)
    for line in sorted(lines, key=lambda item: -item.qty):
        gap = goal - total(lines)
        line.price += gap // line.qty if gap >= 0 else -(-gap // line.qty)


def _close_ventilation(orders: list[Order], known: Figures, goal: int, stream: Stream) -> None:
    """Choose the orders that come from quotes of 2025; close their value, then the family, on the figures."""
    for order in orders:
        if order.kind == "compresseurs":
            order.origin = "DEV"
    chosen = _choose_quoted(orders, known, stream)
    for order in chosen:
        order.origin, order.role = "DEV", "2025"
    inside = [line for order in chosen for line in order.lines if line.family == "ventilation"]
    outside = [
        line
        for order in orders
        if order not in chosen
        for line in order.lines
        if line.family == "ventilation"
    ]
    close_on(inside, known.won - sum(order.net for order in chosen) + total(inside), 0, 800)
    close_on(outside, goal - total(inside), 0, 800)


def _choose_quoted(orders: list[Order], known: Figures, stream: Stream) -> list[Order]:
    """Choose as many orders as quotes won, of about their value: the compressors, and others."""
    machines = [order for order in orders if order.kind == "compresseurs" and order.month > 1]
    machines.sort(key=lambda order: order.net)
    pool = [order for order in orders if order.kind in _QUOTED and order.month > 1]
    kept_out = [order for order in pool if order.kind == "ventilation"][::4]
    pool = stream.shuffled([order for order in pool if order not in kept_out])
    while True:
        value = known.won - sum(order.net for order in machines)
        found = _subset(pool, known.wins[2025] - len(machines), value, stream)
        if found is not None:
            return machines + found
        # Too dear altogether: the heaviest machine was ordered by telephone, without a quote.
        machines.pop().origin = "TEL"


def _subset(pool: list[Order], count: int, goal: int, stream: Stream) -> list[Order] | None:
    """Choose ``count`` orders of the pool whose total comes within 0.8 % of ``goal``, or None."""
    nets = [order.net for order in pool]
    taken, left = list(range(count)), list(range(count, len(pool)))
    gap = sum(nets[:count]) - goal
    for _ in range(20_000):
        if abs(gap) * 120 < goal:
            return [pool[index] for index in taken]
        inside, outside = stream.below(len(taken)), stream.below(len(left))
        moved = gap + nets[left[outside]] - nets[taken[inside]]
        if abs(moved) < abs(gap):
            taken[inside], left[outside], gap = left[outside], taken[inside], moved
    return None


def _spares(year: int, baskets: Baskets, others: list[Order], months: list[int], orders: int) -> list[Order]:
    """Make the orders of spare parts that close each month, so many that the year has ``orders`` orders."""
    left = list(months)
    for order in others:
        left[order.month - 1] -= order.net
    counts = apportion(left, orders - len(others))
    out = []
    for month, (goal, count) in enumerate(zip(left, counts, strict=True), start=1):
        made = _month_of_spares(year, baskets, goal, count)
        for order in made:
            order.month = month
            order.origin = "WEB" if baskets.stream.chance(38) else "TEL"
        out += made
    return out


def _month_of_spares(year: int, baskets: Baskets, goal: int, count: int) -> list[Order]:
    sizes = [baskets.stream.lognormal(1, 0.85) for _ in range(count)]
    whole = sum(sizes)
    orders = [baskets.spares(year, max(7_500, int(goal * size / whole))) for size in sizes]
    lines = [line for order in orders for line in order.lines]
    for _ in range(4_000):
        gap = total(lines) - goal
        if abs(gap) * 120 < goal:
            break
        line = baskets.stream.pick(lines)
        if gap > 0 and line.qty > 1 and line.price < gap * 2:
            line.qty -= 1
        elif gap < 0 and line.price < -gap * 2:
            line.qty += 1
    close_on(lines, goal, 0, 500)
    return orders


def _family(orders: list[Order], family: str) -> int:
    return sum(line.net for order in orders for line in order.lines if line.family == family)


def _other_services(orders: list[Order]) -> int:
    return total(_lines(orders, "services"))


def _lines(orders: list[Order], name: str) -> list[Line]:
    return [line for order in orders for line in order.lines if line.range == name]


def _set_costs(orders: list[Order], ca: int, contribution: int) -> None:
    """Set the real unit costs: standard cost × one coefficient of the year, so that the TMCV is exact."""
    lines = [line for order in orders for line in order.lines]
    goal = ca - half_up(ca * contribution, 10_000)
    standard = sum(line.qty * line.standard_cost for line in lines)
    for line in lines:
        line.cost = half_up(line.standard_cost * goal, standard)
    singles = [line for line in lines if line.qty == 1]
    gap = goal - sum(line.qty * line.cost for line in lines)
    step = 1 if gap > 0 else -1
    for index in range(abs(gap)):
        singles[index % len(singles)].cost += step


def set_days(world: World) -> None:
    """Give every order its day: a working day of its month; renewals come in the first days."""
    stream = world.stream("order days")
    for order in world.books.orders:
        days = workdays.month_days(order.year, order.month)
        order.date = stream.pick(days[:8] if order.kind == "contrats" else days)
