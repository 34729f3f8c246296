"""What a page is given back by the kernel, told by the session of the messages that it sends."""

from types import SimpleNamespace

import pytest
import traitlets
from jupyter_client.manager import run_kernel

from ntc import restoring
from ntc.widget import Widget


class Said(Widget):
    said = traitlets.Unicode().tag(sync=True)


class Comm:
    """One end of a comm: what it sent, and whom it calls."""

    def __init__(self):
        self.sent = []

    def on_msg(self, heard):
        self.heard = heard

    def send(self, data):
        self.sent.append(data)


@pytest.fixture
def of_page(monkeypatch):
    """Have what is placed next asked for by this page."""
    asking = {}
    kernel = SimpleNamespace(get_parent=lambda: {"header": {"session": asking["page"]}})
    monkeypatch.setattr(restoring, "get_ipython", lambda: SimpleNamespace(kernel=kernel))
    monkeypatch.setattr(restoring, "_placed", {})

    def place(page, said):
        asking["page"] = page
        return Said(said=said)

    return place


def given_back(page):
    comm = Comm()
    restoring.opened(comm, {"header": {"session": page}})
    comm.heard({"content": {"data": {"method": "anything else"}}})
    assert comm.sent == []
    comm.heard({"content": {"data": {"method": "request_states"}}})
    [answer] = comm.sent
    assert answer["method"] == "update_states"
    return {key: one["state"].get("said") for key, one in answer["states"].items()}


def test_a_page_gets_its_own_widgets_with_their_state_of_now_and_a_new_one_none(of_page):
    first, second, gone = of_page("a", "one"), of_page("b", "two"), of_page("a", "three")
    first.said = "changed"
    gone.close()
    assert given_back("a") == {first.model_id: "changed", first.layout.model_id: None}
    assert given_back("b") == {second.model_id: "two", second.layout.model_id: None}
    assert given_back("c") == {}


def test_where_there_is_no_kernel_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(restoring, "_placed", {})
    Said(said="nobody's")
    restoring.listen()
    assert restoring._placed == {}


@pytest.mark.slow
def test_a_page_that_lists_all_widgets_finds_none_of_ours_to_make_anew():
    """In a real kernel: a list that overtakes their opening would have the page make each a second time."""
    code = "from ntc.widget import Widget\nplaced = Widget()\nimport ipywidgets\nipywidgets.IntSlider()"
    with run_kernel(kernel_name="python3") as kernel:
        reply = kernel.execute_interactive(code, timeout=60, output_hook=lambda message: None)
        assert reply["content"]["status"] == "ok", reply["content"]
        listed = kernel.comm_info("jupyter.widget", reply=True, timeout=30)["content"]["comms"]
        everything = kernel.comm_info(reply=True, timeout=30)["content"]["comms"]
    told = {one["target_name"] for one in everything.values()}
    assert told == {"ntc", "jupyter.widget"}
    # Those that are not ours: a slider, its style, its layout.
    assert len(listed) == 3
    assert len(everything) == 5
