"""cp5-qualify: six talks, what was said of one's own business and what was not, the verdict, what follows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.cp5.qualify_talks import (
    COLD,
    FACTS,
    HOT,
    MORE,
    NONE,
    OUT,
    SCORED,
    STEPS,
    UNSAID,
    WARM,
    day_for,
    right_verdict,
    said,
    verdict,
)
from autograder.keys.primitives import combine, row_mark
from autograder.keys.primitives.choices import TOLD, beyond_chance
from autograder.keys.primitives.combine import question_mark
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import Raw, blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.fields.outcome import Blank, Unreadable
from ntc.french import count, listing
from ntc.lessons.cp5 import plans

ID = "cp5-qualify"
COLUMNS = {"facts": FACTS, "more": MORE}
TABLES = {**dict.fromkeys(FACTS, f"{ID}-facts"), **dict.fromkeys(MORE, f"{ID}-more")}
"""By column, the table where it is asked."""
NEXT = f"{ID}-next"
FACT_POINTS = 5.0
WEIGHTS = {"unsaid": 2.0, "verdicts": 2.0, "next": 2.0}
# Of six talks, two are hot, and two warm: one verdict everywhere is right twice.
CHANCE = 2
HALF = Fraction(1, 2)
ENOUGH = 2
"""Of the three cells that points rest on, how many are right where a verdict of one's own is carried on."""

HEARD, SPEAKER, INVENTED, FRIENDLY = (
    "trap.heard-budget",
    "trap.speaker-decides",
    "trap.invented",
    "trap.friendly-hot",
)
HEADS = {
    "need": "le besoin",
    "budget": "le budget",
    "decider": "qui décide",
    "deadline": "l’échéance",
    "rival": "le concurrent",
    "machine": "la machine",
}
MISSED = "Cela a été dit, et n’est pas à la fiche. {}"
MISHEARD = "À relire dans l’appel. {}"
NOT_HIS = "Ce montant a été prononcé, mais ce n’est pas son budget."
NOT_DECIDING = "Demander n’est pas signer : qui décide, d’après cet appel ?"
NOTED_ALL = "Ce qui a été dit est à la fiche."
EMPTY = "Reste à remplir. {}"
OF = "{} : {}"
FILLED = "Vous remplissez ce qui n’a pas été dit. {}"
LEFT = "Ce qui n’a pas été dit reste non dit, dans chacune des fiches."
TOO_OFTEN = "« Non dit » est aussi écrit là où la personne avait répondu : {}."
UNSEEN = "Des cases restent sans réponse, alors que rien n’a été dit : « non dit » en est une."
HOTTER = "L’amabilité ne rapporte aucun point : {}."
COUNT_AGAIN = "Recomptez les points de la maison sur vos propres cases : {}."
NO_VERDICT = "Sans verdict : {}."
ALL_JUDGED = "Chaque verdict suit vos cases."
STEP_OF = "La suite ne va pas avec ce verdict : {}."
DAY_OF = "La date est à revoir : {}."
DAYS = (
    "Dix jours ouvrés pour un chaud, le lendemain de l’appel étant le premier ; la date dite pour un tiède ; "
    "aucune pour les autres."
)
ALL_FOLLOWED = "Chaque fiche a sa suite, et sa date."
NOTED_INVENTED = "Des cases sont remplies sans que rien ait été dit."


@key(ID)
def qualify(case: Case, truth: Truth, answers: Answers) -> Mark:
    """What was said, talk by talk; what was not, as a set; verdict and what follows, from one's own cells."""
    parts = exercises.load()[ID].parts
    stated = {table: len(_stated(case, truth, columns)) for table, columns in COLUMNS.items()}
    marks = [
        *(_table(parts[table], case, truth, answers, columns) for table, columns in COLUMNS.items()),
        _unsaid(parts["unsaid"], case, truth, answers),
        _verdicts(parts["verdicts"], case, truth, answers),
        _next(parts["next"], case, truth, answers),
    ]
    shares = {table: FACT_POINTS * count / sum(stated.values()) for table, count in stated.items()}
    return combine(marks, shares | WEIGHTS)


def people(case: Case) -> dict[str, str]:
    """By talk, who was on the line, without post nor firm."""
    return {code: name.partition(",")[0] for code, name in plans.talks(case)}


def _stated(case: Case, truth: Truth, columns: Sequence[str]) -> list[tuple[str, str]]:
    """The cells of these columns of which something was said, by talk and column."""
    return [
        (code, column)
        for code, cells in said(case, truth).items()
        for column in columns
        if cells[column] != UNSAID
    ]


def _luck(case: Case, truth: Truth, columns: Sequence[str]) -> int:
    """How many of these cells the commonest answer of each column gets right."""
    found = 0
    for column in columns:
        given = Counter(said(case, truth)[code][column] for code, _ in _stated(case, truth, [column]))
        found += max(given.values(), default=0)
    return found


def _own(answers: Answers, code: str) -> dict[str, str | None]:
    """What was noted of a talk."""
    return {column: answers.cell(TABLES[column], code, column).value for column in TABLES}


def _labels(answers: Answers, column: str, field: str = "") -> Mapping[str, str]:
    """The labels of the options of a column."""
    control = answers.fields[field or TABLES[column]].controls()["rows"][0]["cells"][column]
    return dict(control["options"])


# --- what was said -------------------------------------------------------------------------------------


def _table(part: Part, case: Case, truth: Truth, answers: Answers, columns: Sequence[str]) -> PartMark:
    """Mark what was said, each cell alike, beyond one answer a column; not what was left unsaid."""
    right, names, cells = said(case, truth), people(case), _stated(case, truth, columns)
    labels = {column: _labels(answers, column) for column in columns}
    expected = " · ".join(f"{names[code]} : {labels[column][right[code][column]]}" for code, column in cells)
    if (nothing := _nothing(part, answers, expected, TABLES[columns[0]])) is not None:
        return nothing
    own = {(code, column): _own(answers, code)[column] for code, column in cells}
    wrong = [cell for cell in cells if own[cell] not in (None, right[cell[0]][cell[1]])]
    empty = [cell for cell in cells if own[cell] is None]
    missed = [cell for cell in wrong if own[cell] == UNSAID]
    misheard = [cell for cell in wrong if cell not in missed]
    told = [
        sentence.format(_listed(names, found))
        for sentence, found in ((MISHEARD, misheard), (MISSED, missed), (EMPTY, empty))
        if found
    ]
    slips = {
        HEARD: (NOT_HIS, any(column == "budget" for _, column in misheard)),
        SPEAKER: (NOT_DECIDING, any(own[cell] == "speaker" for cell in misheard)),
    }
    made = {slip: why for slip, (why, holds) in slips.items() if holds}
    hits = len(cells) - len(wrong) - len(empty)
    return question_mark(
        part,
        float(beyond_chance(hits, _luck(case, truth, columns), len(cells))),
        " ".join([*told, *made.values()]) or NOTED_ALL,
        given=" · ".join(
            f"{names[code]} : {labels[column].get(own[code, column] or '', '—')}" for code, column in cells
        ),
        expected=expected,
        slip=next(iter(made), None),
    )


# --- what was not --------------------------------------------------------------------------------------


def _grid(case: Case, truth: Truth, answers: Answers) -> dict[tuple[str, str], tuple[str, str | None]]:
    """By talk and column, what holds and what was noted.

    A private person who calls for their own house decides, though they did not say so: both are read.
    """
    grid = {
        (code, column): (right, _own(answers, code)[column])
        for code, cells in said(case, truth).items()
        for column, right in cells.items()
    }
    for cell in _alone(case):
        right, own = grid[cell]
        grid[cell] = right, UNSAID if own == "speaker" else own
    return grid


def _alone(case: Case) -> list[tuple[str, str]]:
    """Who decides, of whoever calls as a private person."""
    return [(code, "decider") for code, name in plans.talks(case) if "particulier" in name]


def _unsaid(part: Part, case: Case, truth: Truth, answers: Answers) -> PartMark:
    """The cells left unsaid: F1 beyond that of « non dit » everywhere, half a cell less by invention."""
    grid, names = _grid(case, truth, answers), people(case)
    asked = [cell for cell, (right, _) in grid.items() if right == UNSAID]
    expected = f"{count(len(asked), 'case')} à laisser non dites"
    if (nothing := _nothing(part, answers, expected, *dict.fromkeys(TABLES.values()))) is not None:
        return nothing
    left = [cell for cell, (_, own) in grid.items() if own == UNSAID]
    hits = [cell for cell in left if cell in set(asked)]
    invented = [cell for cell in asked if grid[cell][1] not in (None, UNSAID)]
    f1 = Fraction(2 * len(hits), len(left) + len(asked))
    everywhere = Fraction(2 * len(asked), len(grid) + len(asked))
    fraction = max(
        Fraction(0), (f1 - everywhere) / (1 - everywhere) - HALF * Fraction(len(invented), len(asked))
    )
    told = []
    if invented:
        told.append(FILLED.format(_listed(names, invented)))
    if too_many := [cell for cell in left if cell not in set(asked)]:
        told.append(TOO_OFTEN.format(_listed(names, too_many).rstrip(".")))
    if len(hits) + len(invented) < len(asked):
        told.append(UNSEEN)
    columns = [column for _, column in invented]
    slip = HEARD if "budget" in columns else INVENTED if columns else None
    if slip is INVENTED and any(grid[cell][1] == "speaker" for cell in invented):
        slip = SPEAKER
    return question_mark(
        part,
        float(fraction),
        " ".join(told) or LEFT,
        given=f"{count(len(left), 'case')} non dites",
        expected=expected,
        slip=slip,
        noted=[NOTED_INVENTED] if invented else [],
    )


def _listed(names: Mapping[str, str], cells: list[tuple[str, str]]) -> str:
    """Cells by talk, in a sentence; no more than one reads."""
    by_talk: dict[str, list[str]] = {}
    for code, column in cells:
        by_talk.setdefault(code, []).append(HEADS[column])
    shown = [OF.format(names[code], listing(heads)) for code, heads in list(by_talk.items())[:TOLD]]
    return f"{' ; '.join(shown)}."


def _nothing(part: Part, answers: Answers, expected: str, *fields: str) -> PartMark | None:
    """The mark of tables of which nothing was filled in, or nothing could be read."""
    outcomes = [answers.entry(field).outcome for field in fields]
    if all(isinstance(outcome, Blank | Unreadable) for outcome in outcomes):
        return row_mark(part, [Entry(outcome) for outcome in outcomes], 0.0, "", given="", expected=expected)
    return None


# --- what it comes to ----------------------------------------------------------------------------------


def accepted(case: Case, truth: Truth, answers: Answers, code: str) -> set[str]:
    """The verdicts that hold: the right one, and that of one's own cells, where most of them are right."""
    own, right = _own(answers, code), said(case, truth)[code]
    found = {right_verdict(truth, code)}
    whole = all(own[column] is not None for column in (*SCORED, "need"))
    if whole and sum(own[column] == right[column] for column in SCORED) >= ENOUGH:
        found.add(verdict(case, own))
    return found


def _verdicts(part: Part, case: Case, truth: Truth, answers: Answers) -> PartMark:
    names, labels = people(case), exercises.load()[ID].options["verdicts"]
    expected = " · ".join(f"{name} : {labels[right_verdict(truth, code)]}" for code, name in names.items())
    given = {code: answers.cell(NEXT, code, "verdict").value for code in names}
    if (nothing := _nothing(part, answers, expected, NEXT)) is not None:
        return nothing
    holds = {code: given[code] in accepted(case, truth, answers, code) for code in names}
    warmth = (OUT, COLD, WARM, HOT)
    hotter = [
        code
        for code, one in given.items()
        if one is not None
        and not holds[code]
        and warmth.index(one) > max(map(warmth.index, accepted(case, truth, answers, code)))
    ]
    others = [code for code in names if given[code] is not None and not holds[code] and code not in hotter]
    missing = [code for code in names if given[code] is None]
    told = [
        sentence.format(listing([names[code] for code in codes]))
        for sentence, codes in ((HOTTER, hotter), (COUNT_AGAIN, others), (NO_VERDICT, missing))
        if codes
    ]
    return question_mark(
        part,
        float(beyond_chance(sum(holds.values()), CHANCE, len(names))),
        " ".join(told) or ALL_JUDGED,
        given=" · ".join(f"{names[code]} : {labels.get(one or '', '—')}" for code, one in given.items()),
        expected=expected,
        slip=FRIENDLY if hotter else None,
        carried=not told and any(given[code] != right_verdict(truth, code) for code in names),
    )


def _next(part: Part, case: Case, truth: Truth, answers: Answers) -> PartMark:
    """Half for the step, half for its day, as a verdict that holds calls for them."""
    names, labels = people(case), exercises.load()[ID].options["steps"]
    days = _labels(answers, "date", NEXT)
    expected = " · ".join(
        f"{name} : {labels[STEPS[right_verdict(truth, code)]]}, "
        f"{days[day_for(case, truth, code, right_verdict(truth, code))]}"
        for code, name in names.items()
    )
    if (nothing := _nothing(part, answers, expected, NEXT)) is not None:
        return nothing
    hits, steps, dates, shown = Fraction(0), [], [], []
    for code in names:
        chosen, step, day = (answers.cell(NEXT, code, each).value for each in ("verdict", "step", "date"))
        holds = accepted(case, truth, answers, code)
        base = chosen if chosen in holds else right_verdict(truth, code)
        good_step, good_day = step == STEPS[base], day == day_for(case, truth, code, base)
        hits += HALF * good_step + HALF * good_day
        steps += [] if good_step else [code]
        dates += [] if good_day else [code]
        shown.append(f"{names[code]} : {labels.get(step or '', '—')}, {days.get(day or '', '—')}")
    told = [
        sentence.format(listing([names[code] for code in codes]))
        for sentence, codes in ((STEP_OF, steps), (DAY_OF, dates))
        if codes
    ]
    return question_mark(
        part,
        float(beyond_chance(hits, CHANCE, len(names))),
        " ".join([*told, *([DAYS] if dates else [])]) or ALL_FOLLOWED,
        given=" · ".join(shown),
        expected=expected,
    )


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    right, codes = said(case, truth), list(plans.qualified(case))
    total = FACT_POINTS + sum(WEIGHTS.values())
    stated = {(code, column) for code in codes for column in TABLES if right[code][column] != UNSAID}
    silent = {(code, column) for code in codes for column in TABLES} - stated

    def cell(column: str) -> float:
        """What a cell of that column is worth, beyond what the commonest answers of its table bring."""
        columns = next(each for each in (FACTS, MORE) if column in each)
        among = [(code, each) for code, each in stated if each in columns]
        luck = sum(
            max(Counter(right[code][each] for code, one in among if one == each).values(), default=0)
            for each in columns
        )
        return FACT_POINTS * len(among) / len(stated) / (len(among) - luck) / total

    everywhere = 2 * len(silent) / (len(stated) + 2 * len(silent))
    judged = {code: right_verdict(truth, code) for code in codes}

    def raw(cells: Mapping[str, Mapping[str, str]], verdicts: Mapping[str, str] | None = None) -> Raw:
        found: dict[str, Any] = {field: {} for field in dict.fromkeys(TABLES.values())}
        for code in codes:
            for column, field in TABLES.items():
                found[field].setdefault(code, {})[column] = cells[code][column]
        return {**found, NEXT: following(verdicts or judged)}

    def following(verdicts: Mapping[str, str]) -> dict[str, dict[str, str]]:
        return {
            code: {"verdict": one, "step": STEPS[one], "date": day_for(case, truth, code, one)}
            for code, one in verdicts.items()
        }

    def changed(code: str, column: str, value: str) -> dict[str, dict[str, str]]:
        return {**right, code: {**right[code], column: value}}

    def unsaid(left: set[tuple[str, str]], invented: int = 0) -> float:
        """What the cells left unsaid are worth."""
        f1 = 2 * len(left & silent) / (len(left) + len(silent))
        beyond = (f1 - everywhere) / (1 - everywhere) - invented / 2 / len(silent)
        return WEIGHTS["unsaid"] / total * max(0.0, beyond)

    full = WEIGHTS["unsaid"] / total
    one_verdict = WEIGHTS["verdicts"] / (len(codes) - CHANCE) / total
    hot = next(code for code in codes if judged[code] == HOT)
    cold = next(code for code in codes if judged[code] == COLD)
    warm = next(code for code in codes if judged[code] == WARM)
    # Of a warm one, the decision of the speaker makes no other verdict where the budget was said.
    late = changed(hot, "deadline", "m11")
    own = verdict(case, late[hot])
    said_budget = next(code for code, column in sorted(stated) if column == "budget")
    other_budget = next(
        option for option, _ in plans.budgets(case) if option not in (UNSAID, right[said_budget]["budget"])
    )
    no_budget = next((code for code, column in sorted(silent) if column == "budget" and code != hot), cold)
    amount = right[said_budget]["budget"]
    everything_unsaid = {code: dict.fromkeys(TABLES, UNSAID) for code in codes}
    found = [
        Specimen("right", raw(right), 1.0),
        Specimen(
            "another’s amount for the budget",
            raw(changed(said_budget, "budget", other_budget)),
            1 - cell("budget"),
            HEARD,
        ),
        Specimen(
            "a budget invented",
            raw(changed(no_budget, "budget", amount)),
            1 - full + unsaid(silent - {(no_budget, "budget")}, 1),
            HEARD,
        ),
        *(
            Specimen("a private person decides", raw(changed(code, column, "speaker")), 1.0)
            for code, column in _alone(case)
        ),
        Specimen(
            "a deadline too late, and the verdict that follows",
            raw(late, {**judged, hot: own}),
            1 - cell("deadline"),
        ),
        Specimen(
            "a verdict too warm",
            raw(right) | {NEXT: {**following(judged), cold: {**following(judged)[cold], "verdict": HOT}}},
            1 - one_verdict,
            FRIENDLY,
        ),
        Specimen(
            "a warm one without its date",
            raw(right) | {NEXT: {**following(judged), warm: {**following(judged)[warm], "date": NONE}}},
            1 - one_verdict / 2,
        ),
        Specimen("non dit everywhere", _tables(raw(everything_unsaid)), 0.0),
        Specimen("facts only", _tables(raw(right)), (FACT_POINTS + WEIGHTS["unsaid"]) / total),
        Specimen(
            "what follows only",
            {NEXT: following(judged)},
            (WEIGHTS["verdicts"] + WEIGHTS["next"]) / total,
        ),
        *(
            Specimen(
                f"every talk {one}",
                {NEXT: {code: {"verdict": one, "step": STEPS[one], "date": NONE} for code in codes}},
                _lazy(case, truth, one) / total,
            )
            for one in (HOT, WARM, COLD, OUT)
        ),
        *blank({f"{ID}-facts": {}, f"{ID}-more": {}, NEXT: {}}),
        *garbled({f"{ID}-facts": {hot: {"need": "ghost"}}}, {NEXT: ["?"]}),
    ]
    return found


def _tables(raw: Raw) -> Raw:
    """The same without what follows."""
    return {field: value for field, value in raw.items() if field != NEXT}


def _lazy(case: Case, truth: Truth, one: str) -> float:
    """What one verdict everywhere brings with its step and no date: what is beyond two talks of six."""
    codes = plans.qualified(case)
    hits = 0.0
    for code in codes:
        right = right_verdict(truth, code)
        hits += 0.5 * (right == one) + 0.5 * (day_for(case, truth, code, right) == NONE)
    return WEIGHTS["next"] * max(0.0, hits - CHANCE) / (len(codes) - CHANCE)
