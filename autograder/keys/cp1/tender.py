"""cp1-tender: six calls for tenders, each with its score (R25), the decision, and what bars it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, row_mark
from autograder.keys.primitives.kept import ONCE
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import count, number
from ntc.lessons.cp1 import plans
from ntc.lessons.cp1.worked import tender_points

ID = "cp1-tender"
TABLE = ID
VERDICT = {"go": "go", "no-go": "pass"}
BAR = {
    None: "none",
    "visite manquée": "visit",
    "certificat manquant": "certificate",
    "délai trop court": "delay",
}
HALF, QUARTER = 0.5, 0.25
# A score further off than this is no work on the tender: no decision is built on it.
PLAUSIBLE = 15

CLOSED = "{} n’ouvrent pas une porte fermée : quel point élimine avant toute note ?"
AT_A_LOSS = "Gagner à perte n’est pas gagner : regardez la note avant l’envie."
SAVED = "Le délai est court, mais l’étude est engagée : rien ne vous élimine."
OPEN = "Rien n’élimine ici : relisez la visite, les certificats et l’étude."
OTHER_BAR = "Ce n’est pas ce point qui élimine : relisez la visite, les certificats et le délai."
DECIDE = (
    "La décision découle de la note et des points éliminatoires : au moins 60 points, et rien qui élimine."
)
UNDECIDED = "Il reste à dire si vous répondez, et ce qui élimine s’il y a lieu."
FOLLOWS = "La décision découle de votre note : reprenez la note, et la décision changera."
SCORE = "Reprenez la note critère par critère : les paliers sont ceux de la règle R25."
RIGHT = "La note et la décision sont les bonnes."
SLIPS = {
    "trap.days-published": "Les jours se comptent d’aujourd’hui, non de la publication.",
    "trap.days-both-ends": "Les jours se comptent d’aujourd’hui : le premier est demain.",
    "trap.rivals-turned": "Moins il y a de concurrents, plus il y a de points.",
    "trap.fit-raw": "Chaque point d’adéquation en vaut six.",
}


@key(ID)
def tender(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Half for the score, half for the decision and its bar; a quarter when the score above it is wrong."""
    labels, names = truth.of("tenders"), dict(plans.tenders(case))
    rows = plans.judged_tenders(case)
    given = {
        row.tender_id: {
            column: answers.cell(TABLE, row.tender_id, column) for column in ("score", "verdict", "bar")
        }
        for row in rows
    }
    kept = _kept(case, rows, labels, {code: cells["score"].value for code, cells in given.items()})
    marks, charged = [], False
    for row in rows:
        code = row.tender_id
        mark = _row(case, row, names[code], given[code], labels[code], kept, charged=charged)
        charged = charged or mark.slip is not None
        marks.append(mark)
    return combine(marks)


def slips(case: Case, row: Any, right: int) -> dict[str, int]:
    """The scores that named mistakes give, where they differ from the right one."""
    today = case.company.story_date

    def total(changed: Any) -> int:
        return sum(tender_points(case, changed).values())

    most = case.policy["tender"]["weights"]["competition"]
    found = tender_points(case, row)
    values = {
        "trap.days-published": total(row._replace(deadline=today + (row.deadline - row.published))),
        "trap.days-both-ends": total(row._replace(deadline=row.deadline + timedelta(days=1))),
        "trap.rivals-turned": right - 2 * found["rivals"] + most,
        "trap.fit-raw": right - found["fit"] + row.fit,
    }
    return {slip: value for slip, value in values.items() if value != right}


def _kept(case: Case, rows: list[Any], labels: Mapping[str, Any], scores: Mapping[str, Any]) -> str | None:
    """The one mistake that explains every wrong score, made wherever it shows; None when none does."""
    wrong = [row for row in rows if scores[row.tender_id] not in (None, labels[row.tender_id].score)]
    for slip in SLIPS if wrong else ():
        made = {row.tender_id: slips(case, row, labels[row.tender_id].score).get(slip) for row in rows}
        if all(scores[row.tender_id] == made[row.tender_id] for row in wrong):
            return slip
    return None


def _row(
    case: Case,
    row: Any,
    name: str,
    cells: Mapping[str, Entry],
    label: Any,
    kept: str | None,
    *,
    charged: bool,
) -> PartMark:
    """Mark one tender; a mistake that is kept all along is charged in its first row only."""
    score, wrong = cells["score"].value, cells["score"].value not in (None, label.score)
    slip = kept if wrong else None
    forgiven = wrong and slip is not None and charged
    sound = forgiven or score == label.score
    due = called_for(case, score if wrong else label.score, label)
    decision = _decided(cells)
    decided = decision in (called_for(case, label.score, label), due)
    fraction = (HALF if sound else 0) + (HALF if sound else QUARTER) * decided
    exercise = exercises.load()[ID]
    said = [
        number(score) if score is not None else "—",
        *(exercise.options[f"{column}s"].get(cells[column].value, "—") for column in ("verdict", "bar")),
    ]
    right = (number(label.score), *_named(exercise.options, called_for(case, label.score, label)))
    return row_mark(
        Part(row.tender_id, name),
        cells.values(),
        fraction,
        _message(row, cells, label, slip, due, fraction, forgiven=forgiven),
        given=" · ".join(said),
        expected=" · ".join(right),
        slip=slip if not forgiven else None,
        carried=forgiven,
    )


def _decided(cells: Mapping[str, Entry]) -> tuple[str | None, str | None]:
    """What is decided: a bar is told « s'il y a lieu », a decision without one says that there is none."""
    verdict, bar = cells["verdict"].value, cells["bar"].value
    return verdict, bar or ("none" if verdict else None)


def called_for(case: Case, score: Any, label: Any) -> tuple[str, str]:
    """The decision and the bar that a score calls for; if it makes no sense, those of the right one."""
    bar = BAR[label.eliminatory]
    score = score if abs(score - label.score) <= PLAUSIBLE else label.score
    return ("go" if bar == "none" and score >= case.policy["tender"]["go"] else "pass", bar)


def _named(options: Mapping[str, Mapping[str, str]], due: tuple[str, str]) -> tuple[str, str]:
    return options["verdicts"][due[0]], options["bars"][due[1]]


def _message(
    row: Any,
    cells: Mapping[str, Entry],
    label: Any,
    slip: str | None,
    due: tuple[str, str],
    fraction: float,
    *,
    forgiven: bool,
) -> str:
    if fraction == 1:
        return ONCE if forgiven else RIGHT
    sentences = []
    if forgiven:
        sentences.append(ONCE)
    elif cells["score"].value not in (None, label.score):
        sentences.append(SLIPS[slip] if slip else SCORE)
    sentences.append(_decision(row, _decided(cells), label, due))
    return " ".join(filter(None, sentences)) or DECIDE


def _decision(row: Any, decision: tuple[str | None, str | None], label: Any, due: tuple[str, str]) -> str:
    """What to say of a decision, by what was overlooked."""
    verdict, bar = decision
    right = (VERDICT[label.verdict], BAR[label.eliminatory])
    if decision == right or verdict is None:
        return "" if verdict else UNDECIDED
    if decision == due:
        return FOLLOWS
    if label.eliminatory:
        return CLOSED.format(count(label.score, "point")) if verdict == "go" else OTHER_BAR
    if bar not in (None, "none"):
        return SAVED if bar == "delay" else OPEN
    return AT_A_LOSS if verdict == "go" and row.margin_rate < 0 else DECIDE


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels = truth.of("tenders")
    rows = plans.judged_tenders(case)
    right = {
        row.tender_id: {
            "score": str(labels[row.tender_id].score),
            "verdict": VERDICT[labels[row.tender_id].verdict],
            "bar": BAR[labels[row.tender_id].eliminatory],
        }
        for row in rows
    }
    total = len(rows)
    barred = next(code for code in right if labels[code].eliminatory == "visite manquée")
    loss = next(row.tender_id for row in rows if row.margin_rate < 0)
    hasty = next(
        row.tender_id
        for row in rows
        if right[row.tender_id]["verdict"] == "go" and (row.deadline - case.company.story_date).days < 10
    )

    def changed(label: str, lost: float, slip: str | None = None, **codes: Mapping[str, str]) -> Specimen:
        raw = {code: {**cells, **codes.get(code, {})} for code, cells in right.items()}
        return Specimen(label, {ID: raw}, 1 - lost / total, slip)

    def score(code: str, value: int) -> dict[str, str]:
        return {code: {"score": str(value)}}

    kept = []
    made = {row.tender_id: slips(case, row, labels[row.tender_id].score) for row in rows}
    for slip in SLIPS:
        codes = {code: {"score": str(values[slip])} for code, values in made.items() if slip in values}
        if not codes:
            continue
        # The decision of the first one is the right one, under a wrong score: a quarter goes with the half.
        kept.append(changed(f"{slip} kept all along", HALF + QUARTER, slip, **codes))
        code = next(iter(codes))
        alone = list(made[code].values()).count(made[code][slip]) == 1
        one = {code: codes[code]}
        kept.append(changed(f"{slip} once", HALF + QUARTER, slip if alone else None, **one))
    near = labels[loss].score + 3
    return [
        Specimen("right", {ID: right}, 1.0),
        *kept,
        changed("a score of another sort", HALF + QUARTER, None, **score(loss, near)),
        changed("a closed door taken for open", HALF, None, **{barred: {"verdict": "go", "bar": "none"}}),
        changed("a closed door taken for another", HALF, None, **{barred: {"bar": "certificate"}}),
        changed("a fight on price", HALF, None, **{loss: {"verdict": "go"}}),
        changed("the hasty one left", HALF, None, **{hasty: {"verdict": "pass", "bar": "delay"}}),
        changed("no decision", HALF, None, **{loss: {"verdict": "", "bar": ""}}),
        Specimen(
            "no bar told where there is none",
            {ID: {c: {k: v for k, v in cells.items() if v != "none"} for c, cells in right.items()}},
            1.0,
        ),
        changed("a closed door, and no bar told", HALF, None, **{barred: {"bar": ""}}),
        Specimen(
            "scores only", {ID: {code: {"score": cells["score"]} for code, cells in right.items()}}, HALF
        ),
        Specimen(
            "go everywhere, no score",
            {ID: {code: {"verdict": "go", "bar": "none"} for code in right}},
            3 * QUARTER / total,
        ),
        Specimen(
            "none to answer, no score",
            {ID: {code: {"verdict": "pass", "bar": "none"} for code in right}},
            QUARTER / total,
        ),
        Specimen("half of them", {ID: dict(list(right.items())[:3])}, 0.5),
        *blank({ID: {}}, {ID: {loss: {"score": "", "verdict": "", "bar": ""}}}),
        *garbled({ID: {loss: {"score": "beaucoup"}}}, {ID: ["?"]}),
    ]
