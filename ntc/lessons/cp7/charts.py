"""The charts of the CP7 lesson: what each one shows, its data, and how it is drawn."""

from typing import TYPE_CHECKING

from ntc.case import Case
from ntc.drawing.chart import Chart
from ntc.drawing.style import BLUE, INK, ORANGE
from ntc.lessons.cp7.rewound import SELLER, TEN

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def ten_lines(case: Case) -> Chart:
    """Ten lines of an invented talk, each as long as it lasted: the seller above, the other below."""

    def draw(axes: "Axes") -> None:
        start = 0
        for rank, line in enumerate(TEN, 1):
            own = line.speaker == SELLER
            axes.barh(
                [0 if own else 1],
                [line.seconds],
                0.55,
                left=start,
                color=ORANGE if own else BLUE,
                edgecolor="white",
            )
            axes.annotate(
                str(rank),
                (start + line.seconds / 2, 0 if own else 1),
                ha="center",
                va="center",
                fontsize=8.5,
                color=INK if own else "white",
            )
            start += line.seconds
        axes.set_yticks([0, 1], ["le vendeur", "le client"])
        axes.set_ylim(1.6, -0.6)
        axes.set_xlabel("secondes, depuis la première réplique")

    return Chart.of(
        "Dix répliques, de leur vraie longueur",
        "Cinq répliques chacun, et pourtant une couleur domine : le temps ne se partage pas comme les tours.",
        ("Réplique", "Qui parle", "Durée en s", "Ce qui est dit"),
        [(str(rank), line.speaker, str(line.seconds), line.text) for rank, line in enumerate(TEN, 1)],
        draw,
    )
