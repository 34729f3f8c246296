"""How SQLite is asked to keep the gradebook: nbgrader commits once per cell, and several processes grade.

Write-ahead logging makes a commit cost a tenth of a millisecond in place of twenty, and never lets a reader
block a writer; a process that finds the gradebook locked waits a minute where SQLite's driver gives up after
five seconds. A crash of the program loses nothing; a power cut may lose the last second, never the file.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

WAIT_SECONDS = 60
_kept_open: dict[str, sqlite3.Connection] = {}
_fleeting: set[str] = set()


def tune() -> None:
    """Have every SQLite connection of this process opened so; other databases are left as they are."""
    if not event.contains(Engine, "connect", _prepare):
        event.listen(Engine, "connect", _prepare)


def fleeting(path: Path) -> None:
    """Have a file that lasts as long as this process, and is nobody else's, written without a care."""
    _fleeting.add(str(path))


def _prepare(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    if path in _fleeting:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        return
    connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    _keep_open(path)


def _keep_open(path: str) -> None:
    """Hold one idle connection to a file for the life of the process.

    nbgrader opens and closes the gradebook ten times per notebook, and SQLite merges and drops the log each
    time the last connection closes.
    """
    if path and path not in _kept_open:
        _kept_open[path] = sqlite3.connect(path, check_same_thread=False)
        _kept_open[path].execute("SELECT count(*) FROM sqlite_master").fetchone()
