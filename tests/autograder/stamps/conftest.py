"""The class of the reports' tests: a sheet to stamp is a real one."""

from tests.autograder.reports.conftest import classroom, marked, released, sheets

__all__ = ["classroom", "marked", "released", "sheets"]
