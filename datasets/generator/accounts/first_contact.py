"""Whom one may call and write to for the first time with everything to build on.

One who decides in a firm of the size that is called on, lawfully, whose machine is old, who has a rival's,
whom the desk called without a meeting, whose name was not dug up by the house; and something is noted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.accounts.prospects import genuine
from generator.accounts.rights import lawful
from generator.core.rules import policy
from generator.core.world import Row, World

_OLD_MACHINE = 8
_OWN_DIGGING = "prospection"
_MEETING = "rdv"


def told(world: World, contacts: Iterable[Row]) -> Iterator[Row]:
    """Yield the contacts that have everything but, maybe, a comment."""
    least, most = policy()["call_brief"]["employees"]
    known, results = set(genuine(world)), defaultdict(set)
    prospects = {row["prospect_id"]: row for row in world["prospects"]}
    for call in world["call_attempts"]:
        results[call["account_id"]].add(call["result"])
    for row in contacts:
        code = row["account_id"]
        if (
            code in known
            and row["decision_role"] == "décideur"
            and least <= prospects[code]["employees"] <= most
            and lawful(row)
            and not row["comment_fault"]
            and row["source"] != _OWN_DIGGING
            and (prospects[code]["equipment_age"] or 0) >= _OLD_MACHINE
            and prospects[code]["competitor"]
            and results[code]
            and _MEETING not in results[code]
        ):
            yield row
