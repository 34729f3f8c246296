"""Questions of one form for many exercises: items and what they may be answered with, steps to put in order.

Each file of ``words/quiz`` is an exercise. A part with items says how many of each right answer are
drawn, or that one is for each person, no two answers alike; in which other parts stand the second answer
to an item, and the reasons for refusing one, shared out evenly. All are listed in a drawn order: ``few`` is
the answer whose items must not all come first or last, ``no_turn`` asks that answers given in turn be right
by chance only. Steps are in an order that keeps half of what must wait, at most; one may have no place.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, permutations
from pathlib import Path
from typing import Any

from generator import words
from generator.core.stream import Stream
from generator.core.wording import capital, elided
from generator.core.world import World
from generator.house import people
from generator.joinery.said import people_said, site_said

_FOLDER = Path(words.__file__).with_name("quiz")
_STEPS = "steps"
_ATTEMPTS = 500


def build(world: World) -> None:
    """Add the tables quiz_choices, quiz_items and quiz_steps."""
    facts = people_said(world) | site_said(world) | {"seller": people.telesales(world)}
    choices: list[dict] = []
    items: list[dict] = []
    steps: list[dict] = []
    for path in sorted(_FOLDER.glob("*.toml")):
        stream, parts = world.stream(f"quiz {path.stem}"), dict(words.read(f"{_FOLDER.name}/{path.stem}"))
        acts = _shuffled_steps(parts.pop(_STEPS, []), stream)
        codes = {act["key"]: f"QE{len(steps) + rank:02d}" for rank, act in enumerate(acts, start=1)}
        steps += [_step(path.stem, act, codes, facts, stream) for act in acts]
        codes = {}
        for name, part in parts.items():
            for key, choice in stream.shuffled(list(part["choices"].items())):
                codes[name, key] = f"QC{len(choices) + 1:02d}"
                choices.append(_choice(path.stem, name, codes[name, key], choice, facts, stream))
        for name, part in parts.items():
            for item in _listed(part, stream):
                code = f"QI{len(items) + 1:02d}"
                items.append({"item_id": code, **_item(path.stem, name, part, item, codes, facts, stream)})
    world.add("quiz_choices", choices)
    world.add("quiz_items", items)
    world.add("quiz_steps", steps)


def _choice(
    exercise: str, part: str, code: str, choice: Mapping[str, Any], facts: Mapping[str, str], stream: Stream
) -> dict:
    return {
        "choice_id": code,
        "exercise": exercise,
        "part": part,
        "text": _say(choice["text"], facts, stream),
        "reason": _filled(choice["reason"], facts),
    }


def _drawn(part: Mapping[str, Any], stream: Stream) -> Iterator[Mapping[str, Any]]:
    """Yield as many items of each right answer as the part says, or one for each person."""
    if part.get("for_each"):
        yield from _one_for_each(part["for_each"], part["items"], stream)
    for right, wanted in part.get("draw", {}).items():
        yield from _shared_out([item for item in part["items"] if item["right"] == right], wanted, stream)


def _listed(part: Mapping[str, Any], stream: Stream) -> list[Mapping[str, Any]]:
    """List what is drawn in a drawn order, until no place tells the answer where the part asks for that."""
    items = list(_drawn(part, stream))
    out = stream.shuffled(items)
    while _told_by_place(part, [item["right"] for item in out]):
        out = stream.shuffled(items)
    return out


def _told_by_place(part: Mapping[str, Any], rights: Sequence[str]) -> bool:
    """Tell whether the few to keep are all first or all last, or answers given in turn are often right."""
    few = part.get("few")
    ends = (rights[: part["draw"][few]], rights[-part["draw"][few] :]) if few else ()
    if any(set(end) == {few} for end in ends):
        return True
    choices = list(part["draw"]) if part.get("no_turn") else []
    most = len(rights) // max(1, len(choices)) + 1
    return any(
        sum(right == turn for right, turn in zip(rights, cycle(order), strict=False)) > most
        for order in permutations(choices)
    )


def _one_for_each(column: str, items: Sequence[Mapping[str, Any]], stream: Stream) -> list[Mapping[str, Any]]:
    """Draw an item for each value of a column, no two of one answer. Raises ValueError when no draw does."""
    groups = defaultdict(list)
    for item in items:
        groups[item[column]].append(item)
    for _ in range(_ATTEMPTS):
        drawn = [stream.pick(group) for group in groups.values()]
        if len({item["right"] for item in drawn}) == len(drawn):
            return drawn
    raise ValueError("no draw gives each an answer of its own")


def _shared_out(items: Sequence[Mapping[str, Any]], wanted: int, stream: Stream) -> list[Mapping[str, Any]]:
    """Draw items, of each flaw as many as of others, or one more; some are always asked.

    Raises ValueError if they are too few.
    """
    out, piles = [item for item in items if item.get("always")], defaultdict(list)
    for item in stream.shuffled([item for item in items if not item.get("always")]):
        piles[item.get("flaw")].append(item)
    while len(out) < wanted and any(piles.values()):
        out += [piles[flaw].pop() for flaw in stream.shuffled(list(piles)) if piles[flaw]]
    if len(out) < wanted:
        raise ValueError(f"{wanted} items are wanted of {len(out)}")
    return out[:wanted]


def _item(
    exercise: str,
    name: str,
    part: Mapping[str, Any],
    item: Mapping[str, Any],
    codes: Mapping[tuple[str, str], str],
    facts: Mapping[str, str],
    stream: Stream,
) -> dict:
    flaw = item.get("flaw")
    return {
        "exercise": exercise,
        "part": name,
        "text": _say(item["text"], facts, stream),
        "right": codes[name, item["right"]],
        "also": " ".join(codes[name, key] for key in item.get("also", ())) or None,
        "second": codes[part["second_part"], item["second"]] if "second" in item else None,
        "flaw": codes[part["flaw_part"], flaw] if flaw else None,
        "reason": _filled(item["reason"], facts),
    }


def _step(
    exercise: str, act: Mapping[str, Any], codes: Mapping[str, str], facts: Mapping[str, str], stream: Stream
) -> dict:
    return {
        "step_id": codes[act["key"]],
        "exercise": exercise,
        "text": _say(act["text"], facts, stream),
        "after": " ".join(codes[key] for key in act.get("after", ())) or None,
        "out": act.get("out", False),
        "reason": _filled(act["reason"], facts),
    }


def _say(wordings: Sequence[str], facts: Mapping[str, str], stream: Stream) -> str:
    return _filled(stream.pick(wordings), facts)


def _filled(text: str, facts: Mapping[str, str]) -> str:
    """Fill in what stands in braces: the joinery's own figures and people."""
    return capital(elided(text.format(**facts))) if "{" in text else text


def _shuffled_steps(acts: Sequence[Mapping[str, Any]], stream: Stream) -> list[Mapping[str, Any]]:
    """List the steps so that half of the pairs that matter are in order, at most, else raise ValueError."""
    pairs = _pairs(acts)
    for _ in range(_ATTEMPTS):
        out = stream.shuffled(acts)
        rank = {act["key"]: place for place, act in enumerate(out)}
        if 2 * sum(rank[first] < rank[then] for first, then in pairs) <= len(pairs):
            return out
    raise ValueError("no draw of the steps is far enough from the right order")


def _pairs(acts: Sequence[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """Return what must come before what, near or far: the acts are written in an order that holds."""
    before: dict[str, set[str]] = {}
    for act in acts:
        near = act.get("after", ())
        before[act["key"]] = set(near).union(*(before[key] for key in near))
    return {(first, then) for then, found in before.items() for first in found}
