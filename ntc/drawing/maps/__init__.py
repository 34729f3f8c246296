"""Maps (« cartes »): places and a route on the coast, without a network.

Only what is light is imported here: folium comes with the first map that a page shows.
"""

from ntc.drawing.maps.places import Place
from ntc.drawing.maps.view import TerritoryView, territory_map

__all__ = ["Place", "TerritoryView", "territory_map"]
