"""What cp1-rivals asks: offers kept or thrown out, the indices of those kept, the stars that count."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from autograder.keys.asked.nature import CHOICE
from autograder.keys.asked.own import Own, figures, read_at, throughout, within, worked_at
from autograder.keys.asked.question import Asked, Place, Way
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
            also=tuple(
                Way(lambda value=value: value)
                for value, _ in rivals_offers.accepted(case, right, every, wanted)
            ),
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
    return Own(found, [*throughout(_of(slips, "index-")), *throughout(_of(slips, "stars-"))])


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


def _of(slips: Mapping[str, Sequence[Slip]], kind: str) -> Mapping[str, Sequence[Slip]]:
    """The mistakes on the figures of a kind."""
    return {part: each for part, each in slips.items() if part.startswith(kind)}
