"""Hostile hand-ins: what each case does to the folder that an honest learner would hand in.

Broken answers files lie in ``tests/files/hostile/answers``; what no repository should hold (programs, links,
large files, notebooks made from the lesson of the day) is fabricated here.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.grading.places import Places
from tests.autograder.grading.samples import LESSON

ANSWERS = Path(__file__).resolve().parents[2] / "files/hostile/answers"
PROGRAM = "import os, pathlib\npathlib.Path(os.environ['CANARY']).write_text(__file__)\n"
CELL = "import os, pathlib; pathlib.Path(os.environ['CANARY']).write_text('cell'); print(16)"
SCRIPT = "<script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"

Spoil = Callable[[Path, Places], None]


@dataclass(frozen=True)
class Case:
    """One way to be hostile: what must become of the marks, and what the instructor must be told."""

    name: str
    spoil: Spoil
    marks: str = "kept"
    flags: tuple[str, ...] = ()

    @property
    def learner(self) -> str:
        return f"hostile.{self.name}"


def _notebook(change: Callable[[nbformat.NotebookNode], None]) -> Spoil:
    def spoil(folder: Path, places: Places) -> None:
        path = folder / f"{LESSON}.ipynb"
        notebook = nbformat.read(path, 4)
        change(notebook)
        path.write_text(json.dumps(notebook), encoding="utf-8")

    return spoil


def _graded(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if "nbgrader" in cell.metadata]


def _delete_cells(notebook: nbformat.NotebookNode) -> None:
    notebook.cells = [cell for cell in notebook.cells if "nbgrader" not in cell.metadata]


def _duplicate_cells(notebook: nbformat.NotebookNode) -> None:
    notebook.cells += [nbformat.from_dict(cell) for cell in _graded(notebook)]


def _edit_cells(notebook: nbformat.NotebookNode) -> None:
    for cell in _graded(notebook):
        cell.source = CELL
        cell.metadata.nbgrader |= {"points": 1000, "locked": False, "solution": True}


def _add_cells(notebook: nbformat.NotebookNode) -> None:
    added = nbformat.v4.new_code_cell(CELL, metadata={"nbgrader": {"grade": True, "grade_id": "added"}})
    notebook.cells = [added, *notebook.cells, added]


def _collide_ids(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        cell.id = "cp4-dashboard"
        cell.metadata["nbgrader"] = {
            "grade": True,
            "grade_id": "cp4-dashboard",
            "points": 16,
            "solution": False,
        }


def _schema_99(notebook: nbformat.NotebookNode) -> None:
    for cell in _graded(notebook):
        cell.metadata.nbgrader["schema_version"] = 99


def _script_cells(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        cell.cell_type, cell.source = "markdown", SCRIPT


def _no_notebook(folder: Path, places: Places) -> None:
    (folder / f"{LESSON}.ipynb").unlink()


def _another_file(folder: Path, places: Places) -> None:
    (folder / f"{LESSON}.answers.json").rename(folder / "photo de mon travail.pdf")


def _renamed(folder: Path, places: Places) -> None:
    (folder / f"{LESSON}.ipynb").rename(folder / f"{LESSON} (1).ipynb")
    (folder / f"{LESSON}.answers.json").rename(folder / f"{LESSON}.answers (1).json")


def _in_a_folder(folder: Path, places: Places) -> None:
    (folder / "Mes documents").mkdir()
    for path in list(folder.glob(f"{LESSON}*")):
        path.rename(folder / "Mes documents" / path.name)


def _broken_notebook(folder: Path, places: Places) -> None:
    (folder / f"{LESSON}.ipynb").write_text('{"cells": [', encoding="utf-8")


def _huge_notebook(folder: Path, places: Places) -> None:
    with (folder / f"{LESSON}.ipynb").open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)


def _huge_answers(folder: Path, places: Places) -> None:
    text = '{"schema": 1, "lesson": "cp4-bilan", "x": "' + "a" * (50 * 1024 * 1024) + '"}'
    (folder / f"{LESSON}.answers.json").write_text(text, encoding="utf-8")


def _deep_folders(folder: Path, places: Places) -> None:
    deep = folder.joinpath(*["d"] * 900)
    for level in range(1, 10):
        folder.joinpath(*["d"] * (level * 100)).mkdir(parents=True)
    (deep / "au-fond.txt").write_text("fond")


def _bottomless_answers(folder: Path, places: Places) -> None:
    (folder / f"{LESSON}.answers.json").write_text("[" * 400_000, encoding="utf-8")


def _programs(folder: Path, places: Places) -> None:
    names = (
        "pandas",
        "folium",
        "sitecustomize",
        "usercustomize",
        "conftest",
        "nbgrader_config",
        "json",
        "nbformat",
    )
    for name in names:
        (folder / f"{name}.py").write_text(PROGRAM, encoding="utf-8")
    for package in ("ntc", "autograder"):
        (folder / package).mkdir()
        (folder / package / "__init__.py").write_text(PROGRAM, encoding="utf-8")


def _links(folder: Path, places: Places) -> None:
    os.symlink("/etc/passwd", folder / "passwd.txt")
    os.symlink("/etc", folder / "etc")
    os.symlink(places.root / "course", folder / "course")
    os.symlink(folder, folder / "round")
    os.symlink("/nowhere", folder / "broken")


def _linked_answers(folder: Path, places: Places) -> None:
    """The answers of the honest learner, by a link to where they lie on the instructor's machine."""
    path = folder / f"{LESSON}.answers.json"
    path.unlink()
    os.symlink(places.submitted("honnete.h", "at1-strategie") / path.name, path)


def _linked_notebook(folder: Path, places: Places) -> None:
    path = folder / f"{LESSON}.ipynb"
    path.unlink()
    os.symlink("/etc/passwd", path)


def _pipe(folder: Path, places: Places) -> None:
    os.mkfifo(folder / "pipe.json")


def _false_hours(folder: Path, places: Places) -> None:
    (folder / "timestamp.txt").write_text("demain, peut-être")
    (folder / "submission_secret.txt").write_text("../../../etc/passwd")


def _scripts(folder: Path, places: Places) -> None:
    path = folder / f"{LESSON}.answers.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for answer in content["answers"].values():
        answer["raw"] = _replaced(answer["raw"])
    path.write_text(json.dumps(content), encoding="utf-8")


def _replaced(raw: object) -> object:
    if isinstance(raw, dict):
        return {key: _replaced(value) for key, value in raw.items()} | {SCRIPT: _like(raw)}
    return [SCRIPT, *raw] if isinstance(raw, list) else SCRIPT


def _like(raw: dict) -> object:
    return {SCRIPT: SCRIPT} if any(isinstance(value, dict) for value in raw.values()) else SCRIPT


def _identity(**changes: str) -> Spoil:
    def spoil(folder: Path, places: Places) -> None:
        path = folder / f"{LESSON}.answers.json"
        content = json.loads(path.read_text(encoding="utf-8")) | changes
        path.write_text(json.dumps(content), encoding="utf-8")

    return spoil


def _answers_of(name: str) -> Spoil:
    def spoil(folder: Path, places: Places) -> None:
        (folder / f"{LESSON}.answers.json").write_bytes((ANSWERS / name).read_bytes())

    return spoil


def _second_answers(folder: Path, places: Places) -> None:
    """A damaged copy beside the good file, as a browser or a backup leaves behind."""
    (folder / f"{LESSON}.answers (1).json").write_text("{", encoding="utf-8")


CASES = [
    Case("deleted-cells", _notebook(_delete_cells)),
    Case("duplicated-cells", _notebook(_duplicate_cells)),
    Case("edited-cells", _notebook(_edit_cells)),
    Case("added-cells", _notebook(_add_cells)),
    Case("colliding-ids", _notebook(_collide_ids)),
    Case("notebook-schema-99", _notebook(_schema_99)),
    Case("script-cells", _notebook(_script_cells)),
    Case("no-notebook", _no_notebook),
    Case("renamed", _renamed),
    Case("in-a-folder", _in_a_folder),
    Case("broken-notebook", _broken_notebook),
    Case("huge-notebook", _huge_notebook),
    Case("deep-folders", _deep_folders, flags=("left",)),
    Case("programs", _programs, flags=("left",)),
    Case("links", _links, flags=("left",)),
    Case("linked-notebook", _linked_notebook, flags=("left",)),
    Case("pipe", _pipe, flags=("left",)),
    Case("false-hours", _false_hours),
    Case("second-answers", _second_answers, flags=("spoiled",)),
    Case("other-learner", _identity(learner="honnete.h"), flags=("other-learner",)),
    Case("other-variant", _identity(variant="00"), flags=("other-variant",)),
    Case("scripts", _scripts, marks="lost"),
    Case("another-file", _another_file, marks="awaiting", flags=("missing", "left")),
    Case("linked-answers", _linked_answers, marks="awaiting", flags=("unreadable",)),
    Case("huge-answers", _huge_answers, marks="awaiting", flags=("unreadable",)),
    Case("bottomless-answers", _bottomless_answers, marks="awaiting", flags=("unreadable",)),
    *(
        Case(f"answers-{path.stem}", _answers_of(path.name), marks="awaiting", flags=("unreadable",))
        for path in sorted(ANSWERS.glob("*.json"))
    ),
]
