"""cp7-argument: what one will say to each, and to the buyer, marked by a person; the machine points out."""

import re
from collections.abc import Iterator
from functools import partial

from autograder.keys.answers import Answers
from autograder.keys.primitives import text_helps
from autograder.keys.primitives.texts import pointed_out
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc.case import Case
from ntc.fields.kinds.text import figures_found
from ntc.french import count, euros, listing, number, percent, quoted, typeset
from ntc.lessons.cp7.joinery_facts import fact, leaks, need, people
from ntc.plain import plain

ID = "cp7-argument"
RIVAL = "Vizair"
REREAD = (
    *(
        "mal compris",
        "se trompe",
        "arnaque",
        "camelote",
        "n’y connaît rien",
        "casse les prix",
        "bas de gamme",
    ),
    *("la meilleure", "croyez-moi", "nos clients sont ravis"),
)
"""Words by which one runs somebody down, or claims without a proof."""
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]?")

PEOPLE = "Personnes nommées : {}."
FIGURES = "Chiffres du dossier retrouvés : {} (lignes 1 à 3)."
NO_FIGURE = "Aucun chiffre du dossier n’a été retrouvé ; à relire avec les lignes 2 et 3."
QUESTIONS = "{} ; une de contrôle est attendue par personne (ligne 1)."
OLD = "L’ancienne installation : {} (ligne 2)."
FOUND, NOT_FOUND = "il en est parlé", "rien n’a été retrouvé"
OLD_WORDS = ("reprise", "repris", "récupér", "attest", "filière", "fluide")
TO_REREAD = "À relire : {}."
NAMED = "Le concurrent est nommé, « {} » ; un fait, ou un jugement ? À relire avec la ligne 4."

HEAD = "Votre argumentaire"


@key(ID)
def argument(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No points: headings, people, own figures, questions, words that run somebody down."""
    return pointed_out(answers, {ID: HEAD}, partial(_said, case, answers), landmarks(case))


def landmarks(case: Case) -> list[str]:
    """The facts of this learner's data by which levels are told: feedback leaves them out."""
    before, after = leaks(case)
    return [
        f"besoin réparé {number(need(case, line=False), 0)} L/min jusqu’au 31 août",
        f"{number(need(case, line=True), 0)} L/min avec la ligne de septembre",
        f"fuites de {percent(before, 0)} à {percent(after, 0)}, rapport du 24 janvier",
        f"reprise d’un châssis {euros(fact(case, 'reprise'), 0)}",
        f"{number(fact(case, 'samedis'))} samedis de reprise en 2025",
        f"local à {number(fact(case, 'local'))} °C l’été",
    ]


def _said(case: Case, answers: Answers, field: str, text: str) -> Iterator[str]:
    yield from text_helps(answers.fields[field].helps(text))[:2]
    named = [row.last for row in people(case).values() if plain(row.last) in plain(text)]
    if named:
        yield PEOPLE.format(listing(named))
    before, after = leaks(case)
    # Rounded as one writes them: a need to the litre, whatever its decimals.
    figures = {
        "le besoin d’aujourd’hui": round(need(case, line=False)),
        "le besoin de septembre": round(need(case, line=True)),
        "les fuites avant": before,
        "les fuites après": after,
        "la reprise d’un châssis": fact(case, "reprise"),
    }
    found = figures_found(text, figures)
    yield FIGURES.format(listing(list(found))) if found else NO_FIGURE
    yield QUESTIONS.format(count(text.count("?"), "question"))
    yield OLD.format(FOUND if any(plain(words) in plain(text) for words in OLD_WORDS) else NOT_FOUND)
    if doubtful := [quoted(words) for words in REREAD if plain(words) in plain(text)]:
        yield TO_REREAD.format(listing(doubtful))
    judged = (one.strip() for one in _SENTENCE.findall(text) if plain(RIVAL) in plain(one))
    if sentence := next(judged, ""):
        yield NAMED.format(sentence.rstrip("."))


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    known = people(case)
    good = (
        f"Pour le dirigeant\n{known['mister'].last}, vos fenêtres portent votre nom. Reprise d’un châssis : "
        f"{euros(fact(case, 'reprise'), 0)}. Combien de fois par semaine ?\nPour l’associée\n"
        f"{known['madam'].last}, un nom pour la panne.\nPour le chef d’atelier\n{known['foreman'].last}, le "
        "manomètre dans votre main.\nLa question de l’acheteuse\nIl a raison jusqu’au 31 août : "
        f"{number(need(case, line=False), 0)} L/min. En septembre, {number(need(case, line=True), 0)} L/min. "
        "L’ancien fluide : un opérateur attesté.\n"
    )
    return [
        Specimen("a sound argument earns nothing by machine", {ID: good * 3}),
        Specimen(
            "all that is to be read again",
            {ID: typeset("Notre machine est la meilleure. Vizair casse les prix. Vous avez mal compris.")},
        ),
        Specimen("one person only, and no figure", {ID: f"{known['buyer'].last}, croyez-moi. " * 40}),
        Specimen("hostile markup", {ID: "<script>alert(1)</script>"}),
        *blank({ID: ""}, {ID: "   \n"}),
        Specimen("unreadable", {ID: ["a"]}),
    ]
