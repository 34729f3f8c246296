"""A chart (« graphique ») with its data table beside it and a sentence that says what it shows.

The table is on the page at once; the drawing is made when the reader comes near it, so that a lesson opens
fast on a slow computer. matplotlib is imported with the first drawing, and never through pyplot: no global
state.
"""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

import traitlets

from ntc.drawing.engine import drawing
from ntc.drawing.style import RULES
from ntc.french import typeset
from ntc.widget import Widget

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Chart:
    """A chart: title, what it shows in a sentence, its data as text, and how it is drawn."""

    title: str
    summary: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    draw: Callable[["Axes"], None]
    size: tuple[float, float] = (6.6, 3.5)

    @classmethod
    def of(
        cls,
        title: str,
        summary: str,
        heads: Iterable[str],
        rows: Iterable[tuple[str, ...]],
        draw: Callable[["Axes"], None],
    ) -> Self:
        """Make a chart with its title, its sentence and its heads in French typography."""
        return cls(typeset(title), typeset(summary), tuple(map(typeset, heads)), tuple(rows), draw)

    def svg(self) -> str:
        """Draw the chart; the same case gives the same drawing."""
        with drawing(RULES):
            from matplotlib.figure import Figure

            figure = Figure(figsize=self.size, layout="constrained")
            self.draw(figure.subplots())
            file = BytesIO()
            figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        return file.getvalue().decode("utf-8")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return ChartView(self)._repr_mimebundle_(**kwargs)

    def __repr__(self) -> str:
        return typeset(f"{self.title} : {self.summary}")


class ChartView(Widget):
    """A chart on the page: it asks for its drawing when the reader comes near."""

    _page = traitlets.Unicode("chart").tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    heads = traitlets.List().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    drawing = traitlets.Unicode().tag(sync=True)

    def __init__(self, chart: Chart) -> None:
        super().__init__(
            title=chart.title,
            summary=chart.summary,
            heads=list(chart.heads),
            rows=[list(row) for row in chart.rows],
        )
        self._chart = chart
        self.on_msg(self._asked)

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if content == "draw" and not self.drawing:
            encoded = base64.b64encode(self._chart.svg().encode("utf-8")).decode("ascii")
            self.drawing = f"data:image/svg+xml;base64,{encoded}"
