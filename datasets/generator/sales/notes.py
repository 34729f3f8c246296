"""The notes of the seller's diary: what was seen, how the visit ended, or the paper work done; none twice."""

from generator.core.stream import Stream
from generator.core.variation import fresh
from generator.core.world import World
from generator.words import read

# Out of a hundred notes: of visits, those that say only how it ended, then only what was seen; of two tasks.
_ENDING, _SIGHT, _TWO_TASKS = 25, 20, 50


class Notes:
    """The notes of a variant, with a stream of their own: wording shifts nothing else in the diary."""

    def __init__(self, world: World) -> None:
        self._stream: Stream = world.stream("notes")
        self._words = read("diary")
        self._said: set[str] = set()

    def visit(self, sight: str, result: str) -> str:
        """Return the note of a visit that began with this sight and ended with this result."""
        endings = self._words["results"][result]
        if result == "absent":
            return self._new([endings])
        share = self._stream.below(100)
        if share < _ENDING:
            return self._new([endings])
        return self._new([[sight]] if share < _ENDING + _SIGHT else [[sight], endings])

    def paper(self, task: str) -> str:
        """Return the note of administrative time: this task, and often another."""
        others = [other for other in self._words["administratif"] if other != task]
        return self._new([[task], others] if self._stream.chance(_TWO_TASKS) else [[task]])

    def _new(self, parts: list[list[str]]) -> str:
        return fresh(" ".join(self._stream.pick(part) for part in parts), self._said, self._stream)
