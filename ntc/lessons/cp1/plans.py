"""What CP1 asks about, row by row, and the plan of the watch (« plan de veille ») under its limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from ntc import exercises
from ntc.case import Case
from ntc.french import day, euros, typeset
from ntc.plans import Between, Item, Need, Problem, Row, Rows, Total, counted, shown

Pairs = tuple[tuple[str, str], ...]

RIVAL_OF_ALL, US = "AirPromo-Pro", "Galerne Air Industrie"
NO_DOCUMENT = "none"
HUMAN, PAGE_BY_PAGE = "humaine", "page par page"
"""Kinds of lines: what somebody tells; what is read again from one end to the other."""
TIMES: Mapping[str, int] = {"r20": 20, "r4": 4, "r2": 2, "r1": 1}
"""How many times a month each rhythm passes."""
AHEAD: Mapping[str, int] = {"r20": 3, "r4": 7, "r2": 14}
"""How many days ahead the next pass of each rhythm is at most; that of a monthly one, the whole window."""
_WEEKS_AHEAD = 5
FIGURES = ("here", "scope", "cagr", "prices", "volume", "share", "relative", "needed")
"""The figures brought to one scope (« ramenés au même champ »), in the order in which they are worked out."""


def judged_sentences(case: Case) -> list[Any]:
    """The sentences to be told apart, as records."""
    wanted = {row.st_id for row in case.fact_sentences}
    return [row for row in case.statements if row.st_id in wanted]


def judged_documents(case: Case) -> list[Any]:
    """The documents to be judged, as records."""
    wanted = {row.doc_id for row in case.fact_documents}
    return [row for row in case.market_docs if row.doc_id in wanted]


def judged_offers(case: Case) -> list[Any]:
    """The offers to be kept or thrown out, as records."""
    wanted = {row.competitor for row in case.rival_cases}
    return [row for row in case.competitor_offers if row.competitor in wanted]


def judged_tenders(case: Case) -> list[Any]:
    """The calls for tenders to be decided on, as records."""
    wanted = {row.tender_id for row in case.tender_cases}
    return [row for row in case.tenders if row.tender_id in wanted]


def asked(case: Case) -> frozenset[str]:
    """The codes of all that the exercises ask about, where they ask about some rows of a table only."""
    return frozenset(
        {row.st_id for row in judged_sentences(case)}
        | {row.doc_id for row in judged_documents(case)}
        | {row.offer_id for row in judged_offers(case)}
        | {row.tender_id for row in judged_tenders(case)}
    )


def readings(case: Case) -> Pairs:
    """What may explain the gap between the two figures of the folder; the list begins elsewhere for each."""
    listed = tuple(exercises.load()["cp1-figures"].options["reading"].items())
    start = int(case.variant) % len(listed)
    return listed[start:] + listed[:start]


def sources(case: Case) -> Pairs:
    """The fourteen sources, each with its nature, what it costs a year and how often it is renewed."""
    return tuple(
        (source.source_id, typeset(f"{source.label} ({source.kind}, {_cost(source)}, {source.update_freq})"))
        for source in case.sources
    )


def statements(case: Case) -> Pairs:
    """The sentences to be told apart, each with the document that it comes from."""
    return tuple(
        (row.st_id, typeset(f"{row.text.rstrip('.')} ({row.doc_id})")) for row in judged_sentences(case)
    )


def documents(case: Case) -> Pairs:
    """The documents to be judged."""
    return tuple((row.doc_id, _titled(row)) for row in judged_documents(case))


def offers(case: Case) -> Pairs:
    """The offers to be kept or thrown out, rival after rival."""
    rows = sorted(
        judged_offers(case),
        key=lambda row: (row.competitor, row.offer_id),
    )
    return tuple(
        (row.offer_id, typeset(f"{row.offer_id} · {row.competitor} · {row.product.split(', réf.')[0]}"))
        for row in rows
    )


def rivals(case: Case) -> Pairs:
    """The three rivals of those offers, by name: an id that no name changes, and the name."""
    names = {row.competitor for row in judged_offers(case)}
    others = sorted(names - {RIVAL_OF_ALL})
    return (("web", RIVAL_OF_ALL), *((f"rival-{rank}", name) for rank, name in enumerate(others, 1)))


def claims(case: Case) -> Pairs:
    """What our brochure claims (« atouts de la plaquette »)."""
    return tuple((row.claim_id, row.text) for row in case.edge_claims)


def proofs(case: Case) -> Pairs:
    """Every document of the folder, as what may prove a claim or belie it; or none.

    Not by its title, whose words may be those of the claim: it must have been opened.
    """
    named = ((row.doc_id, f"{row.doc_id} · {row.type} du {day(row.date)}") for row in case.market_docs)
    return ((NO_DOCUMENT, "aucun document"), *named)


def cards(case: Case) -> Pairs:
    """The cards of the SWOT, each with the document that it comes from."""
    return tuple((row.card_id, typeset(f"{row.text} ({row.doc_id})")) for row in case.swot_cards)


def tenders(case: Case) -> Pairs:
    """The calls for tenders to be decided on."""
    return tuple(
        (row.tender_id, typeset(f"{row.tender_id} · {row.buyer} : {row.object}"))
        for row in judged_tenders(case)
    )


def reviews(case: Case) -> Pairs:
    """The published reviews of the company, to choose the one to reply to."""
    return tuple(
        (row.review_id, typeset(f"{row.review_id} · {day(row.date)} · {row.stars} sur 5"))
        for row in case.reviews
        if row.company == US
    )


def reviews_of_rival(case: Case) -> tuple[str, ...]:
    """The reviews of the rival whose stars are asked for."""
    return tuple(row.review_id for row in case.reviews if row.company == RIVAL_OF_ALL)


def owners(case: Case) -> Pairs:
    """Who may watch, each with what they have access to."""
    return tuple((row.owner_id, typeset(f"{row.label} ({row.access})")) for row in case.watch_owners)


def yourself(case: Case) -> str:
    """The code of the owner that the learner is (« vous-même »): it differs from variant to variant."""
    (you,) = [row.owner_id for row in case.watch_owners if row.minutes == case.policy["watch"]["minutes"]]
    return you


def places(case: Case) -> Pairs:
    """Where what is learnt may be kept."""
    return tuple((row.place_id, row.label) for row in case.watch_places)


@dataclass(frozen=True)
class NextPass(Need):
    """The next pass of a line (« prochain passage ») comes as soon as its own rhythm says."""

    today: date

    def met(self, row: Row) -> bool:
        """Whether the date lies in its window, and no later than the rhythm lets it."""
        return super().met(row) and not self._is_late(row)

    def fault(self, row: Row) -> str:
        """Name a row, with the last day that its rhythm allows when it is dated later."""
        if super().met(row) and self._is_late(row):
            return f"{row.item.name} (à ce rythme, le {day(self._last(row))} au plus tard)"
        return super().fault(row)

    def _is_late(self, row: Row) -> bool:
        return row.said("rhythm") in AHEAD and row.said(self.column) > self._last(row)

    def _last(self, row: Row) -> date:
        return self.today + timedelta(days=AHEAD[row.said("rhythm")])


@cache
def watch(case: Case) -> Problem:
    """The plan of the watch: what its lines take and cost, what a month allows; not what each theme wants.

    Nobody's time stretches: a plan that takes more of it than there is comes to nothing.
    """
    today, you = case.company.story_date, yourself(case)
    window = Between(first=today, last=today + timedelta(weeks=_WEEKS_AHEAD))
    means = case.policy["watch"]
    themes = {row.theme_id: row.label for row in case.watch_themes}
    return Problem(
        items=tuple(_line(row, themes[row.theme_id], window) for row in case.watch_lines),
        rules=(
            Total("", counted(), ("ligne gardée", "lignes gardées"), most=means["lines"]),
            Total(
                "votre temps par mois",
                lambda rows: _all_minutes([row for row in rows if _owner(row, you) == you]),
                ("minute", "minutes"),
                most=means["minutes"],
                over="Votre veille prend {total} par mois pour {bound} disponibles : {gap} de trop.",
                noted="La veille dépasse le temps donné.",
                fatal=True,
            ),
            Total(
                "temps confié par mois",
                lambda rows: _all_minutes([row for row in rows if _owner(row, you) != you]),
                ("minute", "minutes"),
                most=means["delegated"],
                over="Vous confiez {total} par mois pour {bound} au plus : {gap} de trop.",
                noted="Plus de temps est confié que les autres services n’en ont.",
                fatal=True,
            ),
            Total(
                "coût par an",
                "cost",
                "€",
                most=means["budget"],
                over="La veille coûte {total} par an pour {bound} au plus : {gap} de trop.",
                noted="La veille dépasse ce que la maison peut payer.",
            ),
            Need("rhythm", "Rythme à donner : {}.", noted="Rythmes à donner ({})."),
            Need(
                "owner", "Responsable à revoir (qui y a accès ?) : {}.", noted="Responsables à revoir ({})."
            ),
            Need("place", "Endroit à dire : {}.", noted="Endroits à dire ({})."),
            NextPass(
                "date",
                "Prochain passage à dater, au rythme choisi et dans les cinq semaines : {}.",
                today,
                noted="Prochains passages à dater au rythme choisi ({}).",
            ),
        ),
        value=counted(),
    )


def _line(row: Any, theme: str, window: Between) -> Item:
    cost = euros(row.cost, 0) + " par an" if row.cost else "sans frais"
    return Item(
        row.line_id,
        row.label,
        amounts={"minutes": row.minutes, "cost": row.cost},
        tags={"theme": row.theme_id, "kind": row.kind},
        wants={"date": window},
        facts=(theme, row.kind, f"{shown(row.minutes, ('minute', 'minutes'))} par passage", typeset(cost)),
    )


def _owner(row: Row, you: str) -> str:
    """Who does a line: what nobody was given is yours to do."""
    return row.said("owner") or you


def _all_minutes(rows: Rows) -> int:
    return sum(_monthly(row) for row in rows)


def _monthly(row: Row) -> int:
    """What a line takes in a month; a line without a rhythm yet takes nothing."""
    return int(row.item.amounts["minutes"]) * TIMES.get(row.said("rhythm"), 0)


def _cost(source: Any) -> str:
    return f"{euros(source.cost, 0)} par an" if source.cost else "gratuite"


def _titled(document: Any) -> str:
    return typeset(f"{document.doc_id} · {document.title}")
