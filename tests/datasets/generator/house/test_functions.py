"""The function of who leads the sales, in the gender of the person, in every sentence."""

import pytest
from generator.core.world import World
from generator.house.functions import agree


def told(name, text):
    world = World("00")
    world.add("staff", [{"role": "Chef des ventes", "name": name}])
    world.add("diary", [{"text": text, "hours": 2}])
    agree(world)
    [row] = world["diary"]
    assert row["hours"] == 2
    assert world["staff"][0]["role"] == "Chef des ventes"
    return row["text"]


@pytest.mark.parametrize(
    ("text", "of_a_woman"),
    [
        ("Point avec le chef des ventes.", "Point avec la cheffe des ventes."),
        ("Bilan envoyé au chef des ventes", "Bilan envoyé à la cheffe des ventes"),
        ("L’accord du chef des ventes sur la remise", "L’accord de la cheffe des ventes sur la remise"),
        ("Mon chef des ventes pourrait dire oui.", "Ma cheffe des ventes pourrait dire oui."),
        ("Votre chef des ventes la refuse.", "Votre cheffe des ventes la refuse."),
        ("Le chef d’atelier attend.", "Le chef d’atelier attend."),
        # A function that stands alone is a code.
        ("chef des ventes", "chef des ventes"),
    ],
)
def test_a_sentence_agrees_with_who_leads_the_sales(text, of_a_woman):
    assert told("Lénaïg Sallémin", text) == of_a_woman
    assert told("Loïc Vaubineau", text) == text
