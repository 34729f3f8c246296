"""nbgrader's settings for the course: where things lie, and which of our plug-ins stand where."""

import os
import sys
from pathlib import Path

from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    ClearSolutions,
    DeduplicateIds,
    Execute,
    IgnorePattern,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from traitlets.config import Config, Configurable

from autograder.grading import (
    disk,
    elsewhere,
    exchange,
    feedback,
    mark_cells,
    places,
    prepare,
    privacy,
    rebuild,
    reception,
    record,
    recording,
    returned,
    screen,
    sqlite,
    zip_collect,
)
from autograder.grading.places import Places
from autograder.grading.settled import Unsettled


def configure(c: Config, root: Path) -> None:
    """Set up nbgrader for the course at ``root``; ``nbgrader_config.py`` calls it with nbgrader's config.

    When that is not possible nothing may go on by nbgrader's own defaults: it refuses, in French.
    """
    try:
        _make_reachable(Places(root))
    except OSError as error:
        return elsewhere.refuse(c, f"Rien n’est fait. {disk.told(error)}")
    except Unsettled as error:
        return elsewhere.refuse(c, f"Rien n’est fait. {error}")
    sqlite.tune()
    _lay_out(c, root)
    _plug_in(c)
    return screen.configure(c, root)


def _make_reachable(here: Places) -> None:
    """Prepare what nbgrader expects: ``alembic`` on the PATH, the gradebook's folder and the exchange's."""
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])
    here.classroom.mkdir(exist_ok=True)
    for folder in (here.classroom, here.root / "autograder", here.root / "datasets" / "generator"):
        privacy.keep_to_oneself(folder)
    elsewhere.close(here.classroom, here.root)
    privacy.open_exchange(here)


def _lay_out(c: Config, root: Path) -> None:
    here = Places(root)
    c.CourseDirectory.course_id = places.COURSE_ID
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.source_directory = "course"
    c.CourseDirectory.release_directory = places.RELEASE
    c.CourseDirectory.submitted_directory = places.SUBMITTED
    c.CourseDirectory.autograded_directory = places.AUTOGRADED
    c.CourseDirectory.feedback_directory = places.FEEDBACK
    c.CourseDirectory.solution_directory = f"{places.CLASSROOM}/solution"
    c.CourseDirectory.source_with_tests_directory = f"{places.CLASSROOM}/source_with_tests"
    c.CourseDirectory.db_url = here.gradebook
    # What declares the exercises lies beside the lessons, and is of no use to a learner.
    c.CourseDirectory.ignore = [*_default(CourseDirectory, "ignore"), "*.toml"]
    c.Exchange.root = str(here.exchange)
    c.ZipCollectApp.downloaded_directory = places.DOWNLOADED


def _plug_in(c: Config) -> None:
    c.ExchangeFactory.collect = exchange.Collect
    # The home page hands in under the learner's identifier, whatever the account of the computer is called.
    c.ExchangeCollect.check_owner = False
    c.ZipCollectApp.extractor_plugin = zip_collect.Extractor
    c.ZipCollectApp.collector_plugin = zip_collect.Collector
    # Every hand-in is kept as it came: collecting again may replace what was made of it.
    c.ZipCollectApp.force = True

    # The lines of a grid are cells that a person marks, with nothing in them to take out.
    c.GenerateAssignment.preprocessors = _without(
        _default(GenerateAssignment, "preprocessors"), ClearSolutions
    )

    c.GenerateAssignment.exporter_class = prepare.SourceExporter

    c.Autograde.pre_convert_hook = reception.check_placed
    c.Autograde.post_convert_hook = recording.finish_entered
    c.Autograde.exporter_class = rebuild.MasterExporter
    # Nothing of a learner's is in a notebook rebuilt from the master: there is nothing to clean, to put back,
    # to ignore or to shorten.
    cleaning = (ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, CheckCellMetadata)
    sanitizing = [rebuild.Rebuild, *_without(_default(Autograde, "sanitize_preprocessors"), *cleaning)]
    grading = _without(
        _default(Autograde, "autograde_preprocessors"), IgnorePattern, LimitOutput, CheckCellMetadata
    )
    grading = _replaced(grading, Execute, mark_cells.Mark)
    grading.insert(grading.index(SaveAutoGrades) + 1, record.SaveRecord)
    grading.append(recording.Enter)
    assert Execute not in grading, "a notebook must never be executed while grading"
    assert grading.index(mark_cells.Mark) < grading.index(SaveAutoGrades) < grading.index(record.SaveRecord)
    c.Autograde.sanitize_preprocessors = sanitizing
    c.Autograde.autograde_preprocessors = grading

    # Formgrader's pages would load MathJax from the network.
    c.HTMLExporter.extra_template_basedirs.prepend([str(feedback.TEMPLATES)])
    c.ExportApp.plugin_class = "autograder.reports.export.CriterionExport"
    c.GenerateFeedback.exporter_class = feedback.FeedbackExporter
    c.GenerateFeedback.preprocessors = feedback.PREPROCESSORS
    c.GenerateFeedback.post_convert_hook = returned.note
    c.FeedbackExporter.template_name = feedback.TEMPLATE
    c.FeedbackExporter.extra_template_basedirs = [str(feedback.TEMPLATES)]


def _default(configurable: type[Configurable], name: str) -> list:
    """What nbgrader itself would use: derived from, never restated."""
    return list(configurable.class_traits()[name].default())


def _without(classes: list[type], *left_out: type) -> list[type]:
    for each in left_out:
        assert classes.count(each) == 1, f"nbgrader no longer uses {each.__name__} once"
    return [each for each in classes if each not in left_out]


def _replaced(classes: list[type], old: type, new: type) -> list[type]:
    assert classes.count(old) == 1, f"nbgrader no longer uses {old.__name__} once"
    return [new if each is old else each for each in classes]
