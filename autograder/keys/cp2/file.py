"""cp2-file: eighteen facts of a visit, to take along, to check, or to leave at the office."""

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine, eliminated, mark_match
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.french import listing, quoted

ID = "cp2-file"
TAKE, CHECK, LEAVE = "take", "check", "leave"
# Columns by the label that the generator laid down.
PLACE = {"à emporter": TAKE, "à vérifier": CHECK, "à laisser": LEAVE}
# Six facts of each kind: one column everywhere puts as many right.
CHANCE = 6

FATAL = (
    "Vous emportez {} : la vie, la santé ou les opinions d’une personne n’ont pas leur place dans un fichier "
    "de vente. À lui seul, ce point ôte tous les autres : on le signale, et on l’efface."
)
NOTED = "Une donnée sur la vie privée d’une personne est emportée en rendez-vous."


@key(ID)
def file(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Each fact in its place, beyond what one column everywhere gives; nothing if a banned one is taken."""
    exercise, entry = exercises.load()[ID], answers.entry(ID)
    facts = {row.fact_id: row.text for row in case.visit_facts}
    right = places(truth)
    mark = mark_match(
        exercise.parts["file"],
        entry,
        {code: {place} for code, place in right.items()},
        facts,
        exercise.options["places"],
        {(label.fact_id, place): label.reason for label in truth.visit_facts for place in PLACE.values()},
        chance=CHANCE,
    )
    taken = [code for code in banned(truth) if (entry.value or {}).get(code) == TAKE]
    if not taken:
        return combine([mark])
    said = FATAL.format(listing([quoted(facts[code]) for code in taken]))
    return combine([eliminated(mark, f"{said} {mark.message}", NOTED)])


def places(truth: Truth) -> dict[str, str]:
    """Where each fact goes, as the id of its column."""
    return {label.fact_id: PLACE[label.right] for label in truth.visit_facts}


def banned(truth: Truth) -> list[str]:
    """The facts that no file may hold: health, opinions."""
    return [label.fact_id for label in truth.visit_facts if label.forbidden]


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    right, no = places(truth), banned(truth)
    step = 1 / (len(right) - CHANCE)
    taken = next(code for code, place in right.items() if place == TAKE)
    checked = next(code for code, place in right.items() if place == CHECK)
    left = next(code for code, place in right.items() if place == LEAVE and code not in no)
    return [
        Specimen("right", {ID: right}, 1.0),
        Specimen("a fact of three years ago is taken", {ID: {**right, checked: TAKE}}, 1 - step),
        Specimen("a rumour is to be checked", {ID: {**right, left: CHECK}}, 1 - step),
        Specimen("what is sure is checked again", {ID: {**right, taken: CHECK}}, 1 - step),
        Specimen("all three", {ID: {**right, checked: TAKE, left: CHECK, taken: LEAVE}}, 1 - 3 * step),
        Specimen("nine facts", {ID: dict(list(right.items())[:9])}, 3 * step),
        *(Specimen(f"{code} is taken", {ID: {**right, code: TAKE}}, 0.0) for code in no),
        *(Specimen(f"{code} is checked", {ID: {**right, code: CHECK}}, 1 - step) for code in no),
        *(
            Specimen(f"every fact: {place}", {ID: dict.fromkeys(right, place)}, 0.0)
            for place in PLACE.values()
        ),
        *blank({ID: {}}, {ID: {taken: ""}}),
        *garbled({ID: {"ghost": TAKE}}, {ID: "tout"}),
    ]
