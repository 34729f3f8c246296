"""What all our widgets are made of: what the page shows of one is in the lab extension, served once.

A widget sends its values, and a stub of four lines that imports the code of the page from where JupyterLab
serves our extension, whatever the address of the server. Each time the browser asks whether a module has
changed, so that a course that was updated is never read with what was kept of the old one. This is why no
folder of the extension is called ``static``: JupyterLab has browsers keep for a year whatever lies in one.
"""

import json
from typing import Any

import anywidget
import traitlets

from ntc import restoring
from ntc.french import typeset

# Read where the course is not open: a plain JupyterLab, another notebook.
ELSEWHERE = typeset(
    "Cette partie ne s'affiche que dans le cours : fermez cette page, puis ouvrez le cours par sa commande, "
    "celle qui finit par « python -m ntc »."
)
_SAID = json.dumps(ELSEWHERE, ensure_ascii=False)
STUB = f"""
const settings = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{{}}");
const served = `${{settings.fullLabextensionsUrl}}/ntc-lesson/page/widget.js`;
const load = async () => (await import(new URL(served, document.baseURI))).render;
export default {{ render: (view) => load().then((draw) => draw(view), () => view.el.append({_SAID})) }};
"""


class Widget(anywidget.AnyWidget):
    """A widget of the course; ``_page`` names the file of ``widgets/`` in the lab extension that draws it."""

    _esm = STUB

    _page = traitlets.Unicode().tag(sync=True)

    def __init__(self, **values: Any) -> None:
        """Place it, with the values of its traits."""
        super().__init__(**values)
        restoring.place(self)


restoring.listen()
