"""Open the course: the learner's folder, then JupyterLab in it.

Learners never work in ``course/``: each lesson is copied into their folder (``travail/``, or the folder that
``NTC_WORK`` names). A copy whose text and code nobody changed follows the course when that is brought up to
date; one that somebody changed is never touched. Answers lie beside the lessons, in files of their own.
"""

import errno
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ntc.french import typeset
from ntc.paths import COURSE
from ntc.storage import OWN, write_atomically

HOME_PAGE = "accueil.ipynb"
_UNWRITABLE = typeset("Le cours ne s'ouvre pas dans « {} » : {}.")
_LAB = Path(__file__).parent / "labextension"


def work_folder() -> Path:
    """Where the learner works: ``NTC_WORK``, else ``travail`` in the current folder."""
    return Path(os.environ.get("NTC_WORK", "travail")).resolve()


def shipped_lessons() -> list[Path]:
    """The notebooks of the course, relative to ``course/``: the home page and each lesson."""
    found = (path.relative_to(COURSE) for path in COURSE.rglob("*.ipynb"))
    return sorted(path for path in found if not any(part.startswith(".") for part in path.parts))


def prepare(work: Path) -> None:
    """Make the learner's folder, copy each lesson that is not there, and renew those as they came.

    What a copy was when it was made is noted in ``.ntc/lessons.json``.
    """
    notes = work / OWN / "lessons.json"
    before = _noted(notes)
    noted = dict(before)
    for lesson in shipped_lessons():
        target, name, shipped = work / lesson, lesson.as_posix(), _digest(COURSE / lesson)
        found = _digest(target) if target.exists() else None
        if found is None or (found and found == noted.get(name) != shipped):
            write_atomically(target, (COURSE / lesson).read_bytes())
            found = shipped
        if found == shipped:
            noted[name] = shipped
    if noted != before:
        write_atomically(notes, json.dumps(noted, indent=1, sort_keys=True).encode())


def _noted(notes: Path) -> dict[str, str]:
    try:
        found = json.loads(notes.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(notebook: Path) -> str:
    """What tells a lesson's text and code from others, its outputs apart; empty when it cannot be read."""
    try:
        return hashlib.sha256(json.dumps(_sources(notebook)).encode()).hexdigest()
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def is_altered(notebook: Path, lesson: str) -> bool:
    """Whether the text of a lesson's copy is no longer the course's: a *consigne* changed, added or missing.

    Raises OSError or ValueError when the copy cannot be read, FileNotFoundError when no such lesson exists.
    """
    return _texts(notebook) != _texts(_shipped(lesson))


def restore(notebook: Path, lesson: str) -> Path:
    """Put the shipped lesson back in place of a changed copy, kept beside it under the name returned.

    Raises FileNotFoundError when the course has no such lesson.
    """
    shipped = _shipped(lesson)
    kept = notebook.with_name(f"{notebook.stem}-modifiée-{datetime.now():%Y%m%d-%H%M%S}.ipynb")
    notebook.rename(kept)
    shutil.copyfile(shipped, notebook)
    return kept


def _shipped(lesson: str) -> Path:
    for path in shipped_lessons():
        if path.stem == lesson:
            return COURSE / path
    raise FileNotFoundError(f"« {lesson} » n’est pas une leçon du cours.")


def _texts(notebook: Path) -> list[str]:
    return [source for kind, source in _sources(notebook) if kind == "markdown"]


def _sources(notebook: Path) -> list[tuple[str, str]]:
    cells = json.loads(notebook.read_bytes())["cells"]
    return [(cell["cell_type"], "".join(cell["source"])) for cell in cells]


def arguments(work: Path) -> list[str]:
    """The command line for JupyterLab: our settings, rooted in the learner's folder, on the home page."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [
        f"--config={_LAB / 'jupyter_config.py'}",
        f"--ServerApp.root_dir={work}",
        f"--LabApp.default_url=/lab/tree/{HOME_PAGE}",
        *(["--allow-root"] if root else []),
    ]


def environment(work: Path) -> dict[str, str]:
    """What JupyterLab finds in its environment: a learner's settings, no instructor's or programmer's tools.

    Their own JupyterLab settings (language, theme) stay out of the course, and untouched by it.
    """
    state = work / OWN / "jupyterlab"
    config = [str(_LAB / "learner"), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    return {
        "JUPYTER_CONFIG_PATH": os.pathsep.join(config),
        "JUPYTERLAB_SETTINGS_DIR": str(state / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
    }


def _try_to_write(work: Path) -> None:
    """Raise OSError where a learner's answers could not be saved: known before the first one is typed."""
    with tempfile.TemporaryFile(dir=work) as file:
        file.write(b"essai")


def _why(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "le disque est plein. Faites de la place, puis recommencez"
    return "on ne peut pas y écrire. Allez dans un autre dossier, « Documents » par exemple, puis recommencez"


def main(argv: Sequence[str] | None = None) -> None:
    """Open the course; further arguments are handed to JupyterLab (``--no-browser``, ``--port=…``)."""
    work = work_folder()
    try:
        prepare(work)
        _try_to_write(work)
    except OSError as error:
        sys.exit(_UNWRITABLE.format(work, _why(error)))
    os.environ.update(environment(work))

    if "JUPYTERHUB_API_TOKEN" in os.environ:  # started by a centre's hub, for whoever logged in there
        from jupyterlab.labhubapp import main as jupyterlab
    else:
        from jupyterlab.labapp import main as jupyterlab

    sys.exit(jupyterlab([*arguments(work), *(sys.argv[1:] if argv is None else argv)]))
