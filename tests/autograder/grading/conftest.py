"""Fixtures of the grading tests."""

import pytest

from tests.autograder.grading.course import Course, made_course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A fresh course root for each module, its lesson released."""
    return made_course(tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home"))
