import pytest

from ntc.fields import session
from ntc.fields.answers import AnswersFile


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cp4-bilan.answers.json"


@pytest.fixture
def answers(path):
    """The open lesson's answers file; the lesson is closed afterwards."""
    opened = AnswersFile(path, "cp4-bilan", "dupont.m", "07")
    session.open_answers(opened)
    yield opened
    session.close_answers()
