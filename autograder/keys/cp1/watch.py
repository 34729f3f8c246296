"""cp1-watch: a watch of six themes in the time there is, shared out, kept where the team finds it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import Scale, beyond_chance, combine, mark_plan
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import count, listing, number, quoted
from ntc.instruments.planner import planned
from ntc.lessons.cp1 import plans
from ntc.plans import Forbidden, Item, Problem, Total, counted
from ntc.plans.rows import Rows

ID = "cp1-watch"
WEIGHTS = {"plan": 5.0, "means": 2.0, "shared": 1.0}
# Three themes of six are watched by whoever looks at everything once a month, or at one half of it.
SCALE = Scale(Decimal("0.5"), Decimal(1))
UNLAWFUL = "Interdit, quoi que l’on y apprenne : {}."
NO_HUMAN = "Aucune source humaine : qui, dans la maison ou au-dehors, en sait plus que les pages ?"
TOO_SLOW = "Ce thème bouge plus vite que votre rythme : {}."
ALL_TOO_SLOW = "Ces thèmes bougent plus vite que votre rythme : {}."
UNWATCHED = "Aucune ligne ne suit encore : {}."
EVERY_THEME = "Les six thèmes sont suivis à leur rythme."
REREAD = "L’alerte vient à vous : pourquoi tout relire ? À revoir : {}."
SHORT = "Ce que vous gardez vient à vous, ou se demande à qui le sait."
KEPT = "Une veille gardée pour soi ne sert à personne. À ranger ailleurs : {}."
FOUND = "Toute l’équipe peut lire, compléter et retrouver ce que vous apprenez."
NOTHING = "Un plan qui ne tient pas ne se juge pas plus loin."


@key(ID)
def watch(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The themes watched often enough, less what the plan breaks; then how, and where it is kept."""
    parts, entry = exercises.load()[ID].parts, answers.entry(ID)
    plan, stated = planned(entry.value or {}), problem(case, truth)
    rows = stated.rows(plan)
    best = truth.watch_plans[0]
    slow, unwatched = missing(case, truth, rows)
    names = {theme.theme_id: theme.label for theme in case.watch_themes}
    late = TOO_SLOW if len(slow) == 1 else ALL_TOO_SLOW
    said = [
        *([late.format(listing([quoted(names[theme]) for theme in slow]))] if slow else []),
        *([UNWATCHED.format(listing([quoted(names[theme]) for theme in unwatched]))] if unwatched else []),
    ]
    mark = mark_plan(
        parts["plan"],
        entry,
        stated,
        plan,
        optimum=Decimal(len(names)),
        given=_described(case, plan),
        expected=_described(case, best.lines.split()),
        scale=SCALE,
        worth_said=" ".join(said) or EVERY_THEME,
        short_noted="Tous les thèmes ne sont pas suivis à leur rythme.",
    )
    holds = mark.fraction > 0
    means = _means(parts["means"], entry, case, truth, rows, holds=holds)
    return combine([mark, means, _shared(parts["shared"], entry, truth, rows, holds=holds)], WEIGHTS)


@cache
def problem(case: Case, truth: Truth) -> Problem:
    """The problem of the lesson, with what is found by judging: who has access, what is unlawful."""
    labels, lesson = truth.of("watch_lines"), plans.watch(case)
    unlawful = {code: label.reason for code, label in labels.items() if label.broken_rule}
    return replace(
        lesson,
        items=tuple(_judged(item, labels[item.id]) for item in lesson.items),
        rules=(
            Forbidden(unlawful, UNLAWFUL, fatal=True, noted="Un moyen interdit est retenu."),
            *lesson.rules,
            Total(
                "",
                counted(kind=plans.HUMAN),
                least=1,
                under=NO_HUMAN,
                noted="Aucune source humaine n’est retenue.",
            ),
        ),
        value=lambda rows: len(watched(truth, rows)),
    )


def _judged(item: Item, label: Any) -> Item:
    return replace(item, wants={**item.wants, "owner": frozenset(label.access.split())})


def watched(truth: Truth, rows: Rows) -> set[str]:
    """The themes that are looked at as often as they must, all their lines together."""
    times = passes(rows)
    return {label.theme_id for label in truth.watch_themes if times.get(label.theme_id, 0) >= label.times}


def passes(rows: Rows) -> dict[str, int]:
    """How many times a month each theme is looked at."""
    found: dict[str, int] = {}
    for row in rows:
        theme = row.item.tags["theme"]
        found[theme] = found.get(theme, 0) + plans.TIMES.get(row.said("rhythm"), 0)
    return found


def missing(case: Case, truth: Truth, rows: Rows) -> tuple[list[str], list[str]]:
    """The themes looked at too seldom, and those that nothing watches."""
    times, enough = passes(rows), watched(truth, rows)
    late = [theme.theme_id for theme in case.watch_themes if theme.theme_id not in enough]
    return [theme for theme in late if times.get(theme)], [theme for theme in late if not times.get(theme)]


def _means(part: Part, entry: Entry, case: Case, truth: Truth, rows: Rows, *, holds: bool) -> PartMark:
    """The themes watched in time by what is short: an alert, somebody who knows, a letter paid for."""
    expected = "Une alerte ou quelqu’un qui sait, pour chaque thème"
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    short = [row for row in rows if row.item.tags["kind"] != plans.PAGE_BY_PAGE]
    found, total = len(watched(truth, short)), len(case.watch_themes)
    fraction = float(beyond_chance(found, total // 2, total)) if holds else 0.0
    long = [row.item.name for row in rows if row not in short]
    message = REREAD.format(listing(long)) if long else SHORT if holds else NOTHING
    return question_mark(
        part, fraction, message, given=f"{count(found, 'thème')} sur {total}", expected=expected
    )


def _shared(part: Part, entry: Entry, truth: Truth, rows: Rows, *, holds: bool) -> PartMark:
    """The lines of which what is learnt is kept where others find it: half of them is what a draw gives."""
    shared = {label.place_id for label in truth.watch_places if label.shared}
    expected = "Chaque ligne rangée dans un endroit partagé"
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    apart = [row.item.name for row in rows if row.said("place") not in shared]
    found = len(rows) - len(apart)
    fraction = float(beyond_chance(2 * found, len(rows), 2 * len(rows))) if holds else 0.0
    message = KEPT.format(listing(apart)) if apart else FOUND if holds else NOTHING
    given = f"{count(found, 'ligne')} sur {number(len(rows))}"
    return question_mark(part, fraction, message, given=given, expected=expected)


def _described(case: Case, ids: Iterable[str]) -> str:
    names = {line.line_id: line.label for line in case.watch_lines}
    return " · ".join(names[line] for line in ids)


def answered(
    case: Case, truth: Truth, lines: Iterable[str], owners: Iterable[str]
) -> dict[str, dict[str, str]]:
    """What a learner enters for a plan that the generator found."""
    themes = {line.line_id: line.theme_id for line in case.watch_lines}
    times = {label.theme_id: label.times for label in truth.watch_themes}
    place = next(label.place_id for label in truth.watch_places if label.shared)
    day = typed(case.company.story_date)
    return {
        line: {"rhythm": f"r{times[themes[line]]}", "owner": owner, "place": place, "date": day}
        for line, owner in zip(lines, owners, strict=True)
    }


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels, you = truth.of("watch_lines"), plans.yourself(case)
    kinds = {line.line_id: line.kind for line in case.watch_lines}
    best = next(
        plan
        for plan in truth.watch_plans
        if all(kinds[line] != plans.PAGE_BY_PAGE for line in plan.lines.split())
    )
    right = answered(case, truth, best.lines.split(), best.owners.split())
    weight = {part: each / sum(WEIGHTS.values()) for part, each in WEIGHTS.items()}
    private = next(label.place_id for label in truth.watch_places if not label.shared)
    once = next(line for line, cells in right.items() if cells["rhythm"] == "r1")
    weekly = next(line for line, cells in right.items() if cells["rhythm"] == "r4")
    given = next(line for line, cells in right.items() if cells["owner"] != you)
    stranger = next(
        owner.owner_id for owner in case.watch_owners if owner.owner_id not in labels[given].access.split()
    )

    def worth(plan: Any) -> float:
        """Every plan of the generator watches the six themes; what is read again page by page is told."""
        long = sum(kinds[line] == plans.PAGE_BY_PAGE for line in plan.lines.split())
        return 1 - weight["means"] * long / 3

    def changed(label: str, fraction: float, **lines: Mapping[str, str]) -> Specimen:
        return Specimen(
            label, {ID: {**right, **{k: {**right.get(k, {}), **v} for k, v in lines.items()}}}, fraction
        )

    others = [
        Specimen(
            f"plan no. {plan.plan}",
            {ID: answered(case, truth, plan.lines.split(), plan.owners.split())},
            worth(plan),
        )
        for plan in truth.watch_plans[:: max(1, len(truth.watch_plans) // 8)]
    ]
    five = {line: cells for line, cells in right.items() if line != once}
    unlawful = [code for code, label in labels.items() if label.broken_rule]
    # Of five points for six themes, a sixth that is missed costs a third; so does one of two for the means.
    theme = (weight["plan"] + weight["means"]) / 3
    return [
        Specimen("right", {ID: right}, 1.0),
        *others,
        Specimen("five themes", {ID: five}, 1 - theme),
        changed("one theme too seldom", 1 - theme, **{weekly: {"rhythm": "r2"}}),
        changed("kept for oneself", 1 - weight["shared"], **{line: {"place": private} for line in right}),
        changed("no owner who has access", 1 - weight["plan"] * 0.5 / 6, **{given: {"owner": stranger}}),
        changed("no date", 1 - weight["plan"] * 0.5 / 6, **{once: {"date": ""}}),
        changed("a date too late", 1 - weight["plan"] * 0.5 / 6, **{once: {"date": "31/12/2026"}}),
        changed(
            "a date that its rhythm overtakes",
            1 - weight["plan"] * 0.5 / 6,
            **{weekly: {"date": typed(case.company.story_date + timedelta(days=8))}},
        ),
        changed("all by oneself", 0.0, **{line: {"owner": you, "rhythm": "r4"} for line in right}),
        changed("every day", 0.0, **{line: {"rhythm": "r20"} for line in right}),
        changed("once a month", 0.0, **{line: {"rhythm": "r1"} for line in right}),
        *(
            changed(
                f"an unlawful line: {labels[code].broken_rule}", 0.0, **{code: {**right[once], "owner": you}}
            )
            for code in unlawful
        ),
        *blank({ID: {}}),
        *garbled({ID: {"ghost": {}}}, {ID: "tout"}),
    ]
