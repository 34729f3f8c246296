"""A quote as the client reads it (« devis »): one sheet of HTML, for the page, paper and whoever marks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from ntc.fields.markup import Html, element
from ntc.french import count, day_in_words, euros, listing, num, pct, typeset
from ntc.plans.quoting import VISA, Draft, Priced, Terms, Totals

HEADS = ("Référence", "Désignation", "Quantité", "Prix unitaire HT", "Remise", "Montant HT")
INSTALMENTS = {
    1: ("À la facture",),
    2: ("À la commande", "Solde, sur facture"),
    3: ("À la commande", "À la livraison", "À la mise en service"),
}


class Issuer(NamedTuple):
    """Who makes the quote; ``late``: yearly rate of its penalties, a ratio; ``fixed``: what it adds in €."""

    name: str
    town: str
    siret: str
    late: Decimal
    fixed: int


class Client(NamedTuple):
    """Whom the quote is for; ``first``: it has never ordered."""

    name: str
    address: str
    contact: str
    first: bool = False


@dataclass(frozen=True)
class Sheet:
    """What is on the sheet; ``said``: the words of each condition, ``ticked``: the sentences to print."""

    issuer: Issuer
    client: Client
    number: str
    on: date
    draft: Draft
    lines: tuple[Priced, ...]
    totals: Totals | None
    terms: Terms
    said: Mapping[str, str]
    ticked: tuple[str, ...]


def sheet(one: Sheet) -> Html:
    """Write the sheet: heads, lines, totals, conditions, what was ticked, where the client signs."""
    return element(
        "div",
        element("div", _issuer(one), _client(one), class_="ntc-devis-heads"),
        element("p", element("strong", typeset(f"Devis n° {one.number}")), f" du {day_in_words(one.on)}"),
        _lines(one.lines),
        _totals(one) if one.totals else "",
        element("ul", *(element("li", typeset(line)) for line in _conditions(one)), class_="ntc-devis-terms"),
        element("ul", *(element("li", text) for text in one.ticked)) if one.ticked else "",
        element(
            "div",
            _signature("Pour le client", "« Bon pour accord », date, nom, cachet et signature"),
            _signature(f"Pour {one.issuer.name}", _signed(one.draft)),
            class_="ntc-devis-heads",
        ),
        class_="ntc-devis",
    )


def _issuer(one: Sheet) -> Html:
    issuer = one.issuer
    return element(
        "div",
        element("p", element("strong", issuer.name)),
        element("p", issuer.town),
        element("p", typeset(f"SIRET : {issuer.siret}")),
    )


def _client(one: Sheet) -> Html:
    return element(
        "div",
        element("p", element("strong", one.client.name)),
        element("p", one.client.address),
        element("p", typeset(f"À l’attention de {one.client.contact}")),
    )


def _lines(lines: Iterable[Priced]) -> Html:
    rows = [
        (
            line.article.id,
            line.article.label,
            num(line.qty),
            euros(line.unit),
            " puis ".join(pct(rate) for rate in line.discounts),
            euros(line.net),
        )
        for line in lines
    ]
    head = element("tr", *(element("th", name, scope="col") for name in HEADS))
    return element(
        "table", element("thead", head), element("tbody", *map(_row, rows)), class_="ntc-devis-lines"
    )


def _row(cells: tuple[str, ...]) -> Html:
    name, *others = cells
    return element("tr", element("th", name, scope="row"), *(element("td", cell) for cell in others))


def _totals(one: Sheet) -> Html:
    found = one.totals
    named = INSTALMENTS.get(len(found.instalments), ())
    rows = [
        *([("Total brut HT", euros(found.gross))] if found.gross != found.net else []),
        ("Total net HT des lignes", euros(found.net)),
        *([("Éco-contribution HT", euros(found.eco_fee))] if found.eco_fee else []),
        ("Total HT", euros(found.ht)),
        (typeset(f"TVA à {pct(one.terms.vat)}"), euros(found.vat)),
        ("Total TTC", euros(found.ttc)),
        *((f"{name}, TTC", euros(paid)) for name, paid in zip(named, found.instalments, strict=True)),
    ]
    return element("table", element("tbody", *map(_row, rows)), class_="ntc-devis-totals")


def _conditions(one: Sheet) -> list[str]:
    """The conditions that were said, each in a sentence."""
    draft, said = one.draft, one.said
    found = []
    if draft.validity:
        until = one.on + timedelta(days=draft.validity)
        found.append(f"Devis valable {said['validity']}, jusqu’au {day_in_words(until)}.")
    if draft.schedule:
        found.append(f"Règlement : {said['schedule']}.")
    if draft.due:
        found.append(f"Paiement : {said['due']}.")
    if draft.tier and one.terms.tiers[draft.tier]:
        found.append(f"Palier {said['tier']} : {pct(one.terms.tiers[draft.tier])} de remise de fidélité.")
    if draft.counterpart:
        found.append(f"Remise consentie en contrepartie de : {draft.counterpart.rstrip('.')}.")
    if lead := max((line.article.lead_days for line in one.lines), default=0):
        found.append(f"Livraison : sous {count(lead, 'jour')} environ, à compter de la commande.")
    late, fixed = pct(one.issuer.late), euros(one.issuer.fixed, 0)
    found.append(f"Pénalités de retard : {late} l’an, et {fixed} de frais de recouvrement par facture.")
    return found


def _signed(draft: Draft) -> str:
    named = ["le négociateur technico-commercial", *(["le bureau d’études"] if VISA in draft.boxes else [])]
    return f"Signé par {listing(named)}"


def _signature(who: str, what: str) -> Html:
    return element("div", element("p", element("strong", who)), element("p", typeset(what)))
