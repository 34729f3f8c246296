"""cp2-week: the faults of the week that was left, two shares of its time, a week that keeps its delays."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.cp2.week_built import faults_of, placed_in
from autograder.keys.primitives import combine, mark_number
from autograder.keys.primitives.choices import TOLD
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.primitives.kept import again
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import count, quoted
from ntc.instruments.planner import planned
from ntc.lessons.cp2 import plans
from ntc.lessons.cp2.week import PAPER, RESERVE

ID = "cp2-week"
FAULTS, PAPER_SHARE, RESERVE_SHARE, PLAN = (f"{ID}-{part}" for part in ("faults", "paper", "reserve", "plan"))
WEIGHTS = {"faults": 4.0, "paper": 0.5, "reserve": 0.5, "plan": 7.0}
NONE = "none"
# Options by the rule that the generator broke; the two shares are asked apart.
OPTION = {"R13": "r13", "R19": "r19", "R21": "r21", "R22": "r22", "trajet": "way"}
# As many faults as the week that was left has: a week with so many is worth nothing.
MOST = 10
TOLERANCE = Decimal("0.0006")

OVER_FILLED = "Vous avez divisé par les demi-heures remplies : comptez toutes celles où l’on travaille."
AGAIN = "Même base que pour l’autre part : l’erreur n’est comptée qu’une fois."
SHARE = "Demi-heures de cette nature dans la semaine laissée ÷ demi-heures ouvrées de la semaine."
INNOCENT = "{} : rien à redire."
OTHER_FAULT = "{} : la faute y est, mais ce n’est pas cette règle."
UNSEEN = "{} n’est pas à sa place. {}"
LOOK = {
    "r13": "Comptez les jours ouvrés depuis qu’il est chaud, le lendemain étant le premier.",
    "r19": "Quel est le métier de qui l’on appelle, et à quelle heure le joint-on ?",
    "r21": "Quand le délai a-t-il commencé, et combien de temps ouvré laisse-t-il ?",
    "r22": "Ajoutez les jours de calendrier à la date du devis : est-ce ce jour-là ?",
    "way": "À quelle heure faut-il partir pour être à l’heure ?",
}
ALL_SEEN = "Chaque faute est trouvée, avec sa règle."
MORE = ("autre ligne à revoir", "autres lignes à revoir")

ALL_KEPT = "Chaque délai de la maison est tenu."


@key(ID)
def week(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Faults found less those that are none; two shares; a tenth of the week less by fault that it has."""
    parts, paper = exercises.load()[ID].parts, answers.entry(PAPER_SHARE)
    first = _share(parts["paper"], paper, case, PAPER, charged=None)
    return combine(
        [
            _faults(parts["faults"], answers.entry(FAULTS), case, truth),
            first,
            _share(parts["reserve"], answers.entry(RESERVE_SHARE), case, RESERVE, charged=first.slip),
            _plan(parts["plan"], answers.entry(PLAN), case, truth),
        ],
        WEIGHTS,
    )


# --- the week that was left ----------------------------------------------------------------------------


def at_fault(truth: Truth) -> dict[str, str]:
    """The tasks that the draft places badly, each with the option of the rule that it breaks."""
    return {row.task_id: OPTION[row.rule] for row in truth.week_faults if row.task_id}


def _faults(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    """Faults found by their rule, less the tasks accused that are where they should be, ÷ faults."""
    right, titles = at_fault(truth), {task.task_id: task.title for task in case.week_tasks}
    names = {code: quoted(title) for code, title in titles.items()}
    options = exercises.load()[ID].options["faults"]
    expected = " · ".join(f"{titles[code]} : {options[rule]}" for code, rule in right.items())
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    given = {code: rule for code, rule in entry.value.items() if rule != NONE}
    found = sum(given.get(code) == rule for code, rule in right.items())
    wrongly = [code for code in given if code not in right]
    said = [
        *(INNOCENT.format(names[code]) for code in wrongly),
        *(
            (OTHER_FAULT if code in given else UNSEEN).format(names[code], LOOK[rule])
            for code, rule in right.items()
            if given.get(code) != rule
        ),
    ]
    more = [f"{count(len(said) - TOLD, *MORE)}."] if len(said) > TOLD else []
    return question_mark(
        part,
        float(max(Fraction(0), Fraction(found - len(wrongly), len(right)))),
        " ".join([*said[:TOLD], *more]) or ALL_SEEN,
        given=" · ".join(f"{titles[code]} : {options[rule]}" for code, rule in given.items()),
        expected=expected,
    )


def share(case: Case, kind: str) -> Decimal:
    """The half-hours of a kind in the draft ÷ those that are worked in the week; a ratio."""
    return Decimal(_left(case, kind)) / case.weeks[0].half_hours


def share_of_filled(case: Case, kind: str) -> Decimal:
    """The half-hours of a kind in the draft ÷ those that are filled; a ratio."""
    filled = sum(_left(case, each) for each in {task.kind for task in case.week_tasks})
    return Decimal(_left(case, kind)) / filled


def share_slips(case: Case, kind: str) -> list[Slip]:
    """The share taken of the half-hours that are filled, where it is another."""
    value = share_of_filled(case, kind)
    near = abs(value - share(case, kind)) <= 2 * TOLERANCE
    return [] if near else [trap("over-filled", value, OVER_FILLED)]


def _left(case: Case, kind: str) -> int:
    placed = {row.task_id for row in case.week_draft}
    return sum(task.half_hours for task in case.week_tasks if task.kind == kind and task.task_id in placed)


def _share(part: Part, entry: Entry, case: Case, kind: str, *, charged: str | None) -> PartMark:
    slips = share_slips(case, kind)
    return mark_number(
        part,
        entry,
        share(case, kind),
        TOLERANCE,
        carried=again(slips, {charged}, AGAIN),
        slips=slips,
        method=SHARE,
    )


# --- the week rebuilt ----------------------------------------------------------------------------------


def _plan(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    expected = "Chaque tâche obligatoire à sa place, le papier et la réserve dans leur part"
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    found = faults_of(case, truth, planned(entry.value))
    said = f"{count(found.count, 'faute')} dans votre semaine"
    return question_mark(
        part,
        float(max(Fraction(0), Fraction(MOST - found.count, MOST))),
        " ".join(found.told) or ALL_KEPT,
        given=said if found.count else "Aucune faute",
        expected=expected,
        noted=[f"{said}."] if found.count else [],
    )


# --- specimens -----------------------------------------------------------------------------------------


def answered(case: Case, slots: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What a learner enters for tasks that begin at these half-hours."""
    known = {slot.slot_id: slot for slot in case.week_slots}
    return {
        task: {"day": f"{known[slot].day:%Y-%m-%d}", "start": f"{known[slot].start:%H%M}"}
        for task, slot in slots.items()
    }


def _weeks(rows: Iterable[Any]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.plan, {})[row.task_id] = row.slot_id
    return found


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    weeks, wrong = _weeks(truth.week_plans), at_fault(truth)
    first, *others = weeks.values()
    tasks, labels = {task.task_id: task for task in case.week_tasks}, truth.of("week_tasks")
    total = sum(WEIGHTS.values())
    weight = {part: each / total for part, each in WEIGHTS.items()}
    fault, one = weight["faults"] / len(wrong), weight["plan"] / MOST
    codes = [code for code, _ in plans.week_tasks(case)]
    right = {
        FAULTS: {code: wrong.get(code, NONE) for code in codes},
        PAPER_SHARE: typed(share(case, PAPER), "%"),
        RESERVE_SHARE: typed(share(case, RESERVE), "%"),
        PLAN: answered(case, first),
    }
    draft = {row.task_id: row.slot_id for row in case.week_draft}
    fine = next(code for code in codes if code not in wrong)
    seen = next(iter(wrong))
    other = next(rule for rule in OPTION.values() if rule != wrong[seen])
    called = next(code for code in first if tasks[code].kind == "appel")

    def moved(label: str, code: str, slot: str) -> Specimen:
        """One task somewhere else, alone at its fault where it meets no other."""
        return Specimen(label, {PLAN: answered(case, {**first, code: slot})}, weight["plan"] - one)

    taken = {
        slot
        for each in placed_in(case, answered(case, first))
        for slot in each.slots
        if each.task.task_id != called
    }
    free = next(
        slot.slot_id
        for slot in case.week_slots
        if slot.slot_id not in taken and slot.slot_id not in labels[called].starts.split()
    )
    return [
        Specimen("right", right, 1.0),
        *(
            Specimen(f"week no. {rank}", {PLAN: answered(case, slots)}, weight["plan"])
            for rank, slots in enumerate(others, 2)
        ),
        Specimen("the faults alone", {FAULTS: wrong}, weight["faults"]),
        Specimen("a fault by another rule", {**right, FAULTS: {**wrong, seen: other}}, 1 - fault),
        Specimen("a task accused wrongly", {**right, FAULTS: {**wrong, fine: "r19"}}, 1 - fault),
        *(
            Specimen(f"every task: {rule}", {FAULTS: dict.fromkeys(codes, rule)}, 0.0)
            for rule in (NONE, *OPTION.values())
        ),
        Specimen("the week as it was left", {PLAN: answered(case, draft)}, 0.0),
        moved("a call at another hour", called, free),
        Specimen(
            "a task unplaced",
            {PLAN: answered(case, {code: slot for code, slot in first.items() if code != called})},
            weight["plan"] - one,
        ),
        Specimen(
            "no reserve",
            {PLAN: answered(case, {c: s for c, s in first.items() if tasks[c].kind != RESERVE})},
            weight["plan"] - one,
        ),
        *_shares(case, right, weight),
        *blank({FAULTS: {}, PAPER_SHARE: " ", RESERVE_SHARE: "", PLAN: {}}),
        *garbled({FAULTS: {"ghost": "r19"}, PAPER_SHARE: "peu", PLAN: {"ghost": {}}}),
    ]


def _shares(case: Case, right: Mapping[str, Any], weight: Mapping[str, float]) -> list[Specimen]:
    """Shares rounded as one may, and taken of what is filled: in one, then in both."""
    found = [
        Specimen(
            "rounded shares",
            {
                **right,
                **{
                    field: f"{round(share(case, kind) * 100, 1)} %".replace(".", ",")
                    for field, kind in ((PAPER_SHARE, PAPER), (RESERVE_SHARE, RESERVE))
                },
            },
            1.0,
        )
    ]
    made = {
        field: typed(slip.value, "%")
        for field, kind in ((PAPER_SHARE, PAPER), (RESERVE_SHARE, RESERVE))
        for slip in share_slips(case, kind)
    }
    if PAPER_SHARE in made:
        found.append(
            Specimen("both over what is filled", {**right, **made}, 1 - weight["paper"], "trap.over-filled")
        )
    return found
