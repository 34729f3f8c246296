"""An order with a bar across it: what stands above is done, in that order; what is put below is left out."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

from autograder.keys.answers import Entry
from autograder.keys.primitives.choices import IN_ORDER, Reasons, an_order
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.mark import PartMark
from ntc.exercises import Part
from ntc.french import count, listing, quoted

INTRUDER = Fraction(1, 4)
"""What a line that has no place takes off, above the bar."""

MISSING = "Sous la barre, et pourtant utile : {}."
AGAIN = "{} à revoir."
TOO_SOON = "{} vient trop tôt. {}"

Pair = tuple[str, str]


def waiting(after: Mapping[str, str | None]) -> frozenset[Pair]:
    """Every pair (first, second) of which the second waits for the first, near or far.

    ``after`` names, by item, those that it waits for, with spaces between.
    """

    def all_of(code: str) -> set[str]:
        waits = set((after[code] or "").split())
        return waits.union(*(all_of(each) for each in waits))

    return frozenset((first, code) for code in after for first in all_of(code))


def above(order: Sequence[str], bar: str) -> list[str]:
    """The items that are done: those above the bar."""
    return list(order[: order.index(bar)])


def worth_above(said: Sequence[str], before: Collection[Pair], strays: AbstractSet[str]) -> Fraction:
    """Twice the share of pairs in their order, less one, less what has no place; never under 0."""
    kept = 1 - Fraction(len(_broken(said, before)), len(before))
    return max(Fraction(0), 2 * kept - 1 - INTRUDER * len(strays & set(said)))


def mark_above(
    part: Part,
    entry: Entry,
    bar: str,
    before: Collection[Pair],
    strays: AbstractSet[str],
    labels: Mapping[str, str],
    reasons: Reasons,
    *,
    nothing: str,
    stray: str,
    noted: str,
) -> PartMark:
    """Mark an order of which some items belong below a bar (*order*), by ``worth_above``.

    ``strays`` are those that belong nowhere above it. ``nothing`` (French) is said of an order of which
    nothing stands above, ``stray`` of each intruder that does, with its words and its reason; ``noted`` tells
    a jury of it.
    """
    expected = an_order({code: said for code, said in labels.items() if code not in {bar, *strays}}, before)
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    said, told = above(entry.value, bar), []
    intruders = [code for code in said if code in strays]
    missing = [code for code in labels if code not in said and code not in strays and code != bar]
    turned = [pair for pair in _broken(said, before) if set(pair) <= set(said)]
    if not said:
        told.append(nothing)
    elif missing:
        told.append(MISSING.format(listing([quoted(labels[code]) for code in missing])))
    told += [stray.format(quoted(labels[code]), reasons[code]) for code in intruders]
    if turned:
        told.append(AGAIN.format(count(len(turned), "enchaînement")))
        hasty = min((second for _, second in turned), key=said.index)
        told.append(TOO_SOON.format(quoted(labels[hasty]), reasons[hasty]))
    return question_mark(
        part,
        float(worth_above(said, before, strays)),
        " ".join(told) or IN_ORDER,
        given=" · ".join(labels[code] for code in said) or "—",
        expected=expected,
        noted=[noted] if intruders else [],
    )


def _broken(said: Sequence[str], before: Collection[Pair]) -> list[Pair]:
    rank = {code: place for place, code in enumerate(said)}
    return [
        (first, second)
        for first, second in before
        if first not in rank or second not in rank or rank[first] > rank[second]
    ]
