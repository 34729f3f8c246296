"""cp4-note: the note de synthèse, marked by a person; the machine only points things out."""

from decimal import Decimal

from autograder.keys import assessed
from autograder.keys.answers import Answers, unread
from autograder.keys.assessed import YEAR
from autograder.keys.primitives import text_helps
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import activity, breakeven
from ntc.case import Case, measures
from ntc.fields.outcome import Blank, Unreadable
from ntc.french import typeset

ID = "cp4-note"
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
    helps = answers.fields[ID].helps(entry.value, known_figures(case))
    asks = exercises.load()[ID].parts["decision"].label not in helps.missing_headings
    return Mark(0.0, comments=(*text_helps(helps), *(() if asks else (typeset(NO_REQUEST),))))


def known_figures(case: Case) -> dict[str, Decimal]:
    """Figures of the sector that a note may quote, by French name; rates are ratios."""
    sales, objective = measures.sales(case, YEAR), case.company.objective_2025
    variances = assessed.variances(case)["ca"]
    return {
        "CA 2025": sales,
        "CA 2024": measures.sales(case, YEAR - 1),
        "objectif 2025": objective,
        "objectif 2026": case.company.objective_2026,
        "écart sur objectif": abs(sales - objective),
        "taux de réalisation": activity.achievement(sales, objective).rate,
        "évolution du CA": abs(assessed.growth(case, YEAR)),
        "évolution comparable": abs(assessed.comparable_growth(case, YEAR)),
        "marge sur coût variable": measures.contribution(case, YEAR),
        "taux de marque": measures.contribution_rate(case, YEAR),
        "panier moyen": measures.basket(case, YEAR),
        "taux de transformation": measures.conversion(case, YEAR),
        "taux de fidélisation": assessed.retention(case, YEAR),
        "visites": Decimal(measures.visits(case, YEAR)),
        "DSO": assessed.dso(case, YEAR),
        "portefeuille pondéré": assessed.pipeline(case),
        "seuil de rentabilité": assessed.threshold(case, YEAR),
        "indice de sécurité": breakeven.safety(sales, assessed.threshold(case, YEAR)).index,
        "écart sur volume": abs(variances.volume),
        "écart sur mix": abs(variances.mix),
        "écart sur prix": abs(variances.price),
    }


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    return [
        Specimen("a text earns nothing by machine", {ID: "Situation\nLe CA recule. " * 40}),
        Specimen("hostile markup", {ID: "<script>alert(1)</script>"}),
        *blank({ID: ""}, {ID: "   \n"}),
        Specimen("unreadable", {ID: ["a"]}),
    ]
