"""cp4-causes: ten comparisons to read in the tables; five establish a cause, five prove nothing."""

from collections import Counter
from collections.abc import Mapping, Set
from fractions import Fraction
from typing import Any

from autograder.keys import assessed
from autograder.keys.answers import Answers, Entry
from autograder.keys.assessed import YEAR
from autograder.keys.primitives import combine
from autograder.keys.primitives.choices import TOLD
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.french import count, number, points, quoted
from ntc.lessons.cp4.plans import NO_CAUSE, causes_offered

ID = "cp4-causes"
DRIFT = "T08"
WEIGHTS = {"causes": 2.0, "sources": 1.0}
BY_VERDICT = {
    "symptôme": "« {} » décrit ce qui arrive ; cherchez ce qui l’a fait arriver.",
    "déjà prévue": "« {} » était déjà dans le budget : cela n’explique pas un écart avec lui.",
    "non prouvée": "« {} » se dit beaucoup, mais aucun document de cette année ne l’établit.",
    "prouvée": "« {} » a bien joué, mais ce n’est pas ce que montre cet indice.",
}
STEADY = "on y lit {} : rien qui se dégrade de 10 %, donc rien qui prouve une cause."
MOVED = "on y lit {} : ce chiffre s’est dégradé, ne l’écartez pas. Qu’est-ce qui l’a produit ?"
ALL_JUDGED = "Chaque cause tient à un chiffre, et ce qui ne prouve rien est écarté."
LEFT = "Il reste {} sans réponse."
GUESSED = (
    "Pas plus d’indices bien jugés que de mal jugés : c’est ce que donne le hasard, et cela ne rapporte rien."
)
UNSAID = "dites aussi dans quel document vous l’avez lu : sans preuve, c’est un avis."
ELSEWHERE = "{} ne montre pas ce chiffre : où se lit-il ?"
ALL_READ = "Chaque chiffre est lu où il se trouve."
FIRST_JUDGE = "Un document ne compte que pour un indice bien jugé."


@key(ID)
def causes(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Clues judged well less those judged wrongly, two thirds; where those judged well are read, one third.

    So a cause for every clue, or none for any, earns nothing, and a clue left out costs but itself.
    """
    given = {column: answers.column(ID, column) for column in ("cause", "source")}
    marks = [_judged(given["cause"], case, truth), _read(given, case, truth)]
    labels = truth.of("clues")
    drift = any(labels[clue].trap == DRIFT and labels[clue].cause for clue in _sound(given["cause"], truth))
    return combine(marks, WEIGHTS, comments=_average(case) if drift else ())


def _average(case: Case) -> list[str]:
    """What an average hides, to whoever found the drift of discounts."""
    before, after = assessed.compressor_discounts(case, YEAR)
    lost = points(after - before)
    return [f"La marge moyenne le cache : tous compresseurs réunis, {lost} de remise en plus depuis avril."]


def wanted(label: Any) -> str:
    """What to say of a clue: the cause that it establishes, or that it goes aside."""
    return label.cause or NO_CAUSE


def proofs(label: Any) -> Set[str]:
    """The tables in which the figures of a clue can be read."""
    return {label.source, *(label.also or "").split()}


def _sound(cause: Entry, truth: Truth) -> list[str]:
    """The clues judged well."""
    labels, said = truth.of("clues"), cause.value or {}
    return [clue for clue, one in said.items() if one == wanted(labels[clue])]


def _share(cause: Entry, truth: Truth) -> Fraction:
    """Clues judged well less those judged wrongly, of all; never under 0."""
    sound, said = len(_sound(cause, truth)), len(cause.value or {})
    return max(Fraction(0), Fraction(2 * sound - said, len(truth.clues)))


def _judged(cause: Entry, case: Case, truth: Truth) -> PartMark:
    part, labels = exercises.load()[ID].parts["causes"], truth.of("clues")
    names = {id: label.rstrip(".") for id, label in causes_offered(case)}
    clues = {clue.id: clue.label for clue in case.clues}
    expected = " · ".join(f"{text} → {names[wanted(labels[id])]}" for id, text in clues.items())
    if (nothing := unanswered(part, cause, expected)) is not None:
        return nothing
    given = {id: cause.value[id] for id in clues if id in cause.value}
    wrong = {id: one for id, one in given.items() if one != wanted(labels[id])}
    share = _share(cause, truth)
    verdicts = {one.id: one.verdict for one in truth.causes}
    sentences = [
        f"{quoted(clues[id])} : {_why(labels[id], one, names, verdicts)}"
        for id, one in list(wrong.items())[:TOLD]
    ]
    if len(wrong) > TOLD:
        sentences.append(f"{count(len(wrong) - TOLD, 'autre indice', 'autres indices')} à revoir.")
    if len(given) < len(clues):
        sentences.append(LEFT.format(count(len(clues) - len(given), "indice")))
    if not share:
        sentences.append(GUESSED)
    return question_mark(
        part,
        float(share),
        " ".join(sentences) or ALL_JUDGED,
        given=" · ".join(f"{clues[id]} → {names[one]}" for id, one in given.items()),
        expected=expected,
        noted=_noted(wrong, labels),
    )


def _why(label: Any, given: str, names: Mapping[str, str], verdicts: Mapping[str, str]) -> str:
    """Why a clue was judged wrongly."""
    if not label.cause:
        return STEADY.format(label.found)
    if given == NO_CAUSE:
        return MOVED.format(label.found)
    return BY_VERDICT[verdicts[given]].format(names[given])


def _noted(wrong: Mapping[str, str], labels: Mapping[str, Any]) -> list[str]:
    """How clues were judged wrongly, for a jury: how many of those that prove, or prove nothing."""
    kinds = Counter(
        "Indices qui ne prouvent rien, rattachés à une cause"
        if not labels[clue].cause
        else "Indices probants écartés"
        if one == NO_CAUSE
        else "Indices probants rattachés à une autre cause"
        for clue, one in wrong.items()
    )
    idle = sum(not label.cause for label in labels.values())
    return [
        f"{said} ({number(many)} sur {number(idle if 'rien' in said else len(labels) - idle)})."
        for said, many in kinds.items()
    ]


def _read(given: Mapping[str, Entry], case: Case, truth: Truth) -> PartMark:
    """Where the figures of the clues judged well are read: as a share of them, and of what they earn."""
    part, labels = exercises.load()[ID].parts["sources"], truth.of("clues")
    names = {source.id: source.label for source in case.clue_sources}
    clues = {clue.id: clue.label for clue in case.clues}
    expected = " · ".join(
        f"{text} → {' ou '.join(names[code] for code in names if code in proofs(labels[id]))}"
        for id, text in clues.items()
    )
    if (nothing := unanswered(part, given["source"], expected)) is not None:
        return nothing
    said, sound = given["source"].value, _sound(given["cause"], truth)
    right = [id for id in sound if said.get(id) in proofs(labels[id])]
    share = _share(given["cause"], truth) * Fraction(len(right), max(1, len(sound)))
    sentences = [
        f"{quoted(clues[id])} : {ELSEWHERE.format(quoted(names[said[id]])) if id in said else UNSAID}"
        for id in sound
        if id not in right
    ]
    if len(sound) < len(clues):
        sentences.append(FIRST_JUDGE)
    return question_mark(
        part,
        float(share),
        " ".join(sentences) or ALL_READ,
        given=" · ".join(f"{clues[id]} → {names[one]}" for id, one in said.items()),
        expected=expected,
    )


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels = truth.of("clues")
    right = {clue: {"cause": wanted(label), "source": label.source} for clue, label in labels.items()}
    total = len(right)
    telling = next(clue for clue, label in labels.items() if label.cause)
    idle = next(clue for clue, label in labels.items() if not label.cause)
    other_source = next(s.id for s in case.clue_sources if s.id not in proofs(labels[telling]))
    by_story = {label.trap: label.cause for label in labels.values() if label.cause}

    def changed(label: str, clue: str, lost: float, **cells: str) -> Specimen:
        return Specimen(label, {ID: {**right, clue: {**right[clue], **cells}}}, 1 - lost)

    def everywhere(label: str, fraction: float = 0.0, **cells: str) -> Specimen:
        return Specimen(label, {ID: {clue: {**right[clue], **cells} for clue in right}}, fraction)

    # A clue judged wrongly takes away what one judged well brings.
    twice, document = 2 / total, 1 / (3 * total)
    also = [(code, other) for code, one in labels.items() for other in sorted(proofs(one) - {one.source})]
    return [
        Specimen("right", {ID: right}, 1.0),
        *(
            changed(f"a cause that is {cause.verdict}: {cause.id}", telling, twice, cause=cause.id)
            for cause in truth.causes
            if cause.id != labels[telling].cause
        ),
        changed("what proves set aside", telling, twice, cause=NO_CAUSE),
        changed("a cause where nothing is proved", idle, twice, cause=labels[telling].cause),
        *(changed(f"{other} shows {code} as well", code, 0.0, source=other) for code, other in also),
        changed("another table", telling, document, source=other_source),
        changed("without its table", telling, document, source=""),
        changed("one clue left out", telling, 1 / total, cause="", source=""),
        changed("the table without its cause", telling, 1 / total, cause=""),
        everywhere("causes only", 2 / 3, source=""),
        everywhere("tables only", cause=""),
        everywhere("everything aside", cause=NO_CAUSE),
        everywhere("one cause everywhere", cause=labels[telling].cause),
        Specimen(
            "the cause that each clue speaks of",
            {ID: {clue: {**right[clue], "cause": by_story[label.trap]} for clue, label in labels.items()}},
            0.0,
        ),
        Specimen("half of the clues", {ID: dict(list(right.items())[: total // 2])}, (total // 2) / total),
        *blank({ID: {}}, {ID: {telling: {"cause": "", "source": ""}}}),
        *garbled({ID: {telling: {"cause": "?", "source": "?"}}}, {ID: ["?"]}),
    ]
