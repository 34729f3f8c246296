"""Marking what was ticked, matched, ordered or placed."""

from collections.abc import Collection, Mapping, Sequence, Set
from fractions import Fraction
from graphlib import TopologicalSorter
from itertools import pairwise

from autograder.keys.answers import Entry
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.mark import PartMark
from ntc.exercises import Part
from ntc.fields.outcome import Blank
from ntc.french import count, listing, number, quoted

Reasons = Mapping[str, str]
"""A French sentence by id of a choice; on a wrong one it never names the right one."""
FOR_EXAMPLE = "par exemple : {}"
IN_ORDER = "Tout est dans l’ordre."
TOLD = 8
"""Of how many cards it is said why they are not where they belong: beyond, nobody reads."""


def mark_set(
    part: Part,
    entry: Entry,
    right: Set[str],
    labels: Mapping[str, str],
    method: str = "",
    *,
    size: int | None = None,
) -> PartMark:
    """Mark a set of ticked options (*set*) by F1, rescaled so that ticking everything earns 0.

    max(0, (F1 − Fall) ÷ (1 − Fall)), with Fall = 2p ÷ (1 + p) and p the share of options asked. ``size``
    asks for so many when more can be defended: any of them is a hit. ``method`` (French) recalls how to
    choose, to whoever did not choose exactly right.
    Raises ValueError when the right options are none, all, or not among the options, or fewer than ``size``.
    """
    if not right or not right < labels.keys():
        raise ValueError(f"{part.id}: {sorted(right)} must be some of {sorted(labels)}, and not all")
    asked = size or len(right)
    if asked > len(right):
        raise ValueError(f"{part.id}: {asked} asked of {len(right)} right options")
    choice = f"{asked} parmi : " if asked < len(right) else ""
    expected = f"{choice}{_named(labels, right)}"
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    ticked = frozenset(entry.value) & labels.keys()
    hits = min(len(ticked & right), asked)
    f1 = Fraction(2 * hits, len(ticked) + asked)
    share = Fraction(asked, len(labels))
    all_ticked = 2 * share / (1 + share)
    fraction = float(max(0, (f1 - all_ticked) / (1 - all_ticked)))
    message = _ticked_message(ticked, right, asked, labels, method)
    return question_mark(part, fraction, message, given=_named(labels, ticked), expected=expected)


def mark_match(
    part: Part,
    entry: Entry,
    right: Mapping[str, Collection[str]],
    items: Mapping[str, str],
    choices: Mapping[str, str],
    reasons: Mapping[tuple[str, str], str] | None = None,
    chance: Fraction | int = 0,
) -> PartMark:
    """Mark a matching (*match*): right pairs ÷ items; ``right`` lists the accepted choices of each item.

    ``reasons`` gives a French sentence for a wrong pair (item, choice). Where there are few choices,
    ``chance`` is how many pairs a draw, or one choice everywhere, gets right: so many earn nothing.
    """
    expected = " · ".join(f"{items[i]} → {_either(choices, right[i])}" for i in items)
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    given = {i: entry.value[i] for i in items if i in entry.value}
    if not given:
        return unanswered(part, Entry(Blank()), expected)
    missed = [i for i in given if given[i] not in right[i]]
    fraction = float(beyond_chance(len(given) - len(missed), chance, len(items)))
    shown = " · ".join(f"{items[i]} → {choices[given[i]]}" for i in given)
    message = _matched_message(given, missed, items, choices, reasons or {})
    return question_mark(part, fraction, message, given=shown, expected=expected)


def beyond_chance(hits: Fraction | int, chance: Fraction | int, most: int) -> Fraction:
    """The share of ``most`` hits that is more than chance would have brought; never under 0."""
    return max(Fraction(0), (Fraction(hits) - chance) / (most - chance))


def mark_choice(
    part: Part,
    entry: Entry,
    fractions: Mapping[str, float],
    labels: Mapping[str, str],
    reasons: Reasons | None = None,
) -> PartMark:
    """Mark one choice among several: the fraction that ``fractions`` gives it, 0 when it gives none.

    ``reasons`` comments on each choice, the right one included.
    """
    expected = _either(labels, [choice for choice, fraction in fractions.items() if fraction >= 1])
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    fraction = fractions.get(entry.value, 0.0)
    message = (reasons or {}).get(entry.value, "Exact." if fraction >= 1 else "")
    return question_mark(part, fraction, message, given=labels[entry.value], expected=expected)


def mark_order(
    part: Part,
    entry: Entry,
    before: Collection[tuple[str, str]],
    labels: Mapping[str, str],
    reasons: Reasons | None = None,
    start: Sequence[str] = (),
    most: int | None = None,
) -> PartMark:
    """Mark an order (*order*): max(0, 2c − 1), c the share of the constrained pairs put in their order.

    ``before`` lists those pairs (first, second); two items that may go either way are in no pair.
    ``reasons`` says, by item, what it waits for: told of the first that comes too soon. ``start`` is the
    order that was shown: what it gets right already, or gets right turned round, earns nothing. So do
    ``most`` pairs the wrong way round, where a look alone (the shortest first) gets many right.
    Raises ValueError when there is no pair.
    """
    if not before:
        raise ValueError(f"{part.id}: an order without constraints cannot be marked")
    expected = an_order(labels, before)
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    rank = {item: place for place, item in enumerate(entry.value)}
    reversed_pairs = _reversed(entry.value, before)
    shown_wrong = Fraction(len(_reversed(start, before)), len(before)) if start else Fraction(1, 2)
    room = min(shown_wrong, 1 - shown_wrong) or Fraction(1, 2)
    if most is not None:
        room = min(room, Fraction(most, len(before)))
    fraction = float(max(Fraction(0), 1 - Fraction(len(reversed_pairs), len(before)) / room))
    shown = " · ".join(labels[item] for item in entry.value)
    hasty = min((b for _, b in reversed_pairs if b in rank), key=lambda item: rank[item], default=None)
    message = f"{count(len(reversed_pairs), 'enchaînement')} à revoir." if reversed_pairs else IN_ORDER
    if hasty and (reasons or {}).get(hasty):
        message = f"{message} {quoted(labels[hasty])} vient trop tôt. {(reasons or {})[hasty]}"
    return question_mark(part, fraction, message, given=shown, expected=expected)


def an_order(labels: Mapping[str, str], before: Collection[tuple[str, str]]) -> str:
    """An order that keeps every pair, told as an example when another keeps them too."""
    waits = {item: sorted(a for a, b in before if b == item) for item in labels}
    order = list(TopologicalSorter(waits).static_order())
    shown = " · ".join(labels[item] for item in order)
    return shown if set(pairwise(order)) <= set(before) else FOR_EXAMPLE.format(shown)


def _reversed(order: Sequence[str], before: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs that an order does not put in their order."""
    rank = {item: place for place, item in enumerate(order)}
    return [(a, b) for a, b in before if a not in rank or b not in rank or rank[a] > rank[b]]


def mark_board(
    part: Part,
    entry: Entry,
    right: Mapping[str, Collection[str]],
    items: Mapping[str, str],
    columns: Mapping[str, str],
    out: str,
    reasons: Reasons | None = None,
) -> PartMark:
    """Mark cards placed on a board (*board*), a SWOT for instance, of which some belong nowhere.

    ``right`` lists the accepted columns of each card, ``out`` alone for one that belongs nowhere; to leave a
    card where it lies is to put it ``out``. A card in its place +1; one in a wrong place, or on the board
    when it belongs nowhere, −½; one left out that had a place, nothing; ÷ the cards that have one, never
    under 0. One that has a place and may also be left ``out`` is not counted where it is. ``reasons`` says,
    by card, why it belongs where it does.
    Raises ValueError when no card belongs on the board.
    """
    cards = [card for card in items if set(right[card]) != {out}]
    if not cards:
        raise ValueError(f"{part.id}: no card belongs on the board")
    expected = " · ".join(f"{items[card]} → {_either(columns, right[card])}" for card in items)
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    given = {card: entry.value.get(card, out) for card in items}
    wrong = [card for card in items if given[card] not in right[card]]
    missed = [card for card in wrong if given[card] == out]
    kept = sum(given[card] in right[card] for card in cards if given[card] != out)
    score = Fraction(kept) - Fraction(len(wrong) - len(missed), 2)
    spared = sum(given[card] == out and out in right[card] for card in cards)
    fraction = float(max(Fraction(0), score / max(len(cards) - spared, 1)))
    shown = " · ".join(
        f"{items[card]} → {columns[column]}" for card, column in given.items() if column != out
    )
    message = _board_message(given, wrong, items, columns, out, reasons or {})
    stray = [card for card in wrong if card not in cards]
    noted = [
        f"{said} ({number(len(those))} sur {number(len(items))})."
        for said, those in (
            ("Cartes mal placées", [card for card in wrong if card not in {*missed, *stray}]),
            ("Cartes écartées à tort", missed),
            ("Cartes retenues qui n’ont pas de place", stray),
        )
        if those
    ]
    return question_mark(part, fraction, message, given=shown, expected=expected, noted=noted)


def _board_message(
    given: Mapping[str, str],
    wrong: Sequence[str],
    items: Mapping[str, str],
    columns: Mapping[str, str],
    out: str,
    reasons: Reasons,
) -> str:
    sentences = []
    for card in wrong[:TOLD]:
        place = f"n’a pas sa place en « {columns[given[card]]} »"
        said = "a sa place au tableau" if given[card] == out else place
        sentences.append(f"{quoted(items[card])} {said}. {reasons.get(card, '')}".rstrip())
    if len(wrong) > TOLD:
        sentences.append(f"{count(len(wrong) - TOLD, 'autre carte', 'autres cartes')} à revoir.")
    return " ".join(sentences) or "Chaque carte est à sa place."


def _named(labels: Mapping[str, str], chosen: Collection[str]) -> str:
    return " · ".join(label for option, label in labels.items() if option in chosen)


def _either(labels: Mapping[str, str], accepted: Collection[str]) -> str:
    return " ou ".join(label for option, label in labels.items() if option in accepted)


def _ticked_message(
    ticked: Set[str], right: Set[str], asked: int, labels: Mapping[str, str], method: str
) -> str:
    if ticked <= right and len(ticked) == asked:
        return f"Ces {asked} choix se défendent." if asked < len(right) else "Rien à ajouter, rien à ôter."
    extra = [quoted(label) for option, label in labels.items() if option in ticked - right]
    doubtful = f" À reconsidérer : {listing(extra)}." if extra else ""
    return f"{min(len(ticked & right), asked)} des {asked} choix attendus.{doubtful} {method}".rstrip()


def _matched_message(
    given: Mapping[str, str],
    missed: Collection[str],
    items: Mapping[str, str],
    choices: Mapping[str, str],
    reasons: Mapping[tuple[str, str], str],
) -> str:
    sentences = [
        f"{quoted(items[i])} ne va pas avec {quoted(choices[given[i]])}. {reasons.get((i, given[i]), '')}"
        for i in missed
    ]
    if len(given) < len(items):
        sentences.append(f"{count(len(items) - len(given), 'ligne')} sans réponse.")
    return " ".join(map(str.rstrip, sentences)) or "Toutes les associations sont justes."
