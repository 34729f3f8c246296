"""The register of the planted stories: which records carry each, for tests, keys and instructor."""

from collections.abc import Iterable

from generator.core.dates import DRIFT_DATE
from generator.core.world import World


def build(world: World) -> None:
    """Add the table traps."""
    rows = sorted(_records(world))
    world.add(
        "traps",
        (
            {"trap": trap, "table": table, "record": record, "role": role}
            for trap, table, record, role in rows
        ),
    )


def _records(world: World) -> Iterable[tuple[str, str, str, str]]:
    """Yield trap, table, record and its role."""
    books = world.books
    for client in books.clients:
        if client.role in ("T01", "T02", "T07"):
            yield (
                client.role,
                "clients",
                client.id,
                {"T01": "dormant sous contrat", "T02": "dernière commande annulée", "T07": "client perdu"}[
                    client.role
                ],
            )
        if client.twin:
            yield "T03", "clients", client.id, "doublon"
    for order in books.orders:
        if order.role in ("T02", "T06"):
            yield (
                order.role,
                "orders",
                order.id,
                "annulée" if order.role == "T02" else "commande exceptionnelle",
            )
        if order.role == "T09":
            yield "T09", "orders", order.id, "commandée en septembre"
            yield "T09", "quotes", order.quote.id, "acceptée en juin"
        if order.kind == "contrats" and order.year == 2025 and order.client.role == "T01":
            yield "T01", "orders", order.id, "renouvellement automatique"
    for prospect in world["prospects"]:
        if prospect["is_client_dup"] or prospect["out_of_sector"]:
            yield (
                "T03",
                "prospects",
                prospect["prospect_id"],
                "déjà client" if prospect["is_client_dup"] else "hors secteur",
            )
    yield from _lost_client(world)
    yield "T08", "order_lines", DRIFT_DATE.isoformat(), "début de la dérive"
    for item in books.invoices:
        if item.role == "trop payé":
            yield "T05", "invoices", item.id, "payée en trop"
    for row in world["opportunities"]:
        if row["stale"]:
            yield (
                "T28",
                "opportunities",
                row["opp_id"],
                "accord oral endormi" if row["probability_pct"] == 90 else "endormie",
            )


def _lost_client(world: World) -> Iterable[tuple[str, str, str, str]]:
    code = world.books.lost.id
    for row in world["complaints"]:
        if row["client_id"] == code:
            yield "T07", "complaints", row["cmp_id"], "réclamation mal close"
    for quote in world.books.quotes:
        if quote.role == "T07":
            yield "T07", "quotes", quote.id, "devis perdu"
    visits = [row for row in world["activities"] if row["account_id"] == code and row["type"] == "visite"]
    yield "T07", "activities", max(visits, key=lambda row: row["date"])["act_id"], "dernière visite"
