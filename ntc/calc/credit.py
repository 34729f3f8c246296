"""Crédit client: échéances, encours, retards (F39–F44). Payments, encours and penalties are TTC."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from ntc.calc.numbers import Number, cents, dec, not_negative, positive

LateBucket = Literal["non échu", "1-30", "31-60", "61-90", "> 90", "avoirs"]

RECOVERY_FEE = Decimal(40)
"""Indemnité forfaitaire de recouvrement, per invoice and without VAT (rule R09)."""


class CreditRoom(NamedTuple):
    """Encours with the new order, what the limit leaves (negative: excess), and whether it is accepted."""

    exposure: Decimal
    room: Decimal
    accepted: bool


class Late(NamedTuple):
    """What a late invoice owes beyond itself, in €."""

    interest: Decimal
    fee: Decimal
    total: Decimal


class OpenItem(NamedTuple):
    """An open invoice (or an avoir, negative) in € TTC, and the day it falls due."""

    amount: Number
    due: date


def due_date(
    issued: date, days: int, end_of_month: Literal["no", "month end first", "days first"] = "no"
) -> date:
    """Échéance (F39): invoice date + days; « fin de mois » counts from the end of the month of issue (R07).

    The other reading adds the days first and then goes to the end of the month. Raises ValueError for a
    negative delay or an unknown mode.

    >>> due_date(date(2025, 11, 12), 45, "month end first")
    datetime.date(2026, 1, 14)
    """
    delay = timedelta(days=int(not_negative(days, "days")))
    match end_of_month:
        case "no":
            return issued + delay
        case "month end first":
            return _month_end(issued) + delay
        case "days first":
            return _month_end(issued + delay)
    raise ValueError(f"unknown way to count the end of the month: {end_of_month}")


def dso(receivables_ttc: Number, sales_ttc: Number, days_in_year: int = 360) -> Decimal:
    """Délai moyen de règlement, DSO (F40): receivables **TTC** × 360 ÷ sales **TTC**, in days.

    Raises ValueError for sales that are not above zero.

    >>> dso(432000, 2880000)
    Decimal('54')
    """
    return dec(receivables_ttc, "receivables_ttc") * days_in_year / positive(sales_ttc, "sales_ttc")


def credit_room(limit_ttc: Number, open_ttc: Iterable[Number], order_ttc: Number) -> CreditRoom:
    """Encours et plafond (F41, rule R10): open amounts + the new order against the limit, all in € TTC.

    Raises ValueError for a negative limit or order.

    >>> credit_room(30000, [18400, 2950, 6240], 2880)
    CreditRoom(exposure=Decimal('30470'), room=Decimal('-470'), accepted=False)
    """
    exposure = sum((dec(amount, "open_ttc") for amount in open_ttc), not_negative(order_ttc, "order_ttc"))
    room = not_negative(limit_ttc, "limit_ttc") - exposure
    return CreditRoom(exposure, room, room >= 0)


def aged_balance(items: Iterable[OpenItem], on: date) -> dict[LateBucket, Decimal]:
    """Balance âgée (F42): open amounts TTC by days **after échéance**; avoirs, negative, stand apart.

    Σ buckets = encours facturé. Disputed items are the caller's to set apart beforehand.

    >>> items = [OpenItem(1200, date(2025, 11, 30)), OpenItem(-90, date(2025, 12, 1))]
    >>> [str(amount) for amount in aged_balance(items, on=date(2025, 12, 31)).values()]
    ['0', '0', '1200', '0', '0', '-90']
    """
    buckets: dict[LateBucket, Decimal] = {
        name: Decimal(0) for name in ("non échu", "1-30", "31-60", "61-90", "> 90", "avoirs")
    }
    for amount, due in items:
        name = "avoirs" if dec(amount, "amount") < 0 else _late_bucket((on - due).days)
        buckets[name] += dec(amount)
    return buckets


def late_interest(
    ttc: Number, rate: Number, days: int, fee: Number = RECOVERY_FEE, days_in_year: int = 365
) -> Late:
    """Pénalités de retard (F43, rule R09): TTC × yearly rate × days ÷ 365, + 40 € per invoice without VAT.

    In €. Raises ValueError for a negative amount, rate or delay; nothing is owed, fee included, on day 0.

    >>> late_interest(13248, Decimal("0.1215"), 47).total
    Decimal('247.27')
    """
    interest = credit_cost(ttc, rate, days, days_in_year)
    owed = cents(not_negative(fee, "fee")) if days else Decimal(0)
    return Late(interest, owed, interest + owed)


def credit_cost(ttc: Number, rate: Number, days: int, days_in_year: int = 365) -> Decimal:
    """Coût du crédit client (F44): TTC × yearly bank rate × days ÷ 365, in €.

    Raises ValueError for a negative amount, rate or delay.

    >>> credit_cost(13248, Decimal("0.045"), 45)
    Decimal('73.50')
    """
    amount, per_year = not_negative(ttc, "ttc"), not_negative(rate, "rate")
    return cents(amount * per_year * not_negative(days, "days") / days_in_year)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _late_bucket(days_late: int) -> LateBucket:
    if days_late <= 0:
        return "non échu"
    if days_late <= 30:
        return "1-30"
    if days_late <= 60:
        return "31-60"
    return "61-90" if days_late <= 90 else "> 90"
