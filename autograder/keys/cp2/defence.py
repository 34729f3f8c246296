"""cp2-defence: one page that defends the plan, marked by a person; the machine points things out."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from autograder.keys.answers import Answers, unread
from autograder.keys.asked.declared import graph_of
from autograder.keys.cp2.plan import forbidden
from autograder.keys.primitives import text_helps
from autograder.keys.primitives.texts import MARKS
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc.case import Case
from ntc.fields.outcome import Value
from ntc.french import MONTHS, euros, listing, number, quoted, typeset
from ntc.instruments.planner import planned
from ntc.lessons.company import names
from ntc.lessons.cp2 import plans
from ntc.plain import plain

ID = "cp2-defence"
GOALS, PLAN, TARGETS, SEGMENTS = "cp2-goals", "cp2-plan", "cp2-targets", "cp2-segments"
QUOTED = {
    "rise": "hausse",
    "brought": "apport des nouveaux clients",
    "rest": "reste chez les clients actuels",
    "quotes": "devis à envoyer",
    "meetings": "rendez-vous à obtenir",
    "high": "visites au rythme haut",
    "excess": "visites de trop",
    "free": "visites libres au rythme bas",
    "daily": "visites par journée de route",
}
"""The parts of cp2-goals that a page may quote, by French name."""
COST = "coût de son plan"
IN_EUROS = {COST, *(QUOTED[part] for part in ("rise", "brought", "rest"))}
_DATE = re.compile(rf"\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)})|\d{{1,2}}/\d{{1,2}}")

NO_DATE = "Aucune date : la décision demandée et le suivi en veulent une (ligne 5)."
NO_QUESTION = "Aucune question : la page demande-t-elle une décision (ligne 5) ?"
KEPT = "Son plan garde une action interdite : {} (ligne 3)."
NAMED = "La page nomme {} : à relire, un plan ne se défend pas contre quelqu’un."
OWN = "Ses réponses : {}."


@key(ID)
def defence(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No points: what is there, what is missing, and the figures that the lines of the grid look for."""
    entry = answers.entry(ID)
    if not isinstance(entry.outcome, Value):
        return Mark(0.0, comments=(typeset(unread(entry) or "Sans réponse."),))
    own = own_figures(case, answers)
    said = [
        *text_helps(answers.fields[ID].helps(entry.value, {**_goals(case, truth), **own})),
        *_pointed_out(case, truth, answers, entry.value),
        OWN.format(_listed(own) or "aucune"),
        MARKS.format(_listed(_goals(case, truth))),
    ]
    return Mark(0.0, comments=tuple(map(typeset, said)))


def _goals(case: Case, truth: Truth) -> dict[str, Decimal]:
    """The right figures of cp2-goals, by their French name."""
    graph = graph_of(GOALS, case, truth)
    return {name: graph.right(f"{GOALS}.{part}") for part, name in QUOTED.items()}


def own_figures(case: Case, answers: Answers) -> dict[str, Decimal]:
    """What the learner answered before, in figures: the page is to be built on it."""
    figures = _figures(answers)
    found = {name: figures[part] for part, name in QUOTED.items() if part in figures}
    rows = plans.actions(case).rows(_plan(answers))
    if rows:
        totals = {
            COST: "cost",
            "jours de son plan": "days",
            "nouveaux clients de son plan": "clients",
        }
        found |= {name: Decimal(sum(row.item.amounts[of] for row in rows)) for name, of in totals.items()}
    records = _value(answers, TARGETS, f"{TARGETS}-records")
    if records:
        found["fiches qu’il ou elle écarte"] = Decimal(sum(reason != "keep" for reason in records.values()))
    accounts = _value(answers, SEGMENTS, f"{SEGMENTS}-accounts")
    if accounts:
        found["comptes à ouvrir"] = Decimal(sum(place == "open" for place in accounts.values()))
        found["comptes à servir à distance"] = Decimal(sum(place == "remote" for place in accounts.values()))
    return found


def _pointed_out(case: Case, truth: Truth, answers: Answers, text: str) -> Iterable[str]:
    """What the lines of the grid look for and a machine can see."""
    if not _DATE.search(text.casefold()):
        yield NO_DATE
    if "?" not in text:
        yield NO_QUESTION
    ideas = dict(plans.ideas(case))
    if banned := [ideas[code] for code in _plan(answers) if code in forbidden(truth)]:
        yield KEPT.format(listing([quoted(name) for name in banned]))
    known = [*(rival["name"] for rival in case.policy["competitors"]), names(case)["predecesseur"]]
    if found := [name for name in known if plain(name) in plain(text)]:
        yield NAMED.format(listing(found))


def _plan(answers: Answers) -> Mapping[str, Mapping[str, object]]:
    return planned(_value(answers, PLAN, f"{PLAN}-actions") or {})


def _figures(answers: Answers) -> Mapping[str, Decimal]:
    """The figures of cp2-goals that could be read, by part."""
    cells = _value(answers, GOALS, GOALS)
    return {part: line["value"].value for part, line in cells.items() if isinstance(line.get("value"), Value)}


def _value(answers: Answers, exercise: str, field: str) -> Mapping:
    """What was understood in a field of another exercise; nothing where it was not read."""
    other = (answers.lesson or {}).get(exercise)
    return (other.entry(field).value if other else None) or {}


def _listed(figures: Mapping[str, Decimal]) -> str:
    return " ; ".join(f"{name} {_shown(name, value)}" for name, value in figures.items())


def _shown(name: str, value: Decimal) -> str:
    return euros(value, 0) if name in IN_EUROS else number(value, 0 if value == int(value) else 1)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    rival = case.policy["competitors"][0]["name"]
    return [
        Specimen("a page earns nothing by machine", {ID: "But\nVendre 240 000 € de plus. " * 40}),
        Specimen(
            "a page that names a rival", {ID: f"Décision demandée\nBattre {rival} avant le 30 janvier ?"}
        ),
        Specimen("hostile markup", {ID: "<script>alert(1)</script>"}),
        *blank({ID: ""}, {ID: "   \n"}),
        Specimen("unreadable", {ID: ["a"]}),
    ]
