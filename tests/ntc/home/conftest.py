"""The folder of a learner, with the lesson and no answer yet."""

import shutil

import pytest

from ntc.catalogue import find_activity
from ntc.fields.answers import AnswersFile
from ntc.learner import save_identity
from ntc.paths import COURSE


@pytest.fixture(autouse=True)
def nobody(monkeypatch, tmp_path):
    """Neither an account, nor a class list, nor a Jupyter configuration of this computer plays a part."""
    for variable in ("NTC_LEARNER", "NTC_VARIANT", "JUPYTERHUB_USER", "NTC_ROSTER"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "no-config"))
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")


@pytest.fixture
def work(tmp_path):
    """The learner's folder."""
    folder = tmp_path / "travail"
    (folder / "at1-strategie").mkdir(parents=True)
    shutil.copyfile(
        COURSE / "at1-strategie" / "cp4-bilan.ipynb", folder / "at1-strategie" / "cp4-bilan.ipynb"
    )
    return folder


@pytest.fixture
def learner(work):
    """Marie Dupont, who has said who she is."""
    return save_identity("dupont.m", "Marie Dupont", work)


@pytest.fixture
def activity():
    """The activity that holds the lesson cp4-bilan."""
    return find_activity("at1-strategie")


@pytest.fixture
def lesson(activity):
    """The lesson cp4-bilan."""
    return next(lesson for lesson in activity.ready if lesson.name == "cp4-bilan")


@pytest.fixture
def answer(work, learner):
    """Record raw answers as an open lesson does."""

    def record(answers, who=learner.id, variant=learner.variant):
        path = work / "at1-strategie" / "cp4-bilan.answers.json"
        file = AnswersFile(path, "cp4-bilan", who, variant)
        for field, raw in answers.items():
            file.set(field, raw)
        return path

    return record
