"""What a learner reads about a mistake: French typography, own figures, no right answer given away."""

import re
from decimal import Decimal as D

import pytest

from ntc.calc import slips
from ntc.french import NARROW, NBSP

from .test_catalogue import WORKED

MESSAGES = sorted({slip.message for _, found, _, _ in WORKED for slip in found})


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message[:30])
def test_typography(message):
    assert not re.search(r" [:;!?%€»]|« |'|\d \d|\d\.\d", message)
    assert message.endswith(".")
    assert message[0].isupper() or message[0].isdigit()


def test_messages_carry_the_figures_of_the_learner():
    (message,) = [slip.message for slip in slips.undo_pct(11040, D("-0.08"))]
    assert message == (
        f"8{NBSP}% de 11{NARROW}040 n’est pas 8{NBSP}% de la valeur de départ{NBSP}: divisez par 0,92."
    )
    (message,) = [slip.message for slip in slips.volume_to_compensate(12000, 7800, D("0.08"))]
    assert f"960{NBSP}€ par vente avec 3{NARROW}240{NBSP}€ de marge" in message


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (slips.undo_pct(11040, D("-0.08")), "12\u202f000"),
        (slips.break_even(604800, D("0.32"), D("0.35")), "1\u202f890\u202f000"),
        (slips.dso(432000, 2400000), "54"),
        (slips.margin_rate(12000, 7800), "35"),
        (slips.price_from_margin_rate(7800, D("0.35")), "12\u202f000"),
        (slips.break_even_quantity(19600, 2450, 1190), "16"),
    ],
)
def test_messages_do_not_give_the_right_answer_away(found, right):
    assert found
    assert all(right not in slip.message for slip in found)
