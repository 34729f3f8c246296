"""« Demain matin », from the records of a class small enough to be counted by hand."""

import json
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.desk import views
from autograder.grading.places import Places
from autograder.reports.picture import questions_picture
from autograder.reports.tomorrow import hardest, share, tomorrow
from ntc import exercises
from tests.autograder.conftest import (
    ASSIGNMENT,
    NOTEBOOK,
    Classroom,
    alike_in_one,
    found,
    part,
)
from tests.spaces import plain

TTC = "trap.T05"
FIRST, SECOND = "cp4-variance", "cp4-causes"


def hand_in(classroom: Classroom, learner: str, minutes: float, **marked) -> None:
    """A hand-in whose answers lie so many minutes apart, and what marking found of it."""
    folder = classroom.root / "classroom/submitted" / learner / ASSIGNMENT
    folder.mkdir(parents=True)
    begun = datetime(2026, 1, 12, 8, tzinfo=UTC)
    hours = (begun, begun + timedelta(minutes=minutes))
    saved = {f"cp4-{number}": {"raw": "1", "saved": hour.isoformat()} for number, hour in enumerate(hours)}
    (folder / f"{NOTEBOOK}.answers.json").write_text(json.dumps({"answers": saved}))
    classroom.record(learner, {key.replace("_", "-"): each for key, each in marked.items()})


@pytest.fixture
def places(classroom) -> Places:
    """Three copies: the mix is missed by all but one, who misses the causes that the others have."""
    made = Places(Path(classroom.root))
    made.release(ASSIGNMENT).mkdir(parents=True)
    (made.release(ASSIGNMENT) / f"{NOTEBOOK}.ipynb").write_text("{}")
    made.roster.write_text(
        "identifiant,nom,prénom\nun.u,Dupont,Marie\ndeux.d,Martin,Paul\n", encoding="utf-8"
    )
    wrong, right = part("Écart sur mix", "wrong", slip=TTC), part("Écart sur mix", "right")
    causes, missed = part("Causes", "right"), part("Causes", "wrong")
    hand_in(classroom, "un.u", 30, cp4_variance=found(right), cp4_causes=found(missed))
    hand_in(classroom, "deux.d", 90, cp4_variance=found(wrong), cp4_causes=found(causes))
    hand_in(classroom, "trois.t", 150, cp4_variance=found(wrong), cp4_causes=found(causes))
    return made


def test_each_question_is_counted(places):
    told = {each.label: each for each in tomorrow(places, ASSIGNMENT).questions}
    mix, causes = told["Écart sur mix"], told["Causes"]
    assert (mix.right, mix.answered, causes.right, causes.answered) == (1, 3, 2, 3)
    # Wilson, 1 of 3, by the published table: 6 % to 79 %.
    assert plain(share(mix)) == "1 sur 3 (6 % à 79 %)"


def test_what_costs_most_comes_first_with_its_hardest_question(places):
    again = [plain(line) for line in tomorrow(places, ASSIGNMENT).again]
    points = {key: exercises.load()[key].points for key in (FIRST, SECOND)}
    dearest = max((points[FIRST] * 2 / 3, FIRST), (points[SECOND] / 3, SECOND))[1]
    assert again[0].startswith(f"« {plain(exercises.load()[dearest].title)} »")
    assert "Le plus manqué : Écart sur mix (1 juste sur 3)." in again[0]


def test_mistakes_are_named_and_counted(places):
    assert [plain(line) for line in tomorrow(places, ASSIGNMENT).mistakes] == [
        "2 sur 3 : Montant TTC pris pour un montant HT"
    ]


def test_what_is_left_out_is_missed_and_one_person_s_mistake_is_not_the_class_s(places):
    blank = part("Écart sur mix", "blank")
    hand_in(Classroom(places.root), "vide.v", 5, cp4_variance=found(blank, slips=()))
    other = part("Écart sur mix", "wrong", slip="trap.T04")
    hand_in(Classroom(places.root), "seul.s", 5, cp4_variance=found(other))
    told = tomorrow(places, ASSIGNMENT)
    assert any("(1 juste sur 5)" in plain(line) for line in told.again)
    assert [plain(line)[:8] for line in told.mistakes] == ["2 sur 4 "]


def test_the_picture_shows_the_hardest_first(places):
    assert [each.label for each in hardest(places, ASSIGNMENT)] == ["Écart sur mix", "Causes"]


def test_the_picture_is_entitled_by_what_it_shows_and_is_not_there_of_nothing(classroom, places):
    assert plain(views.tomorrow(places, ASSIGNMENT)["picture"]) == "Les 2 questions les moins réussies"
    for learner in ("un.u", "deux.d"):
        classroom.record(learner, {FIRST: found(part("Écart sur mix", "right"))})
    classroom.record("trois.t", {FIRST: found(part("Écart sur mix", "wrong"))})
    assert views.tomorrow(places, ASSIGNMENT)["picture"] == "La question la moins réussie"
    classroom.record("trois.t", {FIRST: found(part("Écart sur mix", "right"))})
    told = views.tomorrow(places, ASSIGNMENT)
    assert told["picture"] == ""
    assert [one["title"] for one in told["exercises"]] == [exercises.load()[FIRST].title]


def test_who_can_explain_to_whom(places):
    (line,) = tomorrow(places, ASSIGNMENT).pairs
    title = {key: plain(exercises.load()[key].title) for key in (FIRST, SECOND)}
    told = f"Paul Martin peut expliquer « {title[SECOND]} » à Marie Dupont, qui peut lui expliquer "
    assert plain(line) == f"{told}« {title[FIRST]} »."


def test_how_long_it_took(places):
    (line,) = tomorrow(places, ASSIGNMENT).times
    assert "1 heure au milieu de la classe (de 30 minutes à 2 heures, 3 apprenants)" in plain(line)
    for learner in ("un.u", "deux.d"):
        shutil.rmtree(places.submitted(learner, ASSIGNMENT))
    (line,) = tomorrow(places, ASSIGNMENT).times
    assert plain(line).endswith("rendre compte : 2 heures (1 apprenant).")


def test_nobody_yet_is_no_fault(classroom):
    found = tomorrow(Places(Path(classroom.root)), ASSIGNMENT)
    assert (found.people, found.questions, found.again) == (0, (), ())


def test_the_picture_is_drawn_in_time(places):
    begun = time.process_time()
    drawn = questions_picture(hardest(places, ASSIGNMENT))
    assert time.process_time() - begun < 5
    assert b"<svg" in drawn


def test_a_question_that_a_class_answers_alike_is_to_look_at(classroom):
    made = Places(Path(classroom.root))
    made.release(ASSIGNMENT).mkdir(parents=True)
    (made.release(ASSIGNMENT) / f"{NOTEBOOK}.ipynb").write_text("{}")
    for number in range(12):
        hand_in(classroom, f"p{number:02d}", 30, cp4_variance=found(*alike_in_one(number)))
    (line,) = tomorrow(made, ASSIGNMENT).looks
    assert "« Par mois »" in plain(line)
    assert "12 réponses sur 12 s’écartent du corrigé de la même façon" in plain(line)
