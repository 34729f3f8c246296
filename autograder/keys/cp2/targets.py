"""cp2-targets: two records scored by hand, those to discard and why, forty names by one's own exclusions."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from statistics import mean
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import beyond_chance, combine, eliminated, mark_number
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
from ntc.french import count, listing, quoted
from ntc.lessons.cp2 import plans, worked

ID = "cp2-targets"
NEWCOMERS, RECORDS, FORTY = (f"{ID}-{part}" for part in ("newcomers", "records", "forty"))
NEWCOMER, DISCARDED, NAMED = 1.0, 7.0, 3.0
KEEP, OPTOUT = "keep", "optout"
# Options by the label that the generator laid down.
REASON = {
    "déjà client": "client",
    "hors secteur": "sector",
    "opposition": OPTOUT,
    "contact trop ancien": "stale",
}
TOLERANCE = Decimal("0.3")
HALF = Fraction(1, 2)

UNKNOWN = (
    "Une case inconnue vaut zéro, pas la moyenne : c’est une question à poser, pas un chiffre à inventer."
)
CAPPED = "Chaque critère est plafonné à son poids : au-delà du plein, le potentiel n’ajoute rien."
TURNED = "Plus le projet ou la ville est proche, plus il y a de points : vous avez compté à l’envers."
ADD = "Quatre critères, chacun en proportion et plafonné à son poids ; puis la somme."
AGAIN = "Même erreur que sur la fiche d’avant : elle n’est comptée qu’une fois."
MISSED = {
    "client": "Même SIRET qu’un client, sous un nom voisin : {}.",
    "sector": "La ville relève d’un collègue : {}.",
    OPTOUT: "La personne a demandé que l’on cesse de la démarcher : {}.",
    "stale": "Le dernier contact venu de la personne a plus de trente-six mois : {}.",
}
ALLOWED = "Ni cliente, ni hors secteur, et l’on peut encore lui écrire : {}."
OTHERS = ("autre fiche à revoir", "autres fiches à revoir")
ALL_FOUND = "Chaque fiche à écarter l’est, avec son motif."
FATAL = (
    "Parmi vos noms gardés, une personne s’est opposée à toute prospection : comme annoncé, les points des "
    "fiches écartées sont perdus."
)
NOTED = "Une personne qui s’oppose à toute prospection est gardée parmi les noms."
NO_EXCLUSION = "Vos noms se jugent avec les fiches que vous écartez : dites d’abord lesquelles, et pourquoi."
NOBODY = "Aucun nom : toutes les fiches sont écartées."
IN_ORDER = "Vos noms suivent la grille, une fois vos fiches écartées."
OFF_GRID = "{} de ceux que la grille et vos exclusions mettent en tête. Les autres sont-ils mieux notés ?"
FOUND, NONE_FOUND = ("nom est", "noms sont"), "Aucun nom n’est"


@key(ID)
def targets(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Two scores; records discarded less those discarded wrongly; forty names, as far as those hold."""
    parts, entry = exercises.load()[ID].parts, answers.entry(RECORDS)
    right = discarded(case, truth)
    earned = share(right, entry.value or {})
    marks = [
        *_newcomers(parts["newcomers"], answers, case, truth),
        _records(parts["records"], entry, case, right, answers.entry(FORTY)),
        _forty(parts["forty"], answers.entry(FORTY), case, entry.value or {}, earned),
    ]
    return combine(marks, {mark.part: NEWCOMER for mark in marks} | {"records": DISCARDED, "forty": NAMED})


@cache
def discarded(case: Case, truth: Truth) -> dict[str, str]:
    """Of the first sixty, the records to be discarded, each with its reason as the id of an option."""
    labels = truth.of("prospect_scores")
    return {
        code: REASON[labels[code].excluded] for code, _ in plans.first_sixty(case) if labels[code].excluded
    }


# --- the newcomers -------------------------------------------------------------------------------------


def _newcomers(part: Part, answers: Answers, case: Case, truth: Truth) -> list[PartMark]:
    """The score of each record; a mistake made again on the second one is charged with the first."""
    labels, marks, charged = truth.of("grid_cases"), [], set()
    for row in case.grid_cases:
        right, slips = labels[row.case_id].score, score_slips(case, row, labels[row.case_id].score)
        mark = mark_number(
            Part(f"newcomers-{row.case_id}", f"{part.label} : {row.name}", part.unit),
            answers.cell(NEWCOMERS, row.case_id, "score"),
            right,
            TOLERANCE,
            carried=again(slips, charged, AGAIN),
            slips=slips,
            method=ADD,
        )
        charged |= {mark.slip}
        marks.append(mark)
    return marks


def score_slips(case: Case, row: Any, right: Decimal) -> list[Slip]:
    """The mistakes on a score, less those that a right score or another mistake may be taken for."""
    rule, km = case.policy["prospect_grid"], worked.distance(case, row.town_id)
    potential, project = rule["potential"], rule["project_months"]
    beyond = max(Decimal(0), row.est_potential / potential["full"] - 1) * potential["weight"]
    found = [
        *(trap("unknown-mean", right + more, UNKNOWN) for more in _filled(case, row)),
        trap("not-capped", right + beyond, CAPPED),
    ]
    if row.project_horizon_months is not None:
        near = 1 - 2 * Decimal(row.project_horizon_months) / project["none"]
        found.append(trap("grid-turned", right - project["weight"] * near, TURNED))
    far = rule["distance_km"]
    found.append(trap("grid-turned", right - far["weight"] * (1 - 2 * km / far["none"]), TURNED))
    return [slip for slip in found if abs(slip.value - right) > 2 * TOLERANCE and _alone(slip, found)]


def _alone(slip: Slip, found: Sequence[Slip]) -> bool:
    return all(other.id == slip.id or abs(other.value - slip.value) > TOLERANCE for other in found)


@cache
def _filled(case: Case, row: Any) -> list[Decimal]:
    """What an unknown age or project would bring at the middle of its scale, or at the mean of the file."""
    rule = case.policy["prospect_grid"]
    age, project = rule["equipment_age"], rule["project_months"]
    found = []
    if row.equipment_age is None:
        known = [
            min(each.equipment_age, age["full"]) for each in case.prospects if each.equipment_age is not None
        ]
        found += [Decimal(age["weight"]) / 2, age["weight"] * Decimal(mean(known)) / age["full"]]
    if row.project_horizon_months is None:
        months = [
            each.project_horizon_months for each in case.prospects if each.project_horizon_months is not None
        ]
        found += [
            Decimal(project["weight"]) / 2,
            project["weight"] * (1 - Decimal(mean(months)) / project["none"]),
        ]
    return found


# --- the records, and the names ------------------------------------------------------------------------


def share(right: Mapping[str, str], given: Mapping[str, str]) -> Fraction:
    """The part of the records to discard that are, half for another reason, less those that hold."""
    found = sum(
        (Fraction(1) if given[code] == reason else HALF)
        for code, reason in right.items()
        if given.get(code, KEEP) != KEEP
    )
    wrongly = sum(reason != KEEP and code not in right for code, reason in given.items())
    return max(Fraction(0), Fraction(found - wrongly) / len(right))


def _records(part: Part, entry: Entry, case: Case, right: Mapping[str, str], kept: Entry) -> PartMark:
    options, names = exercises.load()[ID].options["records"], dict(plans.first_sixty(case))
    expected = " · ".join(f"{names[code]} : {options[reason]}" for code, reason in right.items())
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    opposed = [code for code in kept.value or () if right.get(code) == OPTOUT]
    given = {code: reason for code, reason in entry.value.items() if reason != KEEP}
    said = _told(names, right, given)
    mark = question_mark(
        part,
        float(share(right, given)),
        " ".join(said) or ALL_FOUND,
        given=" · ".join(f"{names[code]} : {options[reason]}" for code, reason in given.items()),
        expected=expected,
    )
    return eliminated(mark, f"{FATAL} {mark.message}", NOTED) if opposed else mark


def _told(names: Mapping[str, str], right: Mapping[str, str], given: Mapping[str, str]) -> list[str]:
    """Why records are to be discarded, for another reason, or not at all; a few of them."""
    wrong = [code for code in names if given.get(code) != right.get(code)]
    by_why: dict[str, list[str]] = {}
    for code in wrong[:TOLD]:
        by_why.setdefault(MISSED[right[code]] if code in right else ALLOWED, []).append(quoted(names[code]))
    more = len(wrong) - TOLD
    return [
        *(why.format(listing(each)) for why, each in by_why.items()),
        *([f"{count(more, *OTHERS)}."] if more > 0 else []),
    ]


def leading(case: Case, given: Mapping[str, str]) -> tuple[frozenset[str], int]:
    """The best names of the grid once one's own exclusions are made, equal scores included; how many."""
    left = [
        one for one in worked.grid(case)[: plans.SHOWN] if given.get(one.prospect.prospect_id, KEEP) == KEEP
    ]
    first = left[: plans.targets(case)]
    last = first[-1].score if first else Decimal(0)
    return frozenset(one.prospect.prospect_id for one in left if one.score >= last), len(first)


def _forty(part: Part, entry: Entry, case: Case, given: Mapping[str, str], earned: Fraction) -> PartMark:
    """The names that follow the grid: nothing for half of them, all for all, as far as exclusions hold."""
    names, (best, most) = dict(plans.first_sixty(case)), leading(case, given)
    expected = " · ".join(name for code, name in names.items() if code in best) or NOBODY
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    asked = plans.targets(case)
    found = min(len(entry.value & best), most)
    fraction = beyond_chance(found, HALF * asked, asked) * earned
    if not earned:
        message = NO_EXCLUSION
    elif found == most and len(entry.value) == found:
        message = IN_ORDER
    else:
        message = OFF_GRID.format(count(found, *FOUND) if found else NONE_FOUND)
    shown = " · ".join(name for code, name in names.items() if code in entry.value)
    return question_mark(part, float(fraction), message, given=shown, expected=expected)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels, right_records = truth.of("grid_cases"), discarded(case, truth)
    codes = [code for code, _ in plans.first_sixty(case)]
    records = {code: right_records.get(code, KEEP) for code in codes}
    asked, n = plans.targets(case), len(right_records)
    total = 2 * NEWCOMER + DISCARDED + NAMED
    left = [code for code in codes if code not in right_records]
    right = {
        NEWCOMERS: {row.case_id: {"score": typed(labels[row.case_id].score)} for row in case.grid_cases},
        RECORDS: records,
        FORTY: left[:asked],
    }

    def kept(code: str) -> dict[str, Any]:
        """All but one record discarded, and the forty names that this leaves."""
        own = [each for each in codes if each == code or each not in right_records]
        return {**right, RECORDS: {**records, code: KEEP}, FORTY: own[:asked]}

    lenient = next(code for code, reason in right_records.items() if reason not in (OPTOUT,))
    opposed = next(code for code, reason in right_records.items() if reason == OPTOUT)
    by_potential = sorted(
        codes,
        key=lambda code: -next(row.est_potential for row in case.prospects if row.prospect_id == code),
    )
    found = [
        Specimen("right", right, 1.0),
        Specimen("only the records to discard are said", {**right, RECORDS: right_records}, 1.0),
        Specimen("a record missed", kept(lenient), 1 - (DISCARDED + NAMED) / n / total),
        Specimen(
            "a record for another reason",
            {**right, RECORDS: {**records, lenient: OPTOUT}},
            1 - (DISCARDED + NAMED) / 2 / n / total,
        ),
        Specimen(
            "a person in opposition among the names",
            {**right, FORTY: [*left[: asked - 1], opposed]},
            # One name of forty is off: a twentieth of the names' points.
            1 - (DISCARDED + NAMED / (asked / 2)) / total,
        ),
        Specimen(
            "no exclusion",
            {RECORDS: dict.fromkeys(codes, KEEP), FORTY: codes[:asked]},
            0.0,
        ),
        Specimen("the grid alone", {FORTY: codes[:asked]}, 0.0),
        Specimen("the potential alone", {FORTY: by_potential[:asked]}, 0.0),
        *(
            Specimen(f"every record: {reason}", {RECORDS: dict.fromkeys(codes, reason)}, 0.0)
            for reason in (KEEP, *REASON.values())
        ),
        *blank({NEWCOMERS: {}, RECORDS: {}, FORTY: []}),
        *garbled(
            {NEWCOMERS: {row.case_id: {"score": "beaucoup"} for row in case.grid_cases}},
            {RECORDS: {"ghost": KEEP}, FORTY: ["ghost"]},
        ),
    ]
    for row in case.grid_cases:
        for rank, slip in enumerate(score_slips(case, row, labels[row.case_id].score)):
            scores = {**right[NEWCOMERS], row.case_id: {"score": typed(slip.value)}}
            found.append(
                Specimen(
                    f"{row.case_id}: {slip.id} no. {rank}",
                    {**right, NEWCOMERS: scores},
                    1 - NEWCOMER / total,
                    slip.id,
                )
            )
    return [*found, *_throughout(case, truth, right, total)]


def _throughout(case: Case, truth: Truth, right: Mapping[str, Any], total: float) -> list[Specimen]:
    """A mistake made on both records, charged with the first one."""
    labels = truth.of("grid_cases")
    made = {
        row.case_id: {slip.id: slip.value for slip in score_slips(case, row, labels[row.case_id].score)}
        for row in case.grid_cases
    }
    both = set.intersection(*(set(each) for each in made.values()))
    return [
        Specimen(
            f"{name} on both records",
            {**right, NEWCOMERS: {code: {"score": typed(each[name])} for code, each in made.items()}},
            1 - NEWCOMER / total,
            name,
        )
        for name in sorted(both)
    ]
