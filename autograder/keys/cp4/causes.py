"""cp4-causes: eight clues, each with the cause that it establishes and the table that shows it."""

from collections.abc import Mapping
from typing import Any

from autograder.keys import assessed
from autograder.keys.answers import Answers, Entry, unread
from autograder.keys.assessed import YEAR
from autograder.keys.primitives import combine
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc.case import Case
from ntc.fields.outcome import Blank, Unreadable
from ntc.french import points, typeset

ID = "cp4-causes"
DRIFT = "T08"
BY_VERDICT = {
    "symptôme": "« {} » décrit ce qui arrive ; cherchez ce qui l’a fait arriver.",
    "déjà prévue": "« {} » était déjà dans le budget : cela n’explique pas un écart avec lui.",
    "non prouvée": "« {} » se dit beaucoup, mais aucun document de cette année ne l’établit.",
    "prouvée": "« {} » a bien joué, mais ce n’est pas ce que montre cet indice.",
}
WRONG_SOURCE = "La cause est la bonne, mais « {} » ne l’établit pas : où ce chiffre se lit-il ?"
NO_SOURCE = (
    "La cause est la bonne ; dites aussi dans quel document elle se vérifie : sans preuve, c’est un avis."
)
NO_CAUSE = "Vous savez où regarder ; il reste à dire quelle cause cet indice établit."


@key(ID)
def causes(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Share of the clues with both their cause and the table where it is verified (*match*)."""
    labels = truth.of("clues")
    names = {cause.id: cause.label.rstrip(".") for cause in case.causes}
    sources = {source.id: source.label for source in case.clue_sources}
    verdicts = {cause.id: cause.verdict for cause in truth.causes}
    marks = []
    for clue in case.clues:
        cause, source = (answers.cell(ID, clue.id, column) for column in ("cause", "source"))
        right = labels[clue.id]
        marks.append(
            PartMark(
                part=clue.id,
                label=clue.label,
                verdict=_verdict(cause, source, right),
                fraction=float(_both(cause, source, right)),
                given=f"{names.get(cause.value, '—')} · {sources.get(source.value, '—')}",
                expected=f"{names[right.cause]} · {sources[right.source]}",
                message=typeset(_message(cause, source, right, names, sources, verdicts)),
            )
        )
    drift = any(mark.fraction == 1 and labels[mark.part].trap == DRIFT for mark in marks)
    return combine(marks, comments=_average(case) if drift else ())


def _average(case: Case) -> list[str]:
    """What an average hides, to whoever found the drift of discounts."""
    before, after = assessed.compressor_discounts(case, YEAR)
    lost = points(after - before)
    return [f"La marge moyenne cache {lost} de remise en plus sur les seuls compresseurs."]


def _both(cause: Entry, source: Entry, right: Any) -> bool:
    return cause.value == right.cause and source.value == right.source


def _verdict(cause: Entry, source: Entry, right: Any) -> str:
    outcomes = (cause.outcome, source.outcome)
    if any(isinstance(outcome, Unreadable) for outcome in outcomes):
        return "unreadable"
    if all(isinstance(outcome, Blank) for outcome in outcomes):
        return "blank"
    return "right" if _both(cause, source, right) else "wrong"


def _message(
    cause: Entry,
    source: Entry,
    right: Any,
    names: Mapping[str, str],
    sources: Mapping[str, str],
    verdicts: Mapping[str, str],
) -> str:
    match _verdict(cause, source, right):
        case "unreadable":
            return unread(cause) or unread(source)
        case "blank":
            return "Sans réponse."
        case "right":
            return "La cause et sa preuve : c’est établi."
    if cause.value is None:
        return NO_CAUSE
    if cause.value != right.cause:
        return BY_VERDICT[verdicts[cause.value]].format(names[cause.value])
    return NO_SOURCE if source.value is None else WRONG_SOURCE.format(sources[source.value])


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels = truth.of("clues")
    right = {clue: {"cause": label.cause, "source": label.source} for clue, label in labels.items()}
    clue = next(iter(right))
    other_source = next(s.id for s in case.clue_sources if s.id != right[clue]["source"])
    total = len(right)

    def with_first(label: str, **changes: str) -> Specimen:
        return Specimen(label, {ID: {**right, clue: {**right[clue], **changes}}}, 1 - 1 / total)

    tempting = [
        with_first(f"a cause that is {cause.verdict}: {cause.id}", cause=cause.id)
        for cause in truth.causes
        if cause.id != right[clue]["cause"]
    ]
    return [
        Specimen("right", {ID: right}, 1.0),
        *tempting,
        with_first("the cause with another table", source=other_source),
        with_first("the cause without its table", source=""),
        with_first("the table without its cause", cause=""),
        Specimen("causes only", {ID: {c: {"cause": cell["cause"]} for c, cell in right.items()}}, 0.0),
        Specimen("half of the clues", {ID: dict(list(right.items())[: total // 2])}, (total // 2) / total),
        *blank({ID: {}}, {ID: {clue: {"cause": "", "source": ""}}}),
        *garbled({ID: {clue: {"cause": "?", "source": "?"}}}, {ID: ["?"]}),
    ]
