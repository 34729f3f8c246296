"""Ways of counting that one keeps from figure to figure: named where they first show, and charged once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from autograder.keys.primitives.numbers import sensible
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.french import quoted

Ways = frozenset[str]
Values = Callable[[Ways], Mapping[str, Any]]
"""The answers that some ways of counting give together, by name; without any, the right ones."""

EXACT = "Exact."
ONCE = "La même façon de compter que plus haut : elle n’est comptée qu’une fois."
ELSEWHERE = "La même façon de compter que dans {} : elle n’est comptée qu’une fois."


def again(
    slips: Iterable[Slip], charged: Collection[str | None], said: str = ONCE
) -> list[tuple[Decimal, str]]:
    """What mistakes that were charged before give, with what is said of it (French): not charged again."""
    return [(slip.value, said) for slip in slips if slip.id in charged]


def elsewhere(exercise_id: str) -> str:
    """What is said (French) of a way of counting that was charged in another exercise."""
    return ELSEWHERE.format(quoted(exercises.load()[exercise_id].title))


class Told(NamedTuple):
    """What became of an answer: sound or not, what is said of it (French), the mistake that it betrays.

    ``carried``: sound, but only because the mistake was charged before. ``explained``: it is the right
    answer, or what a known mistake makes of it, so that others may be built on it.
    """

    sound: bool
    said: str = ""
    slip: str | None = None
    carried: bool = False
    explained: bool = True


class Kept:
    """Reads answers one by one, in the order in which they are asked.

    ``why`` says of each way of counting, by the id of its slip, what is wrong with it (French). ``near``
    tells whether an answer (by name) is a value. ``given`` are all the answers: the way that explains most
    of them is thought of first. ``charged`` says of each way that was charged in another exercise what is
    told where it shows again.
    """

    def __init__(
        self,
        values: Values,
        why: Mapping[str, str],
        near: Callable[[str, Any, Any], bool],
        given: Mapping[str, Any],
        charged: Mapping[str, str] | None = None,
    ) -> None:
        self._values, self._why, self._near = values, why, near
        self._found: dict[Ways, Mapping[str, Any]] = {}
        self._right = self._counted(())
        self._charged = dict(charged or {})
        explained = {way: self._explained(way, given) for way in why}
        self._likely = sorted(why, key=lambda way: -explained[way])

    def read(self, name: str, given: Any, method: str = "") -> Told:
        """Judge an answer; what explains a wrong one is charged, ``method`` told where nothing does."""
        if self._near(name, given, self._right[name]):
            return Told(True, EXACT)
        for ways in self._tried():
            if not self._gives(ways, name, given):
                continue
            new = [way for way in ways if way not in self._charged]
            if not new:
                return Told(True, self._charged[ways[0]], carried=True)
            self._charged |= dict.fromkeys(new, ONCE)
            return Told(False, self._why[new[0]], new[0])
        return Told(False, method, explained=False)

    def plausible(self, name: str, given: Any) -> bool:
        """Whether others may be built on an answer: right, what a known mistake gives, or near enough."""
        right = self._right[name]
        return (
            self._near(name, given, right)
            or sensible(given, right)
            or any(self._gives(ways, name, given) for ways in self._tried())
        )

    def _tried(self) -> Iterator[tuple[str, ...]]:
        """Each way by itself, then beside one that was charged: two at once are no diagnosis."""
        for way in self._likely:
            yield (way,)
        for known in self._charged:
            yield from ((known, way) for way in self._likely if way != known)

    def _gives(self, ways: tuple[str, ...], name: str, given: Any) -> bool:
        value = self._counted(ways)[name]
        return value != self._right[name] and self._near(name, given, value)

    def _counted(self, ways: tuple[str, ...]) -> Mapping[str, Any]:
        """All the values as these ways of counting give them."""
        key = frozenset(ways)
        if key not in self._found:
            self._found[key] = self._values(key)
        return self._found[key]

    def _explained(self, way: str, given: Mapping[str, Any]) -> int:
        answered = ((name, value) for name, value in given.items() if value is not None)
        return sum(
            self._gives((way,), name, value) and not self._near(name, value, self._right[name])
            for name, value in answered
        )
