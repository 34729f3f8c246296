"""What cp1-rivals asks: offers kept or thrown out, the indices of those kept, the stars that count."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any

from autograder.keys.asked.nature import CHOICE
from autograder.keys.asked.own import Own, figures, read_at, within, worked_at
from autograder.keys.asked.question import Asked, Place, Reading, Way
from autograder.keys.cp1 import rivals, rivals_offers, rivals_proofs
from autograder.keys.cp1.rivals_offers import KEEP
from autograder.truth import Truth
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.lessons.cp1 import plans

Pairs = tuple[tuple[str, str], ...]


@figures(rivals.ID)
def asked(case: Case, truth: Truth) -> Own:
    """An index is that of the offers that one kept; a way of counting is kept for every rival, or company."""
    right = rivals_offers.decisions(case, truth)
    found: dict[str, Asked] = {
        "offers": read_at(
            CHOICE,
            Place(rivals_offers.OFFERS),
            tuple(right.items()),
            *_leniences(right),
            weight=rivals.SORTED,
        )
    }
    slips: dict[str, Sequence[Slip]] = {}
    for row, name in plans.rivals(case):
        every = rivals_offers.of_rival(case, name)
        wanted = [code for code in every if right[code] == KEEP]
        part = f"index-{row}"
        slips[part] = rivals_offers.index_slips(case, every, wanted)
        found[part] = worked_at(
            within(rivals_offers.INDEX_TOLERANCE, "0.01", "0.1"),
            Place(rivals_offers.INDEX, row, "index"),
            lambda offers, every=every: _index(case, every, offers),
            "offers",
            slips=lambda offers, part=part: slips[part],
            weight=rivals.FIGURE,
            also=tuple(Way(lambda value=value: value) for value in _accepted(case, right, every, wanted)),
        )
    for code, name in rivals_proofs.companies():
        part = f"stars-{code}"
        value, slips[part] = rivals_proofs.stars(case, truth, name)
        found[part] = read_at(
            within(rivals_proofs.STAR_TOLERANCE, "0.01", "0.1"),
            Place(rivals_proofs.STARS, code, "stars"),
            value,
            *slips[part],
            weight=rivals.FIGURE,
        )
    return Own(found, [*_throughout(slips, "index-"), *_throughout(slips, "stars-")])


def _leniences(right: Mapping[str, str]) -> Iterator[Slip]:
    """The offers, when all those of one reason to throw them out are kept."""
    for reason in dict.fromkeys(decision for decision in right.values() if decision != KEEP):
        kept = {code: KEEP if decision == reason else decision for code, decision in right.items()}
        yield Slip(f"kept though {reason}", tuple(kept.items()), "")


def _index(case: Case, every: Sequence[str], offers: Pairs) -> Decimal:
    """The index of the offers of a rival that were kept; ValueError for too few to speak of a mean."""
    kept = [code for code, decision in offers if decision == KEEP and code in every]
    if len(kept) < rivals_offers.ENOUGH:
        raise ValueError(f"{len(kept)} offers make no mean")
    return rivals_offers.index(rivals_offers.ratios(case, kept))


def _accepted(
    case: Case, right: Mapping[str, str], every: Sequence[str], wanted: Sequence[str]
) -> Iterator[Decimal]:
    yield rivals_offers.index_of_sums(case, wanted)
    if any(right[code] == "scope" for code in every):
        yield rivals_offers.index(rivals_offers.ratios(case, every, bare=True))


def _throughout(slips: Mapping[str, Sequence[Slip]], kind: str) -> Iterator[Reading]:
    """A mistake made in every figure of a kind where it changes anything."""
    made: dict[str, dict[str, list[Any]]] = {}
    for part, each in slips.items():
        for slip in each if part.startswith(kind) else ():
            made.setdefault(slip.id, {}).setdefault(part, []).append(slip.value)
    for slip_id, by_part in made.items():
        for values in product(*by_part.values()):
            yield Reading(slip_id, "", dict(zip(by_part, values, strict=True)))
