"""The charts of the CP5 lesson: what each one shows, its data, and how it is drawn."""

from datetime import date
from typing import TYPE_CHECKING

from ntc.case import Case
from ntc.drawing.chart import Chart
from ntc.drawing.style import BLUE, GREY, INK, ORANGE, RED
from ntc.french import MONTHS, day, euros, hour, number, percent, typeset
from ntc.lessons.cp5 import worked

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIGNS = {
    "question sur l’atelier": "o",
    "référence d’un voisin": "s",
    "présentation de Galerne": "^",
}


def histories(case: Case) -> Chart:
    """Two accounts, every call of the year: which opening had been prepared, and the one that won."""
    found = worked.histories(case)

    def draw(axes: "Axes") -> None:
        for opening, sign in _SIGNS.items():
            for place, one in enumerate(found):
                for call in one.calls:
                    if call.row.opening != opening:
                        continue
                    won = call is one.won
                    axes.plot(
                        [call.row.date.toordinal()],
                        [place],
                        sign,
                        markersize=11 if won else 8,
                        color=ORANGE if won else BLUE,
                        markerfacecolor=ORANGE if won else "white",
                        linestyle="none",
                    )
            axes.plot([], [], sign, color=BLUE, markerfacecolor="white", linestyle="none", label=opening)
        axes.set_yticks(range(len(found)), [typeset(one.account.name) for one in found])
        axes.set_ylim(len(found) - 0.4, -1.2)
        year = found[0].calls[0].row.date.year
        axes.set_xlim(_first(year, 1) - 5, _first(year + 1, 1) + 5)
        axes.set_xticks([_first(year, month) for month in (1, 4, 7, 10)])
        axes.set_xticklabels(["janv.", "avril", "juil.", "oct."])
        axes.plot([], [], "D", color=ORANGE, linestyle="none", label=typeset("plein : rendez-vous"))
        axes.legend(loc="upper right", ncols=2, fontsize=8)

    return Chart.of(
        "Deux comptes, une seule réussite chacun",
        "Chaque signe est un appel, sa forme l’accroche prévue ; le signe plein est le rendez-vous.",
        ("Compte", "Jour", "Heure", "Accroche prévue", "Résultat"),
        [
            (one.account.name, day(call.row.date), hour(call.row.time), call.row.opening, call.row.result)
            for one in found
            for call in one.calls
        ],
        draw,
    )


def barrage(case: Case) -> Chart:
    """Month by month, the part of the calls in vain stopped at the switchboard, and what chance leaves."""
    months = worked.barred(case)
    year = worked.all_barred(case)

    def draw(axes: "Axes") -> None:
        places = list(months)
        rates = [float(months[month].rate) for month in places]
        margins = [float(months[month].margin) for month in places]
        axes.errorbar(places, rates, margins, fmt="o", color=BLUE, ecolor=GREY, elinewidth=3, capsize=0)
        axes.axhline(float(year.rate), color=INK, linewidth=1, linestyle=":")
        axes.set_xticks(places, [MONTHS[month - 1][0].upper() for month in places])
        axes.set_ylim(0, 0.75)
        axes.yaxis.set_major_formatter(lambda value, _: percent(value, 0))

    return Chart.of(
        "Arrêtés au standard, sur cent appels non aboutis",
        f"Le point est le taux du mois, le trait gris ce que le hasard laisse flotter ; en pointillé, "
        f"l’année, {percent(year.rate, 1)}.",
        ("Mois", "Appels non aboutis", "Au standard", "Taux", "Marge"),
        [
            (
                MONTHS[month - 1],
                number(one.missed),
                number(one.barred),
                percent(one.rate, 1),
                f"± {number(one.margin * 100, 0)} points",
            )
            for month, one in months.items()
        ],
        draw,
    )


def services(case: Case) -> Chart:
    """The margin of services by segment, the largest first, and its running share."""
    rows = [(label, margin) for label, margin in worked.services(case) if margin]
    whole = sum(margin for _, margin in rows)
    shares, reached = [], 0
    for _, margin in rows:
        reached += margin
        shares.append(reached / whole)
    above = worked.above_the_line(case)

    def draw(axes: "Axes") -> None:
        places = range(len(rows))
        axes.bar(
            places,
            [float(margin) for _, margin in rows],
            color=[BLUE if place < above else GREY for place in places],
        )
        axes.set_xticks(places, [label for label, _ in rows], rotation=40, ha="right", fontsize=7.5)
        axes.yaxis.set_major_formatter(lambda value, _: euros(value, 0))
        line = axes.twinx()
        line.plot(places, [float(one) for one in shares], "o-", color=ORANGE, markersize=4)
        line.axhline(float(worked.PARETO), color=RED, linewidth=1, linestyle="--")
        line.set_ylim(0, 1.05)
        line.yaxis.set_major_formatter(lambda value, _: percent(value, 0))
        line.grid(visible=False)

    return Chart.of(
        f"Services {worked.SERVICES_YEAR} : la marge, segment par segment",
        f"En bleu, les segments qui font ensemble {percent(worked.PARETO, 0)} de la marge ; la ligne est "
        "la part cumulée.",
        ("Segment", "Marge sur coût variable", "Part cumulée"),
        [
            (label, euros(margin), percent(part, 1))
            for (label, margin), part in zip(rows, shares, strict=True)
        ],
        draw,
    )


def _first(year: int, month: int) -> int:
    return date(year, month, 1).toordinal()
