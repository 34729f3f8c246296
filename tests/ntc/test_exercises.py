"""What ``course/exercises.toml`` declares holds together, and with the referential."""

from collections import Counter

import pytest

from ntc import exercises, referential

COMPETENCIES = sorted({exercise.competency for exercise in exercises.load().values()})


@pytest.mark.parametrize("exercise", exercises.load().values(), ids=lambda e: e.id)
def test_an_exercise_names_criteria_and_skills_that_exist(exercise):
    items = referential.load().items
    assert exercise.criteria
    assert all(items[c].kind == "criterion" for c in exercise.criteria)
    assert exercise.skills
    assert all(items[s].kind != "criterion" for s in exercise.skills)
    for ids in (exercise.criteria, exercise.skills):
        assert max(Counter(ids).values()) == 1
    assert {line.criterion for line in exercise.rubric} <= set(exercise.criteria)


@pytest.mark.parametrize("exercise", exercises.load().values(), ids=lambda e: e.id)
def test_an_exercise_has_a_title_points_and_an_id_that_nbgrader_takes(exercise):
    assert exercise.title
    assert exercise.points > 0
    assert "." not in exercise.id
    assert exercise.competency in referential.load().competencies
    assert exercise.written == bool(exercise.rubric)
    assert all(part.label for part in exercise.parts.values())


@pytest.mark.parametrize("competency_id", COMPETENCIES)
def test_the_points_of_a_lesson_total_one_hundred(competency_id):
    assert sum(e.points for e in exercises.load().values() if e.competency == competency_id) == 100


@pytest.mark.parametrize("competency_id", COMPETENCIES)
def test_every_criterion_and_skill_of_a_lesson_is_served(competency_id):
    """CP4 leaves nothing to passages: each criterion, savoir-faire and connaissance has its exercise."""
    served = {i for e in exercises.load().values() for i in (*e.criteria, *e.skills)}
    declared = {item.id for item in referential.load().competencies[competency_id].items}
    assert declared <= served


def test_the_lesson_of_cp4_declares_its_eight_exercises():
    assert {e.id: e.points for e in exercises.load().values() if e.competency == "cp4"} == {
        "cp4-dashboard": 16,
        "cp4-indicators": 8,
        "cp4-break-even": 16,
        "cp4-variance": 14,
        "cp4-causes": 14,
        "cp4-remedies": 12,
        "cp4-time": 8,
        "cp4-note": 12,
    }


def test_a_field_is_found_under_its_exercise():
    exercise, suffix = exercises.find("cp4-break-even")
    assert (exercise.id, suffix) == ("cp4-break-even", "")
    exercise, suffix = exercises.find("cp4-break-even-rate")
    assert (exercise.id, suffix) == ("cp4-break-even", "rate")


@pytest.mark.parametrize("field_id", ["cp4", "cp4-break", "cp9-nothing", ""])
def test_a_field_of_no_exercise_is_refused(field_id):
    with pytest.raises(KeyError):
        exercises.find(field_id)
