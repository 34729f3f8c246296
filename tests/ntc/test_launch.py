import errno
import json
from pathlib import Path

import pytest

from ntc import launch

LESSON = Path("at1-strategie/cp4-bilan.ipynb")


@pytest.fixture
def work(tmp_path):
    launch.prepare(tmp_path / "travail")
    return tmp_path / "travail"


def test_work_folder_is_where_the_course_was_started(monkeypatch, tmp_path):
    monkeypatch.delenv("NTC_WORK", raising=False)
    monkeypatch.chdir(tmp_path)
    assert launch.work_folder() == tmp_path.resolve() / "travail"


def test_work_folder_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("NTC_WORK", str(tmp_path / "ailleurs"))
    assert launch.work_folder() == tmp_path.resolve() / "ailleurs"


def test_first_start_copies_the_home_page_and_the_lessons(work):
    assert (work / launch.HOME_PAGE).read_bytes() == (launch.COURSE / launch.HOME_PAGE).read_bytes()
    assert (work / LESSON).read_bytes() == (launch.COURSE / LESSON).read_bytes()


def test_a_learner_receives_notebooks_and_nothing_that_declares_or_grades_them(work):
    files = sorted(path.relative_to(work) for path in work.rglob("*") if path.is_file())
    assert files == [Path(".ntc/lessons.json"), *launch.shipped_lessons()]
    files = files[1:]
    assert {path.suffix for path in files} == {".ipynb"}
    assert list(launch.COURSE.glob("*/*.toml"))


def test_what_is_there_is_never_touched(work):
    (work / LESSON).write_text("mine")
    (work / launch.HOME_PAGE).unlink()
    launch.prepare(work)
    assert (work / LESSON).read_text() == "mine"
    assert (work / launch.HOME_PAGE).exists()


def changed(notebook: Path, old: str, new: str) -> None:
    text = notebook.read_text(encoding="utf-8")
    assert old in text
    notebook.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("note", [None, b"", b"[]", b"{"])
def test_a_lesson_as_it_came_follows_the_course_and_a_changed_one_stays(monkeypatch, tmp_path, note):
    """With what running it left in it; whoever changed a text keeps it, and so does who has no note of it."""
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["Lisez."]}
    ran = {"cell_type": "code", "metadata": {}, "source": ["1"], "outputs": [], "execution_count": None}
    course, work = tmp_path / "course", tmp_path / "travail"
    monkeypatch.setattr(launch, "COURSE", course)
    course.mkdir()
    for name in ("as-it-came", "changed", "broken"):
        (course / f"{name}.ipynb").write_text(json.dumps({"cells": [cell, ran]}))
    launch.prepare(work)
    launch.prepare(work)
    changed(work / "as-it-came.ipynb", '"execution_count": null', '"execution_count": 7')
    changed(work / "changed.ipynb", "Lisez", "Je lis")
    (work / "broken.ipynb").write_text("{")
    if note is not None:
        (work / ".ntc" / "lessons.json").write_bytes(note)
    for path in course.iterdir():
        changed(path, "Lisez", "Lisez bien")
    launch.prepare(work)
    assert ("Lisez bien" in (work / "as-it-came.ipynb").read_text()) is (note is None)
    assert "Je lis" in (work / "changed.ipynb").read_text()
    assert (work / "broken.ipynb").read_text() == "{"
    # Put back by hand, it is the course's again, and follows it from then on.
    for path in course.iterdir():
        (work / path.name).write_bytes(path.read_bytes())
    launch.prepare(work)
    for path in course.iterdir():
        changed(path, "Lisez bien", "Relisez")
    launch.prepare(work)
    assert all("Relisez" in (work / path.name).read_text() for path in course.iterdir())


def test_checkpoints_of_the_course_are_no_lessons(monkeypatch, tmp_path):
    for name in ("cp9-essai.ipynb", ".ipynb_checkpoints/cp9-essai-checkpoint.ipynb"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")
    monkeypatch.setattr(launch, "COURSE", tmp_path)
    assert launch.shipped_lessons() == [Path("cp9-essai.ipynb")]


def test_restoring_keeps_the_changed_copy(work):
    lesson = work / LESSON
    lesson.write_text("changed")
    kept = launch.restore(lesson, "cp4-bilan")
    assert kept.parent == lesson.parent
    assert kept.name.startswith("cp4-bilan-modifiée-")
    assert kept.read_text() == "changed"
    assert lesson.read_bytes() == (launch.COURSE / LESSON).read_bytes()


def test_a_text_that_is_no_longer_the_courses_is_seen(work):
    lesson = work / LESSON
    assert not launch.is_altered(lesson, "cp4-bilan")
    notebook = json.loads(lesson.read_text("utf-8"))
    texts = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    texts[3]["source"] = ["# Changé"]
    lesson.write_text(json.dumps(notebook), "utf-8")
    assert launch.is_altered(lesson, "cp4-bilan")
    notebook["cells"].remove(texts[3])
    lesson.write_text(json.dumps(notebook), "utf-8")
    assert launch.is_altered(lesson, "cp4-bilan")


def test_a_lesson_that_ran_or_was_saved_is_not_altered(work):
    lesson = work / LESSON
    notebook = json.loads(lesson.read_text("utf-8"))
    for cell in notebook["cells"]:
        cell["metadata"]["kept"] = True
        cell["source"] = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cell["execution_count"] = 1
    lesson.write_text(json.dumps(notebook), "utf-8")
    assert not launch.is_altered(lesson, "cp4-bilan")


def test_restoring_what_the_course_does_not_have_changes_nothing(work):
    lesson = work / LESSON
    with pytest.raises(FileNotFoundError, match="cp9-inconnu"):
        launch.restore(lesson, "cp9-inconnu")
    assert lesson.exists()


def test_jupyterlab_is_rooted_in_the_work_folder_on_the_home_page(work):
    arguments = launch.arguments(work)
    assert f"--ServerApp.root_dir={work}" in arguments
    assert "--LabApp.default_url=/lab/tree/accueil.ipynb" in arguments
    [config] = [
        argument.removeprefix("--config=") for argument in arguments if argument.startswith("--config=")
    ]
    assert "extra_labextensions_path" in Path(config).read_text()


def test_settings_of_another_jupyterlab_stay_out(work, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/etc/theirs")
    environment = launch.environment(work)
    first, *others = environment["JUPYTER_CONFIG_PATH"].split(launch.os.pathsep)
    assert json.loads((Path(first) / "labconfig" / "page_config.json").read_text())["disabledExtensions"]
    assert others == ["/etc/theirs"]
    assert Path(environment["JUPYTERLAB_SETTINGS_DIR"]).is_relative_to(work)
    assert Path(environment["JUPYTERLAB_WORKSPACES_DIR"]).is_relative_to(work)


@pytest.mark.slow
def test_main_hands_its_arguments_to_jupyterlab(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setenv("NTC_WORK", str(tmp_path / "travail"))
    for name in ("JUPYTER_CONFIG_PATH", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR"):
        monkeypatch.setenv(name, "before")
    monkeypatch.setattr("jupyterlab.labapp.main", seen.append)
    with pytest.raises(SystemExit):
        launch.main(["--no-browser"])
    assert seen == [[*launch.arguments(tmp_path / "travail"), "--no-browser"]]
    assert (tmp_path / "travail" / launch.HOME_PAGE).exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.EACCES, "Allez dans un autre dossier"), (errno.ENOSPC, "Faites de la place")],
)
def test_a_folder_that_takes_no_answers_is_said_before_anything_opens(monkeypatch, tmp_path, code, said):
    def refused(*_, **__):
        raise OSError(code, "refused")

    monkeypatch.setenv("NTC_WORK", str(tmp_path / "travail"))
    monkeypatch.setattr("jupyterlab.labapp.main", lambda _: pytest.fail("it opened"))
    monkeypatch.setattr(launch.tempfile, "TemporaryFile", refused)
    with pytest.raises(SystemExit, match=said) as stopped:
        launch.main([])
    assert "refused" not in str(stopped.value)


def test_a_folder_that_cannot_be_made_is_said_too(monkeypatch, tmp_path):
    (tmp_path / "fichier").write_text("")
    monkeypatch.setenv("NTC_WORK", str(tmp_path / "fichier" / "travail"))
    with pytest.raises(SystemExit, match="on ne peut pas y écrire"):
        launch.main([])
