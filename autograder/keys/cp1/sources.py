"""cp1-sources: twelve questions, each with the source that answers it first, and without paying for it."""

from collections.abc import Mapping

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, mark_match
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import eur

ID = "cp1-sources"
# So that, of a question with a paid twin, the paid source earns half: twelve pairs, two of them free.
WEIGHTS = {"match": 12.0, "free": 2.0}
REGISTER, CREATED = "Bodacc", "se sont créés"
PROFILES, OWN, PAID = "réseau", "interne", "payante"
PROVED = "Un profil se déclare, un dépôt se prouve."
KNOWN = "Notre CRM ne sait que ce que nous y avons écrit."
RELAY = "Qui vend recopie : cherchez qui publie, ou qui tient la liste."
FIRST = "Qui mesure, publie ou sait cela le premier ?"
SPARED = "Chaque réponse est trouvée là où elle est gratuite."
COSTLY = "La réponse y est ; {} de trop par an : la source officielle est gratuite."
NOT_FOUND = (
    "La source qui répond à ces questions reste à trouver : qui tient la liste, et qui publie les avis ?"
)


@key(ID)
def sources(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Right pairs ÷ questions, a paid source as good as a free one; then what was found without paying."""
    parts, entry = exercises.load()[ID].parts, answers.entry(ID)
    questions = {question.id: question.label for question in case.watch_questions}
    labels = {source.source_id: source.label for source in case.sources}
    return combine(
        [
            mark_match(
                parts["match"], entry, answering(case, truth), questions, labels, _reasons(case, truth)
            ),
            _free(parts["free"], entry, case, truth),
        ],
        WEIGHTS,
    )


def answering(case: Case, truth: Truth) -> dict[str, list[str]]:
    """The sources that answer each question, the free ones first; a creation is published as well."""
    found: dict[str, list[str]] = {question.id: [] for question in case.watch_questions}
    for label in sorted(truth.sources, key=lambda label: label.needless):
        found[label.best_for].append(label.source_id)
    (register,) = [source.source_id for source in case.sources if REGISTER in source.label]
    for question in case.watch_questions:
        if CREATED in question.label:
            found[question.id].append(register)
    return found


def _free(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    """The questions that a paid source answers too: how many were answered for nothing."""
    needless = {label.source_id: label.best_for for label in truth.sources if label.needless}
    labels = {source.source_id: source.label for source in case.sources}
    right = answering(case, truth)
    twins = needless.values()
    accepted = {asked: [code for code in right[asked] if code not in needless] for asked in twins}
    expected = " · ".join(labels[codes[0]] for codes in accepted.values())
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    given = {asked: entry.value[asked] for asked in accepted if asked in entry.value}
    found = sum(given[asked] in accepted[asked] for asked in given)
    paid = sum(source.cost for source in case.sources if source.source_id in {*given.values()} & {*needless})
    message = COSTLY.format(eur(paid)) if paid else SPARED if found == len(accepted) else NOT_FOUND
    shown = " · ".join(labels[code] for code in given.values())
    return question_mark(part, found / len(accepted), message, given=shown, expected=expected)


def _reasons(case: Case, truth: Truth) -> Mapping[tuple[str, str], str]:
    """What to say of a source that does not answer a question."""
    best = {label.source_id: label.best_for for label in truth.sources}
    (register,) = [source.source_id for source in case.sources if REGISTER in source.label]
    reasons = {}
    for source in case.sources:
        for question in case.watch_questions:
            if source.kind == PAID:
                said = RELAY
            elif source.kind == OWN:
                said = KNOWN
            elif PROFILES in source.label and question.id == best[register]:
                said = PROVED
            else:
                said = FIRST
            reasons[question.id, source.source_id] = said
    return reasons


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    right = {question: codes[0] for question, codes in answering(case, truth).items()}
    needless = {label.source_id: label.best_for for label in truth.sources if label.needless}
    paid = right | {question: code for code, question in needless.items()}
    (register,) = [source.source_id for source in case.sources if REGISTER in source.label]
    (own,) = [source.source_id for source in case.sources if source.kind == OWN]
    total = sum(WEIGHTS.values())
    alone = [question for question in right if question not in needless.values()]
    first = next(question for question in alone if right[question] != own)
    twin = next(iter(needless.values()))
    created = [q.id for q in case.watch_questions if CREATED in q.label]
    return [
        Specimen("right", {ID: right}, 1.0),
        *(Specimen("a creation is published", {ID: {**right, q: register}}, 1.0) for q in created),
        # Of two of the fourteen units that a question with a paid twin is worth, one is lost.
        Specimen("both paid sources", {ID: paid}, (total - 2) / total),
        Specimen("one paid source", {ID: {**right, twin: paid[twin]}}, (total - 1) / total),
        Specimen("our own file for another question", {ID: {**right, first: own}}, (total - 1) / total),
        Specimen("a question with a twin, wrong", {ID: {**right, twin: own}}, (total - 2) / total),
        Specimen("a question without an answer", {ID: {**right, first: ""}}, (total - 1) / total),
        Specimen("one source everywhere", {ID: dict.fromkeys(right, own)}, 1 / total),
        *blank({ID: {}}, {ID: {first: ""}}),
        *garbled({ID: {first: "?"}}, {ID: ["?"]}),
    ]
