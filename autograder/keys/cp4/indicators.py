"""cp4-indicators: an indicator for each question, six for one's own board, the objective by quarter."""

from collections.abc import Mapping
from decimal import Decimal

from autograder.keys import assessed
from autograder.keys.answers import Answers
from autograder.keys.assessed import YEAR
from autograder.keys.primitives import (
    Accepted,
    Figure,
    carried,
    combine,
    mark_match,
    mark_number,
    mark_set,
)
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.keys.traps import trap
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.numbers import whole_up
from ntc.case import Case, measures
from ntc.exercises import Part
from ntc.french import typeset

ID = "cp4-indicators"
MATCH, BOARD, GOALS = f"{ID}-match", f"{ID}-board", f"{ID}-goals"
KEPT = 6
EURO = Decimal(1)
ORDER = Decimal(1)
QUARTERS = ("t1", "t2", "t3", "t4")
FLAT = "Vous avez partagé l’année en quatre parts égales : l’été pèse moins que l’automne. Suivez la saison."
CARRIED = "Calcul juste à partir de votre objectif de trimestre : l’erreur n’est comptée qu’une fois."
CHOOSE = "Gardez ce qui bouge chaque mois, se mesure avec vos outils et dépend de vous."


@key(ID)
def indicators(case: Case, truth: Truth, answers: Answers) -> Mark:
    """A third each: the match, the board, the objective by quarter (mean of its eight cells)."""
    parts, asked = exercises.load()[ID].parts, figures(case)
    labels = {indicator.id: indicator.label for indicator in case.indicators}
    questions = {question.id: question.label for question in case.indicator_questions}
    matched = mark_match(parts["match"], answers.entry(MATCH), answering(case, truth), questions, labels)
    board = mark_set(parts["board"], answers.entry(BOARD), useful(truth), labels, CHOOSE, size=KEPT)
    goals = [
        mark_number(
            _part(quarter, column),
            answers.cell(GOALS, quarter, column),
            figure,
            _carried(case, answers, asked, quarter) if column == "orders" else (),
        )
        for (quarter, column), figure in asked.items()
    ]
    weights = {matched.part: 8.0, board.part: 8.0, **{mark.part: 1.0 for mark in goals}}
    return combine([matched, board, *goals], weights)


def answering(case: Case, truth: Truth) -> dict[str, frozenset[str]]:
    """The indicators that answer each question."""
    return {
        question.id: frozenset(row.id for row in truth.indicators if row.answers == question.id)
        for question in case.indicator_questions
    }


def useful(truth: Truth) -> frozenset[str]:
    """The indicators that can be defended on a NTC's own monthly board: any six of them make one."""
    return frozenset(row.id for row in truth.indicators if row.board != "non")


def figures(case: Case) -> dict[tuple[str, str], Figure]:
    """What each cell (quarter, column) of the objective asks for."""
    goals, basket = assessed.quarterly_objectives(case), measures.basket(case, YEAR)
    flat = case.company.objective_2026 / 4
    asked = {}
    for quarter, goal in zip(QUARTERS, goals, strict=True):
        asked[quarter, "ca"] = Figure(
            goal,
            EURO,
            [trap("flat-season", flat, FLAT)],
            "Objectif annuel × somme des trois coefficients du trimestre ÷ 12.",
        )
        asked[quarter, "orders"] = Figure(
            Decimal(whole_up(goal / basket)),
            ORDER,
            [trap("flat-season", Decimal(whole_up(flat / basket)), FLAT)],
            "Objectif du trimestre ÷ panier moyen de 2025, à la commande supérieure.",
        )
    return asked


def _part(quarter: str, column: str) -> Part:
    exercise = exercises.load()[ID]
    label = f"{exercise.options['goals'][quarter]} : {exercise.columns[column]}"
    return Part(f"{quarter}-{column}", typeset(label), "€ HT" if column == "ca" else "commandes")


def _carried(
    case: Case, answers: Answers, asked: Mapping[tuple[str, str], Figure], quarter: str
) -> list[Accepted]:
    """The orders that the learner's own objective of the quarter leads to."""
    own = carried(answers.cell(GOALS, quarter, "ca"), asked[quarter, "ca"].right)
    return [Accepted(Decimal(whole_up(own / measures.basket(case, YEAR))), CARRIED)] if own else []


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    asked, defended = figures(case), sorted(useful(truth))
    board = defended[:KEPT]
    others = sorted({indicator.id for indicator in case.indicators} - useful(truth))
    pairs = {question: sorted(choices)[0] for question, choices in answering(case, truth).items()}
    right = {MATCH: pairs, BOARD: board, **_goals({cell: figure.right for cell, figure in asked.items()})}
    first = next(iter(pairs))
    wrong_pair = {**pairs, first: next(choice for choice in pairs.values() if choice != pairs[first])}
    flat = {cell: figure.slips[0].value for cell, figure in asked.items()}
    one_slip = {cell: figure.right for cell, figure in asked.items()} | {("t1", "ca"): flat["t1", "ca"]}
    return [
        Specimen("right", right, 1.0),
        Specimen("one wrong pair of eight", {**right, MATCH: wrong_pair}, 1 - 1 / 24),
        # p = 6/15, Fall = 4/7; five right of six ticked: F1 = 5/6
        *(
            Specimen(f"a board without {left}", {**right, BOARD: [i for i in defended if i != left]}, 1.0)
            for left in defended
        ),
        Specimen("five of six on the board", {**right, BOARD: [*board[1:], others[0]]}, 1 - (7 / 18) / 3),
        Specimen("the board alone", {BOARD: board}, 1 / 3),
        Specimen("no board", {MATCH: pairs, GOALS: right[GOALS]}, 2 / 3),
        Specimen("four equal quarters", {**right, **_goals(flat)}, 5 / 6, "trap.flat-season"),
        Specimen(
            "one equal quarter, orders right", {**right, **_goals(one_slip)}, 23 / 24, "trap.flat-season"
        ),
        *blank({MATCH: {}, BOARD: [], GOALS: {}}),
        *garbled(
            {MATCH: {"?": "?"}, BOARD: ["?"], GOALS: {"t1": {"ca": "?"}}},
            {MATCH: "x", BOARD: "x", GOALS: "x"},
            {BOARD: [indicator.id for indicator in case.indicators]},
        ),
    ]


def _goals(values: Mapping[tuple[str, str], Decimal]) -> dict:
    return {
        GOALS: {
            quarter: {column: typed(values[quarter, column]) for column in ("ca", "orders")}
            for quarter in QUARTERS
        }
    }
