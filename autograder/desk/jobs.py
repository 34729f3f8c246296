"""One action at a time (*action en cours*): started in another process, followed, and told to every tab."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.desk.refused import Refused
from autograder.desk.standing import activity_title
from ntc.french import hour, typeset

LABELS = {
    "prepare": "Préparer",
    "open": "Ouvrir",
    "collect": "Relever",
    "grade": "Corriger",
    "return": "Rendre",
    "sheets": "Fiches",
    "booklets": "Livrets",
    "exports": "Exports",
    "package": "Dossier des apprenants",
    "replay": typeset("Recorriger : voir d’abord"),
    "apply": "Appliquer la recorrection",
}
OF_NO_ACTIVITY = ("sheets", "booklets", "exports", "package", "replay")
JOURNAL = "classroom/journal/bureau.log"
_STOPPED = typeset(
    "L’action s’est arrêtée avant la fin : pressez de nouveau le même bouton, elle reprend où elle en était. "
    f"Si elle s’arrête encore, le détail est dans {JOURNAL}."
)
_MOST_LINES = 400


@dataclass
class Job:
    """An action that was started: how far it is, what was said, and how it ended.

    ``state`` is « running », « done » or « refused »; ``of`` is 0 as long as nobody knows how much there is.
    """

    action: str
    assignment: str
    number: int
    state: str = "running"
    done: int = 0
    of: int = 0
    told: str = ""
    lines: list[dict[str, Any]] = field(default_factory=list)
    found: Any = None
    began: datetime = field(default_factory=datetime.now)

    def hear(self, event: dict[str, Any]) -> None:
        """Take in one thing that the other process says."""
        if "line" in event:
            self.lines.append({"text": str(event["line"]), "look": bool(event.get("look"))})
            del self.lines[:-_MOST_LINES]
        elif "found" in event:
            self.found = event["found"]
        elif "of" in event:
            self.done, self.of = int(event["done"]), int(event["of"])
        elif "state" in event:
            self.told, self.state = str(event["told"]), str(event["state"])

    def said(self) -> dict[str, Any]:
        """What a page shows of it."""
        return {
            "number": self.number,
            "action": self.action,
            "assignment": self.assignment,
            "label": LABELS[self.action],
            "title": activity_title(self.assignment) if self.assignment else "",
            "state": self.state,
            "done": self.done,
            "of": self.of,
            "told": self.told,
            "lines": list(self.lines),
            "began": hour(self.began),
        }


class Jobs:
    """The actions of one course; the last one stays to be read until the next."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._number = 0
        self.last: Job | None = None
        self.replayed: Job | None = None

    @property
    def found(self) -> Any:
        """What the last dry run found; None while there is none, or once it was applied."""
        return self.replayed.found if self.replayed and self.replayed.state == "done" else None

    def start(self, action: str, assignment: str, again: bool, sent: Any = None) -> Job:
        """Start an action, which is ``sent`` what there is to tell it; raises Refused while another runs."""
        with self._lock:
            if self.last and self.last.state == "running":
                raise Refused(
                    f"« {LABELS[self.last.action]} » est en cours depuis {hour(self.last.began)} : attendez "
                    "la fin."
                )
            self._number += 1
            job = self.last = Job(action, assignment, self._number)
            if action in ("replay", "apply"):
                self.replayed = job if action == "replay" else None
        threading.Thread(target=self._follow, args=(job, again, sent), daemon=True).start()
        return job

    def forget(self) -> None:
        """Forget the last action, once it has ended, and what the last dry run found."""
        with self._lock:
            if self.last and self.last.state != "running":
                self.last = self.replayed = None

    def _follow(self, job: Job, again: bool, sent: Any) -> None:
        command = [sys.executable, "-m", "autograder.desk.worker", job.action]
        command += [*([job.assignment] if job.assignment else []), *(["--again"] if again else [])]
        command += ["--sent"] if sent is not None else []
        try:
            with (
                self._journal() as journal,
                subprocess.Popen(
                    command, cwd=self._root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=journal
                ) as process,
            ):
                process.stdin.write(json.dumps(sent).encode() if sent is not None else b"")
                process.stdin.close()
                for line in process.stdout:
                    job.hear(json.loads(line))
        except (OSError, ValueError) as error:
            job.hear({"line": str(error), "look": True})
        finally:
            if job.state == "running":  # it ended without a word: killed, or broken
                job.hear({"told": _STOPPED, "state": "refused"})

    def _journal(self) -> Any:
        path = self._root / JOURNAL
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("ab")
