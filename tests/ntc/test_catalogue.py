import pytest

from ntc.catalogue import activities, find_activity, lessons, pages_of, sat, title_of
from ntc.paths import COURSE


def test_the_seven_lessons_stand_under_the_two_activities():
    assert [activity.id for activity in activities()] == ["at1", "at2"]
    assert [lesson.competency for activity in activities() for lesson in activity.lessons] == [
        "cp1",
        "cp2",
        "cp3",
        "cp4",
        "cp5",
        "cp6",
        "cp7",
    ]
    assert all(lesson.title for activity in activities() for lesson in activity.lessons)


def test_the_bilan_is_ready_with_its_notebook_and_its_answers_file():
    lesson = next(lesson for lesson in find_activity("at1-strategie").ready if lesson.competency == "cp4")
    assert str(lesson.notebook) == "at1-strategie/cp4-bilan.ipynb"
    assert str(lesson.answers) == "at1-strategie/cp4-bilan.answers.json"


def test_the_lessons_of_the_course_are_those_of_its_folders():
    assert [lesson.name for lesson in lessons()] == sorted(path.stem for path in COURSE.glob("at*/*.ipynb"))
    assert lessons()


def test_each_paper_is_an_activity_of_one_page_apart_from_those_of_the_title():
    assert [paper.assignment for paper in sat()] == sorted(
        path.parent.name for path in COURSE.glob("examen-*/*.ipynb")
    )
    [page] = find_activity("examen-blanc").ready
    assert (str(page.notebook), page.competency) == ("examen-blanc/examen-blanc.ipynb", "")
    assert pages_of("examen-blanc") == (page,)
    assert pages_of("at9-ailleurs") == ()
    assert title_of("examen-blanc") == page.title == "Examen blanc"
    assert title_of("cp4-bilan").startswith("Réaliser le bilan")


def test_a_folder_that_is_no_activity_is_refused():
    with pytest.raises(KeyError):
        find_activity("")
