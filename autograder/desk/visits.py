"""The course as one learner has it (*voir comme*): their data, answers and feedback, on a copy.

It is served by a JupyterLab of its own, as learners open it; the copy lies in ``classroom/voir``. One at a
time: the next takes its place, and it ends with the desk, or by itself once nobody looks any more.
"""

import atexit
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from jupyter_server.serverapp import list_running_servers

from autograder.desk.refused import Refused
from autograder.grading.classlist import class_list
from autograder.grading.places import ANSWERS_SUFFIX, FEEDBACK, Places
from ntc.launch import HOME_PAGE, prepare
from ntc.learner import save_identity
from ntc.roster import Enrolled

_PATIENCE = 60.0
_UNSEEN = 3600
"""How long, in seconds, a visit that nobody looks at is served."""
_LOG = "voir.log"


class Visits:
    """The visits of one course's desk."""

    def __init__(self, root: Path) -> None:
        self._places = Places(root)
        self._lock = threading.Lock()
        self._server: subprocess.Popen | None = None
        atexit.register(self.end)

    def begin(self, learner: str) -> str:
        """Serve the course as a learner has it, and give its address, which lets in.

        Raises Refused for somebody who is not in the class list, under JupyterHub, and when it does not open;
        RosterError when the list is faulty.
        """
        with self._lock:
            enrolled = class_list(self._places).get(learner)
            if enrolled is None:
                raise Refused("Cette personne n’est plus dans la liste de la classe : rechargez la page.")
            if os.environ.get("JUPYTERHUB_USER"):
                raise Refused(
                    "Sous JupyterHub, le cours d’un apprenant ne s’ouvre pas d’ici : demandez à qui "
                    "administre le serveur d’ouvrir le sien."
                )
            self.end()
            try:
                work = _copy(self._places, enrolled)
                self._server = _serve(self._places, enrolled, work)
            except OSError as error:
                raise Refused(
                    f"La copie du travail n’a pas pu être faite ({error.strerror}). Faites de la place, "
                    "puis recommencez."
                ) from error
            return _address(self._server)

    def end(self) -> None:
        """Stop the one that is served, with its kernels."""
        if self._server and self._server.poll() is None:
            self._server.terminate()
            try:
                self._server.wait(10)
            except subprocess.TimeoutExpired:
                self._server.kill()
        self._server = None


def _copy(places: Places, enrolled: Enrolled) -> Path:
    """Lay out the learner's folder anew: the lessons, what counts of their hand-ins, what was returned."""
    work = places.visit(enrolled.id)
    shutil.rmtree(work.parent, ignore_errors=True)
    prepare(work)
    save_identity(enrolled.id, enrolled.name, work)
    for assignment in sorted(places.activities):
        for path in sorted(places.submitted(enrolled.id, assignment).glob(f"*{ANSWERS_SUFFIX}")):
            shutil.copyfile(path, work / assignment / path.name)
        returned = sorted((places.root / FEEDBACK / enrolled.id / assignment).glob("*.html"))
        for path in returned:
            (work / assignment / "feedback").mkdir(exist_ok=True)
            shutil.copy2(path, work / assignment / "feedback" / path.name)
    return work


def _serve(places: Places, enrolled: Enrolled, work: Path) -> subprocess.Popen:
    environment = {name: value for name, value in os.environ.items() if name != "NTC_EXCHANGE"} | {
        "NTC_WORK": str(work),
        "NTC_LEARNER": enrolled.id,
        "NTC_VARIANT": enrolled.variant,
        "NTC_VISIT": "1",
    }
    options = [
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        # Never the port of the visit before: a tab left open would take up its lesson here, as somebody else.
        "--ServerApp.port=0",
        f"--ServerApp.shutdown_no_activity_timeout={_UNSEEN}",
        f"--MappingKernelManager.cull_idle_timeout={_UNSEEN}",
    ]
    log = places.classroom / "journal" / _LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as journal:
        return subprocess.Popen(
            [sys.executable, "-m", "ntc", *options],
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=journal,
            stderr=subprocess.STDOUT,
        )


def _address(server: subprocess.Popen) -> str:
    end = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < end:
        for running in list_running_servers():
            if running["pid"] == server.pid:
                return f"{running['url']}lab/tree/{HOME_PAGE}?token={running['token']}"
        time.sleep(0.1)
    server.kill()
    raise Refused(
        f"Le cours de cette personne ne s’est pas ouvert. Recommencez ; le détail est dans "
        f"classroom/journal/{_LOG}."
    )
