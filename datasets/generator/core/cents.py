"""Money of the generator: whole cents, HALF_UP, and the art of making lines add up to a given total."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


def half_up(numerator: int, denominator: int) -> int:
    """Round a fraction to the nearest integer, halves away from zero."""
    if numerator >= 0 and denominator > 0:  # as nearly always
        return (2 * numerator + denominator) // (2 * denominator)
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    numerator, denominator = abs(numerator), abs(denominator)
    return sign * ((2 * numerator + denominator) // (2 * denominator))


def money(cents: int) -> Decimal:
    """Turn cents into euros with two decimals."""
    return Decimal(cents).scaleb(-2)


def cents(euros: Decimal) -> int:
    """Turn an amount of a table into cents."""
    return int(euros * 100)


def vat(ht: int) -> int:
    """TVA at 20 % of an amount in cents, HALF_UP (R01)."""
    return half_up(ht * 20, 100)


def apportion(weights: list[int], whole: int) -> list[int]:
    """Share ``whole`` in proportion, by the largest remainders."""
    base = [whole * weight // sum(weights) for weight in weights]
    order = sorted(range(len(weights)), key=lambda index: -(whole * weights[index] % sum(weights)))
    for index in order[: whole - sum(base)]:
        base[index] += 1
    return base


@dataclass
class Line:
    """A line of an order: price and cost in cents, discount in hundredths of a point (410 for 4,10 %)."""

    sku: str
    family: str
    range: str
    qty: int
    price: int
    discount: int
    standard_cost: int
    cost: int = 0

    @property
    def gross(self) -> int:
        """Amount before discount, in cents."""
        return self.qty * self.price

    @property
    def net(self) -> int:
        """Net HT amount, HALF_UP on the line."""
        return half_up(self.qty * self.price * (10_000 - self.discount), 10_000)

    @property
    def columns(self) -> dict[str, Any]:
        """What the tables of lines, of orders and of quotes, say of it alike."""
        return {
            "sku": self.sku,
            "qty": self.qty,
            "unit_price": money(self.price),
            "discount_pct": money(self.discount),
            "net_ht": money(self.net),
        }


def total(lines: Sequence[Line]) -> int:
    """Net HT total of the lines: a sum of rounded lines."""
    return sum(line.net for line in lines)


def margin_rate(lines: Sequence[Line]) -> int:
    """Taux de marque (F22) of the lines at the costs of the catalogue, in hundredths of a point."""
    net = total(lines)
    return half_up((net - sum(line.qty * line.standard_cost for line in lines)) * 10_000, net)


class Unreachable(Exception):
    """The discounts may not move enough for the lines to add up to the total wanted."""


def close_on(lines: Sequence[Line], goal: int, low: int, high: int, slack: int = 0) -> None:
    """Move the discounts of the lines, inside [low, high], until they add up to ``goal``, to ``slack`` cents.

    First by the same number of points everywhere, then line by line from the heaviest to the lightest,
    at last by pairs of lines. Raises Unreachable when the bounds forbid it.
    """
    for _ in range(60):
        gap = total(lines) - goal
        gross = sum(line.gross for line in lines if low < line.discount < high or _room(line, gap, low, high))
        if not gross or abs(gap) * 10_000 < gross:
            break
        step = half_up(gap * 10_000, gross)
        for line in lines:
            line.discount = min(high, max(low, line.discount + step))
    gap = total(lines) - goal
    for line in sorted(lines, key=lambda item: -item.gross):
        before = line.net
        _absorb(line, gap, low, high)
        gap += line.net - before
    if abs(gap) > slack and not _close_by_pairs(lines, gap, low, high):
        raise Unreachable(f"{gap} cents left of {goal}")


def _room(line: Line, gap: int, low: int, high: int) -> bool:
    return line.discount < high if gap > 0 else line.discount > low


def _absorb(line: Line, gap: int, low: int, high: int) -> None:
    step = half_up(gap * 10_000, line.gross)
    line.discount = min(high, max(low, line.discount + step))


def _close_by_pairs(lines: Sequence[Line], gap: int, low: int, high: int) -> bool:
    """Find two lines whose discounts, moved together, take ``gap`` cents off the total."""
    ranked = sorted(lines, key=lambda line: line.gross)
    for first in ranked:
        for second in ranked:
            if first is not second and _close_two(first, second, gap, low, high):
                return True
    return False


def _close_two(first: Line, second: Line, gap: int, low: int, high: int) -> bool:
    start, other, goal = first.discount, second.discount, first.net + second.net - gap
    for shift in range(1, 401):
        for move in (shift, -shift):
            first.discount = start + move
            second.discount = other
            _absorb(second, first.net + second.net - goal, low, high)
            if low <= first.discount <= high and first.net + second.net == goal:
                return True
    first.discount, second.discount = start, other
    return False
