"""What every browser test stands on: a JupyterLab of its own, and a page of a shared Chromium."""

import re
from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.bench import SOURCE, Bench
from tests.browser.lab import Lab, running_chromium, running_lab

# Two workers share two cores with their JupyterLabs and browsers: what takes a second may take twenty.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def lab(request, tmp_path) -> Iterator[Lab]:
    """JupyterLab as ``python -m ntc`` starts it, in a folder of its own, for learner test.eleve, variant 07.

    ``@pytest.mark.lab(learner="dupont.m", variant="03")`` starts it for somebody else; an empty learner is
    one who has not said their name yet.
    """
    marker = request.node.get_closest_marker("lab")
    who = {"learner": "test.eleve", "variant": "07", **(marker.kwargs if marker else {})}
    with running_lab(tmp_path, **who) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    with running_chromium() as chromium:
        yield chromium


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """A fresh page on the screen of a training-room PC."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="fr-FR")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def shared_lab(tmp_path_factory) -> Iterator[Lab]:
    """A JupyterLab that the tests of a module share, each in a folder of its own."""
    with running_lab(tmp_path_factory.mktemp("lab"), learner="test.eleve", variant="07") as started:
        yield started


@pytest.fixture
def bench(shared_lab, page, request) -> Iterator[Bench]:
    """A notebook with one field of every kind, open."""
    folder = shared_lab.work / re.sub("[^a-z]+", "-", request.node.name.lower())
    folder.mkdir(parents=True)
    cell = nbformat.v4.new_code_cell(SOURCE, id="fields")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "champs.ipynb")
    bench = Bench(shared_lab, page, folder)
    bench.open()
    yield bench
    for kernel in shared_lab.get("api/kernels"):
        shared_lab.delete(f"api/kernels/{kernel['id']}")
