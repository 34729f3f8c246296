"""The tables of the case as a salesperson opens them: French heads, names for codes, what is owed added.

Any lesson or page may show them; what an exercise asks for is never a column of them.
"""

from collections.abc import Callable, Mapping
from functools import cache

from ntc.case import Case, measures
from ntc.tables.declared import declared, read
from ntc.tables.view import PERIOD, Column, View, dated

_CLIENT = {"client": Column("Client", "text")}
_COST = {"cost": Column("Coût variable", "number", "€", 2)}


@cache
def _orders(case: Case) -> View:
    orders = dated(read(case, "orders"), "date")
    orders["client"] = orders["client_id"].map(_names(case))
    orders["cost"] = orders["order_id"].map(measures.order_costs(case))
    columns = {
        **declared("orders", "order_id"),
        **_CLIENT,
        **declared("orders", "date"),
        **PERIOD,
        **declared("orders", "origin", "status", "net_ht"),
        **_COST,
    }
    return View.of("orders", "Commandes", "commande", columns, orders)


@cache
def _lines(case: Case) -> View:
    orders = dated(read(case, "orders"), "date")[["order_id", "client_id", "date", "year", "month", "status"]]
    products = read(case, "products")[["sku", "family", "range", "label"]]
    lines = read(case, "order_lines").merge(orders, how="left", on="order_id")
    lines = lines.merge(products, how="left", on="sku")
    lines["client"] = lines["client_id"].map(_names(case))
    lines["cost"] = lines["qty"] * lines["unit_cost"]
    columns = {
        **declared("order_lines", "order_id"),
        **_CLIENT,
        "date": Column("Date", "date"),
        **PERIOD,
        **declared("orders", "status"),
        **declared("products", "family", "range"),
        **declared("order_lines", "qty", "discount_pct", "net_ht"),
        **_COST,
        **declared("products", "label"),
    }
    return View.of("lines", "Lignes de commande", "ligne", columns, lines)


@cache
def _quotes(case: Case) -> View:
    quotes = dated(read(case, "quotes"), "date")
    quotes["account_id"] = quotes["account_id"].map(_names(case))
    columns = {
        **declared("quotes", "quote_id", "account_id", "date"),
        **PERIOD,
        **declared("quotes", "amount", "status", "closed_on", "loss_reason", "competitor", "followups"),
    }
    return View.of("quotes", "Devis", "devis", columns, quotes)


@cache
def _activities(case: Case) -> View:
    activities = dated(read(case, "activities"), "date")
    kinds = dict.fromkeys(_clients_by_code(case), "client") | dict.fromkeys(
        _prospects_by_code(case), "prospect"
    )
    activities["account"] = activities["account_id"].map(_names(case))
    activities["kind"] = activities["account_id"].map(kinds)
    columns = {
        **declared("activities", "date"),
        **PERIOD,
        **declared("activities", "type"),
        "account": Column("Client ou prospect", "text"),
        "kind": Column("Compte", "choice"),
        **declared("activities", "result", "minutes", "km"),
    }
    return View.of("activities", "Activités", "activité", columns, activities)


@cache
def _invoices(case: Case) -> View:
    invoices = dated(read(case, "invoices"), "issued")
    clients = case.frame("orders").set_index("order_id")["client_id"].map(_names(case))
    invoices["client"] = invoices["order_id"].map(clients)
    invoices["settled"] = invoices["invoice_id"].map(measures.settled(case))
    invoices["left"] = invoices["invoice_id"].map(measures.balances(case))
    columns = {
        **declared("invoices", "invoice_id"),
        **_CLIENT,
        **declared("invoices", "issued"),
        **PERIOD,
        **declared("invoices", "due", "ht", "ttc"),
        "settled": Column("Réglé et avoirs TTC", "number", "€", 2),
        "left": Column("Reste dû TTC", "number", "€", 2),
        **declared("invoices", "disputed"),
    }
    return View.of("invoices", "Factures", "facture", columns, invoices)


@cache
def _opportunities(case: Case) -> View:
    found = read(case, "opportunities")
    found["account_id"] = found["account_id"].map(_names(case))
    found["weighted"] = found["amount"] * found["probability_pct"] / 100
    found["idle"] = [(case.company.closing - day).days for day in found["last_activity"].dt.date]
    columns = {
        **declared("opportunities", "account_id", "title", "stage", "amount", "probability_pct"),
        "weighted": Column("Montant pondéré", "number", "€", 2),
        **declared("opportunities", "last_activity"),
        "idle": Column("Jours sans activité", "number", "jours", 0, additive=False),
    }
    return View.of("opportunities", "Affaires en cours", "affaire", columns, found)


@cache
def _clients(case: Case) -> View:
    """One line a client, cancelled orders left out, automatic renewals of contracts counted apart (R15)."""
    clients, code = read(case, "clients"), case.frame("clients")["client_id"]
    clients["town_id"] = clients["town_id"].map({town.town_id: town.name for town in case.towns})
    clients["seg_id"] = clients["seg_id"].map({segment.seg_id: segment.label for segment in case.segments})
    years = [case.company.closing.year - 1, case.company.closing.year]
    for year in years:
        bought, visits = measures.bought(case, year), measures.visits_by_account(case, year)
        for name, found in (*bought._asdict().items(), ("visits", visits)):
            clients[f"{name} {year}"] = [found.get(client, 0) for client in code]
    heads = {
        "placed": Column("Commandes", "number"),
        "renewed": Column("Reconductions", "number"),
        "sales": Column("Net HT", "number", "€", 2),
        "visits": Column("Visites", "number"),
    }
    counted = {
        f"{name} {year}": head._replace(label=f"{head.label} {year}")
        for name, head in heads.items()
        for year in years
    }
    columns = {
        **declared("clients", "name", "town_id", "seg_id", "created"),
        **counted,
        **declared("clients", "competitor_in_place"),
    }
    return View.of("clients", "Clients", "client", columns, clients)


@cache
def _complaints(case: Case) -> View:
    complaints = dated(read(case, "complaints"), "opened")
    complaints["client"] = complaints["client_id"].map(_names(case))
    columns = {
        **_CLIENT,
        **declared("complaints", "opened"),
        **PERIOD,
        **declared("complaints", "category", "client_words", "facts", "closed", "csat"),
    }
    return View.of("complaints", "Réclamations", "réclamation", columns, complaints)


@cache
def _products(case: Case) -> View:
    columns = declared(
        "products", "sku", "family", "range", "label", "price", "cost", "kw", "flow_m3min",
        "eco_fee", "lead_days", "stock", "price_per_kw",
    )  # fmt: skip
    return View.of("products", "Catalogue", "article", columns, read(case, "products"))


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


@cache
def _names(case: Case) -> dict[str, str]:
    """Names of clients and prospects by code."""
    return _clients_by_code(case) | _prospects_by_code(case)


def _clients_by_code(case: Case) -> dict[str, str]:
    return {client.client_id: client.name for client in case.clients}


def _prospects_by_code(case: Case) -> dict[str, str]:
    return {prospect.prospect_id: prospect.name for prospect in case.prospects}
