"""cp4-causes: eight clues, each with the cause that it establishes and a table that shows it."""

from collections import Counter
from collections.abc import Mapping, Set
from typing import Any

from autograder.keys import assessed
from autograder.keys.answers import Answers, Entry, unread
from autograder.keys.assessed import YEAR
from autograder.keys.primitives import combine, verdict_of
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark, PartMark, Verdict
from autograder.truth import Truth
from ntc.case import Case
from ntc.fields.outcome import Blank, Unreadable
from ntc.french import points, typeset

ID = "cp4-causes"
DRIFT = "T08"
# What a right cause is worth without its document.
UNPROVED = 2 / 3
# A cause pinned on more clues than this was not looked for: it counts only where its first document is named.
AT_MOST = 3
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
EVERYWHERE = (
    "Vous donnez « {} » à {} indices : une cause mise presque partout n’est plus cherchée, et ne compte que "
    "là où le premier document qui l’établit est donné."
)
NO_CAUSE = (
    "Il reste à dire quelle cause cet indice établit : le document seul ne compte pas, puisqu’il ne dit pas "
    "pourquoi."
)


@key(ID)
def causes(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Mean of the clues: all for the cause and a table where it is verified, two thirds for the cause alone.

    The table alone proves nothing and earns nothing; nor does a cause given to most clues without its table.
    """
    labels = truth.of("clues")
    names = {cause.id: cause.label.rstrip(".") for cause in case.causes}
    sources = {source.id: source.label for source in case.clue_sources}
    verdicts = {cause.id: cause.verdict for cause in truth.causes}
    given = {
        clue.id: [answers.cell(ID, clue.id, column) for column in ("cause", "source")] for clue in case.clues
    }
    times = Counter(cause.value for cause, _ in given.values() if cause.value is not None)
    marks = []
    for clue in case.clues:
        (cause, source), right = given[clue.id], labels[clue.id]
        fraction = _fraction(cause, source, right, times)
        marks.append(
            PartMark(
                part=clue.id,
                label=clue.label,
                verdict=_verdict(cause, source, fraction),
                fraction=fraction,
                given=f"{names.get(cause.value, '—')} · {sources.get(source.value, '—')}",
                expected=f"{names[right.cause]} · {_either(right, sources)}",
                message=typeset(_message(cause, source, right, times, names, sources, verdicts)),
            )
        )
    drift = any(mark.fraction > 0 and labels[mark.part].trap == DRIFT for mark in marks)
    return combine(marks, comments=_average(case) if drift else ())


def _average(case: Case) -> list[str]:
    """What an average hides, to whoever found the drift of discounts."""
    before, after = assessed.compressor_discounts(case, YEAR)
    lost = points(after - before)
    return [f"La marge moyenne cache {lost} de remise en plus sur les seuls compresseurs."]


def proofs(right: Any) -> Set[str]:
    """The tables in which the figures of a clue can be read."""
    return {right.source, *(right.also or "").split()}


def _either(right: Any, sources: Mapping[str, str]) -> str:
    return " ou ".join(sources[code] for code in (right.source, *(right.also or "").split()))


def _fraction(cause: Entry, source: Entry, right: Any, times: Mapping[str, int]) -> float:
    if cause.value != right.cause:
        return 0.0
    if times[right.cause] > AT_MOST:
        return float(source.value == right.source)
    return 1.0 if source.value in proofs(right) else UNPROVED


def _verdict(cause: Entry, source: Entry, fraction: float) -> Verdict:
    outcomes = (cause.outcome, source.outcome)
    if any(isinstance(outcome, Unreadable) for outcome in outcomes):
        return "unreadable"
    if all(isinstance(outcome, Blank) for outcome in outcomes):
        return "blank"
    return verdict_of(fraction)


def _message(
    cause: Entry,
    source: Entry,
    right: Any,
    times: Mapping[str, int],
    names: Mapping[str, str],
    sources: Mapping[str, str],
    verdicts: Mapping[str, str],
) -> str:
    fraction = _fraction(cause, source, right, times)
    match _verdict(cause, source, fraction):
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
    if not fraction:
        return EVERYWHERE.format(names[cause.value], times[cause.value])
    return NO_SOURCE if source.value is None else WRONG_SOURCE.format(sources[source.value])


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels = truth.of("clues")
    right = {clue: {"cause": label.cause, "source": label.source} for clue, label in labels.items()}
    clue = next(iter(right))
    other_source = next(s.id for s in case.clue_sources if s.id not in proofs(labels[clue]))
    total = len(right)

    def with_first(label: str, lost: float = 1.0, **changes: str) -> Specimen:
        return Specimen(label, {ID: {**right, clue: {**right[clue], **changes}}}, 1 - lost / total)

    def same(label: str, fraction: float, **cells: str) -> Specimen:
        return Specimen(label, {ID: {c: dict(cells) for c in right}}, fraction)

    also = [
        (code, other) for code, found in labels.items() for other in sorted(proofs(found) - {found.source})
    ]

    tempting = [
        with_first(f"a cause that is {cause.verdict}: {cause.id}", cause=cause.id)
        for cause in truth.causes
        if cause.id != right[clue]["cause"]
    ]
    return [
        Specimen("right", {ID: right}, 1.0),
        *tempting,
        *(
            Specimen(
                f"{other} proves {code} as well", {ID: {**right, code: {**right[code], "source": other}}}, 1.0
            )
            for code, other in also
        ),
        with_first("the cause with another table", 1 / 3, source=other_source),
        with_first("the cause without its table", 1 / 3, source=""),
        with_first("the table without its cause", cause=""),
        Specimen("causes only", {ID: {c: {"cause": cell["cause"]} for c, cell in right.items()}}, UNPROVED),
        Specimen("tables only", {ID: {c: {"source": cell["source"]} for c, cell in right.items()}}, 0.0),
        same("one cause everywhere", 0.0, cause=right[clue]["cause"]),
        same("one cause and one table everywhere", 1 / total, **right[clue]),
        Specimen("half of the clues", {ID: dict(list(right.items())[: total // 2])}, (total // 2) / total),
        *blank({ID: {}}, {ID: {clue: {"cause": "", "source": ""}}}),
        *garbled({ID: {clue: {"cause": "?", "source": "?"}}}, {ID: ["?"]}),
    ]
