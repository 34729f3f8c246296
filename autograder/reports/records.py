"""The marking records that autograding leaves under ``classroom/records``."""

import json
from pathlib import Path
from typing import Any


class RecordError(ValueError):
    """A marking record that cannot be read; the message says in French what to do."""


def read_record(path: Path) -> dict[str, Any]:
    """Read what marking found for one learner and one lesson; empty when nothing has been marked.

    Raises RecordError for a damaged file: a sheet without its comments must not pass for a whole one.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise RecordError(
            f"Le relevé {path} est illisible ({error}). Relancez la correction automatique de ce travail "
            "(nbgrader autograde avec l’option --force)."
        ) from error
