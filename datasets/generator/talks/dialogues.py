"""Six dialogues: what each speaker says, what one may answer, its worth, and the best that can be had.

The story, the choices and their points are the same in every variant; names, figures, wording, codes and the
order of the choices are not. Every path is walked, so that the best score is proved, not supposed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from generator.core.cents import half_up
from generator.core.codes import coded
from generator.core.names import surnames
from generator.core.stream import Stream
from generator.core.wording import NBSP, elided, euros, percent
from generator.core.world import World
from generator.sales.drift import average_discounts
from generator.service.complaint_words import never_changed, spoken_age
from generator.words import read

KINDS = {
    "complaint": "réclamation",
    "call": "appel",
    "discovery": "découverte",
    "negotiation": "négociation",
    "closing": "conclusion",
    "review": "bilan",
}
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_MARGIN_FLOOR = Decimal("0.76")
_LONGER = 84
# From how many kW on a machine takes the large service kit.
_LARGE_KIT = 18
# Poor replies that ask nothing and yet end with a question, per cent; a long one gets no tail.
_TAILS, _LONG = 55, 90

Rows = list[dict[str, Any]]


class Path(NamedTuple):
    """A way through a dialogue: the codes of its choices, its points, those of the client and of the firm."""

    choices: tuple[str, ...]
    score: int
    client: int
    firm: int


class _Told(NamedTuple):
    """A dialogue told to a variant: its nodes and choices."""

    start: str
    nodes: Rows
    choices: Rows


def build(world: World) -> None:
    """Add the tables dialogues, dialogue_nodes and dialogue_choices."""
    dialogues, nodes, choices = [], [], []
    everyone = _everyone(world)
    for rank, (key, kind) in enumerate(KINDS.items(), start=1):
        stream = world.stream(f"dialogue_{key}")
        words, facts = read(f"dialogue_{key}"), everyone | _FACTS[key](world, stream)
        mood = stream.pick(list(words["moods"])) if "moods" in words else None
        told = _tell(f"D{rank}", words, facts, mood, stream, world.stream(f"dialogue_tails_{key}"))
        dialogues.append(
            {
                "dialogue_id": f"D{rank}",
                "kind": kind,
                "title": _say([words["title"]], facts, stream),
                "setting": _say(words["setting"], facts, stream),
                "account_id": facts.get("account_id"),
                "cmp_id": facts.get("ref"),
                "start": told.start,
                "mood": mood,
                **_proof(told),
            }
        )
        nodes += told.nodes
        choices += told.choices
    world.add("dialogues", dialogues)
    world.add("dialogue_nodes", nodes)
    world.add("dialogue_choices", choices)


def _tell(
    dialogue: str, words: Mapping, facts: Mapping, mood: str | None, stream: Stream, tails: Stream
) -> _Told:
    codes = {name: code for code, name in coded(f"{dialogue}n", list(words["nodes"]), stream)}
    nodes, choices = [], []
    for name, code in sorted(codes.items(), key=lambda item: item[1]):
        node = words["nodes"][name]
        text = _say(node["say"], facts, stream)
        if node.get("mood"):
            text = f"{stream.pick(words['moods'][mood])} {text}"
        nodes.append(
            {
                "node_id": code,
                "dialogue_id": dialogue,
                "speaker": words["cast"][node["who"]].format(**facts),
                "text": text,
                "last": "ending" in node,
                "ending": node.get("ending"),
                "facts": ", ".join(node["facts"]) if "facts" in node else None,
            }
        )
        for letter, choice in zip("abcd", stream.shuffled(node.get("choices", ())), strict=False):
            client, firm = choice.get("client"), choice.get("firm")
            # A poor answer is sometimes the longer one, so that length gives nothing away.
            more = [choice["more"]] if "more" in choice and stream.chance(_LONGER) else []
            text = _say([*choice["say"], *more], facts, stream)
            if _poor(choice, node) and "?" not in text and len(text) < _LONG and tails.chance(_TAILS):
                text = f"{text} {tails.pick(read('dialogues')['tails'])}"
            choices.append(
                {
                    "choice_id": f"{code}{letter}",
                    "node_id": code,
                    "text": text,
                    "next": codes[choice["to"]],
                    "discount_pct": choice.get("pct"),
                    "flags": ", ".join(choice["flags"]),
                    "score": _score(choice),
                    "client_score": client,
                    "firm_score": firm,
                }
            )
    return _Told(codes[words["start"]], nodes, choices)


def _score(choice: Mapping) -> int:
    return choice["score"] if "score" in choice else choice["client"] + choice["firm"]


def _poor(choice: Mapping, node: Mapping) -> bool:
    """Tell whether a reply earns less than another of its node."""
    return _score(choice) < max(map(_score, node["choices"]))


def _say(parts: Sequence[Sequence[str]], facts: Mapping, stream: Stream) -> str:
    """Join one wording of each part; what stands in braces is filled, the first letter is a capital."""
    text = elided(" ".join(stream.pick(part) for part in parts).format(**facts))
    return text[0].upper() + text[1:]


def _proof(told: _Told) -> dict[str, Any]:
    """Walk every path; return their number, the best and worst scores, and one way to the best."""
    paths = list(_paths(told, told.start, Path((), 0, 0, 0)))
    scores = [path.score for path in paths]
    best = max(paths, key=lambda path: (path.score, path.choices))
    two_sided = any(row["client_score"] is not None for row in told.choices)
    return {
        "paths": len(paths),
        "best_score": best.score,
        "worst_score": min(scores),
        "best_path": " ".join(best.choices),
        "best_client": max(path.client for path in paths) if two_sided else None,
        "best_firm": max(path.firm for path in paths) if two_sided else None,
    }


def _paths(told: _Told, node: str, so_far: Path) -> Iterator[Path]:
    """Yield every path from a node on. Raises ValueError when a dialogue could turn in a circle."""
    if len(so_far.choices) > len(told.nodes):
        raise ValueError(f"the dialogue turns in a circle at {node}")
    onward = [row for row in told.choices if row["node_id"] == node]
    if not onward:
        yield so_far
    for row in onward:
        yield from _paths(
            told,
            row["next"],
            Path(
                (*so_far.choices, row["choice_id"]),
                so_far.score + row["score"],
                so_far.client + (row["client_score"] or 0),
                so_far.firm + (row["firm_score"] or 0),
            ),
        )


def _everyone(world: World) -> dict[str, str]:
    """Return whom several dialogues name: the joinery, its people, ours, the date at stake, the offer."""
    stream = world.stream("dialogues")
    joinery = min(_accounts(world, "Menuiserie"), key=lambda row: (abs(row["employees"] - 34), row["name"]))
    boss, partner, buyer = stream.sample(surnames(world.variant)[-45:-30], 3)
    start = date(2026, 4, 20) + timedelta(7 * stream.below(9))
    return {
        "account_id": joinery.get("client_id") or joinery["prospect_id"],
        "company": joinery["name"],
        "employees": str(joinery["employees"]),
        "mister": f"M.{NBSP}{boss}",
        "madam": f"Mme{NBSP}{partner}",
        "buyer": f"Mme{NBSP}{buyer}",
        "day": f"le {_day(start)}",
        "predecessor": world["company"][0]["ntc_name"],
        "manager": next(row["name"] for row in world["staff"] if row["role"] == "Chef des ventes"),
        **_offer(world),
    }


def _accounts(world: World, trade: str) -> list[Mapping]:
    """Return the accounts of a trade that are large enough, and neither duplicates nor outside the sector."""
    clients = [row for row in world["clients"] if row["status"] == "actif"]
    prospects = [
        row for row in world["prospects"] if not row["out_of_sector"] and row["is_client_dup"] is None
    ]
    return [row for row in (*clients, *prospects) if trade in row["name"] and row["employees"] >= 12]


def _offer(world: World) -> dict[str, str]:
    """Return catalogue prices, what was quoted to the joinery, its floor (R03), and a price below that."""
    stream, products = world.stream("dialogue_offer"), {row["sku"]: row for row in world["products"]}
    machine = products[stream.pick(("GVV-15", "GVV-22"))]
    rest = (stream.pick(("SF-25", "SF-40")), stream.pick(("CU-500", "CU-900")), "MES-1")
    total = machine["price"] + sum(products[sku]["price"] for sku in rest)
    floor = (machine["cost"] / _MARGIN_FLOOR).quantize(Decimal(1), ROUND_CEILING)
    under = machine["price"] * (100 - stream.between(16, 18)) / 100
    prices = {sku: int(products[sku]["price"] * 100) for sku in ("GV-30", "AUD-F", "MES-1")}
    return {
        "gv30": euros(prices["GV-30"]),
        "gv30_less": euros(half_up(prices["GV-30"] * 95, 100)),
        "audit": euros(prices["AUD-F"]),
        "audit_less": euros(half_up(prices["AUD-F"], 12_000) * 10_000),
        "commissioning": euros(prices["MES-1"]),
        "machine": machine["sku"],
        "total": euros(int(total * 100)),
        "floor": euros(int(floor * 100)),
        "under": euros(half_up(int(under), 10) * 1_000),
    }


def _day(value: date) -> str:
    return f"{value.day}{NBSP}{_MONTHS[value.month - 1]}"


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NBSP}h{f'{NBSP}{rest:02d}' if rest else ''}"


def _complaint(world: World, stream: Stream) -> dict[str, str]:
    """Choose the last complaint about a filter that was never changed (T25)."""
    case = max(
        (row for row in world["complaints"] if never_changed(row["facts"])),
        key=lambda row: (row["opened"], row["cmp_id"]),
    )
    client = next(row for row in world["clients"] if row["client_id"] == case["client_id"])
    order = next(row for row in world["orders"] if row["order_id"] == case["order_id"])
    products = {row["sku"]: row for row in world["products"]}
    power = max(products[sku]["kw"] or 0 for sku in _bought(world, case["order_id"]))
    return {
        "account_id": client["client_id"],
        "company": client["name"],
        "person": f"{stream.pick(('M.', 'Mme'))}{NBSP}{stream.pick(surnames(world.variant)[-60:-45])}",
        "ref": case["cmp_id"],
        "opened": f"{_day(case['opened'])} {case['opened'].year}",
        "hour": _clock(5 * stream.between(56, 88)),
        # It happened "this morning", and all was well again when the client calls.
        "lost": str(stream.between(3, 5)),
        "age": spoken_age((case["opened"] - order["delivered"]).days),
        "kit": euros(int(products["KIT-20L" if power >= _LARGE_KIT else "KIT-20"]["cost"] * 100)),
        "crew": str(min(stream.between(7, 19), client["employees"] * 2 // 3)),
        "claim": euros(5_000 * stream.between(23, 56)),
    }


def _bought(world: World, order: str) -> list[str]:
    return [row["sku"] for row in world["order_lines"] if row["order_id"] == order]


def _call(world: World, stream: Stream) -> dict[str, str]:
    """Choose a prospect large enough, called in the window of its segment (R19)."""
    known = [
        row
        for row in world["prospects"]
        if row["stage"] == "Prospect"
        and not row["out_of_sector"]
        and row["is_client_dup"] is None
        and 25 <= row["employees"] <= 120
    ]
    prospect = stream.pick(known)
    window = next(row["call_from"] for row in world["segments"] if row["seg_id"] == prospect["seg_id"])
    return {
        "account_id": prospect["prospect_id"],
        "company": prospect["name"],
        "employees": str(prospect["employees"]),
        "mister": f"M.{NBSP}{stream.pick(surnames(world.variant)[-75:-60])}",
        "good": _clock(60 * int(window[:2]) + int(window[3:]) + 5 * stream.between(2, 9)),
        "slot": _clock(30 * stream.between(28, 32)),
        "years": str(stream.between(4, 12)),
        "rise": str(stream.between(12, 31)),
    }


def _discovery(world: World, stream: Stream) -> dict[str, str]:
    low = stream.between(21, 25)
    return {
        "year": str(stream.between(2008, 2013)),
        "old": str(stream.between(2009, 2014)),
        "evening": str(stream.between(20, 22)),
        "redo": str(5 * stream.between(17, 29)),
        "kwh": f"0,{stream.between(131, 159)}",
        "low": str(low),
        "high": str(low + stream.between(5, 8)),
    }


def _negotiation(world: World, stream: Stream) -> dict[str, str]:
    return {
        "madam": _everyone(world)["buyer"],
        "rival": stream.pick(("Compressane", "Vizair Ouest")),
        "gap": str(stream.between(11, 13)),
        "rest": str(stream.between(4, 6)),
        "penalty": euros(50_000 * stream.between(4, 13)),
    }


def _closing(world: World, stream: Stream) -> dict[str, str]:
    first = date(2026, 3, 14) + timedelta(7 * stream.below(6))
    return {"first": _day(first), "second": _day(first + timedelta(7 * stream.between(1, 2)))}


def _review(world: World, stream: Stream) -> dict[str, str | None]:
    known, quotes = world.figures, [row for row in world["quotes"] if row["date"].year == 2025]
    before, after = average_discounts(world)
    never, often = (
        [row for row in quotes if low <= row["followups"] <= high] for low, high in ((0, 0), (2, 99))
    )
    return {
        "account_id": None,
        "achieved": percent(Fraction(known.ca[2025], known.objective)),
        "growth": f"+{percent(Fraction(known.ca[2025] - known.ca[2024], known.ca[2024]))}",
        "before": percent(before),
        "after": percent(after),
        "never": percent(_won(never), 0),
        "often": percent(_won(often), 0),
        "lost": next(client.name for client in world.books.clients if client.role == "T07"),
    }


def _won(quotes: Sequence[Mapping]) -> Fraction:
    return Fraction(sum(row["status"] == "gagné" for row in quotes), len(quotes))


_FACTS = {
    "complaint": _complaint,
    "call": _call,
    "discovery": _discovery,
    "negotiation": _negotiation,
    "closing": _closing,
    "review": _review,
}
