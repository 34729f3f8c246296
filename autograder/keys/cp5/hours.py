"""cp5-hours: the calls of a year counted, worked back from its meetings; thirty calls put at their hour."""

from collections.abc import Collection, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from functools import partial

from autograder.keys.answers import Answers, Entry
from autograder.keys.cp5.hours_counted import (
    A_DAY,
    ALL,
    BEGUN,
    CALLS,
    HUNDRED,
    INSIDE,
    MEETINGS,
    OUTSIDE,
    REACHED,
    SECOND,
    TWO_PER_CENT,
    UNDIVIDED,
    WHY,
    by_list,
    by_row,
    days,
    figures,
    good_slots,
    near,
    needed,
    needed_pairs,
    needed_slips,
)
from autograder.keys.primitives import Kept, Told, combine, mark_number, mark_set, row_mark, sensible
from autograder.keys.primitives.choices import TOLD
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import Raw, blank, garbled, typed
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.numbers import whole_up
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import count, listing, number, percent, quoted
from ntc.instruments.planner import planned
from ntc.lessons.cp5 import plans

ID = "cp5-hours"
CUTS, OPENINGS, STATEMENTS, NEEDED, PLAN = (
    f"{ID}-{part}" for part in ("cuts", "openings", "statements", "needed", "plan")
)
IN, OUT, DAYS = plans.NEEDED
LINES = {INSIDE: IN, OUTSIDE: OUT}
CUT, OPENING = 1.0, 0.5
WEIGHTS = {"statements": 1.5, IN: 1.0, OUT: 1.0, DAYS: 1.0, "plan": 4.0}
# Every plan made in haste is this far at least from the best one: the generator sees to it.
ROOM = 5

METHODS = {
    CALLS: "Les appels de cette ligne, dans la table.",
    REACHED: "Les joints de la ligne ÷ les appels de la ligne.",
    MEETINGS: "Les rendez-vous de la ligne pour cent personnes jointes de la même ligne.",
}
COUNTED = "Les trois nombres de la ligne sont là."
BOTH_RATES = "Les deux rapports de la ligne sont là."
UNCOUNTED = "Il manque un nombre sur cette ligne."
TWO = "Une phrase permise se compte dans vos tableaux, et s’y arrête."
BACK = "Rendez-vous de l’année ÷ rendez-vous par personne jointe ÷ part des joints."
OWN_RATES = "Calcul juste à partir de vos propres taux : l’erreur n’est comptée qu’une fois."
GOOD = "Exact."
SAVED = "La différence de vos deux nombres d’appels ÷ trente, en journées entières."
OWN_CALLS = "Juste, d’après vos deux nombres d’appels."
NOT_WHOLE = "C’est bien cela ; on épargne des journées entières."
FORBIDDEN = "À cette heure-là, R19 ne permet pas d’appeler : {}. Chacun de ces appels en ôte un bon."
CROWDED = "Plus de trois appels dans une demi-heure ({}) : ceux qui sont de trop en ôtent autant."
PLACED = "{} dans le créneau de leur métier, sur {}."
UNPLACED = "{} sans demi-heure."
FIRST = "Passez d’abord ceux dont la dernière demi-heure possible vient le plus tôt."
AS_MANY = "On n’en place pas davantage à leur heure."
NOTED_FORBIDDEN = "Des appels sont placés à une heure que la règle interdit."


@key(ID)
def hours(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Two lines and three openings counted, two statements, three figures worked back, thirty calls."""
    parts, sheet = exercises.load()[ID].parts, _sheet(case, answers)
    cuts = exercises.load()[ID].options["cuts"]
    marks = [
        *(
            _line(Part(f"cuts-{row}", label), case, answers, sheet, CUTS, (CALLS, REACHED, MEETINGS))
            for row, label in cuts.items()
        ),
        *(
            _line(Part(f"openings-{row}", label), case, answers, sheet, OPENINGS, (REACHED, MEETINGS))
            for row, label in plans.openings()
        ),
        mark_set(
            parts["statements"],
            answers.entry(STATEMENTS),
            allowed(case, truth),
            dict(plans.statements(case)),
            TWO,
        ),
    ]
    marks += [_needed(parts[part], case, answers, row, sheet) for row, part in LINES.items()]
    marks.append(_days(parts[DAYS], case, answers, marks[-len(LINES) :]))
    marks.append(_plan(parts["plan"], answers.entry(PLAN), case, truth))
    weights = {
        **{f"cuts-{row}": CUT for row in cuts},
        **{f"openings-{row}": OPENING for row, _ in plans.openings()},
    }
    chosen = frozenset(answers.entry(STATEMENTS).value or ())
    return combine(marks, weights | WEIGHTS, _beyond(case, truth, chosen))


# --- counted -------------------------------------------------------------------------------------------


def _value(answers: Answers, field: str, row: str, column: str) -> Decimal | None:
    """A figure as it is compared: meetings for a hundred people, also where they were given as a rate."""
    given = answers.cell(field, row, column).value
    return given * HUNDRED if given is not None and column == MEETINGS and 0 < given < 1 else given


def _sheet(case: Case, answers: Answers) -> Kept:
    given = {
        f"{row} {column}": _value(answers, CUTS, row, column)
        for row in LINES
        for column in (CALLS, REACHED, MEETINGS)
    } | {
        f"{row} {column}": _value(answers, OPENINGS, row, column)
        for row, _ in plans.openings()
        for column in (REACHED, MEETINGS)
    }
    return Kept(partial(figures, case), WHY, partial(near, case), given)


def _line(
    part: Part, case: Case, answers: Answers, sheet: Kept, field: str, columns: Sequence[str]
) -> PartMark:
    """Mark a line, each of its cells alike."""
    row, right = part.id.partition("-")[2], figures(case)
    told = {}
    for column in columns:
        value = _value(answers, field, row, column)
        told[column] = (
            Told(False, explained=False)
            if value is None
            else sheet.read(f"{row} {column}", value, METHODS[column])
        )
    said = dict.fromkeys(one.said for one in told.values() if one.said and (not one.sound or one.carried))
    missing = [UNCOUNTED] if any(_value(answers, field, row, column) is None for column in columns) else []
    return row_mark(
        part,
        [answers.cell(field, row, column) for column in columns],
        sum(one.sound for one in told.values()) / len(columns),
        " ".join([*said, *missing]) or (COUNTED if CALLS in columns else BOTH_RATES),
        given=" · ".join(_shown(column, _value(answers, field, row, column)) for column in columns),
        expected=" · ".join(_shown(column, right[f"{row} {column}"]) for column in columns),
        slip=next((one.slip for one in told.values() if one.slip), None),
        carried=any(one.carried for one in told.values()),
    )


def _shown(column: str, value: Decimal | None) -> str:
    if value is None:
        return "—"
    if column == CALLS:
        return count(value, "appel")
    if column == REACHED:
        return f"{percent(value, 1)} joints"
    return f"{number(value, 1)} rendez-vous"


def allowed(case: Case, truth: Truth) -> frozenset[str]:
    """The statements that the counts allow: of the two kinds, the one of which there are fewer."""
    labels = truth.of("quiz_items")
    kinds: dict[str, set[str]] = {}
    for code, _ in plans.statements(case):
        kinds.setdefault(labels[code].right, set()).add(code)
    return frozenset(min(kinds.values(), key=len))


def _beyond(case: Case, truth: Truth, chosen: Collection[str]) -> list[str]:
    """Why each statement that was kept wrongly cannot be written."""
    labels, right = truth.of("quiz_items"), allowed(case, truth)
    return [
        f"{quoted(text)} : {labels[code].reason}"
        for code, text in plans.statements(case)
        if code in chosen and code not in right
    ]


# --- worked back ---------------------------------------------------------------------------------------


def _own_rates(answers: Answers, row: str, sheet: Kept) -> tuple[Decimal, Decimal] | None:
    """The rates that were counted for a line, where they make sense; ratios."""
    reached, meetings = (_value(answers, CUTS, row, column) for column in (REACHED, MEETINGS))
    if reached is None or meetings is None or not 0 < reached <= 1 or not 0 < meetings <= HUNDRED:
        return None
    if not (sheet.plausible(f"{row} {REACHED}", reached) and sheet.plausible(f"{row} {MEETINGS}", meetings)):
        return None
    return reached, meetings / HUNDRED


def _needed(part: Part, case: Case, answers: Answers, row: str, sheet: Kept) -> PartMark:
    right, also = by_row(case, row), [(by_list(case, row), GOOD)]
    carried = []
    if (own := _own_rates(answers, row, sheet)) is not None:
        value = needed(case, *own)
        sound = all(
            near(
                case, f"{row} {column}", _value(answers, CUTS, row, column), figures(case)[f"{row} {column}"]
            )
            for column in (REACHED, MEETINGS)
        )
        (also if sound else carried).append((value, GOOD if sound else OWN_RATES))
    return mark_number(
        part,
        answers.cell(NEEDED, part.id),
        right,
        right * TWO_PER_CENT,
        also=also,
        carried=carried,
        slips=needed_slips(case, row),
        method=BACK,
        places=0,
    )


def _days(part: Part, case: Case, answers: Answers, calls: Sequence[PartMark]) -> PartMark:
    """The days between one's own two numbers of calls, or between the right ones."""
    entry = answers.cell(NEEDED, DAYS)
    inside, outside = (answers.cell(NEEDED, each).value for each in (IN, OUT))
    pairs, own, sound = needed_pairs(case), None, True
    base = [days(*pair) for pair in pairs]
    if (
        inside is not None
        and outside is not None
        and inside != outside
        and all(map(_sensible, calls, ((inside, by_row(case, INSIDE)), (outside, by_row(case, OUTSIDE)))))
    ):
        own = inside, outside
        sound = _is_needed(case, INSIDE, inside) and _is_needed(case, OUTSIDE, outside)
    found = base[0] if own is None else days(*own)
    also = [(value, GOOD) for pair in pairs for value in _whole(*pair)]
    mine = [] if own is None else [(value, OWN_CALLS) for value in _whole(*own)]
    given = entry.value
    tenths = [
        (given, NOT_WHOLE) for one in (found, *base) if given is not None and abs(given - one) <= _TENTH
    ]
    return mark_number(
        part,
        entry,
        saved(*pairs[0]),
        Decimal(0),
        also=[*(mine if sound else ()), *also, *tenths],
        carried=() if sound else mine,
        slips=days_slips(found),
        method=SAVED,
        places=0,
    )


def saved(inside: Decimal, outside: Decimal) -> Decimal:
    """The whole days between two numbers of calls, whichever is the larger."""
    return _whole(inside, outside)[0]


def _sensible(mark: PartMark, pair: tuple[Decimal, Decimal]) -> bool:
    """Whether days may be built on a number of calls: earned, a mistake that has a name, or near enough."""
    given, right = pair
    return mark.fraction == 1 or mark.slip is not None or sensible(given, right)


def days_slips(found: Decimal) -> list[Slip]:
    """The mistakes on so many days, unrounded."""
    slips = [
        trap("days-undivided", found * A_DAY, UNDIVIDED),
        trap("day-begun", Decimal(whole_up(found)), BEGUN),
    ]
    return [slip for slip in slips if slip.value % 1 == 0]


def _is_needed(case: Case, row: str, given: Decimal) -> bool:
    """Whether a number of calls is right, by the rates of the line or of the list."""
    ways = by_row(case, row), by_list(case, row)
    return any(abs(given - value) <= ways[0] * TWO_PER_CENT for value in ways)


_TENTH = Decimal("0.06")


def _whole(inside: Decimal, outside: Decimal) -> tuple[Decimal, Decimal]:
    """The whole days between two numbers of calls; then those between the days that each of them takes."""
    return (
        days(inside, outside).to_integral_value(rounding=ROUND_FLOOR),
        abs(Decimal(whole_up(outside / A_DAY) - whole_up(inside / A_DAY))),
    )


# --- the thirty calls ----------------------------------------------------------------------------------


def best(truth: Truth) -> int:
    """The most calls that can be put within the hours of their trades."""
    return truth.call_days[0].inside


def hasty(truth: Truth) -> int:
    """What a plan made in haste puts there, at most."""
    return best(truth) - ROOM


def _plan(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    """Calls within their hours, less those at a forbidden hour or too many, beyond a hasty plan."""
    expected = f"{count(best(truth), 'appel')} dans le créneau de leur métier"
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    where = {code: said.get("slot") for code, said in planned(entry.value).items()}
    placed = {code: slot for code, slot in where.items() if slot}
    good, names = good_slots(case), {item.id: item.label for item in plans.thirty(case).items}
    banned = [code for code, slot in placed.items() if not truth.of("call_slots")[slot].allowed]
    inside = sum(slot in good[code] for code, slot in placed.items())
    crowded = _crowded(case, placed)
    kept = inside - len(banned) - sum(crowded.values())
    told = []
    if banned:
        shown = [quoted(names[code]) for code in banned[:TOLD]]
        told.append(FORBIDDEN.format(listing([*shown, "d’autres"] if len(banned) > TOLD else shown)))
    if crowded:
        hours_of = dict(plans.slots(case))
        told.append(CROWDED.format(listing([hours_of[slot] for slot in crowded])))
    told.append(PLACED.format(count(inside, "appel"), count(len(placed), "appel placé", "appels placés")))
    if left := plans.call_day(case).calls - len(placed):
        told.append(UNPLACED.format(count(left, "appel")))
    told.append(AS_MANY if kept >= best(truth) else FIRST)
    return question_mark(
        part,
        max(0.0, min(1.0, (kept - hasty(truth)) / (best(truth) - hasty(truth)))),
        " ".join(told),
        given=f"{count(inside, 'appel')} dans le créneau",
        expected=expected,
        noted=[NOTED_FORBIDDEN] if banned else [],
    )


def _crowded(case: Case, placed: Mapping[str, str]) -> dict[str, int]:
    """By half-hour that has more calls than it takes, how many there are too many."""
    held = list(placed.values())
    found = {slot.slot_id: held.count(slot.slot_id) - slot.capacity for slot in case.call_slots}
    return {slot: over for slot, over in found.items() if over > 0}


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    right, statements = figures(case), allowed(case, truth)
    openings = [row for row, _ in plans.openings()]
    total = CUT * len(LINES) + OPENING * len(openings) + sum(WEIGHTS.values())
    cell, half = CUT / 3 / total, OPENING / 2 / total
    laid = {row.call_id: row.slot_id for row in truth.call_plans if row.plan == "optimum"}

    def counted(values: Mapping[str, Decimal]) -> Raw:
        def line(row: str, columns: Collection[str]) -> dict[str, str]:
            units = {REACHED: "%"}
            return {column: typed(values[f"{row} {column}"], units.get(column, "")) for column in columns}

        return {
            CUTS: {row: line(row, (CALLS, REACHED, MEETINGS)) for row in LINES},
            OPENINGS: {row: line(row, (REACHED, MEETINGS)) for row in openings},
        }

    def back(inside: Decimal, outside: Decimal, gained: object) -> Raw:
        cells = {IN: typed(inside), OUT: typed(outside), DAYS: str(gained)}
        return {NEEDED: {row: {"value": text} for row, text in cells.items()}}

    def placed(slots: Mapping[str, str]) -> Raw:
        return {PLAN: {code: {"slot": slot} for code, slot in slots.items()}}

    numbers = by_row(case, INSIDE), by_row(case, OUTSIDE)
    days_saved = saved(*numbers)
    whole: Raw = {
        **counted(right),
        STATEMENTS: sorted(statements),
        **back(*numbers, days_saved),
        **placed(laid),
    }
    listed = by_list(case, INSIDE), by_list(case, OUTSIDE)

    def miscounted(way: str) -> Specimen:
        """A way of counting kept over the two tables, charged in the first cell that it changes."""
        values = figures(case, frozenset({way}))
        changed = [name for name in right if not near(case, name, values[name], right[name])]
        first = changed[0].partition(" ")[0]
        lost = cell if first in LINES else half
        # Rates miscounted are carried into the calls, which are given right.
        return Specimen(f"{way} kept", {**whole, **counted(values)}, 1 - lost, way)

    def worth(kept: int) -> float:
        share = (kept - hasty(truth)) / (best(truth) - hasty(truth))
        return WEIGHTS["plan"] / total * max(0.0, min(1.0, share))

    banned = next(slot.slot_id for slot in truth.call_slots if not slot.allowed)
    good = good_slots(case)
    moved = next(code for code, slot in laid.items() if slot in good[code])
    refused = next(code for code, _ in plans.statements(case) if code not in statements)
    own = figures(case, frozenset({ALL}))
    off = [
        needed(case, own[f"{row} {REACHED}"], own[f"{row} {MEETINGS}"] / HUNDRED) for row in (INSIDE, OUTSIDE)
    ]
    shifted = any(
        not near(case, name, value, right[name]) for name, value in figures(case, frozenset({SECOND})).items()
    )
    return [
        Specimen("right", whole, 1.0),
        Specimen("by the rate of the list", {**whole, **back(*listed, _whole(*listed)[1])}, 1.0),
        Specimen("meetings as rates", {**whole, **_as_rates(counted(right))}, 1.0),
        Specimen("days to a tenth", {**whole, **back(*numbers, typed(round(days(*numbers), 1)))}, 1.0),
        *(miscounted(way) for way in WHY if way != SECOND or shifted),
        Specimen(
            f"{ALL} kept, and carried into the funnel",
            {**whole, **counted(own), **back(*off, _whole(*off)[0])},
            1 - cell,
            ALL,
        ),
        *(
            Specimen(
                f"{slip.id} no. {rank}, {row}",
                {**whole, NEEDED: {**whole[NEEDED], LINES[row]: {"value": typed(slip.value)}}},
                1 - 1 / total,
                slip.id,
            )
            for row in LINES
            for rank, slip in enumerate(needed_slips(case, row))
        ),
        Specimen(
            "calls for days",
            {**whole, **back(*numbers, numbers[1] - numbers[0])},
            1 - 1 / total,
            "trap.days-undivided",
        ),
        *(
            Specimen("a day begun", {**whole, **back(*numbers, begun)}, 1 - 1 / total, "trap.day-begun")
            for begun in (whole_up(days(*numbers)),)
            if begun not in {each for pair in needed_pairs(case) for each in _whole(*pair)}
        ),
        Specimen(
            "one statement too far",
            {**whole, STATEMENTS: [sorted(statements)[0], refused]},
            1 - 1.5 / total,
        ),
        Specimen("counts only", counted(right), (2 + 1.5) / total),
        Specimen("the plan only", placed(laid), 4 / total),
        Specimen("a call at a forbidden hour", placed({**laid, moved: banned}), worth(best(truth) - 2)),
        Specimen(
            "a call left out",
            placed({code: slot for code, slot in laid.items() if code != moved}),
            worth(best(truth) - 1),
        ),
        Specimen("every call at the first half-hour", placed(dict.fromkeys(laid, "h01")), 0.0),
        *blank({CUTS: {}, OPENINGS: {}, STATEMENTS: [], NEEDED: {}, PLAN: {}}),
        *garbled({CUTS: {INSIDE: {CALLS: "?"}}}, {STATEMENTS: ["?"]}, {PLAN: {"ghost": {}}}),
    ]


def _as_rates(raw: Raw) -> Raw:
    """The same with the meetings as a rate: 24,6 % for 24,6."""
    return {
        field: {row: {**line, MEETINGS: f"{line[MEETINGS]} %"} for row, line in lines.items()}
        for field, lines in raw.items()
    }
