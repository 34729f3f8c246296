"""What is right, per exercise: a pure function of the learner's data, and specimens that prove it.

The keys of a lesson are the modules of the folder that its competency names, one an exercise;
``NTC_KEYS`` names a folder of further ones, laid out in the same way.
"""

from autograder.keys.answers import Answers, Entry, Lesson
from autograder.keys.registry import KEYS, SPECIMENS, KeyFault, Specimen, mark
from ntc import discovery, referential

__all__ = ["KEYS", "SPECIMENS", "Answers", "Entry", "KeyFault", "Lesson", "Specimen", "mark"]
discovery.look_also_in("NTC_KEYS", __path__)

for _competency in referential.load().competencies:
    discovery.modules(f"{__name__}.{_competency}")
