"""nbgrader started elsewhere than in a course's folder: it refuses in French, before anything is touched.

Without settings nbgrader works by its own defaults: in ``classroom`` these fit, and it would execute what
learners handed in and write zeros in the gradebook. Where no settings are found, :func:`guard` is read in
their place: from ``classroom/nbgrader_config.py``, and from the instructor's environment (``start.py``).
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ntc.french import typeset

if TYPE_CHECKING:
    from traitlets.config import Config

SETTINGS = "nbgrader_config.py"
_NOWHERE = f"{__name__}.Nowhere"
_HARMLESS = {"quickstart", "generate_config", "extension"}
_HERE = """\
# Ce dossier n’est pas celui du cours : nbgrader y refuse de travailler.
import sys
from pathlib import Path

sys.path.insert(0, {code!r})
from autograder.grading.elsewhere import guard

guard(get_config(), Path({here!r}))
"""


def guard(c: "Config", closed: Path | None = None) -> None:
    """Refuse to work in a folder without settings of its own (or in ``closed``).

    A command ends at once; in a server, formgrader's buttons say why they do nothing.
    """
    here = _course_dir(sys.argv)
    if here != closed and (here / SETTINGS).is_file():
        return
    refuse(c, _told(here))


def refuse(c: "Config", told: str) -> None:
    """End a command of nbgrader with a sentence in French; have a server's conversions fail with it."""
    command = _command(sys.argv)
    if command is None:
        Nothing.told = typeset(told)
        c.BaseConverter.exporter_class = c.Autograde.exporter_class = _NOWHERE
        c.GenerateFeedback.exporter_class = _NOWHERE
    elif command and command not in _HARMLESS:
        sys.exit(typeset(told))


def close(folder: Path, code: Path) -> None:
    """Leave in a folder of the course the file that makes nbgrader refuse to be started there."""
    path, text = folder / SETTINGS, _HERE.format(code=str(code), here=str(folder))
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


class Nothing:
    """Why nothing can be done, for whoever presses a button."""

    told = typeset("Les réglages du cours manquent : rien n’est fait.")


def __getattr__(name: str) -> Any:
    """Make the exporter that refuses, when nbgrader asks for it: nbconvert is slow to import."""
    if name != "Nowhere":
        raise AttributeError(name)
    from nbconvert.exporters import NotebookExporter
    from nbgrader.converters.base import NbGraderException

    class Nowhere(NotebookExporter):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.log.error("%s", Nothing.told)
            raise NbGraderException(Nothing.told)

    return Nowhere


def _told(here: Path) -> str:
    course = next((each for each in here.parents if (each / SETTINGS).is_file()), None)
    where = (
        f"Placez-vous d’abord dans le dossier du cours : cd « {course} »"
        if course
        else ("Placez-vous d’abord dans le dossier du cours, celui qui contient nbgrader_config.py")
    )
    return f"Rien n’est fait : nbgrader ne trouve pas les réglages du cours dans « {here} ». {where}."


def _course_dir(argv: Sequence[str]) -> Path:
    """The folder that a command works in: ``--course-dir``, else the current one."""
    for number, each in enumerate(argv):
        option, sign, value = each.partition("=")
        if option in ("--course-dir", "--CourseDirectory.root"):
            given = value if sign else next(iter(argv[number + 1 :]), "")
            return Path(given).resolve()
    return Path.cwd()


def _command(argv: Sequence[str]) -> str | None:
    """The command of nbgrader that is running: empty for help, None when this is no command of nbgrader."""
    program = Path(argv[0] if argv else "")
    stem = program.name.removesuffix(".exe").removesuffix("-script.py")
    if not (stem == "nbgrader" or (stem == "__main__.py" and program.parent.name == "nbgrader")):
        return None
    named = next(iter(argv[1:]), "-")
    asks = {"-h", "--help", "--help-all", "--version"} & set(argv)
    return "" if named.startswith("-") or asks else named
