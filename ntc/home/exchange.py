"""Handing in and feedback through nbgrader's exchange (*dépôt partagé*), where the school has one.

nbgrader is an option: a learner on their own PC has none, and the zip is then the way. Everything here goes
through nbgrader's public classes and its own configuration, so that another exchange (ngshare…) works too.
"""

import logging
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from traitlets.config import Config

_CONFIG = "nbgrader_config.py"


class ExchangeProblem(Exception):
    """The exchange did not take or give what was asked; the message says in French what to do."""


@dataclass(frozen=True)
class Exchange:
    """The exchange as one learner sees it from their folder."""

    work: Path
    learner_id: str
    config: "Config"

    def released(self) -> frozenset[str]:
        """The assignments that the instructor has released; raises ExchangeProblem."""
        found = self._run("List", "", "lister les travaux ouverts")
        return frozenset(entry["assignment_id"] for entry in found or ())

    def submit(self, assignment: str) -> None:
        """Hand the assignment's folder in with nbgrader's own submit; raises ExchangeProblem."""
        self._run("Submit", assignment, "déposer votre travail")

    def fetch_feedback(self, assignment: str) -> None:
        """Fetch what came back into ``<assignment>/feedback/<hour>/``; raises ExchangeProblem."""
        self._run("FetchFeedback", assignment, "chercher vos retours")

    def _run(self, verb: str, assignment: str, doing: str) -> Any:
        from nbgrader.auth import Authenticator
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange import ExchangeError, ExchangeFactory

        coursedir = CourseDirectory(config=self.config, root=str(self.work))
        coursedir.student_id, coursedir.assignment_id = self.learner_id, assignment
        action = getattr(ExchangeFactory(config=self.config), verb)(
            coursedir=coursedir, authenticator=Authenticator(config=self.config), config=self.config
        )
        action.log = logging.getLogger("ntc.exchange")
        try:
            return action.start()
        except (ExchangeError, OSError, RuntimeError) as error:
            detail = f"Détail pour votre formateur : {error}"
            raise ExchangeProblem(f"Impossible de {doing} par le dépôt partagé. {detail}") from error


def find_exchange(work: Path, learner_id: str) -> Exchange | None:
    """Find the exchange of the school: None when nbgrader or its configuration is not on this computer.

    The configuration is nbgrader's own: Jupyter's folders, then the first ``nbgrader_config.py`` from
    ``work`` upward. Raises ExchangeProblem when that file is faulty.
    """
    if find_spec("nbgrader") is None:
        return None
    config = _configuration(work)
    if not config.CourseDirectory.get("course_id", ""):
        return None
    config.Exchange.assignment_dir = str(work)
    # Feedback is looked for among the hand-ins kept there: of this folder only, on a shared computer too.
    config.Exchange.setdefault("cache", str(work / ".ntc" / "exchange"))
    return Exchange(work, learner_id, config)


def _configuration(work: Path) -> "Config":
    """Load nbgrader's configuration as its own commands would, seen from ``work``; raises ExchangeProblem."""
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config import Config, PyFileConfigLoader

    nearest = next((folder for folder in (work, *work.parents) if (folder / _CONFIG).is_file()), None)
    folders = [*map(Path, reversed(jupyter_config_path())), *([nearest] if nearest else ())]
    config = Config()
    for folder in folders:
        if (folder / _CONFIG).is_file():
            try:
                config.merge(PyFileConfigLoader(_CONFIG, path=str(folder)).load_config())
            # The file is a program of the instructor's: whatever stops it must not stop the learner.
            except Exception as error:
                detail = f"{folder / _CONFIG} : {error}"
                raise ExchangeProblem(
                    f"Le dépôt partagé est mal réglé ({detail}). Prévenez votre formateur."
                ) from error
    return config
