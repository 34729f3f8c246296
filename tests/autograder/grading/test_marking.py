"""Marking without nbgrader: points stay in bounds, a failing key costs nobody a mark, words stay text."""

from dataclasses import replace

import pytest

from autograder import keys
from autograder.grading import outputs, render
from autograder.grading.marking import Marked, mark_lesson
from autograder.grading.record import ExerciseRecord
from autograder.mark import Mark, PartMark
from ntc import exercises
from ntc.fields import TextField, session

SOURCES = (("cp4-variance", 'TableField("cp4-variance", ca="€", margin="€")'),)


def marked(fraction: float) -> Marked:
    return Marked(replace(exercises.load()["cp4-dashboard"], points=14), {}, {}, Mark(fraction))


@pytest.mark.parametrize(
    ("fraction", "points"), [(0, 0.0), (1, 14.0), (1.2, 14.0), (-0.5, 0.0), (1 / 3, 4.67), (0.9999999, 14.0)]
)
def test_points_stay_between_nothing_and_all(fraction: float, points: float) -> None:
    assert marked(fraction).earned == points


@pytest.mark.parametrize(("points", "text"), [(16, "16.0"), (5.33, "5.33"), (0, "0.0")])
def test_points_leave_as_a_plain_float(points: float, text: str) -> None:
    assert outputs.points(points).data["text/plain"] == text


def test_nothing_is_marked_from_a_file_that_cannot_be_read() -> None:
    result = mark_lesson(SOURCES, "00", None)["cp4-variance"]
    assert (result.mark, result.earned) == (None, None)


def test_no_answer_earns_nothing() -> None:
    result = mark_lesson(SOURCES, "00", {})["cp4-variance"]
    assert (result.earned, result.blank, result.answered_at) == (0.0, True, None)


def test_a_key_that_fails_leaves_the_exercise_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Mark:
        raise ZeroDivisionError

    monkeypatch.setitem(keys.KEYS, "cp4-variance", fails)
    assert mark_lesson(SOURCES, "00", {})["cp4-variance"].earned is None


@pytest.mark.parametrize(
    "raw", [3, None, [], {"volume": 3}, {"volume": {"ca": ["x"]}}, "texte", {"x": {"y": "z"}}]
)
def test_a_raw_answer_of_any_shape_is_marked(raw: object) -> None:
    answers = {"cp4-variance": {"raw": raw, "saved": "2026-01-12T08:00:00+01:00"}}
    assert mark_lesson(SOURCES, "00", answers)["cp4-variance"].earned == 0.0


def test_the_hour_of_an_exercise_is_that_of_its_last_answer() -> None:
    answers = {"cp4-variance": {"raw": {}, "saved": "2026-01-12T08:05:00+01:00"}}
    answered = mark_lesson(SOURCES, "00", answers)["cp4-variance"].answered_at
    assert answered.isoformat() == "2026-01-12T08:05:00+01:00"


def test_a_learner_s_words_are_text_everywhere() -> None:
    script = "<script>alert('x')</script>"
    with session.grading():
        field = TextField("cp4-note")
    answers = {"cp4-note": {"raw": script, "saved": "2026-01-12T08:00:00+01:00"}}
    part = PartMark("p", script, "wrong", 0.0, given=script, expected=script, message=script)
    mark = Mark(0.0, (part,), (script,))
    written = Marked(exercises.load()["cp4-note"], {"cp4-note": field}, answers, mark)
    pieces = (
        render.answers_html(written),
        render.text_html(written, opened=True),
        render.helps_html(mark),
        render.mark_html(mark),
        render.expected_html(mark),
    )
    for piece in pieces:
        assert "&lt;script&gt;" in piece
        assert "<script" not in piece


def test_a_verdict_is_not_said_twice() -> None:
    html = render.mark_html(Mark(1.0, (PartMark("p", "CA", "right", 1.0, given="12", message="Exact."),)))
    assert html.count("Exact") == 1


def test_a_wrong_figure_that_keeps_its_points_is_not_called_exact() -> None:
    said = "Calcul juste à partir de votre réponse à « CA » : l’erreur n’est comptée qu’une fois."
    html = render.mark_html(Mark(1.0, (PartMark("p", "Panier", "right", 1.0, message=said, carried=True),)))
    assert "Exact" not in html
    assert "Erreur reportée" in html


@pytest.mark.parametrize("raw", ["Objet : <b>tel</b>\n quel\u202e", " ", ["liste"], None])
def test_the_record_keeps_what_a_person_marks_as_it_was_typed(raw: object) -> None:
    said = {"raw": raw, "saved": "2026-01-12T08:00:00+01:00"}
    sources = (("cp4-note", 'TextField("cp4-note")'), *SOURCES)
    answers = mark_lesson(sources, "00", {"cp4-note": said, "cp4-variance": said})
    kept = {key: ExerciseRecord.of(each).annexed for key, each in answers.items()}
    typed = raw == "Objet : <b>tel</b>\n quel\u202e"
    title = exercises.load()["cp4-note"].title
    assert kept == {"cp4-note": ((title, raw),) if typed else (), "cp4-variance": ()}


def test_a_line_kept_for_oneself_reaches_the_record_and_answers_nothing() -> None:
    (line, *_) = exercises.load()["cp4-note"].annexed
    said = {line: {"raw": "Vu ce matin.", "saved": "2026-01-12T08:00:00+01:00"}}
    marked = mark_lesson((("cp4-note", 'TextField("cp4-note")'),), "00", said)["cp4-note"]
    assert marked.blank
    assert [lines for _, lines in ExerciseRecord.of(marked).annexed] == ["Vu ce matin."]
