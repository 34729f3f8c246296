"""The class of the reports' tests: its evidence fills the booklets."""

from tests.autograder.reports.conftest import classroom, marked, released

__all__ = ["classroom", "marked", "released"]
