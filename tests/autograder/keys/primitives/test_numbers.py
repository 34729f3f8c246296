"""Marking a figure: tolerance, conventions, named mistakes, kind words for the rest."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.keys.answers import Entry
from autograder.keys.primitives import Accepted, Figure, carried, follow, mark_number
from autograder.keys.primitives.numbers import show
from ntc.calc.slips import Slip
from ntc.exercises import Part
from ntc.fields.outcome import Blank, Unreadable, Value

THRESHOLD = Part("threshold", "Seuil de rentabilité", "€ HT")
RIGHT = Decimal(1890000)
SLIPS = [
    Slip("mc.be-ca-fixed", Decimal("889411.76"), "Divisez par le taux de MCV."),
    Slip("mc.late", Decimal("889411.76"), "Jamais dit : le premier l’emporte."),
]
CARRIED = [Accepted(Decimal("2016000"), "Méthode juste sur votre taux de 30 %.")]
METHOD = "Charges fixes ÷ taux de marge sur coût variable."
AMOUNTS = st.decimals("-3000000", "3000000", places=2)


FIGURE = Figure(RIGHT, Decimal(1), SLIPS, METHOD)


def threshold(value, accepted=CARRIED):
    return mark_number(THRESHOLD, Entry(Value(Decimal(value))), FIGURE, accepted)


@pytest.mark.parametrize("value", ["1890000", "1890001", "1889999.00", "1890000.4"])
def test_a_figure_within_the_tolerance_is_right(value):
    mark = threshold(value)
    assert (mark.verdict, mark.fraction, mark.slip, mark.message) == ("right", 1.0, None, "Exact.")
    assert mark.expected == "1\u202f890\u202f000,00\u00a0€\u00a0HT"


def test_a_classic_mistake_is_named_with_the_figure_given():
    mark = threshold("889412")
    assert (mark.verdict, mark.fraction, mark.slip) == ("wrong", 0.0, "mc.be-ca-fixed")
    assert mark.message == "Vous trouvez 889\u202f412,00\u00a0€\u00a0HT. Divisez par le taux de MCV."


def test_a_right_method_on_an_earlier_wrong_figure_earns_the_points_and_is_told():
    mark = threshold("2016000")
    assert (mark.verdict, mark.fraction, mark.slip) == ("right", 1.0, None)
    assert mark.message == "Méthode juste sur votre taux de 30\u00a0%."


def test_an_accepted_figure_comes_before_a_mistake_of_the_same_value():
    both = [Accepted(Decimal("889411.76"), "Report accepté.")]
    assert threshold("889411.76", accepted=both).message == "Report accepté."


@pytest.mark.parametrize(
    ("value", "remark"),
    [
        ("1890100", "vous êtes tout près"),
        ("1890", "l’ordre de grandeur"),
        ("-1890000", "vérifiez le signe"),
        ("1000000", "ce n’est pas la valeur attendue"),
    ],
)
def test_an_unexplained_figure_gets_a_remark_and_the_method_but_not_the_right_figure(value, remark):
    mark = threshold(value)
    assert (mark.verdict, mark.fraction, mark.slip) == ("wrong", 0.0, None)
    assert remark in mark.message
    assert mark.message.endswith(METHOD)
    assert "890\u202f000,00" not in mark.message.replace(mark.given, "")


def test_a_date_is_marked_within_a_day():
    part, right = Part("date", "Point mort", "date"), date(2025, 10, 27)
    linear = Slip("mc.be-linear", date(2025, 10, 15), "Cumulez mois par mois.")

    def mark(day):
        return mark_number(part, Entry(Value(day)), Figure(right, timedelta(days=1), [linear]))

    assert [mark(date(2025, 10, d)).fraction for d in (25, 26, 27, 28, 29)] == [0, 1, 1, 1, 0]
    assert mark(date(2025, 10, 14)).slip == "mc.be-linear"
    assert mark(date(2025, 10, 14)).message == "Vous trouvez 14/10/2025. Cumulez mois par mois."
    assert "pas la date attendue" in mark(date(2025, 3, 1)).message
    assert mark(right).expected == "27/10/2025"


def test_blank_and_unreadable_stay_apart():
    blank = mark_number(THRESHOLD, Entry(Blank()), FIGURE)
    assert (blank.verdict, blank.fraction, blank.given) == ("blank", 0.0, "")
    odd = mark_number(THRESHOLD, Entry(Unreadable("Écrivez un nombre."), "beaucoup"), FIGURE)
    assert (odd.verdict, odd.fraction, odd.given) == ("unreadable", 0.0, "beaucoup")
    assert "beaucoup" in odd.message


@given(AMOUNTS)
def test_a_figure_earns_all_or_nothing_and_all_only_within_a_tolerance(value):
    mark = threshold(value)
    near = any(abs(value - good) <= 1 for good in (RIGHT, CARRIED[0].value))
    assert mark.fraction == float(near)
    assert mark.message
    assert mark.slip is None or mark.fraction == 0


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Decimal("0.32"), "%", "32,00\u00a0%"),
        (Decimal("1890000"), "€", "1\u202f890\u202f000,00\u00a0€"),
        (Decimal("54.037"), "jours", "54,04\u00a0jours"),
        (Decimal(1), "visites", "1\u00a0visite"),
        (Decimal(527), "visites", "527\u00a0visites"),
        (Decimal("4.7"), "", "4,7"),
        (Decimal("1E+3"), "", "1\u202f000"),
        (date(2025, 10, 7), "date", "07/10/2025"),
    ],
)
def test_a_figure_is_shown_with_the_unit_of_its_question(value, unit, text):
    assert show(value, unit) == text


@pytest.mark.parametrize(
    ("outcome", "usable"),
    [
        (Value(Decimal("0.30")), Decimal("0.30")),
        (Value(Decimal("0.32")), None),
        (Value(Decimal("0")), None),
        (Value(Decimal("-0.3")), None),
        (Value(Decimal("1.2")), None),
        (Blank(), None),
        (Unreadable("Quoi ?"), None),
    ],
)
def test_only_a_wrong_but_sensible_figure_is_carried_forward(outcome, usable):
    assert carried(Entry(outcome), Decimal("0.32"), below=Decimal(1)) == usable


def test_a_figure_without_a_bound_is_carried_as_it_is():
    assert carried(Entry(Value(Decimal(5000000))), RIGHT) == 5000000


@pytest.mark.parametrize(
    ("rate", "value", "fraction"),
    [
        # 604 800 ÷ 0.3502 = 1 727 013.13; with all its decimals (0.350211) 1 726 958.89
        ("0.3502", "1727013.13", 1),
        ("0.3502", "1726958.89", 1),
        ("0.3502", "1729000", 0),
        # typed « 35 % »: half a tenth of a point is allowed for, not half a point
        ("0.35", "1726958.89", 1),
        ("0.35", "1710000", 0),
    ],
)
def test_a_rounded_figure_is_followed_with_the_decimals_that_it_may_have_had(rate, value, fraction):
    own = follow(Decimal(rate), lambda r: 604800 / r, "Report.")
    assert threshold(value, [own]).fraction == fraction


def test_an_amount_is_followed_to_the_cent_that_it_was_typed_with():
    own = follow(Decimal("2016000.00"), lambda amount: 1 - amount / 2400000, "Report.")
    assert own.value == Decimal("0.16")
    assert own.tolerance < Decimal("0.00000001")
