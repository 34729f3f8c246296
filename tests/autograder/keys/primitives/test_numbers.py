"""A figure that stands by itself: right, one of its mistakes, or the rounding of a single one."""

from decimal import Decimal

import pytest

from autograder.keys.answers import Entry
from autograder.keys.primitives import mark_number
from ntc.calc.slips import Slip
from ntc.exercises import Part
from ntc.fields.outcome import Value

# A rate of 12,34 %: the first mistake gives 15,68 %, the second 15,74 %, the third 12,38 %.
RIGHT, TENTH = Decimal("0.1234"), Decimal("0.0006")
SLIPS = [
    Slip("trap.first", Decimal("0.1568"), "La première erreur."),
    Slip("trap.second", Decimal("0.1574"), "La seconde erreur."),
    Slip("trap.third", Decimal("0.1238"), "La troisième erreur."),
]


def marked(given):
    entry = Entry(Value(Decimal(given)), given)
    return mark_number(Part("rate", "Taux", "%"), entry, RIGHT, TENTH, slips=SLIPS, method="La méthode.")


@pytest.mark.parametrize(
    ("given", "share", "slip"),
    [
        ("0.1234", 1.0, None),
        ("0.123", 1.0, None),  # rounded to the tenth of a per cent
        ("0.1568", 0.0, "trap.first"),
        ("0.157", 0.0, None),  # what both mistakes round to
        ("0.1574", 0.0, "trap.second"),
        ("0.16", 0.0, None),  # rounded further than is invited
        ("0.124", 1.0, None),  # within the tolerance, whatever else rounds to it
        ("0.129", 0.0, None),
    ],
)
def test_a_mistake_is_named_by_its_rounding_when_it_is_the_only_one(given, share, slip):
    found = marked(given)
    assert (found.fraction, found.slip) == (share, slip)


def test_a_single_mistake_typed_to_one_decimal_is_named():
    entry = Entry(Value(Decimal("0.157")), "15,7")
    found = mark_number(Part("rate", "Taux", "%"), entry, RIGHT, TENTH, slips=SLIPS[:1])
    assert found.slip == "trap.first"
