"""The tables of the case as a salesperson opens them: French heads, names for codes, what is owed added.

Any lesson or page may show them; what an exercise asks for is never a column of them.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from ntc.case import Case, measures
from ntc.tables.view import PERIOD, Column, View, declared, period, plain


def _orders(case: Case) -> View:
    names, cost = _names(case), measures.order_costs(case)
    return View(
        "orders",
        "Commandes",
        "commande",
        (
            declared("orders", "order_id"),
            Column("Client", "text"),
            declared("orders", "date"),
            *PERIOD,
            declared("orders", "origin"),
            declared("orders", "status"),
            declared("orders", "net_ht"),
            Column("Coût de revient", "number", "€", 2),
        ),
        tuple(
            (
                o.order_id,
                names[o.client_id],
                o.date,
                *period(o.date),
                o.origin,
                o.status,
                o.net_ht,
                cost[o.order_id],
            )
            for o in case.orders
        ),
    )


def _lines(case: Case) -> View:
    names, products = _names(case), {product.sku: product for product in case.products}
    orders = {order.order_id: order for order in case.orders}
    rows = []
    for line in case.order_lines:
        order, product = orders[line.order_id], products[line.sku]
        rows.append(
            (
                line.order_id, names[order.client_id], order.date, *period(order.date), order.status,
                product.family, product.range, line.qty, line.discount_pct, line.net_ht,
                line.qty * line.unit_cost, product.label,
            )
        )  # fmt: skip
    return View(
        "lines",
        "Lignes de commande",
        "ligne",
        (
            declared("order_lines", "order_id"),
            Column("Client", "text"),
            Column("Date", "date"),
            *PERIOD,
            declared("orders", "status"),
            declared("products", "family"),
            declared("products", "range"),
            declared("order_lines", "qty"),
            declared("order_lines", "discount_pct"),
            declared("order_lines", "net_ht"),
            Column("Coût de revient", "number", "€", 2),
            declared("products", "label"),
        ),
        tuple(rows),
    )


def _quotes(case: Case) -> View:
    names = _names(case)
    return View(
        "quotes",
        "Devis",
        "devis",
        (
            declared("quotes", "quote_id"),
            declared("quotes", "account_id"),
            declared("quotes", "date"),
            *PERIOD,
            declared("quotes", "amount"),
            declared("quotes", "status"),
            declared("quotes", "loss_reason"),
            declared("quotes", "competitor"),
            declared("quotes", "followups"),
        ),
        tuple(
            (
                q.quote_id, names[q.account_id], q.date, *period(q.date), q.amount, q.status,
                q.loss_reason or "", q.competitor or "", q.followups,
            )
            for q in case.quotes
        ),
    )  # fmt: skip


def _activities(case: Case) -> View:
    names = _names(case)
    return View(
        "activities",
        "Activités",
        "activité",
        (
            declared("activities", "date"),
            *PERIOD,
            declared("activities", "type"),
            Column("Client ou prospect", "text"),
            Column("Compte", "choice"),
            declared("activities", "result"),
            declared("activities", "minutes"),
            declared("activities", "km"),
        ),
        tuple(
            (
                a.date, *period(a.date), a.type, names.get(a.account_id, ""),
                _account_kind(a.account_id), a.result or "", a.minutes, a.km,
            )
            for a in case.activities
        ),
    )  # fmt: skip


def _invoices(case: Case) -> View:
    names, settled, left = _names(case), measures.settled(case), measures.balances(case)
    client_of = {order.order_id: names[order.client_id] for order in case.orders}
    return View(
        "invoices",
        "Factures",
        "facture",
        (
            declared("invoices", "invoice_id"),
            Column("Client", "text"),
            declared("invoices", "issued"),
            *PERIOD,
            declared("invoices", "due"),
            declared("invoices", "ht"),
            declared("invoices", "ttc"),
            Column("Réglé et avoirs TTC", "number", "€", 2),
            Column("Reste dû TTC", "number", "€", 2),
            declared("invoices", "disputed"),
        ),
        tuple(
            (
                i.invoice_id, client_of[i.order_id], i.issued, *period(i.issued), i.due, i.ht, i.ttc,
                settled[i.invoice_id], left[i.invoice_id], "oui" if i.disputed else "non",
            )
            for i in case.invoices
        ),
    )  # fmt: skip


def _opportunities(case: Case) -> View:
    names, closing = _names(case), case.company.closing
    return View(
        "opportunities",
        "Affaires en cours",
        "affaire",
        (
            declared("opportunities", "account_id"),
            declared("opportunities", "title"),
            declared("opportunities", "stage"),
            declared("opportunities", "amount"),
            declared("opportunities", "probability_pct"),
            Column("Montant pondéré", "number", "€", 2),
            declared("opportunities", "last_activity"),
            Column("Jours sans activité", "number", "jours", 0, additive=False),
        ),
        tuple(
            (
                names[o.account_id], o.title, o.stage, o.amount, o.probability_pct,
                o.amount * o.probability_pct / 100, o.last_activity, (closing - o.last_activity).days,
            )
            for o in case.opportunities
        ),
    )  # fmt: skip


def _clients(case: Case) -> View:
    """One line a client, cancelled orders left out, automatic renewals of contracts counted apart (R15)."""
    towns = {town.town_id: town.name for town in case.towns}
    segments = {segment.seg_id: segment.label for segment in case.segments}
    years = [case.company.closing.year - 1, case.company.closing.year]
    bought = [measures.bought(case, year) for year in years]
    visits = [measures.visits_by_account(case, year) for year in years]
    return View(
        "clients",
        "Clients",
        "client",
        (
            declared("clients", "name"),
            declared("clients", "town_id"),
            declared("clients", "seg_id"),
            declared("clients", "created"),
            *(Column(f"Commandes {year}", "number") for year in years),
            *(Column(f"Reconductions {year}", "number") for year in years),
            *(Column(f"Net HT {year}", "number", "€", 2) for year in years),
            *(Column(f"Visites {year}", "number") for year in years),
            declared("clients", "competitor_in_place"),
        ),
        tuple(
            (
                c.name, towns[c.town_id], segments[c.seg_id], c.created,
                *(year.placed[c.client_id] for year in bought),
                *(year.renewed[c.client_id] for year in bought),
                *(year.sales.get(c.client_id, Decimal(0)) for year in bought),
                *(year[c.client_id] for year in visits), c.competitor_in_place or "",
            )
            for c in case.clients
        ),
    )  # fmt: skip


def _complaints(case: Case) -> View:
    names = _names(case)
    return View(
        "complaints",
        "Réclamations",
        "réclamation",
        (
            Column("Client", "text"),
            declared("complaints", "opened"),
            *PERIOD,
            declared("complaints", "category"),
            declared("complaints", "client_words"),
            declared("complaints", "facts"),
            declared("complaints", "closed"),
            declared("complaints", "csat"),
        ),
        tuple(
            (
                names[c.client_id], c.opened, *period(c.opened), c.category, c.client_words,
                c.facts, c.closed, c.csat,
            )
            for c in case.complaints
        ),
    )  # fmt: skip


def _products(case: Case) -> View:
    names = (
        "sku", "family", "range", "label", "price", "cost", "kw", "flow_m3min",
        "eco_fee", "lead_days", "stock", "price_per_kw",
    )  # fmt: skip
    return plain(case, "products", "products", "Catalogue", "article", names)


VIEWS: Mapping[str, Callable[[Case], View]] = {
    "orders": _orders,
    "lines": _lines,
    "quotes": _quotes,
    "activities": _activities,
    "invoices": _invoices,
    "opportunities": _opportunities,
    "clients": _clients,
    "complaints": _complaints,
    "products": _products,
}


def _names(case: Case) -> dict[str | None, str]:
    """Names of clients and prospects by code."""
    clients = {client.client_id: client.name for client in case.clients}
    return clients | {prospect.prospect_id: prospect.name for prospect in case.prospects}


def _account_kind(account_id: str | None) -> str:
    if not account_id:
        return ""
    return "prospect" if account_id.startswith("P") else "client"
