"""How far the other process is (*avancement*): one JSON object a line, from it to the server."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TextIO

from autograder.desk.refused import without_commands
from ntc.french import typeset


@dataclass(frozen=True)
class Progress:
    """Tells what is done: steps out of how many, lines to read, and how all ended."""

    tell: Callable[[dict[str, Any]], None]

    def step(self, done: int, of: int) -> None:
        """So many are done out of ``of``."""
        self.tell({"done": done, "of": of})

    def say(self, line: str, *, look: bool = False) -> None:
        """Say a line in French; ``look`` when there is something to look into."""
        self.tell({"line": without_commands(typeset(line)), "look": look})

    def found(self, what: Any) -> None:
        """Give what was found, for the page to show."""
        self.tell({"found": what})

    def end(self, told: str, *, done: bool) -> None:
        """Say how it ended, and whether what was asked is done."""
        self.tell({"told": without_commands(typeset(told)), "state": "done" if done else "refused"})


def to(stream: TextIO) -> Progress:
    """Tell it on a stream; a server that is gone stops nothing."""

    def tell(event: dict[str, Any]) -> None:
        with contextlib.suppress(OSError, ValueError):
            stream.write(json.dumps(event) + "\n")
            stream.flush()

    return Progress(tell)
