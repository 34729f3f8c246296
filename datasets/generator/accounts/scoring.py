"""The prospects ranked by the weighted grid of the policy, and those that must not be visited at all.

Excluded: clients under another name and accounts outside the sector (T03), prospects all of whose contacts
opted out or have been silent for more than 36 months (T04).
"""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from generator.core.dates import STORY_DATE
from generator.core.rules import policy
from generator.core.world import Row, World
from generator.house.roads import Roads

_CRITERIA = ("potential", "age", "project", "near")


def build(world: World) -> None:
    """Add the table prospect_scores."""
    reasons = exclusions(world)
    rows = [
        {"prospect_id": row["prospect_id"], **points(world, row), "excluded": reasons.get(row["prospect_id"])}
        for row in world["prospects"]
    ]
    able = sorted((row for row in rows if not row["excluded"]), key=lambda row: -row["score"])
    retained = policy()["prospect_grid"]["retained"]
    last = able[retained - 1]["score"]
    if last == able[retained]["score"]:
        raise ValueError("two prospects tie at the last place retained")
    for row in rows:
        row["retained"] = not row["excluded"] and row["score"] >= last
    world.add("prospect_scores", rows)


def points(world: World, prospect: Row) -> dict[str, Decimal]:
    """Return the points of a prospect on each criterion, and their sum: the score out of 100."""
    roads = Roads(world)
    km = Decimal(roads.tenths(roads.home, prospect["town_id"])) / 10
    rule = policy()["prospect_grid"]
    age, months = prospect["equipment_age"], prospect["project_horizon_months"]
    shares = (
        (rule["potential"], prospect["est_potential"] / rule["potential"]["full"]),
        (rule["equipment_age"], Decimal(age or 0) / rule["equipment_age"]["full"]),
        (
            rule["project_months"],
            1
            - Decimal(rule["project_months"]["none"] if months is None else months)
            / rule["project_months"]["none"],
        ),
        (rule["distance_km"], 1 - km / rule["distance_km"]["none"]),
    )
    out = {
        name: (item["weight"] * min(Decimal(1), max(Decimal(0), share))).quantize(
            Decimal("0.01"), ROUND_HALF_UP
        )
        for name, (item, share) in zip(_CRITERIA, shares, strict=True)
    }
    return out | {"score": sum(out.values())}


def silent_since() -> date:
    """Return the day before which a last sign of a contact is too old for another call (R20)."""
    return STORY_DATE.replace(year=STORY_DATE.year - policy()["optout"]["months"] // 12)


def exclusions(world: World) -> dict[str, str]:
    """Return why each prospect that must not be visited is excluded."""
    people, silence = defaultdict(list), silent_since()
    for row in world["contacts"]:
        people[row["account_id"]].append(row)
    out = {}
    for row in world["prospects"]:
        known = people[row["prospect_id"]]
        if row["is_client_dup"]:
            out[row["prospect_id"]] = "déjà client"
        elif row["out_of_sector"]:
            out[row["prospect_id"]] = "hors secteur"
        elif known and all(person["opposition"] for person in known):
            out[row["prospect_id"]] = "opposition"
        elif known and all(person["last_inbound_contact"] < silence for person in known):
            out[row["prospect_id"]] = "contact trop ancien"
    return out
