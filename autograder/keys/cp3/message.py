"""cp3-message: the answer to the claim and the letter to a sleeper, marked by a person; the machine helps."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from autograder.keys.answers import Answers
from autograder.keys.primitives import text_helps
from autograder.keys.primitives.texts import cites, pointed_out, tells_refusal
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc.case import Case
from ntc.fields.kinds.text import figures_found
from ntc.french import MONTHS, euros, listing
from ntc.lessons.cp3 import worked
from ntc.lessons.cp3.days import deadlines
from ntc.lessons.cp3.prose import prose
from ntc.plain import plain

ID = "cp3-message"
PROPOSAL, OPENING, MAIL = (f"{ID}-{part}" for part in ("proposal", "opening", "mail"))
HEADS = {PROPOSAL: "Lettre 1", OPENING: "L’ouverture de l’appel", MAIL: "Le courriel"}
REREAD = ("vous auriez dû", "il aurait fallu", "garantie", "malheureusement", "au plus vite")
"""What a marker reads again: a reproach, a word of the contract, a sigh, a promise without a date."""
_AMOUNT = re.compile(r"\d[\d\s\u00a0\u202f]*(?:,\d+)?[\s\u00a0\u202f]?€")

DATED = "{} : dates de R16 retrouvées, {}."
UNDATED = "{} : aucune des dates de R16 n’a été retrouvée ; à relire avec la ligne 3."
TO_REREAD = "{} : à relire, {}."
ABOVE = (
    "{} : {}, plus que ce que R17 permet quand le client est en tort. "
    "Un prix, ou un geste ? À relire avec la ligne 2."
)
FACTS = "{} : faits du dossier retrouvés, {}."
NO_REFUSAL = "{} : la façon de refuser n’a pas été retrouvée ; à relire avec la ligne 6."


@key(ID)
def message(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No points: what each text holds of the file, and what the lines of the grid look for."""
    return pointed_out(answers, HEADS, partial(_said, case, answers), landmarks(case))


def landmarks(case: Case) -> list[str]:
    """The facts of this learner's data by which levels are told: feedback leaves them out."""
    call, silent, words = worked.call(case), worked.silent(case), prose(case)
    return [
        f"arrêt à {call.hour}",
        f"{call.lost} perdues",
        f"somme demandée {call.claim}",
        f"proposition avant le {words['proposition-avant']}",
        f"dormant {silent.client.name}",
        f"dernière commande décidée le {words['note-derniere']}",
        f"machine {words['note-machine']}",
        f"contact {words['note-contact']}",
    ]


def _said(case: Case, answers: Answers, field: str, text: str) -> Iterator[str]:
    head = HEADS[field]
    yield f"{head} : {text_helps(answers.fields[field].helps(text))[0]}"
    if facts := _facts(case, field, text):
        yield FACTS.format(head, listing(facts))
    if found := [f"« {words} »" for words in REREAD if plain(words) in plain(text)]:
        yield TO_REREAD.format(head, listing(found))
    if field == PROPOSAL:
        yield from _proposed(case, head, text)
    if field == MAIL and not tells_refusal(text):
        yield NO_REFUSAL.format(head)


def _facts(case: Case, field: str, text: str) -> list[str]:
    """The facts of the file that a text cites."""
    if field == PROPOSAL:
        call = worked.call(case)
        known = {"l’heure de l’arrêt": call.hour, "les heures perdues": call.lost, "la somme": call.claim}
        return [name for name, words in known.items() if _flat(words) in _flat(text)]
    silent, rule = worked.silent(case), case.policy["dormant"]
    found = [
        *(["sa machine"] if plain(silent.machine.model) in plain(text) else []),
        *(["le jour de sa dernière commande"] if cites(text, silent.decided) else []),
    ]
    figures = {
        "la commande de R15": Decimal(rule["offer_order"]),
        "le délai de R15": Decimal(rule["offer_days"]),
        "le prix de l’audit, de moitié": worked.audit(case) / 2,
    }
    return [*found, *figures_found(text, figures)]


def _proposed(case: Case, head: str, text: str) -> Iterator[str]:
    """The dates that the letter keeps to, and the sums that it may promise."""
    due = deadlines(case, case.company.story_date)
    cited = [f"le {each.day} {MONTHS[each.month - 1]}" for each in due if cites(text, each)]
    yield DATED.format(head, listing(cited)) if cited else UNDATED.format(head)
    claim, most = _flat(worked.call(case).claim), Decimal(case.policy["gesture"]["relational"])
    sums = [each.strip() for each in _AMOUNT.findall(text) if _flat(each) != claim and _euros(each) > most]
    if sums:
        yield ABOVE.format(head, listing([f"« {each} »" for each in dict.fromkeys(sums)]))


def _flat(text: str) -> str:
    """A text without its spaces: « 1 300 € » is written with any of them."""
    return re.sub(r"\s", "", plain(text))


def _euros(amount: str) -> Decimal:
    return Decimal(_flat(amount).rstrip("€").replace(",", "."))


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    call, silent = worked.call(case), worked.silent(case)
    good = (
        f"Bonjour, arrêt à {call.hour}, {call.lost} perdues : vous l’avez dit. Vous demandez {call.claim}. "
        "Je vous rappelle le 19 janvier. "
    )
    return [
        Specimen("a letter earns nothing by machine", {PROPOSAL: good * 4}),
        Specimen(
            "all three",
            {
                PROPOSAL: "Vous auriez dû changer le filtre. Nous vous rendons 900 €, au plus vite.",
                OPENING: "Bonjour, qu’est-ce qui a changé chez vous ? Votre machine suffit-elle encore ?",
                MAIL: f"Votre {silent.machine.model} a droit à un audit à moitié prix, dès {euros(3000, 0)}.",
            },
        ),
        Specimen("hostile markup", {MAIL: "<script>alert(1)</script>"}),
        *blank({PROPOSAL: "", OPENING: "", MAIL: ""}, {PROPOSAL: "   \n"}),
        Specimen("unreadable", {PROPOSAL: ["a"], OPENING: 3, MAIL: {"a": "b"}}),
    ]
