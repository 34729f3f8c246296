"""cp3-follow: an order followed to its payment, act by act, and the year's visits shared out."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cache

from autograder.keys.answers import Answers, Entry
from autograder.keys.asked import DAY, Asked, Nature, asked, questions
from autograder.keys.asked.exercise import right_answers
from autograder.keys.primitives import mark_order
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, specimens
from autograder.keys.samples import Raw, cells
from autograder.keys.traps import trap
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import slips
from ntc.calc.credit import due_date
from ntc.calc.slips import Slip
from ntc.calc.vat import STANDARD
from ntc.case import Case, measures, policy
from ntc.case.workdays import working_day
from ntc.french import count, number
from ntc.lessons.cp3 import plans
from ntc.lessons.cp3.worked import LAST

ID = "cp3-follow"
STEPS = f"{ID}-steps"
VISITS = ("visits-a", "visits-b", "visits-c")
# Of nine points: two for the acts, five for amounts and dates, two for the visits.
FIGURES = 8
WEIGHTS = {"steps": 2.0, **dict.fromkeys(VISITS, 2 / 3)}
TTC = Nature(Decimal("0.05"), (Decimal("0.01"),))
"""An amount of an invoice: to the cent, wherever it was rounded."""
# Visits that may be left over: from there on a year is full.
SPARE = 20

STAGED = "Le prix et l’éco-contribution, TTC, puis la part de cette étape (R07)."
WITHOUT_ECO = "L’éco-contribution se facture aussi."
BY_TERMS = "La fin du mois d’émission d’abord, puis les jours (R07)."
WORKING = "Comptez en jours ouvrés : ni samedi, ni dimanche, ni jour férié."
FOLLOWING = "Ces jours-là se suivent tous, week-ends compris."
DEPARTURE = "Le jour de départ ne compte pas."
SECOND = "C’est le délai de la seconde relance de paiement : la première part plus tôt (R29)."
DELIVERED = "On appelle quand la machine a tourné : comptez depuis la mise en service."

OVER = "Vous promettez {}, et il n’en reste que {} : cela ne tient pas."
MOST = "Le maximum partout dépasse les {} visites qui restent."
LEAST = "Le minimum partout laisse {} : qui mérite une visite de plus ?"
LEFT = "Vous promettez {}, dans les bornes de R13 ; il en reste {}."
FULL = "Vous promettez {} sur {} : l’année est pleine, et la promesse tient."
OUTSIDE = "Ce nombre sort de la fourchette de R13 pour cette classe."
TOGETHER = "Les trois nombres se jugent ensemble : il en manque un, ou il n’est pas entier."


def _beside(case: Case, truth: Truth, answers: Answers) -> list[PartMark]:
    labels, steps = truth.of("quiz_steps"), dict(plans.steps(case))
    order = mark_order(
        exercises.load()[ID].parts["steps"],
        answers.entry(STEPS),
        before(case, truth),
        steps,
        {code: labels[code].reason for code in steps},
        start=list(steps),
    )
    return [order, *_visits(case, answers)]


@questions(ID, beside=_beside, weights=WEIGHTS)
def follow(case: Case, truth: Truth) -> dict[str, Asked]:
    """Three invoices, the days on which two fall due, and three days to keep."""
    rule, terms = policy()["follow"], policy()["terms"]
    first, second = (timedelta(days=policy()["dunning"][name]) for name in ("first", "second"))
    weight = 5 / FIGURES
    shares = dict(zip(("deposit", "delivery", "balance"), terms["stages"], strict=True))
    found = {stage: _invoice(Decimal(str(share)), weight) for stage, share in shares.items()}
    for part, source in (("delivery-due", "delivered"), ("balance-due", "started")):
        found[part] = _due(source, terms["end_of_month_days"], weight)
    found["reconfirmed"] = asked(
        DAY,
        lambda day: working_day(case, day, -rule["reconfirm_days"]),
        "delivered",
        slips=lambda day: [
            trap("calendar-days", day - timedelta(days=rule["reconfirm_days"]), WORKING),
            trap("day-counted", working_day(case, day, 1 - rule["reconfirm_days"]), DEPARTURE),
        ],
        method=WORKING,
        weight=weight,
    )
    found["reminded"] = asked(
        DAY,
        lambda due: due + first,
        f"{ID}.delivery-due",
        slips=lambda due: [
            trap("second-reminder", due + second, SECOND),
            trap("working-days", working_day(case, due, first.days), FOLLOWING),
        ],
        method="R29, en jours qui se suivent, depuis votre échéance.",
        weight=weight,
    )
    found["called"] = asked(
        DAY,
        lambda started, delivered: started + timedelta(days=rule["call_after_days"]),
        "started",
        "delivered",
        slips=lambda started, delivered: [
            trap("call-delivered", delivered + timedelta(days=rule["call_after_days"]), DELIVERED),
            trap("working-days", working_day(case, started, rule["call_after_days"]), FOLLOWING),
        ],
        method=FOLLOWING,
        weight=weight,
    )
    return found


def _invoice(share: Decimal, weight: float) -> Asked:
    def slip(billed: Decimal, eco: Decimal) -> list[Slip]:
        return [
            *slips.add_vat(share * billed),
            trap("eco-forgotten", share * (billed - eco) * (1 + STANDARD), WITHOUT_ECO),
        ]

    return asked(
        TTC,
        lambda billed, eco: share * billed * (1 + STANDARD),
        "billed",
        "eco",
        slips=slip,
        method=STAGED,
        weight=weight,
    )


def _due(source: str, days: int, weight: float) -> Asked:
    return asked(
        DAY,
        lambda issued: due_date(issued, days, "month end first"),
        source,
        slips=lambda issued: slips.due_date(issued, days, "month end first"),
        method=BY_TERMS,
        weight=weight,
    )


@cache
def before(case: Case, truth: Truth) -> frozenset[tuple[str, str]]:
    """Every pair of acts of which one waits for the other, near or far."""
    waits = {row.step_id: set((row.after or "").split()) for row in truth.quiz_steps}

    def all_of(code: str) -> set[str]:
        return waits[code].union(*(all_of(each) for each in waits[code]))

    return frozenset((first, code) for code, _ in plans.steps(case) for first in all_of(code))


@cache
def bounds(case: Case) -> dict[str, tuple[int, int]]:
    """How many times a year a client of each class is visited (R13), and how many of class C there are."""
    rule = case.policy["visits"]
    return {"visits-a": tuple(rule["a"]), "visits-b": tuple(rule["b"]), "visits-c": (0, clients(case)["C"])}


@cache
def clients(case: Case) -> Counter[str]:
    """How many clients each class has (R12), by what they bought in the last year."""
    return Counter(measures.classes(case, LAST).values())


def left(case: Case) -> int:
    """The visits that are left for clients (R14)."""
    return case.company.visit_capacity - case.company.prospect_visits


def visits(case: Case, each: Sequence[int]) -> int:
    """The visits of a year, from those of each client of A and of B, and the clients of C seen once."""
    return clients(case)["A"] * each[0] + clients(case)["B"] * each[1] + each[2]


def _quality(case: Case, each: Sequence[int]) -> float:
    """Nothing for the least of R13 or for more than is left; all from a full year on."""
    least = visits(case, [low for low, _ in bounds(case).values()])
    made, full = visits(case, each), left(case) - SPARE
    within = all(low <= one <= high for one, (low, high) in zip(each, bounds(case).values(), strict=True))
    return max(0.0, min(1.0, (made - least) / (full - least))) if within and made <= left(case) else 0.0


def _visits(case: Case, answers: Answers) -> list[PartMark]:
    """The three numbers, judged as one promise."""
    parts = exercises.load()[ID].parts
    given = [answers.cell(ID, row) for row in VISITS]
    whole = [entry.value for entry in given if entry.value is not None and entry.value % 1 == 0]
    each = [int(value) for value in whole]
    fraction = _quality(case, each) if len(each) == len(VISITS) else 0.0
    marks = []
    for row, entry in zip(VISITS, given, strict=True):
        expected = f"De {number(left(case) - SPARE)} à {number(left(case))} visites en tout, selon R13"
        if (nothing := unanswered(parts[row], entry, expected)) is not None:
            marks.append(nothing)
            continue
        message, slip = _said(case, row, entry, each)
        marks.append(
            question_mark(
                parts[row], fraction, message, given=number(entry.value), expected=expected, slip=slip
            )
        )
    return marks


def _said(case: Case, row: str, entry: Entry, each: Sequence[int]) -> tuple[str, str | None]:
    """What to say of one of the three numbers, and the mistake that they make together."""
    if len(each) < len(VISITS):
        return TOGETHER, None
    low, high = bounds(case)[row]
    if not low <= entry.value <= high:
        return OUTSIDE, None
    made, most = visits(case, each), left(case)
    said = count(made, "visite")
    if each == [high for _, high in bounds(case).values()]:
        return MOST.format(number(most)), "trap.visits-most"
    if each == [low for low, _ in bounds(case).values()]:
        return LEAST.format(count(most - made, "visite")), "trap.visits-least"
    if made > most:
        return OVER.format(said, number(most)), None
    if most - made > SPARE:
        return LEFT.format(said, number(most - made)), None
    return FULL.format(said, number(most)), None


def shared(case: Case) -> tuple[int, int, int]:
    """One way to share the year's visits: A first, as high as leaves B its least, then B, then C."""
    (low_a, high_a), (low_b, high_b), (_, most_c) = bounds(case).values()
    found = [
        (a, b, min(most_c, left(case) - visits(case, (a, b, 0))))
        for a in range(high_a, low_a - 1, -1)
        for b in range(high_b, low_b - 1, -1)
        if visits(case, (a, b, 0)) <= left(case)
    ]
    return next(each for each in found if visits(case, each) >= left(case) - SPARE)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    figures, acts = right_answers(ID, case, truth), _in_order(case, truth)
    right: Raw = {
        STEPS: acts,
        ID: {
            **figures[ID],
            **{row: {"value": str(one)} for row, one in zip(VISITS, shared(case), strict=True)},
        },
    }
    total = sum(WEIGHTS.values()) + 5
    promise, pairs = 2 / total, before(case, truth)
    low, high = ([each[rank] for each in bounds(case).values()] for rank in (0, 1))

    def promised(label: str, each: Sequence[object], fraction: float, slip: str | None = None) -> Specimen:
        raw = {row: {"value": str(one)} for row, one in zip(VISITS, each, strict=True)}
        return Specimen(label, {**right, ID: {**right[ID], **raw}}, fraction, slip)

    made = [low[0], low[1], high[2] // 2]
    swapped = [*acts[:2], acts[3], acts[2], *acts[4:]]
    listed = [code for code, _ in plans.steps(case)]
    kept = sum(listed.index(first) < listed.index(second) for first, second in pairs)
    one = 2 / min(kept, len(pairs) - kept)
    return [
        Specimen("all of it right", right, 1.0),
        Specimen("two acts exchanged", {**right, STEPS: swapped}, 1 - one / total),
        Specimen("acts from the last to the first", {STEPS: acts[::-1]}, 0.0),
        Specimen("acts as they were listed", {STEPS: listed}, 0.0),
        Specimen("acts as they were listed, turned round", {STEPS: listed[::-1]}, 0.0),
        Specimen("acts only", {STEPS: acts}, 2 / total),
        promised("as many as may be", high, 1 - promise, "trap.visits-most"),
        promised("as few as may be", low, 1 - promise, "trap.visits-least"),
        promised("some of C seen", made, 1 - promise * (1 - _quality(case, made))),
        promised("one too many for a client A", [high[0] + 1, low[1], 0], 1 - promise),
        promised("half a visit", [f"{low[0]},5", low[1], 0], 1 - promise),
        promised("one number missing", [low[0], high[1], ""], 1 - promise),
        Specimen("a date that is none", cells(right, ID, {}) | {STEPS: ["?"]}, 1 - 2 / total),
    ]


def _in_order(case: Case, truth: Truth) -> list[str]:
    """The acts in an order that holds: those that wait for fewer come first."""
    pairs = before(case, truth)
    waits = Counter(second for _, second in pairs)
    return sorted((code for code, _ in plans.steps(case)), key=lambda code: (waits[code], code))
