"""cp4-note: the note de synthèse, marked by a person; the machine only points things out."""

from decimal import Decimal

from autograder.keys.answers import Answers, unread
from autograder.keys.asked.declared import graph_of
from autograder.keys.asked.judge import entry_of
from autograder.keys.primitives import text_helps
from autograder.keys.primitives.texts import figures_named
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.fields.outcome import Blank, Unreadable
from ntc.french import typeset

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
CARRIED = "Chiffres repris des réponses de la leçon, où ils sont faux (déjà compté) : {}."
NO_REQUEST = "Que doit décider votre chef en lisant cette note ?"


@key(ID)
def note(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No points: length, missing headings and the figures that match the data, for whoever marks it."""
    entry = answers.entry(ID)
    match entry.outcome:
        case Blank():
            return Mark(0.0, comments=("Sans réponse.",))
        case Unreadable():
            return Mark(0.0, comments=(typeset(unread(entry)),))
    helps = answers.fields[ID].helps(entry.value, known_figures(case, truth))
    asks = exercises.load()[ID].parts["decision"].label not in helps.missing_headings
    theirs = answers.fields[ID].helps(entry.value, own_figures(case, truth, answers)).figures
    said = [CARRIED.format(figures_named(theirs))] if theirs else []
    if not asks:
        said.append(NO_REQUEST)
    return Mark(0.0, comments=(*text_helps(helps), *map(typeset, said)))


def known_figures(case: Case, truth: Truth) -> dict[str, Decimal]:
    """Figures of the sector that a note may quote, by French name, without their sign; rates are ratios."""
    graph = graph_of(ID, case, truth)
    known = {name: abs(graph.right(source)) for name, source in FIGURES.items()}
    return known | {"écart sur objectif": abs(known["CA 2025"] - known["objectif 2025"])}


def own_figures(case: Case, truth: Truth, answers: Answers) -> dict[str, Decimal]:
    """Wrong answers to the lesson, by French name, unsigned: a note that repeats them is no worse for it."""
    graph, lesson = graph_of(ID, case, truth), answers.lesson or {}
    own = {}
    for name, source in FIGURES.items():
        if source not in graph.questions:
            continue
        given, right = entry_of(graph, lesson, source).value, graph.right(source)
        if isinstance(given, Decimal) and not graph.questions[source].nature.same(given, right):
            own[name] = abs(given)
    if "CA 2025" in own:
        own["écart sur objectif"] = abs(own["CA 2025"] - graph.right("objective"))
    return own


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    return [
        Specimen("a text earns nothing by machine", {ID: "Situation\nLe CA recule. " * 40}),
        Specimen("hostile markup", {ID: "<script>alert(1)</script>"}),
        *blank({ID: ""}, {ID: "   \n"}),
        Specimen("unreadable", {ID: ["a"]}),
    ]
