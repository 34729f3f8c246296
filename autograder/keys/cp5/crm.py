"""cp5-crm: fifteen records and the message that came, an act for each; three questions on people's rights."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, eliminated, mark_match
from autograder.keys.primitives.choices import beyond_chance
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import count, listing, number, quoted
from ntc.lessons.cp5 import plans

ID = "cp5-crm"
RECORDS, RIGHTS = f"{ID}-records", f"{ID}-rights"
WEIGHTS = {"records": 4.0, "shared": 2.0, "rights": 2.0}
OPPOSE, ERASE, COMMENT, CORRECT, MERGE, HAND, PLAN, KEEP = (
    "oppose",
    "erase",
    "comment",
    "correct",
    "merge",
    "hand",
    "plan",
    "keep",
)
SHARED = (MERGE, HAND, PLAN)
"""What somebody else goes on with: a record in one piece, a matter in the right hands, a date."""
# Two records of each act but one: one act everywhere puts as many right. Of three questions, one.
CHANCE, ONE = 2, 1
PASSED_OVER = frozenset({KEEP, PLAN, CORRECT, MERGE, COMMENT})
"""What lets somebody who is opposed be called again."""
STAYS = frozenset({KEEP, PLAN})
"""What leaves a note on somebody's health where it is."""

CHOSEN = {
    OPPOSE: "Personne, ici, ne refuse d’être démarché.",
    ERASE: "Rien ne demande que toute la fiche disparaisse.",
    COMMENT: "Un commentaire ne s’efface que s’il touche à la vie privée, ou juge sans un fait.",
    CORRECT: "Rien n’est dit inexact, ou corriger ne suffit pas.",
    MERGE: "Rien ne dit que deux fiches soient la même.",
    HAND: "Cette réponse vous revient : à qui la donneriez-vous, et pourquoi ?",
    PLAN: "La date d’un prochain pas n’est pas la question ici.",
    KEEP: "Le message appelle un geste.",
}
"""What to say of an act that was chosen wrongly: never which is the right one."""
NAMED = {
    (PLAN, OPPOSE): ("trap.refusal-for-opposition", "Cette personne reporte : elle ne s’oppose pas."),
    (OPPOSE, ERASE): (
        "trap.opposed-erased",
        "Sans trace d’elle, le prochain import ramènera son nom, et quelqu’un l’appellera.",
    ),
}
"""The mistakes that have a name, by the right act and the one that was chosen."""
OPPOSED = "une opposition passe sans suite ({})"
HEALTH = "une note de santé reste à la fiche ({})"
FATAL = "{}. Comme annoncé, l’exercice est ramené à zéro."
FATAL_NOTED = "Une opposition est passée sous silence, ou une note de santé est gardée."
PICKED_UP = "Un collègue reprendrait sans vous {} sur {}."
LOST = "Ces points sont perdus avec les autres."
ALL_SHARED = "Un collègue reprendrait chacune de ces fiches sans rien vous demander."


@key(ID)
def crm(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Each act beyond one everywhere; of these, what others go on with; the rights; nothing if it harms."""
    exercise, entry = exercises.load()[ID], answers.entry(RECORDS)
    right = acts(truth)
    marks = [
        _records(exercise.parts["records"], entry, case, right),
        _shared(exercise.parts["shared"], entry, right),
        _rights(exercise.parts["rights"], answers.entry(RIGHTS), case, truth),
    ]
    slips = [NAMED[pair][0] for pair in _pairs(right, entry.value or {}) if pair in NAMED]
    if slips:
        marks[0] = replace(marks[0], slip=slips[0])
    if harm := _harm(case, truth, entry.value or {}):
        said = f"{harm[0].upper()}{harm[1:]}"
        told = [FATAL.format(said), LOST, LOST]
        marks = [eliminated(mark, why, FATAL_NOTED) for mark, why in zip(marks, told, strict=True)]
    return combine(marks, WEIGHTS)


def acts(truth: Truth) -> dict[str, str]:
    """The act that each record calls for, as the id of its option."""
    return {label.case_id: label.act for label in truth.crm_cases}


def _pairs(right: Mapping[str, str], given: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(right[code], given[code]) for code in right if code in given]


def _harm(case: Case, truth: Truth, given: Mapping[str, str]) -> str:
    """What was announced to bring all to nothing, in French; empty when nothing of it was done."""
    names, labels = dict(plans.records(case)), truth.of("crm_cases")
    passed = [c for c in names if labels[c].act == OPPOSE and given.get(c) in PASSED_OVER]
    kept = [c for c in names if labels[c].health and given.get(c) in STAYS]
    told = [
        said.format(listing([quoted(names[code]) for code in codes]))
        for said, codes in ((OPPOSED, passed), (HEALTH, kept))
        if codes
    ]
    return " ; ".join(told)


def _records(part: Part, entry: Entry, case: Case, right: Mapping[str, str]) -> PartMark:
    why = {
        (code, chosen): NAMED[act, chosen][1] if (act, chosen) in NAMED else CHOSEN[chosen]
        for code, act in right.items()
        for chosen in CHOSEN
    }
    accepted = {code: {act} for code, act in right.items()}
    options = exercises.load()[ID].options["acts"]
    return mark_match(part, entry, accepted, dict(plans.records(case)), options, why, CHANCE)


def _shared(part: Part, entry: Entry, right: Mapping[str, str]) -> PartMark:
    """Of the same answer, the records that somebody else will pick up."""
    options = exercises.load()[ID].options["acts"]
    concerned = [code for code, act in right.items() if act in SHARED]
    expected = " · ".join(options[act] for act in SHARED)
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    hits = sum(entry.value.get(code) == right[code] for code in concerned)
    fraction: Fraction = beyond_chance(hits, CHANCE, len(concerned))
    shown = count(hits, "fiche")
    said = ALL_SHARED if fraction == 1 else PICKED_UP.format(shown, number(len(concerned)))
    return question_mark(part, float(fraction), said, given=shown, expected=expected)


def _rights(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    labels, reasons = truth.of("quiz_items"), truth.of("quiz_choices")
    items, choices = dict(plans.rights(case)), dict(plans.answers(case))
    accepted = {code: {labels[code].right} for code in items}
    why = {(code, choice): reasons[choice].reason for code in items for choice in choices}
    return mark_match(part, entry, accepted, items, choices, why, ONE)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels, right = truth.of("quiz_items"), acts(truth)
    rights = {code: labels[code].right for code, _ in plans.rights(case)}
    weight = {part: each / sum(WEIGHTS.values()) for part, each in WEIGHTS.items()}
    record = weight["records"] / (len(right) - CHANCE)
    shared = weight["shared"] / (2 * len(SHARED) - CHANCE)
    whole = {RECORDS: right, RIGHTS: rights}

    def of(act: str) -> str:
        return next(code for code, each in right.items() if each == act)

    def answered(act: str, chosen: str, label: str, lost: float, slip: str | None = None) -> Specimen:
        return Specimen(label, {**whole, RECORDS: {**right, of(act): chosen}}, 1 - lost, slip)

    health = [code for code in right if truth.of("crm_cases")[code].health]
    item = next(iter(rights))
    other = next(choice for choice, _ in plans.answers(case) if choice != rights[item])
    return [
        Specimen("right", whole, 1.0),
        answered(
            PLAN, OPPOSE, "a delay taken for an opposition", record + shared, "trap.refusal-for-opposition"
        ),
        answered(OPPOSE, ERASE, "somebody opposed is erased", record, "trap.opposed-erased"),
        answered(OPPOSE, HAND, "an opposition is handed on", record),
        answered(MERGE, CORRECT, "two records corrected, not merged", record + shared),
        answered(KEEP, COMMENT, "a hard fact erased", record),
        *(answered(OPPOSE, act, f"an opposition, and yet: {act}", 1.0) for act in sorted(PASSED_OVER)),
        *(
            Specimen(f"{code}, health: {act}", {**whole, RECORDS: {**right, code: act}}, 0.0)
            for code in health
            for act in sorted(STAYS)
        ),
        Specimen(
            "a right misread",
            {**whole, RIGHTS: {**rights, item: other}},
            1 - weight["rights"] / (len(rights) - ONE),
        ),
        Specimen("records only", {RECORDS: right}, weight["records"] + weight["shared"]),
        Specimen("rights only", {RIGHTS: rights}, weight["rights"]),
        *(Specimen(f"every record: {act}", {RECORDS: dict.fromkeys(right, act)}, 0.0) for act in CHOSEN),
        *(
            Specimen(f"every right: no. {rank}", {RIGHTS: dict.fromkeys(rights, choice)}, 0.0)
            for rank, (choice, _) in enumerate(plans.answers(case), 1)
        ),
        *blank({RECORDS: {}, RIGHTS: {}}),
        *garbled({RECORDS: {"ghost": KEEP}}, {RIGHTS: {item: "ghost"}}),
    ]
