"""Every table of a learner opens, whole, with French heads, names beside codes and nothing of the truth."""

import csv
import json

import pytest

from ntc.case import load, schema
from ntc.french import NBSP
from ntc.paths import TABLES
from ntc.tables.view import View
from ntc.tables.whole import public_tables, table_view

FILES = {path.stem: path for path in (TABLES / "00").glob("*.csv")}


def opened(name: str) -> View:
    return table_view(load("00"), name)


def column(view: View, label: str) -> list:
    index = [column.label for column in view.columns].index(label)
    return [row[index] for row in view.rows]


def raw(name: str) -> list[dict[str, str]]:
    with FILES[name].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_of_a_learner_is_a_table_to_open_and_no_other_is():
    assert public_tables().keys() == FILES.keys()
    assert len(FILES) >= 69


@pytest.mark.slow
def test_tables_open_whole_in_french():
    for name in FILES:
        view, records = opened(name), raw(name)
        heads = [column.label for column in view.columns]
        assert len(set(heads)) == len(heads), name
        assert not [head for head in heads if "_" in head or not head[0].isupper()], name
        if len(records) == 1:
            assert set(heads) == {"Rubrique", "Valeur"}, name
            assert len(view.rows) >= len(public_tables()[name].public), name
        else:
            assert len(view.rows) == len(records), name
        packed = view.packed()
        words = {word for one in packed["columns"] for word in one.get("words", ())}
        assert not words & {"True", "False", "None", "nan"}, name
        assert len(json.dumps(packed)) < 400_000, name


@pytest.mark.slow
def test_no_column_of_the_truth_is_shown():
    for name in FILES:
        labels = {column.label for column in schema()[name].public}
        hidden = {column.label for column in schema()[name].columns if column.truth} - labels
        view = opened(name)
        assert not hidden & {column.label for column in view.columns}, name
        if view.columns[0].label == "Rubrique":
            assert not hidden & set(column(view, "Rubrique")), name


def test_a_code_is_followed_by_the_name_that_it_stands_for():
    names = {row["client_id"]: row["name"] for row in raw("clients")}
    orders = opened("orders")
    assert column(orders, "Client (n°)") == [row["client_id"] for row in raw("orders")]
    assert column(orders, "Client") == [names[row["client_id"]] for row in raw("orders")]


def test_an_invoice_names_the_client_of_its_order():
    names = {row["client_id"]: row["name"] for row in raw("clients")}
    of_order = {row["order_id"]: names[row["client_id"]] for row in raw("orders")}
    of_invoice = {row["invoice_id"]: of_order[row["order_id"]] for row in raw("invoices")}
    assert column(opened("payments"), "Client") == [of_invoice[row["invoice_id"]] for row in raw("payments")]


def test_an_account_is_a_client_or_a_prospect_and_may_be_missing():
    names = {row["client_id"]: row["name"] for row in raw("clients")}
    names |= {row["prospect_id"]: row["name"] for row in raw("prospects")}
    shown = column(opened("activities"), "Client ou prospect")
    assert shown == [names.get(row["account_id"], "") for row in raw("activities")]
    assert "" in shown


def test_the_client_is_not_named_twice():
    heads = [column.label for column in opened("complaints").columns]
    assert heads[:5] == ["N° réclamation", "Client (n°)", "Client", "Commande", "Ouverte le"]


def test_rates_are_per_cent_and_yes_is_oui():
    quotes = opened("quotes")
    assert next(one for one in quotes.columns if one.label == "Taux de marque prévu")[2:5] == ("%", 2, False)
    assert float(column(quotes, "Taux de marque prévu")[0]) == pytest.approx(
        100 * float(raw("quotes")[0]["margin_rate"])
    )
    assert set(column(opened("invoices"), "Litige")) == {"oui", "non"}


def test_months_years_and_hours_are_written_as_such():
    kinds = {
        one.label: one.kind
        for name in ("fuel_log", "market_stats", "tour_stops")
        for one in opened(name).columns
    }
    assert (kinds["Mois"], kinds["Année"]) == ("month", "choice")
    packed = opened("tour_stops").packed()["columns"]
    since = next(one for one in packed if one["label"] == "Arriver à partir de")
    assert since["words"][since["values"][0]] == raw("tour_stops")[0]["opens"].replace(":", " h ")
    years = next(one for one in opened("market_stats").packed()["columns"] if one["label"] == "Année")
    assert years["words"] == ["2022", "2023", "2024", "2025"]


def test_a_single_record_is_read_as_a_card():
    card = dict(opened("company").rows)
    record = raw("company")[0]
    assert card["Raison sociale"] == record["name"]
    assert card["Chiffres arrêtés au"] == "31/12/2025"
    assert card["Objectif de CA 2025"].replace("\u202f", "").replace(NBSP, " ") == "2520000,00 €"


def test_what_a_learner_may_not_read_is_no_table():
    with pytest.raises(KeyError):
        opened("remedy_plans")


def test_what_is_made_for_an_exercise_is_named_by_its_competence_and_a_half_hour_by_its_hour():
    assert set(column(opened("tours"), "Tournée")) == {"CP2", "CP5"}
    assert dict(opened("call_days").rows)["Journée"] == "CP5"
    assert dict(opened("company").rows)["Taux bancaire annuel"] == "4,50 %"
    first = raw("week_draft")[0]
    slot = next(slot for slot in raw("week_slots") if slot["slot_id"] == first["slot_id"])
    on = "/".join(reversed(slot["day"].split("-")))
    assert column(opened("week_draft"), "Commence à")[0] == f"{on}, {slot['start'].replace(':', ' h ')}"
