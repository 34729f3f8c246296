"""Who may be approached (R20): nobody who opposed it, nobody who gave no sign for 36 months."""

from generator.accounts.scoring import silent_since
from generator.core.world import Row, World


def lawful(contact: Row) -> bool:
    """Tell whether a person may be approached: no opposition, a sign within 36 months."""
    return not contact["opposition"] and not silent(contact)


def silent(contact: Row) -> bool:
    """Tell whether a person gave no sign for so long that nobody may write any more."""
    return contact["last_inbound_contact"] < silent_since()


def barred(world: World) -> set[str]:
    """Return the accounts of which somebody known may not be approached."""
    return {row["account_id"] for row in world["contacts"] if not lawful(row)}
