"""``Asked``: one notion for a question's right value, tolerance, slips, method and sources.

A key declares its questions; marking them, and carrying the learner's own answers on, is written here once.
"""

from autograder.keys.asked.declared import ground
from autograder.keys.asked.exercise import questions
from autograder.keys.asked.nature import (
    AMOUNT,
    CHOICE,
    COUNT,
    DATE,
    DAY,
    DAYS,
    HOURS,
    LEAST,
    PRICE,
    RATE,
    SALES,
    Nature,
)
from autograder.keys.asked.question import (
    Asked,
    Between,
    Choices,
    Given,
    Ground,
    Place,
    Reading,
    Way,
    asked,
)

__all__ = [
    "AMOUNT",
    "CHOICE",
    "COUNT",
    "DATE",
    "DAY",
    "DAYS",
    "HOURS",
    "LEAST",
    "PRICE",
    "RATE",
    "SALES",
    "Asked",
    "Between",
    "Choices",
    "Given",
    "Ground",
    "Nature",
    "Place",
    "Reading",
    "Way",
    "asked",
    "ground",
    "questions",
]
