"""Commission par tranches (F82, rule R27)."""

from decimal import Decimal

from ntc.calc.brackets import Bracket, by_bracket
from ntc.calc.numbers import Number, cents, positive

LOW, MIDDLE, HIGH = Decimal("0.01"), Decimal("0.02"), Decimal("0.03")
MIDDLE_FROM = Decimal("0.80")


def bonus_brackets(objective: Number) -> tuple[Bracket, ...]:
    """Barème de la commission: 1 % to 80 % of the margin objective, 2 % to the objective, 3 % above.

    Raises ValueError for an objective that is not above zero.

    >>> bonus_brackets(806400)[1]
    (Decimal('645120.00'), Decimal('0.02'))
    """
    goal = positive(objective, "objective")
    return ((Decimal(0), LOW), (goal * MIDDLE_FROM, MIDDLE), (goal, HIGH))


def bonus(margin: Number, objective: Number) -> Decimal:
    """Commission par tranches (F82): Σ slice of the margin × its rate, in €.

    Raises ValueError for a negative margin or an objective that is not above zero.

    >>> bonus(768000, 806400)
    Decimal('8908.80')
    """
    return cents(by_bracket(margin, bonus_brackets(objective)))
