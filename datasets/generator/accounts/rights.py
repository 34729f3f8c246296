"""Who may be approached (R20): nobody who opposed it, nobody who gave no sign for 36 months."""

from generator.core.dates import STORY_DATE
from generator.core.rules import policy
from generator.core.world import Row, World


def lawful(contact: Row) -> bool:
    """Tell whether a person may be approached: no opposition, a sign within 36 months."""
    return not contact["opposition"] and not silent(contact)


def silent(contact: Row) -> bool:
    """Tell whether a person gave no sign for so long that nobody may write any more."""
    years = policy()["optout"]["months"] // 12
    return contact["last_inbound_contact"] < STORY_DATE.replace(year=STORY_DATE.year - years)


def barred(world: World) -> set[str]:
    """Return the accounts of which somebody known may not be approached."""
    return {row["account_id"] for row in world["contacts"] if not lawful(row)}
