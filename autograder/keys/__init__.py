"""What is right, per exercise: a pure function of the learner's data, and specimens that prove it."""

from autograder.keys import cp4 as cp4
from autograder.keys.answers import Answers, Entry
from autograder.keys.registry import KEYS, SPECIMENS, KeyFault, Specimen, mark

__all__ = ["KEYS", "SPECIMENS", "Answers", "Entry", "KeyFault", "Specimen", "mark"]
