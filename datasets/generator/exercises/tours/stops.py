"""The stops of a day on the road: accounts on the way to some town, and the hours at which they receive."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from generator.accounts import classes
from generator.accounts.prospects import genuine
from generator.core.cents import cents
from generator.core.codes import coded
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.world import World
from generator.house.roads import Roads
from generator.house.territory import home_towns

# Fewer towns make no tour.
_TOWNS = 5
_DAY, _MORNING, _AFTERNOON = (510, 1050), (510, 705), (810, 1020)
# Hours agreed on the telephone, of which the first kind is before half past ten.
_EARLY = ((525, 570), (540, 585), (555, 600), (585, 630), (600, 630))
_LATER = ((630, 675), (660, 705), (825, 870), (840, 870), (870, 915), (900, 945), (930, 975), (960, 1005))
# In tenths of a kilometre: how far the farthest town is, and how much longer a way through another may be.
_FAR, _DETOUR = (300, 800), 500


@dataclass(frozen=True)
class Stop:
    """An account on the way: hours in minutes of the day, minutes of the visit, potential in cents."""

    account: str
    kind: str
    town: str
    opens: int
    closes: int
    minutes: int
    potential: int
    code: str


class Stops:
    """Draws the accounts on the way to some town and back; whoever a list of targets holds is left to it."""

    def __init__(self, world: World, roads: Roads) -> None:
        self._roads = roads
        self._towns = [row["town_id"] for row in home_towns(world)]
        letters, allowed = classes.latest(world), set(genuine(world))
        known = {row["client_id"] for row in world["target_clients"]}
        self._clients = [
            (row["client_id"], letters[row["client_id"]], row["town_id"], row["potential_12m"])
            for row in world["clients"]
            if row["client_id"] in letters and row["client_id"] not in known
        ]
        self._prospects = [
            (row["prospect_id"], "prospect", row["town_id"], row["est_potential"])
            for row in world["prospects"]
            if row["prospect_id"] in allowed
        ]

    def draw(self, stream: Stream, clients: int, prospects: int) -> list[Stop]:
        """Draw so many of each, and their hours: three agreed, two of half a day.

        Returns none when too few are on the way drawn, or all in a few towns.
        """
        near = self._way(stream)
        mine, others = ([row for row in rows if row[2] in near] for rows in (self._clients, self._prospects))
        if len(mine) < clients or len(others) < prospects:
            return []
        drawn = stream.sample(mine, clients) + stream.sample(others, prospects)
        hours = _hours(len(drawn), stream)
        stay = policy()["tour"]["visit_minutes"]
        stops = [
            Stop(account, kind, town, *hour, stay[kind.lower()], cents(potential), code)
            for code, ((account, kind, town, potential), hour) in coded(
                "s", list(zip(drawn, hours, strict=True)), stream
            )
        ]
        return stops if len({stop.town for stop in stops}) >= _TOWNS else []

    def again(
        self, stops: Sequence[Stop], barred: Collection[str], spare: Collection[str], stream: Stream
    ) -> list[Stop]:
        """Draw other hours for the same accounts, spare prospects for those barred, and list them anew."""
        known = {stop.account for stop in stops}
        able = stream.shuffled([row for row in self._prospects if row[0] in spare and row[0] not in known])
        kept = [self._other(stop, able.pop()) if stop.account in barred else stop for stop in stops]
        drawn = zip(kept, _hours(len(kept), stream), strict=True)
        return [
            replace(stop, opens=opens, closes=closes, code=code)
            for code, (stop, (opens, closes)) in coded("s", list(drawn), stream)
        ]

    @staticmethod
    def _other(stop: Stop, row: tuple) -> Stop:
        account, kind, town, potential = row
        return replace(stop, account=account, kind=kind, town=town, potential=cents(potential))

    def _way(self, stream: Stream) -> set[str]:
        """Draw a town far enough, and return those that one may pass on the way."""
        roads, home = self._roads, self._roads.home
        low, high = _FAR
        far = stream.pick([town for town in self._towns if low <= roads.tenths(home, town) <= high])
        most = roads.tenths(home, far) + _DETOUR
        return {town for town in self._towns if roads.tenths(home, town) + roads.tenths(town, far) <= most}


def _hours(count: int, stream: Stream) -> list[tuple[int, int]]:
    """Draw at what hours so many receive: three agreed, two of half a day."""
    hours = [stream.pick(_EARLY), *stream.sample(_LATER, 2), _MORNING, _AFTERNOON]
    return stream.shuffled([*hours, *[_DAY] * (count - len(hours))])
