"""The code of a lesson's page in a real JupyterLab: served once, never stale, found wherever it is served."""

import json
import os
import re
import shutil
import urllib.request

import pytest
from playwright.sync_api import Page, WebSocket, expect

from ntc import launch
from ntc.french import typeset
from ntc.widget import ELSEWHERE
from tests.browser.bare import PAGE_CODE
from tests.browser.bench import Bench, lay_out
from tests.browser.lab import LESSON, TOKEN, open_lesson, run_all_cells, running_lab, serving
from tests.browser.short import shorten

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SERVED = "/lab/extensions/ntc-lesson/"
FIELD = ".ntc-field:not([inert] *) :is(input, select, textarea):enabled"
MOST_SENT = 60_000
MOST_SERVED = 200_000
CODE = re.compile(rb'"_(?:esm|css)": ("(?:[^"\\]|\\.)*")')


def code_sent(page: Page) -> list[int]:
    """Collects, for each widget that the kernel opens from now on, the bytes of code sent with it."""
    sizes: list[int] = []

    def read(frame: str | bytes) -> None:
        frame = frame.encode() if isinstance(frame, str) else frame
        if b"comm_open" in frame:
            sizes.extend(len(json.loads(text).encode()) for text in CODE.findall(frame))

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", read)

    page.on("websocket", listen)
    return sizes


def code_served(page: Page) -> list[str]:
    """Collects the files of ours that the page fetches from now on."""
    names: list[str] = []
    page.on("request", lambda request: SERVED in request.url and names.append(request.url.split(SERVED)[1]))
    return names


def test_a_lesson_sends_a_stub_per_widget_and_fetches_each_module_once(lab, page):
    sizes, names = code_sent(page), code_served(page)
    open_lesson(lab, page, LESSON)
    page.locator(FIELD).first.wait_for()
    # An explorer asks for its tables when the reader comes near.
    page.locator(".ntc-explorer").first.scroll_into_view_if_needed()
    expect(page.locator(".ntc-explorer table")).not_to_have_count(0)
    assert len(sizes) >= 30
    assert sum(sizes) <= MOST_SENT
    assert len(names) == len(set(names)) > 30
    assert sum((PAGE_CODE / name).stat().st_size for name in names) <= MOST_SERVED


def test_a_course_that_changed_is_read_anew(tmp_path, page):
    """The browser keeps what it has read; a module that changed since is fetched again all the same."""
    extension = shutil.copytree(PAGE_CODE, tmp_path / "extensions" / PAGE_CODE.name)
    option = f"--LabApp.extra_labextensions_path={extension.parent}"
    with running_lab(tmp_path, option, learner="test.eleve") as lab:
        bench = Bench(lab, page, lay_out(lab))
        bench.open()
        expect(page.locator(".ntc-status").first).to_contain_text("sans réponse")
        module = extension / "widgets" / "field.js"
        module.write_text(
            module.read_text(encoding="utf-8").replace("sans réponse", "à remplir"), encoding="utf-8"
        )
        changed = module.stat().st_mtime + 60
        os.utime(module, (changed, changed))
        bench.open()
        expect(page.locator(".ntc-status").first).to_contain_text("à remplir")


def test_the_browser_asks_each_time_whether_a_module_has_changed(lab):
    for file in [path for path in PAGE_CODE.rglob("*") if path.suffix in (".js", ".css", ".json")]:
        address = f"{lab.url}{SERVED}{file.relative_to(PAGE_CODE).as_posix()}?token={TOKEN}"
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.headers["Cache-Control"] == "no-cache"


def test_the_code_is_found_under_an_address_of_its_own(tmp_path, page):
    """A shared server gives each person an address of their own below its own."""
    with running_lab(tmp_path, "--ServerApp.base_url=/user/eleve/", learner="test.eleve") as lab:
        assert lab.url.endswith("/user/eleve")
        names = code_served(page)
        page.goto(lab.address(LESSON))
        page.locator(FIELD).first.wait_for()
        assert "page/widget.js" in names


# What somebody starts by themselves in the folder of their work, and where it opens a page.
PROGRAMS = {
    "jupyterlab": ("LabApp", "lab/tree"),
    "notebook": ("JupyterNotebookApp", "notebooks"),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_elsewhere_one_sentence_says_how_to_open_the_course(tmp_path, page, program):
    """Before anything is run, and after; a lesson's name and its figures are put in by the course only."""
    application, place = PROGRAMS[program]
    work = tmp_path / "travail"
    launch.prepare(work)
    shorten(work / LESSON)
    environment = {**os.environ, "HOME": str(tmp_path), "NTC_LEARNER": "test.eleve"}
    options = ["--allow-root", f"--ServerApp.root_dir={work}", f"--{application}.expose_app_in_browser=True"]
    with serving([program, *options], tmp_path, tmp_path, environment) as (url, _):
        page.goto(f"{url}/{place}/{LESSON}?token={TOKEN}")
        sentence = page.locator(".jp-RenderedMarkdown", has_text="puis ouvrez le cours")
        expect(sentence).to_have_count(1)
        expect(sentence).to_be_in_viewport()
        expect(page.locator(".jp-RenderedMarkdown", has_text="{{")).to_have_count(0)
        run_all_cells(page)
        said = page.locator(".jp-OutputArea-output", has_text=typeset("python -m ntc"))
        expect(said.first).to_have_text(ELSEWHERE)
        expect(sentence).to_have_count(1)
        expect(page.locator(".jp-RenderedMarkdown", has_text="{{")).to_have_count(0)
        expect(page.locator(".ntc-field")).to_have_count(0)
