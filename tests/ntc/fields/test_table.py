from datetime import date
from decimal import Decimal

import pytest

from ntc.fields import Blank, NumberField, TableField, Unreadable, Value
from tests.spaces import plain


def test_without_rows_or_columns_each_part_is_a_row_in_its_own_unit():
    field = TableField("cp4-break-even", year=2025)
    assert list(field.parts) == ["mcv-rate", "threshold", "safety", "date-linear", "date-seasonal", "target"]
    assert field.columns == {"value": "Votre résultat"}
    cells = field.parse(
        {"mcv-rate": {"value": "31,4"}, "threshold": {"value": "1,2 M€"}, "date-linear": {"value": "15/10"}}
    ).value
    assert cells["mcv-rate"]["value"].value == Decimal("0.314")
    assert cells["threshold"]["value"].value == Decimal(1_200_000)
    assert cells["date-linear"]["value"].value == date(2025, 10, 15)
    assert cells["target"]["value"] == Blank()


def test_columns_of_units_over_the_parts_take_their_heads_from_the_exercise():
    field = TableField("cp4-variance", ca="€", margin="€")
    assert field.columns == {"ca": "Sur le CA HT", "margin": "Sur la marge"}
    assert list(field.parts) == ["volume", "mix", "price", "total"]


def test_some_parts_can_be_chosen_as_rows_by_their_ids():
    field = TableField("cp4-time", ["admin", "freed"])
    assert [part.unit for part in field.parts.values()] == ["%", "heures"]
    with pytest.raises(KeyError):
        TableField("cp4-time", ["ghost"])


def test_columns_of_choices_over_records():
    field = TableField("cp4-causes", [("i1", "Indice")], cause=[("c1", "Cause")], source=[("s1", "Devis")])
    assert field.columns == {"cause": "Cause que l’indice établit", "source": "Document où vous l’avez lu"}
    cells = field.parse({"i1": {"cause": "c1", "source": "s9"}}).value["i1"]
    assert cells["cause"] == Value("c1", "Cause")
    assert isinstance(cells["source"], Unreadable)


def test_what_is_left_is_named_by_row_and_by_the_one_column_that_lacks_it():
    choices = [("a", "A"), ("b", "B")]
    rows = [("r1", "La part du motif « prix »."), ("r2", "Le reste")]
    field = TableField("cp4-causes", rows, cause=choices, source=choices)
    both = {"cause": "a", "source": "b"}
    (said,) = field.remarks({"r1": {"cause": "a"}, "r2": both})
    assert plain(said) == (
        "1 case sans réponse (colonne « Document où vous l’avez lu ») : « La part du motif “prix” »."
    )
    (said,) = field.remarks({"r2": both})
    assert plain(said) == "2 cases sans réponse : « La part du motif “prix” »."


def test_a_rate_typed_without_the_decimal_asked_for_is_told_and_no_other_figure():
    field = TableField("cp4-dashboard")
    rows = {"ca": "2 400 000", "retention": "89 %", "margin-rate": "32", "growth": "5,0", "visits": "401"}
    said = [plain(one) for one in field.remarks({row: {"value": text} for row, text in rows.items()})]
    assert said[1:] == [
        "Sans décimale, quand une au moins est demandée : « Taux de marque moyen 2025 » et "
        "« Taux de fidélisation »."
    ]
    alone = NumberField("cp4-time-admin")
    assert list(map(plain, alone.remarks("33"))) == ["Sans décimale, quand une au moins est demandée."]
    assert alone.remarks("33,3 %") == alone.remarks("") == []


def test_the_static_page_shows_what_is_understood_and_why_not():
    page = TableField("cp4-variance", ca="€", margin="€").html({"mix": {"ca": "12", "margin": "<x>"}})
    assert '<th scope="row">Écart sur mix</th><td>12,00\u00a0€</td><td>«\u00a0&lt;x&gt;\u00a0»' in page
    assert page.count("sans réponse") == 6
