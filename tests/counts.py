"""What tests of the pages count on: the exercises of the lesson that they open, however many there are."""

from ntc import exercises

EXERCISES = sum(exercise.lesson == "cp4-bilan" for exercise in exercises.load().values())
