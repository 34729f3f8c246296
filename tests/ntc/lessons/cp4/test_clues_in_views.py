"""Each clue of CP4 is read in the lesson's explorer, from its words alone, as a learner reads it there."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from autograder import truth
from ntc.case import VARIANTS, load
from ntc.french import MONTHS, euros, number, percent
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
# What the lesson tells: a clue proves where its figure has worsened by a tenth at least.
PROVES = Decimal("0.10")
RANKS = {name: rank for rank, name in enumerate(MONTHS, start=1)}


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

    def during(self, head, months):
        """Keep the lines of some months, (year, month) each."""
        self.lines = [line for line in self.lines if line[head] and month(line[head]) in months]
        return self

    def total(self, head):
        return sum((Decimal(str(line[head])) for line in self.lines), Decimal(0))

    def mean(self, head):
        return self.total(head) / len(self.lines)


def month(day: date) -> tuple[int, int]:
    return day.year, day.month


def span(text):
    """The months of « de juin à septembre 2024 », « de septembre 2024 à mars 2025 », « en 2025 »."""
    named = re.findall(rf"({'|'.join(MONTHS)})(?: (\d{{4}}))?", text)
    if not named:
        (year,) = re.findall(r"\d{4}", text)
        return {(int(year), each) for each in range(1, 13)}
    (first, from_year), (last, year) = named
    begin, end = (
        (int(from_year or year), RANKS[first]),
        (int(year), RANKS[last]),
    )
    return {(each, one) for each in (2024, 2025) for one in range(1, 13) if begin <= (each, one) <= end}


def spans(clue):
    """The two spans that a clue compares, the earlier first."""
    if "premier semestre de 2024" in clue and "au second" in clue:
        return [{(2024, each) for each in range(1 + half, 7 + half)} for half in (0, 6)]
    pattern = (
        r"en \d{4}|(?:de |d’)(?:" + "|".join(MONTHS) + r")(?: \d{4})? à (?:" + "|".join(MONTHS) + r") \d{4}"
    )
    found = [span(text) for text in re.findall(pattern, clue)]
    if "aux mêmes mois de 2025" in clue:
        found.append({(2025, each) for _, each in found[0]})
    assert len(found) == 2, clue
    return found


def quoted(clue):
    (name,) = re.findall("«\u00a0([^»]+)\u00a0»", clue)
    return name


def client(case, clue):
    (name,) = {row.name for row in case.clients if row.name in clue}
    return name


def sales(case, table, clue):
    name = client(case, clue)
    if table == "clients":
        found = Opened(case, table).keep(Raison_sociale=name)
        return [found.total(f"Net HT {year}") for year in (2024, 2025)]
    return [
        Opened(case, table).keep(Client=name, État=KEPT).during("Date", months).total("Net HT")
        for months in spans(clue)
    ]


def visits(case, table, clue):
    name = client(case, clue)
    return [
        len(Opened(case, table).keep(Client_ou_prospect=name, Nature="visite").during("Date", months).lines)
        for months in spans(clue)
    ]


def discounts(case, table, clue):
    head = "Famille" if "la famille" in clue else "Gamme"
    return [
        Opened(case, table).keep(**{head: quoted(clue)}, État=KEPT).during("Date", months).mean("Remise")
        for months in spans(clue)
    ]


def refusals(case, table, clue):
    lost = [Opened(case, table).keep(Issue="perdu").during("Réponse le", months) for months in spans(clue)]
    of_all = [len(lines.lines) for lines in lost]
    return [
        Decimal(100 * len(lines.keep(Motif=quoted(clue)).lines)) / many
        for lines, many in zip(lost, of_all, strict=True)
    ]


def complaints(case, table, clue):
    return [
        len(Opened(case, table).keep(Catégorie=quoted(clue)).during("Ouverte le", months).lines)
        for months in spans(clue)
    ]


def hours(case, table, clue):
    return [
        100
        * Opened(case, table).keep(Nature=quoted(clue)).during("Date", months).total("Durée")
        / Opened(case, table).during("Date", months).total("Durée")
        for months in spans(clue)
    ]


def meetings(case, table, clue):
    if table == "clients":
        return [Opened(case, table).total(f"Visites {year}") for year in (2024, 2025)]
    kind = "prospect" if "prospects" in clue else "client"
    return [
        len(Opened(case, table).keep(Compte=kind, Nature="visite").during("Date", months).lines)
        for months in spans(clue)
    ]


def shown(figure, places):
    return percent(figure / 100, places)


# What a clue is about, told by its words: how it is read, how its figures print, whether less of it is worse.
READ = {
    r"chiffre d’affaires|commandes": (sales, lambda figure: euros(figure, 0), True),
    r"visites.* (à|chez) des ": (meetings, lambda figure: number(figure, 0), True),
    r"visites": (visits, lambda figure: number(figure, 0), True),
    r"remise": (discounts, lambda figure: shown(figure, 2), False),
    r"motif": (refusals, lambda figure: shown(figure, 1), False),
    r"réclamations": (complaints, lambda figure: number(figure, 0), False),
    r"heures": (hours, lambda figure: shown(figure, 1), False),
}


def reading(clue):
    return next(READ[pattern] for pattern in READ if re.search(pattern, clue, re.IGNORECASE))


def worsened(before, after, less_is_worse):
    """By how much, of what it was; nothing where there was none and is none."""
    if not before:
        assert not after
        return Decimal(0)
    change = Decimal(after - before) / Decimal(before)
    return -change if less_is_worse else change


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_clue_is_read_in_every_view_that_its_truth_accepts_and_proves_or_clearly_does_not(variant):
    case, labels = load(variant), truth.load(variant)
    tables = {source.id: source.table for source in labels.clue_sources}
    said = {clue.id: clue.label for clue in case.clues}
    wrong = []
    for label in labels.clues:
        clue = said[label.id]
        read, print_, less_is_worse = reading(clue)
        for source in (label.source, *(label.also or "").split()):
            before, after = read(case, tables[source], clue)
            change = worsened(before, after, less_is_worse)
            if f"de {print_(before)} à {print_(after)}" != label.found:
                wrong.append((clue, tables[source], before, after, label.found))
            # What proves nothing is far from the line: a figure rounded to one per cent stays on its side.
            if not (change >= PROVES + Decimal("0.01") if label.cause else change <= PROVES / 2):
                wrong.append((clue, tables[source], change, label.cause))
    assert wrong == []


def test_every_way_to_read_a_clue_is_used():
    used = Counter(reading(clue.label)[0].__name__ for variant in VARIANTS for clue in load(variant).clues)
    assert used.keys() == {read.__name__ for read, *_ in READ.values()}
    assert used.total() == 10 * len(VARIANTS)


def test_the_lesson_opens_the_views_that_its_clues_are_checked_in():
    calls = [
        "".join(cell["source"]) for cell in shipped("cp4-bilan")["cells"] if cell["id"] == "explorer-causes"
    ]
    assert set(re.findall(r'"([a-z-]+)"', calls[0])) == set(OPENED.values())
