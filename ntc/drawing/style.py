"""The house style of drawings: colours of contrast AA on white, sober axes."""

INK = "#1f2933"
GREY = "#5b6770"
BLUE = "#0b4f8a"
ORANGE = "#b45309"
GREEN = "#0f6b4f"
RED = "#b42318"

RULES = {
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#d9dfe5",
    "grid.linewidth": 0.7,
    "xtick.color": INK,
    "ytick.color": INK,
    "lines.linewidth": 2,
    "lines.markersize": 5,
    "legend.frameon": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "ntc",
}
