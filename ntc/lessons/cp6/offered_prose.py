"""Figures that the prose of CP6 names, pages 7 and 8: the quote, the proposal; opening and close."""

from decimal import Decimal

from ntc.case import Case
from ntc.french import day_in_words, euros, number, pct, percent, typeset
from ntc.lessons.company import inside
from ntc.lessons.cp6 import printer_quote, quoted, survey

_BUYER = "acheteur"


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    return {**_people(case), **_draft(case), **_printer(case), **_rules()}


def _people(case: Case) -> dict[str, str]:
    """Whose desk the proposal goes to after its readers."""
    account = survey.joinery(case).prospect_id
    buyer = next(row for row in case.contacts if (row.account_id, row.decision_role) == (account, _BUYER))
    return {
        "offre-acheteuse": typeset(f"{buyer.first} {buyer.last}"),
        "offre-numero": quoted.NUMBER,
    }


def _draft(case: Case) -> dict[str, str]:
    """The lines of the draft, without their prices."""
    return {
        f"brouillon-{rank}": typeset(f"{row.sku}, {inside(row.label)}")
        for rank, row in enumerate(quoted.drafted(case), 1)
    }


def _printer(case: Case) -> dict[str, str]:
    one = printer_quote.printed(case)
    deposit, delivered, started = one.instalments
    return {
        "devis-machine": printer_quote.GOODS[0],
        "devis-brut": euros(one.gross),
        "devis-palier": pct(one.tier),
        "devis-apres-palier": euros(one.after_tier),
        "devis-geste": pct(printer_quote.OFFERED),
        "devis-apres-geste": euros(one.after_all),
        "devis-remise": percent(one.discount),
        "devis-somme": pct(one.tier + printer_quote.OFFERED),
        "devis-start": euros(one.start),
        "devis-eco": euros(one.made.eco_fee),
        "devis-ht": euros(one.made.ht),
        "devis-tva": euros(one.made.vat),
        "devis-ttc": euros(one.made.ttc),
        "devis-commande": euros(deposit),
        "devis-livraison": euros(delivered),
        "devis-mise-en-service": euros(started),
        "devis-marque": percent(one.made.margin_rate, 1),
        "devis-plancher": euros(one.floor_price),
        "devis-plancher-taux": pct(one.floor),
        "devis-remise-max": percent(one.highest, 1),
        "devis-autorite": pct(one.authority),
    }


def _rules() -> dict[str, str]:
    """What the law weighs a fluid by, and the day of the quote; the house's rules are its own page's."""
    return {
        "devis-prg": number(Decimal(quoted.GWP_R404A)),
        "devis-jour": day_in_words(quoted.ON),
    }
