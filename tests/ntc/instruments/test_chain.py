"""The sizing sheet: an order, models and figures, and nothing worked out."""

import pytest

from ntc.case import load
from ntc.fields import Blank, Unreadable, Value
from ntc.instruments.chain import SAMPLE, AirChain, Chain, Element, models

ID = "cp4-causes"


@pytest.fixture
def field():
    return AirChain(ID, SAMPLE)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_order_is_that_of_the_places_and_of_two_at_one_place_the_first_that_is_given(field):
    raw = {"n": {"place": "2"}, "d": {"place": "10"}, "c": {"place": "2"}}
    assert field.parse(raw).value.order == ("c", "n", "d")


def test_what_lacks_is_told(field):
    told = field.feedback({"d": {"place": "1", "model": "SF-70"}})
    assert told.state == "partial"
    assert plain(told.echo) == "1 élément sur 3"
    assert plain(told.message) == (
        "À placer : Compresseur et Réseau. Il reste à remplir : Débit corrigé (Sécheur <b>froid</b>)."
    )


def test_a_figure_is_understood_and_nothing_is_worked_out_from_it(field):
    raw = {"c": {"place": "1", "model": "GV-22"}, "d": {"place": "2", "model": "SF-40", "flow": "5,63"}}
    told = field.feedback(raw)
    assert plain(told.cells["d"]["flow"]["echo"]) == "5,63 m³/min"
    assert told.cells["d"]["model"]["state"] == "answered"
    # A dryer that is too small is none of its business.
    assert plain(told.message) == "À placer : Réseau."


def test_a_figure_that_cannot_be_read_leaves_the_rest(field):
    raw = {"c": {"place": "1"}, "d": {"place": "2", "flow": "cinq"}}
    assert field.feedback(raw).state == "unreadable"
    value = field.parse(raw).value
    assert value.order == ("c", "d")
    assert isinstance(value.figures["d"]["flow"], Unreadable)
    assert "lisible" in field.remarks(raw)[0]


@pytest.mark.parametrize("place", ["", "0", "-1", "100", "1.5", "un"])
def test_a_place_is_a_rank(field, place):
    assert isinstance(field.parse({"c": {"place": place}}), Unreadable)


def test_the_static_page_is_the_chain_in_its_order(field):
    raw = {"d": {"place": "1", "model": "SF-70", "flow": "5,63"}, "c": {"place": "2"}}
    assert (
        "<ol><li><strong>Sécheur &lt;b&gt;froid&lt;/b&gt;</strong> · Modèle : SF-70, 7 m³/min"
        " · Débit corrigé : 5,63 m³/min</li>"
        "<li><strong>Compresseur</strong> · Modèle : sans réponse</li></ol>"
    ) in plain(field.html(raw))


def test_the_page_is_told_what_each_element_is_drawn_as_and_its_boxes(field):
    first, second, third = field.controls()["elements"]
    assert (first["symbol"], [box["id"] for box in first["boxes"]]) == ("compressor", ["model"])
    assert [(box["id"], box["label"]) for box in second["boxes"]] == [
        ("model", "Modèle"),
        ("flow", "Débit corrigé"),
    ]
    assert (second["boxes"][1]["input"], second["boxes"][1]["unit"]) == ("number", "m³/min")
    assert third["boxes"] == []


def test_an_element_can_be_drawn_and_its_boxes_told_apart():
    with pytest.raises(ValueError, match="no such symbol"):
        Element("x", "Pompe", "pump")
    with pytest.raises(ValueError, match="ids that are taken"):
        Element("x", "Cuve", "vessel", figures=(("place", "Volume", "L"),))
    with pytest.raises(ValueError, match="id of its own"):
        AirChain(ID, (SAMPLE[0], SAMPLE[0]))


def test_the_models_are_those_of_the_catalogue():
    found = dict(models(load("00"), "SF"))
    assert list(found) == ["SF-12", "SF-25", "SF-40", "SF-70", "SF-110"]
    assert found["SF-70"].startswith("SF-70, Sécheur frigorifique")
    assert Value(Chain()) == Value(Chain(), "")
    assert AirChain(ID, SAMPLE).parse({}) == Blank()


def test_a_sheet_annexes_the_chain_in_its_order(field):
    raw = {"d": {"place": "1", "model": "SF-70", "flow": "5,63"}, "c": {"place": "2", "model": "?"}}
    assert [plain(line) for line in field.in_lines(field.parse(raw))] == [
        "1. Sécheur <b>froid</b> — Modèle : SF-70, 7 m³/min — Débit corrigé : 5,63 m³/min",
        "2. Compresseur",
    ]
