"""The page of the company: every figure it names exists, every rule is told, and no truth shows."""

import re
from html.parser import HTMLParser

import pytest

from ntc.case import VARIANTS, load, schema
from ntc.french import typeset
from ntc.instruments.tables import table_view
from ntc.paths import COURSE, TABLES
from ntc.reference import Competitors, Dictionary, territory
from ntc.reference.house import figures

PAGE = (COURSE / "galerne.ipynb").read_text(encoding="utf-8")
NAMED = set(re.findall(r"\{\{([a-z0-9-]+)\}\}", PAGE))


class Texts(HTMLParser):
    """The texts of a page's cells and summaries, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_figure_of_the_page_exists_and_none_is_idle(variant):
    assert figures(load(variant)).keys() == NAMED


def test_every_rule_is_told_once():
    assert re.findall(r"\| (R\d\d) \|", PAGE) == [f"R{number:02d}" for number in range(1, 28)]


def test_figures_are_those_of_the_policy():
    known = figures(load("00"))
    assert known["remise-equipements-vendeur"] == "8\u00a0%"
    assert known["tva-livres"] == "5,5\u00a0%"
    assert known["penalites"] == "12,15\u00a0%"
    assert known["palier-or-max"] == "80\u202f000\u00a0€"
    assert known["relances"] == "J+7, J+15, J+28"
    assert known["marque-reseau-options"] == "28\u00a0%"


def test_the_dictionary_tells_every_public_column_and_no_truth():
    shown = {table["id"]: table for table in Dictionary(load("00")).tables}
    assert shown.keys() == {path.stem for path in (TABLES / "00").glob("*.csv")}
    assert (shown["company"]["label"], shown["company"]["count"]) == ("Fiche de l’entreprise", 1)
    for name, table in shown.items():
        public = [typeset(column.label) for column in schema()[name].columns if not column.truth]
        assert [column["label"] for column in table["columns"]] == public
    invoice = {column["label"]: column for column in shown["invoices"]["columns"]}
    assert invoice["Commande"]["target"] == "Commandes"
    assert invoice["Nature"]["nature"] == "au choix\u00a0: facture, acompte, livraison, solde"


def test_the_dictionary_sends_the_lines_of_the_table_that_is_asked_for(monkeypatch):
    sent = []
    dictionary = Dictionary(load("00"))
    monkeypatch.setattr(dictionary, "send", sent.append)
    for asked in ({"open": "towns"}, {"open": "remedy_plans"}, "open"):
        dictionary._handle_custom_msg(asked, [])
    assert sent == [{"table": table_view(load("00"), "towns").packed()}]


def test_the_competitors_are_those_of_the_policy():
    texts = Texts(Competitors(load("00"))._repr_html_()).texts
    assert texts[:5] == [
        "Concurrent",
        "Qui est-ce\u202f?",
        "Part du secteur",
        "Indice de prix",
        "Service, sur 5",
    ]
    assert texts[5] == "Compressane"
    assert texts[7:10] == ["30\u00a0%", "112", "4,2"]
    assert sum(text.endswith("\u00a0%") for text in texts) == 6


def test_the_map_shows_the_sector_and_the_agencies():
    shown = territory(load("00"))
    bases = {place["label"] for place in shown.places if place["kind"] == "base"}
    assert bases == {"Carquefou", "Cesson-Sévigné", "Angers"}
    assert len(shown.places) == 32
