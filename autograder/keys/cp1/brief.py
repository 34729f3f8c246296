"""cp1-brief: the view of the market and a public reply, marked by a person; the machine points things out."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from autograder.keys.answers import Answers, Entry, unread
from autograder.keys.cp1.brief_beside import ARTICLE, beside, known_figures
from autograder.keys.cp1.rivals_proofs import ASTRAY, GENUINE
from autograder.keys.primitives import text_helps
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc.case import Case
from ntc.fields.kinds.text import figures_found
from ntc.fields.outcome import Blank, Unreadable, Value
from ntc.french import count, day_in_words, listing, typeset
from ntc.lessons.cp1 import plans
from ntc.plain import plain

ID = "cp1-brief"
VIEW, REVIEW, REPLY = (f"{ID}-{part}" for part in ("view", "review", "reply"))
OLD_YEAR = "2019"
# What section 8 tells the learner of the review that passes first; one review a variant is such.
RECENT = date(2025, 12, 1)
LOW = 2
OFFERED = re.compile(
    r"\b(?:offr\w+|offert\w*|remises?|avoirs? de|un avoir|bons? d[’']achat|gestes? commercia\w+|cadeaux?"
    r"|rembours\w+|gratuit\w*|gracieu\w+|dédommag\w+)",
    re.IGNORECASE,
)
PROMISED = re.compile(
    r"\b(?:désormais|dorénavant|à l[’']avenir|plus jamais|ne se (?:re)?produira\w*|ne se reproduiront"
    r"|prome(?:t|ss)\w*|promis\w*|engag\w+|garanti\w*|depuis le \d\w*)",
    re.IGNORECASE,
)
"""Words of a reply that give something away, or that say that something has changed or will."""

VIEW_HEAD, REPLY_HEAD = "La vue du marché", "La réponse"
UNDATED = "Le chiffre de l’article y est, mais pas l’année 2019."
NO_REVIEW = "Aucun avis n’est choisi : à qui cette réponse s’adresse-t-elle ?"
FIRST = "récent, sévère et resté sans réponse, c’est celui qui attend d’abord"
OLDER = "authentique et resté sans réponse, mais un autre, plus récent, passe d’abord"
MILDER = "authentique, mais un avis sévère attend encore"
ANSWERED = "il a déjà une réponse"
ELSEWHERE, NO_CLIENT = "il est destiné à une autre maison", "rien n’y montre un vrai client"
WAITING = "L’avis à traiter d’abord est {}. Son texte : « {} »"
NAMED = "La réponse nomme {} : à relire avec la ligne 6."
GIFT = "La réponse parle de {} : à relire avec la ligne 6 (rectifier une facture n’est pas un avantage)."
PROMISE = "La réponse dit {} : à relire avec la ligne 5 (un changement affirmé, que rien ne montre)."


@key(ID)
def brief(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No points: what is there, what is missing, and what the lines of the grid look for."""
    entries = {field: answers.entry(field) for field in (VIEW, REVIEW, REPLY)}
    if all(isinstance(entry.outcome, Blank) for entry in entries.values()):
        return Mark(0.0, comments=("Sans réponse.",))
    return Mark(
        0.0,
        comments=tuple(
            typeset(said)
            for said in (
                *_view(case, truth, answers, entries[VIEW]),
                _review(case, truth, entries[REVIEW]),
                *_reply(case, answers, entries[REPLY]),
                *_waiting(case, truth, entries[REVIEW]),
                *beside(case, truth, answers.lesson, entries[VIEW].value or ""),
            )
        ),
    )


def _waits_first(row: Any, truth: Truth) -> bool:
    """Whether a review on our house is genuine, low and recent, and nobody answered it."""
    genuine = truth.of("reviews")[row.review_id].kind == GENUINE
    return row.company == plans.US and genuine and not row.reply and row.stars <= LOW and row.date >= RECENT


def _view(case: Case, truth: Truth, answers: Answers, entry: Entry) -> Iterable[str]:
    if not isinstance(entry.outcome, Value):
        yield _absent(VIEW_HEAD, entry)
        return
    known = known_figures(case, truth)
    helps = answers.fields[VIEW].helps(entry.value, known)
    yield from (f"{VIEW_HEAD}. {said}" for said in text_helps(helps))
    article = figures_found(entry.value, {ARTICLE: known[ARTICLE]})
    if article and OLD_YEAR not in entry.value:
        yield UNDATED


def _review(case: Case, truth: Truth, entry: Entry) -> str:
    if not isinstance(entry.outcome, Value):
        return unread(entry) or NO_REVIEW
    row = next(row for row in case.reviews if row.review_id == entry.value)
    return f"Avis choisi, {_named(row)} : {_nature(row, truth)}. Son texte : « {row.text} »"


def _nature(row: Any, truth: Truth) -> str:
    """What a review is, for whoever asks whether it is the one to reply to."""
    kind = truth.of("reviews")[row.review_id].kind
    if kind != GENUINE:
        return ELSEWHERE if kind == ASTRAY else NO_CLIENT
    if row.reply:
        return ANSWERED
    if row.stars > LOW:
        return MILDER
    return FIRST if _waits_first(row, truth) else OLDER


def _waiting(case: Case, truth: Truth, entry: Entry) -> Iterable[str]:
    """The review to reply to first, where another was chosen."""
    first = next(row for row in case.reviews if _waits_first(row, truth))
    if entry.value != first.review_id:
        yield WAITING.format(_named(first), first.text)


def _named(row: Any) -> str:
    return f"{row.review_id} ({count(row.stars, 'étoile')}, le {day_in_words(row.date)})"


def _reply(case: Case, answers: Answers, entry: Entry) -> Iterable[str]:
    if not isinstance(entry.outcome, Value):
        yield _absent(REPLY_HEAD, entry)
        return
    helps = answers.fields[REPLY].helps(entry.value)
    yield f"{REPLY_HEAD}. {text_helps(helps)[0]}"
    text = plain(entry.value)
    names = [row["name"] for row in case.policy["competitors"]] + [row.name for row in case.clients]
    if found := [name for name in names if plain(name) in text]:
        yield NAMED.format(listing(found))
    for said, words in ((GIFT, OFFERED), (PROMISE, PROMISED)):
        if found := dict.fromkeys(words.findall(entry.value)):
            yield said.format(listing([f"« {word.casefold()} »" for word in found]))


def _absent(head: str, entry: Entry) -> str:
    return f"{head}. {unread(entry)}" if isinstance(entry.outcome, Unreadable) else f"{head} : sans réponse."


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    review = plans.reviews(case)[0][0]
    rival = case.policy["competitors"][0]["name"]
    return [
        Specimen("a view earns nothing by machine", {VIEW: "Le marché\nIl pèse 19,2 M€ HT. " * 40}),
        Specimen(
            "all three", {VIEW: "Le marché tient.", REVIEW: review, REPLY: f"Nous valons {rival}. " * 20}
        ),
        *(Specimen(f"review {code}", {REVIEW: code}) for code, _ in plans.reviews(case)),
        Specimen("hostile markup", {REPLY: "<script>alert(1)</script>"}),
        *blank({VIEW: "", REVIEW: "", REPLY: ""}, {VIEW: "   \n"}),
        Specimen("unreadable", {VIEW: ["a"], REVIEW: "?", REPLY: 3}),
    ]
