"""What a page gets back of a living kernel: the widgets that it placed itself, never those of others.

A page that is opened runs its lesson, and so has widgets of its own; ipywidgets would give it all those of
the openings before too, which nobody sees and each of which costs the browser time. After a lost connection
a page gets back the state of its own.
"""

from typing import Any

import ipywidgets
from comm import get_comm_manager
from IPython import get_ipython

_TARGET = "jupyter.widget.control"
_OURS = "ntc"
_placed: dict[str, list[ipywidgets.DOMWidget]] = {}


def place(widget: ipywidgets.DOMWidget) -> None:
    """Take note of which page, among those of this kernel, asked for what placed this widget.

    A page that had no answer for four seconds, as on a slow computer, asks for the list of all widgets, and
    makes anew those whose opening has not reached it yet: what the kernel says then goes to the one of the
    two that nobody sees, and a field never hears that it was saved. In that list ours bear another name.
    """
    if kernel := _kernel():
        page = kernel.get_parent().get("header", {}).get("session", "")
        _placed.setdefault(page, []).append(widget)
        for part in (widget.layout, widget):
            part.comm.target_name = _OURS


def listen() -> None:
    """Answer the pages of this kernel in place of ipywidgets; without a kernel there is none."""
    if _kernel():
        get_comm_manager().register_target(_TARGET, opened)


def opened(comm: Any, message: dict[str, Any]) -> None:
    """Answer a page that asks, on a comm that it has just opened, for the widgets that there are."""
    page = message["header"]["session"]

    def asked(request: dict[str, Any]) -> None:
        if request["content"]["data"].get("method") != "request_states":
            return
        alive = [widget for widget in _placed.get(page, ()) if widget.comm is not None]
        parts = [part for widget in alive for part in (widget.layout, widget)]
        states = ipywidgets.Widget.get_manager_state(widgets=parts)["state"]
        comm.send({"method": "update_states", "states": states, "buffer_paths": []})

    comm.on_msg(asked)


def _kernel() -> Any:
    return getattr(get_ipython(), "kernel", None)
