"""cp4-indicators: an indicator for each question, six for one's own board, the objective by quarter."""

from decimal import Decimal
from functools import partial

from autograder.keys.answers import Answers
from autograder.keys.asked import COUNT, SALES, Asked, Place, asked, questions
from autograder.keys.asked.exercise import right_answers
from autograder.keys.assessed import YEAR
from autograder.keys.primitives import mark_match, mark_set
from autograder.keys.registry import Specimen, specimens
from autograder.keys.samples import garbled
from autograder.keys.traps import trap
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.numbers import whole_up
from ntc.calc.slips import Slip
from ntc.case import Case, measures
from ntc.exercises import Part
from ntc.french import typeset

ID = "cp4-indicators"
MATCH, BOARD, GOALS = f"{ID}-match", f"{ID}-board", f"{ID}-goals"
BASKET = "cp4-dashboard.basket"
KEPT = 6
QUARTERS = ("t1", "t2", "t3", "t4")
FLAT = "Vous avez partagé l’année en quatre parts égales : l’été pèse moins que l’automne. Suivez la saison."
NOT_DIVIDED = (
    "Vous n’avez pas divisé par 12 : les coefficients se rapportent au mois moyen, un douzième de l’année."
)
CUMULATED = "Vous avez cumulé les trimestres : donnez l’objectif de chacun, leur somme fait celui de l’année."
DOWN = (
    "Avec une commande de moins, l’objectif du trimestre n’est pas atteint : vous avez arrondi au-dessous, "
    "ou pris un autre panier que celui de 2025."
)
OTHER_SEASON = (
    "Vous avez partagé l’objectif comme les ventes d’une seule année : les coefficients saisonniers de la "
    "maison, eux, en effacent les hasards."
)
MONTHLY = "C’est l’objectif d’un mois moyen du trimestre : additionnez les trois mois."
INCREASE = (
    "Vous avez partagé ce qu’il faut faire de plus qu’en 2025 : c’est l’objectif entier qui se partage."
)
QUOTES = "C’est le nombre de devis à faire : la question demande les commandes, elles en sont une part."
NOT_WHOLE = "On n’obtient pas une part de commande : arrondissez à la commande supérieure."
CHOOSE = "Gardez ce qui bouge chaque mois, se mesure avec vos outils et dépend de vous."


def _chosen(case: Case, truth: Truth, answers: Answers) -> list[PartMark]:
    """The match and the board."""
    parts = exercises.load()[ID].parts
    labels = {indicator.id: indicator.label for indicator in case.indicators}
    asking = {question.id: question.label for question in case.indicator_questions}
    return [
        mark_match(parts["match"], answers.entry(MATCH), answering(case, truth), asking, labels),
        mark_set(parts["board"], answers.entry(BOARD), useful(truth), labels, CHOOSE, size=KEPT),
    ]


# A third each: the match, the board, the eight cells of the objective by quarter.
@questions(ID, beside=_chosen, weights={"match": 8.0, "board": 8.0})
def indicators(case: Case, truth: Truth) -> dict[str, Asked]:
    """What each cell (quarter, column) of the objective asks for."""
    flat = case.company.objective_2026 / 4
    season, won = measures.season(case), measures.conversion(case, YEAR)
    found = {}
    for start, quarter in zip(range(0, 12, 3), QUARTERS, strict=True):
        weights = sum(season[start : start + 3])
        found[f"{quarter}-ca"] = asked(
            SALES,
            partial(_goal, weights),
            "next-objective",
            slips=partial(
                _goal_slips, weights, sum(season[:start]), _shares(case, start), measures.sales(case, YEAR)
            ),
            method="Objectif annuel × somme des trois coefficients du trimestre ÷ 12.",
            part=_part(quarter, "ca"),
            place=Place(GOALS, quarter, "ca"),
        )
        found[f"{quarter}-orders"] = asked(
            COUNT,
            lambda goal, basket: Decimal(whole_up(goal / basket)),
            f"{ID}.{quarter}-ca",
            BASKET,
            slips=partial(_order_slips, flat, won),
            method="Objectif du trimestre ÷ panier moyen de 2025, à la commande supérieure.",
            part=_part(quarter, "orders"),
            place=Place(GOALS, quarter, "orders"),
        )
    return found


def _goal(weights: Decimal, objective: Decimal) -> Decimal:
    return objective * weights / 12


def _shares(case: Case, start: int) -> list[Decimal]:
    """What the quarter that starts after so many months weighs in the sales of each of two years."""
    years = [measures.monthly_sales(case, year) for year in (YEAR - 1, YEAR)]
    return [sum(months[start : start + 3]) / sum(months) for months in years]


def _goal_slips(
    weights: Decimal, before: Decimal, shares: list[Decimal], sales: Decimal, objective: Decimal
) -> list[Slip]:
    goal = _goal(weights, objective)
    found = [
        trap("flat-season", objective / 4, FLAT),
        trap("not-divided", objective * weights, NOT_DIVIDED),
        trap("monthly-mean", goal / 3, MONTHLY),
        trap("increase", _goal(weights, objective - sales), INCREASE),
        *(
            trap("other-season", objective * share, OTHER_SEASON)
            for share in shares
            if abs(objective * share - goal) > 2 * SALES.tolerance
        ),
    ]
    if before:
        found.append(trap("cumulated", _goal(before + weights, objective), CUMULATED))
    return found


def _order_slips(flat: Decimal, won: Decimal, goal: Decimal, basket: Decimal) -> list[Slip]:
    orders = goal / basket
    return [
        trap("quotes-for-orders", Decimal(whole_up(orders / won)), QUOTES),
        trap("flat-season", Decimal(whole_up(flat / basket)), FLAT),
        trap("round-down", Decimal(whole_up(orders) - 1), DOWN),
        *([trap("not-whole", orders, NOT_WHOLE)] if orders % 1 else []),
    ]


def answering(case: Case, truth: Truth) -> dict[str, frozenset[str]]:
    """The indicators that answer each question."""
    return {
        question.id: frozenset(row.id for row in truth.indicators if row.answers == question.id)
        for question in case.indicator_questions
    }


def useful(truth: Truth) -> frozenset[str]:
    """The indicators that can be defended on a NTC's own monthly board: any six of them make one."""
    return frozenset(row.id for row in truth.indicators if row.board != "non")


def _part(quarter: str, column: str) -> Part:
    exercise = exercises.load()[ID]
    label = f"{exercise.options['goals'][quarter]} : {exercise.columns[column]}"
    return Part(f"{quarter}-{column}", typeset(label), "€ HT" if column == "ca" else "commandes")


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    defended = sorted(useful(truth))
    board = defended[:KEPT]
    others = sorted({indicator.id for indicator in case.indicators} - useful(truth))
    pairs = {question: sorted(choices)[0] for question, choices in answering(case, truth).items()}
    right = {MATCH: pairs, BOARD: board}
    first = next(iter(pairs))
    wrong_pair = {**pairs, first: next(choice for choice in pairs.values() if choice != pairs[first])}
    equal_quarters = 2 / 3 + 3 / 24  # the first cell of eight is charged, the three others follow
    flat = {q: {"ca": f"{case.company.objective_2026 / 4:.2f}".replace(".", ",")} for q in QUARTERS}
    return [
        Specimen("right, match and board too", {**right, **right_answers(ID, case, truth)}, 1.0),
        Specimen("match and board", right, 2 / 3),
        Specimen("one wrong pair of eight", {**right, MATCH: wrong_pair}, 2 / 3 - 1 / 24),
        # p = 6/15, Fall = 4/7; five right of six ticked: F1 = 5/6
        *(
            Specimen(f"a board without {left}", {**right, BOARD: [i for i in defended if i != left]}, 2 / 3)
            for left in defended
        ),
        Specimen("five of six on the board", {**right, BOARD: [*board[1:], others[0]]}, 2 / 3 - (7 / 18) / 3),
        Specimen("the board alone", {BOARD: board}, 1 / 3),
        Specimen("four equal quarters", {**right, GOALS: flat}, equal_quarters, "trap.flat-season"),
        *garbled(
            {MATCH: {"?": "?"}, BOARD: ["?"], GOALS: {"t1": {"ca": "?"}}},
            {MATCH: "x", BOARD: "x", GOALS: "x"},
            {BOARD: [indicator.id for indicator in case.indicators]},
        ),
    ]
