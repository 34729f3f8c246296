"""cp6-synthesis: what was heard, told back in a few lines; marked by a person, the machine points out."""

from collections.abc import Iterator
from functools import partial

from autograder.keys.answers import Answers
from autograder.keys.primitives import text_helps
from autograder.keys.primitives.texts import counts, pointed_out
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc.case import Case
from ntc.french import listing, number, quoted
from ntc.lessons.cp6 import survey
from ntc.plain import plain

ID = "cp6-synthesis"
HEADS = {ID: "La synthèse"}
FIGURES = {
    "samedis": ("les samedis de reprise", "samedi"),
    "equipe-du-samedi": ("les personnes présentes", "personne"),
    "banque": ("le délai de la banque", "semaine"),
}
"""By fact, how a marker calls it, and the word that follows it: « deux » alone may count anything."""
OFFERED = (
    "nous vous proposons",
    "je vous propose",
    "notre offre",
    "compresseur insonor",
    "contrat d’entretien",
    "remise",
)
"""Words by which one offers before one has an agreement."""
AGREEMENT = (
    "est-ce bien",
    "est-ce cela",
    "est-ce exact",
    "ai-je bien",
    "ai-je oublié",
    "me corrig",
)

CITED = "{} : ses chiffres retrouvés, {} (ligne 1)."
NOT_CITED = "{} : aucun de ses chiffres n’a été retrouvé ; à relire avec la ligne 1."
AGREED = "{} : une demande d’accord semble posée, {} (ligne 2)."
NO_QUESTION = "{} : aucune question n’a été retrouvée ; à relire avec la ligne 2."
TO_REREAD = "{} : à relire, {} : une solution ? (ligne 2)"


@key(ID)
def synthesis(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No points: figures of hers that were found, whether an agreement is asked, what already offers."""
    return pointed_out(answers, HEADS, partial(_said, case, answers), landmarks(case))


def landmarks(case: Case) -> list[str]:
    """The facts of this learner's data by which levels are told: feedback leaves them out."""
    return [f"{label} : {number(survey.fact(case, fact))}" for fact, (label, _) in FIGURES.items()]


def _said(case: Case, answers: Answers, field: str, text: str) -> Iterator[str]:
    head = HEADS[field]
    yield f"{head} : {text_helps(answers.fields[field].helps(text))[0]}"
    found = [label for fact, (label, noun) in FIGURES.items() if counts(text, survey.fact(case, fact), noun)]
    yield CITED.format(head, listing(found)) if found else NOT_CITED.format(head)
    asked = [quoted(words) for words in AGREEMENT if plain(words) in plain(text)]
    if asked:
        yield AGREED.format(head, listing(asked))
    elif "?" not in text:
        yield NO_QUESTION.format(head)
    if offered := [quoted(words) for words in OFFERED if plain(words) in plain(text)]:
        yield TO_REREAD.format(head, listing(offered))


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    lost = number(survey.fact(case, "samedis"))
    good = (
        f"Vous ne voulez plus d’un seul des {lost} samedis, pouvoir parler dans votre bureau, et dormir. "
        "Aucun arrêt en semaine, et la banque demande deux semaines. Est-ce bien cela ? Qu’ai-je oublié ? "
    )
    return [
        Specimen("a synthesis earns nothing by machine", {ID: good * 2}),
        Specimen("an offer", {ID: "Nous vous proposons un compresseur insonorisé, avec une remise. " * 6}),
        Specimen("hostile markup", {ID: "<script>alert(1)</script>"}),
        *blank({ID: ""}, {ID: "   \n"}),
        Specimen("unreadable", {ID: ["a"]}),
    ]
