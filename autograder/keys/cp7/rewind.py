"""cp7-rewind: one's own take, read again, marked by a person; the machine points out facts, figures, days."""

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
from ntc.french import MONTHS, count
from ntc.plain import plain

ID = "cp7-rewind"
TEXT = f"{ID}-text"
HEAD = "Le texte"
LANDMARKS = [
    "les répliques de sa prise, telles qu’elles ont été rendues",
    "sa feuille de route, rendue avant d’entrer",
]
"""What the facts of a text are checked against: the answers to two other exercises."""
FEELING = ("nerveux", "nerveuse", "stress", "mal à l’aise", "gêné", "mieux écouter", "plus de questions")
"""Words of a feeling or of a wish, which are neither a fact nor a measure."""
_SITUATED = re.compile(
    r"\br[eé]pliques?\s+\d+|\d+\s*(?:%|€|euros?\b|mots?\b|minutes?\b|min\b)", re.IGNORECASE
)
_DAY = re.compile(rf"\b(?:1er|\d{{1,2}})\s+(?:{'|'.join(map(plain, MONTHS))})\b|\b\d{{1,2}}/\d{{1,2}}\b")
_COUNTED = re.compile(
    r"\b(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d+)\s+"
    r"(?:questions?|rendez-vous|secondes?|visites?|minutes?|entretiens?|fois)\b"
)

SITUATED = "{} : {} (réplique, mots, minutes, euros ou pour cent), à relire avec la ligne 1."
MEASURED = "{} : {} de quoi mesurer un progrès (ligne 2)."
DATED = "{} : {} (ligne 2)."
VAGUE = "{} : à relire, {} ; un sentiment ou un vœu, suivi d’un fait ?"


@key(ID)
def rewind(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No points: how long the text is, which facts it situates, what it measures, by when."""
    return pointed_out(answers, {TEXT: HEAD}, partial(_said, answers), LANDMARKS)


def _said(answers: Answers, field: str, text: str) -> Iterator[str]:
    yield f"{HEAD} : {text_helps(answers.fields[field].helps(text))[0]}"
    yield SITUATED.format(HEAD, count(len(_SITUATED.findall(text)), "repère retrouvé", "repères retrouvés"))
    counted = len(_COUNTED.findall(plain(text)))
    yield MEASURED.format(HEAD, count(counted, "fois", "fois"))
    yield DATED.format(HEAD, count(len(_DAY.findall(plain(text))), "date retrouvée", "dates retrouvées"))
    if found := [f"« {words} »" for words in FEELING if plain(words) in plain(text)]:
        yield VAGUE.format(HEAD, ", ".join(found))


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    good = (
        "Réplique 4 : j’ai offert 4 % sans rien demander ; elle a redemandé. Réplique 7 : j’ai cherché deux "
        "minutes. Trois questions avant tout chiffre aux cinq prochains rendez-vous, relu le 13 mars. "
    )
    return [
        Specimen("a text earns nothing by machine", {TEXT: good * 3}),
        Specimen("a feeling and a wish", {TEXT: "J’ai été nerveux. Je vais mieux écouter."}),
        Specimen("hostile markup", {TEXT: "<script>alert(1)</script>"}),
        *blank({TEXT: ""}, {TEXT: "   \n"}),
        Specimen("unreadable", {TEXT: ["a"]}),
    ]
