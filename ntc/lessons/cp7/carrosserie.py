"""Carrosserie Blain, an invented body shop that buys a GV-15: the worked example of CP7, nowhere in the data.

Its figures lie far from the joinery's, which exercises ask about.
"""

from decimal import Decimal

NAME, TOWN, PEOPLE = "Carrosserie Blain", "Pontchâteau", 9
MODEL = "GV-15"
OWNER, BOOKKEEPER, PAINTER = "M. Blain", "Mme Blain", "Noé"
"""Who runs it, who keeps its books, who paints."""
BOOTH_BAR, SET_BAR = Decimal("4.9"), Decimal("8.0")
"""Pressure read at the gun at five in the evening, and pressure that the machine is set to."""
REDONE, BONNET_COST = 8, 260
"""Bonnets sprayed again in a month, and what one costs, in euros."""
