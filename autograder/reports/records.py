"""The marking records that autograding leaves under ``classroom/records``, or a reason in French."""

from pathlib import Path

from autograder.grading.record import Record, read


class RecordError(ValueError):
    """A marking record that cannot be read; the message says in French what to do."""


def read_record(path: Path) -> Record | None:
    """Read what marking found for one learner and one lesson; None when nothing has been marked.

    Raises RecordError for a damaged file: a sheet without its comments must not pass for a whole one.
    """
    try:
        return read(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RecordError(
            f"Le relevé {path} est illisible : {error}. Relancez la correction automatique de ce travail "
            "(nbgrader autograde avec l’option --force)."
        ) from error
