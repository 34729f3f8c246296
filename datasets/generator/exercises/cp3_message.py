"""Exercise cp3-message: the sleeper to write to, the best worth of those that may be written to at all."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from generator.core.dates import STORY_DATE
from generator.core.rules import policy
from generator.core.world import Row, World

_PUBLIC = "SEG12"


def build(world: World) -> None:
    """Add the table reactivation_cases. Raises ValueError when no sleeper may be written to."""
    able = sorted(
        (row for row in world["clients"] if _may_be_written_to(world, row)),
        key=lambda row: (-worth(row["potential_12m"], asleep_for(world, row["client_id"])), row["client_id"]),
    )
    if not able:
        raise ValueError("no sleeper may be written to")
    chosen = able[0]["client_id"]
    machines = [
        row for row in world["installed_base"] if row["account_id"] == chosen and row["kind"] == "compresseur"
    ]
    people = _people(world, chosen)
    world.add(
        "reactivation_cases",
        [
            {
                "client_id": chosen,
                "contact_id": people[0]["contact_id"],
                "machine_id": max(machines, key=lambda row: (row["kw"], row["machine_id"]))["machine_id"],
            }
        ],
    )


def worth(potential: Decimal, months: int) -> Decimal:
    """Return what a sleeper is still worth: its potential, less as it sleeps longer."""
    rule = policy()["dormant"]
    return potential * (rule["lost_months"] - months) / (rule["lost_months"] - rule["months"])


def asleep_for(world: World, client: str) -> int:
    """Return the whole months since the last order that somebody decided (R15)."""
    last = max(
        (row["date"] for row in world["orders"] if row["client_id"] == client and is_decided(row)),
        default=date.min,
    )
    months = 12 * (STORY_DATE.year - last.year) + STORY_DATE.month - last.month
    return months - (last.day > STORY_DATE.day)


def is_decided(order: Row) -> bool:
    """Tell whether somebody decided an order: no renewal, not cancelled, of some value (R15)."""
    return (
        order["origin"] != policy()["dormant"]["contract_origin"]
        and order["status"] != "annulée"
        and order["net_ht"] > 0
    )


def _people(world: World, account: str) -> list[Row]:
    """Return whom one may write to: nobody opposed, nobody of whom something unlawful is noted."""
    by_account = defaultdict(list)
    for row in world["contacts"]:
        by_account[row["account_id"]].append(row)
    people = by_account[account]
    if any(row["opposition"] or row["comment_fault"] for row in people):
        return []
    return sorted((row for row in people if row["email"]), key=lambda row: row["contact_id"])


def _may_be_written_to(world: World, client: Row) -> bool:
    """Tell whether a sleeper is a firm, with a machine known, somebody to write to, and no quote open."""
    account = client["client_id"]
    return (
        client["status"] == "dormant"
        and client["seg_id"] != _PUBLIC
        and any(
            row["account_id"] == account and row["kind"] == "compresseur" for row in world["installed_base"]
        )
        and not any(row["account_id"] == account and row["status"] == "en cours" for row in world["quotes"])
        and bool(_people(world, account))
    )
