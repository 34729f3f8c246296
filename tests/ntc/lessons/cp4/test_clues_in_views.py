"""Each clue of CP4 is found in the lesson's explorer as a learner works there: filter, group, total, mean."""

import re
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from autograder import truth
from ntc.case import VARIANTS, load
from ntc.french import NARROW, NBSP, euros, percent
from ntc.lesson import shipped
from ntc.lessons.cp4.views import VIEWS as OWN
from ntc.tables.trade import VIEWS as TRADE

# The views that the lesson's explorer opens for the causes, by the table that a source names.
OPENED = {
    "orders": "orders", "order_lines": "lines", "quotes": "quotes", "activities": "activities",
    "complaints": "complaints", "budget_2025": "budget", "clients": "clients", "invoices": "invoices",
    "targets": "targets", "opportunities": "opportunities",
}  # fmt: skip
KEPT = ("livrée", "en cours")
SUMMER = ("juin", "juillet", "août", "septembre")


@cache
def opened(case, name):
    view = {**TRADE, **OWN}[name](case)
    heads = [column.label for column in view.columns]
    return [dict(zip(heads, row, strict=True)) for row in view.rows]


class Opened:
    """A view as it is opened: its lines by head, kept by filters."""

    def __init__(self, case, table):
        self.lines = opened(case, OPENED[table])

    def keep(self, **choices):
        for head, wanted in choices.items():
            name = head.replace("_", " ")
            wanted = wanted if isinstance(wanted, tuple) else (wanted,)
            self.lines = [line for line in self.lines if line[name] in wanted]
        return self

    def between(self, head, first, last):
        self.lines = [line for line in self.lines if line[head] and first <= line[head] <= last]
        return self

    def total(self, head):
        return sum(Decimal(str(line[head])) for line in self.lines)

    def mean(self, head):
        return self.total(head) / len(self.lines)


def turnover(case, table, name):
    """CA of a client in 2024 and 2025, by the table where one looks."""
    if table == "clients":
        client = Opened(case, table).keep(Raison_sociale=name)
        return [client.total(f"Net HT {year}") for year in (2024, 2025)]
    return [
        Opened(case, table).keep(Client=name, État=KEPT, Année=year).total("Net HT") for year in (2024, 2025)
    ]


def lost(case, table, name):
    former, latest = turnover(case, table, name)
    return [euros(latest, 0), euros(former, 0), euros(latest - former, 0)]


def last_visit(case, table, name):
    visits = Opened(case, table).keep(Client_ou_prospect=name, Nature="visite")
    return [f"{max(line['Date'] for line in visits.lines):%d/%m/%Y}"]


def discounts(case, table, name):
    spans = ((date(2024, 1, 1), date(2025, 3, 31)), (date(2025, 4, 1), date(2025, 12, 31)))
    kept = [
        Opened(case, table).keep(Famille="compresseurs", État=KEPT).between("Date", *span) for span in spans
    ]
    return [percent(lines.mean("Remise") / 100) for lines in kept]


def machine_price(case, table, name):
    (line,) = Opened(case, table).keep(Ligne="Compresseurs à vitesse fixe").lines
    return [euros(line["Prix moyen réalisé"], 0), euros(line["Prix moyen prévu"], 0)]


def sold_price(case, table, name):
    """What the order lines say of a price in the budget: what was sold, not what was planned."""
    sold = Opened(case, table).keep(Gamme="vitesse fixe", État=KEPT, Année=2025)
    return [euros(sold.total("Net HT") / sold.total("Quantité"), 0)]


def refused(case, table, name):
    inside, outside = (
        [
            len(Opened(case, table).keep(Issue="perdu", **motive).between("Réponse le", *span).lines)
            for span in spans
            for motive in ({}, {"Motif": "délai"})
        ]
        for spans in (
            [(date(2025, 6, 1), date(2025, 9, 30))],
            [(date(2025, 1, 1), date(2025, 5, 31)), (date(2025, 10, 1), date(2025, 12, 31))],
        )
    )
    return [percent(Decimal(sum(each[1::2])) / sum(each[::2]), 0) for each in (inside, outside)]


def complaints(case, table, name):
    return [
        str(len(Opened(case, table).keep(Catégorie="délai", Année=year, Mois=SUMMER).lines))
        for year in (2025, 2024)
    ]


def paperwork(case, table, name):
    return [
        percent(
            Opened(case, table).keep(Année=year, Nature="administratif").total("Durée")
            / Opened(case, table).keep(Année=year).total("Durée"),
            1,
        )
        for year in (2025, 2024)
    ]


def newcomers(case, table, name):
    return [
        str(len(Opened(case, table).between("Client depuis le", date(year, 1, 1), date(year, 12, 31)).lines))
        for year in (2025, 2024)
    ]


# How a learner checks each clue, by its story and the table where they look.
CHECKED = {
    ("T07", "orders"): lost,
    ("T07", "clients"): lost,
    ("T07", "order_lines"): lost,
    ("T07", "activities"): last_visit,
    ("T08", "order_lines"): discounts,
    ("T08", "budget_2025"): machine_price,
    ("T09", "quotes"): refused,
    ("T09", "complaints"): complaints,
    ("T10", "activities"): paperwork,
    ("T10", "clients"): newcomers,
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_figures_of_each_clue_are_in_every_view_that_its_truth_accepts(variant):
    case, labels = load(variant), truth.load(variant)
    tables = {source.id: source.table for source in labels.clue_sources}
    said = {clue.id: clue.label for clue in case.clues}
    (client,) = [row.record for row in labels.traps if (row.trap, row.table) == ("T07", "clients")]
    name = next(row.name for row in case.clients if row.client_id == client)
    checked = set()
    for clue in labels.clues:
        for source in (clue.source, *(clue.also or "").split()):
            check = CHECKED[clue.trap, tables[source]]
            if (tables[clue.source], tables[source]) == ("budget_2025", "order_lines"):
                check = sold_price
            checked.add((clue.trap, tables[source]))
            figures = check(case, tables[source], name)
            assert figures
            assert [one for one in figures if not in_words(one, said[clue.id])] == [], (
                tables[source],
                said[clue.id],
            )
    assert checked == CHECKED.keys()


def in_words(figure, text):
    """Whether a figure stands in a text as a figure of its own."""
    return re.search(rf"(?<![\d,{NARROW}])(?<!\d{NBSP}){re.escape(figure)}(?![\d,])", text) is not None


def test_the_lesson_opens_the_views_that_its_clues_are_checked_in():
    calls = [
        "".join(cell["source"]) for cell in shipped("cp4-bilan")["cells"] if cell["id"] == "explorer-causes"
    ]
    assert set(re.findall(r'"([a-z-]+)"', calls[0])) == set(OPENED.values())
