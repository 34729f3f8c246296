"""The small JSON files that reception and marking leave for themselves: written whole, read with patience."""

import json
from pathlib import Path
from typing import Any

from ntc.storage import write_atomically


def write(path: Path, content: Any) -> None:
    """Write a note so that a power cut leaves the old one or the new one; raises OSError."""
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_atomically(path, text.encode("utf-8", "replace"))


def read(path: Path) -> Any | None:
    """Read a note again; None when it is not there, or damaged in whatever way."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
