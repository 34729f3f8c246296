"""How much the course holds: counted here, so that nothing that is discovered falls out in silence."""

from collections import Counter

from autograder import truth
from autograder.keys import SPECIMENS
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.practice import drills
from tests.every.tree import LESSONS, PAGES


def test_the_lessons_and_the_pages_are_there():
    assert [path.stem for path in LESSONS] == ["cp4-bilan"]
    assert [path.stem for path in PAGES] == ["accueil", "galerne", "lexique"]
    assert len(VARIANTS) == 17


def test_each_lesson_has_its_exercises():
    counts = Counter(exercise.lesson for exercise in exercises.load().values())
    assert counts == {"cp4-bilan": 8}


def test_the_specimens_are_there():
    counts = Counter()
    for exercise_id, specimens in SPECIMENS.items():
        counts[exercises.load()[exercise_id].lesson] += len(specimens(load("00"), truth.load("00")))
    assert counts.keys() == {"cp4-bilan"}
    assert counts["cp4-bilan"] >= 145


def test_the_drills_are_there():
    assert len(drills.ids()) == 13
