"""Marking what was ticked, matched, ordered or placed."""

from collections.abc import Collection, Mapping, Set
from fractions import Fraction

from autograder.keys.answers import Entry
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.mark import PartMark
from ntc.exercises import Part
from ntc.french import count, listing

Reasons = Mapping[str, str]
"""A French sentence by id of a choice; on a wrong one it never names the right one."""


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
) -> PartMark:
    """Mark a matching (*match*): right pairs ÷ items; ``right`` lists the accepted choices of each item.

    ``reasons`` gives a French sentence for a wrong pair (item, choice).
    """
    expected = " · ".join(f"{items[i]} → {_either(choices, right[i])}" for i in items)
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    given = {i: entry.value[i] for i in items if i in entry.value}
    missed = [i for i in given if given[i] not in right[i]]
    fraction = (len(given) - len(missed)) / len(items)
    shown = " · ".join(f"{items[i]} → {choices[given[i]]}" for i in given)
    message = _matched_message(given, missed, items, choices, reasons or {})
    return question_mark(part, fraction, message, given=shown, expected=expected)


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
    part: Part, entry: Entry, before: Collection[tuple[str, str]], labels: Mapping[str, str]
) -> PartMark:
    """Mark an order (*order*): max(0, 2c − 1), c the share of the constrained pairs put in their order.

    ``before`` lists those pairs (first, second); two items that may go either way are in no pair.
    Raises ValueError when there is none.
    """
    if not before:
        raise ValueError(f"{part.id}: an order without constraints cannot be marked")
    expected = " · ".join(f"{labels[a]} avant {labels[b]}" for a, b in before)
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    rank = {item: place for place, item in enumerate(entry.value)}
    reversed_pairs = [(a, b) for a, b in before if a not in rank or b not in rank or rank[a] > rank[b]]
    fraction = max(0.0, 1 - 2 * len(reversed_pairs) / len(before))
    shown = " · ".join(labels[item] for item in entry.value)
    message = (
        f"{count(len(reversed_pairs), 'enchaînement')} à revoir."
        if reversed_pairs
        else "Tout est dans l’ordre."
    )
    return question_mark(part, fraction, message, given=shown, expected=expected)


def mark_board(
    part: Part,
    entry: Entry,
    right: Mapping[str, str | None],
    nature: Mapping[str, str],
    labels: Mapping[str, str],
) -> PartMark:
    """Mark cards placed on a board (*board*), a SWOT for instance.

    Per card 1 in its own column, 0.5 in another of the same nature (internal, external), 0 elsewhere; a
    distractor (a card whose column is None) placed −0.5; never under 0. ``nature`` is by column.
    Raises ValueError when every card is a distractor.
    """
    cards = [card for card, column in right.items() if column is not None]
    if not cards:
        raise ValueError(f"{part.id}: every card is a distractor")
    expected = " · ".join(f"{labels[card]} → {right[card] or 'à laisser de côté'}" for card in right)
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    placed = {card: entry.value[card] for card in right if card in entry.value}
    score = sum(_card(column, right[card], nature) for card, column in placed.items())
    fraction = max(0.0, score / len(cards))
    shown = " · ".join(f"{labels[card]} → {column}" for card, column in placed.items())
    wrong = [labels[card] for card, column in placed.items() if column != right[card]]
    message = f"À revoir : {listing(wrong)}." if wrong else "Chaque carte est à sa place."
    return question_mark(part, fraction, message, given=shown, expected=expected)


def _card(column: str, right: str | None, nature: Mapping[str, str]) -> float:
    if right is None:
        return -0.5
    if column == right:
        return 1.0
    return 0.5 if nature[column] == nature[right] else 0.0


def _named(labels: Mapping[str, str], chosen: Collection[str]) -> str:
    return " · ".join(label for option, label in labels.items() if option in chosen)


def _either(labels: Mapping[str, str], accepted: Collection[str]) -> str:
    return " ou ".join(label for option, label in labels.items() if option in accepted)


def _ticked_message(
    ticked: Set[str], right: Set[str], asked: int, labels: Mapping[str, str], method: str
) -> str:
    if ticked <= right and len(ticked) == asked:
        return f"Ces {asked} choix se défendent." if asked < len(right) else "Rien à ajouter, rien à ôter."
    extra = [f"« {label} »" for option, label in labels.items() if option in ticked - right]
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
        f"« {items[i]} » ne va pas avec « {choices[given[i]]} ». {reasons.get((i, given[i]), '')}".rstrip()
        for i in missed
    ]
    if len(given) < len(items):
        sentences.append(f"{count(len(items) - len(given), 'ligne')} sans réponse.")
    return " ".join(sentences) or "Toutes les associations sont justes."
