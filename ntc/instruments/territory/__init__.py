"""The map of the territory (« carte du territoire »): places and a route on the coast, without a network."""

from ntc.instruments.territory.map import Place, TerritoryMap, territory_map

__all__ = ["Place", "TerritoryMap", "territory_map"]
