"""Exercise cp4-causes: eight observations computed from the tables, the causes they prove, and three that nothing proves."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from generator.cents import half_up
from generator.codes import coded
from generator.wording import day, euros, percent
from generator.world import World

DRIFT_DATE = date(2025, 4, 1)
# story | verdict | cause
CAUSES = (
    ("T07", "prouvée", "Un grand client, mal suivi, est passé chez un concurrent."),
    ("T08", "prouvée", "Les remises sur les compresseurs ont dérivé, sans contrepartie."),
    ("T09", "prouvée", "Le retard d'un fournisseur, l'été, a fait perdre des affaires et fâché des clients."),
    ("T10", "prouvée", "L'administratif a pris le temps de la prospection et des relances."),
    (None, "symptôme", "Le chiffre d'affaires est resté sous l'objectif."),
    (None, "déjà prévue", "Le mois d'août est un mois creux."),
    (None, "non prouvée", "AirPromo-Pro a pris le marché des petites machines."),
)
_SOURCES = {
    "orders": "Commandes",
    "order_lines": "Lignes de commande",
    "quotes": "Devis",
    "activities": "Activités",
    "complaints": "Réclamations",
    "budget_2025": "Budget et réalisé",
    "clients": "Clients",
    "invoices": "Factures",
    "targets": "Objectifs mensuels",
    "opportunities": "Opportunités",
}


def build(world: World) -> None:
    """Add the tables causes, clue_sources and clues."""
    stream = world.stream("clues")
    causes, sources = coded("k", CAUSES, stream), coded("f", list(_SOURCES), stream)
    by_story = {story: code for code, (story, _, _) in causes if story}
    by_table = {name: code for code, name in sources}
    world.add(
        "causes",
        (
            {"id": code, "label": label, "verdict": verdict, "trap": story}
            for code, (story, verdict, label) in causes
        ),
    )
    world.add(
        "clue_sources", ({"id": code, "label": _SOURCES[name], "table": name} for code, name in sources)
    )
    world.add(
        "clues",
        (
            {"id": code, "label": label, "cause": by_story[story], "source": by_table[table], "trap": story}
            for code, (story, table, label) in coded("c", list(_clues(world)), stream)
        ),
    )


def _clues(world: World) -> Iterable[tuple[str, str, str]]:
    """Yield story, table that proves it, and what can be read there."""
    yield "T07", "orders", _lost_orders(world)
    yield "T07", "activities", _missing_visits(world)
    yield "T08", "order_lines", _discounts(world)
    yield "T08", "budget_2025", _machine_price(world)
    yield "T09", "quotes", _late_quotes(world)
    yield "T09", "complaints", _late_deliveries(world)
    yield "T10", "activities", _paperwork(world)
    yield "T10", "clients", _new_clients(world)


def _lost(world: World) -> tuple[str, str]:
    client = next(client for client in world.books.clients if client.role == "T07")
    return client.id, client.name


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
    return f"{name} n'a plus rien commandé depuis le {day(last)} : {euros(cents(ca[2025]))} en 2025 contre {euros(cents(ca[2024]))} en 2024, soit {euros(fall)}."


def _missing_visits(world: World) -> str:
    code, name = _lost(world)
    last = max(
        row["date"] for row in world["activities"] if row["account_id"] == code and row["type"] == "visite"
    )
    return f"La dernière visite chez {name} date du {day(last)} ; plus une seule dans les sept mois qui ont suivi."


def discounts(world: World) -> tuple[int, int]:
    """Return the average discount on compressors before April 2025 and since, in hundredths of a point."""
    days = {order["order_id"]: order["date"] for order in _kept(world)}
    machines = {row["sku"] for row in world["products"] if row["family"] == "compresseurs"}
    sums = {False: [Decimal(0), Decimal(0)], True: [Decimal(0), Decimal(0)]}
    for line in world["order_lines"]:
        if line["sku"] in machines and line["order_id"] in days:
            pair = sums[days[line["order_id"]] >= DRIFT_DATE]
            pair[0] += line["qty"] * line["unit_price"]
            pair[1] += line["net_ht"]
    return tuple(half_up(cents(gross - net) * 10_000, cents(gross)) for gross, net in sums.values())


def _discounts(world: World) -> str:
    before, after = discounts(world)
    return f"La remise moyenne accordée sur les compresseurs passe de {percent(before, 2)} jusqu'à mars 2025 à {percent(after, 2)} depuis avril."


def _machine_price(world: World) -> str:
    line = world["budget_2025"][0]
    return f"Un compresseur à vitesse fixe s'est vendu {euros(cents(line['actual_price']))} en moyenne, quand {euros(cents(line['price']))} étaient prévus."


def _late_quotes(world: World) -> str:
    lost = [row for row in world["quotes"] if row["status"] == "perdu" and row["closed_on"].year == 2025]
    summer = [row for row in lost if 6 <= row["closed_on"].month <= 9]
    rest = [row for row in lost if row not in summer]
    shares = [
        half_up(10_000 * sum(row["loss_reason"] == "délai" for row in rows), len(rows))
        for rows in (summer, rest)
    ]
    return f"De juin à septembre 2025, {percent(shares[0], 0)} des devis perdus l'ont été pour le délai ; {percent(shares[1], 0)} le reste de l'année."


def _late_deliveries(world: World) -> str:
    counts = {
        year: sum(
            row["category"] == "délai" and date(year, 6, 1) <= row["opened"] <= date(year, 9, 30)
            for row in world["complaints"]
        )
        for year in (2024, 2025)
    }
    return f"De juin à septembre, {counts[2025]} clients se sont plaints d'un délai en 2025, {counts[2024]} en 2024."


def paperwork(world: World, year: int) -> int:
    """Return the share of administrative time in a year, in hundredths of a point."""
    rows = [row for row in world["activities"] if row["date"].year == year]
    return half_up(
        10_000 * sum(row["minutes"] for row in rows if row["type"] == "administratif"),
        sum(row["minutes"] for row in rows),
    )


def _paperwork(world: World) -> str:
    return f"{percent(paperwork(world, 2025))} des heures de 2025 sont administratives, contre {percent(paperwork(world, 2024))} en 2024."


def _new_clients(world: World) -> str:
    counts = {year: sum(row["created"].year == year for row in world["clients"]) for year in (2024, 2025)}
    return f"{counts[2025]} nouveaux clients ont été ouverts en 2025, {counts[2024]} en 2024."


def cents(amount: Decimal) -> int:
    """Turn an amount of a table into cents."""
    return int(amount * 100)
