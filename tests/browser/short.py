"""A course whose lesson of the browser tests is short: its opening, some statements and two exercises.

A lesson of a hundred cells takes ten seconds of computing more to draw than this one. What does not depend on
what a lesson holds, that its page stays alive, says whose it is and runs nothing foreign, is tested on this
one; a test of each kind stands on the whole lesson.
"""

import json
import shutil
from pathlib import Path

from ntc.paths import COURSE
from tests.browser.bare import PAGE_CODE
from tests.browser.lab import LESSON

KEPT = (
    "title",
    "open-lesson",
    "situation",
    "part-1",
    "example-sales",
    "part-7",
    "ask-time",
    "cp4-time",
    "part-8",
    "ask-note",
    "cp4-note",
)


def shortened(folder: Path) -> tuple[Path, str]:
    """Lay out that course in a folder, and say how JupyterLab is told that it is shipped so."""
    course = shutil.copytree(COURSE, folder / "course")
    extension = shutil.copytree(PAGE_CODE, folder / "extensions" / PAGE_CODE.name)
    notebook = shorten(course / LESSON)
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    (extension / "shipped" / f"{Path(LESSON).stem}.json").write_text(json.dumps(code), encoding="utf-8")
    return course, f"--LabApp.extra_labextensions_path={extension.parent}"


def shorten(path: Path) -> dict:
    """Leave of that lesson, in this file, what is kept; it is returned."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] in KEPT]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return notebook
