"""cp6-discovery: a visit led once, how one listened, and a sheet of what was said and what was not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.keys.talks import ASKED, FAULT, OPEN, Led, begun, listening_told
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.fields.outcome import Blank, Unreadable, Value
from ntc.french import count, euros, listing, number, quoted
from ntc.instruments.notes import UNSAID
from ntc.lessons.cp6 import plans, survey, told

ID = "cp6-discovery"
SHEET = f"{ID}-sheet"
WEIGHTS = {"talk": 5.0, "listening": 2.0, "sheet": 5.0, "unsaid": 2.0}
NOTHING, ALL = 12, 18
"""The points of a talk up to which nothing is earned, and from which all is.

The best talk has twenty; whoever asks at once what the water costs has eighteen, which can be defended.
"""
HALF = Fraction(1, 2)
COME = 2
"""So many good questions come to anybody: one listens from the next on."""
ENOUGH = 9
"""So many lines were told to whoever hears of the project: with as many, the sheet counts whole."""
WRONG, LEFT = Fraction(1, 2), Fraction(1, 4)
"""What a wrong line takes off, and « non dit » where something was said."""
FACTS = {
    "flow": "débit",
    "set": "pression",
    "need": "pression",
    "hours": "heures",
    "vessel": "réseau",
    "start": "délai",
    "kwh": "électricité",
    "ceiling": "budget",
    "room": "local",
    "water": "qualité",
    "project": "projets",
    "decision": "décideurs",
}
"""By line of the sheet, the fact of the dialogue with which it is told; the other lines are never told."""

POOR_QUESTION = "Une question, mais celle-ci se ferme, ou vient trop tôt."
BAD = "Avant d’avoir compris, vous poussez, vous jugez ou vous concluez."
LESS = "Une autre réplique ouvrait davantage à cet endroit."
CAPPED = "{} a fermé l’échange : comme annoncé, l’entretien ne vaut plus que la moitié au mieux."
CAPPED_NOTED = "Une réplique pousse, juge ou conclut avant la découverte."
UNFINISHED = "L’entretien n’est pas allé jusqu’au bout."
SHORT = "Rien à reprendre dans ces répliques ; un entretien mené plus loin en aurait dit davantage."
ALL_SAID = "Vous avez fait le tour avant de conclure."
NEVER = "Rien, dans cet entretien, ne laisse parler l’autre ni ne reprend ce qu’il a dit."
SET_FOR_NEED = "C’est la pression réglée au compresseur : que demande l’outil ?"
NEED_FOR_SET = "C’est la pression que demandent les outils : à combien règle-t-il ?"
LOW_FOR_CEILING = "C’est le bas de l’enveloppe : le plafond est le plus haut des deux."
CLOSING_FOR_HOURS = "C’est l’heure de fermeture : la durée se compte depuis l’ouverture."
ANOTHER = "Ce n’est pas ce qui a été dit."
LEFT_OUT = "Cela vous a été dit."
EMPTY = "Rien n’y est noté."
INVENTED = "Vous l’avez deviné, il ne l’a pas dit."
NOT_TO_YOU = "Votre entretien ne l’a pas fait dire : d’où tenez-vous cela ?"
OF = "{} : {}"
ALL_NOTED = "Ce qui vous a été dit est à la fiche."
FEW = "Votre entretien a fait dire {} sur {} : une fiche ne peut noter que ce que l’on a entendu."
NO_TALK = "L’entretien n’a pas été mené : la fiche ne peut rien noter de ce qu’il aurait dit."
LEFT_UNSAID = "Ce qui n’a pas été dit reste non dit."
TOO_OFTEN = "« Non dit » est aussi écrit là où il avait répondu : {}."
UNSEEN = "Reste sans réponse, alors que rien n’en a été dit, et que « non dit » en est une : {}."
NOTED_INVENTED = "Des lignes de la fiche sont remplies sans que rien ait été dit."


@key(ID)
def discovery(case: Case, truth: Truth, answers: Answers) -> Mark:
    """What the replies are worth beyond a hasty talk; acts of listening; the sheet, of one's own talk."""
    parts, entry = exercises.load()[ID].parts, answers.entry(ID)
    led = _Led(case, truth, entry.value or ())
    return combine(
        [
            _talk(parts["talk"], entry, led),
            _listening(parts["listening"], entry, led),
            _noted(parts["sheet"], case, truth, answers, led),
            _unsaid(parts["unsaid"], case, answers, led),
        ],
        WEIGHTS,
    )


class _Led(Led):
    """A visit as far as it went, with its faults and what it made him say."""

    def __init__(self, case: Case, truth: Truth, path: Sequence[str]) -> None:
        super().__init__(plans.visit(case), told.VISIT, truth, path)
        self.faults = [one for one in self.said if FAULT in self.labels[one.id].flags]

    @property
    def worth(self) -> Fraction:
        """What the replies earn, half at most when one of them is a fault."""
        share = min(Fraction(1), max(Fraction(0), Fraction(self.points(self.said) - NOTHING, ALL - NOTHING)))
        return min(HALF, share) if self.faults else share

    @property
    def lines(self) -> list[str]:
        """The lines that the learner was told, in their order."""
        return [one.after for one in self.said] + ([self.place] if self.said else [])

    @property
    def told(self) -> frozenset[str]:
        """The lines of the sheet of which something was said in this talk."""
        facts = {fact for line in self.lines for fact in (self.nodes[line].facts or "").split(", ")}
        return frozenset(row for row, fact in FACTS.items() if fact in facts)

    @property
    def in_passing(self) -> frozenset[str]:
        """What was heard in passing, and may be noted without being invented: there was water."""
        spoken = (self.script.line(line) for line in self.lines)
        return frozenset({"water"} if any(map(told.speaks_of_water, spoken)) else ())

    def costs(self) -> Iterator[str]:
        """What each reply that cost something did, by its first words."""
        for one in self.said:
            label = self.labels[one.id]
            best = max(self.labels[other.id].score for other in self.script.after(one.after))
            if one in self.faults:
                yield f"{quoted(begun(one.text))} {BAD}"
            elif label.score < min(best, OPEN):
                yield f"{quoted(begun(one.text))} {POOR_QUESTION if ASKED in label.flags else LESS}"


def _talk(part: Part, entry: Entry, led: _Led) -> PartMark:
    expected = " · ".join(quoted(one.text) for one in led.best)
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    fraction, said = led.worth, list(led.costs())
    if led.faults:
        said.append(CAPPED.format(count(len(led.faults), "réplique")))
    if not led.ended:
        said.append(UNFINISHED)
    return question_mark(
        part,
        float(fraction),
        ALL_SAID if fraction == 1 else " ".join(said) or SHORT,
        given=count(len(led.said), "réplique"),
        expected=expected,
        noted=[CAPPED_NOTED] if led.faults else [],
    )


def _listening(part: Part, entry: Entry, led: _Led) -> PartMark:
    most = led.listened(led.best)
    expected = f"{count(most, 'réplique')} qui laissent parler ou reprennent"
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    made, against = led.listened(led.said), len(led.faults)
    fraction = min(Fraction(1), Fraction(max(0, made - against - COME), most - COME))
    return question_mark(
        part,
        float(fraction),
        listening_told(made, against, fraction, NEVER),
        given=count(made, "réplique"),
        expected=expected,
    )


# --- the sheet -----------------------------------------------------------------------------------------


@cache
def right_lines(case: Case, truth: Truth) -> dict[str, Any]:
    """What is to be noted on each line of which something can be said."""
    labels = truth.of("quiz_items")
    chosen = {
        name: next(
            labels[row.item_id].right
            for row in case.quiz_items
            if (row.exercise, row.part) == (ID, plans.CHOSEN[name])
        )
        for name in ("water", "project", "decision")
    }
    return {
        "flow": told.sander_flow(case),
        "set": survey.fact(case, "pression-reglee"),
        "need": survey.fact(case, "pression-outil"),
        "hours": survey.fact(case, "fermeture") - survey.fact(case, "ouverture"),
        "vessel": Decimal(survey.in_place(case, "cuve").vessel_l),
        "start": told.wished_for(case),
        "kwh": survey.fact(case, "prix-du-kwh"),
        "ceiling": survey.fact(case, "enveloppe-haute"),
        "room": survey.fact(case, "local"),
        **chosen,
    }


def _agrees(row: str, given: Any, right: Mapping[str, Any]) -> bool:
    """Whether a line notes what was said; an envelope may be noted in thousands, as he says it."""
    return given == right[row] or (row == "ceiling" and given * 1000 == right[row])


def _noted(part: Part, case: Case, truth: Truth, answers: Answers, led: _Led) -> PartMark:
    """What was said, line by line: one for a right line, less for a wrong one or « non dit »."""
    right, labels = right_lines(case, truth), dict(plans.sheet_rows(case))
    expected = " · ".join(OF.format(labels[row], _shown(case, row, value)) for row, value in right.items())
    if (nothing := _nothing(part, answers, expected)) is not None:
        return nothing
    heard, score, wrong = led.told, Fraction(0), []
    for row in labels:
        entry = answers.cell(SHEET, row)
        if row in heard:
            gained, why = _line(case, row, entry, right)
            score += gained
            wrong += [OF.format(labels[row], why)] if why else []
    fraction = min(Fraction(1), max(Fraction(0), score / max(len(heard), ENOUGH)))
    told_all = NO_TALK if not heard else ALL_NOTED
    few = [FEW.format(count(len(heard), "ligne"), number(len(FACTS)))] if 0 < len(heard) < ENOUGH else []
    return question_mark(
        part,
        float(fraction),
        " ".join([*(wrong or [told_all]), *few]),
        given=_given(case, answers, [row for row in labels if row in FACTS]),
        expected=expected,
    )


def _line(case: Case, row: str, entry: Entry, right: Mapping[str, Any]) -> tuple[Fraction, str]:
    """What a line of which something was said earns, and what to say of it."""
    if isinstance(entry.outcome, Unreadable):
        return Fraction(0), entry.outcome.message
    if isinstance(entry.outcome, Blank):
        return Fraction(0), EMPTY
    if entry.value is UNSAID:
        return -LEFT, LEFT_OUT
    if _agrees(row, entry.value, right):
        return Fraction(1), ""
    return -WRONG, _why(case, row, entry.value, right)


def _why(case: Case, row: str, given: Any, right: Mapping[str, Any]) -> str:
    mistakes = {
        ("need", right["set"]): SET_FOR_NEED,
        ("set", right["need"]): NEED_FOR_SET,
        ("ceiling", survey.fact(case, "enveloppe-basse")): LOW_FOR_CEILING,
        ("ceiling", survey.fact(case, "enveloppe-basse") / 1000): LOW_FOR_CEILING,
        ("hours", survey.fact(case, "fermeture")): CLOSING_FOR_HOURS,
    }
    return mistakes.get((row, given), ANOTHER)


def _unsaid(part: Part, case: Case, answers: Answers, led: _Led) -> PartMark:
    """What was not said, as a set of lines of « non dit »: nothing for writing it everywhere."""
    labels = dict(plans.sheet_rows(case))
    silent = [row for row in labels if row not in led.told]
    expected = " · ".join(labels[row] for row in labels if row not in FACTS)
    if (nothing := _nothing(part, answers, expected)) is not None:
        return nothing
    cells = {row: answers.cell(SHEET, row) for row in labels}
    left = [row for row, cell in cells.items() if cell.value is UNSAID]
    hits = sum(row in silent for row in left)
    said = {row: cell.value for row, cell in cells.items() if isinstance(cell.outcome, Value)}
    invented = [row for row in silent if row in said and row not in (*left, *led.in_passing)]
    passing = [row for row in led.in_passing if row in silent and row in said and row not in left]
    size = len(silent) - len(passing)
    fraction = _beyond(hits, len(left), size, len(labels)) * min(Fraction(1), Fraction(len(led.told), ENOUGH))
    told_of = [
        *(OF.format(labels[row], NOT_TO_YOU if row in FACTS else INVENTED) for row in invented),
        *_listed(TOO_OFTEN, [labels[row] for row in left if row not in silent]),
        *_listed(UNSEEN, [labels[row] for row in silent if isinstance(cells[row].outcome, Blank)]),
    ]
    if not led.told:
        told_of = [NO_TALK]
    return question_mark(
        part,
        float(fraction),
        " ".join(told_of) or LEFT_UNSAID,
        given=listing([labels[row] for row in left]) or "—",
        expected=expected,
        noted=[NOTED_INVENTED] if invented else [],
    )


def _beyond(hits: int, ticked: int, size: int, most: int) -> Fraction:
    """F1 of the lines left unsaid, rescaled so that « non dit » everywhere earns nothing."""
    share = Fraction(size, most)
    everywhere = 2 * share / (1 + share)
    if everywhere == 1:
        return Fraction(0)
    found = Fraction(2 * hits, ticked + size)
    return max(Fraction(0), (found - everywhere) / (1 - everywhere))


def _nothing(part: Part, answers: Answers, expected: str) -> PartMark | None:
    """The mark of a sheet that is not there, or none of whose lines can be read."""
    table = answers.entry(SHEET)
    if isinstance(table.outcome, Value):
        cells = [answers.cell(SHEET, row) for row in answers[SHEET].value]  # type: ignore[union-attr]
        if all(isinstance(cell.outcome, Blank) for cell in cells):
            return unanswered(part, Entry(Blank()), expected)
        return None
    return unanswered(part, table, expected)


def _listed(sentence: str, names: Sequence[str]) -> list[str]:
    return [sentence.format(listing(list(names)))] if names else []


def _given(case: Case, answers: Answers, rows: Sequence[str]) -> str:
    labels = dict(plans.sheet_rows(case))
    found = ((row, answers.cell(SHEET, row).value) for row in rows)
    return " · ".join(OF.format(labels[row], _shown(case, row, value)) for row, value in found if value)


def _shown(case: Case, row: str, value: Any) -> str:
    if value is UNSAID:
        return "non dit"
    kind = plans.sheet_kinds(case)[row]
    if not isinstance(kind, str):
        return dict(kind).get(value, value)
    if row in ("ceiling", "kwh"):
        return euros(value, 0 if row == "ceiling" else 3)
    return typed(value) if kind == "date" else f"{number(value)} {kind}"


# --- specimens -----------------------------------------------------------------------------------------


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    best = truth.of("dialogues")[told.VISIT].best_path.split()
    labels, right = truth.of("dialogue_choices"), right_lines(case, truth)
    script, total = plans.visit(case), sum(WEIGHTS.values())
    rows = [row for row, _ in plans.sheet_rows(case)]
    never = [row for row in rows if row not in FACTS]
    unsaid = {"unsaid": "yes"}
    sheet = {row: unsaid if row in never else {"value": _raw(right[row])} for row in rows}
    whole = {ID: best, SHEET: sheet}
    line = WEIGHTS["sheet"] / total / 12

    def noted(label: str, lost: float, **changes: Any) -> Specimen:
        lines = {
            row: value if isinstance(value, dict) else {"value": value} for row, value in changes.items()
        }
        return Specimen(label, {**whole, SHEET: {**sheet, **lines}}, 1 - lost)

    def f1(hits: int, ticked: int, size: int = 3) -> float:
        """Worked out apart: F1 beyond that of « non dit » on each of fifteen lines."""
        everywhere = 2 * size / (15 + size)
        return max(0.0, (2 * hits / (ticked + size) - everywhere) / (1 - everywhere))

    def talked(path: Sequence[str]) -> float:
        """The talk and the listening, worked out on the labels alone."""
        natures = [labels[code] for code in path]
        share = min(1.0, max(0.0, (sum(one.score for one in natures) - 12) / 6))
        wrong = sum("faute" in one.flags for one in natures)

        def open_ones(codes: Sequence[str]) -> int:
            known = [labels[code] for code in codes]
            return sum("écoute" in one.flags or ("question" in one.flags and one.score >= 2) for one in known)

        heard = min(1.0, max(0, open_ones(path) - wrong - 2) / (open_ones(best) - 2))
        return (5 * (min(0.5, share) if wrong else share) + 2 * heard) / total

    hasty = [next(one.id for one in script.after(script.start) if "faute" in labels[one.id].flags), *best[1:]]
    direct = _shorter(case, truth, best)
    few = best[:3]
    guess = next(code for code, _ in plans.sheet_kinds(case)[never[0]])  # type: ignore[misc]
    # Three lines right of five that such a talk has heard of: date, flow, two pressures, hours.
    heard_few = ("start", "flow", "set", "need", "hours", "vessel", "water")
    lost_unsaid = WEIGHTS["unsaid"] / total
    return [
        Specimen("right", whole, 1.0),
        Specimen("the water before the vessel", {**whole, ID: direct}, 1.0),
        Specimen("a fault, then all the rest", {**whole, ID: hasty}, talked(hasty) + 7 / total),
        Specimen("the talk only", {ID: best}, 7 / total),
        Specimen("the sheet only: nobody said it", {SHEET: sheet}, 0.0),
        Specimen("all but the last reply", {**whole, ID: best[:-1]}, talked(best[:-1]) + 7 / total),
        noted("the pressure set for that needed", 1.5 * line, need=typed(right["set"])),
        noted("the pressure needed for that set", 1.5 * line, set=typed(right["need"])),
        noted("the low end for the ceiling", 1.5 * line, ceiling=typed(survey.fact(case, "enveloppe-basse"))),
        noted("the ceiling in thousands, as he says it", 0.0, ceiling=typed(right["ceiling"] / 1000)),
        noted("the hour of closing", 1.5 * line, hours=typed(survey.fact(case, "fermeture"))),
        noted("a line left empty", line, room=""),
        noted("a line that cannot be read", line, room="chaud"),
        noted("said, and noted as unsaid", 1.25 * line + lost_unsaid * (1 - f1(3, 4)), water=unsaid),
        noted("what nobody said, filled in", lost_unsaid * (1 - f1(2, 2)), **{never[0]: guess}),
        noted("what nobody said, left empty", lost_unsaid * (1 - f1(2, 2)), **{never[0]: ""}),
        Specimen("all unsaid", {ID: best, SHEET: dict.fromkeys(rows, unsaid)}, 7 / total),
        Specimen(
            "three replies, and what they made him say",
            {
                ID: few,
                SHEET: {row: sheet[row] if row in heard_few else unsaid for row in rows},
            },
            talked(few) + 7 / total * 7 / 9,
        ),
        Specimen(
            "three replies, and all the rest guessed",
            {ID: few, SHEET: sheet},
            talked(few) + (WEIGHTS["sheet"] + WEIGHTS["unsaid"] * f1(3, 3, 8)) / total * 7 / 9,
        ),
        *blank({ID: [], SHEET: {}}, {SHEET: {row: {"value": ""} for row in rows}}),
        *garbled({ID: ["ghost"]}, {ID: best[1:]}, {SHEET: ["?"]}),
    ]


def _raw(value: Decimal | date | str) -> str:
    return value if isinstance(value, str) else typed(value)


def _shorter(case: Case, truth: Truth, best: Sequence[str]) -> list[str]:
    """The best talk, but for what is asked when one hears of the network: what the water costs."""
    labels, script = truth.of("dialogue_choices"), plans.visit(case)
    said = script.walk(best) or []
    asked = next(one for one in said if "réseau" in (truth.of("dialogue_nodes")[one.after].facts or ""))
    water = next(one for one in script.after(asked.after) if labels[one.id].score == 3)
    onward = [one.id for one in said]
    joined = next(rank for rank, one in enumerate(said) if one.after == water.next)
    return [*onward[: onward.index(asked.id)], water.id, *onward[joined:]]
