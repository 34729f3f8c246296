"""Write a small file so that a power cut leaves the old one or the new one, never half of either."""

import contextlib
import os
import tempfile
import time
from pathlib import Path

OWN = ".ntc"


def own_folder(start: Path) -> Path:
    """Return the folder ``.ntc`` of what is the learner's own: the nearest one up, else in ``start``."""
    found = (folder / OWN for folder in (start, *start.parents))
    return next((folder for folder in found if folder.is_dir()), start / OWN)


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` at ``path``: temporary neighbour, fsync, then rename, then fsync of the folder.

    Makes the folder when it is missing. Raises OSError (disk full, read-only folder) and then leaves ``path``
    as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(path.parent)


def _replace(source: str, target: Path) -> None:
    """Rename over the old file; on Windows an antivirus may hold it for a moment."""
    for pause in (0.02, 0.1, 0.5):
        try:
            return os.replace(source, target)
        except PermissionError:
            time.sleep(pause)
    return os.replace(source, target)


def _sync_folder(folder: Path) -> None:
    """Put the new name itself on the disk, where folders can be synchronised (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
