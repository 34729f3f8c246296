"""Who calls for tenders, and for what."""

from generator.accounts.prospects import genuine
from generator.core.names import plain
from generator.core.stream import Stream
from generator.core.wording import elided
from generator.core.world import World
from generator.words import read

_GARAGES, _PUBLIC_SEGMENT = "SEG08", "SEG12"
_HOSPITALS = ("centre hospitalier", "ch ")


class Buyers:
    """Who buys: prospects and clients of the sector, else invented; nobody twice."""

    def __init__(self, world: World, stream: Stream) -> None:
        self._stream = stream
        # Prospects that are clients misspelt are left out, and garages, which buy without a call for tenders.
        home = set(genuine(world))
        prospects = [row for row in world["prospects"] if row["prospect_id"] in home]
        public = [row["name"] for row in prospects if row["seg_id"] == _PUBLIC_SEGMENT]
        private = [
            row["name"]
            for row in prospects
            if row["seg_id"] not in (_GARAGES, _PUBLIC_SEGMENT) and row["employees"] >= 15
        ]
        # The file writes some names in capitals, or short.
        hospitals = [name for name in public if name.lower().startswith(_HOSPITALS)]
        self._known = {
            "collectivité": stream.sample([name for name in public if name not in hospitals], 4),
            "hôpital public": stream.sample(hospitals, 1),
            "État": [],
            "entreprise privée": stream.shuffled(private),
        }
        self._stems: set[str] = set()

    def draw(self, kind: str) -> str:
        """Name a buyer of this kind."""
        if self._known[kind]:
            return _as_it_signs(self._known[kind].pop())
        words, names = read("tenders"), read("names")
        pools = {"collectivité": "local_buyers", "hôpital public": "hospital_buyers", "État": "state_buyers"}
        stem = ""
        while not stem or stem in self._stems:
            stem = self._stream.pick(names["heads"]) + self._stream.pick(names["tails"])
        self._stems.add(stem)
        return elided(self._stream.pick(words[pools[kind]]).format(town=stem))


def _as_it_signs(name: str) -> str:
    """The name of a public body as its own call bears it: our file leaves an accent out here and there."""
    for trade in read("names")["trades"][_PUBLIC_SEGMENT]:
        if name.lower().startswith(plain(trade)) and not name.isupper():
            return trade + name[len(trade) :]
    return name


class Objects:
    """What is bought, by buyer and size; no object twice."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._left = {
            (public, size): stream.shuffled(wordings)
            for public in (True, False)
            for size, wordings in read("tenders")["public" if public else "private"].items()
        }

    def draw(self, public: bool, amount: int) -> str:
        """Name an object of this size."""
        size = "small" if amount < 60_000 else "medium" if amount < 140_000 else "large"
        return self._stream.pick(self._left[public, size].pop())
