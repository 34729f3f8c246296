"""What every browser test stands on: a fresh folder in JupyterLab, and a page of a shared Chromium."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.bench import SCREEN, Bench, lay_out
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
        self.turn = 0

    def renewed(self, learner: str, variant: str) -> Lab:
        self.turn += 1
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


class Benches:
    """The bench of a process: opened when first needed, cleared for the next test, opened anew if need be."""

    def __init__(self, labs: Labs, browser: Browser) -> None:
        self._labs, self._browser = labs, browser
        self._context: BrowserContext | None = None
        self._bench: Bench | None = None
        self._stood: tuple[int, list[int]] | None = None

    def renewed(self) -> Bench:
        if self._bench is not None and self._standing() == self._stood and self._bench.is_alive():
            self._bench.clear()
            return self._bench
        self.end()
        lab = self._labs.renewed("test.eleve", "07")
        self._context = fresh_context(self._browser)
        self._bench = Bench(lab, self._context.new_page(), lay_out(lab))
        self._bench.open()
        self._stood = self._standing()
        return self._bench

    def _standing(self) -> tuple[int, list[int]]:
        return self._labs.turn, self._bench.lab.kernel_pids()

    def end(self) -> None:
        if self._context is not None:
            self._context.close()
        self._bench = self._context = None


def fresh_context(browser: Browser) -> BrowserContext:
    """The screen of a training-room PC, and a browser that remembers nothing."""
    context = browser.new_context(viewport=SCREEN, locale="fr-FR")
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """A fresh page."""
    context = fresh_context(browser)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def benches(labs, browser) -> Iterator[Benches]:
    benches = Benches(labs, browser)
    yield benches
    benches.end()


@pytest.fixture
def bench(request, benches) -> Iterator[Bench]:
    """A notebook with one field of every kind, open, and nothing answered yet."""
    failed = request.session.testsfailed
    yield benches.renewed()
    if request.session.testsfailed > failed:
        benches.end()
