"""What is right, per exercise: a pure function of the learner's data, and specimens that prove it."""

from autograder.keys import cp4 as cp4
from autograder.keys.answers import Answers, Entry, Lesson
from autograder.keys.asked.exercise import specimens_of
from autograder.keys.registry import KEYS, KeyFault, Specimen, mark

__all__ = ["KEYS", "Answers", "Entry", "KeyFault", "Lesson", "Specimen", "mark", "specimens_of"]
