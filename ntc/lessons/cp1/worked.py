"""What the examples of CP1 work out: documents found by what they say, indices, market, a rival, a tender.

Never on the year, the rivals or the tenders that an exercise asks about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ntc.calc.percent import cagr, growth
from ntc.case import Case, measures
from ntc.french import percent
from ntc.lessons.cp1 import plans

YEAR = 2024
FIRST, LAST = 2022, 2025
OLD = 2019
EXPIRED = "périmée"

_NOTE = "note interne"
# Notes of the house that say something that can be opened and counted, the most ordinary first.
_COUNTED = tuple(
    map(re.compile, ("dministrati", "visites", "client porte", "répondeur|appels de panne", "[0-9]"))
)
# How an offer reached us, where nobody wrote it down.
_SPOKEN = re.compile(r"^(Entendu|Dit |Propos d|Noté de mémoire|Souvenir|Rapporté|Chiffre donné|Glissé)")


# --- documents -----------------------------------------------------------------------------------------


def old_article(case: Case) -> Any:
    """The press article whose figure is of 2019 (« pièce 1 »)."""
    return _only(d for d in case.market_docs if d.type == "presse" and str(OLD) in d.text)


def survey(case: Case) -> Any:
    """The survey of this year's market of the sector (« pièce 2 »)."""
    return _only(d for d in case.market_docs if d.type == "étude" and f"{LAST}" in d.text and "M€" in d.text)


def electricity_article(case: Case) -> Any:
    """The press article on the price of electricity, which gives its change from December to December."""
    said = percent(electricity(case).of_months, 1)
    return _only(
        d for d in case.market_docs if d.type == "presse" and said in d.text and "lectricité" in d.text
    )


def money(text: str) -> str:
    """The amount in millions that a document names: « 17,7 M€ »."""
    found = re.search(r"[0-9]+(?:,[0-9]+)?\sM€", text)
    if not found:
        raise ValueError(f"no amount in {text!r}")
    return found[0]


def judged_note(case: Case) -> Any:
    """A note of the house of which no exercise asks anything, neither the document nor a sentence."""
    asked = plans.asked(case)
    told = asked | {s.doc_id for s in case.statements if s.st_id in asked}
    notes = [d for d in case.market_docs if d.type == _NOTE and d.doc_id not in told]
    written = [d for d in notes if "prédécesseur" not in d.author]
    return next(d for wanted in _COUNTED for d in written if wanted.search(d.text))


def judged_review(case: Case) -> Any:
    """The longest verified review of a rival whose stars no exercise asks for."""
    rival = example_rival(case).name
    reviews = [r for r in case.reviews if r.company == rival and r.verified]
    return max(reviews, key=lambda r: (len(r.text), r.review_id))


# --- indices -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Index:
    """A price index over two years: its December values, its yearly means, and both changes as ratios."""

    before: Decimal
    after: Decimal
    mean_before: Decimal
    mean_after: Decimal

    @property
    def of_months(self) -> Decimal:
        """The change from December to December."""
        return growth(self.before, self.after)

    @property
    def of_years(self) -> Decimal:
        """The change of the yearly mean."""
        return growth(self.mean_before, self.mean_after)


def electricity(case: Case) -> Index:
    """The price of electricity for companies (« électricité des entreprises »), 2024 and 2025."""
    return _index(case, "electricity")


def steel(case: Case) -> Index:
    """The price of steel (« acier »), 2024 and 2025."""
    return _index(case, "steel")


def _index(case: Case, name: str) -> Index:
    by_year = {
        year: [getattr(row, name) for row in case.price_index if row.month.year == year]
        for year in (YEAR, LAST)
    }
    before, after = by_year[YEAR], by_year[LAST]
    return Index(before[-1], after[-1], sum(before) / len(before), sum(after) / len(after))


# --- market --------------------------------------------------------------------------------------------


def market(case: Case, year: int) -> Decimal:
    """The market of the sector in a year, € HT."""
    return sum(row.market_value for row in case.market_stats if row.year == year)


def establishments(case: Case, year: int) -> int:
    """How many establishments the market of the sector has in a year."""
    return sum(row.establishments for row in case.market_stats if row.year == year)


def market_growth(case: Case) -> Decimal:
    """The TCAM of the market from 2022 to 2025, a ratio: three intervals."""
    return cagr(market(case, FIRST), market(case, LAST), LAST - FIRST)


def shares(case: Case) -> tuple[Decimal, Decimal]:
    """Our share of the market of 2024, with the exceptional order and without it."""
    whole = market(case, YEAR)
    return measures.sales(case, YEAR) / whole, measures.ordinary_sales(case, YEAR) / whole


# --- a rival -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Offer:
    """An offer of a rival beside our own price for the same references.

    ``fault`` says why it is left out, ``until`` is the last day on which it holds.
    """

    product: str
    price: Decimal
    ours: Decimal
    fault: str
    source: str
    until: date

    @property
    def ratio(self) -> Decimal:
        """Its price over ours, × 100."""
        return 100 * self.price / self.ours


@dataclass(frozen=True)
class Rival:
    """A rival and its offers."""

    name: str
    offers: tuple[Offer, ...]

    @property
    def kept(self) -> list[Offer]:
        """The offers that can be compared."""
        return [offer for offer in self.offers if not offer.fault]

    @property
    def left(self) -> list[Offer]:
        """The offers left out."""
        return [offer for offer in self.offers if offer.fault]

    @property
    def index(self) -> Decimal:
        """Its price index (« indice de prix »), ours being 100: the mean of the ratios of the offers kept."""
        return mean_ratio(self.kept)


def mean_ratio(offers: Sequence[Offer]) -> Decimal:
    """The mean of the ratios of some offers."""
    return sum(offer.ratio for offer in offers) / len(offers)


def example_rival(case: Case) -> Rival:
    """The first rival, by name, whose offers no exercise asks about."""
    asked = plans.asked(case)
    named = {offer.competitor for offer in case.competitor_offers if offer.offer_id in asked}
    name = min({offer.competitor for offer in case.competitor_offers} - named)
    prices = {product.sku: product.price for product in case.products}
    return Rival(
        name,
        tuple(
            Offer(
                offer.product.split(", réf.")[0],
                offer.price,
                sum(prices[sku] for sku in offer.comparable.split()),
                _fault(case, offer),
                offer.source,
                offer.valid_to,
            )
            for offer in case.competitor_offers
            if offer.competitor == name
        ),
    )


def _fault(case: Case, offer: Any) -> str:
    if offer.valid_to < case.company.story_date:
        return EXPIRED
    if _SPOKEN.match(offer.source):
        return "sans écrit"
    return "hors champ" if len(offer.comparable.split()) > 1 else ""


# --- a call for tenders --------------------------------------------------------------------------------


def tender_points(case: Case, tender: Any) -> dict[str, int]:
    """The points of a call for tenders (R25), criterion by criterion."""
    rule = case.policy["tender"]
    return {
        "fit": int(rule["fit_points"] * tender.fit),
        "deadline": _step(rule["deadline"], days_left(case, tender)),
        "references": _step(rule["references"], tender.references),
        "margin": _step(rule["margin"], tender.margin_rate),
        "rivals": _step(rule["rivals"], tender.rivals),
    }


def days_left(case: Case, tender: Any) -> int:
    """How many days are left to answer, from the day of the story."""
    return (tender.deadline - case.company.story_date).days


def example_tender(case: Case) -> Any:
    """A private call for tenders of which no exercise asks, without anything that bars it, to be answered."""
    asked, rule = plans.asked(case), case.policy["tender"]
    open_ones = [
        tender
        for tender in case.tenders
        if tender.tender_id not in asked
        and not tender.public
        and not bars(case, tender)
        and sum(tender_points(case, tender).values()) >= rule["go"]
    ]
    return min(open_ones, key=lambda tender: tender.tender_id)


def bars(case: Case, tender: Any) -> bool:
    """Whether a call for tenders is barred (« point éliminatoire »): visit, certificate, or days left."""
    rule = case.policy["tender"]
    missed = tender.visit_date and tender.visit_date < case.company.story_date and not tender.visit_done
    lacking = set((tender.certificates or "").split(", ")) - {"", *rule["certificates"]}
    hasty = days_left(case, tender) < rule["eliminatory_days"] and tender.study != "engagée"
    return bool(missed or lacking or hasty)


def _step(steps: Sequence[Any], value: Any) -> int:
    return next(int(step["points"]) for step in steps if value >= step["from"])


def _only(found: Any) -> Any:
    """The one document that is found; ValueError when there is none, or when there are several."""
    (one,) = found
    return one
