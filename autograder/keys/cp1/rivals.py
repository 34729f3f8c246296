"""cp1-rivals: offers kept or thrown out, the index and the stars that are left, claims and their proofs."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from autograder.keys.answers import Answers, Entry, unread
from autograder.keys.primitives import combine, mark_number, verdict_of
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark, Verdict
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.exercises import Part
from ntc.fields.outcome import Blank, Unreadable
from ntc.french import typeset
from ntc.lessons.cp1 import plans

ID = "cp1-rivals"
OFFERS, INDEX, STARS, CLAIMS = (f"{ID}-{part}" for part in ("offers", "index", "stars", "claims"))
# Of fourteen points: five for the offers, three for the indices, two for the stars, four for the claims.
SORTED, FIGURE, CLAIM = 5.0, 1.0, 0.5
KEEP = "keep"
WHY_OUT = {"hors champ": "scope", "sans écrit": "unwritten", "périmée": "expired"}
VERDICT = {"prouvé": "proved", "contredit": "belied", "sans preuve": "unproved"}
# What is kept, and why the rest is thrown out, in the mark of the offers.
KEPT, REASONED = Fraction(7, 10), Fraction(3, 10)
INDEX_TOLERANCE, STAR_TOLERANCE = Decimal("0.5"), Decimal("0.05")
# Of a rival whose offers are nearly all thrown out there is no mean to speak of.
ENOUGH = 3
SEVERE = 2
GENUINE, ASTRAY = "authentique", "hors sujet"

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
SUMS = "La somme des prix donne plus de poids aux machines chères : faites la moyenne des rapports."
STAR_MEAN = "Moyenne des étoiles des avis qui restent : ni fabriqués, ni destinés à une autre maison."
ALL_REVIEWS = "Tous les avis sont restés : lesquels n’ont pu être écrits par un client de cette maison ?"
UNVERIFIED = "Non vérifié ne veut pas dire fabriqué : bien des vrais clients ne font pas vérifier leur achat."
TOO_SEVERE = "Sévère n’est pas suspect : un avis dur, daté et détaillé compte."
ELSEWHERE = "Des avis restent qui parlent d’une autre maison du même nom."
SHOWN = "Le verdict et son document : c’est établi."
NONE_ASKED = "Rien ne le prouve, et vous le dites."
TRIED = "Essayé ne veut pas dire mesuré."
COUNTED = "Les seuls : qui a compté les autres ?"
LOOK = "Cherchez le document qui le compte, le mesure, ou dit le contraire."
OTHER_DOCUMENT = "Le verdict est le bon, mais ce document ne l’établit pas."
NO_DOCUMENT = "Le verdict est le bon ; reste à dire quel document l’établit."


@key(ID)
def rivals(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Offers, indices on one's own offers, stars, and claims with what proves them."""
    parts = exercises.load()[ID].parts
    marks = [_offers(parts["offers"], answers.entry(OFFERS), case, truth)]
    own = kept_by(answers.entry(OFFERS))
    marks += [_index(parts["index"], answers, rival, case, truth, own) for rival in plans.rivals(case)]
    marks += [_stars(parts["stars"], answers, row, case, truth) for row in companies()]
    marks += [_claim(answers, row, case, truth) for row in case.edge_claims]
    weights = {mark.part: FIGURE for mark in marks} | {"offers": SORTED}
    weights |= {f"claims-{row.claim_id}": CLAIM for row in case.edge_claims}
    return combine(marks, weights)


# --- offers -------------------------------------------------------------------------------------------------


def decisions(case: Case, truth: Truth) -> dict[str, str]:
    """What to do with each offer asked about."""
    labels = truth.of("competitor_offers")
    return {code: WHY_OUT.get(labels[code].refused, KEEP) for code, _ in plans.offers(case)}


def kept_by(entry: Entry) -> frozenset[str]:
    """The offers that a learner keeps."""
    return frozenset(code for code, decision in (entry.value or {}).items() if decision == KEEP)


def _offers(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    """F1 of what is kept, so that keeping everything earns nothing, and the reasons of what is not."""
    right, names = decisions(case, truth), dict(plans.offers(case))
    options = exercises.load()[ID].options["decisions"]
    expected = " · ".join(f"{names[code]} → {options[decision]}" for code, decision in right.items())
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    given = {code: entry.value[code] for code in right if code in entry.value}
    fraction = float(KEPT * sorted_out(right, kept_by(entry)) + REASONED * reasoned(right, given))
    sentences = [
        f"« {names[code]} » : {_why(right[code], decision)}"
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


# --- indices ------------------------------------------------------------------------------------------------


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


def index_slips(case: Case, every: Sequence[str], wanted: Sequence[str]) -> list[Slip]:
    """The indices that named mistakes give."""
    tariff = {product.sku: product.price for product in case.products}
    rows = [row for row in case.competitor_offers if row.offer_id in wanted]
    ours = sum(sum(tariff[sku] for sku in row.comparable.split()) for row in rows)
    return [
        trap("all-offers", index(ratios(case, every)), ALL_OFFERS),
        trap("ratio-turned", index([1 / ratio for ratio in ratios(case, wanted)]), TURNED),
        trap("ratio-of-sums", 100 * sum(row.price for row in rows) / ours, SUMS),
    ]


def _index(
    part: Part, answers: Answers, rival: tuple[str, str], case: Case, truth: Truth, own: frozenset[str]
) -> PartMark:
    row, name = rival
    right = decisions(case, truth)
    every = of_rival(case, name)
    wanted = [code for code in every if right[code] == KEEP]
    chosen = [code for code in every if code in own]
    carried = [index(ratios(case, chosen))] if len(chosen) >= ENOUGH and chosen != wanted else []
    also = [index(ratios(case, every, bare=True))] if any(right[code] == "scope" for code in every) else []
    return mark_number(
        Part(f"index-{row}", f"{part.label} : {name}"),
        answers.cell(INDEX, row, "index"),
        index(ratios(case, wanted)),
        INDEX_TOLERANCE,
        also=[(value, BARE) for value in also],
        carried=[(value, OWN_OFFERS) for value in carried],
        slips=index_slips(case, every, wanted),
        method=MEAN,
    )


# --- stars --------------------------------------------------------------------------------------------------


def companies() -> list[tuple[str, str]]:
    """The two companies whose stars are asked about."""
    return list(exercises.load()[ID].options["stars"].items())


def stars(case: Case, truth: Truth, name: str) -> tuple[Decimal, list[Slip]]:
    """The mean of the stars that count, and those that named mistakes give."""
    labels = truth.of("reviews")
    rows = [row for row in case.reviews if row.company == name]
    genuine = [row for row in rows if labels[row.review_id].kind == GENUINE]
    found = [
        trap("all-reviews", _mean(rows), ALL_REVIEWS),
        trap("verified-only", _mean([row for row in genuine if row.verified]), UNVERIFIED),
        trap("severe-out", _mean([row for row in genuine if row.stars > SEVERE]), TOO_SEVERE),
    ]
    if any(labels[row.review_id].kind == ASTRAY for row in rows):
        kept = [row for row in rows if labels[row.review_id].kind in (GENUINE, ASTRAY)]
        found.append(trap("off-topic", _mean(kept), ELSEWHERE))
    return _mean(genuine), [slip for slip in found if slip.value != _mean(genuine)]


def _mean(rows: Sequence[Any]) -> Decimal:
    return Decimal(sum(row.stars for row in rows)) / len(rows)


def _stars(part: Part, answers: Answers, row: tuple[str, str], case: Case, truth: Truth) -> PartMark:
    code, name = row
    right, slips = stars(case, truth, name)
    return mark_number(
        Part(f"stars-{code}", f"{part.label} : {name}"),
        answers.cell(STARS, code, "stars"),
        right,
        STAR_TOLERANCE,
        slips=slips,
        method=STAR_MEAN,
    )


# --- claims -------------------------------------------------------------------------------------------------


def proofs(label: Any) -> frozenset[str]:
    """The documents that show what is said of a claim; none where nothing does."""
    codes = filter(None, [label.doc_id, *(label.also or "").split()])
    return frozenset(codes) or frozenset({plans.NO_DOCUMENT})


def _claim(answers: Answers, row: Any, case: Case, truth: Truth) -> PartMark:
    """A claim counts whole: what is said of it, and the document that shows it."""
    label = truth.of("edge_claims")[row.claim_id]
    cells = {column: answers.cell(CLAIMS, row.claim_id, column) for column in ("verdict", "document")}
    verdict, document = (cell.value for cell in cells.values())
    options, names = exercises.load()[ID].options["verdicts"], dict(plans.proofs(case))
    right = verdict == VERDICT[label.verdict]
    fraction = float(right and document in proofs(label))
    if right and label.verdict == "sans preuve" and document != plans.NO_DOCUMENT:
        fraction = 1.0 if document is None else 0.5
    shown = f"{options.get(verdict, '—')} · {names.get(document, '—')}"
    codes = " ou ".join(names[code] for code in names if code in proofs(label))
    return PartMark(
        part=f"claims-{row.claim_id}",
        label=typeset(row.text),
        verdict=_verdict(cells, fraction),
        fraction=fraction,
        given=shown,
        expected=f"{options[VERDICT[label.verdict]]} · {codes}",
        message=typeset(_said(cells, label, fraction, right=right)),
    )


def _verdict(cells: Mapping[str, Entry], fraction: float) -> Verdict:
    outcomes = [cell.outcome for cell in cells.values()]
    if any(isinstance(outcome, Unreadable) for outcome in outcomes):
        return "unreadable" if not fraction else "partial"
    if all(isinstance(outcome, Blank) for outcome in outcomes):
        return "blank"
    return verdict_of(fraction)


def _said(cells: Mapping[str, Entry], label: Any, fraction: float, *, right: bool) -> str:
    if all(isinstance(cell.outcome, Blank) for cell in cells.values()):
        return "Sans réponse."
    if refused := [unread(cell) for cell in cells.values() if unread(cell)]:
        return " ".join(refused)
    if fraction == 1:
        return SHOWN if label.doc_id else NONE_ASKED
    if right and label.doc_id:
        return OTHER_DOCUMENT if cells["document"].value else NO_DOCUMENT
    return label.reason if right or label.verdict == "sans preuve" else LOOK


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels, sorted_right = truth.of("edge_claims"), decisions(case, truth)
    names = dict(plans.rivals(case))
    kept = {
        row: [code for code in of_rival(case, name) if sorted_right[code] == KEEP]
        for row, name in names.items()
    }
    right = {
        OFFERS: sorted_right,
        INDEX: {row: {"index": typed(index(ratios(case, codes)))} for row, codes in kept.items()},
        STARS: {code: {"stars": typed(stars(case, truth, name)[0])} for code, name in companies()},
        CLAIMS: {
            code: {
                "verdict": VERDICT[label.verdict],
                "document": label.doc_id or plans.NO_DOCUMENT,
            }
            for code, label in labels.items()
        },
    }
    total = 14.0
    offer, figure, claim = SORTED / total, FIGURE / total, CLAIM / total
    station = next(code for code, decision in sorted_right.items() if decision == "scope")
    web = next(row for row, name in names.items() if name == plans.RIVAL_OF_ALL)
    other = next(row for row in names if row != web)
    proved = next(code for code, label in labels.items() if label.verdict == "prouvé")
    bare = next(code for code, label in labels.items() if label.verdict == "sans preuve")
    also = [
        (code, document)
        for code, label in labels.items()
        for document in sorted(proofs(label) - {label.doc_id, plans.NO_DOCUMENT})
    ]

    def changed(label: str, lost: float, slip: str | None = None, **fields: Mapping[str, Any]) -> Specimen:
        raw = {**right, **{f"{ID}-{field}": {**right[f"{ID}-{field}"], **v} for field, v in fields.items()}}
        return Specimen(label, raw, 1 - lost, slip)

    def figures(
        field: str, column: str, row: str, right_value: Decimal, slips: Sequence[Slip], near: Decimal
    ) -> list[Specimen]:
        return [
            changed(f"{row}: {slip.id}", figure, slip.id, **{field: {row: {column: typed(slip.value)}}})
            for slip in slips
            if abs(slip.value - right_value) > near and _alone(slip, slips, near)
        ]

    # F1 of twelve kept and one more: 24/25, for 24/30 when everything is kept.
    one_more = KEPT * (1 - (Fraction(24, 25) - Fraction(4, 5)) / Fraction(1, 5)) + REASONED / 6
    every = of_rival(case, names[other])
    own = typed(index(ratios(case, every)))
    tempted = {code: KEEP for code in every}
    two_more = KEPT * (1 - (Fraction(24, 26) - Fraction(4, 5)) / Fraction(1, 5)) + REASONED * 2 / 6
    return [
        Specimen("right", right, 1.0),
        changed("the station kept", offer * float(one_more), None, offers={station: KEEP}),
        changed(
            "two offers kept and their index worked out",
            offer * float(two_more),
            None,
            offers=tempted,
            index={other: {"index": own}},
        ),
        changed("another reason", offer * float(REASONED / 6), None, offers={station: "expired"}),
        Specimen("all kept", {OFFERS: dict.fromkeys(sorted_right, KEEP)}, 0.0),
        Specimen(
            "none kept",
            {OFFERS: dict.fromkeys(sorted_right, "expired")},
            offer * float(REASONED) * 2 / len(sorted_right),
        ),
        changed(
            "stations against our machines",
            0,
            None,
            index={web: {"index": typed(index(ratios(case, of_rival(case, names[web]), bare=True)))}},
        ),
        *(
            specimen
            for row, name in names.items()
            for specimen in figures(
                "index",
                "index",
                row,
                index(ratios(case, kept[row])),
                index_slips(case, of_rival(case, name), kept[row]),
                INDEX_TOLERANCE,
            )
        ),
        *(
            specimen
            for code, name in companies()
            for specimen in figures("stars", "stars", code, *stars(case, truth, name), STAR_TOLERANCE)
        ),
        *(
            changed(
                f"{document} holds for {code} as well",
                0,
                None,
                claims={code: {"verdict": VERDICT[labels[code].verdict], "document": document}},
            )
            for code, document in also
        ),
        changed("a verdict without its document", claim, None, claims={proved: {"verdict": "proved"}}),
        changed(
            "unproved, and a document all the same",
            claim / 2,
            None,
            claims={bare: {"verdict": "unproved", "document": labels[proved].doc_id}},
        ),
        Specimen(
            "nothing is proved",
            {CLAIMS: {code: {"verdict": "unproved", "document": plans.NO_DOCUMENT} for code in labels}},
            2 * claim,
        ),
        Specimen("offers only", {OFFERS: sorted_right}, offer),
        *blank({OFFERS: {}, INDEX: {}, STARS: {}, CLAIMS: {}}),
        *garbled({OFFERS: {"?": KEEP}}, {INDEX: {web: {"index": "cher"}}}, {CLAIMS: ["?"]}),
    ]


def _alone(slip: Slip, slips: Sequence[Slip], near: Decimal) -> bool:
    """Whether no other mistake gives so near a figure that the first of them would be named."""
    return all(other is slip or abs(other.value - slip.value) > near for other in slips)
