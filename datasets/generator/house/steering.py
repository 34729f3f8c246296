"""What the sector is measured against: monthly targets, fixed costs, and the budget with what came of it."""

from datetime import date

from generator.core.cents import half_up, money
from generator.core.figures import COST_LABELS, SEASON, Budgeted
from generator.core.world import World

# Planned margin of each family before it is scaled to the margin objective, in %.
_MARGINS = {"compresseurs": 29, "traitement": 33, "ventilation": 30, "services": 34, "pièces": 42}


def build(world: World) -> None:
    """Add the tables targets, fixed_costs and budget_2025."""
    world.add("targets", _targets(world))
    world.add(
        "fixed_costs",
        (
            {"id": f"CF{number}", "label": label, "kind": kind, "amount": money(cost)}
            for number, ((label, kind), cost) in enumerate(
                zip(COST_LABELS, world.figures.costs, strict=True), start=1
            )
        ),
    )
    world.add("budget_2025", _budget(world))


def _targets(world: World) -> list[dict]:
    known = world.figures
    cells = [(month, family) for month in range(1, 13) for family in known.shares]
    ca = _split(known.objective, [SEASON[month - 1] * known.shares[family] for month, family in cells])
    planned = known.objective * known.contribution[2025] // 10_000
    margin = _split(
        planned, [amount * _MARGINS[family] for (_, family), amount in zip(cells, ca, strict=True)]
    )
    return [
        {
            "month": date(2025, month, 1),
            "family": family,
            "target_ca": money(amount),
            "target_margin": money(part),
        }
        for (month, family), amount, part in zip(cells, ca, margin, strict=True)
    ]


def _split(whole: int, weights: list[int]) -> list[int]:
    """Share ``whole`` by weights, to the cent; the last part takes what rounding leaves."""
    parts = [half_up(whole * weight, sum(weights)) for weight in weights]
    parts[-1] += whole - sum(parts)
    return parts


def _budget(world: World) -> list[dict]:
    known, stream = world.figures, world.stream("budget_2025")
    rows = [
        ("Compresseurs à vitesse fixe", "compresseurs", "vitesse fixe", True, known.fixed_speed),
        ("Audits énergie", "services", "audit énergie", True, known.audits),
        ("Contrats d'entretien (machines)", "services", "contrats", True, known.contracts),
    ]
    for label, family in (("Traitement de l'air", "traitement"), ("Ventilation", "ventilation")):
        qty, net = sold(world, family)
        price = half_up(net, qty)
        planned = half_up(price * stream.between(980, 1_030), 1_000 * 1_000) * 1_000
        cost = half_up(planned * 66, 100 * 1_000) * 1_000
        rows.append(
            (label, family, family, False, Budgeted(qty + stream.between(-9, 14), planned, cost, qty, price))
        )
    return [
        {
            "id": f"B{number}",
            "label": label,
            "family": family,
            "range": name,
            "tracked": tracked,
            "qty": line.qty,
            "price": money(line.price),
            "unit_cost": money(line.cost),
            "actual_qty": line.actual_qty,
            "actual_price": money(line.actual_price),
        }
        for number, (label, family, name, tracked, line) in enumerate(rows, start=1)
    ]


def sold(world: World, name: str) -> tuple[int, int]:
    """Return quantity and net (cents) of a range in the orders of 2025 that were not cancelled."""
    lines = [
        line
        for order in world.books.orders
        if order.year == 2025 and not order.cancelled
        for line in order.lines
        if line.range == name
    ]
    return sum(line.qty for line in lines), sum(line.net for line in lines)
