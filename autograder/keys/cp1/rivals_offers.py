"""The offers of cp1-rivals: those that are kept, why the others are not, and the index that they make."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import mark_number
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.primitives.kept import again
from autograder.keys.traps import trap
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import quoted, typeset
from ntc.lessons.cp1 import plans

ID = "cp1-rivals"
OFFERS, INDEX = f"{ID}-offers", f"{ID}-index"
KEEP = "keep"
WHY_OUT = {"hors champ": "scope", "sans écrit": "unwritten", "périmée": "expired"}
# What is kept, and why the rest is thrown out, in the mark of the offers.
KEPT, REASONED = Fraction(7, 10), Fraction(3, 10)
INDEX_TOLERANCE = Decimal("0.5")
# Of a rival whose offers are nearly all thrown out there is no mean to speak of.
ENOUGH = 3

NOT_KEPT = {
    "scope": "Sans sécheur, ce n’est pas la même station.",
    "unwritten": "Rien d’écrit : un prix entendu ne se montre à personne.",
    "expired": "Elle n’était plus valable le 12 janvier 2026.",
}
WRITTEN = "Elle est écrite, encore valable, et vend la même chose que nous."
OTHER_REASON = "Écartée à raison, mais pas pour ce motif. {}"
ALL_SORTED = "Les douze offres à garder, et elles seules, et la raison des six autres."
BARE = "Admis : la station est comparée à notre machine seule, ce qui revient au même champ."
OWN_OFFERS = "Calcul juste sur les offres que vous avez gardées : l’erreur n’est comptée qu’une fois."
MEAN = "Prix ÷ notre tarif pour chaque offre gardée, puis la moyenne de ces rapports, × 100."
ALL_OFFERS = (
    "Une offre écartée est restée dans la moyenne : ôtez ce qui n’est ni écrit, ni valable, ni comparable."
)
TURNED = "Rapport à l’envers : l’indice est leur prix divisé par le nôtre."
SUMS = "Admis : somme des prix sur somme des tarifs ; la moyenne des rapports pèse chaque offre également."


def decisions(case: Case, truth: Truth) -> dict[str, str]:
    """What to do with each offer asked about."""
    labels = truth.of("competitor_offers")
    return {code: WHY_OUT.get(labels[code].refused, KEEP) for code, _ in plans.offers(case)}


def kept_by(entry: Entry) -> frozenset[str]:
    """The offers that a learner keeps."""
    return frozenset(code for code, decision in (entry.value or {}).items() if decision == KEEP)


def mark_offers(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    """F1 of what is kept, so that keeping everything earns nothing, and the reasons of what is not."""
    right, names = decisions(case, truth), dict(plans.offers(case))
    options = exercises.load()[ID].options["decisions"]
    expected = " · ".join(f"{names[code]} → {options[decision]}" for code, decision in right.items())
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    given = {code: entry.value[code] for code in right if code in entry.value}
    fraction = float(KEPT * sorted_out(right, kept_by(entry)) + REASONED * reasoned(right, given))
    sentences = [
        f"{quoted(names[code])}. {_why(right[code], decision)}"
        for code, decision in given.items()
        if decision != right[code]
    ]
    shown = " · ".join(f"{names[code]} → {options[decision]}" for code, decision in given.items())
    return question_mark(part, fraction, " ".join(sentences) or ALL_SORTED, given=shown, expected=expected)


def sorted_out(right: Mapping[str, str], kept: Iterable[str]) -> Fraction:
    """F1 of the offers kept, rescaled: nothing for all of them."""
    wanted = {code for code, decision in right.items() if decision == KEEP}
    kept = set(kept) & right.keys()
    share = Fraction(len(wanted), len(right))
    f1, everything = Fraction(2 * len(kept & wanted), len(kept) + len(wanted)), 2 * share / (1 + share)
    return max(Fraction(0), (f1 - everything) / (1 - everything))


def reasoned(right: Mapping[str, str], given: Mapping[str, str]) -> Fraction:
    """The reasons found of what is thrown out, out of those there are, or of those given if more."""
    out = [code for code, decision in given.items() if decision != KEEP]
    there = sum(decision != KEEP for decision in right.values())
    return Fraction(sum(given[code] == right[code] for code in out), max(there, len(out)))


def _why(right: str, given: str) -> str:
    if right == KEEP:
        return WRITTEN
    return NOT_KEPT[right] if given == KEEP else OTHER_REASON.format(NOT_KEPT[right])


def ratios(case: Case, codes: Iterable[str], *, bare: bool = False) -> list[Fraction]:
    """The price of each offer over ours for the same articles, or with ``bare`` over our machine alone."""
    tariff = {product.sku: product.price for product in case.products}
    found = []
    for row in case.competitor_offers:
        if row.offer_id in codes:
            skus = row.comparable.split()[: 1 if bare else None]
            found.append(Fraction(row.price) / Fraction(sum(tariff[sku] for sku in skus)))
    return found


def index(found: Sequence[Fraction]) -> Decimal:
    """The mean of ratios, ours being 100."""
    mean = 100 * sum(found) / len(found)
    return Decimal(mean.numerator) / Decimal(mean.denominator)


def of_rival(case: Case, name: str) -> list[str]:
    """The offers of a rival."""
    return [row.offer_id for row in case.competitor_offers if row.competitor == name]


def index_of_sums(case: Case, codes: Iterable[str]) -> Decimal:
    """What a rival asks for all its offers over what we ask for the same: dear machines weigh more."""
    tariff = {product.sku: product.price for product in case.products}
    rows = [row for row in case.competitor_offers if row.offer_id in codes]
    return (
        100
        * sum(row.price for row in rows)
        / sum(tariff[sku] for row in rows for sku in row.comparable.split())
    )


def index_slips(case: Case, every: Sequence[str], wanted: Sequence[str]) -> list[Slip]:
    """The indices that named mistakes give."""
    return [
        trap("all-offers", index(ratios(case, every)), ALL_OFFERS),
        trap("ratio-turned", index([1 / ratio for ratio in ratios(case, wanted)]), TURNED),
    ]


def accepted(
    case: Case, right: Mapping[str, str], every: Sequence[str], wanted: Sequence[str]
) -> list[tuple[Decimal, str]]:
    """Other indices that are right as well, with what is said of each (French)."""
    found = [(index_of_sums(case, wanted), SUMS)]
    if any(right[code] == "scope" for code in every):
        found.append((index(ratios(case, every, bare=True)), BARE))
    return found


def mark_index(
    part: Part,
    answers: Answers,
    rival: tuple[str, str],
    case: Case,
    truth: Truth,
    own: frozenset[str],
    charged: Collection[str | None],
) -> PartMark:
    """Mark an index: on the offers that hold, or on those that one kept; not a mistake charged before."""
    row, name = rival
    right = decisions(case, truth)
    every = of_rival(case, name)
    wanted = [code for code in every if right[code] == KEEP]
    chosen = [code for code in every if code in own]
    carried = [index(ratios(case, chosen))] if len(chosen) >= ENOUGH and chosen != wanted else []
    slips = index_slips(case, every, wanted)
    return mark_number(
        Part(f"index-{row}", typeset(f"{part.label} : {name}")),
        answers.cell(INDEX, row, "index"),
        index(ratios(case, wanted)),
        INDEX_TOLERANCE,
        also=accepted(case, right, every, wanted),
        carried=[
            *((value, OWN_OFFERS) for value in carried),
            *again(slips, charged),
        ],
        slips=slips,
        method=MEAN,
    )
