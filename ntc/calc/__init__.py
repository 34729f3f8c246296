"""Commercial mathematics as practised in France: pure functions, one module per chapter of the trade.

Amounts are ``Decimal`` (or ``int``) euros, excluding VAT (HT) unless the name says ``ttc``; rates are ratios
(0.08 for 8 %), kept unrounded inside a chain; what is invoiced is rounded HALF_UP to the cent. ``F..`` in a
docstring is the formula's number in the domain reference. ``ntc.calc.slips`` holds the classic mistakes.
"""
