"""Open the course: the learner's folder, then JupyterLab in it.

Learners never work in ``course/``: each lesson is copied once into their folder (``travail/``, or the folder
that ``NTC_WORK`` names), and a copy that is already there is never touched.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ntc.paths import COURSE

HOME_PAGE = "accueil.ipynb"
_CONFIG = Path(__file__).parent / "labextension" / "jupyter_config.py"

# nbgrader's own panels are the instructor's tools, and in English: not in a learner's JupyterLab.
_HIDDEN = tuple(
    f"@jupyter/nbgrader:{name}"
    for name in (
        "assignment-list",
        "course-list",
        "create-assignment",
        "formgrader",
        "menu",
        "validate-assignment",
    )
)


def work_folder() -> Path:
    """Where the learner works: ``NTC_WORK``, else ``travail`` in the current folder."""
    return Path(os.environ.get("NTC_WORK", "travail")).resolve()


def shipped_lessons() -> list[Path]:
    """The notebooks of the course, relative to ``course/``: the home page and each lesson."""
    found = (path.relative_to(COURSE) for path in COURSE.rglob("*.ipynb"))
    return sorted(path for path in found if not any(part.startswith(".") for part in path.parts))


def prepare(work: Path) -> None:
    """Make the learner's folder and copy into it each lesson that is not there yet."""
    for lesson in shipped_lessons():
        target = work / lesson
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(COURSE / lesson, target)


def restore(notebook: Path) -> Path:
    """Put the shipped lesson back in place of a changed copy, kept beside it under the name returned.

    Raises FileNotFoundError when the course has no lesson of that file name.
    """
    shipped = next((COURSE / lesson for lesson in shipped_lessons() if lesson.name == notebook.name), None)
    if shipped is None:
        raise FileNotFoundError(f"« {notebook.name} » n’est pas une leçon du cours.")
    kept = notebook.with_name(f"{notebook.stem}-modifiée-{datetime.now():%Y%m%d-%H%M%S}.ipynb")
    notebook.rename(kept)
    shutil.copyfile(shipped, notebook)
    return kept


def arguments(work: Path) -> list[str]:
    """The command line for JupyterLab: our settings, rooted in the learner's folder, on the home page."""
    hidden = {"page_config_data": {"disabledExtensions": dict.fromkeys(_HIDDEN, True)}}
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [
        f"--config={_CONFIG}",
        f"--ServerApp.root_dir={work}",
        f"--ServerApp.tornado_settings={hidden!r}",
        f"--LabApp.default_url=/lab/tree/{HOME_PAGE}",
        *(["--allow-root"] if root else []),
    ]


def main(argv: Sequence[str] | None = None) -> None:
    """Open the course; further arguments are handed to JupyterLab (``--no-browser``, ``--port=…``)."""
    work = work_folder()
    prepare(work)
    # A learner's own JupyterLab settings (language, theme) stay out of the course, and untouched by it.
    settings = work / ".ntc" / "jupyterlab"
    os.environ.setdefault("JUPYTERLAB_SETTINGS_DIR", str(settings / "settings"))
    os.environ.setdefault("JUPYTERLAB_WORKSPACES_DIR", str(settings / "workspaces"))

    from jupyterlab.labapp import main as jupyterlab

    sys.exit(jupyterlab([*arguments(work), *(sys.argv[1:] if argv is None else argv)]))
