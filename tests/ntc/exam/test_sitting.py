"""A learner before a paper: other data than theirs, a beginning that lasts, an end that takes nothing."""

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from ntc.case import load
from ntc.exam import timer
from ntc.exam.sitting import GRACE, OVER, Sitting, candidate, told
from ntc.fields.answers import ClosedError, read_answers
from ntc.fields.widget import FieldWidget
from ntc.learner import current, save_identity
from ntc.lesson import fields_of, shipped

PAPER = "examen-blanc"
FIELD = "cp7-argument"


@pytest.fixture
def hour(monkeypatch):
    """The computer's hour and counter, which the test sets forward."""
    now = {"wall": datetime.now(UTC).timestamp(), "counter": 100.0}
    real = timer.Timer.__init__

    def made(self, path):
        real(self, path, lambda: now["wall"], lambda: now["counter"])

    monkeypatch.setattr(timer.Timer, "__init__", made)

    def forward(**by):
        for name in now:
            now[name] += timedelta(**by).total_seconds()

    return forward


@pytest.fixture
def work(tmp_path, monkeypatch):
    for variable in ("NTC_LEARNER", "NTC_VARIANT", "JUPYTERHUB_USER", "NTC_ROSTER", "NTC_MAJORATIONS"):
        monkeypatch.delenv(variable, raising=False)
    folder = tmp_path / "travail"
    (folder / PAPER).mkdir(parents=True)
    save_identity("dupont.m", "Marie Dupont", folder)
    return folder


def test_it_is_sat_on_other_data_than_the_lessons(work):
    sitting = Sitting.at(PAPER, work)
    assert sitting.learner.variant not in (current(work).variant, "00")
    assert candidate(current(work), "at1-strategie") == current(work)


def test_it_is_not_begun_by_being_looked_at(work, hour):
    sitting = Sitting.at(PAPER, work)
    hour(minutes=10)
    assert (sitting.left, sitting.closed) == (None, "")
    assert not sitting.answers.exists()


def test_once_begun_its_time_runs_and_the_answers_file_says_since_when(work, hour):
    Sitting.at(PAPER, work).begin()
    hour(minutes=50)
    Sitting.at(PAPER, work).begin()  # pressed twice
    sitting = Sitting.at(PAPER, work)
    assert sitting.left == 130 * 60
    document = read_answers(sitting.answers)
    assert (document["learner"], document["variant"]) == ("dupont.m", sitting.learner.variant)
    began = datetime.fromisoformat(document["answers"]["examen-blanc-debut"]["raw"])
    assert abs(began - datetime.now(UTC)) < timedelta(minutes=2)


def test_a_lost_clock_is_made_anew_of_the_answers_file(work, hour):
    Sitting.at(PAPER, work).begin()
    hour(minutes=50)
    shutil.rmtree(work / ".ntc" / "examens")
    assert Sitting.at(PAPER, work).left == pytest.approx(130 * 60, abs=120)


def test_lost_answers_do_not_begin_it_again(work, hour):
    Sitting.at(PAPER, work).begin()
    hour(minutes=50)
    Sitting.at(PAPER, work).answers.unlink()
    assert Sitting.at(PAPER, work).left == 130 * 60


def test_another_learner_on_the_same_computer_has_a_clock_of_their_own(work, hour):
    Sitting.at(PAPER, work).begin()
    save_identity("martin.l", "Luc Martin", work)
    assert Sitting.at(PAPER, work).left is None
    Sitting.at(PAPER, work).begin()
    hour(minutes=30)
    save_identity("dupont.m", "Marie Dupont", work)
    assert Sitting.at(PAPER, work).left == 150 * 60


def test_nobody_in_particular_has_nothing_begun(work):
    (work / ".ntc" / "learner.json").unlink()
    sitting = Sitting.at(PAPER, work)
    assert (sitting.left, sitting.learner.variant) == (None, "00")


def test_after_its_end_nothing_is_taken_and_nothing_is_lost(work, hour):
    sitting = Sitting.at(PAPER, work)
    sitting.begin()
    answers = sitting.open()
    answers.set(FIELD, "avant")
    hour(minutes=180, seconds=GRACE.total_seconds() - 1)
    answers.set(FIELD, "en route")
    hour(seconds=2)
    assert (sitting.left, sitting.closed) == (0, OVER)
    with pytest.raises(ClosedError, match="temps est écoulé"):
        answers.set(FIELD, "après")
    assert answers.set(FIELD, "en route") == answers.saved(FIELD)
    assert read_answers(sitting.answers)["answers"][FIELD]["raw"] == "en route"


def test_what_the_disk_refused_before_the_end_is_still_written_after_it(work, hour, monkeypatch):
    sitting = Sitting.at(PAPER, work)
    sitting.begin()
    answers = sitting.open()
    with monkeypatch.context() as full:
        full.setattr("ntc.fields.answers.write_atomically", _full)
        with pytest.raises(Exception, match="disque"):
            answers.set(FIELD, "gardé")
    hour(hours=4)
    answers.set(FIELD, "gardé")
    assert read_answers(sitting.answers)["answers"][FIELD]["raw"] == "gardé"


def _full(*_):
    raise OSError(28, "No space left on device")


def test_the_field_says_so_plainly_and_offers_no_second_try(work, hour):
    sitting = Sitting.at(PAPER, work)
    sitting.begin()
    field = fields_of(shipped(PAPER), load(sitting.learner.variant))[FIELD][FIELD]
    shown = FieldWidget(field, sitting.open())
    shown.raw = "avant"
    hour(hours=4)
    shown.raw = "après"
    assert (shown.state, shown.message, shown.closed, shown.stored) == ("error", OVER, True, "avant")
    shown.raw = "avant"
    shown.steps = [{"id": "taken back", "base": "après", "raw": "avant"}]
    assert (shown.closed, shown.state) == (False, "partial")


def test_extra_time_counts_at_once_and_a_faulty_list_takes_nothing_away(work, hour):
    sitting = Sitting.at(PAPER, work)
    sitting.begin()
    hour(minutes=185)
    assert sitting.closed
    (work / "majorations.csv").write_text("identifiant,temps\ndupont.m,1/3\n", encoding="utf-8")
    assert (sitting.left, sitting.closed, sitting.fault) == (55 * 60, "", "")
    (work / "majorations.csv").write_text("identifiant,temps\ndupont.m,encore\n", encoding="utf-8")
    assert sitting.left == 0
    assert "ligne 2" in sitting.fault


def test_the_page_is_told_what_is_left(work, hour, monkeypatch):
    monkeypatch.chdir(work / PAPER)
    assert json.loads(told(PAPER)) == {"left": None, "minutes": 180}
    Sitting.at(PAPER, work).begin()
    hour(minutes=1)
    assert json.loads(told(PAPER)) == {"left": 179 * 60, "minutes": 180}
