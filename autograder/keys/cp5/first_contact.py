"""cp5-first-contact: the script of a call and an e-mail, marked by a person; the machine points out."""

import re
from collections.abc import Iterator
from datetime import time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from autograder.keys.answers import Answers
from autograder.keys.primitives import text_helps
from autograder.keys.primitives.texts import cites, pointed_out, tells_refusal
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc.case import Case
from ntc.fields.kinds.text import figures_found
from ntc.french import count, day, hour_in_words, listing, quoted
from ntc.lessons.cp5 import hours, worked
from ntc.plain import plain

ID = "cp5-first-contact"
SCRIPT, MAIL = f"{ID}-script", f"{ID}-mail"
HEADS = {SCRIPT: "Le script", MAIL: "Le courriel"}
CUTS, COUNTED = "cp5-hours", "cp5-hours-cuts"
LONG = 20
"""A sentence of more words is hard to say, and to follow."""
REREAD = ("c’est personnel", "attend mon appel", "il me connaît", "elle me connaît", "de la part d’un ami")
"""Words by which one lies one’s way past a switchboard."""
_CLOSED = re.compile(r"(?:(?:av|aur|êt|ser)(?:i?ez|es)-vous|est-ce que)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]?")
_HOUR = re.compile(r"\b(\d{1,2})\s?(?:heures?|h|:)\s?(\d{2})?\b", re.IGNORECASE)
_BEFORE = " —-–«»\u00a0\u202f"
_COMING = 42

INSIDE = "{} (dans son créneau)"
OUTSIDE = "{} (hors de son créneau)"
HOURS = "{} : heures citées, {}. À relire avec la ligne 1."
NO_HOUR = "{} : aucune heure n’a été retrouvée ; à relire avec la ligne 1."
RATES = "{} : ses propres taux de l’étape 4, {} (ligne 1)."
FACTS = "{} : faits de la fiche retrouvés, {}."
QUESTIONS = "{} : {}, dont {} de forme fermée (ligne 3)."
LONGER = "{} : {} de plus de vingt mots."
TO_REREAD = "{} : à relire, {} (ligne 2)."
RIVAL = "{} : le concurrent est nommé, « {} » ; un fait, ou un jugement ? À relire avec la ligne 4."
ONE_REQUEST = "{} : {} ; une seule demande est attendue (ligne 5)."
TWO_DATES = "{} : {} dans les semaines qui viennent (ligne 5)."
SOURCE = "{} : la source de la fiche {} (ligne 6)."
COLLECTED = "{} : l’année où l’adresse a été recueillie {} (ligne 6)."
FOUND, NOT_FOUND = "est dite", "n’a pas été retrouvée"
NO_REFUSAL = "{} : la façon de refuser n’a pas été retrouvée ; à relire avec la ligne 6."


@key(ID)
def first_contact(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No points: what each text holds of the record, and what the lines of the grid look for."""
    return pointed_out(answers, HEADS, partial(_said, case, answers), landmarks(case))


def landmarks(case: Case) -> list[str]:
    """The facts of this learner's data by which levels are told: feedback leaves them out."""
    found = worked.first_contact(case)
    person, prospect, segment = found.contact, found.prospect, found.segment
    windows = [
        f"{hour_in_words(since)} à {hour_in_words(until)}"
        for since, until in (
            (segment.call_from, segment.call_to),
            (segment.call_from2, segment.call_to2),
        )
        if since
    ]
    return [
        f"créneau {listing(windows)}",
        f"source {person.source}, le {day(person.collected_on)}",
        *([f"machine de {count(prospect.equipment_age, 'an')}"] if prospect.equipment_age else []),
        *([f"concurrent {prospect.competitor}"] if prospect.competitor else []),
        *([f"commentaire {quoted(person.comment.rstrip('.'))}"] if person.comment else []),
    ]


def _said(case: Case, answers: Answers, field: str, text: str) -> Iterator[str]:
    head = HEADS[field]
    yield f"{head} : {text_helps(answers.fields[field].helps(text))[0]}"
    if facts := _facts(case, text):
        yield FACTS.format(head, listing(facts))
    if long := sum(len(one.split()) > LONG for one in _SENTENCE.findall(text)):
        yield LONGER.format(head, count(long, "phrase"))
    if found := [quoted(words) for words in REREAD if plain(words) in plain(text)]:
        yield TO_REREAD.format(head, listing(found))
    yield from _judging(case, head, text)
    yield from _script(case, answers, head, text) if field == SCRIPT else _mail(case, head, text)


def _facts(case: Case, text: str) -> list[str]:
    """The facts of the record that a text cites."""
    found = worked.first_contact(case)
    known = {
        "son nom": found.contact.last,
        "son entreprise": found.prospect.name,
        "son métier": found.segment.label,
    }
    figures = {"l’effectif": Decimal(found.prospect.employees)}
    if age := found.prospect.equipment_age:
        figures["l’âge de sa machine"] = Decimal(age)
    cited = [name for name, words in known.items() if plain(words) in plain(text)]
    # Whole numbers as small as an age are never figures of the case: they are looked for by themselves.
    return [*cited, *(name for name, value in figures.items() if re.search(rf"\b{value}\b", text))]


def _judging(case: Case, head: str, text: str) -> Iterator[str]:
    """The sentence in which the rival in place is named, for a person to judge."""
    rival = worked.first_contact(case).prospect.competitor
    if rival:
        named = (one.strip() for one in _SENTENCE.findall(text) if plain(rival) in plain(one))
        if sentence := next(named, ""):
            yield RIVAL.format(head, sentence.rstrip("."))


def _script(case: Case, answers: Answers, head: str, text: str) -> Iterator[str]:
    """Hours inside the trade's or not, one's own rates, open and closed questions."""
    times = [_time(*found) for found in _HOUR.findall(text) if int(found[0]) < 24 and int(found[1] or 0) < 60]
    if times:
        told = [
            (INSIDE if _inside(case, one) else OUTSIDE).format(hour_in_words(one))
            for one in dict.fromkeys(times)
        ]
        yield HOURS.format(head, listing(told))
    else:
        yield NO_HOUR.format(head)
    if rates := figures_found(text, own_rates(answers)):
        yield RATES.format(head, listing(list(rates.values())))
    closed = sum(bool(_CLOSED.match(one.strip(_BEFORE))) for one in _SENTENCE.findall(text) if "?" in one)
    yield QUESTIONS.format(head, count(text.count("?"), "question"), closed)


def _mail(case: Case, head: str, text: str) -> Iterator[str]:
    """One request, two dates; where the address comes from, since when, how to say no."""
    person, today = worked.first_contact(case).contact, case.company.story_date
    yield ONE_REQUEST.format(head, count(text.count("?"), "question"))
    coming = sum(cites(text, today + timedelta(days=days)) for days in range(1, _COMING))
    yield TWO_DATES.format(head, count(coming, "date proposée", "dates proposées"))
    yield SOURCE.format(head, FOUND if plain(person.source) in plain(text) else NOT_FOUND)
    yield COLLECTED.format(head, FOUND if str(person.collected_on.year) in text else NOT_FOUND)
    if not tells_refusal(text):
        yield NO_REFUSAL.format(head)


def own_rates(answers: Answers) -> dict[str, Decimal]:
    """The two rates that the learner counted at step 4, as far as they were given."""
    other: Any = (answers.lesson or {}).get(CUTS)
    rows = {"inside": "dans le créneau", "outside": "hors du créneau"}
    found = {name: other.cell(COUNTED, row, "reached").value if other else None for row, name in rows.items()}
    return {name: value for name, value in found.items() if value is not None}


def _time(hours_said: str, minutes: str) -> time:
    return time(int(hours_said), int(minutes or 0))


def _inside(case: Case, start: time) -> bool:
    """Whether a call at that hour lies within the hours of the trade, on a day that is no Friday."""
    found = worked.first_contact(case)
    monday = case.company.story_date - timedelta(days=case.company.story_date.weekday())
    return hours.inside(case, found.segment, monday, start)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    found = worked.first_contact(case)
    rival = found.prospect.competitor or case.policy["competitors"][0]["name"]
    good = (
        f"Mardi à {hour_in_words(found.segment.call_from)}, {found.prospect.name}, "
        f"{found.prospect.employees} personnes. Comment suivez-vous votre air ? Qui décide ? Pour quand ? "
    )
    return [
        Specimen("a script earns nothing by machine", {SCRIPT: good * 8}),
        Specimen(
            "both, with all that is to be read again",
            {
                SCRIPT: f"C’est personnel. Avez-vous des projets ? {rival} vous décevra, à 12 h 30.",
                MAIL: (
                    f"Objet : votre air. Le 20 janvier ou le 22 janvier ? Source : {found.contact.source}, "
                    f"{found.contact.collected_on.year}. Pour ne plus rien recevoir, répondez « non »."
                ),
            },
        ),
        Specimen("a mail without a foot", {MAIL: "Notre gamme est large. Un devis, ou une visite ? " * 12}),
        Specimen("hostile markup", {MAIL: "<script>alert(1)</script>"}),
        *blank({SCRIPT: "", MAIL: ""}, {SCRIPT: "   \n"}),
        Specimen("unreadable", {SCRIPT: ["a"], MAIL: {"a": "b"}}),
    ]
