"""The words of the complaints: each has a story of its category, never twice, told with its own order."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from generator.core import workdays
from generator.core.books import Order
from generator.core.stream import Stream
from generator.core.variation import vary
from generator.core.wording import in_words
from generator.core.world import World
from generator.words import read
from ntc.french import MONTHS

TECHNICAL = ("panne", "bruit", "qualité d’air")
# Out of a hundred complaints: those with an opening, those whose facts say how they were found.
_OPENS, _CHECKED = 45, 55
# The stories that a variant must have (T25), and how far down the pile: as far as the complaints of 2025.
_PLANTED = {"panne": 5, "bruit": 3}
_FORTNIGHT, _TWO_MONTHS, _MONTH = 14, 60, 30
# Days from the delivery to the complaint, for a story that says nothing of them.
_AFTER = {"délai": (1, 8)}
_AFTER_OTHERS = (2, 90)
_LAST = date(2025, 12, 17)

Story = Mapping[str, Any]


def never_changed(facts: str) -> bool:
    """Tell whether the facts are those of an intake filter that was never changed (T25)."""
    return facts.startswith(read("complaints")["never_changed"])


class Stories:
    """The stories left to tell in a variant, and who is at fault in each."""

    def __init__(self, world: World) -> None:
        self._stream = world.stream("complaint_words")
        self._words = read("complaints")
        self._hellos = {
            channel: self._stream.shuffled(hellos) for channel, hellos in self._words["openings"].items()
        }
        self._under_contract = {order.client for order in world.books.orders if order.kind == "contrats"}
        self._left = {category: self._pile(category) for category in self._words["urgency"]}

    def take(self, category: str, orders: Sequence[Order]) -> tuple[Story, Order]:
        """Take the first story left that suits one of the orders, and the first order that it suits.

        Raises ValueError when no story is left for them.
        """
        left = self._left[category]
        for index, story in enumerate(left):
            order = next((item for item in orders if self._suits(story, category, item)), None)
            if order is not None:
                return left.pop(index), order
        raise ValueError(f"no story of {category} suits these orders")

    def tell(self, story: Story, category: str, channel: str, order: Order, opened: date) -> dict[str, str]:
        """Return what the client says, the facts, the urgency and who is at fault."""
        slots = _slots(order, opened)
        hello = self._hello(channel)
        said, facts = (
            _fill(vary(self._stream.pick(story[part]), self._stream), slots) for part in ("words", "facts")
        )
        facts = f"{facts} {self._checked(category, opened)}".strip()
        if hello.endswith((",", ":")):
            said = said if said.startswith(f"{slots['sku']} ") else said[0].lower() + said[1:]
        return {
            "client_words": f"{hello} {said}".strip(),
            "facts": facts,
            "urgency": story.get("urgency", self._words["urgency"][category]),
            "responsibility": story["responsibility"],
        }

    def badly_closed(self) -> dict[str, str]:
        """Return the words of the complaint that nobody answered (T07)."""
        words = self._words["badly_closed"]
        return {
            "client_words": self._stream.pick(words["words"]),
            "facts": self._stream.pick(words["facts"]),
        }

    def _suits(self, story: Story, category: str, order: Order) -> bool:
        """Tell whether an order bought what the story is about, early enough for what it says to happen."""
        bought = {line.sku.partition("-")[0] for line in order.lines}
        return (
            order.kind in story.get("kinds", [order.kind])
            and bought.issuperset(story.get("needs", ()))
            and (not story.get("contract") or order.client in self._under_contract)
            and order.delivered + timedelta(_days_after(story, category)[0]) <= _LAST
        )

    def _hello(self, channel: str) -> str:
        left = self._hellos[channel]
        return left.pop() if left and self._stream.chance(_OPENS) else ""

    def _checked(self, category: str, opened: date) -> str:
        """Say how the facts were found, one to three working days after the complaint, or nothing."""
        if not self._stream.chance(_CHECKED):
            return ""
        seen = opened
        for _ in range(self._stream.between(1, 3)):
            seen = workdays.next_working(seen + timedelta(1))
        words = self._words["checked"]["technical" if category in TECHNICAL else "office"]
        return self._stream.pick(words).format(seen=_day(seen))

    def _pile(self, category: str) -> list[dict]:
        pile = self._stream.shuffled(self._words[category])
        if category in _PLANTED:
            sure = next(story for story in pile if story.get("planted"))
            pile.remove(sure)
            pile.insert(_PLANTED[category], sure)
        return pile


def opening_day(story: Story, category: str, order: Order, stream: Stream) -> date:
    """Draw the day of the complaint, before the delivery for a story told while one waits for it."""
    fewest, most = _days_after(story, category)
    latest = (_LAST - order.delivered).days
    return workdays.next_working(order.delivered + timedelta(stream.between(fewest, min(most, latest))))


def _days_after(story: Story, category: str) -> tuple[int, int]:
    fewest, most = story.get("after", _AFTER.get(category, _AFTER_OTHERS))
    return fewest, most


def _slots(order: Order, opened: date) -> dict[str, str]:
    return {
        "ref": order.id,
        "sku": max(order.lines, key=lambda line: line.price * line.qty).sku,
        "ordered": _day(order.date),
        "delivered": _day(order.delivered),
        "weeks": in_words((min(order.delivered, opened) - order.date).days // 7),
        "age": spoken_age((opened - order.delivered).days),
    }


def _day(value: date) -> str:
    return f"{'1er' if value.day == 1 else value.day} {MONTHS[value.month - 1]}"


def spoken_age(days: int) -> str:
    """Write a duration as it is said: onze jours, six semaines, deux mois."""
    if days < _FORTNIGHT:
        return f"{in_words(days)} jours"
    return f"{in_words(days // 7)} semaines" if days < _TWO_MONTHS else f"{in_words(days // _MONTH)} mois"


def _fill(text: str, slots: dict[str, str]) -> str:
    """Fill what stands in braces; a sentence begins with a capital."""
    return re.sub(r"(^|[.!?] )([a-zà-ÿ])", lambda match: match[1] + match[2].upper(), text.format(**slots))
