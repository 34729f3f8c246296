"""Entraînements: endless drills with worked corrections. They explain at once and count for nothing.

``Drill("marge-ou-marque")`` in a lesson's cell displays one; ``DRILLS`` lists them all. Each drill is one
module with a function ``draw(rng) -> Draw``.
"""

from ntc.practice.registry import DRILLS
from ntc.practice.widget import Drill

__all__ = ["DRILLS", "Drill"]
