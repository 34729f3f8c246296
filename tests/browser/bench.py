"""A notebook with one field of every kind, in a folder of its own: what tests of fields are tried on."""

import json
import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from playwright.sync_api import Locator, Page, expect

from ntc.storage import OWN
from tests.browser.lab import Lab, run_all_cells

SOURCE = """
from pathlib import Path
from ntc.fields import *
from ntc.fields import session
from ntc.fields.answers import AnswersFile
from ntc.case import load
from ntc.instruments import agenda, chain, dialogue, negotiation, notes, quote, quote_desk, tour
from ntc.instruments.picker import RowPicker, RowSorter
from ntc.instruments.planner import Planner, SAMPLE
from ntc.instruments.reader import Reader
session.open_answers(AnswersFile(Path("cp4-bilan.answers.json"), "cp4-bilan", "test.eleve", "07"))
place(
    NumberField("cp4-time-visit-cost"),
    DateField("cp4-time-freed", year=2025),
    ChoiceField("cp4-time-pledge", [("low", "de 30 à 40 %"), ("high", "de 40 à 50 %")]),
    MultiField("cp4-indicators-board", [("ca", "CA"), ("dso", "Délai <b>réel</b>"), ("x", "Avis")], keep=2),
    MatchField("cp4-indicators-match", [("q1", "Question 1"), ("q2", "Question 2")], [("b", "CA")]),
    BoardField(
        "cp4-variance-swot",
        [Card("k1", "Stock <i>sous</i> 24 h", "Étude, mars"), ("k2", "Pas de permanence"), ("k3", "Météo")],
        [("f", "Forces"), ("m", "Menaces"), ("out", "Reste dehors")],
        outside="out",
        wanted={"f": 1, "m": 1},
    ),
    OrderField("cp4-causes", [("x", "Premier"), ("y", "Deuxième"), ("z", "Troisième")]),
    TableField("cp4-break-even", year=2025),
    Planner(
        "cp4-remedies",
        SAMPLE,
        year=2026,
        cause=[("c1", "Cause 1"), ("c2", "Cause 2")],
        owner=[("o1", "Vous")],
        date="date",
    ),
    Reader(
        "cp4-read",
        load("00"),
        "market_docs",
        title="title",
        facts=("publisher", "date"),
        texts=("text",),
        only=("DOC01", "DOC02", "DOC03"),
    ),
    RowPicker("cp4-time-rows", load("00"), "prospects", keep=2, beside="cp4-time-sort"),
    RowSorter(
        "cp4-time-sort",
        load("00"),
        "prospects",
        [("keep", "je la garde"), ("twin", "en double"), ("gone", "fermée")],
        left="keep",
    ),
    dialogue.Dialogue("cp4-time-talk", dialogue.SAMPLE),
    dialogue.Rehearsal("cp4-practice", dialogue.SAMPLE),
    negotiation.Negotiation("cp4-time-deal", negotiation.SAMPLE, floor="cp4-time-visit-cost"),
    negotiation.Sparring("cp4-sparring", negotiation.SAMPLE),
    tour.Tour("cp4-time-tour", tour.SAMPLE),
    tour.Tour("cp4-time-choice", tour.SAMPLE, bar="Pas ce jour-là"),
    agenda.Agenda(
        "cp4-time-week",
        agenda.SAMPLE,
        day=agenda.SAMPLE_DAYS,
        start=agenda.SAMPLE_STARTS,
        pause={"1200", "1230", "1300", "1330"},
        fixed={"t3": ("d2", "1000")},
    ),
    quote.QuoteBuilder("cp4-time-quote", quote_desk.SAMPLE),
    chain.AirChain("cp4-time-chain", chain.SAMPLE),
    notes.NoteSheet("cp4-time-sheet", **notes.NoteSheet.samples()[0].arguments),
    TextField("cp4-note", words=(5, 8), headings=("Situation", "Causes")),
    RubricLine("cp4-note", "1"),
)
"""

_FIELDS = re.findall(r'^    (?!RubricLine)[\w.]+\(\s*"(cp4-[^"]+)"', SOURCE, re.M)
FOLDER, NOTEBOOK = "essai", "champs.ipynb"
# What is on its way to the disk, or kept in the tab for a field that goes, arrives before the files go.
_CLEAR = """async () => {
    const panel = window.jupyterapp.shell.currentWidget;
    document.activeElement?.blur();
    panel.content.widgets.forEach((cell) => cell.model.outputs?.clear());
    while (document.querySelector('.ntc-field')) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const code = `import ipywidgets, ntc.fields.session
ipywidgets.Widget.close_all()
ntc.fields.session.close_answers()`;
    await panel.sessionContext.session.kernel.requestExecute({ code, silent: true }).done;
    sessionStorage.clear();
}"""


def lay_out(lab: Lab) -> Path:
    """Write the notebook into a folder of its own."""
    folder = lab.work / FOLDER
    folder.mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SOURCE, id="fields")])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / NOTEBOOK)
    return folder


@dataclass(frozen=True)
class Bench:
    """A notebook in a folder of its own, with one field of every kind."""

    lab: Lab
    page: Page
    folder: Path

    def open(self) -> None:
        """Open or reload the notebook and run its cell."""
        self.page.goto(self.lab.address(f"{self.folder.name}/{NOTEBOOK}"))
        self.run()

    def clear(self) -> None:
        """Nothing is answered any more, nor shown: as if the notebook had just been opened."""
        self.page.evaluate(_CLEAR)
        for path in self.folder.iterdir():
            if path.name != NOTEBOOK:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.rmtree(self.lab.work / OWN / "versions", ignore_errors=True)
        self.run()

    def run(self) -> None:
        """Run the cell, once a kernel is there for it."""
        run_all_cells(self.page)
        # They are drawn in no order of theirs: each as soon as the code of its kind is there.
        for field in _FIELDS:
            expect(self.field(field)).to_be_visible()

    def field(self, field_id: str) -> Locator:
        return self.page.locator(f'.ntc-field[data-field="{field_id}"]')

    def write(self, text: str) -> None:
        """Type a text, key after key, where the focus is."""
        self.page.keyboard.type(text, delay=5)

    def saved(self) -> dict:
        """The raw answers on the disk."""
        document = json.loads((self.folder / "cp4-bilan.answers.json").read_text())
        return {key: entry["raw"] for key, entry in document["answers"].items()}

    @contextmanager
    def kernel_dying(self) -> Iterator[None]:
        """Nothing reaches the kernel within; then it is dead, and another has taken its place.

        Stopped before it is killed: on a busy computer another would be there before the last key is pressed.
        """
        (pid,) = self.lab.kernel_pids()
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGKILL)
            # Before the server has started another kernel, the cell of a new page would go to the dead one.
            while self.lab.kernel_pids() in ([], [pid]):
                self.page.wait_for_timeout(100)

    def drag_by_finger(self, grip: Locator, target: Locator, within: tuple[float, float]) -> None:
        """Take something by its grip and let it go at a point of a target, measured from its corner."""
        start, end = grip.bounding_box(), target.bounding_box()
        touch = self.page.context.new_cdp_session(self.page)
        way = [(start["x"] + 8, start["y"] + 8), (start["x"] + 20, start["y"] + 20)]
        way.append((end["x"] + within[0], end["y"] + within[1]))
        for kind, point in zip(("touchStart", "touchMove", "touchMove"), way, strict=True):
            points = [{"x": point[0], "y": point[1]}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def says(self, field_id: str, state: str, text: str) -> None:
        """Wait until the field is in this state, written to the disk, and says this."""
        field = self.field(field_id)
        expect(field).to_have_attribute("data-state", state)
        expect(field).to_have_attribute("data-written", "true")
        expect(field.locator(".ntc-status")).to_contain_text(text)
