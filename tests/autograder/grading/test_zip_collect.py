"""``nbgrader zip_collect``: a platform's download, the honest and the hostile, by plain commands."""

import io
import json
import zipfile
from datetime import datetime

import pytest

from autograder.grading import record
from ntc.home.archive import stem, write_archive
from tests.autograder.grading.course import ASSIGNMENT, LESSON, Course
from tests.autograder.grading.samples import Sample, automatic, right

pytestmark = pytest.mark.slow
MOMENT = datetime(2026, 1, 12, 14, 32)
FILE = f"{LESSON}.answers.json"


def packed(sample: Sample, **others: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(FILE, json.dumps(sample.answers))
        for name, content in others.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def collected(course: Course) -> tuple[Course, str]:
    archive = course.root / "classroom/downloaded" / ASSIGNMENT / "archive"
    archive.mkdir(parents=True)
    honest = right("dupont.m")
    files = {FILE: json.dumps(honest.answers).encode(), f"{LESSON}.ipynb": b"{}", "recu.html": b"<p>"}
    write_archive(archive / f"{stem(honest.learner, ASSIGNMENT, MOMENT)}.zip", files, MOMENT)
    with zipfile.ZipFile(archive / "Devoirs de la classe.zip", "w") as whole:
        inner = f"Petit_7_assignsubmission_file_/{stem('petit.z', ASSIGNMENT, MOMENT)}.zip"
        whole.writestr(inner, packed(right("petit.z"), **{"../../evil.py": b"boom"}))
    name = stem("voleur.v", ASSIGNMENT, MOMENT)
    (archive / f"{name}.zip").write_bytes(packed(honest))
    (archive / f"{stem('casse.c', ASSIGNMENT, MOMENT)}.zip").write_bytes(packed(right("casse.c"))[:-40])
    (archive / "sans nom.zip").write_bytes(b"rien")
    (archive / "cp4-bilan.answers (3).json").write_text(json.dumps(right("lache.l").answers))
    said = "".join(
        course.nbgrader(command, ASSIGNMENT)
        for command in ("zip_collect", "autograde", "generate_feedback", "release_feedback")
    )
    return course, said


@pytest.mark.parametrize("learner", ["dupont.m", "petit.z", "lache.l"])
def test_right_answers_earn_everything(collected: tuple[Course, str], learner: str) -> None:
    scores = collected[0].scores(learner)
    assert sum(scores[exercise] for exercise in automatic()) == 76


def test_only_the_named_and_the_identified_are_graded(collected: tuple[Course, str]) -> None:
    course, said = collected
    assert course.graded() == {"dupont.m", "petit.z", "lache.l", "voleur.v", "casse.c"}
    assert "« sans nom.zip » : impossible de dire de qui est cette remise." in said.replace("\u00a0", " ")


def test_answers_of_another_are_flagged_on_both_sides(collected: tuple[Course, str]) -> None:
    places = collected[0].places
    thief = [flag.kind for flag in record.read(places.record("voleur.v", LESSON)).flags]
    robbed = [flag.kind for flag in record.read(places.record("dupont.m", LESSON)).flags]
    assert thief == ["other-learner", "other-variant", "copy"]
    assert robbed == ["copy"]


def test_a_damaged_archive_awaits_a_person(collected: tuple[Course, str]) -> None:
    course, said = collected
    assert set(automatic()) <= course.awaiting("casse.c")
    assert "casse.c, cp4-bilan : Le fichier de réponses" in said


def test_nothing_of_an_archive_was_unpacked(collected: tuple[Course, str]) -> None:
    assert list(collected[0].root.rglob("evil.py")) == []
    assert list(collected[0].root.rglob("recu.html")) == []


def test_a_later_hand_in_replaces_an_earlier_one_unless_it_holds_no_answers(
    collected: tuple[Course, str],
) -> None:
    course, _ = collected
    archive = course.root / "classroom/downloaded" / ASSIGNMENT / "archive"
    for path in archive.iterdir():
        path.unlink()
    changed = json.dumps({**right("petit.z").answers, "answers": {}}).encode()
    for learner, when, files in (
        ("dupont.m", 9, {FILE: json.dumps({**right("dupont.m").answers, "answers": {}}).encode()}),
        ("petit.z", 18, {FILE: changed}),
        ("petit.z", 19, {"vide.json": b"{}"}),
    ):
        write_archive(archive / f"{stem(learner, ASSIGNMENT, MOMENT.replace(hour=when))}.zip", files, MOMENT)
    said = course.nbgrader("zip_collect", ASSIGNMENT).replace("\u00a0", " ")
    assert "une remise plus récente de « dupont.m » est déjà là" in said
    assert "Elle n’a pas pris la place d’une remise qui se lit" in said
    answered = {
        learner: len(json.loads((course.places.submitted(learner, ASSIGNMENT) / FILE).read_text())["answers"])
        for learner in ("dupont.m", "petit.z")
    }
    whole = len(right("dupont.m").answers["answers"])
    assert answered == {"dupont.m": whole, "petit.z": 0}
