"""Mistakes on client credit (beside F39–F43)."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from ntc.calc import credit
from ntc.calc.credit import OpenItem
from ntc.calc.numbers import Number, dec
from ntc.calc.slips.slip import Slip, slip
from ntc.calc.vat import add_vat
from ntc.french import count, eur


def dso(receivables_ttc: Number, sales_ht: Number) -> list[Slip]:
    """Mistakes on the délai moyen de règlement.

    >>> [f"{slip.value:.2f}" for slip in dso(432000, 2400000)]
    ['64.80', '54.75']
    """
    return [
        slip(
            "dso-ht",
            credit.dso(receivables_ttc, sales_ht),
            f"Les créances sont TTC, {eur(sales_ht)} est un chiffre d’affaires HT : comparez TTC avec TTC.",
        ),
        slip(
            "dso-365",
            credit.dso(receivables_ttc, add_vat(sales_ht).ttc) * 365 / 360,
            "Vous avez compté 365 jours : le délai de règlement se tient sur une année de 360 jours.",
        ),
    ]


def due_date(issued: date, days: int, right: Literal["month end first", "days first"]) -> list[Slip]:
    """Mistakes on an échéance « fin de mois »: the other reading, or « fin de mois » forgotten.

    >>> [str(slip.value) for slip in due_date(date(2025, 11, 12), 45, "month end first")]
    ['2025-12-31', '2025-12-27']
    """
    other = "days first" if right == "month end first" else "month end first"
    order = (
        f"la fin du mois d’émission, puis {count(days, 'jour')}"
        if right == "month end first"
        else f"{count(days, 'jour')}, puis la fin du mois"
    )
    return [
        slip("due-eom", wrong, f"Nos conditions de vente comptent {order}.")
        for wrong in (credit.due_date(issued, days, other), credit.due_date(issued, days))
    ]


def aged_balance(items: Iterable[tuple[Number, date]], on: date) -> list[Slip]:
    """Mistakes on a balance âgée; ``items`` are amounts with their date of **issue**.

    >>> aged_balance([(1200, date(2025, 11, 1))], date(2025, 12, 31))[0].value["31-60"]
    Decimal('1200')
    """
    wrong = credit.aged_balance([OpenItem(amount, issued) for amount, issued in items], on)
    return [
        slip(
            "aged-from-issue",
            wrong,
            "Vous avez compté depuis la date de facture : l’ancienneté court depuis l’échéance.",
        )
    ]


def credit_exposure(open_ttc: Iterable[Number], order_ht: Number) -> list[Slip]:
    """Mistakes on the encours that a new order would bring.

    >>> credit_exposure([18400, 2950, 6240], 2400)[0].value
    Decimal('29990')
    """
    return [
        slip(
            "credit-ht",
            sum((dec(amount) for amount in open_ttc), dec(order_ht)),
            f"Vous avez ajouté la commande HT, {eur(order_ht)} : l’encours et le plafond se lisent TTC.",
        )
    ]


def late_interest(ttc: Number, ht: Number, rate: Number, days: int) -> list[Slip]:
    """Mistakes on the interest of a late invoice, without the 40 €.

    >>> from decimal import Decimal
    >>> late_interest(13248, 11040, Decimal("0.1215"), 47)[0].value
    Decimal('172.72')
    """
    return [slip("late-ht", credit.credit_cost(ht, rate, days), _owes_ttc(ttc, ht))]


def late_total(ttc: Number, ht: Number, rate: Number, days: int) -> list[Slip]:
    """Mistakes on all that a late invoice owes: interest and 40 €.

    >>> from decimal import Decimal
    >>> [str(slip.value) for slip in late_total(13248, 11040, Decimal("0.1215"), 47)]
    ['207.27', '255.27', '212.72', '250.15']
    """
    interest, fee, _ = credit.late_interest(ttc, rate, days)
    message = "Aux intérêts s’ajoute une indemnité de 40 € par facture, sans TVA."
    return [
        slip("late-no40", interest, message),
        slip("late-no40", interest + add_vat(fee).ttc, message),
        slip("late-ht", credit.late_interest(ht, rate, days).total, _owes_ttc(ttc, ht)),
        slip(
            "late-360",
            credit.late_interest(ttc, rate, days, days_in_year=360).total,
            "Les pénalités se comptent sur 365 jours : 360 est l’usage du délai moyen de règlement.",
        ),
    ]


def _owes_ttc(ttc: Number, ht: Number) -> str:
    return f"Vous avez compté sur {eur(ht)} HT : le client vous doit le TTC, {eur(ttc)}."
