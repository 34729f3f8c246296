"""The whole machine on a lesson that it has never heard of: from the tests of every lesson to the sheet."""

import re

import pytest
from nbgrader.api import Gradebook

from autograder.grading.places import COURSE_ID
from ntc import exercises
from tests.autograder.grading.course import Course, released
from tests.autograder.grading.samples import answers_file
from tests.second_lesson.conftest import HERE

pytestmark = pytest.mark.slow
LEARNER = "essai.e"
VARIANT = "00"
DECLARED = exercises.read(HERE / "course" / "at9-essai" / "cp9-essai.toml")
POINTS = {key: one.points for key, one in DECLARED.items()}


def test_the_tests_of_every_lesson_run_on_it(standing):
    # What a blind choice earns is said of a lesson with choices enough.
    every = ("tests/every", "-k", "not lazy_way and not chance_pays")
    done = standing.run("pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *every)
    assert done.returncode == 0, done.stdout
    assert int(re.search(r"^(\d+) passed", done.stdout, re.M)[1]) > 3 * 17


def test_it_runs_when_it_is_opened(standing):
    one = "tests/every/test_notebooks.py::test_lesson_runs_on_every_variant[cp9-essai-05]"
    done = standing.run("pytest", "-q", "-n", "0", "-p", "no:cacheprovider", one)
    assert done.returncode == 0, done.stdout
    assert re.search(r"^1 passed", done.stdout, re.M)


def test_a_learner_receives_it(standing, tmp_path):
    code = f"import pathlib, ntc.launch; ntc.launch.prepare(pathlib.Path({str(tmp_path)!r}))"
    done = standing.python("-c", code)
    assert done.returncode == 0, done.stderr
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {"accueil.ipynb", "at9-essai/cp9-essai.ipynb", ".ntc/lessons.json"}


@pytest.fixture(scope="module")
def classroom(standing, tmp_path_factory) -> Course:
    """One learner has handed in: 2 520 000 € not halved, then halved, one choice right, a letter."""
    course = Course(
        tmp_path_factory.mktemp("root"),
        tmp_path_factory.mktemp("home"),
        assignment="at9-essai",
        lesson="cp9-essai",
        settings=standing.settings,
    )
    released(course, standing.course)
    raw = {
        "cp9-half": {"half": {"value": "2 520 000 €"}, "quarter": {"value": "1 260 000 €"}},
        "cp9-pick-word": "bonjour",
        "cp9-pick-why": "hurry",
        "cp9-letter": "Bonjour, et merci de votre confiance.",
    }
    (course.root / "classroom" / "roster.csv").write_text(
        f"identifiant,nom,prénom,variante\n{LEARNER},Essai,Élise,{VARIANT}\n", encoding="utf-8"
    )
    course.hand_in(LEARNER, answers_file(LEARNER, raw, VARIANT, course.lesson))
    course.nbgrader("collect", course.assignment)
    course.nbgrader("autograde", course.assignment)
    return course


def test_it_is_marked_by_its_own_keys(classroom):
    scores = classroom.scores(LEARNER)
    assert scores["cp9-half"] == POINTS["cp9-half"] / 2
    assert scores["cp9-pick"] == POINTS["cp9-pick"] / 2
    assert classroom.awaiting(LEARNER) == {"cp9-letter-1", "cp9-letter-2"}


def test_feedback_and_sheet_are_made_when_a_person_has_marked_the_letter(classroom):
    with Gradebook(classroom.places.gradebook, COURSE_ID) as gradebook:
        for line, score in (("1", 12.5), ("2", 5)):
            grade = gradebook.find_grade(
                f"cp9-letter-{line}", classroom.lesson, classroom.assignment, LEARNER
            )
            grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.db.commit()
    classroom.nbgrader("generate_feedback", classroom.assignment)
    classroom.run("autograder.reports", classroom.assignment)
    feedback = classroom.root / "classroom/feedback" / LEARNER / classroom.assignment / "cp9-essai.html"
    page = feedback.read_text(encoding="utf-8")
    assert "La moitié de l’objectif" in page
    assert "Divisez par deux." in page
    sheet = (classroom.root / "classroom/sheets" / f"{LEARNER}.html").read_text(encoding="utf-8")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", sheet.partition("</style>")[2]))
    # c1: half of each of the two exercises that were answered; c2: (12.5 + 5) of 25.
    earned = (POINTS["cp9-half"] + POINTS["cp9-pick"]) / 2
    assert f"{earned:g} / {100 - POINTS['cp9-letter']:g}".replace(".", ",") in text
    assert "17,5 / 25" in text
    assert "CP4" not in text


def test_nothing_of_the_declaration_leaves_the_folder_of_the_lessons(classroom):
    made = classroom.root / "classroom"
    assert [path.name for path in classroom.places.release(classroom.assignment).iterdir()] == [
        "cp9-essai.ipynb"
    ]
    for folder in (made, classroom.exchange):
        assert list(folder.rglob("*.toml")) == []
        assert list(folder.rglob("cp9-essai.ipynb")) != []
    folders = {path.relative_to(made).parts[0] for path in made.rglob("*.*") if path.is_file()}
    assert {"release", "submitted", "autograded", "feedback"} <= folders
    # Learners write in the exchange: it is no part of the course's folder, where the keys are.
    assert not classroom.exchange.is_relative_to(classroom.root)
