"""Words of the case that any lesson may say: a function, said of who holds it."""

from ntc.case import load
from ntc.lessons.company import office


def test_a_function_is_said_of_who_holds_it():
    # Variant 05 has a woman at the head of its sales, Lénaïg Sallémin; nobody of the staff bears the others.
    assert office(load("05"), "chef des ventes") == "cheffe des ventes"
    assert office(load("05"), "négociateur") == "négociateur"
    assert office(load("05"), "direction financière") == "direction financière"
    men = [
        variant
        for variant in ("00", "01", "02", "03")
        if office(load(variant), "chef des ventes")[:5] == "chef "
    ]
    assert men
