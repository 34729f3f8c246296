"""What every chapter shares: exact numbers, commercial rounding, and the refusal of senseless input."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ntc.french import half_up

Number = Decimal | int

CENT = Decimal("0.01")


def dec(value: Number, name: str = "value") -> Decimal:
    """Take an exact, finite number as Decimal.

    Raises TypeError for a float (its cents are already lost) and ValueError for an infinity or NaN.

    >>> dec(12)
    Decimal('12')
    """
    if type(value) is Decimal and value.is_finite():  # as nearly all of them are, at each of many calls
        return value
    if not isinstance(value, (Decimal, int)):  # a union would be made anew at each of many calls
        raise TypeError(f"{name}: {value!r} is not a Decimal or an int")
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"{name} must be a finite number, not {value}")
    return exact


def positive(value: Number, name: str) -> Decimal:
    """Take a number above zero: a divisor, a price, a quantity sold.

    Raises ValueError for zero or less.

    >>> positive(3, "price")
    Decimal('3')
    """
    exact = dec(value, name)
    if exact <= 0:
        raise ValueError(f"{name} must be above zero, not {value}")
    return exact


def not_negative(value: Number, name: str) -> Decimal:
    """Take a number that may be zero but not less: a cost, a count, a delay.

    Raises ValueError for a negative number.

    >>> not_negative(0, "cost")
    Decimal('0')
    """
    exact = dec(value, name)
    if exact < 0:
        raise ValueError(f"{name} must not be negative: {value}")
    return exact


def fraction(value: Number, name: str) -> Decimal:
    """Take a rate from 0 to less than 1: a discount, a margin rate.

    Raises ValueError outside, which also catches 8 given for 8 %.

    >>> fraction(Decimal("0.08"), "discount")
    Decimal('0.08')
    """
    exact = dec(value, name)
    if not 0 <= exact < 1:
        raise ValueError(f"{name} must be a ratio from 0 to less than 1, not {value}")
    return exact


def cents(amount: Number) -> Decimal:
    """Round an amount to the cent, HALF_UP.

    >>> cents(Decimal("25.125"))
    Decimal('25.13')
    """
    return half_up(dec(amount), 2)


def cents_up(amount: Number) -> Decimal:
    """Round up to the cent: a floor price.

    >>> cents_up(Decimal("10263.1578"))
    Decimal('10263.16')
    """
    return dec(amount).quantize(CENT, rounding=ROUND_CEILING)


def cents_down(amount: Number) -> Decimal:
    """Round down to the cent: a ceiling.

    >>> cents_down(Decimal("99.999"))
    Decimal('99.99')
    """
    return dec(amount).quantize(CENT, rounding=ROUND_FLOOR)


def whole_up(quantity: Number) -> int:
    """Round up to the next whole number: the quantity that reaches a threshold.

    >>> whole_up(Decimal("15.56"))
    16
    """
    return int(dec(quantity).to_integral_value(rounding=ROUND_CEILING))
