"""Files of the tables in SQLite: another way to the figures than the code's, from what is written in them."""

import csv
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from ntc.paths import TABLES


def of_variant(names: Iterable[str], variant: str = "00") -> dict[str, Path]:
    """The files of public tables, by their name."""
    return {name: TABLES / variant / f"{name}.csv" for name in names}


def database(files: Mapping[str, Path]) -> sqlite3.Connection:
    """A table for each file, values as its text; ``whole()`` drops the point: cents of an amount."""
    db = sqlite3.connect(":memory:")
    db.create_function("whole", 1, lambda text: int(text.replace(".", "")), deterministic=True)
    for name, path in files.items():
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        db.execute(f"create table {name} ({', '.join(f'''{column!r}''' for column in head)})")
        db.executemany(f"insert into {name} values ({', '.join('?' * len(head))})", rows)
    return db
