"""What is sorted on pages 1, 2 and 4: the shares are worked out by hand, one mistake at a time."""

import pytest

from autograder import truth
from autograder.keys import SPECIMENS, Entry, Lesson, mark
from autograder.keys.cp6 import prepare, rephrase, spin
from autograder.keys.primitives.classes import by_class, mark_classes
from ntc.case import VARIANTS, load
from ntc.exercises import Part
from ntc.fields.outcome import Blank, Value
from ntc.lesson import fields_of, shipped
from ntc.lessons.cp6 import plans


def marked(exercise, raw, variant="00"):
    fields = fields_of(shipped("cp6-solution"), load(variant))
    result = mark(exercise, load(variant), truth.load(variant), Lesson.read(fields, raw))
    return result, {part.part: part for part in result.parts}


def whole(exercise, variant="00"):
    found = SPECIMENS[exercise](load(variant), truth.load(variant))
    return next(dict(one.raw) for one in found if one.label == "right")


# Two classes, of one item and of three: (mean − 1/2) ÷ (1/2).
@pytest.mark.parametrize(
    ("given", "share"),
    [
        ({"w": "L", "x": "R", "y": "R", "z": "R"}, 1),
        ({"w": "R", "x": "R", "y": "R", "z": "R"}, 0),
        ({"w": "L", "x": "L", "y": "R", "z": "R"}, 2 / 3),
        ({"w": "L"}, 0),
        ({"w": "R", "x": "L", "y": "L", "z": "L"}, 0),
    ],
)
def test_each_class_counts_alike_and_one_choice_everywhere_earns_nothing(given, share):
    right = {"w": ("L",), "x": ("R",), "y": ("R",), "z": ("R",)}
    assert float(by_class(given, right)) == pytest.approx(share)


def test_another_place_that_holds_is_a_hit_for_the_class_of_the_first():
    right = {"w": ("L",), "x": ("R", "L")}
    assert by_class({"w": "L", "x": "L"}, right) == 1


def test_a_sorting_left_blank_is_blank():
    part = Part("cards", "Cartes")
    texts = {"w": "Un", "x": "Deux"}
    columns = {"L": "Gauche", "R": "Droite"}
    right = {"w": ("L",), "x": ("R",)}
    mark_of = mark_classes(part, Entry(Blank()), right, texts, columns)
    assert (mark_of.verdict, mark_of.fraction) == ("blank", 0.0)
    mark_of = mark_classes(part, Entry(Value({"w": "L", "x": "R"})), right, texts, columns)
    assert (mark_of.verdict, mark_of.fraction) == ("right", 1.0)


def test_the_health_note_is_one_line_in_every_variant_and_to_rely_on_it_costs_the_sorting():
    for variant in VARIANTS:
        case = load(variant)
        assert truth.load(variant).of("quiz_items")[prepare.health(case)].right not in (
            prepare.relied(case),
            next(code for code, text in plans.file_places(case) if text.startswith("À vérifier")),
        )
    case, raw = load("00"), whole(prepare.ID)
    raw[prepare.LINES] = {**raw[prepare.LINES], prepare.health(case): prepare.relied(case)}
    result, parts = marked(prepare.ID, raw)
    assert result.fraction == pytest.approx(3 / 8)
    assert "santé" in parts["lines"].message


def test_a_demand_taken_for_a_need_is_told_so():
    """« Il leur faut » is to check; « il nous faut » was said: of five in a class, one of three classes."""
    case, raw = load("00"), whole(prepare.ID)
    taken = next(code for code, text in plans.file_lines(case) if text.startswith("Besoin de"))
    raw[prepare.LINES] = {**raw[prepare.LINES], taken: prepare.relied(case)}
    result, parts = marked(prepare.ID, raw)
    assert parts["lines"].fraction == pytest.approx((14 / 15 - 1 / 3) / (2 / 3))
    assert "Demander n’est pas avoir besoin" in parts["lines"].message
    assert result.fraction < 1


def test_a_nuisance_named_again_for_an_implication_is_asked_what_it_costs():
    case, raw = load("00"), whole(spin.ID)
    kinds = {text: code for code, text in plans.spin_kinds(case)}
    asked = next(code for code, kind in raw[spin.QUESTIONS].items() if kind == kinds["Problème"])
    raw[spin.QUESTIONS] = {**raw[spin.QUESTIONS], asked: kinds["Implication"]}
    _, parts = marked(spin.ID, raw)
    # One of twenty, and four of them are luck.
    assert parts["questions"].fraction == pytest.approx(15 / 16)
    assert "que coûte-t-elle" in parts["questions"].message


def test_words_of_another_lent_to_her_are_told_whose_and_noted():
    for variant in VARIANTS:
        case, labels = load(variant), truth.load(variant)
        found = rephrase.flaws(case, labels)
        other, bent, deduced, solution = rephrase.NOTED
        assert sorted(found.values()) == sorted([other, other, bent, bent, deduced, solution])
    case, labels, raw = load("00"), truth.load("00"), whole(rephrase.ID)
    need = next(code for code, text in plans.card_places(case) if text == "Un besoin")
    for code, flaw in rephrase.flaws(case, labels).items():
        lent = {rephrase.ID: {**raw[rephrase.ID], code: need}}
        result, parts = marked(rephrase.ID, lent)
        assert result.fraction == pytest.approx(1 - 1 / 6 / 4 / (3 / 4))
        assert parts["cards"].noted == (rephrase.NOTED[flaw],)
