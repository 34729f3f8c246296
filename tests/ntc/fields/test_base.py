from datetime import datetime

import pytest

from ntc.exercises import Exercise
from ntc.fields import ChoiceField, NumberField, session
from ntc.fields.base import badges


def exercise(points, *criteria):
    return Exercise("cp4-x", "Titre", points, criteria, ())


def test_a_field_takes_its_label_help_and_unit_from_its_part():
    field = NumberField("cp4-time-freed")
    assert field.exercise.id == "cp4-time"
    assert field.label.startswith("Heures libérées dans le mois")
    assert field.spec()["unit"] == "heures"
    assert field.spec()["help"].startswith("Heures administratives")


def test_a_field_of_no_declared_exercise_is_refused():
    with pytest.raises(KeyError, match="cp9-ghost"):
        NumberField("cp9-ghost")


@pytest.mark.parametrize(
    ("points", "criteria", "shown"),
    [
        (1, ["cp4.c1"], ["1 point", "CP4 : critère 1"]),
        (2.5, ["cp4.c2", "cp4.c1"], ["2,5 points", "CP4 : critères 1 et 2"]),
        (12, ["cp4.c3", "ct1.c1"], ["12 points", "CP4 : critère 3", "CT1 : critère 1"]),
    ],
)
def test_badges_say_points_and_criteria(points, criteria, shown):
    assert [badge.replace("\u00a0", " ") for badge in badges(exercise(points, *criteria))] == shown


def test_the_static_page_says_when_it_was_saved():
    page = NumberField("cp4-time-admin").html("12,5", datetime(2026, 1, 12, 14, 32))
    assert "Saisi\u00a0: «\u00a012,5\u00a0»" in page
    assert "compris\u00a0: 12,5\u00a0%" in page
    assert "Répondu, enregistré le 12/01/2026 à 14:32" in page


def test_the_static_page_says_a_choice_once():
    field = ChoiceField("cp4-time-pledge", [("low", "de 30 à 40 %"), ("high", "de 40 à 50 %")])
    assert field.html("low").count("de 30 à 40") == 1
    assert "Saisi" not in field.html("low")
    assert "Saisi" in field.html("middle")


def test_a_blank_has_no_hour():
    assert "enregistré" not in NumberField("cp4-time-admin").html("", datetime(2026, 1, 12, 14, 32))


def test_without_an_open_lesson_the_page_says_what_to_do():
    shown = NumberField("cp4-time-admin")._repr_mimebundle_()
    assert "fermez la leçon, puis ouvrez-la de nouveau" in shown["text/html"]
    with pytest.raises(RuntimeError, match="open_lesson"):
        NumberField("cp4-time-admin").widget()


def test_while_collecting_nothing_is_displayed(answers):
    with session.collecting():
        assert NumberField("cp4-time-admin")._repr_mimebundle_() == {}
