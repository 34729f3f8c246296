"""The keys of CP4, « Réaliser le bilan de l'activité commerciale »: one module per exercise."""

from autograder.keys.cp4 import (
    break_even,
    causes,
    dashboard,
    ground,
    indicators,
    note,
    remedies,
    time,
    variance,
)

__all__ = [
    "break_even",
    "causes",
    "dashboard",
    "ground",
    "indicators",
    "note",
    "remedies",
    "time",
    "variance",
]
