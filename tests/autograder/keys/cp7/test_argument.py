"""cp7-argument: needs worked out by hand for variant 00; what a marker is shown, and no point by machine."""

from decimal import Decimal

from autograder import truth as truths
from autograder.keys import SPECIMENS, Lesson, mark
from autograder.keys.cp7 import argument as marked
from ntc.case import VARIANTS, load
from ntc.lessons.cp7.joinery_facts import leaks, need, people
from tests.every.tree import placed

ID = "cp7-argument"


def comments(text, variant="00"):
    case, labels = load(variant), truths.load(variant)
    return " ".join(mark(ID, case, labels, Lesson.read(placed(variant), {ID: text})).comments)


def test_the_needs_of_the_class_by_hand():
    """2 × 410 × 0.7 + 7 × 360 × 0.35 + 6 × 50 × 0.3 + 4 × 160 × 0.1 + 320 × 0.5 = 1770; the line adds 791."""
    case = load("00")
    assert leaks(case) == (Decimal("0.28"), Decimal("0.09"))
    assert need(case, line=False) == Decimal("1770") * Decimal("1.09") * Decimal("1.2")
    assert need(case, line=True) == Decimal("2561") * Decimal("1.09") * Decimal("1.2")


def test_the_smaller_machine_does_until_the_line_and_the_larger_after_it():
    """15 kW gives less than 22 kW; both needs lie on their side of it, on every variant."""
    for variant in VARIANTS:
        case = load(variant)
        assert need(case, line=False) < 2400 < 3200 < need(case, line=True)


def test_people_figures_and_doubtful_words_are_pointed_out():
    known = people(load("00"))
    text = (
        f"{known['madam'].last}, 2 315 L/min. Vizair casse les prix. L’ancien fluide est récupéré. Pourquoi ?"
    )
    told = comments(text)
    assert known["madam"].last in told
    assert "le besoin d’aujourd’hui" in told
    assert "casse les prix" in told
    assert "il en est parlé" in told
    assert "court" in told


def test_landmarks_are_told_to_the_marker_on_every_variant():
    for variant in VARIANTS:
        case = load(variant)
        assert len(marked.landmarks(case)) == 6
        assert all(one.fraction == 0 for one in SPECIMENS[ID](case, truths.load(variant)))
