"""cp5-list: twelve names that may be called and are worth it, of thirty-six; a record for each motive."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, eliminated, mark_choice, mark_set
from autograder.keys.primitives.choices import TOLD
from autograder.keys.primitives.combine import question_mark
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import count, listing, quoted
from ntc.lessons.cp5 import plans, worked

ID = "cp5-list"
KEPT, MOTIVES = f"{ID}-kept", f"{ID}-motives"
OPTOUT, STALE, CLIENT, SECTOR, REFUSAL, SEGMENT = (
    "optout",
    "stale",
    "client",
    "sector",
    "refusal",
    "segment",
)
SIZE = "size"
MOTIVE = 0.5
WEIGHTS = {"kept": 6.0}
REFUSED, OURS = "refus", "S2"
MISCALLED = (STALE, REFUSAL)
"""Beside those who are opposed, who may not be called: a tenth less for each."""
TENTH = 0.1

WHY = {
    OPTOUT: "opposition inscrite à la fiche",
    STALE: "rien reçu de la personne depuis plus de trente-six mois (R20)",
    CLIENT: "même SIRET qu’un de nos clients, sous un autre nom",
    SECTOR: "hors du secteur S2, à transmettre à votre collègue",
    REFUSAL: "un refus trop récent dans les appels",
    SEGMENT: "métier hors de la consigne",
    SIZE: "effectif hors de la consigne",
}
SLIPS = {
    STALE: "trap.stale-kept",
    CLIENT: "trap.client-unseen",
    SECTOR: "trap.out-of-sector",
    REFUSAL: "trap.refusal-recent",
}
SAID = "{} : {}."
OTHERS = "{} encore à écarter."
RIGHT = "Douze noms permis, et utiles."
FEWER = "Il manque {} à votre liste."
METHOD = "Le droit d’abord, puis le client, le secteur, le refus ; ensuite la consigne."
FATAL = (
    "Vous gardez {} : opposition inscrite à la fiche. Comme annoncé, l’exercice est ramené à zéro : c’est la "
    "règle de la maison, et celle de la loi."
)
FATAL_NOTED = "Une personne opposée à la prospection est gardée dans la liste d’appels."
LOST = "Une personne opposée est dans votre liste : ces points sont perdus avec les autres."
NOTED = "Des fiches gardées ne peuvent être appelées."
SILENT = "Un silence n’est pas un refus : cette personne n’a rien refusé."
NO_MOTIVE = "Rien n’écarte cette fiche parmi ces six motifs."
SEVERAL = "Cette fiche est écartée pour plus d’un motif : il en fallait une qui ne le soit que pour celui-là."
OTHER = "Cette fiche est bien écartée, mais pour un autre motif."
TWICE = "Cette fiche est citée pour plus d’un motif : chacun veut la sienne."
TRUE = "C’est bien ce motif, et lui seul."


@key(ID)
def call_list(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The twelve beyond what all would earn, less those who may not be called; nothing for one opposed."""
    exercise, entry = exercises.load()[ID], answers.entry(KEPT)
    rows = exercise.options["motives"]
    cites = Counter(answers.cell(MOTIVES, row, "record").value for row in rows)
    marks = [
        _kept(exercise.parts["kept"], entry, case),
        *(
            _motive(Part(f"motives-{row}", label), answers.cell(MOTIVES, row, "record"), case, row, cites)
            for row, label in rows.items()
        ),
    ]
    names = dict(plans.candidates(case))
    opposed = [code for code in entry.value or () if OPTOUT in motives(case)[code]]
    if opposed:
        why = FATAL.format(listing([quoted(names[code]) for code in opposed]))
        first, *others = marks
        marks = [
            eliminated(first, why, FATAL_NOTED),
            *(eliminated(mark, LOST, FATAL_NOTED) for mark in others),
        ]
    return combine(marks, {**WEIGHTS, **{f"motives-{row}": MOTIVE for row in rows}})


@cache
def motives(case: Case) -> dict[str, frozenset[str]]:
    """By record, all that casts it out of the list; nothing for one that may be called."""
    clients, wanted = {row.siret for row in case.clients}, {row.seg_id for row in case.call_briefs}
    least, most = case.policy["call_brief"]["employees"]
    found = {}
    for candidate in case.call_candidates:
        record = worked.account(case, candidate.prospect_id)
        known = [row for row in case.contacts if row.account_id == record.prospect_id]
        told = {
            OPTOUT: any(row.opposition for row in known),
            STALE: any(row.last_inbound_contact < _oldest(case) for row in known),
            CLIENT: record.siret in clients,
            SECTOR: worked.town(case, record.town_id).sector != OURS,
            REFUSAL: record.prospect_id in _refused(case),
            SEGMENT: record.seg_id not in wanted,
            SIZE: not least <= record.employees <= most,
        }
        found[record.prospect_id] = frozenset(motive for motive, holds in told.items() if holds)
    return found


def right(case: Case) -> frozenset[str]:
    """The records that nothing casts out."""
    return frozenset(code for code, found in motives(case).items() if not found)


def cited(case: Case, motive: str) -> frozenset[str]:
    """The records cast out for a motive and none of the others that are asked."""
    return frozenset(code for code, found in motives(case).items() if found - {SIZE} == {motive})


def _oldest(case: Case) -> date:
    """The day from which a word of somebody is still of use (R20)."""
    return _months_ago(case.company.story_date, case.policy["optout"]["months"])


@cache
def _refused(case: Case) -> frozenset[str]:
    """The accounts that said no too recently to be called again."""
    since = _months_ago(case.company.story_date, case.policy["call_brief"]["refusal_months"])
    return frozenset(
        row.account_id for row in case.call_attempts if row.result == REFUSED and row.date > since
    )


def _months_ago(day: date, months: int) -> date:
    """The same day of the month, so many months before: the story begins on the 12th."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=years, month=month + 1)


def _kept(part: Part, entry: Entry, case: Case) -> PartMark:
    names, wanted = dict(plans.candidates(case)), right(case)
    mark = mark_set(part, entry, wanted, names)
    if mark.verdict in ("blank", "unreadable"):
        return mark
    chosen = [code for code in names if code in entry.value]
    wrong = sorted((code for code in chosen if code not in wanted), key=lambda code: _worst(case, code))
    miscalled = [code for code in wrong if motives(case)[code] & set(MISCALLED)]
    told = [SAID.format(quoted(names[code]), WHY[_first(case, code)]) for code in wrong[:TOLD]]
    if len(wrong) > TOLD:
        told.append(OTHERS.format(count(len(wrong) - TOLD, "fiche")))
    if short := max(0, case.policy["call_brief"]["kept"] - len(chosen)):
        told.append(FEWER.format(count(short, "nom")))
    if told:
        told.append(METHOD)
    slips = (SLIPS[_first(case, code)] for code in wrong if _first(case, code) in SLIPS)
    return question_mark(
        part,
        max(0.0, mark.fraction - TENTH * len(miscalled)),
        " ".join(told) or RIGHT,
        given=mark.given,
        expected=mark.expected,
        slip=next(slips, None),
        noted=[NOTED] if miscalled else [],
    )


def _first(case: Case, code: str) -> str:
    """Of what casts a record out, what is said of it: the law first, as the list of motives goes."""
    return next(motive for motive in WHY if motive in motives(case)[code])


def _worst(case: Case, code: str) -> int:
    return list(WHY).index(_first(case, code))


def _motive(part: Part, entry: Entry, case: Case, motive: str, cites: Mapping[Any, int]) -> PartMark:
    """Mark the record cited for a motive; one that is cited for two is no proof of either."""
    names, wanted = dict(plans.candidates(case)), cited(case, motive)
    said = {code: TRUE if code in wanted else _other(case, code, motive) for code in names}
    mark = mark_choice(part, entry, dict.fromkeys(wanted, 1.0), names, said)
    if entry.value is None:
        return mark
    shown = {"given": mark.given, "expected": mark.expected}
    if cites[entry.value] > 1:
        return question_mark(part, 0.0, TWICE, **shown)
    if motive == OPTOUT and said[entry.value] == SILENT:
        return question_mark(part, 0.0, SILENT, slip="trap.silent-for-opposed", **shown)
    return mark


def _other(case: Case, code: str, motive: str) -> str:
    found = motives(case)[code] - {SIZE}
    if motive == OPTOUT and found == {STALE}:
        return SILENT
    if not found:
        return NO_MOTIVE
    return SEVERAL if motive in found else OTHER


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    names, wanted = [code for code, _ in plans.candidates(case)], sorted(right(case))
    rows = exercises.load()[ID].options["motives"]
    total = WEIGHTS["kept"] + MOTIVE * len(rows)
    asked, one = len(wanted), MOTIVE / total
    # All thirty-six earn nothing, all twelve everything: in between, by F1.
    everything = 2 * asked / (len(names) + asked)

    def worth(hits: int, chosen: int, miscalled: int = 0) -> float:
        f1 = 2 * hits / (chosen + asked)
        return max(0.0, (f1 - everything) / (1 - everything) - TENTH * miscalled) * WEIGHTS["kept"] / total

    def table(records: Mapping[str, str]) -> dict[str, Any]:
        return {MOTIVES: {row: {"record": code} for row, code in records.items()}}

    def alone(motive: str) -> str:
        return min(code for code in names if motives(case)[code] == {motive})

    true = {row: min(cited(case, row)) for row in rows}
    whole = {KEPT: wanted, **table(true)}
    others = 1 - WEIGHTS["kept"] / total
    found = []
    for motive in (STALE, CLIENT, SECTOR, REFUSAL, SEGMENT):
        chosen = [alone(motive), *wanted[1:]]
        earned = others + worth(asked - 1, asked, motive in MISCALLED)
        found.append(
            Specimen(f"one kept wrongly: {motive}", {**whole, KEPT: chosen}, earned, SLIPS.get(motive))
        )
    opposed = alone(OPTOUT)
    return [
        Specimen("right", whole, 1.0),
        *found,
        Specimen("one opposed is kept", {**whole, KEPT: [opposed, *wanted[1:]]}, 0.0),
        Specimen("ten names", {**whole, KEPT: wanted[:10]}, others + worth(10, 10)),
        Specimen(
            "a silence taken for a refusal",
            {**whole, **table({**true, OPTOUT: max(cited(case, STALE))})},
            1 - one,
            "trap.silent-for-opposed",
        ),
        Specimen(
            "a name that may be called is cited", {**whole, **table({**true, STALE: wanted[0]})}, 1 - one
        ),
        Specimen("another motive", {**whole, **table({**true, SECTOR: max(cited(case, SEGMENT))})}, 1 - one),
        Specimen("one record for two", {**whole, **table({**true, SECTOR: true[SEGMENT]})}, 1 - 2 * one),
        Specimen("names only", {KEPT: wanted}, 1 - others),
        Specimen("motives only", table(true), others),
        Specimen("the same record for all", table(dict.fromkeys(rows, true[CLIENT])), 0.0),
        Specimen("every record", {KEPT: names}, 0.0),
        *blank({KEPT: [], MOTIVES: {}}, table(dict.fromkeys(rows, ""))),
        *garbled({KEPT: ["ghost"]}, table(dict.fromkeys(rows, "ghost"))),
    ]
