"""The charts of the CP4 lesson: what each one shows, its data, and how it is drawn."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ntc.case import Case, measures
from ntc.drawing.axes import LETTERS, by_month, floats, thousands
from ntc.drawing.chart import Chart
from ntc.drawing.style import BLUE, GREEN, GREY, INK, ORANGE, RED
from ntc.french import MONTHS, euros, number, percent
from ntc.lessons.cp4 import worked
from ntc.lessons.cp4.bridging import bridge as bridge
from ntc.lessons.cp4.worked import YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def monthly_sales(case: Case) -> Chart:
    """CA of each month of the example year, and the monthly objective of the year under review."""
    months, targets = measures.monthly_sales(case, YEAR), measures.monthly_targets(case, YEAR + 1)
    exceptional = measures.exceptional_order(case, YEAR).net_ht
    ordinary = [month - exceptional * (i == 9) for i, month in enumerate(months)]

    def draw(axes: "Axes") -> None:
        axes.bar(range(12), floats(ordinary), color=BLUE, label="CA 2024")
        axes.bar(
            [9],
            [float(exceptional)],
            bottom=[float(ordinary[9])],
            color="white",
            edgecolor=BLUE,
            hatch="////",
            label="dont commande exceptionnelle",
        )
        axes.plot(range(12), floats(targets), color=ORANGE, marker="o", label="objectif 2025")
        by_month(axes)
        thousands(axes)
        axes.legend(loc="upper left", ncols=1)

    return Chart.of(
        "Chiffre d'affaires 2024 et objectif 2025, mois par mois (HT)",
        f"Août est le mois le plus bas, avec {euros(months[7], 0)} ; octobre le plus haut, avec "
        f"{euros(months[9], 0)}, dont une commande exceptionnelle de {euros(exceptional, 0)}.",
        ("Mois", "CA 2024", "Objectif 2025"),
        zip(MONTHS, _euros(months), _euros(targets), strict=True),
        draw,
    )


def season(case: Case) -> Chart:
    """The seasonal coefficient of each month; their sum is 12."""
    coefficients = measures.season(case)
    lowest, highest = min(coefficients), max(coefficients)

    def draw(axes: "Axes") -> None:
        colours = [GREEN if c >= 1 else ORANGE for c in coefficients]
        axes.bar(range(12), floats(coefficients), color=colours)
        axes.axhline(1, color=INK, linestyle="--", linewidth=1)
        for place, coefficient in enumerate(coefficients):
            axes.text(place, float(coefficient) + 0.02, number(coefficient, 2), ha="center", fontsize=8.5)
        axes.set_ylim(0, float(highest) * 1.15)
        axes.yaxis.set_major_formatter(lambda value, _: number(value, 1))
        by_month(axes)

    return Chart.of(
        "Poids de chaque mois dans l'année (1 = mois moyen)",
        f"Le poids va de {number(lowest, 2)} en {MONTHS[coefficients.index(lowest)]} à "
        f"{number(highest, 2)} en {MONTHS[coefficients.index(highest)]}.",
        ("Mois", "Coefficient"),
        zip(MONTHS, (number(c, 2) for c in coefficients), strict=True),
        draw,
    )


def margin_by_family(case: Case) -> Chart:
    """Taux de marque of each family in the example year, and of all sales together."""
    families = measures.families(case, YEAR)
    mean = measures.contribution_rate(case, YEAR)
    widest = max(families, key=lambda family: family.margin_rate)
    narrowest = min(families, key=lambda family: family.margin_rate)

    def draw(axes: "Axes") -> None:
        names, rates = [f.name for f in families], floats(f.margin_rate for f in families)
        axes.barh(names, rates, color=BLUE)
        axes.axvline(float(mean), color=ORANGE, linestyle="--", linewidth=2)
        for place, rate in enumerate(rates):
            axes.text(rate - 0.005, place, percent(rate, 1), va="center", ha="right", color="white")
        axes.invert_yaxis()
        axes.set_title(f"en tirets : la moyenne, {percent(mean, 1)}", fontsize=9, color=ORANGE, loc="right")
        axes.xaxis.set_major_formatter(lambda value, _: percent(value, 0))

    return Chart.of(
        "Taux de marque par famille en 2024",
        f"De {percent(narrowest.margin_rate, 1)} pour la famille {narrowest.name} à "
        f"{percent(widest.margin_rate, 1)} pour la famille {widest.name}, "
        f"autour d'une moyenne de {percent(mean, 1)}.",
        ("Famille", "CA 2024", "Taux de marque"),
        [(f.name, euros(f.sales, 0), percent(f.margin_rate, 1)) for f in families],
        draw,
    )


def break_even(case: Case) -> Chart:
    """Sales and costs of the audits by quantity: they cross at the seuil de rentabilité."""
    audits = worked.audits(case)
    quantities = range(0, audits.quantity * 2 + 1, 4)
    turnover = [quantity * audits.price for quantity in quantities]
    costs = [audits.fixed_costs + quantity * audits.cost for quantity in quantities]
    crossing = audits.fixed_costs / audits.margin

    def draw(axes: "Axes") -> None:
        axes.plot(quantities, floats(turnover), color=BLUE, label="chiffre d’affaires")
        axes.plot(quantities, floats(costs), color=ORANGE, label="coût total")
        axes.axhline(float(audits.fixed_costs), color=GREY, linestyle=":", label="charges fixes")
        axes.plot([float(crossing)], [float(audits.threshold)], "o", color=INK, markersize=9)
        axes.annotate(
            f"seuil : {number(crossing, 2)} audits",
            (float(crossing), float(audits.threshold)),
            xytext=(12, -22),
            textcoords="offset points",
        )
        axes.set_xlabel("audits vendus dans l’année")
        axes.set_xlim(0)
        axes.set_ylim(0)
        thousands(axes)
        axes.legend(loc="upper left")

    return Chart.of(
        "Audits énergie : chiffre d'affaires et coût total",
        f"Les deux droites se croisent à {number(crossing, 2)} audits : il en faut "
        f"{audits.quantity} pour ne plus rien perdre.",
        ("Audits", "Chiffre d'affaires", "Coût total", "Résultat"),
        [
            (number(q), euros(sold, 0), euros(cost, 0), euros(sold - cost, 0, signed=True))
            for q, sold, cost in zip(quantities, turnover, costs, strict=True)
        ],
        draw,
    )


def cumulated_sales(case: Case) -> Chart:
    """Cumulated sales of the example year against an even rhythm, and the supposed threshold."""
    months, known = measures.monthly_sales(case, YEAR), worked.threshold(case)
    crossed = known.crossing.date
    reached = worked.cumulated(months)
    even = [reached[-1] * month / 12 for month in range(1, 13)]

    def draw(axes: "Axes") -> None:
        axes.plot(range(13), floats([Decimal(0), *reached]), color=BLUE, marker="o", label="CA réel cumulé")
        axes.plot(
            range(13),
            floats([Decimal(0), *even]),
            color=GREY,
            linestyle="--",
            label="à rythme régulier",
        )
        axes.axhline(float(known.amount), color=RED, linewidth=1.5, label="seuil supposé")
        axes.set_xticks([month + 0.5 for month in range(12)], LETTERS)
        axes.set_xlim(0, 12)
        axes.set_ylim(0)
        thousands(axes)
        axes.legend(loc="upper left")

    return Chart.of(
        "Ventes cumulées de 2024 et seuil supposé (HT)",
        f"Les ventes réelles franchissent {euros(known.amount, 0)} en {MONTHS[crossed.month - 1]} ; "
        f"à rythme régulier, ce serait en {MONTHS[known.linear.month - 1]}.",
        ("Fin de mois", "CA cumulé", "À rythme régulier"),
        zip(MONTHS, _euros(reached), _euros(even), strict=True),
        draw,
    )


def discount(case: Case) -> Chart:
    """What a discount does to the margin of the compressor, and the volume that makes up for it."""
    effects = worked.discounts(case)

    def draw(axes: "Axes") -> None:
        places = range(len(effects))
        lost = floats(-loss for _, loss, _ in effects)
        more = floats(volume for _, _, volume in effects)
        axes.bar([p - 0.2 for p in places], lost, 0.4, color=ORANGE, label="marge perdue")
        axes.bar([p + 0.2 for p in places], more, 0.4, color=BLUE, label="ventes à ajouter")
        for place, (loss, volume) in enumerate(zip(lost, more, strict=True)):
            axes.text(place - 0.2, loss + 0.005, percent(loss, 0), ha="center", fontsize=8.5)
            axes.text(place + 0.2, volume + 0.005, percent(volume, 0), ha="center", fontsize=8.5)
        axes.set_xticks(places, [percent(rate, 0) for rate, _, _ in effects])
        axes.set_xlabel("remise accordée")
        axes.yaxis.set_major_formatter(lambda value, _: percent(value, 0))
        axes.legend(loc="upper left")

    rate, loss, volume = effects[-1]
    return Chart.of(
        f"{worked.product_label(case)} : ce que coûte une remise",
        f"{percent(rate, 0)} de remise enlèvent {percent(-loss, 1)} de la marge ; il faudrait vendre "
        f"{percent(volume, 1)} de machines en plus.",
        ("Remise", "Marge perdue", "Ventes à ajouter"),
        [(percent(rate, 0), percent(-loss, 1), percent(volume, 1)) for rate, loss, volume in effects],
        draw,
    )


def variance(case: Case) -> Chart:
    """From planned to actual sales of the budget lines left aside: volume, mix, price."""
    planned, effects = worked.variance(case)
    steps = (("volume", effects.volume), ("mix", effects.mix), ("prix", effects.price))

    def draw(axes: "Axes") -> None:
        axes.bar(["prévu"], [float(planned)], color=GREY)
        level = planned
        for name, effect in steps:
            axes.bar([name], [float(effect)], bottom=[float(level)], color=GREEN if effect >= 0 else RED)
            top = max(level, level + effect)
            axes.text(
                name,
                float(top),
                euros(effect, 0, signed=True) + "\n",
                ha="center",
                va="baseline",
                fontsize=8.5,
            )
            level += effect
        axes.bar(["réel"], [float(level)], color=BLUE)
        lowest = min(planned, planned + effects.total, planned + effects.volume)
        axes.set_ylim(float(lowest) * 0.9, float(max(planned, level, planned + effects.volume)) * 1.04)
        axes.set_xlabel("l’axe des montants ne part pas de zéro")
        thousands(axes)

    actual = planned + effects.total
    return Chart.of(
        "Lignes non suivies du budget 2025 : du prévu au réel (HT)",
        f"Prévu {euros(planned, 0)}, réel {euros(actual, 0)} : "
        f"volume {euros(effects.volume, 0, signed=True)}, "
        f"mix {euros(effects.mix, 0, signed=True)}, prix {euros(effects.price, 0, signed=True)}.",
        ("Ligne", "Quantité prévue", "Quantité réelle", "Prix prévu", "Prix réel"),
        [
            (
                line.label,
                number(line.qty),
                number(line.actual_qty),
                euros(line.price),
                euros(line.actual_price),
            )
            for line in worked.untracked(case)
        ],
        draw,
    )


def time_split(case: Case) -> Chart:
    """Hours of a mean month of the example year by kind of activity."""
    hours = measures.monthly_hours(case, YEAR)

    def draw(axes: "Axes") -> None:
        names, values = [kind for kind, _ in hours], floats(value for _, value in hours)
        axes.barh(names, values, color=[BLUE if kind in worked.SELLING else GREY for kind in names])
        for place, value in enumerate(values):
            axes.text(value + 0.3, place, f"{number(value, 1)} h", va="center", fontsize=8.5)
        axes.invert_yaxis()
        axes.set_xlim(0, max(values) * 1.15)
        axes.set_xlabel("heures par mois ; en bleu, le temps de vente")

    return Chart.of(
        "Un mois moyen de 2024, en heures",
        f"L'activité la plus longue est « {hours[0][0]} », avec {number(hours[0][1], 1)} heures par mois.",
        ("Activité", "Heures par mois"),
        [(kind, number(value, 1)) for kind, value in hours],
        draw,
    )


def _euros(amounts: Sequence[Decimal]) -> list[str]:
    return [euros(amount, 0) for amount in amounts]
