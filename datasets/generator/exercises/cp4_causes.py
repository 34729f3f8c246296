"""Exercise cp4-causes: eight observations of the tables, the causes they prove, three that nothing proves."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from generator.core.cents import cents
from generator.core.codes import coded
from generator.core.wording import euros, percent
from generator.core.world import World
from generator.sales.drift import average_discounts
from generator.words import read
from ntc.french import day


def build(world: World) -> None:
    """Add the tables causes, clue_sources and clues."""
    stream, words = world.stream("clues"), read("cp4")
    causes, sources = coded("k", words["causes"], stream), coded("f", list(words["sources"]), stream)
    by_story = {cause["trap"]: code for code, cause in causes if "trap" in cause}
    by_table = {name: code for code, name in sources}
    world.add(
        "causes",
        (
            {
                "id": code,
                "label": stream.pick(cause["labels"]),
                "verdict": cause["verdict"],
                "trap": cause.get("trap"),
            }
            for code, cause in causes
        ),
    )
    world.add(
        "clue_sources",
        ({"id": code, "label": words["sources"][name], "table": name} for code, name in sources),
    )
    world.add(
        "clues",
        (
            {
                "id": code,
                "label": label,
                "cause": by_story[story],
                "source": by_table[table],
                "also": " ".join(by_table[other] for other in also) or None,
                "trap": story,
            }
            for code, (story, (table, *also), label) in coded("c", list(_clues(world)), stream)
        ),
    )


def _say(clue: str, **figures: object) -> str:
    return read("cp4")["clues"][clue].format(**figures)


def _clues(world: World) -> Iterable[tuple[str, tuple[str, ...], str]]:
    """Yield story, tables where its figures can be read, and what can be read there."""
    yield "T07", ("orders", "clients", "order_lines"), _lost_orders(world)
    yield "T07", ("activities",), _missing_visits(world)
    yield "T08", ("order_lines",), _discounts(world)
    yield "T08", ("budget_2025", "order_lines"), _machine_price(world)
    yield "T09", ("quotes",), _late_quotes(world)
    yield "T09", ("complaints",), _late_deliveries(world)
    yield "T10", ("activities",), _paperwork(world)
    yield "T10", ("clients",), _new_clients(world)


def _lost(world: World) -> tuple[str, str]:
    return world.books.lost.id, world.books.lost.name


def _kept(world: World) -> list[Mapping]:
    return [order for order in world["orders"] if order["status"] != "annulée"]


def _lost_orders(world: World) -> str:
    code, name = _lost(world)
    orders = [order for order in _kept(world) if order["client_id"] == code]
    last = max(order["date"] for order in orders)
    ca = {
        year: sum(order["net_ht"] for order in orders if order["date"].year == year) for year in (2024, 2025)
    }
    fall = cents(ca[2025] - ca[2024])
    return _say(
        "lost_orders",
        name=name,
        last=day(last),
        latest=euros(cents(ca[2025])),
        former=euros(cents(ca[2024])),
        fall=euros(fall),
    )


def _missing_visits(world: World) -> str:
    code, name = _lost(world)
    last = max(
        row["date"] for row in world["activities"] if row["account_id"] == code and row["type"] == "visite"
    )
    return _say("missing_visits", name=name, last=day(last))


def _discounts(world: World) -> str:
    before, after = average_discounts(world)
    return _say("discounts", before=percent(before, 2), after=percent(after, 2))


def _machine_price(world: World) -> str:
    line = world["budget_2025"][0]
    return _say(
        "machine_price", actual=euros(cents(line["actual_price"])), planned=euros(cents(line["price"]))
    )


def _late_quotes(world: World) -> str:
    lost = [row for row in world["quotes"] if row["status"] == "perdu" and row["closed_on"].year == 2025]
    summer = [row for row in lost if 6 <= row["closed_on"].month <= 9]
    rest = [row for row in lost if row not in summer]
    shares = [
        percent(Fraction(sum(row["loss_reason"] == "délai" for row in rows), len(rows)), 0)
        for rows in (summer, rest)
    ]
    return _say("late_quotes", summer=shares[0], rest=shares[1])


def _late_deliveries(world: World) -> str:
    counts = {
        year: sum(
            row["category"] == "délai" and date(year, 6, 1) <= row["opened"] <= date(year, 9, 30)
            for row in world["complaints"]
        )
        for year in (2024, 2025)
    }
    return _say("late_deliveries", latest=counts[2025], former=counts[2024])


def _paperwork(world: World) -> str:
    shares = {}
    for year in (2024, 2025):
        rows = [row for row in world["activities"] if row["date"].year == year]
        paper = sum(row["minutes"] for row in rows if row["type"] == "administratif")
        shares[year] = percent(Fraction(paper, sum(row["minutes"] for row in rows)))
    return _say("paperwork", latest=shares[2025], former=shares[2024])


def _new_clients(world: World) -> str:
    counts = {year: sum(row["created"].year == year for row in world["clients"]) for year in (2024, 2025)}
    return _say("new_clients", latest=counts[2025], former=counts[2024])
