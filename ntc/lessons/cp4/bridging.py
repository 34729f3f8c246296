"""The bridge from a few lines of the budget to the gap of the whole sector (« du détail à l'ensemble »)."""

from typing import TYPE_CHECKING

from ntc.case import Case
from ntc.drawing.axes import thousands
from ntc.drawing.chart import Chart
from ntc.drawing.style import GREEN, GREY, INK, RED
from ntc.french import euros
from ntc.lessons.cp4 import worked

if TYPE_CHECKING:
    from matplotlib.axes import Axes

OWN, OTHERS, REST = "les trois lignes suivies", "les autres lignes du budget", "les ventes hors budget"
YOURS, CHECK = "votre écart total", "CA 2025 − objectif 2025"


def bridge(case: Case) -> Chart:
    """What is left of the sector's gap beside the lines followed; their own part, an exercise, is blank."""
    others, rest = worked.beside_the_followed(case)

    def draw(axes: "Axes") -> None:
        widest = float(max(abs(others), abs(rest)))
        axes.bar([OWN], [-widest], color="white", edgecolor=GREY, hatch="////")
        axes.text(OWN, -widest / 2, "à vous", ha="center", va="center", backgroundcolor="white")
        for name, gap in ((OTHERS, others), (REST, rest)):
            axes.bar([name], [float(gap)], color=GREEN if gap >= 0 else RED)
            axes.text(name, max(0.0, float(gap)), euros(gap, 0, signed=True), ha="center", va="bottom")
        axes.axhline(0, color=INK, linewidth=1)
        axes.set_ylim(-widest * 1.15, widest * (1.15 if max(others, rest) > 0 else 0.25))
        axes.set_xlabel("la première barre n’est pas à l’échelle : elle est à vous")
        thousands(axes)

    return Chart.of(
        "De trois lignes au secteur : ce qui manque encore à l'objectif 2025 (HT)",
        f"Hors des lignes suivies, l'écart est de {euros(others, 0, signed=True)} pour {OTHERS} et de "
        f"{euros(rest, 0, signed=True)} pour {REST} ; avec l'écart total des trois lignes, "
        "la somme doit être celui du secteur.",
        ("Morceau", "Écart à l'objectif"),
        (
            (OWN, YOURS),
            (OTHERS, euros(others, 0, signed=True)),
            (REST, euros(rest, 0, signed=True)),
            ("tout le secteur", CHECK),
        ),
        draw,
    )
