"""Every lesson runs, for every variant of the data, and every page, without a word on stderr."""

import html
import re
import subprocess
import sys
from pathlib import Path

import nbconvert
import nbformat
import papermill
import pytest
from traitlets.config import Config

from autograder import canonical
from ntc import exercises
from ntc.lessons.prose import NOTICE, placeholders
from tests.every import warm_kernel
from tests.every.tree import LESSONS, PAGES, VARIANTS

WIDGET = "application/vnd.jupyter.widget-view+json"
SIGN = "application/vnd.ntc.lesson+json"


def identify(value):
    return value.stem if isinstance(value, Path) else value


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture
def learner(monkeypatch, tmp_path):
    """Somebody at work in an empty folder; the kernel takes the environment over."""
    monkeypatch.setenv("NTC_LEARNER", "test.eleve")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    warm_kernel.chosen()
    return monkeypatch


def run(notebook, folder):
    """Execute a notebook in this folder, its sockets files there: a free port may be taken."""
    sockets = Config({"KernelManager": {"transport": "ipc", "ip": str(folder / "kernel")}})
    return papermill.execute_notebook(
        notebook,
        folder / notebook.name,
        cwd=folder,
        progress_bar=False,
        config=sockets,
        request_save_on_cell_execute=False,  # else the whole notebook is written and checked twice a cell
    )


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("lesson", LESSONS, ids=identify)
def test_lesson_runs_on_every_variant(lesson, variant, learner, tmp_path):
    learner.setenv("NTC_VARIANT", variant)
    done = run(lesson, tmp_path)
    ran = code_cells(done)
    assert [cell.execution_count for cell in ran] == list(range(1, len(ran) + 1))
    outputs = [output for cell in ran for output in cell.outputs]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
    [sign] = [output.data[SIGN] for output in outputs if SIGN in output.get("data", {})]
    assert sign["variant"] == variant
    declared = exercises.of(lesson.stem)
    assert declared
    assert [entry["id"] for entry in sign["exercises"]] == [exercise.id for exercise in declared]
    # Each declared exercise has placed something to fill in.
    assert {exercise.id for exercise in declared} <= {cell.id for cell in ran if shows_widget(cell)}
    # The prose names only figures that this variant has.
    prose = "\n".join(cell.source for cell in done.cells if cell.cell_type == "markdown")
    named = placeholders(prose)
    assert named
    assert named <= set(sign["prose"])


def shows_widget(cell):
    return any(WIDGET in output.get("data", {}) for output in cell.outputs)


@pytest.mark.slow
@pytest.mark.parametrize("notebook", canonical.notebooks(), ids=identify)
def test_nbval_passes_every_cell(notebook, learner, tmp_path):
    """Nbval is a smoke test on notebooks without outputs; what it must not do is collect nothing."""
    copy = tmp_path / notebook.name
    copy.write_bytes(notebook.read_bytes())
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval-lax",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
    ]
    done = subprocess.run([*command, copy.name], cwd=tmp_path, capture_output=True, text=True)
    cells = len(code_cells(nbformat.read(notebook, as_version=4)))
    assert done.returncode == 0, done.stdout
    assert re.search(rf"^{cells} passed", done.stdout, re.MULTILINE), done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=identify)
def test_a_page_runs_without_a_word_on_stderr(page, learner, tmp_path):
    learner.setenv("NTC_VARIANT", "05")
    done = run(page, tmp_path)
    outputs = [output for cell in code_cells(done) for output in cell.outputs]
    assert outputs
    assert not [output for output in outputs if output.output_type in ("error", "stream")]


@pytest.mark.parametrize("notebook", canonical.notebooks(), ids=identify)
@pytest.mark.slow
def test_elsewhere_a_page_reads_as_french_and_says_how_to_open_the_course(notebook):
    """What any other program shows of it: the words of the text, and no sign of ours."""
    shown = nbconvert.MarkdownExporter().from_filename(notebook)[0]
    assert "{{" not in shown
    sentence = NOTICE.partition("]")[0].removeprefix("[")
    assert shown.count(sentence) == 1
    assert shown.index(sentence) < 2000
    # As a page that keeps neither script nor style, which is what a forge or an editor shows.
    exporter = nbconvert.HTMLExporter(template_name="basic", sanitize_html=True)
    page = html.unescape(re.sub(r"<[^>]*>", "", exporter.from_filename(notebook)[0]))
    assert page.count(sentence) == 1
    assert page.index(sentence) < 2000
    assert "{{" not in page
    assert "(#=" not in page
    for cell in nbformat.read(notebook, as_version=4).cells:
        words = re.findall(r"\[([^\]\n]*)\]\(#=", cell.source)
        assert all(re.fullmatch(r"[\w€’.:,;« »\u00a0-]+", each) for each in words), words
