"""The rest of cp1-rivals: the stars of the reviews that count, and the documents that prove our claims."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from autograder.keys.answers import Answers
from autograder.keys.primitives import mark_number, row_mark
from autograder.keys.primitives.kept import again
from autograder.keys.traps import trap
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import typeset
from ntc.lessons.cp1 import plans

ID = "cp1-rivals"
STARS, CLAIMS = f"{ID}-stars", f"{ID}-claims"
VERDICT = {"prouvé": "proved", "contredit": "belied", "sans preuve": "unproved"}
STAR_TOLERANCE = Decimal("0.05")
SEVERE = 2
GENUINE, ASTRAY = "authentique", "hors sujet"

STAR_MEAN = "Moyenne des étoiles des avis qui restent : ni fabriqués, ni hors sujet."
ALL_REVIEWS = "Tous les avis sont restés : lesquels n’ont pas pu être écrits par un client de cette maison ?"
UNVERIFIED = (
    "Non vérifié ne veut pas dire fabriqué : beaucoup de vrais clients ne font pas vérifier leur achat."
)
TOO_SEVERE = "Sévère n’est pas suspect : un avis dur, daté et détaillé compte."
ELSEWHERE = "Des avis hors sujet restent : ils parlent d’une autre maison, ou ne viennent pas d’un acheteur."
SHOWN = "Le verdict et son document : c’est établi."
NONE_ASKED = "Rien ne le prouve, et vous le dites."
LOOK = "Cherchez le document qui le compte, le mesure, ou dit le contraire."
OTHER_DOCUMENT = "Le verdict est le bon, mais ce document ne l’établit pas."
NO_DOCUMENT = "Le verdict est le bon ; reste à dire quel document l’établit."


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


def mark_stars(
    part: Part,
    answers: Answers,
    row: tuple[str, str],
    case: Case,
    truth: Truth,
    charged: Collection[str | None],
) -> PartMark:
    """Mark the mean stars of a company; a mistake that was charged before is not charged again."""
    code, name = row
    right, slips = stars(case, truth, name)
    return mark_number(
        Part(f"stars-{code}", typeset(f"{part.label} : {name}")),
        answers.cell(STARS, code, "stars"),
        right,
        STAR_TOLERANCE,
        carried=again(slips, charged),
        slips=slips,
        method=STAR_MEAN,
    )


def proofs(label: Any) -> frozenset[str]:
    """The documents that show what is said of a claim; none where nothing does."""
    codes = filter(None, [label.doc_id, *(label.also or "").split()])
    return frozenset(codes) or frozenset({plans.NO_DOCUMENT})


def mark_claim(answers: Answers, row: Any, case: Case, truth: Truth) -> PartMark:
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
    return row_mark(
        Part(f"claims-{row.claim_id}", typeset(row.text)),
        cells.values(),
        fraction,
        _said(document, label, fraction, right=right),
        given=shown,
        expected=f"{options[VERDICT[label.verdict]]} · {codes}",
    )


def _said(document: str | None, label: Any, fraction: float, *, right: bool) -> str:
    if fraction == 1:
        return SHOWN if label.doc_id else NONE_ASKED
    if right and label.doc_id:
        return OTHER_DOCUMENT if document else NO_DOCUMENT
    return label.reason if right or label.verdict == "sans preuve" else LOOK
