"""cp6-prepare: what a file knows and what it believes, the aims of a visit, what one takes along."""

import re
from collections.abc import Mapping

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine, eliminated, mark_board, mark_set
from autograder.keys.primitives.classes import mark_classes
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.lessons.cp6 import plans

ID = "cp6-prepare"
LINES, AIMS, BAG = f"{ID}-lines", f"{ID}-aims", f"{ID}-bag"
WEIGHTS = {"lines": 5.0, "aims": 2.0, "bag": 1.0}
RELIED, TAKEN = "Je m’appuie dessus", "J’emporte"
_HEALTH = re.compile(r"opération|antidouleur")

METHOD = "Sert-il à découvrir, ou protège-t-il la visite ? Le reste attend à l’agence. {}"
PRIVATE = (
    "Vous vous appuyez sur une note de santé : elle sort du dossier, et l’on ne s’en sert pas. À elle seule, "
    "elle ôte toute valeur à ce tri."
)
PRIVATE_NOTED = "Une note de santé est gardée au dossier, et l’on s’y appuie."


@key(ID)
def prepare(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Lines of the file, each class alike and beyond chance; aims that are kept; five things of ten."""
    parts = exercises.load()[ID].parts
    lines, aims = dict(plans.file_lines(case)), dict(plans.aims(case))
    marks = [
        mark_classes(
            parts["lines"],
            answers.entry(LINES),
            {code: (place,) for code, place in right_of(truth, lines).items()},
            lines,
            dict(plans.file_places(case)),
            _own_reasons(truth, lines, dict(plans.file_places(case))),
        ),
        mark_board(
            parts["aims"],
            answers.entry(AIMS),
            {code: {place} for code, place in right_of(truth, aims).items()},
            aims,
            dict(plans.aim_places(case)),
            plans.set_aside(case),
            {code: truth.of("quiz_items")[code].reason for code in aims},
        ),
        mark_set(
            parts["bag"],
            answers.entry(BAG),
            taken(case, truth),
            dict(plans.bag(case)),
            METHOD.format(_astray(case, truth, answers)).rstrip(),
        ),
    ]
    given = answers.entry(LINES).value or {}
    if given.get(health(case)) == relied(case):
        marks[0] = eliminated(marks[0], PRIVATE, PRIVATE_NOTED)
    return combine(marks, WEIGHTS)


def right_of(truth: Truth, items: Mapping[str, str]) -> dict[str, str]:
    """Where each of these items belongs."""
    labels = truth.of("quiz_items")
    return {code: labels[code].right for code in items}


def relied(case: Case) -> str:
    """The code of the place of what one relies on."""
    return next(code for code, text in plans.file_places(case) if text == RELIED)


def health(case: Case) -> str:
    """The line of the file that is about somebody's health; StopIteration when there is none."""
    return next(code for code, text in plans.file_lines(case) if _HEALTH.search(text))


def taken(case: Case, truth: Truth) -> frozenset[str]:
    """What one takes along."""
    labels = truth.of("quiz_items")
    rows = (row for row in case.quiz_choices if (row.exercise, row.part, row.text) == (ID, "sac", TAKEN))
    yes = next(rows).choice_id
    return frozenset(code for code, _ in plans.bag(case) if labels[code].right == yes)


def _astray(case: Case, truth: Truth, answers: Answers) -> str:
    """What to say of each thing ticked that stays at the office."""
    labels, ticked = truth.of("quiz_items"), answers.entry(BAG).value or frozenset()
    return " ".join(labels[code].reason for code, _ in plans.bag(case) if code in ticked - taken(case, truth))


def _own_reasons(
    truth: Truth, items: Mapping[str, str], places: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """What to say of an item, wherever it was put."""
    labels = truth.of("quiz_items")
    return {(code, place): labels[code].reason for code in items for place in places}


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    lines = right_of(truth, dict(plans.file_lines(case)))
    aims = right_of(truth, dict(plans.aims(case)))
    things, aside, total = sorted(taken(case, truth)), plans.set_aside(case), sum(WEIGHTS.values())
    left = [code for code, _ in plans.bag(case) if code not in things]
    right = {LINES: lines, AIMS: aims, BAG: things}
    # One line of five in one class of three; an aim of four, and half of one for what is none.
    line = WEIGHTS["lines"] / total / 5 / 3 / (1 - 1 / 3)
    kept, dropped = WEIGHTS["aims"] / total / 4, WEIGHTS["aims"] / total / 8
    places = [code for code, _ in plans.file_places(case)]
    sides = [code for code, _ in plans.aim_places(case) if code != aside]
    sick = health(case)

    def moved(label: str, fraction: float, field: str, changes: Mapping[str, str]) -> Specimen:
        return Specimen(label, {**right, field: {**right[field], **changes}}, fraction)

    others = [code for code in lines if code != sick]
    return [
        Specimen("right", right, 1.0),
        *(
            moved(f"{code} put in {place}", 1 - line, LINES, {code: place})
            for code in others[:6]
            for place in places
            if place != lines[code]
        ),
        *(
            moved(f"the health note in {place}", 1 - line, LINES, {sick: place})
            for place in places
            if place not in (relied(case), lines[sick])
        ),
        moved("the health note relied on", 1 - WEIGHTS["lines"] / total, LINES, {sick: relied(case)}),
        *(
            moved(f"{code} thought to serve {place}", 1 - dropped, AIMS, {code: place})
            for code in aims
            if aims[code] == aside
            for place in sides
        ),
        *(moved(f"{code} not kept", 1 - kept, AIMS, {code: aside}) for code in aims if aims[code] != aside),
        Specimen(
            "a line left to place",
            {**right, LINES: {code: place for code, place in lines.items() if code != others[0]}},
            1 - line,
        ),
        Specimen(
            # F1 = 0.8 for four of five, and 2/3 for all of them: (0.8 − 2/3) ÷ (1/3).
            "one thing too many, for one that is wanted",
            {**right, BAG: [*things[:4], left[0]]},
            1 - 0.6 * WEIGHTS["bag"] / total,
        ),
        Specimen("what stays at the office", {BAG: left}, 0.0),
        Specimen("lines only", {LINES: lines}, WEIGHTS["lines"] / total),
        Specimen("aims only", {AIMS: aims}, WEIGHTS["aims"] / total),
        Specimen("bag only", {BAG: things}, WEIGHTS["bag"] / total),
        *(Specimen(f"all in {place}", {LINES: dict.fromkeys(lines, place)}, 0.0) for place in places),
        *(Specimen(f"all for {side}", {AIMS: dict.fromkeys(aims, side)}, 0.0) for side in (*sides, aside)),
        *blank({LINES: {}, AIMS: {}, BAG: []}),
        *garbled({LINES: {"ghost": "?"}}, {AIMS: ["?"]}, {BAG: [*things, left[0]]}),
    ]
