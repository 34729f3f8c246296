import random
from fractions import Fraction

import pytest

from ntc.fields.numbers import parse_number
from ntc.french import NARROW, NBSP
from ntc.instruments.calculator import Calculator, worked_out
from tests.spaces import plain


@pytest.mark.parametrize(
    ("typed", "understood", "result"),
    [
        ("12,5 × 4", "12,5 × 4", "50"),
        ("1 234,5÷3", "1 234,5 ÷ 3", "411,5"),
        ("(2520000-2400000)/2520000", "(2 520 000 − 2 400 000) ÷ 2 520 000", "0,04761905"),
        ("250 × 20 %", "250 × 20 %", "50"),
        (f"1{NARROW}234,5{NBSP}+ 1", "1 234,5 + 1", "1 235,5"),
        ("-3+1", "− 3 + 1", "−2"),
    ],
)
def test_a_calculation_is_worked_out_and_shown_as_understood(typed, understood, result):
    assert {key: plain(said) for key, said in worked_out(typed).items()} == {
        "sum": understood,
        "result": result,
    }


@pytest.mark.parametrize(
    ("typed", "said"), [("1/0", "zéro"), ("2+", "n’est pas compris"), ("ca/3", "nombres")]
)
def test_what_is_not_understood_is_said(typed, said):
    assert said in worked_out(typed)["message"]


def test_the_calculator_and_a_number_field_never_come_to_two_results():
    draw = random.Random(11)
    for _ in range(300):
        terms = [draw.randrange(1, 10**3) for _ in range(draw.randint(2, 5))]
        signs = [draw.choice("+-*/") for _ in terms[1:]]
        text = str(terms[0]) + "".join(f"{sign}{term}" for sign, term in zip(signs, terms[1:], strict=True))
        exact = eval("".join(f"Fraction({one})" if one.isdigit() else one for one in pieces(text)))
        told = worked_out(text)["result"]
        assert told == parse_number(f"={text}").echo
        assert abs(
            Fraction(plain(told).replace(" ", "").replace(",", ".").replace("−", "-")) - exact
        ) <= Fraction(1, 10**8)


def pieces(text):
    """Digits together, signs apart."""
    for sign in "+-*/":
        text = text.replace(sign, f" {sign} ")
    return text.split()


def test_the_page_is_answered_with_its_ticket_and_nothing_else_is_heard(monkeypatch):
    calculator, sent = Calculator(), []
    monkeypatch.setattr(calculator, "send", sent.append)
    for content in ({"sum": "2+2", "ticket": "t1"}, {"sum": 4}, "sum", {"sum": "", "ticket": "t2"}):
        calculator._asked(None, content, None)
    assert sent == [{"ticket": "t1", "sum": "2 + 2", "result": "4"}, sent[1]]
    assert sent[1]["ticket"] == "t2"
    assert "message" in sent[1]
