"""Exercise cp1-watch: what to watch, how often, by which line and by whom; every plan that holds, counted.

The six themes take more than the seller's own time: one of them must go to a colleague who has access to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from generator.core.cents import money
from generator.core.codes import coded
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.world import World
from generator.words import read

_STEP = 5
_ATTEMPTS = 400
# From few to many plans that hold, of some thirteen thousand.
_FEASIBLE = (30, 50)
_YOU = "you"


class Line(NamedTuple):
    """A way to watch a theme: minutes of one pass, cents a year, who has access."""

    code: str
    words: Mapping[str, Any]
    minutes: int
    year: int

    @property
    def month(self) -> int:
        """Minutes a month, at the rhythm of the theme."""
        return self.minutes * read("watch_plan")["themes"][self.words["theme"]]["times"]


class Plan(NamedTuple):
    """A line for each theme, and who does each."""

    lines: tuple[Line, ...]
    owners: tuple[str, ...]

    def minutes(self, *, yours: bool) -> int:
        """Minutes a month that are the seller's own, or the colleagues'."""
        return sum(
            line.month
            for line, owner in zip(self.lines, self.owners, strict=True)
            if (owner == _YOU) == yours
        )

    @property
    def year(self) -> int:
        """Cents a year."""
        return sum(line.year for line in self.lines)


def build(world: World) -> None:
    """Add the tables watch_themes, watch_lines, watch_owners, watch_places and watch_plans."""
    stream, words = world.stream("watch_plan"), read("watch_plan")
    themes = coded("TH", list(words["themes"]), stream)
    owners = coded("RV", list(words["owners"]), stream)
    theme, owner = ({key: code for code, key in found} for found in (themes, owners))
    lines, plans = _draw(stream)
    world.add(
        "watch_themes",
        (
            {
                "theme_id": code,
                "label": stream.pick(words["themes"][key]["text"]),
                "moves": words["themes"][key]["moves"],
                "times": words["themes"][key]["times"],
            }
            for code, key in themes
        ),
    )
    world.add(
        "watch_lines",
        (
            {
                "line_id": line.code,
                "theme_id": theme[line.words["theme"]],
                "label": stream.pick(line.words["text"]),
                "kind": line.words["kind"],
                "minutes": line.minutes,
                "cost": money(line.year),
                "access": " ".join(sorted(owner[key] for key in line.words["access"])),
                "broken_rule": line.words.get("broken"),
                "reason": line.words["reason"],
            }
            for line in lines
        ),
    )
    world.add(
        "watch_owners",
        (
            {
                "owner_id": code,
                "label": stream.pick(words["owners"][key]["text"]),
                "access": words["owners"][key]["access"],
                "minutes": policy()["watch"]["minutes" if key == _YOU else "delegated"],
            }
            for code, key in owners
        ),
    )
    world.add(
        "watch_places",
        (
            {
                "place_id": code,
                "label": stream.pick(words["places"][key]["text"]),
                "shared": words["places"][key].get("shared", False),
                "reason": words["places"][key]["reason"],
            }
            for code, key in coded("LV", list(words["places"]), stream)
        ),
    )
    world.add(
        "watch_plans",
        (
            {
                "plan": rank,
                "lines": " ".join(line.code for line in plan.lines),
                "owners": " ".join(owner[key] for key in plan.owners),
                "minutes": plan.minutes(yours=True),
                "delegated": plan.minutes(yours=False),
                "cost": money(plan.year),
            }
            for rank, plan in enumerate(plans, start=1)
        ),
    )


def _draw(stream: Stream) -> tuple[list[Line], list[Plan]]:
    """Draw minutes and costs until a few plans hold, none of them without help; else raise ValueError."""
    for _ in range(_ATTEMPTS):
        lines = [
            Line(
                code,
                words,
                _STEP * stream.between(words["minutes"][0] // _STEP, words["minutes"][1] // _STEP),
                1_000 * stream.between(*(bound // 10 for bound in words.get("year", (0, 0)))),
            )
            for code, words in coded("LG", read("watch_plan")["lines"], stream)
        ]
        plans = sorted(_holding(lines), key=_rank)
        alone = any(not plan.minutes(yours=False) for plan in plans)
        if _FEASIBLE[0] <= len(plans) <= _FEASIBLE[1] and not alone:
            return lines, plans
    raise ValueError("no draw of the lines leaves a few plans that hold")


def _rank(plan: Plan) -> tuple:
    codes = [line.code for line in plan.lines]
    return plan.year, plan.minutes(yours=True) + plan.minutes(yours=False), codes, plan.owners


def _holding(lines: Sequence[Line]) -> Iterator[Plan]:
    """Yield every plan that watches each theme as often as it must, by one lawful line, within the limits."""
    limits = policy()["watch"]
    by_theme = [
        [line for line in lines if line.words["theme"] == theme and "broken" not in line.words]
        for theme in read("watch_plan")["themes"]
    ]
    for chosen in product(*by_theme):
        if not any(line.words["kind"] == "humaine" for line in chosen):
            continue
        for owners in product(*(line.words["access"] for line in chosen)):
            plan = Plan(chosen, owners)
            if (
                plan.minutes(yours=True) <= limits["minutes"]
                and plan.minutes(yours=False) <= limits["delegated"]
                and plan.year <= 100 * limits["budget"]
            ):
                yield plan
