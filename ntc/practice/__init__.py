"""Entraînements: endless drills with worked corrections. They explain at once and count for nothing.

``Drill("marge-ou-marque")`` in a lesson's cell displays one; ``drills`` holds them all, one module each.
"""

from ntc.practice.widget import Drill

__all__ = ["Drill"]
