"""The page of the company: every figure it names exists, every rule is told, and no truth shows."""

import re
from html.parser import HTMLParser

import pytest

from ntc.case import VARIANTS, load, policy, schema
from ntc.french import typeset
from ntc.lessons.prose import placeholders
from ntc.paths import COURSE, TABLES
from ntc.reference import (
    Dictionary,
    OrganisationChart,
    call_hours,
    competitors,
    gestures,
    prospect_points,
    season,
    tender_points,
    territory,
)
from ntc.reference.house import prose
from ntc.tables.whole import table_view

PAGE = (COURSE / "galerne.ipynb").read_text(encoding="utf-8")
NAMED = placeholders(PAGE)


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
    assert prose(load(variant)).keys() == NAMED


def test_every_rule_is_told_once():
    assert re.findall(r"\| (R\d\d) \|", PAGE) == [f"R{number:02d}" for number in range(1, 31)]


def test_figures_are_those_of_the_policy():
    known = prose(load("00"))
    assert known["remise-equipements-vendeur"] == "8\u00a0%"
    assert known["tva-livres"] == "5,5\u00a0%"
    assert known["penalites"] == "12,15\u00a0%"
    assert known["palier-or-max"] == "80\u202f000\u00a0€"
    assert (known["appel-debut"], known["appel-fin"]) == ("7\u00a0h\u00a030", "18\u00a0h")
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
    for asked in ({"open": "towns"}, {"open": "remedy_plans"}, {"open": "dialogue_choices"}, "open"):
        dictionary._handle_custom_msg(asked, [])
    assert sent == [{"table": table_view(load("00"), "towns").packed()}]


def test_replies_to_be_played_are_explained_and_not_shown():
    played = {table["id"] for table in Dictionary(load("00")).tables if table["played"]}
    assert played == {
        *("dialogue_nodes", "dialogue_choices", "objection_replies", "buyers", "moves", "buyer_lines"),
        # They name the machine that the sizing is to find.
        *("deals", "lease_offers"),
    }


def test_the_competitors_are_those_of_the_policy():
    shown = competitors(load("00"))
    assert shown.heads == ("Concurrent", "Qui est-ce\u202f?", "Part du secteur")
    assert [row[0] for row in shown.rows] == [rival["name"] for rival in policy()["competitors"]]
    assert shown.rows[0][2:] == ("30\u00a0%",)


def test_the_points_of_a_tender_are_those_of_r25():
    lines = {name: (points, how) for name, points, how in tender_points(load("00")).rows}
    assert sum(int(points) for points, _ in lines.values()) == 100
    assert lines["Jours restants avant la réponse"][1] == (
        "20 à partir de 25 jours, 14 à partir de 15 jours, 8 à partir de 10 jours, 0 en dessous"
    )
    assert lines["Taux de marque attendu"][1].startswith("20 à partir de 32\u00a0%, 14 à partir de 27\u00a0%")
    assert lines["Concurrents attendus"][1].endswith("10 à partir de 3, 15 en dessous")


def test_every_gesture_of_the_policy_has_its_worth_and_its_cost():
    shown = gestures(load("00")).rows
    assert len(shown) == len(policy()["gesture_menu"]["items"])
    assert ("Audit de fuites offert", "980\u00a0€", "520\u00a0€") in shown
    # Where the catalogue asks another price, the gesture is worth that price.
    assert ("Audit de fuites offert", "1\u202f014\u00a0€", "538\u00a0€") in gestures(load("05")).rows
    assert (
        "Garantie prolongée de six mois",
        "2,5\u00a0% du prix de la machine",
        "0,9\u00a0% du prix de la machine",
    ) in shown


def test_the_months_weigh_twelve_together():
    cells = [cell for row in season(load("00")).rows for cell in row[1::2]]
    assert len(cells) == 12
    assert sum(float(cell.replace(",", ".")) for cell in cells) == pytest.approx(12)
    assert ("Février", "0,92", "Août", "0,48") in season(load("00")).rows


def test_every_segment_tells_when_it_answers():
    shown = {row[0]: row[-1] for row in call_hours(load("00")).rows}
    assert len(shown) == 12
    assert shown["Bois et meuble"].replace("\u00a0", " ") == "7 h 45 à 9 h et 16 h 30 à 17 h 45"


def test_the_grid_of_prospects_is_out_of_a_hundred():
    shown = prospect_points(load("00")).rows
    assert sum(int(row[1]) for row in shown) == 100
    assert shown[0] == ("Potentiel annuel estimé", "40", "20\u202f000\u00a0€", "0\u00a0€")


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_chart_names_everybody_once_and_the_learner_as_you(variant):
    case = load(variant)
    chart = OrganisationChart(case)
    page = chart._repr_html_()
    assert {person.role for person in case.staff} < set(chart.roles)
    assert len(chart.roles) == len(set(chart.roles))
    for person in (*case.staff, *case.salespeople):
        assert page.count(person.name) == (person.name != case.company.ntc_name), person.name
    assert "S2\u00a0: vous" in page


def test_the_map_shows_the_sector_and_the_agencies():
    shown = territory(load("00"))
    bases = {place.label for place in shown.places if place.kind == "base"}
    assert bases == {"Carquefou", "Cesson-Sévigné", "Angers"}
    assert len(shown.places) == 32
