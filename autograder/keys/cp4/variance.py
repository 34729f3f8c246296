"""cp4-variance: écarts of volume, mix and price, on the CA and on the margin; their sum must close."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from autograder.keys.answers import Answers
from autograder.keys.asked import AMOUNT, PRICE, RATE, Asked, Place, Way, questions
from autograder.keys.asked.graph import Graph
from autograder.keys.asked.nature import rounded
from autograder.keys.assessed import YEAR
from autograder.keys.cp4.ground import COLUMNS, lines, mean_worth, sold, worth
from autograder.keys.traps import trap
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import slips
from ntc.calc.numbers import dec
from ntc.calc.slips import Slip
from ntc.calc.variance import Effects, Sale, variance_margin, variance_sales
from ntc.case import Case, measures
from ntc.exercises import Part
from ntc.french import euros

ID = "cp4-variance"
CAUSES = ("volume", "mix", "price")
FIVE_LINES = "Vous avez pris les cinq lignes du budget : gardez les trois qui sont suivies."
BY_RATE = (
    "Vous avez pris une part de l’écart sur le CA, au taux du secteur : sur la marge, une unité de chaque "
    "ligne vaut son prix prévu moins son coût prévu."
)
AT_COST = "Vous avez valorisé les unités à leur coût : sur la marge, une unité vaut son prix moins son coût."
UNITS = "C’est un nombre d’unités : multipliez-le par ce qu’une unité vaut en moyenne."
GAPS = "Vous avez additionné les écarts de prix d’une unité : multipliez chacun par la quantité réelle."
ACTUAL_MEAN = (
    "Vous avez pris la valeur moyenne réelle : l’écart sur volume se mesure aux valeurs prévues, celle des "
    "prix et du mix réels vient après."
)
ACTUAL = "C’est le réel lui-même : l’écart en ôte le prévu."
OPEN = "Tant que la somme ne tombe pas juste, l’explication est incomplète : cherchez l’écart à reprendre."
TURNED = "Le montant y est, un signe est à reprendre : c’est toujours réel moins prévu."
NO_MIX = "Le mix manque : le total réunit volume, mix et prix."
NO_PRICE = "Le prix manque : le total réunit volume, mix et prix."
SECTOR = "C’est ce qui manque à tout le secteur : ici, seulement l’écart des trois lignes suivies."
PERCENT = Decimal("0.01")
ROUNDING = Decimal(3)
"""In euros: three écarts, each to the euro."""
METHODS = {
    "volume": "(Quantité totale réelle − prévue) × valeur moyenne prévue d’une unité.",
    "mix": "Quantités réelles aux valeurs prévues, moins quantité totale réelle × valeur moyenne prévue.",
    "price": "Pour chaque ligne : quantité réelle × (prix réel − prix prévu).",
    "total": "Réel moins prévu ; les trois écarts doivent y tomber juste.",
}


def _comments(graph: Graph, answers: Answers, marks: Mapping[str, PartMark]) -> list[str]:
    """What does not close, and what the figures teach whoever found them: more units and yet less CA."""
    volume, total = (graph.right(f"{ID}.{row}-ca") for row in ("volume", "total"))
    found = all(marks[part].fraction == 1 for part in ("volume-ca", "mix-ca"))
    lesson = ["Retenez le sens : le volume monte, le mix fait baisser le CA."]
    return [
        *filter(None, (_open(answers, column) for column in COLUMNS if not _whole(marks, column))),
        *(lesson if found and volume > 0 > total else []),
    ]


def _whole(marks: Mapping[str, PartMark], column: str) -> bool:
    """Whether nothing is left to look for in a column: what does not close then was rounded on the way."""
    return all(marks[f"{row}-{column}"].fraction == 1 for row in (*CAUSES, "total"))


def _open(answers: Answers, column: str) -> str:
    """Say that a total is not the sum of the three écarts; empty when it is, or when one is missing."""
    *causes, total = (answers.cell(ID, row, column).value for row in (*CAUSES, "total"))
    if total is None or None in causes or abs(sum(causes) - total) <= ROUNDING:
        return ""
    head = exercises.load()[ID].columns[column]
    said = f"{head} : vos trois écarts font {euros(sum(causes))}, votre total {euros(total)}."
    return f"{said} {TURNED if abs(sum(causes) + total) <= ROUNDING else OPEN}"


@questions(ID, comments=_comments)
def variance(case: Case, truth: Truth) -> dict[str, Asked]:
    """The eight cells of the table, column by column."""
    rate = measures.contribution_rate(case, YEAR)
    sector = measures.sales(case, YEAR) - case.company.objective_2025
    five = [sale for tracked in (True, False) for sale in measures.budget(case, tracked=tracked)]
    return {
        f"{row}-{column}": _cell(row, column, lines(case), five, rate, sector)
        for column in COLUMNS
        for row in (*CAUSES, "total")
    }


def _cell(
    row: str, column: str, figures: tuple[str, ...], five: list[Sale], rate: Decimal, sector: Decimal
) -> Asked:
    exercise = exercises.load()[ID]
    mean = (f"mean-{column}",) if row in ("volume", "mix") else ()
    return Asked(
        AMOUNT,
        Way(partial(FORMULAS[row], column), (*mean, *figures)),
        also=_also(row, column, figures),
        slips=partial(_slips, row, column, five, rate, sector),
        method=METHODS[row],
        part=Part(f"{row}-{column}", f"{exercise.parts[row].label} ({exercise.columns[column]})", "€"),
        place=Place(ID, row, column),
    )


def _also(row: str, column: str, figures: tuple[str, ...]) -> tuple[Way, ...]:
    """The sum of one's own écarts; what one's own volume leaves to the mix; one écart of price for both."""
    if row == "mix":
        return (Way(partial(_rest, column), (f"{ID}.volume-{column}", *figures)),)
    if row == "total":
        return (
            Way(lambda *parts: sum(parts, Decimal(0)), tuple(f"{ID}.{cause}-{column}" for cause in CAUSES)),
        )
    if (row, column) == ("price", "margin"):
        return (Way(lambda price: price, (f"{ID}.price-ca",)),)
    return ()


def _volume(column: str, mean: Decimal, *figures: Decimal) -> Decimal:
    actual, planned = _units(figures)
    return (actual - planned) * mean


def _mix(column: str, mean: Decimal, *figures: Decimal) -> Decimal:
    at_planned_worth = sum(
        (dec(sale.actual_quantity) * worth(column, sale) for sale in sold(*figures)), Decimal(0)
    )
    return at_planned_worth - _units(figures)[0] * mean


def _rest(column: str, volume: Decimal, *figures: Decimal) -> Decimal:
    """What one's own volume leaves to the mix: nothing when the mix was put with it.

    ValueError when no method gives such a volume.
    """
    at_planned_worth = (
        (dec(sale.actual_quantity) - dec(sale.planned_quantity)) * worth(column, sale)
        for sale in sold(*figures)
    )
    together, right = (
        sum(at_planned_worth, Decimal(0)),
        _volume(column, mean_worth(column, *figures), *figures),
    )
    if abs(together - volume) <= AMOUNT.tolerance:
        return Decimal(0)
    if not AMOUNT.plausible(abs(volume), abs(right)):
        raise ValueError(f"{volume} is no volume that could be worked out")
    return together - volume


def _price(column: str, *figures: Decimal) -> Decimal:
    return _effects(column, sold(*figures)).price


def _total(column: str, *figures: Decimal) -> Decimal:
    return _effects(column, sold(*figures)).total


FORMULAS: dict[str, Callable[..., Decimal]] = {
    "volume": _volume,
    "mix": _mix,
    "price": _price,
    "total": _total,
}


def _units(figures: tuple[Decimal, ...]) -> tuple[Decimal, Decimal]:
    """Units sold and units planned, all lines together."""
    found = sold(*figures)
    actual, planned = ([sale.actual_quantity for sale in found], [sale.planned_quantity for sale in found])
    return sum(map(dec, actual), Decimal(0)), sum(map(dec, planned), Decimal(0))


def _effects(column: str, found: list[Sale]) -> Effects:
    return variance_margin(found) if column == "margin" else variance_sales(found)


def _five_lines(row: str, column: str, five: list[Sale]) -> list[Slip]:
    """The écart on all the lines of the budget, on its mean worth with all decimals or rounded."""
    figures = [dec(figure) for sale in five for figure in sale]
    if row not in ("volume", "mix"):
        return [trap("five-lines", FORMULAS[row](column, *figures), FIVE_LINES)]
    mean = mean_worth(column, *figures)
    means = [mean, *PRICE.rounded(mean)]
    return [trap("five-lines", FORMULAS[row](column, each, *figures), FIVE_LINES) for each in means]


def _slips(
    row: str, column: str, five: list[Sale], rate: Decimal, sector: Decimal, *sources: Decimal
) -> list[Slip]:
    found = sold(*(sources[1:] if row in ("volume", "mix") else sources))
    effects = _effects(column, found)
    classic = {
        "volume": lambda: slips.variance_volume(effects),
        "mix": lambda: slips.variance_mix(effects),
        "price": lambda: slips.variance_price(effects, found),
        "total": lambda: slips.variance_total(effects),
    }[row]()
    classic += [
        *_five_lines(row, column, five),
        *_unvalued(row, found),
        *_misplaced(row, column, effects, found),
    ]
    if column == "ca":
        return [*classic, *([trap("var-sector", sector, SECTOR)] if row == "total" else [])]
    on_sales, on_margin = getattr(variance_sales(found), row), getattr(effects, row)
    rates = dict.fromkeys([rate, *RATE.rounded(rate), rounded(rate, PERCENT)])
    classic += [trap("var-rate", on_sales * each, BY_RATE) for each in rates]
    if row == "price":
        return classic
    return [
        *classic,
        *slips.variance_on_margin(on_sales),
        *([trap("var-cost", on_sales - on_margin, AT_COST)] if row in ("volume", "mix") else []),
    ]


def _misplaced(row: str, column: str, effects: Effects, found: list[Sale]) -> list[Slip]:
    """Units at what one was really worth; what was sold, or two écarts of three, for the whole difference."""
    units = sum((dec(sale.actual_quantity) for sale in found), Decimal(0))
    cost = dec if column == "margin" else lambda _: Decimal(0)
    sold_for = sum(
        (dec(s.actual_quantity) * (dec(s.actual_price) - cost(s.planned_cost)) for s in found), Decimal(0)
    )
    if row == "volume":
        planned = sum((dec(sale.planned_quantity) for sale in found), Decimal(0))
        return [trap("var-actual-mean", (units - planned) * sold_for / units, ACTUAL_MEAN)]
    if row == "total":
        return [
            trap("var-actual", sold_for, ACTUAL),
            trap("var-no-mix", effects.volume + effects.price, NO_MIX),
            trap("var-no-price", effects.volume + effects.mix, NO_PRICE),
        ]
    return []


def _unvalued(row: str, found: list[Sale]) -> list[Slip]:
    """Units without what one is worth; gaps of unit prices without the units."""
    if row == "volume":
        units = sum((dec(sale.actual_quantity) - dec(sale.planned_quantity) for sale in found), Decimal(0))
        return [trap("var-units", units, UNITS)]
    if row == "price":
        gaps = sum((dec(sale.actual_price) - dec(sale.planned_price) for sale in found), Decimal(0))
        return [trap("var-gaps", gaps, GAPS)]
    return []
