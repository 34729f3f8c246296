"""What a drill replies to what is typed."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import slips
from ntc.practice.check import check, show
from ntc.practice.draw import Draw

RATE = Draw("…", "…", "%", D("0.35"), D("0.0005"), tuple(slips.margin_rate(12000, 7800)), "…", ("…",))
QUANTITY = Draw("…", "…", "audits", 16, 0, tuple(slips.break_even_quantity(19600, 2450, 1190)), "…", ("…",))
AMOUNT = Draw("…", "…", "€", D("-97650"), 5, (), "…", ("…",))
DAY = Draw("…", "…", "date", date(2025, 10, 27), 1, (), "…", ("…",), year=2025)


@pytest.mark.parametrize(
    ("draw", "raw", "kind"),
    [
        (RATE, "", "blank"),
        (RATE, "  \u00a0 ", "blank"),
        (RATE, "trente-cinq", "unreadable"),
        (RATE, "35 %", "right"),
        (RATE, "35", "right"),
        (RATE, "0,35", "right"),
        (RATE, "35,04", "right"),
        (RATE, "35,06", "wrong"),
        (QUANTITY, "16", "right"),
        (QUANTITY, "16 audits", "right"),
        (QUANTITY, "17", "wrong"),
        (AMOUNT, "-97 650 €", "right"),
        (AMOUNT, "(97 655)", "right"),
        (AMOUNT, "-97 656", "wrong"),
        (DAY, "27/10", "right"),
        (DAY, "28 octobre 2025", "right"),
        (DAY, "29/10/2025", "wrong"),
        (DAY, "31/02/2025", "unreadable"),
    ],
)
def test_kind(draw, raw, kind):
    reply = check(draw, raw)
    assert reply.kind == kind
    assert reply.title


@pytest.mark.parametrize(
    ("draw", "raw", "slip"),
    [(RATE, "53,85 %", "mc.markup-for-margin"), (QUANTITY, "15", "mc.be-down")],
)
def test_the_mistake_is_named_and_explained_with_the_correction(draw, raw, slip):
    first, second = check(draw, raw), check(draw, raw, last=True)
    assert first.slip.id == second.slip.id == slip
    assert second.message == second.slip.message
    assert len(first.message) < len(second.message)
    assert second.message.startswith(first.message.removesuffix("."))


@pytest.mark.parametrize(
    ("draw", "raw", "said"),
    [
        (AMOUNT, "97 650", "le signe est inversé"),
        (AMOUNT, "-97,65", "ordre de grandeur"),
        (RATE, "0,35 %", "ordre de grandeur"),
        (QUANTITY, "15,56", "nombre entier"),
        (AMOUNT, "-97 600", "tout près"),
        (AMOUNT, "-12", "Ce n’est pas la bonne valeur"),
        (DAY, "03/03/2025", "Ce n’est pas la bonne date"),
    ],
)
def test_a_wrong_answer_that_no_known_mistake_explains_gets_a_hint(draw, raw, said):
    reply = check(draw, raw)
    assert reply.kind == "wrong"
    assert reply.slip is None
    assert said in reply.message


def test_the_echo_says_what_was_understood():
    assert check(RATE, "35").title == "35\u00a0%\u00a0: c’est juste"
    assert check(AMOUNT, "12").title == "12,00\u00a0€\u00a0: pas encore"
    assert check(AMOUNT, "(97 655)").message == "Au plus précis\u00a0: \u221297\u202f650,00\u00a0€."


def test_right_answers_are_shown_as_fields_would():
    assert show(RATE) == "35\u00a0%"
    assert show(QUANTITY) == "16\u00a0audits"
    assert show(DAY) == "lundi 27\u00a0octobre\u00a02025"


@given(st.text(max_size=80))
def test_any_text_gets_a_reply(raw):
    for draw in (RATE, QUANTITY, AMOUNT, DAY):
        assert check(draw, raw).kind in ("blank", "unreadable", "wrong", "right")


@pytest.mark.parametrize(
    ("unit", "right", "shown"),
    [
        ("%", D("0.333719"), "33,37\u00a0%"),
        ("€", D("2897.505"), "2\u202f897,51\u00a0€"),
        ("€ HT", D("278666.6667"), "278\u202f666,67\u00a0€\u00a0HT"),
    ],
)
def test_right_answers_are_rounded_as_one_would_write_them(unit, right, shown):
    assert show(Draw("…", "…", unit, right, 0, (), "…", ("…",))) == shown


def test_a_whole_neighbour_is_not_told_to_round():
    assert "nombre entier" not in check(QUANTITY, "17").message


def test_a_mistake_given_to_the_whole_per_cent_is_still_named():
    # (12 000 - 7 800) ÷ 7 800 = 53.85 %, the rate on cost given for that on price
    assert check(RATE, "54").slip.id == "mc.markup-for-margin"
    assert check(RATE, "55").slip is None


def test_the_last_try_promises_no_other():
    assert check(RATE, "12", last=True).title.endswith("ce n’est pas cela, voyez la correction")
