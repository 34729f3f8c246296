"""The charts of the CP6 lesson: what each one shows, its data, and how it is drawn."""

from typing import TYPE_CHECKING

from ntc.calc import energy
from ntc.case import Case
from ntc.drawing.chart import Chart
from ntc.drawing.style import BLUE, GREY, INK, ORANGE
from ntc.french import euros, number, percent, typeset
from ntc.lessons.cp6 import survey, worked

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def holes(case: Case) -> Chart:
    """What a hole costs the printing works in a year, by its diameter."""
    rows = [(mm, energy.leak_flow(mm), worked.hole(case, mm)) for mm in worked.HOLES_MM]

    def draw(axes: "Axes") -> None:
        places = range(len(rows))
        axes.bar(
            places,
            [float(cost) for _, _, cost in rows],
            color=[ORANGE if mm == worked.HOLE_MM else BLUE for mm, _, _ in rows],
        )
        axes.set_xticks(places, [typeset(f"{mm} mm") for mm, _, _ in rows])
        for place, (_, _, cost) in enumerate(rows):
            axes.annotate(
                euros(cost, 0), (place, float(cost)), (0, 4), textcoords="offset points", ha="center"
            )
        axes.yaxis.set_major_formatter(lambda value, _: euros(value, 0))

    return Chart.of(
        "Ce que coûte un trou, par an",
        f"À l’imprimerie, sous 7 bar, {number(worked.week(case).hours)} heures par an : le diamètre "
        "double, le prix quadruple.",
        ("Diamètre", "Débit perdu", "Coût d’une année"),
        [(f"{mm} mm", f"{number(flow, 2)} m³/min", euros(cost, 0)) for mm, flow, cost in rows],
        draw,
    )


def printer_day(case: Case) -> Chart:
    """An open day of the printing works, hour by hour, beside what its machine can give."""
    full, found = worked.machine(case, survey.FIXED).flow_m3min, worked.week(case)
    hours = [worked.OPENS + rank for rank in range(len(worked.DAY))]

    def draw(axes: "Axes") -> None:
        axes.bar(hours, [float(flow) for flow in worked.DAY], width=1, align="edge", color=BLUE)
        axes.axhline(float(full), color=INK, linewidth=1, linestyle="--", label="la machine à pleine charge")
        axes.axhline(float(found.mean), color=ORANGE, linewidth=2, label="la moyenne du jour")
        axes.axhspan(float(found.mean), float(full), color=GREY, alpha=0.15, linewidth=0)
        axes.set_xticks(hours[::2], [typeset(f"{hour} h") for hour in hours[::2]])
        axes.set_ylim(0, float(full) * 1.25)
        axes.yaxis.set_major_formatter(lambda value, _: number(value, 0))
        axes.set_ylabel("m³/min")
        axes.legend(loc="upper right", ncols=2, fontsize=8)

    return Chart.of(
        "Une journée d’air à l’imprimerie",
        f"La moyenne, {number(found.mean, 2)} m³/min, fait {percent(found.load, 1)} de ce que la machine "
        f"peut donner, {number(full, 2)} m³/min.",
        ("Heure", "Débit moyen"),
        [
            (f"{hour} h à {hour + 1} h", f"{number(flow, 2)} m³/min")
            for hour, flow in zip(hours, worked.DAY, strict=True)
        ],
        draw,
    )
