"""cp1-rivals: offers kept or thrown out, the index and the stars that are left, claims and their proofs."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from autograder.keys.answers import Answers
from autograder.keys.cp1.rivals_offers import (
    INDEX,
    INDEX_TOLERANCE,
    KEEP,
    KEPT,
    OFFERS,
    REASONED,
    decisions,
    index,
    index_of_sums,
    index_slips,
    kept_by,
    mark_index,
    mark_offers,
    of_rival,
    ratios,
)
from autograder.keys.cp1.rivals_proofs import (
    CLAIMS,
    STAR_TOLERANCE,
    STARS,
    VERDICT,
    companies,
    mark_claim,
    mark_stars,
    proofs,
    stars,
)
from autograder.keys.primitives import combine
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.lessons.cp1 import plans

ID = "cp1-rivals"
# Of fourteen points: seven for the offers, three for the indices, two for the stars; two for the
# claims, which tell of ourselves more than of rivals.
SORTED, FIGURE, CLAIM = 7.0, 1.0, 0.25


@key(ID)
def rivals(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Offers, indices on one's own offers, stars, and claims with what proves them."""
    parts = exercises.load()[ID].parts
    marks = [mark_offers(parts["offers"], answers.entry(OFFERS), case, truth)]
    own = kept_by(answers.entry(OFFERS))
    for rival in plans.rivals(case):
        charged = {mark.slip for mark in marks}
        marks.append(mark_index(parts["index"], answers, rival, case, truth, own, charged))
    for row in companies():
        charged = {mark.slip for mark in marks}
        marks.append(mark_stars(parts["stars"], answers, row, case, truth, charged))
    marks += [mark_claim(answers, row, case, truth) for row in case.edge_claims]
    weights = {mark.part: FIGURE for mark in marks} | {"offers": SORTED}
    weights |= {f"claims-{row.claim_id}": CLAIM for row in case.edge_claims}
    return combine(marks, weights)


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
            changed(
                f"{row}: sums for ratios",
                0,
                None,
                index={row: {"index": typed(index_of_sums(case, codes))}},
            )
            for row, codes in kept.items()
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
