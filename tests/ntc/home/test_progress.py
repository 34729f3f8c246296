import json
from datetime import datetime

from ntc import exercises
from ntc.home.progress import progress
from ntc.learner import Learner

WRITTEN = "Situation : tout va bien. " * 60


def by_id(done):
    return {exercise.id: exercise for exercise in done.exercises}


def test_a_lesson_never_opened_has_every_exercise_to_do(work, learner, lesson):
    done = progress(lesson, work, learner)
    declared = [exercise.id for exercise in exercises.load().values() if exercise.competency == "cp4"]
    assert sorted(by_id(done)) == sorted(declared)
    assert {exercise.state for exercise in done.exercises} == {"blank"}
    assert (done.answered, done.begun, done.saved, done.problem, done.record) == (0, False, None, "", None)


def test_each_exercise_says_what_it_needs(work, learner, lesson, answer):
    answer(
        {
            "cp4-note": WRITTEN,
            "cp4-break-even": {"threshold": {"value": "1 200 000"}},
            "cp4-time-admin": "12 %",
            "cp4-variance": {"volume": {"ca": "beaucoup"}},
        }
    )
    done = progress(lesson, work, learner)
    states = {name: exercise.state for name, exercise in by_id(done).items()}
    assert states["cp4-note"] == "answered"
    assert states["cp4-break-even"] == "partial"
    assert states["cp4-time"] == "partial"  # one of its five fields
    assert states["cp4-variance"] == "unreadable"
    assert states["cp4-dashboard"] == "blank"
    assert (done.answered, done.begun) == (1, True)


def test_a_text_of_25_words_is_begun_not_written(work, learner, lesson, answer):
    answer({"cp4-note": "mot " * 25})
    assert by_id(progress(lesson, work, learner))["cp4-note"].state == "partial"


def test_the_last_hour_of_saving_is_that_of_the_latest_answer(work, learner, lesson, answer):
    path = answer({"cp4-time-admin": "12 %", "cp4-time-selling": "40 %"})
    content = json.loads(path.read_text(encoding="utf-8"))
    content["answers"]["cp4-time-admin"]["saved"] = "2026-01-12T14:32:05+01:00"
    content["answers"]["cp4-time-selling"]["saved"] = "2026-01-13T08:00:00+01:00"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert progress(lesson, work, learner).saved == datetime.fromisoformat("2026-01-13T08:00:00+01:00")


def test_answers_on_other_data_are_a_problem_with_a_way_out(work, learner, lesson, answer):
    answer({"cp4-note": "Texte."}, variant="00")
    done = progress(lesson, work, learner)
    assert done.record is None
    assert "jeu de données 00" in done.problem
    assert "pas effacées" in done.problem


def test_answers_of_somebody_else_are_named(work, learner, lesson, answer):
    answer({"cp4-note": "Texte."}, who="zola.e")
    assert "« zola.e »" in progress(lesson, work, learner).problem


def test_answers_given_before_saying_who_one_was_count(work, learner, lesson, answer):
    answer({"cp4-note": WRITTEN}, who="")
    assert progress(lesson, work, learner).answered == 1


def test_a_damaged_file_is_a_problem_and_stays_where_it_is(work, learner, lesson, answer):
    path = answer({})
    path.write_text('{"schema": 1,', encoding="utf-8")
    assert "ne se lit pas" in progress(lesson, work, learner).problem
    assert path.read_text(encoding="utf-8") == '{"schema": 1,'


def test_a_notebook_that_the_learner_changed_plays_no_part(work, learner, lesson, answer):
    answer({"cp4-note": WRITTEN})
    (work / lesson.notebook).write_text("broken", encoding="utf-8")
    assert progress(lesson, work, learner).answered == 1


def test_the_class_has_a_progress_too(work, lesson):
    assert progress(lesson, work, Learner("", "", "00")).answered == 0
