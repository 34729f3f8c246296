"""What every browser test stands on: a fresh folder in JupyterLab, and a page of a shared Chromium."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.bench import FOLDER, Bench, lay_out
from tests.browser.lab import LESSON, Lab, open_lesson, running_chromium, running_lab
from tests.browser.short import shortened

# Two workers share two cores with their JupyterLabs and browsers: what takes a second may take twenty.
PATIENCE = 60_000
COMEBACK = 10_000
SCREEN = {"width": 1366, "height": 768}
expect.set_options(timeout=PATIENCE)


class Labs:
    """The JupyterLab of a process, started when first needed, and again when a test ended it.

    One more has the course whose lesson is short; while a test has one of them, nothing runs in the other.
    """

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders
        self._running = ExitStack()
        self._labs: dict[bool, Lab] = {}
        self.turn = 0

    def renewed(self, learner: str, variant: str, short: bool = False) -> Lab:
        self.turn += 1
        if any(lab.server.poll() is not None for lab in self._labs.values()):
            self.end()
        for other in self._labs.values():
            other.rest()
        if short not in self._labs:
            self._labs[short] = self._running.enter_context(self._start(short))
        self._labs[short].renew(learner, variant)
        return self._labs[short]

    def _start(self, short: bool) -> AbstractContextManager[Lab]:
        folder = self._folders.mktemp("lab")
        if not short:
            return running_lab(folder)
        course, option = shortened(folder)
        return running_lab(folder, option, course=course)

    def end(self) -> None:
        self._running.close()
        self._labs = {}


@pytest.fixture(scope="session")
def labs(tmp_path_factory) -> Iterator[Labs]:
    """What lends each test of a process the JupyterLab that they share: starting it takes seconds."""
    labs = Labs(tmp_path_factory)
    yield labs
    labs.end()


@pytest.fixture
def lab(request, labs) -> Lab:
    """JupyterLab as ``python -m ntc`` starts it, in a fresh folder, for learner test.eleve, variant 07.

    ``@pytest.mark.lab(learner="dupont.m", variant="03")`` prepares it for somebody else; an empty learner is
    one who has not said their name yet. ``short=True`` gives the course whose lesson is short (short.py).
    """
    marker = request.node.get_closest_marker("lab")
    return labs.renewed(**{"learner": "test.eleve", "variant": "07", **(marker.kwargs if marker else {})})


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    with running_chromium() as chromium:
        yield chromium


_ALIVE = """() => {
    const session = window.jupyterapp?.shell.currentWidget?.sessionContext.session;
    const kernel = session?.kernel;
    return kernel?.connectionStatus === 'connected' && ['idle', 'busy'].includes(kernel.status);
}"""


class SharedPage:
    """The page that tests following each other share while nothing has ended what it stands on."""

    def __init__(self, labs: Labs, browser: Browser) -> None:
        self._labs, self._browser = labs, browser
        self._context: BrowserContext | None = None
        self._standing: tuple | None = None

    def opened(
        self, name: str, start: Callable[[Lab, Page], None], *, variant: str = "07"
    ) -> tuple[Lab, Page, bool]:
        """The folder, the page of this name, and whether ``start`` has just opened it."""
        is_new = self._context is None or self._standing != self._state(name) or not self._is_alive()
        if is_new:
            self.end()
            self.lab = self._labs.renewed("test.eleve", variant)
            self._context = fresh_context(self._browser)
            self.page = self._context.new_page()
            start(self.lab, self.page)
            self._standing = self._state(name)
        else:
            self._tidy()
        return self.lab, self.page, is_new

    def _state(self, name: str) -> tuple:
        return name, self._labs.turn

    def _is_alive(self) -> bool:
        """A kernel that has just been started again, or a page come back to, takes a moment to be."""
        if self.page.is_closed():
            return False
        try:
            self.page.wait_for_function(_ALIVE, timeout=COMEBACK)
        except PlaywrightTimeout:
            return False
        return True

    def _tidy(self) -> None:
        for other in self._context.pages:
            if other != self.page:
                other.close()
        self.page.set_viewport_size(SCREEN)
        self.page.keyboard.press("Escape")

    def end(self) -> None:
        if self._context is not None:
            self._context.close()
        self._context = None


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
def _page_of_the_process(labs, browser) -> Iterator[SharedPage]:
    shared = SharedPage(labs, browser)
    yield shared
    shared.end()


@pytest.fixture
def shared(request, _page_of_the_process) -> Iterator[SharedPage]:
    """What lends tests of a file one page, each in turn: opening a lesson takes ten seconds of computing."""
    failed = request.session.testsfailed
    yield _page_of_the_process
    if request.session.testsfailed > failed:
        _page_of_the_process.end()


@pytest.fixture
def bench(shared) -> Bench:
    """A notebook with one field of every kind, open, and nothing answered yet."""

    def start(lab: Lab, page: Page) -> None:
        Bench(lab, page, lay_out(lab)).open()

    lab, page, is_new = shared.opened("bench", start)
    bench = Bench(lab, page, lab.work / FOLDER)
    if not is_new:
        bench.clear()
    return bench


@pytest.fixture
def lesson_at_rest(shared) -> Page:
    """The lesson, open, for a test that only reads it."""

    def start(lab: Lab, page: Page) -> None:
        open_lesson(lab, page, LESSON)
        page.locator(".ntc-field").last.wait_for()

    _, page, _ = shared.opened("lesson", start)
    return page
