"""What cp5-avatar asks: the segments that make the margin, a share of it, the best two rates of success."""

from decimal import Decimal
from itertools import pairwise

from autograder.keys.asked.nature import CHOICE
from autograder.keys.asked.own import Own, figures, read_at, within, worked_at
from autograder.keys.asked.question import Place, Reading
from autograder.keys.cp5 import avatar
from autograder.truth import Truth
from ntc.case import Case

RATE = within(avatar.A_TENTH, "0.0001", "0.001")


@figures(avatar.ID)
def asked(case: Case, truth: Truth) -> Own:
    """What is cumulated for the margin is cumulated for the share; a second rate is counted as the first."""
    weight = avatar.WEIGHTS
    (_, first), *_ = avatar.rates(case)
    return Own(
        {
            "segments": read_at(
                CHOICE, Place(avatar.SEGMENTS), _above(case, avatar.margin), weight=weight["segments"]
            ),
            "three": read_at(
                RATE,
                Place(avatar.THREE),
                avatar.three(case, avatar.margin),
                *avatar.three_slips(case),
                unit="%",
                weight=weight["three"],
            ),
            "rate": read_at(
                RATE,
                Place(avatar.RATE),
                first,
                *avatar.rate_slips(case, 0),
                unit="%",
                weight=weight["rate"],
            ),
            "second": worked_at(
                RATE,
                Place(avatar.SECOND),
                lambda best: _after(case, best),
                "rate",
                slips=lambda best: avatar.rate_slips(case, 1) if best == first else [],
                unit="%",
                weight=weight["second"],
            ),
        },
        [*_cumulated(case), *_rated(case)],
    )


def _above(case: Case, weigh: avatar.Weight) -> tuple[str, ...]:
    return tuple(sorted(avatar.above(case, weigh)))


def _after(case: Case, best: Decimal) -> Decimal:
    """The rate that comes after one, of those there are; else the second one."""
    values = [value for _, value in avatar.rates(case)]
    return next((after for before, after in pairwise(values) if before == best), values[1])


def _cumulated(case: Case) -> list[Reading]:
    """What may be cumulated in the place of the margin, in both questions."""
    return [
        Reading(f"trap.{name}", said, {"segments": _above(case, weigh), "three": avatar.three(case, weigh)})
        for name, (weigh, said) in avatar.MISTAKEN.items()
    ]


def _rated(case: Case) -> list[Reading]:
    """What may be taken for the success rate, in both questions: of the best by it, or of the same bands."""
    found = []
    (one, _), (other, _), *_ = avatar.rates(case)
    for slip, (rate, said) in avatar.MISRATED.items():
        theirs = avatar.rates(case, rate)
        bands = dict(theirs)
        found += [
            Reading(slip, said, {"rate": first, "second": second})
            for first, second in ((theirs[0][1], theirs[1][1]), (bands[one], bands[other]))
        ]
    return found
