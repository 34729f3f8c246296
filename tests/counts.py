"""What tests of the pages count on, however many exercises there are: of the lesson that they open, of its activity."""

from ntc import exercises
from ntc.catalogue import lessons

_ACTIVITY = {each.name for each in lessons() if each.assignment == "at1-strategie"}

EXERCISES = sum(exercise.lesson == "cp4-bilan" for exercise in exercises.load().values())
ALL_EXERCISES = sum(exercise.lesson in _ACTIVITY for exercise in exercises.load().values())
