"""The calculator (« calculatrice »): one click away from every answer, it works out what a field would.

A calculation is understood by the parser of number fields, in the kernel: what is typed after « = » in a
field and what is typed here never come to two results.
"""

from typing import Any

import traitlets

from ntc.fields.numbers import one_line, parse_number
from ntc.fields.outcome import Unreadable, Value
from ntc.fields.sums import show_sum
from ntc.french import typeset
from ntc.widget import Widget


class Calculator(Widget):
    """A button at the foot of the lesson that opens the calculator; it gives no mark and keeps no answer."""

    _page = traitlets.Unicode("calculator").tag(sync=True)

    def __init__(self) -> None:
        super().__init__()
        self.on_msg(self._asked)

    def _asked(self, widget: Any, content: Any, buffers: Any) -> None:
        match content:
            case {"sum": str(text), "ticket": str(ticket)}:
                self.send({"ticket": ticket, **worked_out(text)})


def worked_out(text: str) -> dict[str, str]:
    """Work a calculation out: how it was understood and its result, or why it is not understood.

    >>> worked_out("97650/-2")["result"].replace(chr(0x202f), " ")
    '−48 825'
    """
    match parse_number(f"={text}"):
        case Value(_, echo):
            return {"sum": typeset(show_sum(one_line(text))), "result": echo}
        case Unreadable(message):
            return {"message": message}
    return {}
