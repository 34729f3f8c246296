"""nbgrader's settings: derived from its defaults, and nothing ever executes a notebook."""

from pathlib import Path

import pytest
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.preprocessors import AssignLatePenalties, ClearSolutions, Execute, SaveAutoGrades
from traitlets.config import Config

from autograder.grading import mark_cells, rebuild, record, recording, settings


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.delenv("NTC_EXCHANGE", raising=False)
    monkeypatch.delenv("NTC_GRADEBOOK", raising=False)
    made = Config()
    settings.configure(made, tmp_path)
    return made


def test_nothing_executes_a_notebook(config: Config) -> None:
    preprocessors = config.Autograde.sanitize_preprocessors + config.Autograde.autograde_preprocessors
    assert not any(issubclass(each, Execute) for each in preprocessors)


def test_nbgrader_s_own_preprocessors_stay_in_their_order(config: Config) -> None:
    ours = {mark_cells.Mark, rebuild.Rebuild, record.SaveRecord, recording.Enter}
    kept = [each for each in config.Autograde.autograde_preprocessors if each not in ours]
    defaults = Autograde.class_traits()["autograde_preprocessors"].default()
    assert kept == [each for each in defaults if each in kept]
    assert {SaveAutoGrades, AssignLatePenalties} <= set(kept)
    assert config.Autograde.sanitize_preprocessors == [rebuild.Rebuild]


@pytest.mark.parametrize("plugin", [mark_cells.Mark, rebuild.Rebuild, record.SaveRecord, recording.Enter])
def test_our_preprocessors_are_enabled(plugin: type) -> None:
    assert plugin().enabled


def test_the_lines_of_a_grid_keep_their_source_when_released(config: Config) -> None:
    defaults = GenerateAssignment.class_traits()["preprocessors"].default()
    assert config.GenerateAssignment.preprocessors == [
        each for each in defaults if each is not ClearSolutions
    ]


def test_an_nbgrader_that_changed_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    trait = Autograde.class_traits()["autograde_preprocessors"]
    monkeypatch.setattr(trait, "default", lambda: [])
    monkeypatch.setattr(Autograde, "class_traits", lambda: {**_others(), "autograde_preprocessors": trait})
    with pytest.raises(AssertionError, match="no longer uses"):
        settings.configure(Config(), tmp_path)


def _others() -> dict:
    return {"sanitize_preprocessors": Autograde.sanitize_preprocessors}


def test_places_can_be_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTC_EXCHANGE", str(tmp_path / "shared"))
    monkeypatch.setenv("NTC_GRADEBOOK", "postgresql+psycopg://localhost/ntc")
    made = Config()
    (tmp_path / "cours").mkdir()
    settings.configure(made, tmp_path / "cours")
    assert made.Exchange.root == str(tmp_path / "shared")
    assert made.CourseDirectory.db_url == "postgresql+psycopg://localhost/ntc"
