"""A page without a kernel or a JupyterLab, that serves the code of our widgets where a JupyterLab would."""

from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

import ntc

PAGE_CODE = Path(ntc.__file__).parent / "labextension" / "ntc-lesson"
SERVED = "/lab/extensions/ntc-lesson/"
EMPTY = """<!doctype html><html lang="fr"><title>Essai</title>
<script id="jupyter-config-data" type="application/json">
{"fullLabextensionsUrl": "/lab/extensions"}
</script>"""


def open_bare(page: Page) -> None:
    """Show an empty page that can import the code of our widgets."""
    page.route("http://localhost/**", _answer)
    page.goto("http://localhost/")


def _answer(route: Route) -> None:
    path = urlsplit(route.request.url).path
    if path.startswith(SERVED):
        file = PAGE_CODE / path.removeprefix(SERVED)
        route.fulfill(path=file, content_type=guess_type(file)[0])
    else:
        route.fulfill(body=EMPTY, content_type="text/html")
