"""cp1-brief: the view of the market and a public reply, marked by a person; the machine points things out."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from autograder.keys.answers import Answers, Entry, unread
from autograder.keys.asked.declared import graph_of
from autograder.keys.cp1.rivals_offers import KEEP, decisions, index, ratios
from autograder.keys.cp1.rivals_proofs import GENUINE
from autograder.keys.primitives import text_helps
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank
from autograder.mark import Mark
from autograder.truth import Truth
from ntc.calc.percent import growth
from ntc.case import Case
from ntc.fields.kinds.text import figures_found
from ntc.fields.outcome import Blank, Unreadable, Value
from ntc.french import count, listing, number, percent, typeset
from ntc.lessons.cp1 import plans
from ntc.plain import plain

ID = "cp1-brief"
VIEW, REVIEW, REPLY = (f"{ID}-{part}" for part in ("view", "review", "reply"))
FIGURES = {
    "marché 2025": "market",
    "marché 2024": "market-before",
    "chiffre de l’article": "article",
    "marché 2019 à notre champ": "cp1-figures.scope",
    "croissance annuelle moyenne": "cp1-figures.cagr",
    "hausse des prix des compresseurs": "cp1-figures.prices",
    "évolution en volume": "cp1-figures.volume",
    "part de marché 2025": "cp1-figures.share",
    "part de marché relative": "cp1-figures.relative",
    "part à atteindre en 2026": "cp1-figures.needed",
    "objectif 2026": "objective",
}
"""By French name, the question or the measure that a figure is."""
MILLION = 1_000_000
MARKETS = ("marché 2025", "chiffre de l’article", "marché 2019 à notre champ")
ARTICLE, OLD_YEAR = "chiffre de l’article", "2019"
RECENT = date(2025, 12, 1)
LOW = 2
OFFERED = ("remise", "avoir de", "bon d’achat", "geste commercial", "cadeau", "remboursement")

VIEW_HEAD, REPLY_HEAD = "La vue du marché", "La réponse"
UNDATED = "Le chiffre de l’article y est, mais pas l’année 2019."
NO_REVIEW = "Aucun avis n’est choisi : à qui cette réponse s’adresse-t-elle ?"
FIRST = "récent, vérifié et resté sans réponse, c’est celui qui attend d’abord"
OLDER = "authentique et resté sans réponse, mais un autre, plus récent, passe d’abord"
ELSEWHERE, NO_CLIENT = "il est destiné à une autre maison", "rien n’y montre un vrai client"
NAMED = "La réponse nomme {} : à relire avec la ligne 6."
GIFT = "La réponse parle de {} : à relire avec la ligne 6."


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
                _own(case, truth),
            )
        ),
    )


def known_figures(case: Case, truth: Truth) -> dict[str, Decimal]:
    """Figures that the view may quote, by French name, without their sign; rates are ratios."""
    graph = graph_of(ID, case, truth)
    known = {name: abs(graph.right(source)) for name, source in FIGURES.items()}
    sorted_right = decisions(case, truth)
    for _, name in plans.rivals(case):
        kept = [
            row.offer_id
            for row in case.competitor_offers
            if row.competitor == name and sorted_right.get(row.offer_id) == KEEP
        ]
        known[f"indice de {name}"] = index(ratios(case, kept))
    return known


def _own(case: Case, truth: Truth) -> str:
    """The figures of this learner's data, by which levels are told: feedback leaves them out."""
    graph, known = graph_of(ID, case, truth), known_figures(case, truth)
    value = growth(graph.right("market-before"), graph.right("market"))
    first = next(row for row in case.reviews if _waits_first(row, truth))
    figures = [
        *(f"{name} {number(known[name] / MILLION, 1)} M€" for name in MARKETS),
        f"hausse en valeur {percent(value, 1)}",
        f"hausse des prix {percent(known['hausse des prix des compresseurs'], 1)}",
        f"volume {percent(graph.right('cp1-figures.volume'), 1)}",
        f"part {percent(known['part de marché 2025'], 1)}",
        f"à atteindre {percent(known['part à atteindre en 2026'], 1)}",
        *(f"{name} {number(value, 0)}" for name, value in known.items() if name.startswith("indice")),
        f"avis à traiter d’abord {first.review_id}",
    ]
    return f"Repères de ses données : {' ; '.join(figures)}."


def _waits_first(row: Any, truth: Truth) -> bool:
    """Whether a review on our house is genuine, verified, low and recent, and nobody answered it."""
    genuine = truth.of("reviews")[row.review_id].kind == GENUINE
    ours = row.company == plans.US and genuine and not row.reply
    return ours and row.verified and row.stars <= LOW and row.date >= RECENT


def _view(case: Case, truth: Truth, answers: Answers, entry: Entry) -> Iterable[str]:
    if not isinstance(entry.outcome, Value):
        yield _absent(VIEW_HEAD, entry)
        return
    known = known_figures(case, truth)
    helps = answers.fields[VIEW].helps(entry.value, known)
    yield from (f"{VIEW_HEAD} : {said}" for said in text_helps(helps))
    article = figures_found(entry.value, {ARTICLE: known[ARTICLE]})
    if article and OLD_YEAR not in entry.value:
        yield UNDATED


def _review(case: Case, truth: Truth, entry: Entry) -> str:
    if not isinstance(entry.outcome, Value):
        return unread(entry) or NO_REVIEW
    row = next(row for row in case.reviews if row.review_id == entry.value)
    kind = truth.of("reviews")[row.review_id].kind
    head = f"Avis choisi, {row.review_id} ({count(row.stars, 'étoile')})"
    if kind != GENUINE:
        return f"{head} : {ELSEWHERE if kind == 'hors sujet' else NO_CLIENT}."
    if row.reply:
        return f"{head} : il a déjà une réponse."
    if row.stars > LOW:
        return f"{head} : authentique, mais un avis sévère attend encore."
    return f"{head} : {FIRST if _waits_first(row, truth) else OLDER}. Son texte : « {row.text} »"


def _reply(case: Case, answers: Answers, entry: Entry) -> Iterable[str]:
    if not isinstance(entry.outcome, Value):
        yield _absent(REPLY_HEAD, entry)
        return
    helps = answers.fields[REPLY].helps(entry.value)
    yield f"{REPLY_HEAD} : {text_helps(helps)[0]}"
    text = plain(entry.value)
    names = [row["name"] for row in case.policy["competitors"]] + [row.name for row in case.clients]
    if found := [name for name in names if plain(name) in text]:
        yield NAMED.format(listing(found))
    if offered := [word for word in OFFERED if plain(word) in text]:
        yield GIFT.format(listing([f"« {word} »" for word in offered]))


def _absent(head: str, entry: Entry) -> str:
    return f"{head} : {unread(entry) if isinstance(entry.outcome, Unreadable) else 'sans réponse.'}"


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
