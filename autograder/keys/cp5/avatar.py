"""cp5-avatar: who bought, in margin; which size succeeds best; what clients said, how they came to buy."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, mark_choice, mark_match, mark_number, mark_set
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
from ntc.lessons.cp5.views import BANDS

ID = "cp5-avatar"
SEGMENTS, THREE, SIZE, RATE, VOICES, PATHS = (
    f"{ID}-{part}" for part in ("segments", "three", "size", "rate", "voices", "paths")
)
WEIGHTS = {"segments": 1.5, "three": 1.0, "size": 0.5, "rate": 1.0, "voices": 2.0, "paths": 2.0}
# Two sentences of each of four kinds, two situations of each of three: one answer everywhere is right twice.
CHANCE = 2
OPEN, WON, WITHOUT_END = "en cours", "gagné", "sans suite"
PARETO, FIRST = Decimal("0.8"), 3
A_TENTH = Decimal("0.0006")
"""A rate to the tenth of a point, as it is rounded."""

SOLD = "Un montant n’est pas une marge : multipliez-le par le taux prévu, ou prenez la colonne de la marge."
DEALS = "Compter les affaires ne dit pas ce qu’elles laissent : c’est la marge que l’on cumule."
QUOTED = "Vendre n’est pas proposer : les devis perdus ou sans suite n’ont rien laissé."
CUT = "Du plus gros au plus petit, on cumule la marge, et celui qui franchit 80 % compte encore."
SHARE = "La marge des trois premiers ÷ la marge de tous les devis gagnés."
MOST_WON = "Cette tranche gagne beaucoup de devis, et en perd beaucoup : rapportez les uns aux autres."
OTHER_SIZE = "Gagnés ÷ tranchés, tranche par tranche : une autre réussit mieux."
BY_VALUE = "C’est le taux en valeur : on demande des devis, non des euros."
NO_ANSWER = "Un devis sans suite n’est pas gagné : il compte parmi ceux qui sont tranchés."
OWN_SIZE = "Juste, pour la tranche que vous avez choisie : l’erreur n’est comptée qu’une fois."
RATIO = "Les devis gagnés de la tranche ÷ les devis gagnés, perdus ou sans suite de la même tranche."


@key(ID)
def avatar(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The segments beyond what all of them would earn, two shares, a size, its rate, two rows of cards."""
    parts = exercises.load()[ID].parts
    return combine(
        [
            _segments(parts["segments"], answers.entry(SEGMENTS), case),
            mark_number(
                parts["three"],
                answers.entry(THREE),
                three(case, margin),
                A_TENTH,
                slips=three_slips(case),
                method=SHARE,
                places=1,
            ),
            _size(parts["size"], answers.entry(SIZE), case),
            _rate(parts["rate"], answers, case),
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


@cache
def won(case: Case) -> dict[str, tuple[int, int]]:
    """By size band, how many quotes were won, of how many that were decided."""
    made, kept = Counter(), Counter()
    for row in decided(case):
        band = size_of(worked.account(case, row.account_id).employees)
        made[band] += 1
        kept[band] += row.status == WON
    return {band: (kept[band], made[band]) for band in exercises.load()[ID].options["size"]}


def size_of(employees: int) -> str:
    """The option of the band of so many people."""
    bands = zip(exercises.load()[ID].options["size"], BANDS, strict=True)
    return next(option for option, (_, beyond) in bands if beyond is None or employees < beyond)


def success(case: Case, band: str) -> Decimal:
    """The success rate of a size band, in number; a ratio, nothing where no quote was decided."""
    kept, made = won(case)[band]
    return Decimal(kept) / made if made else Decimal(0)


@cache
def best_size(case: Case) -> str:
    """The size band that succeeds best."""
    return max(won(case), key=lambda band: success(case, band))


def rate_slips(case: Case, band: str) -> list[Slip]:
    """The mistakes on the success rate of a size band, far enough from it and from each other."""
    rows = [row for row in decided(case) if size_of(worked.account(case, row.account_id).employees) == band]
    found = []
    if (total := sum(row.amount for row in rows)) > 0:
        value = sum(row.amount for row in rows if row.status == WON) / total
        found.append(Slip("mc.conv-mixed", value, typeset(BY_VALUE)))
    if ended := sum(row.status != WITHOUT_END for row in rows):
        found.append(trap("won-or-lost", Decimal(won(case)[band][0]) / ended, NO_ANSWER))
    return _apart(found, success(case, band))


def _apart(found: Iterable[Slip], right: Decimal) -> list[Slip]:
    kept: list[Slip] = []
    for slip in found:
        if all(abs(slip.value - value) > 2 * A_TENTH for value in (right, *(each.value for each in kept))):
            kept.append(slip)
    return kept


# --- the marks -----------------------------------------------------------------------------------------


def _segments(part: Part, entry: Entry, case: Case) -> PartMark:
    right = above(case, margin)
    mark = mark_set(part, entry, right, dict(plans.segments(case)), CUT)
    chosen = frozenset(entry.value or ())
    for name, (weight, said) in MISTAKEN.items():
        if chosen and chosen != right and chosen == above(case, weight):
            slip = trap(name, Decimal(0), said)
            return replace(mark, slip=slip.id, message=slip.message)
    return mark


def _size(part: Part, entry: Entry, case: Case) -> PartMark:
    best, most = best_size(case), max(won(case), key=lambda band: won(case)[band][0])
    options = exercises.load()[ID].options["size"]
    why = {band: MOST_WON if band == most else OTHER_SIZE for band in options if band != best}
    mark = mark_choice(part, entry, {best: 1.0}, options, {band: typeset(said) for band, said in why.items()})
    return replace(mark, slip="trap.most-won") if entry.value == most != best else mark


def _rate(part: Part, answers: Answers, case: Case) -> PartMark:
    """The rate of the best size, or of the one that was chosen in its place."""
    best, own = best_size(case), answers.entry(SIZE).value
    carried = [(success(case, own), OWN_SIZE)] if own and own != best else []
    slips = rate_slips(case, best) if own in (None, best) else rate_slips(case, own)
    right = success(case, best)
    return mark_number(
        part, answers.entry(RATE), right, A_TENTH, carried=carried, slips=slips, method=RATIO, places=1
    )


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
    best, right = best_size(case), above(case, margin)
    share, rate = three(case, margin), success(case, best)
    figures: Raw = {
        SEGMENTS: sorted(right),
        THREE: typed(share, "%"),
        SIZE: best,
        RATE: typed(rate, "%"),
    }
    whole: Raw = {**figures, VOICES: right_voices, PATHS: right_paths}

    def kept(chosen: frozenset[str]) -> float:
        """What a set of segments is worth: F1, less what all of them would bring."""
        f1 = 2 * len(chosen & right) / (len(chosen) + len(right))
        share = len(right) / len(case.segments)
        everything = 2 * share / (1 + share)
        return max(0.0, (f1 - everything) / (1 - everything)) * weight["segments"]

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
    other = next(
        band
        for band in exercises.load()[ID].options["size"]
        if band != best and abs(success(case, band) - rate) > 2 * A_TENTH and won(case)[band][1]
    )
    return [
        Specimen("right", whole, 1.0),
        Specimen(
            "to one decimal",
            {**whole, THREE: typed(round(share, 3), "%"), RATE: typed(round(rate, 3), "%")},
            1.0,
        ),
        *found,
        *(
            Specimen(f"three: {s.id}", {**whole, THREE: typed(s.value, "%")}, 1 - weight["three"], s.id)
            for s in three_slips(case)
        ),
        *(
            Specimen(f"rate: {s.id}", {**whole, RATE: typed(s.value, "%")}, 1 - weight["rate"], s.id)
            for s in rate_slips(case, best)
        ),
        Specimen(
            "another size, its own rate",
            {**whole, SIZE: other, RATE: typed(success(case, other), "%")},
            1 - weight["size"],
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
        *blank({SEGMENTS: [], THREE: " ", SIZE: "", RATE: "", VOICES: {}, PATHS: {}}),
        *garbled({SEGMENTS: ["?"], THREE: "peu", SIZE: "?", RATE: "?", VOICES: {"ghost": "?"}, PATHS: "?"}),
    ]


def _first(case: Case, chosen: frozenset[str], right: frozenset[str]) -> str:
    """The mistake that is told of these segments: two may give the same."""
    return next(name for name, (weigh, _) in MISTAKEN.items() if above(case, weigh) == chosen != right)
