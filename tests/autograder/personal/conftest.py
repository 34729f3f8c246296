"""A class that has lived, made once: what is held of one of its two learners is told, and erased."""

import shutil

import pytest

from autograder.grading.places import Places
from tests.autograder.conftest import opened, two
from tests.autograder.personal.class_of_two import lived

_ROOT, _EXCHANGE = "cours", "depot"


@pytest.fixture(scope="session")
def once(released, tmp_path_factory):
    """The folder of a class that has lived, and its exchange beside it; nothing in them is to be changed."""
    folder = tmp_path_factory.mktemp("lived")
    (folder / _ROOT).mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NTC_EXCHANGE", str(folder / _EXCHANGE))
        lived(two(opened(released, folder / _ROOT, patch)))
    return folder


@pytest.fixture
def places(once, tmp_path, monkeypatch, capsys) -> Places:
    """The same class, to be changed, as the current folder."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    for variable in ("NTC_GRADEBOOK", "NTC_ROSTER"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("NTC_EXCHANGE", str(tmp_path / _EXCHANGE))
    monkeypatch.chdir(tmp_path / _ROOT)
    return Places(tmp_path / _ROOT)
