"""The rows of one copy in the gradebook (*carnet de notes*): read, laid out elsewhere, brought back.

They are brought back in one transaction: all the marks of a copy are in the gradebook, or none. Where
somebody else holds it, the transaction waits; where somebody marked the copy meanwhile, nothing is written.
"""

from collections.abc import Collection
from functools import partial
from typing import Any

from nbgrader.api import Base, Gradebook
from sqlalchemy import Connection, create_engine, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from autograder.grading.places import COURSE_ID
from autograder.grading.sqlite import WAIT_SECONDS
from ntc.french import typeset

Table = dict[str, dict[str, Any]]
Rows = dict[str, Table]

_CELLS = ("grade_cells", "solution_cells", "task_cells")
# Of the assignment, the due date that the list of deadlines says.
WRITTEN = ("assignment", "student", "submitted_assignment", "submitted_notebook", "grade", "comment")
"""The tables of which marking a copy changes rows; of the others a draft only holds what it needs."""

_LOCKED = ("database is locked", "lock timeout")


class NotEntered(Exception):
    """None of the marks of a copy is in the gradebook; the message says in French why, and what to do."""


class Overtaken(NotEntered):
    """Somebody changed the marks of this very copy while it was worked out."""


def read(db_url: str, assignment: str, learner: str) -> Rows:
    """What the gradebook holds of a copy, and of the assignment that it is of; a new gradebook is made."""
    with Gradebook(db_url, COURSE_ID) as gradebook:
        connection = gradebook.db.connection()
        found = _of_assignment(connection, assignment)
        return found | _of_copy(connection, found["assignment"], learner)


def written(db_url: str, assignment: str, learner: str) -> Rows:
    """What a gradebook holds of a copy in the tables of ``WRITTEN``, and nothing more."""
    with Gradebook(db_url, COURSE_ID) as gradebook:
        connection = gradebook.db.connection()
        of_it = _fetch(connection, "assignment", name=[assignment])
        return {"assignment": of_it} | _of_copy(connection, of_it, learner)


def lay_out(db_url: str, rows: Rows) -> None:
    """Make a gradebook that holds these rows and nothing else."""
    engine = create_engine(db_url)
    try:
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
            for table in Base.metadata.sorted_tables:
                if found := rows.get(table.name):
                    connection.execute(table.insert(), list(found.values()))
    finally:
        engine.dispose()


def bring_back(db_url: str, assignment: str, learner: str, before: Rows, after: Rows) -> None:
    """Write in the gradebook what changed between two readings of ``WRITTEN``, in one transaction.

    Raises Overtaken when the gradebook no longer holds ``before``, NotEntered when somebody held it too long.
    """
    engine = create_engine(db_url)
    try:
        with engine.begin() as connection:
            _wait_for_turn(connection)
            of_it = _fetch(connection, "assignment", name=[assignment])
            now = _of_copy(connection, of_it, learner, locked=True)
            if any(rows != before[name] for name, rows in now.items()):
                raise Overtaken(
                    typeset("Ses notes ont changé pendant la correction : corrigez-la de nouveau.")
                )
            _write(connection, before, after)
    except IntegrityError as error:
        raise Overtaken(
            typeset("Une autre correction de cette copie vient de finir : corrigez-la de nouveau.")
        ) from error
    except DBAPIError as error:
        if not any(sign in str(error.orig) for sign in _LOCKED):
            raise
        raise NotEntered(
            typeset(
                "Le carnet de notes est resté occupé : rien n’y est écrit de cette copie. Attendez que "
                "l’autre action finisse, puis recommencez."
            )
        ) from error
    finally:
        engine.dispose()


def _wait_for_turn(connection: Connection) -> None:
    """Begin a transaction that nobody can slip into, and say how long it waits for whoever is before it."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # it waits as autograder.grading.sqlite says
    elif connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")


def _of_assignment(connection: Connection, assignment: str) -> Rows:
    found = {"assignment": _fetch(connection, "assignment", name=[assignment])}
    courses = [row["course_id"] for row in found["assignment"].values()]
    found["course"] = _fetch(connection, "course", id=courses)
    found["notebook"] = _fetch(connection, "notebook", assignment_id=found["assignment"])
    found["base_cell"] = _fetch(connection, "base_cell", notebook_id=found["notebook"])
    for kind in _CELLS:
        found[kind] = _fetch(connection, kind, id=found["base_cell"])
    found["source_cell"] = _fetch(connection, "source_cell", notebook_id=found["notebook"])
    return found


def _of_copy(connection: Connection, assignments: Table, learner: str, locked: bool = False) -> Rows:
    fetch = partial(_fetch, connection, locked=locked)
    found = {"student": fetch("student", id=[learner])}
    submitted = {"assignment_id": assignments, "student_id": found["student"]}
    found["submitted_assignment"] = fetch("submitted_assignment", **submitted)
    found["submitted_notebook"] = fetch("submitted_notebook", assignment_id=found["submitted_assignment"])
    for marks in ("grade", "comment"):
        found[marks] = fetch(marks, notebook_id=found["submitted_notebook"])
    return found


def _fetch(connection: Connection, name: str, /, locked: bool = False, **among: Collection[str]) -> Table:
    table = Base.metadata.tables[name]
    chosen = select(table).where(*(table.c[column].in_(values) for column, values in among.items()))
    rows = connection.execute(chosen.with_for_update() if locked else chosen).mappings()
    return {row["id"]: dict(row) for row in rows}


def _write(connection: Connection, before: Rows, after: Rows) -> None:
    tables = [table for table in Base.metadata.sorted_tables if table.name in WRITTEN]
    for table in reversed(tables):
        if gone := before[table.name].keys() - after[table.name].keys():
            connection.execute(table.delete().where(table.c.id.in_(gone)))
    for table in tables:
        was, rows = before[table.name], after[table.name]
        if new := [row for key, row in rows.items() if key not in was]:
            connection.execute(table.insert(), new)
        for key in rows.keys() & was.keys():
            if changed := {name: value for name, value in rows[key].items() if value != was[key][name]}:
                connection.execute(table.update().where(table.c.id == key).values(changed))
