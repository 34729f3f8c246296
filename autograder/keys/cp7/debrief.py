"""cp7-debrief: a colleague's talk read again: who spoke how long, three faults, three signals."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, mark_number
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import Raw, blank, garbled, typed
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.exercises import Part
from ntc.fields.outcome import Blank
from ntc.french import count
from ntc.lessons.cp7 import signed_plans as plans

ID = "cp7-debrief"
SHARE, FAULTS, SIGNALS = f"{ID}-share", f"{ID}-faults", f"{ID}-signals"
WEIGHTS = {"share": 1.0, "faults": 1.5, "signals": 1.5}
TOLERANCE = Decimal("0.0051")
"""A per cent may be rounded to a whole one."""
HALF = Fraction(1, 2)
THREE = 3
# Options by the label that the generator laid down.
FAULT = {
    "besoin non creusé": "need",
    "monologue": "monologue",
    "concession sans contrepartie": "gift",
    "dénigrement": "rival",
    "promesse sans vérifier": "promise",
}
SIGNAL = {"relevé": "taken", "manqué": "missed"}
SELLER = "Le vendeur"
MISHEARD = "trap.signal-misplaced"

METHOD = "Additionnez les secondes de chacun ; divisez celles du vendeur par le total des deux."
BY_LINES = "Ce rapport compte des répliques : une réplique de trois secondes y pèse autant qu’une de trente."
OF_OTHER = "C’est la part de l’acheteuse, ou l’une rapportée à l’autre : on demandait celle du vendeur."
FOUND = "{} sur trois, avec le bon nom."
MISNAMED = "{} à la bonne place, sous un autre nom."
MISPLACED = "{} sans rien de tel : qu’y dit-on au juste ?"
SPARED = "{} à discuter : ni bon, ni mauvais point."
TO_FIND = {
    "faults": "Il en reste à trouver : relisez ce qui suit chaque phrase de l’acheteuse.",
    "signals": "Il en reste à trouver : chaque phrase de l’acheteuse parle-t-elle d’avant, ou d’après ?",
}
ALL_FOUND = "Les trois y sont, chaque fois sous le bon nom."
TWICE = "Une réplique citée deux fois ne compte qu’une fois."


@key(ID)
def debrief(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The seller's share of the seconds; lines and names, as sets: a line in vain costs half of one found."""
    parts = exercises.load()[ID].parts
    return combine(
        [
            mark_number(
                parts["share"],
                answers.entry(SHARE),
                share(case),
                TOLERANCE,
                slips=share_slips(case),
                method=METHOD,
                places=1,
            ),
            _lines(
                parts["faults"], answers, FAULTS, case, faults(truth), spared(case, truth, own=True), "fault"
            ),
            _lines(
                parts["signals"],
                answers,
                SIGNALS,
                case,
                signals(truth),
                spared(case, truth, own=False),
                "heard",
            ),
        ],
        WEIGHTS,
    )


def share(case: Case) -> Decimal:
    """The seller's share of the time that was spoken (« part de parole »)."""
    return _ratio(case, lambda row: row.seconds)


def share_slips(case: Case) -> list[Slip]:
    """The mistakes on that share."""
    return [
        trap("share-of-lines", _ratio(case, lambda row: 1), BY_LINES),
        trap("share-of-other", 1 - share(case), OF_OTHER),
    ]


def _ratio(case: Case, weight: Callable[[Any], int]) -> Decimal:
    rows = [row for row in case.talk_lines if row.talk_id == plans.REWOUND]
    own = sum(weight(row) for row in rows if row.speaker == SELLER)
    return Decimal(own) / sum(map(weight, rows))


Right = Mapping[str, Collection[str]]
"""By line, the names that hold of it."""


@cache
def faults(truth: Truth) -> Right:
    """The three faults, each with the names by which it may be called."""
    rows = (row for row in truth.talk_lines if row.fault)
    return {row.line_id: {FAULT[name] for name in (row.fault, row.also) if name} for row in rows}


@cache
def signals(truth: Truth) -> Right:
    """The three signals, with what became of each."""
    return {row.line_id: {SIGNAL[row.signal]} for row in truth.talk_lines if row.signal}


@cache
def spared(case: Case, truth: Truth, *, own: bool) -> frozenset[str]:
    """The lines that may be cited or not, of the seller or of the other."""
    said = {row.line_id for row in case.talk_lines if (row.speaker == SELLER) == own}
    return frozenset(row.line_id for row in truth.talk_lines if row.tolerated and row.line_id in said)


def _lines(
    part: Part, answers: Answers, field: str, case: Case, right: Right, spare: Collection[str], column: str
) -> PartMark:
    names, labels = dict(plans.rewound_lines(case)), exercises.load()[ID].options[part.id]
    expected = " · ".join(
        f"{names[line]} : {' ou '.join(labels[one] for one in sorted(kinds))}"
        for line, kinds in right.items()
    )
    if (nothing := unanswered(part, answers.entry(field), expected)) is not None:
        return nothing
    rows = [
        tuple(answers.cell(field, row, head).value for head in ("line", column))
        for row in answers.entry(field).value
    ]
    cited = [(line, kind) for line, kind in rows if line]
    if not cited and (nothing := unanswered(part, Entry(Blank()), expected)) is not None:
        return nothing
    given = dict(cited)
    hits = [line for line, kind in given.items() if kind in right.get(line, ())]
    misnamed = [line for line in given if line in right and line not in hits]
    vain = [line for line in given if line not in right and line not in spare]
    left = [line for line in given if line not in right and line in spare]
    score = len(hits) + HALF * len(misnamed) - HALF * len(vain)
    told = [
        FOUND.format(count(len(hits), "trouvée", "trouvées")),
        *([MISNAMED.format(count(len(misnamed), "réplique"))] if misnamed else []),
        *([MISPLACED.format(count(len(vain), "réplique"))] if vain else []),
        *([SPARED.format(count(len(left), "réplique"))] if left else []),
        *([TWICE] if len(cited) > len(given) else []),
        *([TO_FIND[part.id]] if len(hits) + len(misnamed) < THREE else []),
    ]
    fault = part.id == "faults"
    slip = "trap.fault-misplaced" if fault else MISHEARD
    return question_mark(
        part,
        float(max(Fraction(0), score / THREE)),
        ALL_FOUND if len(hits) == THREE else " ".join(told),
        given=" · ".join(f"{names[line]} : {labels.get(kind or '', '—')}" for line, kind in given.items()),
        expected=expected,
        slip=slip if vain else "trap.signal-taken" if misnamed and not fault else None,
    )


# --- specimens -----------------------------------------------------------------------------------------


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    rows = [row for row in case.talk_lines if row.talk_id == plans.REWOUND]
    spoken = sum(row.seconds for row in rows if row.speaker == SELLER)
    whole = sum(row.seconds for row in rows)
    blamed = {row.line_id: FAULT[row.fault] for row in truth.talk_lines if row.fault}
    heard = {row.line_id: SIGNAL[row.signal] for row in truth.talk_lines if row.signal}
    also = {row.line_id: FAULT[row.also] for row in truth.talk_lines if row.fault and row.also}
    weight = {part: each / sum(WEIGHTS.values()) for part, each in WEIGHTS.items()}
    third, sixth = weight["faults"] / 3, weight["faults"] / 6

    def said(field: str, column: str, pairs: Mapping[str, str]) -> Raw:
        head = field[len(ID) + 1]
        return {
            field: {
                f"{head}{rank}": {"line": line, column: kind}
                for rank, (line, kind) in enumerate(pairs.items(), 1)
            }
        }

    def raw(
        percent: Decimal = Decimal(spoken) / whole,
        blame: Mapping[str, str] = blamed,
        signal: Mapping[str, str] = heard,
    ) -> Raw:
        return {
            SHARE: typed(percent, "%"),
            **said(FAULTS, "fault", blame),
            **said(SIGNALS, "heard", signal),
        }

    tolerated = {row.line_id: row.speaker for row in rows if truth.of("talk_lines")[row.line_id].tolerated}
    plain = next(row.line_id for row in rows if row.line_id not in {*blamed, *heard, *tolerated})
    open_to = next(line for line, speaker in tolerated.items() if speaker == SELLER)
    asked = next(line for line, speaker in tolerated.items() if speaker != SELLER)
    (first, _, last), (sign, *_) = blamed, heard
    other = {"taken": "missed", "missed": "taken"}
    lines = Decimal(sum(row.speaker == SELLER for row in rows)) / len(rows)
    rest = {line: kind for line, kind in blamed.items() if line != first}
    kept = {line: kind for line, kind in heard.items() if line != sign}
    misread = {**heard, sign: other[heard[sign]]}
    return [
        Specimen("right", raw(), 1.0),
        Specimen("a whole per cent", raw((Decimal(spoken) / whole).quantize(Decimal("0.01"))), 1.0),
        Specimen("in another order", raw(blame=dict(reversed(blamed.items()))), 1.0),
        Specimen("by the other name", raw(blame={**blamed, **also}), 1.0),
        Specimen("lines counted", raw(lines), 1 - weight["share"], "trap.share-of-lines"),
        Specimen(
            "the other's share",
            raw(1 - Decimal(spoken) / whole),
            1 - weight["share"],
            "trap.share-of-other",
        ),
        Specimen(
            "a line in vain",
            raw(blame={**rest, plain: "monologue"}),
            1 - third - sixth,
            "trap.fault-misplaced",
        ),
        Specimen("a line that may be blamed", raw(blame={**rest, open_to: "monologue"}), 1 - third),
        Specimen("a fault misnamed", raw(blame={**blamed, last: "need"}), 1 - sixth),
        Specimen("a question that may be a signal", raw(signal={**kept, asked: "missed"}), 1 - third),
        Specimen(
            "a line that is no signal", raw(signal={**kept, plain: "missed"}), 1 - third - sixth, MISHEARD
        ),
        Specimen("taken for missed", raw(signal=misread), 1 - sixth, "trap.signal-taken"),
        Specimen("two faults", raw(blame=rest), 1 - third),
        Specimen("one line three times", said(FAULTS, "fault", {first: blamed[first]}), third),
        Specimen("the share alone", {SHARE: typed(Decimal(spoken) / whole, "%")}, weight["share"]),
        *blank({SHARE: "", FAULTS: {}, SIGNALS: {}}),
        *garbled({SHARE: "beaucoup"}, {FAULTS: {"f1": {"line": "ghost"}}, SIGNALS: ["?"]}),
    ]
