"""cp6-proposal: the proposal that two people read together, marked by a person; the machine points out."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from autograder.keys.answers import Answers
from autograder.keys.cp6.quote import BUILDER
from autograder.keys.cp6.quote_built import CELLS, COLUMN, SIZING
from autograder.keys.primitives import text_helps
from autograder.keys.primitives.texts import cites, counts, pointed_out
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc.case import Case
from ntc.fields.kinds.text import figures_found
from ntc.french import count, eur, listing, number, pct, quoted
from ntc.lessons.cp6 import plans, survey
from ntc.lessons.cp6 import quoted as file
from ntc.plain import plain

ID = "cp6-proposal"
TEXT, QUOTE = f"{ID}-text", "cp6-quote"
HEADS = {TEXT: "La proposition"}
SAVING, JOINERY, ENERGY = "saving", "cp6-energy-joinery", "cp6-energy"
PROMISED = ("garanti", "sans risque", "à coup sûr", "le meilleur prix", "de grosses économies")
"""Words that promise what nobody may."""
_COMING = 60
_HOUR = re.compile(r"\b\d{1,2}\s?(?:heures?|h)\b", re.IGNORECASE)
_DISCOUNT = re.compile(r"[^.!?…\n]*\bremise\s+(?:de\s+\d|exceptionnelle|immédiate)[^.!?…\n]*", re.IGNORECASE)

TOLD = "{} : ce que le client a dit, retrouvé : {} (ligne 1)."
NOT_TOLD = "{} : aucun des nombres dits par le client n’a été retrouvé ; à relire avec la ligne 1."
OWN = "{} : ses propres résultats, {} (lignes 2 et 3)."
NO_OWN = "{} : aucun de ses propres résultats n’a été retrouvé ; à relire avec les lignes 2 et 3."
SOURCES = "{} : {} (ligne 3)."
NO_TAX = "{} : {} n’est dit nulle part (ligne 3)."
DATED = "{} : {} dans les semaines qui viennent{} (ligne 4)."
FOUND, NOT_FOUND = "est dit", "n’a pas été retrouvé"
AN_HOUR, NO_HOUR = ", avec une heure", ", sans heure"
TO_REREAD = "{} : à relire, {} (ligne 3)."
DISCOUNT = "{} : une remise semble promise, « {} » ; contre quoi ? À relire avec la ligne 3."
RIVAL = "{} : le concurrent est nommé, {} ; la proposition parle de ce client, pas d’un autre. À relire."


@key(ID)
def proposal(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No points: what the text holds of the file and of one's own figures, what its lines look for."""
    return pointed_out(answers, HEADS, partial(_said, case, answers), landmarks(case))


def landmarks(case: Case) -> list[str]:
    """The facts of this learner's data by which levels are told: feedback leaves them out."""
    told = {name: survey.fact(case, name) for name in ("chassis", "reprise", "samedis", "prix-du-kwh")}
    before, after = (survey.fact(case, name) / 100 for name in ("fuites-avant", "fuites-apres"))
    return [
        f"{number(told['chassis'])} châssis par semaine, à {eur(told['reprise'])} la reprise",
        f"{count(told['samedis'], 'samedi')} de reprise en 2025",
        f"fuites {pct(before)} le 24 janvier, {pct(after)} une fois réparées",
        f"kilowattheure à {number(told['prix-du-kwh'], 3)} €",
        f"enveloppe {eur(survey.fact(case, 'enveloppe-haute'))} au plus",
    ]


def own_figures(case: Case, answers: Answers) -> dict[str, Decimal]:
    """What the learner worked out on the pages before: needs, saving, total HT, first payment TTC."""
    places = {
        "le besoin d’aujourd’hui, réparé": (SIZING, CELLS, "now-repaired", COLUMN),
        "le besoin de septembre, réparé": (SIZING, CELLS, "later-repaired", COLUMN),
        "l’économie d’énergie": (ENERGY, JOINERY, SAVING, "value"),
    }
    lesson: Any = answers.lesson or {}
    found = {}
    for name, (exercise, field, row, column) in places.items():
        other = lesson.get(exercise)
        value = other.cell(field, row, column).value if other is not None and field in other else None
        if value:
            found[name] = value
    quote = lesson.get(QUOTE)
    draft = quote.entry(BUILDER).value if quote is not None and BUILDER in quote else None
    totals = file.desk(case).tariff.totals(draft) if draft is not None else None
    if totals:
        found["le total HT"] = totals.ht
        if totals.deposit:
            found["le premier versement TTC"] = totals.deposit
    return found


def _said(case: Case, answers: Answers, field: str, text: str) -> Iterator[str]:
    head = HEADS[field]
    length, headings, _ = text_helps(answers.fields[field].helps(text))
    yield f"{head} : {length} {headings}"
    told = _told(case, text)
    yield TOLD.format(head, listing(told)) if told else NOT_TOLD.format(head)
    found = figures_found(text, own_figures(case, answers))
    shown = [f"{name} ({written})" for name, written in found.items()]
    yield OWN.format(head, listing(shown)) if shown else NO_OWN.format(head)
    yield from _sources(case, head, text)
    yield from _dated(head, text)
    yield from _reread(case, head, text)


def _told(case: Case, text: str) -> list[str]:
    """What the two readers said, as far as the text gives it with its number."""
    facts = {
        "les châssis": ("chassis", "chassis"),
        "la reprise": ("reprise", "€"),
        "les samedis": ("samedis", "samedi"),
    }
    return [name for name, (fact, word) in facts.items() if counts(text, survey.fact(case, fact), word)]


def _sources(case: Case, head: str, text: str) -> Iterator[str]:
    """The price of the kWh and the day of the leaks, beside HT and TTC."""
    price = f"{survey.fact(case, 'prix-du-kwh'):f}"
    priced = price in text.replace(",", ".")
    day = next(row.told_on for row in case.site_facts if row.fact_id == "fuites-avant")
    yield SOURCES.format(
        head,
        listing(
            [
                f"le prix du kilowattheure {FOUND if priced else NOT_FOUND}",
                f"le jour de la mesure des fuites {FOUND if cites(text, day) else NOT_FOUND}",
            ]
        ),
    )
    for tax in ("HT", "TTC"):
        if not re.search(rf"\b{tax}\b", text):
            yield NO_TAX.format(head, tax)


def _dated(head: str, text: str) -> Iterator[str]:
    coming = sum(cites(text, file.ON + timedelta(days=days)) for days in range(1, _COMING))
    hour = AN_HOUR if _HOUR.search(text) else NO_HOUR
    yield DATED.format(head, count(coming, "date proposée", "dates proposées"), hour if coming else "")


def _reread(case: Case, head: str, text: str) -> Iterator[str]:
    """What a marker reads again: a promise, a discount, a rival's name."""
    if found := [quoted(words) for words in PROMISED if plain(words) in plain(text)]:
        yield TO_REREAD.format(head, listing(found))
    if promised := _DISCOUNT.search(text):
        yield DISCOUNT.format(head, promised[0].strip())
    rivals = [one["name"] for one in case.policy["competitors"] if plain(one["name"]) in plain(text)]
    if rivals:
        yield RIVAL.format(head, listing(rivals))


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    told = {name: number(survey.fact(case, name)) for name in ("chassis", "samedis", "reprise")}
    rival = case.policy["competitors"][0]["name"]
    good = "\n".join(
        f"{heading}\n{body}"
        for heading, body in zip(
            plans.HEADINGS,
            (
                f"L’hiver, {told['chassis']} châssis par semaine, à {told['reprise']} € la reprise, "
                f"et {told['samedis']} samedis.",
                "Le 24 janvier, les fuites.",
                "Une machine qui suit les deux.",
                f"Une économie, à {number(survey.fact(case, 'prix-du-kwh'), 3)} € le kWh.",
                "Un total HT, un versement TTC.",
                "Nous voyons-nous le 10 février à 16 h 30 ?",
            ),
            strict=True,
        )
    )
    return [
        Specimen("a proposal earns nothing by machine", {TEXT: good}),
        Specimen(
            "all that is to be read again",
            {TEXT: f"Économies garanties, une remise de 10 % sans condition, mieux que {rival}. À bientôt."},
        ),
        Specimen("hostile markup", {TEXT: "<script>alert(1)</script>"}),
        *blank({TEXT: ""}, {TEXT: "   \n"}),
        Specimen("unreadable", {TEXT: ["a"]}),
    ]
