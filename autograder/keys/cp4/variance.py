"""cp4-variance: écarts of volume, mix and price, on the CA and on the margin; their sum must close."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from autograder.keys import assessed
from autograder.keys.answers import Answers
from autograder.keys.primitives import Figure, combine, mark_number
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import slips
from ntc.calc.variance import Effects
from ntc.case import Case, measures
from ntc.exercises import Part
from ntc.french import euros, typeset

ID = "cp4-variance"
EURO = Decimal(1)
CAUSES = ("volume", "mix", "price")
ROUNDING = 3 * EURO
HALF = 0.5

Cell = tuple[str, str]


@key(ID)
def variance(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Mean of the eight cells; a total is whole only when the three écarts above it add up to it."""
    asked, exercise = figures(case), exercises.load()[ID]
    marks = []
    for column, head in exercise.columns.items():
        for row, question in exercise.parts.items():
            part = Part(f"{row}-{column}", f"{question.label} ({head})", "€")
            mark = mark_number(part, answers.cell(ID, row, column), asked[row, column])
            marks.append(_closed(mark, answers, column) if row == "total" else mark)
    found = {mark.part for mark in marks if mark.fraction == 1}
    return combine(marks, comments=_lesson(case) if {"volume-ca", "mix-ca"} <= found else ())


def figures(case: Case) -> dict[Cell, Figure]:
    """What each cell (row, column) asks for."""
    lines = measures.budget(case, tracked=True)
    return {
        (row, column): figure
        for column, effects in assessed.variances(case).items()
        for row, figure in _column(effects, lines).items()
    }


def _column(effects: Effects, lines: list) -> dict[str, Figure]:
    return {
        "volume": Figure(
            effects.volume,
            EURO,
            slips.variance_volume(effects),
            "(Quantité totale réelle − prévue) × valeur moyenne prévue d’une unité.",
        ),
        "mix": Figure(
            effects.mix,
            EURO,
            slips.variance_mix(effects),
            "Quantités réelles aux valeurs prévues, moins quantité totale réelle × valeur moyenne prévue.",
        ),
        "price": Figure(
            effects.price,
            EURO,
            slips.variance_price(effects, lines),
            "Pour chaque ligne : quantité réelle × (prix réel − prix prévu).",
        ),
        "total": Figure(effects.total, EURO, slips.variance_total(effects), "Réel moins prévu."),
    }


def _closed(mark: PartMark, answers: Answers, column: str) -> PartMark:
    """Half for a right total that the écarts do not reach, and for a wrong total that they do reach."""
    total = answers.cell(ID, "total", column).value
    above = [answers.cell(ID, row, column).value for row in CAUSES]
    if total is None or None in above or mark.slip:
        return mark
    gap = sum(above) - total
    closes = abs(gap) <= ROUNDING
    if closes == (mark.fraction == 1):
        return mark
    if closes:
        message = (
            "Vos trois écarts tombent bien sur ce total, mais réel moins prévu donne autre chose : "
            "c’est cette vérification qui révèle une erreur plus haut."
        )
    else:
        message = (
            "Ce total est juste, mais vos trois écarts font "
            f"{euros(sum(above))} : tant que la somme ne tombe pas juste, l’explication est incomplète."
        )
    return replace(mark, verdict="partial", fraction=HALF, message=typeset(message))


def _lesson(case: Case) -> list[str]:
    """What the figures teach whoever found them: more units sold and yet less CA."""
    effects = assessed.variances(case)["ca"]
    if effects.volume > 0 > effects.total:
        return ["Retenez le sens : le volume monte, le mix fait baisser le CA."]
    return []


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    asked = figures(case)
    right = {cell: figure.right for cell, figure in asked.items()}

    def miss(label: str, changes: Mapping[Cell, Decimal], lost: float, slip: str | None = None) -> Specimen:
        return Specimen(label, _raw({**right, **changes}), 1 - lost / 8, slip)

    # A wrong écart also keeps the right total from closing, which costs half of it.
    each = [
        miss(f"{row} {column}: {slip.id}", {(row, column): slip.value}, 1 if row == "total" else 1.5, slip.id)
        for (row, column), figure in asked.items()
        for slip in figure.slips
    ]
    shifted = {("volume", "ca"): right["volume", "ca"] + 5_000, ("total", "ca"): right["total", "ca"] + 5_000}
    return [
        Specimen("right", _raw(right), 1.0),
        Specimen(
            "rounded to the euro", _raw({cell: value.quantize(EURO) for cell, value in right.items()}), 1.0
        ),
        *each,
        miss("a wrong écart summed into the total", shifted, 1.5),
        miss("an unexplained total", {("total", "ca"): right["total", "ca"] * 3}, 1),
        Specimen("the CA column only", _raw({c: v for c, v in right.items() if c[1] == "ca"}), 0.5),
        Specimen("totals only", _raw({c: v for c, v in right.items() if c[0] == "total"}), 2 / 8),
        *blank({ID: {}}),
        *garbled({ID: {row: {"ca": "bof", "margin": "1.2.3"} for row in (*CAUSES, "total")}}),
    ]


def _raw(values: Mapping[Cell, Decimal]) -> dict:
    table: dict[str, dict[str, str]] = {}
    for (row, column), value in values.items():
        table.setdefault(row, {})[column] = typed(value)
    return {ID: table}
