"""Mesurer l'activité: transformation, fidélité, part de marché, réalisation, rendement (F45–F57)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ntc.calc.numbers import Number, dec, not_negative, positive, whole_up


class Achievement(NamedTuple):
    """Taux de réalisation (ratio), écart (signed) and reste à faire, in the objective's unit."""

    rate: Decimal
    gap: Decimal
    remaining: Decimal


class EmailRates(NamedTuple):
    """Taux d'ouverture, de clic and de réactivité, as ratios."""

    opening: Decimal
    click: Decimal
    reactivity: Decimal


def conversion(won: Number, made: Number) -> Decimal:
    """Taux de transformation (F45): orders ÷ quotes of the same cohort, in number or in value; a ratio.

    Raises ValueError without quotes, or with more won than made.

    >>> f"{conversion(138, 420):.2%}"
    '32.86%'
    """
    return _part(won, made, "won", "made")


def funnel_back(target: int, rates: Sequence[Number]) -> tuple[int, ...]:
    """Entonnoir inverse (F46): from the clients wanted up to the contacts needed, each stage rounded **up**.

    ``rates`` from the last stage to the first. Raises ValueError for a rate that is not in ]0, 1].

    >>> funnel_back(18, [Decimal("0.30"), Decimal("0.45"), Decimal("0.12")])
    (60, 134, 1117)
    """
    needed = whole_up(not_negative(target, "target"))
    stages = []
    for rate in rates:
        if positive(rate, "rate") > 1:
            raise ValueError(f"a stage cannot keep more than it receives: {rate}")
        needed = whole_up(needed / dec(rate))
        stages.append(needed)
    return tuple(stages)


def average_basket(sales: Number, orders: int) -> Decimal:
    """Panier moyen (F47): sales ÷ number of orders, in € HT, unrounded.

    Raises ValueError without orders.

    >>> f"{average_basket(2400000, 725):.2f}"
    '3310.34'
    """
    return dec(sales, "sales") / positive(orders, "orders")


def retention(returning: int, previous: int) -> Decimal:
    """Taux de fidélisation (F48): clients of last year who order again ÷ clients of last year; a ratio.

    Raises ValueError without clients last year, or with more returning than there were.

    >>> f"{retention(134, 153):.2%}"
    '87.58%'
    """
    return _part(returning, previous, "returning", "previous")


def churn(returning: int, previous: int) -> Decimal:
    """Taux d'attrition (F48): 1 − taux de fidélisation; a ratio.

    Raises ValueError as ``retention`` does.

    >>> f"{churn(134, 153):.2%}"
    '12.42%'
    """
    return 1 - retention(returning, previous)


def penetration(clients: int, establishments: int) -> Decimal:
    """Taux de pénétration (F49): our clients ÷ establishments of the market; a ratio.

    Raises ValueError for an empty market, or more clients than it has.

    >>> f"{penetration(148, 1640):.2%}"
    '9.02%'
    """
    return _part(clients, establishments, "clients", "establishments")


def market_share(ours: Number, market: Number) -> Decimal:
    """Part de marché (F50): our sales ÷ sales of the market; a ratio.

    Raises ValueError for an empty market, or sales above it.

    >>> market_share(2400000, 19200000)
    Decimal('0.125')
    """
    return _part(ours, market, "ours", "market")


def relative_share(ours: Number, leader: Number) -> Decimal:
    """Part de marché relative (F50): our share ÷ the leader's; above 1 for the leader itself.

    Raises ValueError for a leader without share.

    >>> f"{relative_share(Decimal('12.5'), 30):.2f}"
    '0.42'
    """
    return not_negative(ours, "ours") / positive(leader, "leader")


def achievement(actual: Number, objective: Number) -> Achievement:
    """Taux de réalisation, écart, reste à faire (F51): actual ÷ objective and their differences.

    Raises ValueError for an objective that is not above zero.

    >>> f"{achievement(2400000, 2520000).rate:.2%}"
    '95.24%'
    >>> achievement(2400000, 2520000).gap
    Decimal('-120000')
    """
    gap = dec(actual, "actual") - positive(objective, "objective")
    return Achievement(dec(actual) / objective, gap, -gap)


def remaining_per_month(actual: Number, objective: Number, months_left: int) -> Decimal:
    """Reste à faire par mois (F51): (objective − actual) ÷ months left, unrounded; negative once exceeded.

    Raises ValueError without a month left.

    >>> f"{remaining_per_month(1684000, 2520000, 3):.2f}"
    '278666.67'
    """
    return achievement(actual, objective).remaining / positive(months_left, "months_left")


def weighted_pipeline(opportunities: Iterable[tuple[Number, Number]]) -> Decimal:
    """Pipeline pondéré (F52): Σ amount × probability, in € HT.

    Raises ValueError for a probability outside [0, 1].

    >>> weighted_pipeline([(24900, Decimal("0.7")), (38000, Decimal("0.4"))])
    Decimal('32630.0')
    """
    total = Decimal(0)
    for amount, probability in opportunities:
        if not 0 <= dec(probability, "probability") <= 1:
            raise ValueError(f"a probability lies from 0 to 1: {probability}")
        total += dec(amount, "amount") * probability
    return total


def visit_cost(costs: Iterable[Number], visits: int) -> Decimal:
    """Coût d'une visite (F53): Σ of the year's costs of the salesperson ÷ visits, in €, unrounded.

    Raises ValueError without visits.

    >>> f"{visit_cost([78600, 14400, 4200], 528):.2f}"
    '184.09'
    """
    return sum((not_negative(cost, "cost") for cost in costs), Decimal(0)) / positive(visits, "visits")


def cpl(cost: Number, leads: int) -> Decimal:
    """Coût par lead (F54): cost of the campaign ÷ leads, in €, unrounded.

    Raises ValueError without leads.

    >>> f"{cpl(3800, 22):.2f}"
    '172.73'
    """
    return not_negative(cost, "cost") / positive(leads, "leads")


def cac(cost: Number, new_clients: int) -> Decimal:
    """Coût d'acquisition d'un client (F54): cost of the campaign ÷ new clients, in €, unrounded.

    Raises ValueError without new clients.

    >>> cac(3800, 4)
    Decimal('950')
    """
    return not_negative(cost, "cost") / positive(new_clients, "new_clients")


def roi(margin: Number, cost: Number) -> Decimal:
    """Retour sur investissement d'une campagne (F55): (**margin** − cost) ÷ cost, a signed ratio.

    Raises ValueError for a cost that is not above zero.

    >>> roi(9120, 3800)
    Decimal('1.4')
    """
    return (dec(margin, "margin") - positive(cost, "cost")) / cost


def email_rates(sent: int, bounced: int, opened: int, clicked: int) -> EmailRates:
    """Taux d'un envoi de courriels (F56): opens and clicks ÷ **delivered**; clicks ÷ opens; ratios.

    Raises ValueError when a step counts more than the one before.

    >>> f"{email_rates(1200, 60, 319, 57).opening:.2%}"
    '27.98%'
    """
    delivered = dec(sent, "sent") - not_negative(bounced, "bounced")
    return EmailRates(
        opening=_part(opened, delivered, "opened", "delivered"),
        click=_part(clicked, delivered, "clicked", "delivered"),
        reactivity=_part(clicked, opened, "clicked", "opened"),
    )


def nps(promoters: int, passives: int, detractors: int) -> Decimal:
    """Net promoter score (F57): % of promoters (9–10) − % of detractors (0–6), in points from −100 to 100.

    Raises ValueError without answers.

    >>> nps(33, 15, 12)
    Decimal('35')
    """
    counts = [not_negative(count, "count") for count in (promoters, passives, detractors)]
    return (counts[0] - counts[2]) * 100 / positive(sum(counts), "number of answers")


def _part(part: Number, whole: Number, part_name: str, whole_name: str) -> Decimal:
    if not_negative(part, part_name) > positive(whole, whole_name):
        raise ValueError(f"{part_name} ({part}) cannot exceed {whole_name} ({whole})")
    return dec(part) / whole
