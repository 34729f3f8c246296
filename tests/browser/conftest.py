"""What every browser test stands on: a fresh folder in JupyterLab, and a page of a shared Chromium."""

from collections.abc import Iterator
from contextlib import ExitStack

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.bench import SOURCE, Bench
from tests.browser.lab import Lab, running_chromium, running_lab

# Two workers share two cores with their JupyterLabs and browsers: what takes a second may take twenty.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


class Labs:
    """The JupyterLab of a process, started when first needed, and again when a test ended it."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders
        self._running = ExitStack()
        self._lab: Lab | None = None

    def renewed(self, learner: str, variant: str) -> Lab:
        if self._lab is None or self._lab.server.poll() is not None:
            self.end()
            self._lab = self._running.enter_context(running_lab(self._folders.mktemp("lab")))
        self._lab.renew(learner, variant)
        return self._lab

    def end(self) -> None:
        self._running.close()
        self._lab = None


@pytest.fixture(scope="session")
def labs(tmp_path_factory) -> Iterator[Labs]:
    """What lends each test of a process the one JupyterLab that they share: starting it takes seconds."""
    labs = Labs(tmp_path_factory)
    yield labs
    labs.end()


@pytest.fixture
def lab(request, labs) -> Lab:
    """JupyterLab as ``python -m ntc`` starts it, in a fresh folder, for learner test.eleve, variant 07.

    ``@pytest.mark.lab(learner="dupont.m", variant="03")`` prepares it for somebody else; an empty learner is
    one who has not said their name yet.
    """
    marker = request.node.get_closest_marker("lab")
    return labs.renewed(**{"learner": "test.eleve", "variant": "07", **(marker.kwargs if marker else {})})


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


@pytest.fixture
def bench(lab, page) -> Bench:
    """A notebook with one field of every kind, open."""
    folder = lab.work / "essai"
    folder.mkdir()
    cell = nbformat.v4.new_code_cell(SOURCE, id="fields")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "champs.ipynb")
    bench = Bench(lab, page, folder)
    bench.open()
    return bench
