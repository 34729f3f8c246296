"""The numeric answers of CP4, worked out here with plain loops: another way than the keys', on purpose."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from autograder import truth as truths
from ntc.case import load

CLOSING = date(2025, 12, 31)


@cache
def answers(variant):
    """Every headline figure of a variant by name: amounts in euros, rates as ratios."""
    case, out = load(variant), {}
    kept = [order for order in case.orders if order.status != "annulée"]
    ids = {order.order_id: order.date.year for order in kept}
    months, ca = defaultdict(Decimal), defaultdict(Decimal)
    for order in kept:
        ca[order.date.year] += order.net_ht
        if order.date.year == 2025:
            months[order.date.month] += order.net_ht
    cost = sum(line.qty * line.unit_cost for line in case.order_lines if ids.get(line.order_id) == 2025)
    exceptional = exceptional_order(case, variant).net_ht
    out["ca"], out["ca 2024"], out["cost"] = ca[2025], ca[2024], cost
    out["exceptional"] = exceptional
    out["growth"] = ca[2025] / ca[2024] - 1
    out["growth like"] = ca[2025] / (ca[2024] - exceptional) - 1
    out["achievement"] = ca[2025] / case.company.objective_2025
    out["contribution"] = ca[2025] - cost
    out["contribution rate"] = 1 - cost / ca[2025]
    out["basket"] = ca[2025] / sum(year == 2025 for year in ids.values())
    quotes = [quote for quote in case.quotes if quote.date.year == 2025]
    won = [quote for quote in quotes if quote.status == "gagné"]
    out["conversion"] = Decimal(len(won)) / len(quotes)
    out["conversion value"] = sum(quote.amount for quote in won) / sum(quote.amount for quote in quotes)
    buyers = {year: qualifying(kept, year) for year in (2024, 2025)}
    out["retention"] = Decimal(len(buyers[2024] & buyers[2025])) / len(buyers[2024])
    out["visits"] = sum(row.type == "visite" and row.date.year == 2025 for row in case.activities)
    owed = sum(row.ttc for row in case.invoices) - sum(
        row.amount_ttc for row in (*case.payments, *case.credit_notes)
    )
    out["owed"] = owed
    out["dso"] = owed * 360 / (ca[2025] * Decimal("1.2"))
    awake = [row for row in case.opportunities if CLOSING - row.last_activity <= timedelta(60)]
    out["pipeline"] = sum(row.amount * row.probability_pct / 100 for row in awake)
    fixed = sum(row.amount for row in case.fixed_costs)
    threshold = fixed / out["contribution rate"]
    out["fixed costs"], out["threshold"] = fixed, threshold
    out["safety"] = 1 - threshold / ca[2025]
    out["linear days"] = threshold / ca[2025] * 365
    out["seasonal date"] = seasonal_date(months, threshold)
    out["target"] = (fixed + case.company.target_result) / out["contribution rate"]
    out |= variances([row for row in case.budget_2025 if row.tracked])
    out |= hours(case, variant)
    return out


def exceptional_order(case, variant):
    code = next(
        row.record for row in truths.load(variant).traps if (row.trap, row.table) == ("T06", "orders")
    )
    return next(order for order in case.orders if order.order_id == code)


def qualifying(orders, year):
    return {
        order.client_id
        for order in orders
        if order.date.year == year and order.origin != "CTR" and order.net_ht > 0
    }


def seasonal_date(months, threshold):
    """The day in whose course the cumulated CA reaches the threshold."""
    done = Decimal(0)
    for month in range(1, 13):
        if done + months[month] >= threshold:
            share = (threshold - done) / months[month] * monthrange(2025, month)[1]
            return date(2025, month, int(share) + (share != int(share)))
        done += months[month]
    raise AssertionError("the threshold is not reached")


def variances(rows):
    planned, actual = sum(row.qty for row in rows), sum(row.actual_qty for row in rows)
    out = {}
    for name, unit in (("ca", lambda row: row.price), ("margin", lambda row: row.price - row.unit_cost)):
        mean = sum(row.qty * unit(row) for row in rows) / planned
        out[f"{name} volume"] = (actual - planned) * mean
        out[f"{name} mix"] = sum(row.actual_qty * unit(row) for row in rows) - actual * mean
        out[f"{name} price"] = sum(row.actual_qty * (row.actual_price - row.price) for row in rows)
        out[f"{name} total"] = sum(out[f"{name} {part}"] for part in ("volume", "mix", "price"))
    return out


def hours(case, variant):
    selling = {row.id for row in truths.load(variant).time_use if row.selling}
    whole = Decimal(sum(row.minutes for row in case.time_use))
    paper = sum(row.minutes for row in case.time_use if row.label == "Administratif")
    own = sum(row.amount for row in case.fixed_costs if row.kind == "direct")
    return {
        "paper": paper / whole,
        "selling": sum(row.minutes for row in case.time_use if row.id in selling) / whole,
        "freed": (paper - whole / 5) / 60,
        "visit cost": own / sum(row.type == "visite" and row.date.year == 2025 for row in case.activities),
    }
