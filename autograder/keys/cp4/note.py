"""cp4-note: the note de synthèse, marked by a person; the machine only points things out."""

from collections.abc import Iterator
from decimal import Decimal

from autograder.keys.answers import Answers, unread
from autograder.keys.asked.declared import graph_of
from autograder.keys.primitives import text_helps
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.fields.outcome import Blank, Unreadable, Value
from ntc.french import quoted, typeset
from ntc.instruments.planner import planned
from ntc.lessons.cp4 import plans

ID = "cp4-note"
FIGURES = {
    "CA 2025": "cp4-dashboard.ca",
    "CA 2024": "sales-before",
    "objectif 2025": "objective",
    "objectif 2026": "next-objective",
    "taux de réalisation": "cp4-dashboard.achievement",
    "évolution du CA": "cp4-dashboard.growth",
    "évolution comparable": "cp4-dashboard.growth-like",
    "marge sur coût variable": "cp4-dashboard.contribution",
    "taux de marque": "cp4-dashboard.margin-rate",
    "panier moyen": "cp4-dashboard.basket",
    "taux de transformation": "cp4-dashboard.conversion",
    "taux de fidélisation": "cp4-dashboard.retention",
    "visites": "cp4-dashboard.visits",
    "DSO": "cp4-dashboard.dso",
    "portefeuille pondéré": "cp4-dashboard.pipeline",
    "seuil de rentabilité": "cp4-break-even.threshold",
    "indice de sécurité": "cp4-break-even.safety",
    "écart sur volume": "cp4-variance.volume-ca",
    "écart sur mix": "cp4-variance.mix-ca",
    "écart sur prix": "cp4-variance.price-ca",
}
"""By French name, the question or the measure that a figure is."""
RESULTS = (
    "CA 2025",
    "taux de réalisation",
    "évolution comparable",
    "marge sur coût variable",
    "taux de marque",
    "écart sur volume",
    "écart sur mix",
    "écart sur prix",
)
"""Those that the note is built on as the learner gave them, right or wrong."""
_PLAN = "cp4-remedies"
OWN = "Ses résultats : {} (ligne 1)."
PLAN = "Son plan : {} (ligne 3)."
NONE = "aucun"
NO_REQUEST = "Que doit décider votre chef en lisant cette note ?"


@key(ID)
def note(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No points: length, headings, figures that match the data, own results and plan, for who marks it."""
    entry = answers.entry(ID)
    match entry.outcome:
        case Blank():
            return Mark(0.0, comments=("Sans réponse.",))
        case Unreadable():
            return Mark(0.0, comments=(typeset(unread(entry)),))
    helps = answers.fields[ID].helps(entry.value, known_figures(case, truth))
    asks = exercises.load()[ID].parts["decision"].label not in helps.missing_headings
    said = (
        *(() if asks else (NO_REQUEST,)),
        OWN.format(" ; ".join(_results(case, truth, answers)) or NONE),
        PLAN.format(" ; ".join(_plan(case, answers)) or NONE),
    )
    return Mark(0.0, comments=(*text_helps(helps), *map(typeset, said)))


def _results(case: Case, truth: Truth, answers: Answers) -> Iterator[str]:
    """The learner's own figures, as they were understood."""
    questions = graph_of(ID, case, truth).questions
    for name in RESULTS:
        exercise, place = FIGURES[name].partition(".")[0], questions[FIGURES[name]].place
        other = (answers.lesson or {}).get(exercise)
        outcome = other.cell(place.field, place.row, place.column).outcome if other else None
        if isinstance(outcome, Value):
            yield f"{name} : {outcome.echo}"


def _plan(case: Case, answers: Answers) -> Iterator[str]:
    """The learner's own remedies, with what the exercise says that they cost and bring."""
    other = (answers.lesson or {}).get(_PLAN)
    plan = planned((other.entry(_PLAN).value if other else None) or {})
    for row in plans.remedies(case).rows(plan):
        yield f"{quoted(row.item.label.rstrip('.'))} ({', '.join(row.item.facts)})"


def known_figures(case: Case, truth: Truth) -> dict[str, Decimal]:
    """Figures of the sector that a note may quote, by French name, without their sign; rates are ratios."""
    graph = graph_of(ID, case, truth)
    known = {name: abs(graph.right(source)) for name, source in FIGURES.items()}
    return known | {"écart sur objectif": abs(known["CA 2025"] - known["objectif 2025"])}


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    return [
        Specimen("a text earns nothing by machine", {ID: "Situation\nLe CA recule. " * 40}),
        Specimen("hostile markup", {ID: "<script>alert(1)</script>"}),
        *blank({ID: ""}, {ID: "   \n"}),
        Specimen("unreadable", {ID: ["a"]}),
    ]
