"""cp2-crm: three lists asked of the file, and six needs, each with the tool that meets it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine, mark_match, mark_number
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.keys.traps import trap
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.case.measures.workload import VISIT
from ntc.lessons.cp2 import plans
from ntc.lessons.cp2.accounts import classes

ID = "cp2-crm"
LISTS, TOOLS = f"{ID}-lists", f"{ID}-tools"
WEIGHTS = {"quotes": 1.0, "unseen": 1.0, "renewals": 1.0, "tools": 2.0}
OPEN = "en cours"
UNSEEN_SINCE = date(2025, 9, 30)
RENEWED_BY, YEAR_BEGINS = date(2026, 3, 31), date(2026, 1, 1)

CLOSED = "Vous avez compté des devis clos : on ne relance que ceux qui attendent encore une réponse."
LAST_CALL = "Vous n’avez compté que la dernière relance : les deux premières tombent aussi cette semaine."
UNDATED = "Tous les devis en cours ne se relancent pas cette semaine : il manque le filtre des dates."
EVERY_CLASS = "Vous avez compté toutes les classes : la question porte sur les clients A."
GONE_BY = "Vous avez compté les renouvellements de début janvier : ils sont déjà passés."
ON_THE_DAY = "Admis : vous comptez une visite du 30 septembre comme faite « depuis »."
# No figure in these: it might be the one to be found.
TO_COUNT = {
    "quotes": "Vue « Devis », ceux en cours ; à chaque date ajoutez les trois délais, gardez la semaine.",
    "unseen": "Vue « Comptes » : la classe A par la part cumulée, puis la date de la dernière visite.",
    "renewals": "Vue « Contrats » : la date de renouvellement, les deux bornes comprises.",
}


@key(ID)
def crm(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Three exact counts; then pairs of a need and its tool, of which one right is what chance gives."""
    parts, right = exercises.load()[ID].parts, counts(case)
    marks = [
        mark_number(
            parts[name],
            answers.cell(LISTS, name),
            right[name],
            Decimal(0),
            also=[(unseen(case, on_the_day=False), ON_THE_DAY)] if name == "unseen" else [],
            slips=slips(case)[name],
            method=TO_COUNT[name],
            places=0,
        )
        for name in plans.LISTS
    ]
    return combine(
        [
            *marks,
            mark_match(
                parts["tools"],
                answers.entry(TOOLS),
                tools(case, truth),
                dict(plans.needs(case)),
                dict(plans.tools(case)),
                _reasons(case, truth),
                chance=1,
            ),
        ],
        WEIGHTS,
    )


@cache
def counts(case: Case) -> dict[str, Decimal]:
    """How many lines each of the lists has."""
    return {
        "quotes": follow_ups(case, lambda quote: quote.status == OPEN, _steps(case)),
        "unseen": unseen(case),
        "renewals": renewals(case, case.company.story_date),
    }


def follow_ups(case: Case, kept: Callable[[Any], bool], steps: Sequence[int]) -> Decimal:
    """The quotes that come to one of these steps within the week (R22)."""
    week = case.weeks[0]
    return Decimal(
        sum(
            kept(quote)
            and any(week.first_day <= quote.date + timedelta(days=step) <= week.last_day for step in steps)
            for quote in case.quotes
        )
    )


@cache
def unseen(case: Case, *, every: bool = False, on_the_day: bool = True) -> Decimal:
    """The clients of class A, or of every class, not visited since that day; a visit on it is not since."""
    last: dict[str, date] = {}
    for act in case.activities:
        if act.type == VISIT:
            last[act.account_id] = max(act.date, last.get(act.account_id, act.date))
    bound = UNSEEN_SINCE if on_the_day else UNSEEN_SINCE - timedelta(days=1)
    return Decimal(
        sum(
            (every or letter == "A") and last.get(client, date.min) <= bound
            for client, letter in classes(case).items()
        )
    )


def renewals(case: Case, since: date) -> Decimal:
    """The contracts renewed from a day to the end of the quarter, both included."""
    return Decimal(sum(since <= row.renewal <= RENEWED_BY for row in case.contracts))


@cache
def slips(case: Case) -> dict[str, list[Slip]]:
    """The mistakes on each list, less those that change nothing or that another one gives as well."""
    steps, right = _steps(case), counts(case)

    def is_open(quote: Any) -> bool:
        return quote.status == OPEN

    found = {
        "quotes": [
            trap("closed-quotes", follow_ups(case, lambda quote: True, steps), CLOSED),
            trap("last-call", follow_ups(case, is_open, steps[-1:]), LAST_CALL),
            trap("one-filter", Decimal(sum(map(is_open, case.quotes))), UNDATED),
        ],
        "unseen": [trap("one-filter", unseen(case, every=True), EVERY_CLASS)],
        "renewals": [trap("gone-by", renewals(case, YEAR_BEGINS), GONE_BY)],
    }
    return {
        name: [
            slip
            for slip in made
            if slip.value != right[name] and [other.value for other in made].count(slip.value) == 1
        ]
        for name, made in found.items()
    }


def _steps(case: Case) -> Sequence[int]:
    return case.policy["quote"]["followups"]


def tools(case: Case, truth: Truth) -> dict[str, set[str]]:
    """The tools that meet each need."""
    labels = truth.of("quiz_items")
    return {code: {labels[code].right, *filter(None, [labels[code].also])} for code, _ in plans.needs(case)}


@cache
def _reasons(case: Case, truth: Truth) -> dict[tuple[str, str], str]:
    """What a tool that was chosen wrongly is for."""
    labels = truth.of("quiz_choices")
    return {
        (need, tool): labels[tool].reason for need, _ in plans.needs(case) for tool, _ in plans.tools(case)
    }


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    lists = {name: {"value": typed(value)} for name, value in counts(case).items()}
    pairs = {need: min(codes) for need, codes in tools(case, truth).items()}
    total, spare = (
        sum(WEIGHTS.values()),
        [code for code, _ in plans.tools(case) if code not in pairs.values()],
    )
    right = {LISTS: lists, TOOLS: pairs}
    first, second = list(pairs)[:2]
    # Of two points for the six needs, one right being chance, each is worth a fifth.
    need = 2 / total / 5
    other_way = typed(unseen(case, on_the_day=False))
    return [
        Specimen("right", right, 1.0),
        Specimen("the lists alone", {LISTS: lists}, 3 / total),
        Specimen("a visit on the day", {**right, LISTS: {**lists, "unseen": {"value": other_way}}}, 1.0),
        *(
            Specimen(
                f"{name}: {slip.id}",
                {**right, LISTS: {**lists, name: {"value": typed(slip.value)}}},
                1 - 1 / total,
                slip.id,
            )
            for name, made in slips(case).items()
            for slip in made
        ),
        Specimen("a tool that meets nothing", {**right, TOOLS: {**pairs, first: spare[0]}}, 1 - need),
        Specimen(
            "two tools in each other's place",
            {**right, TOOLS: {**pairs, first: pairs[second], second: pairs[first]}},
            1 - 2 * need,
        ),
        *(
            Specimen(f"one tool everywhere: {code}", {TOOLS: dict.fromkeys(pairs, code)}, 0.0)
            for code, _ in plans.tools(case)
        ),
        *blank({LISTS: {}, TOOLS: {}}),
        *garbled({LISTS: {"quotes": {"value": "peu"}}, TOOLS: {"ghost": spare[0]}}),
    ]
