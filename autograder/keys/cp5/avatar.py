"""cp5-avatar: who bought, in margin; how sizes succeed; what clients said, how they came to buy."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, mark_match, mark_number, mark_set
from autograder.keys.primitives.combine import question_mark
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import Raw, blank, garbled, typed
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import typeset
from ntc.lessons.cp5 import plans, worked
from ntc.lessons.cp5.views import band as size_of

ID = "cp5-avatar"
SEGMENTS, THREE, RATE, SECOND, VOICES, PATHS = (
    f"{ID}-{part}" for part in ("segments", "three", "rate", "second", "voices", "paths")
)
WEIGHTS = {"segments": 1.5, "three": 1.0, "rate": 1.0, "second": 0.5, "voices": 2.0, "paths": 2.0}
# Two sentences of each of four kinds, two situations of each of three: one answer everywhere is right twice.
CHANCE = 2
OPEN, WON, WITHOUT_END = "en cours", "gagné", "sans suite"
PARETO, FIRST = Decimal("0.8"), 3
# What the segments earn, by how many are missing or too many.
STEPS = {0: 1.0, 1: 0.5}
A_TENTH = Decimal("0.0006")
"""A rate to the tenth of a point, as it is rounded."""

SOLD = "Un montant n’est pas une marge : multipliez-le par le taux prévu, ou prenez la colonne de la marge."
DEALS = "Compter les affaires ne dit pas ce qu’elles laissent : c’est la marge que l’on cumule."
QUOTED = "Vendre n’est pas proposer : les devis perdus ou sans suite n’ont rien laissé."
CUT = "Du plus gros au plus petit, on cumule la marge, et celui qui franchit 80 % compte encore."
SHARE = "La marge des trois premiers ÷ la marge de tous les devis gagnés."
OTHER_SIZE = "C’est le taux d’une autre tranche d’effectif : {}."
BY_VALUE = "C’est le taux en valeur : on demande des devis, non des euros."
NO_ANSWER = "Un devis sans suite n’est pas gagné : il compte parmi ceux qui sont tranchés."
CUMULATED = "Juste, sur ce que vous cumulez déjà pour les métiers : l’erreur n’est comptée qu’une fois."
OWN_WAY = "Juste, de la même façon que le premier taux : l’erreur n’est comptée qu’une fois."
RATIO = "Pour chacune des cinq tranches : devis gagnés ÷ devis gagnés, perdus ou sans suite de la tranche."


@key(ID)
def avatar(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The segments but for one at most, a share, the two best rates, two rows of cards."""
    parts = exercises.load()[ID].parts
    share = answers.entry(THREE).value
    first = _segments(parts["segments"], answers.entry(SEGMENTS), case, share)
    return combine(
        [
            first,
            mark_number(
                parts["three"],
                answers.entry(THREE),
                three(case, margin),
                A_TENTH,
                carried=[
                    (three(case, weight), CUMULATED)
                    for name, (weight, _) in MISTAKEN.items()
                    if first.slip == f"trap.{name}"
                ],
                slips=three_slips(case),
                method=SHARE,
                places=1,
            ),
            _rate(parts["rate"], answers.entry(RATE), case, 0),
            _rate(parts["second"], answers.entry(SECOND), case, 1, carried(case, answers.entry(RATE).value)),
            _cards(parts["voices"], answers.entry(VOICES), plans.voices(case), plans.traits(case), truth),
            _cards(parts["paths"], answers.entry(PATHS), plans.situations(case), plans.paths(case), truth),
        ],
        WEIGHTS,
    )


# --- the quotes ----------------------------------------------------------------------------------------

Weight = Callable[[Any], Decimal]


def margin(quote: Any) -> Decimal:
    """The margin that a quote planned, in €, if it was won."""
    return quote.amount * quote.margin_rate if quote.status == WON else Decimal(0)


def _amount(quote: Any) -> Decimal:
    return quote.amount if quote.status == WON else Decimal(0)


def _deal(quote: Any) -> Decimal:
    return Decimal(quote.status == WON)


def _hoped(quote: Any) -> Decimal:
    return quote.amount * quote.margin_rate


MISTAKEN: Mapping[str, tuple[Weight, str]] = {
    "amount-for-margin": (_amount, SOLD),
    "deals-for-margin": (_deal, DEALS),
    "quoted-for-won": (_hoped, QUOTED),
}
"""What may be cumulated in the place of the margin won, by the name of the trap, and what to say of it."""


@cache
def decided(case: Case) -> tuple[Any, ...]:
    """The quotes of both years that are won, lost or without an end."""
    return tuple(row for row in case.quotes if row.status != OPEN)


@cache
def ranked(case: Case, weight: Weight) -> tuple[tuple[str, Decimal], ...]:
    """The segments and what their quotes weigh, the largest first."""
    found: Counter[str] = Counter()
    for row in decided(case):
        found[worked.account(case, row.account_id).seg_id] += weight(row)
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def above(case: Case, weight: Weight) -> frozenset[str]:
    """The segments that make 80 % of it together, the one that crosses the line included."""
    rows, reached, kept = ranked(case, weight), Decimal(0), set()
    total = sum(value for _, value in rows)
    for code, value in rows:
        if reached >= PARETO * total:
            break
        kept.add(code)
        reached += value
    return frozenset(kept)


def three(case: Case, weight: Weight) -> Decimal:
    """The share of the first three segments; a ratio."""
    values = [value for _, value in ranked(case, weight)]
    return sum(values[:FIRST]) / sum(values)


def three_slips(case: Case) -> list[Slip]:
    """The mistakes on that share that are not too near to it, nor to each other."""
    found = [trap(name, three(case, weight), said) for name, (weight, said) in MISTAKEN.items()]
    return _apart(found, three(case, margin))


Rate = Callable[[Sequence[Any]], Decimal]


def success(quotes: Sequence[Any]) -> Decimal:
    """The success rate of decided quotes (« taux de réussite »), in number; a ratio."""
    return Decimal(sum(row.status == WON for row in quotes)) / len(quotes)


def _by_value(quotes: Sequence[Any]) -> Decimal:
    return sum(row.amount for row in quotes if row.status == WON) / sum(row.amount for row in quotes)


def _of_answered(quotes: Sequence[Any]) -> Decimal:
    return success([row for row in quotes if row.status != WITHOUT_END] or quotes)


MISRATED: Mapping[str, tuple[Rate, str]] = {
    "mc.conv-mixed": (_by_value, BY_VALUE),
    "trap.won-or-lost": (_of_answered, NO_ANSWER),
}
"""What may be taken for the success rate, by the id of the slip, and what to say of it."""


@cache
def rates(case: Case, rate: Rate = success) -> tuple[tuple[str, Decimal], ...]:
    """The size bands and their success rates, the best first."""
    found: dict[str, list[Any]] = {}
    for row in decided(case):
        found.setdefault(size_of(worked.account(case, row.account_id).employees), []).append(row)
    values = {band: rate(quotes) for band, quotes in found.items()}
    return tuple(sorted(values.items(), key=lambda pair: (-pair[1], pair[0])))


def rate_slips(case: Case, place: int) -> list[Slip]:
    """The mistakes on the rate that comes at a place, far enough from it and from each other."""
    band, right = rates(case)[place]
    found = []
    for slip, (rate, said) in MISRATED.items():
        theirs = rates(case, rate)
        for value in (theirs[place][1], dict(theirs)[band]):
            found.append(Slip(slip, value, typeset(said)))
    others = [pair for pair in rates(case) if pair[0] != band]
    found += [trap("another-size", value, OTHER_SIZE.format(label)) for label, value in others]
    return _apart(found, right)


def carried(case: Case, first: Decimal | None) -> list[tuple[Decimal, str]]:
    """The second rates that go with a wrong first one: worked out alike, or the one after that band."""
    if first is None or _near(first, rates(case)[0][1]):
        return []
    found = []
    for rate, _ in MISRATED.values():
        theirs = rates(case, rate)
        if _near(first, theirs[0][1]) or _near(first, dict(theirs)[rates(case)[0][0]]):
            found += [theirs[1][1], dict(theirs)[rates(case)[1][0]]]
    found += [after for (_, before), (_, after) in pairwise(rates(case)) if _near(first, before)]
    return [(value, OWN_WAY) for value in found]


def _near(given: Decimal, value: Decimal) -> bool:
    return abs(given - value) <= A_TENTH


def _apart(found: Iterable[Slip], right: Decimal) -> list[Slip]:
    kept: list[Slip] = []
    for slip in found:
        if all(abs(slip.value - value) > 2 * A_TENTH for value in (right, *(each.value for each in kept))):
            kept.append(slip)
    return kept


# --- the marks -----------------------------------------------------------------------------------------


def _segments(part: Part, entry: Entry, case: Case, share: Decimal | None) -> PartMark:
    """All or nothing, but for one: the same few segments weigh the most in nearly every firm of the kind.

    Where two mistakes lead to the same segments, the share that was given tells which was made.
    """
    right, chosen = above(case, margin), frozenset(entry.value or ())
    mark = mark_set(part, entry, right, dict(plans.segments(case)), CUT)
    if not chosen:
        return mark
    made = [name for name, (weight, _) in MISTAKEN.items() if chosen == above(case, weight) != right]
    likely = [name for name in made if share is not None and _near(share, three(case, MISTAKEN[name][0]))]
    slip, message = None, mark.message
    for name in (likely or made)[:1]:
        slip, message = f"trap.{name}", typeset(MISTAKEN[name][1])
    told = {"given": mark.given, "expected": mark.expected, "slip": slip}
    return question_mark(part, STEPS.get(len(chosen ^ right), 0.0), message, **told)


def _rate(
    part: Part, entry: Entry, case: Case, place: int, own: Sequence[tuple[Decimal, str]] = ()
) -> PartMark:
    """The best rate of a size band, or the one after it."""
    right = rates(case)[place][1]
    slips = rate_slips(case, place)
    return mark_number(part, entry, right, A_TENTH, carried=own, slips=slips, method=RATIO, places=1)


def _cards(part: Part, entry: Entry, items: plans.Pairs, choices: plans.Pairs, truth: Truth) -> PartMark:
    labels, reasons = truth.of("quiz_items"), truth.of("quiz_choices")
    accepted = {code: {labels[code].right} for code, _ in items}
    why = {(code, choice): reasons[choice].reason for code, _ in items for choice, _ in choices}
    return mark_match(part, entry, accepted, dict(items), dict(choices), why, CHANCE)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels = truth.of("quiz_items")
    right_voices = {code: labels[code].right for code, _ in plans.voices(case)}
    right_paths = {code: labels[code].right for code, _ in plans.situations(case)}
    weight = {part: each / sum(WEIGHTS.values()) for part, each in WEIGHTS.items()}
    right, share = above(case, margin), three(case, margin)
    (_, rate), (_, second), *_ = rates(case)
    figures: Raw = {
        SEGMENTS: sorted(right),
        THREE: typed(share, "%"),
        RATE: typed(rate, "%"),
        SECOND: typed(second, "%"),
    }
    whole: Raw = {**figures, VOICES: right_voices, PATHS: right_paths}

    def kept(chosen: frozenset[str]) -> float:
        """What a set of segments is worth: half of it where one is missing, or too many."""
        return (1.0, 0.5, 0.0)[min(2, len(chosen ^ right))] * weight["segments"]

    def misread(label: str, field: str, part: str, choices: plans.Pairs) -> Specimen:
        first = next(iter(whole[field]))
        other = next(choice for choice, _ in choices if choice != whole[field][first])
        lost = weight[part] / (len(whole[field]) - CHANCE)
        return Specimen(label, {**whole, field: {**whole[field], first: other}}, 1 - lost)

    found = [
        Specimen(
            f"segments by {name}",
            {**whole, SEGMENTS: sorted(chosen)},
            1 - weight["segments"] + kept(chosen),
            f"trap.{_first(case, chosen, right)}",
        )
        for name, (weigh, _) in MISTAKEN.items()
        if (chosen := above(case, weigh)) != right
    ]
    return [
        Specimen("right", whole, 1.0),
        Specimen("to one decimal", {**whole, **_tenths({THREE: share, RATE: rate, SECOND: second})}, 1.0),
        *found,
        *(
            Specimen(f"three: {s.id}", {**whole, THREE: typed(s.value, "%")}, 1 - weight["three"], s.id)
            for s in three_slips(case)
        ),
        *(
            Specimen(
                f"{part}: {s.id} no. {rank}", {**whole, field: typed(s.value, "%")}, 1 - weight[part], s.id
            )
            for place, (part, field) in enumerate((("rate", RATE), ("second", SECOND)))
            for rank, s in enumerate(rate_slips(case, place), 1)
        ),
        *(
            Specimen(
                f"both rates: {slip}",
                {**whole, RATE: typed(theirs[0][1], "%"), SECOND: typed(theirs[1][1], "%")},
                1 - weight["rate"],
            )
            for slip, (rate_of, _) in MISRATED.items()
            if not _near((theirs := rates(case, rate_of))[0][1], rate)
        ),
        misread("a sentence misread", VOICES, "voices", plans.traits(case)),
        misread("a situation misread", PATHS, "paths", plans.paths(case)),
        Specimen("figures only", figures, 1 - weight["voices"] - weight["paths"]),
        Specimen(
            "cards only", {VOICES: right_voices, PATHS: right_paths}, weight["voices"] + weight["paths"]
        ),
        Specimen("every segment", {SEGMENTS: [code for code, _ in plans.segments(case)]}, 0.0),
        *(
            Specimen(f"every sentence: no. {rank}", {VOICES: dict.fromkeys(right_voices, choice)}, 0.0)
            for rank, (choice, _) in enumerate(plans.traits(case), 1)
        ),
        *blank({SEGMENTS: [], THREE: " ", RATE: "", SECOND: "", VOICES: {}, PATHS: {}}),
        *garbled({SEGMENTS: ["?"], THREE: "peu", RATE: "?", SECOND: "?", VOICES: {"ghost": "?"}, PATHS: "?"}),
    ]


def _tenths(ratios: Mapping[str, Decimal]) -> Raw:
    return {field: typed(round(value, 3), "%") for field, value in ratios.items()}


def _first(case: Case, chosen: frozenset[str], right: frozenset[str]) -> str:
    """The mistake that is told of these segments: two may give the same."""
    return next(name for name, (weigh, _) in MISTAKEN.items() if above(case, weigh) == chosen != right)
