"""Mistakes on the break-even point and leverage (beside F32–F37)."""

from collections.abc import Sequence

from ntc.calc import breakeven
from ntc.calc.numbers import Number, dec, positive
from ntc.calc.slips.slip import Slip, slip
from ntc.french import MONTHS, eur, num, pct


def break_even(
    fixed_costs: Number, mcv_rate: Number, product_margin_rate: Number | None = None
) -> list[Slip]:
    """Mistakes on the seuil de rentabilité; ``product_margin_rate`` is the taux de marque nearest at hand.

    >>> from decimal import Decimal
    >>> [f"{slip.value:.2f}" for slip in break_even(604800, Decimal("0.32"), Decimal("0.35"))]
    ['889411.76', '1728000.00']
    """
    found = []
    if mcv_rate < 1:
        found.append(
            slip(
                "be-ca-fixed",
                dec(fixed_costs) / (1 - dec(mcv_rate)),
                f"Vous avez divisé par {pct(1 - mcv_rate)}, le taux de charges variables : "
                "divisez par le taux de marge sur coût variable.",
            )
        )
    if product_margin_rate is not None:
        found.append(
            slip(
                "be-margin",
                breakeven.break_even(fixed_costs, product_margin_rate),
                f"{pct(product_margin_rate)} est le taux de marque d’un produit : le seuil emploie le taux "
                "moyen "
                "de marge sur coût variable du secteur.",
            )
        )
    return found


def break_even_direct(direct_costs: Number, mcv_rate: Number) -> list[Slip]:
    """The threshold of whoever covers only the direct fixed costs of a sector.

    >>> from decimal import Decimal
    >>> break_even_direct(97200, Decimal("0.32"))[0].value == 303_750
    True
    """
    return [
        slip(
            "be-direct",
            breakeven.break_even(direct_costs, mcv_rate),
            "Vous n’avez couvert que les charges directes : le secteur doit aussi payer les quotes-parts "
            "qui lui sont affectées.",
        )
    ]


def sales_for_result(
    fixed_costs: Number, target: Number, mcv_rate: Number, product_margin_rate: Number | None = None
) -> list[Slip]:
    """Mistakes on the CA for a résultat visé: those of the threshold, and the result added to it.

    >>> from decimal import Decimal
    >>> [f"{slip.value:.2f}" for slip in sales_for_result(604800, 200000, Decimal("0.32"))]
    ['1183529.41', '2090000.00']
    """
    added = slip(
        "be-target-add",
        breakeven.break_even(fixed_costs, mcv_rate) + dec(target),
        "Vous avez ajouté le résultat visé au seuil : un euro de CA ne laisse pas un euro de résultat. "
        "Le résultat visé, lui aussi, se divise par le taux de marge sur coût variable.",
    )
    return [*break_even(dec(fixed_costs) + dec(target), mcv_rate, product_margin_rate), added]


def safety(sales: Number, threshold: Number) -> list[Slip]:
    """Mistakes on the indice de sécurité.

    >>> f"{safety(2400000, 1890000)[0].value:.4f}"
    '0.2698'
    """
    return [
        slip(
            "safety-base",
            breakeven.safety(sales, threshold).margin / positive(threshold, "threshold"),
            "Vous avez divisé par le seuil : l’indice de sécurité se rapporte au chiffre d’affaires.",
        )
    ]


def break_even_quantity(fixed_costs: Number, price: Number, unit_variable_cost: Number) -> list[Slip]:
    """Mistakes on the seuil en quantité; none when it falls on a whole number.

    >>> break_even_quantity(19600, 2450, 1190)[0].value
    15
    """
    unit_margin = positive(dec(price) - dec(unit_variable_cost), "unit margin")
    below = int(dec(fixed_costs) // unit_margin)
    if below * unit_margin == fixed_costs:
        return []
    short = fixed_costs - below * unit_margin
    return [
        slip(
            "be-down",
            below,
            f"À {num(below)}, on perd encore {eur(short)} : une quantité de seuil s’arrondit au-dessus.",
        )
    ]


def seasonal_break_even_date(threshold: Number, monthly_sales: Sequence[Number], year: int) -> list[Slip]:
    """Mistakes on the seasonal point mort: the linear date, by days or by months of 30 days.

    >>> sales = [160, 184, 220, 204, 188, 228, 172, 96, 232, 240, 236, 240]
    >>> [str(slip.value) for slip in seasonal_break_even_date(1890000, [1000 * s for s in sales], 2025)]
    ['2025-10-15', '2025-10-14']
    """
    strongest, weakest = (_month(monthly_sales, extreme) for extreme in (max, min))
    message = (
        "C’est la date d’un rythme régulier, comme si chaque jour apportait autant : "
        f"{weakest} ne pèse pas comme {strongest}. Cumulez les ventes réelles, mois par mois."
    )
    total = sum(dec(sales) for sales in monthly_sales)
    linear = (
        breakeven.break_even_date(threshold, total, year),
        breakeven.break_even_date_in_months(threshold, total, year),
    )
    return [slip("be-linear", day, message) for day in dict.fromkeys(linear)]


def leverage(contribution: Number, result: Number) -> list[Slip]:
    """Mistakes on the levier opérationnel.

    >>> f"{leverage(768000, 163200)[0].value:.2f}"
    '0.21'
    """
    return [
        slip(
            "leverage-inverse",
            dec(result) / positive(contribution, "contribution"),
            f"Rapport inversé : c’est la marge sur coût variable, {eur(contribution)}, que l’on divise "
            "par le résultat.",
        )
    ]


def _month(monthly_sales: Sequence[Number], extreme: type[max] | type[min]) -> str:
    return MONTHS[list(monthly_sales).index(extreme(monthly_sales))]
