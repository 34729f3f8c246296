"""Ways to answer a field without thought, from nothing but what its page shows: ``name → raw answer``.

Each kind of controls has its own. A way has the same name on every variant, so that what it pays can be
averaged: a place in the list, a look, an order, never what a code or a label means.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from ntc.fields import Field
from ntc.instruments.agenda import Agenda
from ntc.instruments.bargaining import said as heard
from ntc.instruments.bargaining.take import Take
from ntc.instruments.chain import AirChain
from ntc.instruments.dialogue import Dialogue
from ntc.instruments.negotiation import Negotiation
from ntc.instruments.notes import NoteSheet
from ntc.instruments.planner import Planner
from ntc.instruments.quote import QuoteBuilder
from ntc.instruments.script import Script
from ntc.plain import plain

Option = tuple[str, str]
Pick = Callable[[Sequence[Option], str], str]
"""(options, text of the question) → the id chosen."""

FIGURES = ("0", "1", "10", "100", "1000000", "12/01/2026")


alphabetic = cache(plain)
"""The same few texts are sorted thousands of times."""

LOOKS: Mapping[str, Callable[[Option], Any]] = {
    "listed": lambda option: 0,
    "by the alphabet": lambda option: alphabetic(option[1]),
    "shortest first": lambda option: len(option[1]),
    "longest first": lambda option: -len(option[1]),
}
MOST_OPTIONS = 16
# Where as many may be kept as one likes, and days that a draw may type.
MOST_KEPT = 20
# Articles of a catalogue that are taken from one end of it.
PARTS = (1, 6, 12)
DAYS = ("12/01/2026", "20/01/2026", "15/03/2026")


def ways(field: Field) -> dict[str, Any]:
    """The raw answers to one field, by the name of the way; none where there is nothing to choose or type."""
    controls = field.controls()
    if isinstance(field, Agenda):
        return dict(weeks(controls))
    if isinstance(field, Dialogue):
        return dict(talks(field.script))
    if isinstance(field, Negotiation):
        return dict(takes(field))
    if isinstance(field, Planner):
        return dict(plans(field, controls))
    if isinstance(field, NoteSheet):
        return dict(sheets(controls["rows"]))
    if isinstance(field, AirChain):
        return dict(chains(controls["elements"]))
    if isinstance(field, QuoteBuilder):
        return dict(quotes(controls))
    if "rows" in controls:
        return dict(tables(controls["rows"]))
    if "items" in controls:
        return dict(matches(controls["items"], controls["options"]))
    if "keep" in controls:
        return dict(sets(controls["options"], controls["keep"], field.label))
    if field.kind in ("order", "tour"):
        return {f"{name}{turned}": raw for name, turned, raw in orders(controls["options"])}
    if "options" in controls:
        return {name: pick(controls["options"], field.label) for name, pick in picks().items()}
    return {} if field.kind == "text" else {f"« {figure} »": figure for figure in FIGURES}


@cache
def words(text: str) -> frozenset[str]:
    """Words of a text without their endings, so that « remises » and « remise » are one."""
    return frozenset(word[:6] for word in re.findall(r"\w{4,}", plain(text)))


def shared(option: Option, text: str) -> int:
    """How many words an option has in common with a text."""
    return len(words(option[1]) & words(text))


def picks() -> dict[str, Pick]:
    """Ways to choose one option: a rank, a look, the words of the question."""

    def ranked(rank: int, look: Callable[[Option], Any]) -> Pick:
        return lambda options, text: sorted(options, key=look)[rank % len(options)][0]

    found = {f"no. {rank + 1}": ranked(rank, LOOKS["listed"]) for rank in range(MOST_OPTIONS)}
    for name, look in LOOKS.items():
        found[f"{name}, the first"] = ranked(0, look)
        found[f"{name}, the last"] = ranked(-1, look)
    found["most words shared"] = lambda options, text: max(options, key=lambda one: shared(one, text))[0]
    return found


def orders(options: Sequence[Option]) -> Iterator[tuple[str, str, list[str]]]:
    """The options in the order of each look, and turned round."""
    for name, look in LOOKS.items():
        ids = [option[0] for option in sorted(options, key=look)]
        yield name, "", ids
        yield name, ", from the end", ids[::-1]


def sets(options: Sequence[Option], keep: int | None, text: str) -> Iterator[tuple[str, list[str]]]:
    """As many options as are to be kept, or each number of them: from one end of each look; all; by words."""
    yield "all", [option[0] for option in options]
    sizes = [keep] if keep else range(1, len(options))
    likest = sorted(options, key=lambda option: -shared(option, text))
    for size in sizes:
        for name, turned, ids in orders(options):
            yield f"{size}, {name}{turned}", ids[:size]
        yield f"{size}, most words shared", [option[0] for option in likest[:size]]
    yield "the first alone", [options[0][0]]


def matches(items: Sequence[Option], options: Sequence[Option]) -> Iterator[tuple[str, dict[str, str]]]:
    """The same for every item, each item in its turn, the words of the item."""
    for name, pick in picks().items():
        yield name, {item: pick(options, text) for item, text in items}
    for name, turned, ids in orders(options):
        yield (
            f"in turn, {name}{turned}",
            dict(zip((item for item, _ in items), ids * len(items), strict=False)),
        )


def tables(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """The same figure in every cell; the same way to choose in every column, or one option in turn."""
    for figure in FIGURES:
        yield f"« {figure} »", {row["id"]: dict.fromkeys(row["cells"], figure) for row in rows}
    chosen = [(name, cell) for name, cell in rows[0]["cells"].items() if "options" in cell]
    if not chosen:
        return
    for way, pick in picks().items():
        yield (
            way,
            {row["id"]: {name: pick(cell["options"], row["label"]) for name, cell in chosen} for row in rows},
        )
    for name, look in LOOKS.items():
        for step in (1, -1):
            listed = {column: sorted(cell["options"], key=look)[::step] for column, cell in chosen}
            yield (
                f"in turn, {name}, {step}",
                {
                    row["id"]: {column: ids[rank % len(ids)][0] for column, ids in listed.items()}
                    for rank, row in enumerate(rows)
                },
            )


def plans(field: Planner, controls: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """All the items, or the first that fit by each look and each amount; every way to fill in the columns.

    A date is the one that the item shows.
    """
    rows, items = {row["id"]: row for row in controls["rows"]}, field.problem.items
    amounts = {name for item in items for name in item.amounts}
    kept = {"everything": list(rows)}
    for name, look in LOOKS.items():
        kept[name] = _fitting(field, sorted(rows, key=lambda one: look((one, rows[one]["label"]))))
    for name in amounts:
        by_amount = sorted(items, key=lambda item: Decimal(item.amounts.get(name, 0)))
        kept[f"least {name} first"] = _fitting(field, [item.id for item in by_amount])
        kept[f"most {name} first"] = _fitting(field, [item.id for item in by_amount[::-1]])
    for over in amounts:
        for under in amounts - {over}:
            dear = sorted(items, key=lambda item: _ratio(item.amounts, over, under), reverse=True)
            kept[f"most {over} for {under} first"] = _fitting(field, [item.id for item in dear])
    for name, ids in kept.items():
        for way, pick in picks().items():
            yield f"{name}; {way}", {one: _filled(rows[one], pick) for one in ids}


def weeks(controls: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """The tasks one after the other from the first half-hour on, in each order; all of them at the same."""
    free = [task for task in controls["tasks"] if not task[-1]]
    lengths = {id: length for id, _, length, *_ in free}
    for name, turned, ids in orders(free):
        yield f"one after the other, {name}{turned}", _laid(ids, lengths, controls)
    for day, _ in controls["days"]:
        for start, *_ in controls["starts"]:
            yield f"all on {day} at {start}", {id: {"day": day, "start": start} for id in lengths}


def _laid(ids: Sequence[str], lengths: Mapping[str, int], controls: Mapping[str, Any]) -> dict[str, Any]:
    """Tasks where they first fit, none across a pause or an evening; what does not fit is left out."""
    starts = [start for start, *_ in controls["starts"]]
    shut = {start for start, *_, pause in controls["starts"] if pause}
    free = [(day, rank) for day, _ in controls["days"] for rank in range(len(starts))]
    laid: dict[str, Any] = {}
    taken = {
        (fixed[0], starts.index(fixed[1]) + at)
        for *_, length, _, fixed in controls["tasks"]
        if fixed
        for at in range(length)
    }
    for id in ids:
        for day, rank in free:
            span = [(day, at) for at in range(rank, rank + lengths[id])]
            if (
                span[-1][1] < len(starts)
                and not taken & set(span)
                and not shut & {starts[at] for _, at in span}
            ):
                laid[id] = {"day": day, "start": starts[rank]}
                taken |= set(span)
                break
    return laid


def talks(script: Script) -> Iterator[tuple[str, list[str]]]:
    """The same way to choose at every line, to the end: a place, a length, a figure in it, a question."""
    asks: dict[str, Pick] = {
        f"{name}, {where}": lambda options, text, sign=sign, rank=rank: (
            [one for one in options if re.search(sign, one[1])] or options
        )[rank][0]
        for name, sign in (("a figure", r"\d"), ("a question", r"\?"), ("no question", r"^[^?]*$"))
        for where, rank in (("the first", 0), ("the last", -1))
    }
    for name, pick in (picks() | asks).items():
        said, here = [], script.start
        while offered := script.after(here):
            chosen = pick([(one.id, one.text) for one in offered], script.line(here).text)
            said.append(chosen)
            here = next(one.next for one in offered if one.id == chosen)
        yield name, said


def takes(field: Negotiation) -> Iterator[tuple[str, list[str]]]:
    """The sentence at the same place of the page again and again; the same thing shown, said back, offered.

    Or these one after the other, then one concludes, or leaves.
    """

    def ended(way: Callable[[Take], str]) -> list[str]:
        take = Take(field.table)
        while not take.end:
            take.play(field.table.move(way(take)))
        return [turn.move.id for turn in take.turns]

    def in_turn(codes: Sequence[str]) -> Callable[[Take], str]:
        return lambda take: codes[len(take.turns) % len(codes)]

    for place in range(len(heard.sheet(Take(field.table)))):
        yield f"sentence no. {place + 1}", ended(lambda take, at=place: heard.sheet(take)[at].id)
    for name, look in LOOKS.items():
        for rank in (0, -1):
            yield (
                f"{name}, {rank}",
                ended(
                    lambda take, look=look, rank=rank: (
                        sorted(heard.sheet(take), key=lambda move: look((move.id, move.text)))[rank].id
                    )
                ),
            )
    table = field.table
    topics, proofs = [f"reformuler:{one}" for one in table.topics], [f"prouver:{one}" for one in table.proofs]
    offers = [f"proposer:{one}|{back}" for back in table.counterparts for one in table.concessions]
    gifts = [f"proposer:{one}|rien" for one in table.concessions]
    for name, codes in (("said back", topics), ("shown", proofs), ("offered", offers), ("given", gifts)):
        yield f"{name}, one after the other", ended(in_turn(codes))
        for rank in range(4):
            yield f"{name}, no. {rank + 1} always", ended(in_turn([codes[rank]]))
    for out in range(3):
        leaving = heard.ways_out(Take(table))[out].id
        yield f"way out no. {out + 1}", ended(in_turn([leaving]))
        for rank in range(4):
            yield (
                f"said back, shown and offered, no. {rank + 1}, then way out no. {out + 1}",
                ended(in_turn([topics[rank], proofs[rank], offers[rank], leaving])),
            )


def sheets(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """« Non dit » on every line, on every other one; each figure, or each way to choose, on all of them."""
    unsaid = {"unsaid": "yes"}
    pick = picks()["no. 1"]
    first = {row["id"]: {"value": _entered(row["cells"]["value"], row["label"], pick, "10")} for row in rows}
    yield "not said", dict.fromkeys(first, unsaid)
    for parity in (0, 1):
        yield (
            f"not said, every other line from {parity}",
            {row: unsaid if rank % 2 == parity else line for rank, (row, line) in enumerate(first.items())},
        )
    asked = [(row, row["cells"]["value"]) for row in rows]
    for figure in FIGURES[:-1]:
        yield (
            f"« {figure} »",
            {row["id"]: {"value": _entered(cell, row["label"], pick, figure)} for row, cell in asked},
        )
    for way, choose in picks().items():
        chosen = {
            row["id"]: {"value": choose(cell["options"], row["label"])} if "options" in cell else unsaid
            for row, cell in asked
        }
        yield f"not said, and {way}", chosen


def chains(elements: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """The elements in each order, with each way to choose their models and the same figure in each box."""
    named = [(one["id"], one["label"]) for one in elements]
    boxes = {one["id"]: one["boxes"] for one in elements}
    for name, turned, ids in orders(named):
        for way, pick in picks().items():
            yield (
                f"{name}{turned}; {way}",
                {
                    id: {"place": str(rank)}
                    | {box["id"]: _entered(box, box["label"], pick) for box in boxes[id]}
                    for rank, id in enumerate(ids, 1)
                },
            )


def quotes(controls: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """The whole catalogue, or a part of it from one end of each look; each way to say the conditions.

    Nothing is ticked, or all of it.
    """
    articles, conditions = controls["articles"], controls["conditions"]
    ticked = {id: "yes" for id, _ in [*controls["joined"], *controls["mentions"]]}
    kept = {"everything": [id for id, *_ in articles]}
    for size in PARTS:
        for name, turned, ids in orders([(id, label) for id, label, _ in articles]):
            kept[f"{size}, {name}{turned}"] = ids[:size]
    for name, ids in kept.items():
        lines = {id: {"qty": "1"} for id in ids}
        for way in ("no. 1", "no. 2", "longest first, the first"):
            said = {head: picks()[way](options, label) for head, label, options in conditions}
            yield f"{name}; {way}", lines | {"terms": said}
            yield f"{name}; {way}; all ticked", lines | {"terms": said, "boxes": ticked}


def _entered(cell: Mapping[str, Any], label: str, pick: Pick, figure: str = "100") -> str:
    if "options" in cell:
        return pick(cell["options"], label)
    return DAYS[0] if cell["input"] == "date" else figure


def _ratio(amounts: Mapping[str, Any], over: str, under: str) -> Decimal:
    return Decimal(amounts.get(over, 0)) / max(Decimal(1), Decimal(amounts.get(under, 0)))


def _fitting(field: Planner, ids: Sequence[str]) -> list[str]:
    """The items taken in their order, each unless the plan would tell that it breaks something."""
    kept: list[str] = []
    for one in ids:
        tried = {item: dict.fromkeys(field.columns) for item in [*kept, one]}
        if not field.problem.broken(tried, draft=True):
            kept.append(one)
    return kept


def _filled(row: Mapping[str, Any], pick: Pick) -> dict[str, str]:
    shown = re.search(r"\d\d/\d\d/\d{4}", " ".join(row["facts"]))
    day = shown[0] if shown else "12/01/2026"
    return {
        name: pick(cell["options"], row["label"]) if "options" in cell else day
        for name, cell in row["cells"].items()
    }


def drawn(field: Field, draw: Random) -> Any:
    """A raw answer to one field: every choice drawn, a figure and a day among a few, half of a plan."""
    controls = field.controls()
    if isinstance(field, Agenda):
        days, starts = ([id for id, *_ in controls[name]] for name in ("days", "starts"))
        return {id: {"day": draw.choice(days), "start": draw.choice(starts)} for id, *_ in controls["tasks"]}
    if isinstance(field, Dialogue):
        return _talk(field.script, draw)
    if isinstance(field, Negotiation):
        return _take(field, draw)
    if isinstance(field, NoteSheet):
        lines = {row["id"]: {"value": _typed(row["cells"]["value"], draw)} for row in controls["rows"]}
        return {row: line if draw.random() < 0.75 else {"unsaid": "yes"} for row, line in lines.items()}
    if isinstance(field, AirChain):
        order = draw.sample(controls["elements"], len(controls["elements"]))
        return {
            one["id"]: {"place": str(rank)} | {box["id"]: _typed(box, draw) for box in one["boxes"]}
            for rank, one in enumerate(order, 1)
        }
    if isinstance(field, QuoteBuilder):
        lines = draw.sample(
            [id for id, *_ in controls["articles"]], draw.randint(1, len(controls["articles"]))
        )
        said = {name: draw.choice(options)[0] for name, _, options in controls["conditions"]}
        boxes = [id for id, _ in [*controls["joined"], *controls["mentions"]]]
        ticked = {id: "yes" for id in boxes if draw.random() < 0.5}
        return {id: {"qty": "1"} for id in lines} | {"terms": said, "boxes": ticked}
    if "rows" in controls:
        kept = [row for row in controls["rows"] if not isinstance(field, Planner) or draw.random() < 0.5]
        return {row["id"]: {name: _typed(cell, draw) for name, cell in row["cells"].items()} for row in kept}
    if "items" in controls:
        return {item: draw.choice(controls["options"])[0] for item, _ in controls["items"]}
    if "options" not in controls:
        return _typed(controls, draw)
    ids = [id for id, *_ in controls["options"]]
    if "keep" in controls:
        return draw.sample(ids, controls["keep"] or draw.randint(1, min(len(ids), MOST_KEPT)))
    return draw.sample(ids, len(ids)) if field.raw_type is list else draw.choice(ids)


def _talk(script: Script, draw: Random) -> list[str]:
    said, place = [], script.start
    while onward := script.after(place):
        one = draw.choice(onward)
        said.append(one.id)
        place = one.next
    return said


def _take(field: Negotiation, draw: Random) -> list[str]:
    take, table = Take(field.table), field.table
    while not take.end:
        put_together = (
            f"reformuler:{draw.choice([*table.topics])}",
            f"prouver:{draw.choice([*table.proofs])}",
            f"proposer:{draw.choice([*table.concessions])}|{draw.choice([*table.counterparts, 'rien'])}",
        )
        said = [one.id for one in (*heard.sheet(take), *heard.ways_out(take))]
        take.play(table.move(draw.choice([*said, *put_together])))
    return [turn.move.id for turn in take.turns]


def _typed(cell: Mapping[str, Any], draw: Random) -> str:
    if "options" in cell:
        return draw.choice(cell["options"])[0]
    return draw.choice(DAYS) if cell["input"] == "date" else str(draw.choice([*range(101), 300]))
