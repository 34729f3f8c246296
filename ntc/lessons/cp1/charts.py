"""The charts of the CP1 lesson: what each one shows, its data, and how it is drawn."""

from decimal import Decimal
from typing import TYPE_CHECKING

from ntc.case import Case
from ntc.drawing.axes import floats
from ntc.drawing.chart import Chart
from ntc.drawing.style import BLUE, GREY, INK, ORANGE
from ntc.french import euros, number, percent
from ntc.lessons.cp1 import worked
from ntc.lessons.cp1.worked import FIRST, LAST, YEAR
from ntc.reference.scales import tender_points as tender_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MILLION = 1_000_000


def electricity(case: Case) -> Chart:
    """The price index of electricity, month by month, and the mean of each year."""
    rows = [row for row in case.price_index if row.month.year in (YEAR, LAST)]
    known = worked.electricity(case)

    def draw(axes: "Axes") -> None:
        axes.plot(range(24), floats(row.electricity for row in rows), color=BLUE, label="indice du mois")
        for start, mean, year in ((0, known.mean_before, YEAR), (12, known.mean_after, LAST)):
            axes.hlines(float(mean), start, start + 11, color=ORANGE, linestyle="--", linewidth=2)
            axes.annotate(
                f"moyenne {year} : {number(mean, 1)}",
                (start + 5.5, float(mean)),
                xytext=(0, 5),
                textcoords="offset points",
                ha="center",
                fontsize=8.5,
                color=INK,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.85},
            )
        for place, value in ((11, known.before), (23, known.after)):
            axes.plot([place], [float(value)], "o", color=INK)
            axes.annotate(
                f"déc. : {number(value, 1)}",
                (place, float(value)),
                xytext=(0, -14),
                textcoords="offset points",
                ha="center",
                fontsize=8.5,
            )
        axes.set_xticks([0, 6, 12, 18], [f"janv. {YEAR}", "juil.", f"janv. {LAST}", "juil."])
        axes.set_ylabel("indice, 100 en janvier 2023")
        axes.yaxis.set_major_formatter(_in_french)
        axes.margins(x=0.08, y=0.2)

    return Chart.of(
        "Électricité des entreprises : le même indice, lu de deux façons",
        f"De décembre à décembre : {percent(known.of_months, 1, signed=True)}. De moyenne en moyenne : "
        f"{percent(known.of_years, 1, signed=True)}.",
        ("Année", "Décembre", "Moyenne des douze mois"),
        [
            (str(YEAR), number(known.before, 1), number(known.mean_before, 2)),
            (str(LAST), number(known.after, 1), number(known.mean_after, 2)),
        ],
        draw,
    )


def market(case: Case) -> Chart:
    """The market of the sector from 2022 to 2025, and the path of a constant rate."""
    years = range(FIRST, LAST + 1)
    known = [worked.market(case, year) for year in years]
    rate = worked.market_growth(case)
    path = [known[0] * (1 + rate) ** step for step in range(len(known))]

    def draw(axes: "Axes") -> None:
        axes.bar(list(years), floats(value / _MILLION for value in known), 0.6, color=BLUE, label="marché")
        axes.plot(
            list(years),
            floats(value / _MILLION for value in path),
            color=ORANGE,
            marker="o",
            label="à taux constant",
        )
        for year, value in zip(years, known, strict=True):
            axes.text(
                year, float(value / _MILLION) / 2, number(value / _MILLION, 3), ha="center", color="white"
            )
        axes.set_xticks(list(years))
        axes.set_ylabel("millions d’euros HT")
        axes.yaxis.set_major_formatter(_in_french)
        axes.set_ylim(0, float(max(known) / _MILLION) * 1.2)
        axes.legend(loc="upper left", ncols=2)

    return Chart.of(
        "Le marché du secteur, matériel et services (HT)",
        f"De {euros(known[0], 0)} en {FIRST} à {euros(known[-1], 0)} en {LAST}, en trois intervalles ; "
        "à taux constant, le chemin serait presque le même.",
        ("Année", "Marché", "À taux constant"),
        [
            (str(year), euros(value, 0), euros(even, 0))
            for year, value, even in zip(years, known, path, strict=True)
        ],
        draw,
    )


def example_rival(case: Case) -> Chart:
    """The six offers of a rival of the example, each over our own price: those kept, and those left out."""
    rival = worked.example_rival(case)

    def draw(axes: "Axes") -> None:
        places = range(len(rival.offers))
        for place, offer in enumerate(rival.offers):
            left = {"color": "white", "edgecolor": GREY, "hatch": "////"}
            gap = float(offer.ratio) - 100
            axes.barh([place], [gap], left=100, **(left if offer.fault else {"color": BLUE}))
            said = number(offer.ratio, 1) + (f" · {offer.fault}" if offer.fault else "")
            axes.text(1.01, place, said, va="center", fontsize=8.5, transform=axes.get_yaxis_transform())
        axes.axvline(100, color=INK, linewidth=1)
        axes.axvline(float(rival.index), color=ORANGE, linestyle="--", linewidth=2)
        axes.set_yticks(list(places), [offer.product for offer in rival.offers], fontsize=8.5)
        axes.invert_yaxis()
        axes.xaxis.set_major_formatter(_in_french)
        axes.set_xlabel("notre tarif = 100 ; en tirets, la moyenne des offres retenues")

    return Chart.of(
        f"{rival.name} : six offres devant notre tarif",
        f"Quatre offres retenues donnent un indice de {number(rival.index, 1)} ; deux sont écartées.",
        ("Offre", "Prix HT", "Notre tarif HT", "Rapport × 100", "Origine", "Retenue"),
        [
            (
                offer.product,
                _price(offer.price),
                _price(offer.ours),
                number(offer.ratio, 1),
                offer.source,
                f"non : {offer.fault}" if offer.fault else "oui",
            )
            for offer in rival.offers
        ],
        draw,
    )


def _in_french(value: float, _place: int) -> str:
    return number(round(value, 1))


def _price(amount: Decimal) -> str:
    return euros(amount, 2)
