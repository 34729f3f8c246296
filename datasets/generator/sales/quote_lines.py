"""The lines of the quotes: those of its order when it was won, else lines that add up to its amount."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.core import fitting
from generator.core.cents import Line, Unreachable, close_on, half_up, margin_rate, total
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.world import World
from generator.house.catalogue import Product, products

_KINDS = (("compresseurs", 56), ("ventilation", 18), ("traitement", 19), ("audit", 7))
_MOST, _TRIES = 5, 400
_LARGE, _MOST_OF_LARGE = 6_000_000, 8
# The sales manager's authority (R02), in hundredths of a point: no lost quote went up to the director.
_EQUIPMENT, _SERVICES = 1_400, 600
# A discount below half a point is nobody's offer.
_LEAST = 50
_DRYERS = ("SF-12", "SF-25", "SF-40", "SF-70", "SF-110")
_NETWORK = ("RES-25", "RES-40", "RES-63", "PIQ")
_TREATMENT = ("CU-270", "CU-500", "CU-900", "CU-2000", "SA-25", "SA-70", "SEQ-4", "RC-22", "RC-37", "DEB-1")
_FILTERS = ("FP-40", "FH-40", "FA-40", "SEP-40", "PUR-1", "TEL-1")
_VENTILATION = ("BR-160", "GA-40", "DPS-80", "TOU-40", "CV-60", "DES-20")
_ALONE = (*_DRYERS, *_TREATMENT, *_NETWORK, *_FILTERS)
_AUDIT = ("AUD-F", "FOR-1", "LOC-37")
_QUANTITIES = {
    "RES": tuple(range(12, 73, 3)),
    "PIQ": tuple(range(1, 9)),
    "DES": (1, 2, 3, 4, 5, 6),
    "BR": (1, 2, 3, 4),
    "TOU": (1, 2, 3),
    "CV": (1, 2),
    "FP": (1, 2),
    "FH": (1, 2),
    "FA": (1, 2),
    "FOR": (1, 2, 3),
}


@dataclass
class Draft:
    """A quote being drawn up: the kind, the lines so far, and the gross amount still to place, in cents."""

    kind: str
    lines: list[Line]
    left: int


def write(world: World) -> None:
    """Draw the lines of the quotes that no order gave theirs: they add up to the amount of the quote."""
    stream, catalogue = world.stream("quote_lines"), products(world.figures.prices)
    for quote in world.books.quotes:
        if not quote.lines:
            quote.lines = _lines(quote.amount, catalogue, stream)


def build(world: World) -> None:
    """Add the table quote_lines."""
    world.add(
        "quote_lines",
        (
            {"quote_id": quote.id, "line": number, **line.columns}
            for quote in world.books.quotes
            for number, line in enumerate(quote.lines, start=1)
        ),
    )


def _lines(amount: int, catalogue: dict[str, Product], stream: Stream) -> list[Line]:
    """Draw lines that add up to the amount, to the cent. Raises Unreachable when none are found."""
    for _ in range(_TRIES):
        draft = _draft(amount, catalogue, stream)
        if draft is None:
            continue
        high = _SERVICES if draft.kind == "audit" else _EQUIPMENT
        moving = [line for line in draft.lines if line.sku not in ("MES-1", "MES-2")]
        goal = amount - total([line for line in draft.lines if line not in moving])
        gross = sum(line.gross for line in moving)
        if not half_up(goal * 10_000, 10_000 - _LEAST) <= gross <= half_up(goal * 10_000, 10_000 - high):
            continue
        try:
            close_on(moving, goal, 0, high)
        except Unreachable:
            continue
        if _pays(draft.lines):
            return draft.lines
    raise Unreachable(f"no lines for {amount} cents")


def _pays(lines: list[Line]) -> bool:
    """Tell whether each line, and the whole quote, keep to the least taux de marque (R03)."""
    floors = policy()["margin_floor"]
    return margin_rate(lines) > floors["quote"] * 10_000 and all(
        margin_rate([line]) > floors.get(line.range, floors[line.family]) * 10_000 for line in lines
    )


def _draft(amount: int, catalogue: dict[str, Product], stream: Stream) -> Draft | None:
    """Draw a first line that is worth half of the quote or so, then what goes with it."""
    kind = stream.weighted(_KINDS)
    whole = amount * stream.between(10_200, 10_500 if kind == "audit" else 10_900) // 10_000
    draft = Draft(kind, [], whole)
    mains = _mains(kind, catalogue)
    choice = _choices(mains, catalogue, whole * 48 // 100, whole)
    if not choice:
        return None
    _place(draft, *stream.pick(choice), catalogue, stream)
    companions, most = _companions(draft, catalogue), _MOST
    if amount > _LARGE:
        most = _MOST_OF_LARGE
        companions |= mains if kind == "compresseurs" else {}
    if kind == "compresseurs" and stream.chance(55):
        main = draft.lines[0]
        service = fitting.commissioning(float(catalogue[main.sku].kw or 0))
        _place(draft, service, main.qty, catalogue, stream)
    while draft.left > whole // 24 and len(draft.lines) < most:
        used = {_family(line.sku) for line in draft.lines}
        free = {sku: counts for sku, counts in companions.items() if _family(sku) not in used}
        choice = _choices(free, catalogue, draft.left * (18 if amount > _LARGE else 45) // 100, draft.left)
        if not choice:
            break
        sku = stream.pick(sorted({sku for sku, _ in choice}))
        qty = stream.pick([count for name, count in choice if name == sku])
        _place(draft, sku, qty, catalogue, stream)
    return draft


def _place(draft: Draft, sku: str, qty: int, catalogue: dict[str, Product], stream: Stream) -> None:
    item = catalogue[sku]
    mean = 0 if sku.startswith("MES") else 200 if draft.kind == "audit" else 450
    discount = min(790, max(0, half_up(int(stream.normal(mean, mean / 4)), 10) * 10))
    draft.lines.append(Line(sku, item.family, item.range, qty, item.price, discount, item.cost))
    draft.left -= qty * item.price


def _mains(kind: str, catalogue: dict[str, Product]) -> dict[str, tuple[int, ...]]:
    """List what a quote may be about first, with the quantities that are plausible."""
    if kind == "compresseurs":
        return {sku: (1, 2, 3) for sku, item in catalogue.items() if item.family == "compresseurs"}
    return _usual({"ventilation": _VENTILATION, "audit": ("AUD-E",)}.get(kind, _ALONE))


def _companions(draft: Draft, catalogue: dict[str, Product]) -> dict[str, tuple[int, ...]]:
    """List what goes with the first line: a compressor calls for a dryer, a receiver, filters of its size."""
    if draft.kind != "compresseurs":
        return _usual({"ventilation": _VENTILATION, "audit": _AUDIT}.get(draft.kind, _ALONE))
    main = draft.lines[0]
    item = catalogue[main.sku]
    power, flow = float(item.kw or 0), float(item.flow or 0) * main.qty
    dryer, count = fitting.dryer(flow)
    filters = [f"{name}-{fitting.filters(flow)}" for name in ("FP", "FH", "FA", "SEP")]
    options = ["RC-22" if power <= 22 else "RC-37", "DEB-1", "TEL-1", "PUR-1"]
    several = ["SEQ-4"] if main.qty > 1 else []
    return {dryer: (count,)} | _usual((fitting.receiver(power), *filters, *options, *_NETWORK, *several))


def _usual(skus: Iterable[str]) -> dict[str, tuple[int, ...]]:
    return {sku: _QUANTITIES.get(_family(sku), (1,)) for sku in skus}


def _choices(
    skus: Mapping[str, tuple[int, ...]], catalogue: dict[str, Product], low: int, high: int
) -> list[tuple[str, int]]:
    """List the references and quantities worth between low and high cents at tariff."""
    return [
        (sku, qty)
        for sku, counts in skus.items()
        for qty in counts
        if low <= qty * catalogue[sku].price <= high
    ]


def _family(sku: str) -> str:
    return sku.split("-")[0]
