"""``python -m autograder.desk.worker``: one action, in a process of its own that the page never waits for.

The server starts it in the course's folder, and reads on its output how far it is.
"""

import argparse
import contextlib
import json
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from autograder.desk import progress
from autograder.desk.actions import ACTIONS, Task
from autograder.desk.jobs import JOURNAL
from autograder.desk.refused import Refused
from autograder.grading import disk, turn
from autograder.grading.deadlines import DeadlineError
from autograder.grading.places import Places
from autograder.grading.settled import Unsettled
from autograder.package.download import DownloadError
from autograder.reports.command import ReportError
from autograder.reports.records import RecordError
from ntc.roster import RosterError

_EXPECTED = (Refused, Unsettled, ReportError, RecordError, RosterError, DeadlineError, DownloadError)


def main(arguments: list[str] | None = None) -> int:
    """Do it; 0 when it is done, 1 when it was refused."""
    parser = argparse.ArgumentParser(prog="python -m autograder.desk.worker")
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("assignment", nargs="?", default="")
    parser.add_argument("--again", action="store_true")
    parser.add_argument(
        "--sent", action="store_true", help="what there is to tell it comes as JSON on the input"
    )
    options = parser.parse_args(arguments)
    sent = json.load(sys.stdin) if options.sent else {}
    with _own_output() as output:
        told = progress.to(output)
        root = Path.cwd()
        try:
            with turn.held(Places(root), turn.DESK):
                ended = ACTIONS[options.action](Task(root, options.assignment, options.again, told, sent))
        except _EXPECTED as error:
            told.end(str(error), done=False)
        except OSError as error:
            told.end(disk.told(error), done=False)
        except Exception:
            traceback.print_exc()
            told.end(f"Une erreur a empêché d’aller au bout ; le détail est dans {JOURNAL}.", done=False)
        else:
            told.end(ended, done=True)
            return 0
    return 1


@contextlib.contextmanager
def _own_output() -> Iterator[TextIO]:
    """Keep the output for the server: whatever else prints goes where errors go."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as output:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        yield output


if __name__ == "__main__":
    sys.exit(main())
