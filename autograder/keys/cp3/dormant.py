"""cp3-dormant: a list of sleepers to defend, what those who complained became, five calls in their order."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.asked.nature import COUNT
from autograder.keys.cp3.dormant_accounts import (
    CANCELLED,
    LOST,
    POTENTIAL,
    RENEWED,
    STORY,
    UNDELIVERED,
    UNDIVIDED,
    asleep,
    called_first,
    complained,
    lost,
    months,
    only_running,
    score,
    worth,
)
from autograder.keys.primitives import Kept, Told, combine, mark_number, row_mark
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.primitives.kept import again
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import Raw, blank, garbled, table, typed
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.case import Case, measures
from ntc.exercises import Part
from ntc.french import count, number
from ntc.lessons.cp3 import plans
from ntc.lessons.cp3.worked import LAST

ID = "cp3-dormant"
LIST, CALLS = f"{ID}-list", f"{ID}-calls"
RANKS = ("r1", "r2", "r3", "r4", "r5")
CALL = 4 / len(RANKS)
WEIGHTS = {
    "list": 7.0,
    "complained": 1.0,
    "still-buying": 1.0,
    "asleep": 1.0,
    **{f"calls-{row}": CALL for row in RANKS},
}
# Of a call: half for who is called, a quarter for the months, a quarter for the score.
HALF, QUARTER = 0.5, 0.25
WITHIN, EURO = Decimal("0.10"), Decimal(1)
WHOLE = Decimal(0)

WHY_LIST = {
    RENEWED: "Une reconduction n’est pas une commande.",
    CANCELLED: "Annulée, elle n’a pas eu lieu.",
    LOST: "24 mois : perdu.",
    UNDELIVERED: "En cours n’est pas annulée.",
}
DEFAULT = "Ni les reconductions ni les commandes annulées ne sont des décisions : qui cachent-elles ?"
AWAKE = "Sur votre liste, avec une vraie commande en 2025 : {}."
MISSED = "Qui dort et n’y est pas : {}."
PROVED = "Chaque compte de votre liste se défend, et aucun n’y manque."
LIST_METHOD = "R15 : une vraie commande en 2024, aucune en 2025."

ONE_EACH = "C’est le nombre des réclamations : chaque client compte une fois."
COUNT_METHOD = "Les clients de la table des réclamations, chacun une fois, en 2024 et 2025."
BUYING_METHOD = "Parmi eux, ceux qui ont décidé au moins une commande en 2025."
ASLEEP_METHOD = "Comptez, sur votre liste, ceux qui se sont plaints."
FIRST = "Comptez d’abord les clients qui se sont plaints."
OWN_LIST = "Juste, sur votre propre liste."

WHY_CALL = {
    RENEWED: "Une reconduction n’est pas une commande.",
    CANCELLED: "Annulée, elle n’a pas eu lieu.",
    STORY: "Les mois de silence sont entiers, et s’arrêtent à la clôture, le 31 décembre.",
    POTENTIAL: "Le potentiel oublie depuis quand il dort.",
    UNDIVIDED: "La note se divise par douze.",
}
MONTHS_METHOD = "Mois entiers, de la dernière vraie commande au 31 décembre."
SCORE_METHOD = "Potentiel × (24 − vos mois de silence) ÷ 12."
OTHER_RANK = "Un autre compte de la liste passe avant ou après, à plus d’un dixième de note près."
NOT_LISTED = "Ce compte est actif, ou perdu : il n’est pas à appeler ici."
TWICE = "Ce compte est déjà appelé plus haut."
WHO = "Reste à dire qui vous appelez."
UNCOUNTED = "Il reste à compter."
OWN_MONTHS = "La note découle de vos mois."
GOOD_CALL = "Le bon compte à ce rang, ses mois et sa note."


@key(ID)
def dormant(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The list beyond what the table shows of itself, three counts, five calls from one's own list."""
    parts = exercises.load()[ID].parts
    entry = answers.entry(LIST)
    own = frozenset(entry.value or ())
    listed = _listed(parts["list"], entry, case)
    return combine(
        [
            listed,
            *_counts(parts, answers, own, case, listed.slip),
            *_calls(answers, own, case),
        ],
        WEIGHTS,
    )


@cache
def _at_first_sight(case: Case) -> Fraction:
    """F1 of the list that shows when every line is an order: what it is worth is nothing."""
    return _f1(case, asleep(case, frozenset({RENEWED, CANCELLED})))


def _f1(case: Case, chosen: Collection[str]) -> Fraction:
    right = asleep(case)
    return Fraction(2 * len(right & frozenset(chosen)), len(right) + len(chosen))


def quality(case: Case, chosen: Collection[str]) -> float:
    """What a list is worth beside the one that shows at first sight, by F1; never under 0."""
    first = _at_first_sight(case)
    return float(max(Fraction(0), (_f1(case, chosen) - first) / (1 - first)))


def _listed(part: Part, entry: Entry, case: Case) -> PartMark:
    names = _names(case)
    right = asleep(case)
    expected = f"{count(len(right), 'compte')} : {', '.join(sorted(right))}"
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    chosen = frozenset(entry.value)
    slip = next(
        (way for way in WHY_LIST if chosen != right and chosen == asleep(case, frozenset({way}))), None
    )
    return question_mark(
        part,
        quality(case, chosen),
        " ".join(_said_of(case, chosen)) or PROVED,
        given=f"{count(len(chosen & names.keys()), 'compte')} : {', '.join(sorted(chosen))}",
        expected=expected,
        slip=slip,
    )


def _said_of(case: Case, chosen: frozenset[str]) -> list[str]:
    """What to say of a list: how many it misses, how many it has too many, and why."""
    right = asleep(case)
    missed, extra = right - chosen, chosen - right
    said = []
    if missed:
        said.append(MISSED.format(count(len(missed), "compte")))
        hidden = [way for way in (RENEWED, CANCELLED) if missed & (right - asleep(case, frozenset({way})))]
        said += [DEFAULT] if len(hidden) > 1 else [WHY_LIST[way] for way in hidden]
    if awake := extra - lost(case):
        said.append(AWAKE.format(count(len(awake), "compte")))
        said += [WHY_LIST[UNDELIVERED]] if awake <= only_running(case) else []
    if extra & lost(case):
        said.append(WHY_LIST[LOST])
    return [*said, LIST_METHOD] if said else []


def _counts(
    parts: Mapping[str, Part], answers: Answers, own: frozenset[str], case: Case, charged: str | None
) -> list[PartMark]:
    """Who complained, who of them still buys, who of them sleeps on one's own list.

    ``charged`` is the way of counting that the list betrays: it is one mistake.
    """
    wrote = complained(case)
    buying = wrote & measures.clients(case, LAST)
    first = _count(
        parts["complained"],
        answers,
        len(wrote),
        [trap("per-complaint", Decimal(len(case.complaints)), ONE_EACH)],
        COUNT_METHOD,
    )
    made = buying_slips(case)
    second = _count(
        parts["still-buying"],
        answers,
        len(buying),
        [slip for slip in made if [other.value for other in made].count(slip.value) == 1],
        BUYING_METHOD,
        again(made, {charged}),
    )
    carried = [(Decimal(len(wrote & own)), OWN_LIST)] if own else []
    third = _count(parts["asleep"], answers, len(wrote & asleep(case)), [], ASLEEP_METHOD, carried)
    # A number so small is told by chance; not of who counted the complaints, or miscounted a few clients.
    given = answers.cell(ID, "complained").value
    counted = first.slip or (given is not None and COUNT.plausible(given, Decimal(len(wrote))))
    if third.fraction and not counted:
        third = question_mark(parts["asleep"], 0.0, FIRST, given=third.given, expected=third.expected)
    return [first, second, third]


def _count(
    part: Part,
    answers: Answers,
    right: int,
    slips: list[Slip],
    method: str,
    carried: Collection[tuple[Decimal, str]] = (),
) -> PartMark:
    return mark_number(
        part,
        answers.cell(ID, part.id),
        Decimal(right),
        WHOLE,
        carried=[pair for pair in carried if pair[0] != right],
        slips=slips,
        method=method,
    )


def buying_slips(case: Case) -> list[Slip]:
    """The mistakes on those who complained and still buy."""
    wrote = complained(case)
    every = {
        "T01": measures.clients(case, LAST, renewals=True),
        "T02": measures.clients(case, LAST, cancelled=True),
    }
    return [
        trap(name, Decimal(len(wrote & clients)), WHY_LIST[f"trap.{name}"]) for name, clients in every.items()
    ]


def _calls(answers: Answers, own: frozenset[str], case: Case) -> list[PartMark]:
    """Five calls: who, by one's own list or the right one, since how many months, at what score."""
    chosen = {row: answers.cell(CALLS, row, "account").value for row in RANKS}
    given = {
        f"{column}-{row}": answers.cell(CALLS, row, column).value
        for row in RANKS
        for column in ("months", "score")
    }
    sheet = Kept(partial(_values, case, chosen), WHY_CALL, _near, given)
    return [_call(row, rank, answers, chosen, sheet, own, case) for rank, row in enumerate(RANKS)]


def _values(case: Case, chosen: Mapping[str, str | None], ways: frozenset[str]) -> dict[str, Any]:
    """Months and score of the accounts that are called, as some ways of counting give them."""
    found: dict[str, Any] = {}
    for row, code in chosen.items():
        silence = months(case, code, ways) if code else None
        found[f"months-{row}"] = silence
        found[f"score-{row}"] = None if silence is None else score(case, code, silence, ways)
    return found


def _near(name: str, given: Any, value: Any) -> bool:
    if value is None:
        return False
    return abs(given - value) <= (EURO if name.startswith("score") else WHOLE)


def _call(
    row: str,
    rank: int,
    answers: Answers,
    chosen: Mapping[str, str | None],
    sheet: Kept,
    own: frozenset[str],
    case: Case,
) -> PartMark:
    labels, names = exercises.load()[ID].options["ranks"], _names(case)
    cells = {column: answers.cell(CALLS, row, column) for column in ("account", "months", "score")}
    code, silence, points = (cell.value for cell in cells.values())
    right = called_first(case, asleep(case))[rank]
    astray = WHO if code is None else _astray(case, code, rank, own, [chosen[one] for one in RANKS[:rank]])
    counted: list[Told] = []
    if code is not None and astray in ("", OTHER_RANK):
        counted = _counted(row, code, silence, points, sheet, case)
    said = [astray, *(told.said for told in counted if not told.sound or told.carried)]
    if silence is None or points is None:
        said.append(UNCOUNTED)
    return row_mark(
        Part(f"calls-{row}", labels[row]),
        cells.values(),
        HALF * (not astray) + QUARTER * sum(told.sound for told in counted),
        " ".join(dict.fromkeys(filter(None, said))) or GOOD_CALL,
        given=" · ".join(
            (
                names.get(code, "—") if code else "—",
                number(silence) if silence is not None else "—",
                number(points, 2) if points is not None else "—",
            )
        ),
        expected=f"{names[right]} · {months(case, right)} mois · {number(worth(case, right), 2)}",
        slip=next((told.slip for told in counted if told.slip), None),
        carried=any(told.carried for told in counted),
    )


def _counted(
    row: str, code: str, silence: Decimal | None, points: Decimal | None, sheet: Kept, case: Case
) -> list[Told]:
    """The months and the score of an account, as far as they are given; the score from one's own months."""
    found = []
    if silence is not None:
        found.append(sheet.read(f"months-{row}", silence, MONTHS_METHOD))
    if points is not None and silence is not None and _follows(case, code, silence, points):
        found.append(Told(True, OWN_MONTHS, carried=silence != months(case, code)))
    elif points is not None:
        found.append(sheet.read(f"score-{row}", points, SCORE_METHOD))
    return found


def _astray(case: Case, code: str, rank: int, own: frozenset[str], before: Collection[str | None]) -> str:
    """What is wrong with an account at a rank, of one's own list or of the right one; nothing if it holds."""
    if code in before:
        return TWICE
    if code not in own | asleep(case):
        return NOT_LISTED
    for among in (asleep(case), own):
        ranked = called_first(case, among)
        if code in among and rank < len(ranked):
            there = worth(case, ranked[rank])
            if abs(worth(case, code) - there) <= WITHIN * there:
                return ""
    return OTHER_RANK


def _follows(case: Case, code: str, silence: Decimal, points: Decimal) -> bool:
    """Whether a score is what one's own months give, by the right formula."""
    return silence % 1 == 0 and abs(points - score(case, code, int(silence))) <= EURO


@cache
def _names(case: Case) -> dict[str, str]:
    return dict(plans.clients(case))


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    right, wrote = asleep(case), complained(case)
    first = called_first(case, right)
    total = sum(WEIGHTS.values())
    weight = {part: each / total for part, each in WEIGHTS.items()}
    counts = {
        "complained": Decimal(len(wrote)),
        "still-buying": Decimal(len(wrote & measures.clients(case, LAST))),
        "asleep": Decimal(len(wrote & right)),
    }
    call = CALL / total

    def calls(codes: Collection[str], ways: frozenset[str] = frozenset()) -> Raw:
        rows = {}
        for row, code in zip(RANKS, codes, strict=True):
            silence = months(case, code, ways)
            rows[row] = {
                "account": code,
                "months": str(silence),
                "score": typed(score(case, code, silence, ways)),
            }
        return {CALLS: rows}

    def raw(
        listed: Collection[str] = right,
        numbers: Mapping[str, Decimal] = counts,
        called: Raw | None = None,
    ) -> Raw:
        return {LIST: sorted(listed), **table(ID, numbers), **(called or calls(first[: len(RANKS)]))}

    def listed(label: str, chosen: frozenset[str], slip: str | None = None) -> Specimen:
        """Another list, its own sleepers who complained, its own first calls."""
        numbers = {**counts, "asleep": Decimal(len(wrote & chosen))}
        return Specimen(
            label,
            raw(chosen, numbers, calls(called_first(case, chosen)[: len(RANKS)])),
            1 - weight["list"] * (1 - quality(case, chosen)),
            slip,
        )

    def row(label: str, lost_share: float, slip: str | None = None, **cells: str) -> Specimen:
        called = calls(first[: len(RANKS)])
        called[CALLS]["r1"] = {**called[CALLS]["r1"], **cells}
        return Specimen(label, raw(called=called), 1 - lost_share * call, slip)

    found = []
    for way in (RENEWED, CANCELLED, UNDELIVERED):
        if (chosen := asleep(case, frozenset({way}))) != right and len(chosen) >= len(RANKS):
            if way != UNDELIVERED:
                found.append(listed(f"{way} throughout", chosen, way))
            else:
                mark = 1 - weight["list"] * (1 - quality(case, chosen))
                found.append(Specimen(f"{way} in the list", raw(chosen), mark, way))
    for way in (POTENTIAL, UNDIVIDED):
        # Where the first five have slept for a year, their score is what they could buy.
        called = calls(first[: len(RANKS)], frozenset({way}))
        if called != calls(first[: len(RANKS)]):
            found.append(Specimen(f"{way} kept", raw(called=called), 1 - QUARTER * call, way))
    silence = months(case, first[0])
    later = silence + 1
    far = next((code for code in first[1:] if worth(case, code) < worth(case, first[0]) * (1 - WITHIN)), None)
    complaints = Decimal(len(case.complaints))
    hasty = asleep(case, frozenset({RENEWED, CANCELLED}))
    return [
        Specimen("right", raw(), 1.0),
        *found,
        Specimen(
            "lost ones too",
            raw(right | lost(case)),
            1 - weight["list"] * (1 - quality(case, right | lost(case))),
            LOST,
        ),
        Specimen("the list at first sight", {LIST: sorted(hasty)}, 0.0),
        Specimen("every client", {LIST: [row.client_id for row in case.clients]}, 0.0),
        Specimen(
            "complaints for clients",
            raw(numbers={**counts, "complained": complaints}),
            1 - weight["complained"],
            "trap.per-complaint",
        ),
        row(
            "a month too many, carried",
            QUARTER,
            months=str(later),
            score=typed(score(case, first[0], later)),
        ),
        row("months only", QUARTER, score=""),
        row("a score of another sort", QUARTER, score="12,5"),
        row("nobody", 1.0, account=""),
        row("who only", HALF, months="", score=""),
        Specimen(
            "the first called twice",
            raw(called=calls([first[0], first[0], *first[2 : len(RANKS)]])),
            1 - call,
        ),
        *([row("a call that can wait", 1.0, account=far)] if far and far not in first[: len(RANKS)] else []),
        Specimen("list only", {LIST: sorted(right)}, weight["list"]),
        Specimen("counts only", table(ID, counts), 3 / total),
        Specimen("calls only", calls(first[: len(RANKS)]), 4 / total),
        *blank(
            {LIST: [], ID: {}, CALLS: {}},
            {CALLS: {"r1": {"account": "", "months": "", "score": ""}}},
        ),
        *garbled({LIST: ["?"]}, {CALLS: {"r1": {"months": "longtemps"}}}, {ID: ["?"]}),
    ]
