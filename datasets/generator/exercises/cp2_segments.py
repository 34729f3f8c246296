"""Exercise cp2-segments: sixteen accounts, four of each conduct: to defend, develop, serve from afar, open.

Neither the class (R12) nor what is left to sell tells it alone. The clients whose payment the bank returned
are among them where they fit; one of the sixteen only may not be delivered (R11).
"""

from generator.accounts import classes, targeting
from generator.core.cents import cents
from generator.core.codes import coded
from generator.core.dates import CLOSING
from generator.core.rules import policy
from generator.core.world import World

_EACH = 4
# Nobody stands near the line of what is left to sell, a part of it on either side.
_CLEAR = 10
_CONDUCTS = {
    (True, False): "défendre",
    (True, True): "développer",
    (False, False): "servir à distance",
    (False, True): "ouvrir",
}


def build(world: World) -> None:
    """Add the table segment_cases."""
    stream = world.stream("segment_cases")
    returned = {item.invoice.order.client.id: item.returned for item in world.books.payments if item.returned}
    barred = targeting.barred(world)
    piles: dict[str, list[str]] = {conduct: [] for conduct in _CONDUCTS.values()}
    for client, conduct in _conducts(world).items():
        if client not in barred:
            piles[conduct].append(client)
    chosen = {}
    for conduct, able in piles.items():
        known = [client for client in sorted(able) if client in returned][:_EACH]
        others = [client for client in sorted(able) if client not in returned]
        for client in (*known, *stream.sample(others, _EACH - len(known))):
            chosen[client] = conduct
    world.add(
        "segment_cases",
        (
            {
                "case_id": code,
                "client_id": client,
                "strategy": chosen[client],
                "blocked": returned.get(client) == targeting.BLOCKING,
            }
            for code, client in coded("SG", sorted(chosen), stream)
        ),
    )


def _conducts(world: World) -> dict[str, str]:
    """Return the conduct that each active client calls for, but of those near a line."""
    line = policy()["classes"]["strong_room"] * 100
    active = [client for client in world.books.clients if client.status == "actif"]
    ca = classes.bought(world.books.orders, CLOSING.year, active)
    letters, potential = classes.latest(world), {}
    for row in world["clients"]:
        potential[row["client_id"]] = cents(row["potential_12m"])
    wider = classes.abc(classes.bought(world.books.orders, CLOSING.year, world.books.clients))
    out = {}
    for client in active:
        room = potential[client.id] - ca[client]
        if abs(room - line) * _CLEAR >= line and wider[client] == letters[client.id]:
            out[client.id] = _CONDUCTS[letters[client.id] in "AB", room >= line]
    return out
