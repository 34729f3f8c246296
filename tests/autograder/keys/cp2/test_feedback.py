"""What a learner is told in CP2, on variant 00: the mistake by its name, and why, never « faux » alone."""

import pytest

from autograder import truth
from autograder.keys import SPECIMENS, Lesson, mark
from autograder.keys.cp2 import defence, file, plan, segments, targets, tour, week, week_built
from autograder.keys.road import nearest_first
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped
from ntc.lessons.cp2 import plans
from tests.autograder.keys.said import CASE, TRUTH, marked, told, unnamed
from tests.every.tree import placed

# What the blueprint names for each exercise in figures; some are silent where two ways give one figure.
NAMED = {
    "cp2-goals": {
        *("trap.on-objective", "trap.per-order", "mc.conv-mixed", "trap.funnel-times"),
        *("trap.round-down", "trap.not-whole", "trap.prospects-out", "trap.as-done"),
    },
    "cp2-segments": {"trap.one-filter", "trap.cases-only"},
    "cp2-targets": {"trap.unknown-mean", "trap.grid-turned"},
    "cp2-tour": {
        "trap.trained",
        "trap.cost-km",
        "trap.per-100-km",
        "trap.burnt-only",
        "trap.factor-on-km",
        "trap.per-day",
    },
    "cp2-crm": {"trap.gone-by", "trap.one-filter"},
}
SILENT = {
    ("cp2-goals", "trap.never-served"): 8,
    ("cp2-segments", "trap.potential"): 13,
    ("cp2-targets", "trap.not-capped"): 17,
    ("cp2-crm", "trap.closed-quotes"): 15,
    ("cp2-crm", "trap.last-call"): 16,
}
"""A mistake that some variants do not betray, and in how many it is a specimen."""


def right(exercise_id):
    """The raw answers of whoever is right everywhere."""
    return next(each for each in SPECIMENS[exercise_id](CASE, TRUTH) if each.label == "right").raw


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_mistakes_of_the_blueprint_are_specimens_in_every_variant(variant):
    assert unnamed(NAMED, variant) == {}


@pytest.mark.slow
def test_a_mistake_that_is_silent_somewhere_is_named_everywhere_else():
    for (exercise_id, slip), most in SILENT.items():
        telling = [
            variant
            for variant in VARIANTS
            if slip in {each.slip for each in SPECIMENS[exercise_id](load(variant), truth.load(variant))}
        ]
        assert len(telling) == most, (exercise_id, telling)


def test_whoever_is_right_everywhere_has_all_the_points_of_the_machine():
    raw = {}
    judged = [each for each in exercises.load().values() if each.lesson == "cp2-plan-actions"]
    for exercise in judged:
        if not exercise.written:
            raw |= right(exercise.id)
    lesson = Lesson.read(placed("00"), raw)
    earned = {each.id: mark(each.id, CASE, TRUTH, lesson).fraction * each.points for each in judged}
    assert sum(earned.values()) == pytest.approx(80)
    assert earned["cp2-defence"] == 0


def test_accounts_say_what_is_left_and_where_a_class_is_cut():
    conducts = segments.conducts(TRUTH)
    tempted = segments.by_potential(CASE, conducts)
    assert tempted
    assert segments.NOT_ROOM in told("cp2-segments", {segments.ACCOUNTS: {**conducts, **tempted}})
    large = next(code for code, conduct in conducts.items() if conduct == "defend")
    said = told("cp2-segments", {segments.ACCOUNTS: {**conducts, large: "remote"}})
    assert "non à 20 % des clients" in said


def test_an_account_that_crosses_a_line_stays_above_it():
    case, labels = load("08"), truth.load("08")
    fields = fields_of(shipped("cp2-plan-actions"), case)
    conducts = segments.conducts(labels)
    crossing = {"defend": "remote", "grow": "open"}
    wrong = {code: crossing.get(conduct, conduct) for code, conduct in conducts.items()}
    result = mark("cp2-segments", case, labels, Lesson.read(fields, {segments.ACCOUNTS: wrong}))
    assert sum(segments.CROSSES.split(" :")[0] in part.message for part in result.parts) == 1


def test_who_is_not_blocked_is_told_why_not():
    said = {told("cp2-segments", {segments.BLOCKED: code}) for code, _ in plans.segment_cases(CASE)}
    for sentence in (segments.SMALL, segments.RECENT, segments.BLOCKS):
        assert any(sentence.split(" :")[0] in each for each in said)
    assert len([each for each in said if segments.BLOCKS.split(" :")[0] in each]) == 1


def test_a_potential_taken_for_what_is_left_is_charged_once():
    conducts = segments.conducts(TRUTH)
    by = {**conducts, **segments.by_potential(CASE, conducts)}
    (value,) = [slip.value for slip in segments.visit_slips(CASE) if slip.id == "trap.potential"]
    result = marked("cp2-segments", {segments.ACCOUNTS: by, segments.VISITS: str(value)})
    visits = next(part for part in result.parts if part.part == "visits")
    assert (visits.fraction, visits.carried) == (1, True)
    alone = marked("cp2-segments", {segments.ACCOUNTS: conducts, segments.VISITS: str(value)})
    assert alone.slips == ("trap.potential",)


def test_records_say_what_discards_them_and_that_nothing_bars_the_others():
    records = targets.discarded(CASE, TRUTH)
    said = told("cp2-targets", {targets.RECORDS: {code: "keep" for code in records}})
    assert "Même SIRET qu’un client, sous un nom voisin" in said
    fine = next(code for code, _ in plans.first_sixty(CASE) if code not in records)
    said = told("cp2-targets", {targets.RECORDS: {**records, fine: "stale"}})
    assert targets.ALLOWED.split(" :")[0] in said


def test_a_person_in_opposition_among_the_names_costs_the_records_and_nothing_else():
    raw = dict(right("cp2-targets"))
    opposed = next(code for code, reason in targets.discarded(CASE, TRUTH).items() if reason == "optout")
    raw[targets.FORTY] = [*raw[targets.FORTY][:-1], opposed]
    result = marked("cp2-targets", raw)
    earned = {part.part: part.fraction for part in result.parts}
    assert earned["records"] == 0
    # Thirty-nine of forty follow the grid: a twentieth of what lies above one half is lost.
    assert earned["forty"] == pytest.approx(0.95)
    assert "comme annoncé" in told("cp2-targets", raw)


def test_a_plan_names_the_goal_that_it_misses_the_order_the_season_and_the_policy():
    raw = right("cp2-plan")
    kept = raw[plan.ACTIONS]
    actions = {row.action_id: row for row in CASE.actions}
    fair = next(code for code, row in actions.items() if row.channel == "salon")
    cleaner = next(row.prerequisite for row in actions.values() if row.prerequisite)
    late = {**kept, cleaner: {"month": "m12"}, fair: {"month": "m06"}}
    said = told("cp2-plan", {plan.ACTIONS: late})
    assert plan.TOO_EARLY.split(" :")[0] in said
    assert "Ce salon se tient en" in said
    discount = next(code for code, rule in plan.forbidden(TRUTH).items() if rule == "R02")
    said = told("cp2-plan", {plan.ACTIONS: {**kept, discount: {"month": "m06"}}})
    assert "dépasse vos 8 %" in said
    assert "comme annoncé" in said.casefold()


def test_a_rich_plan_that_brings_too_few_clients_is_told_so():
    # The richest that the policy allows, each unless the goal would be met with it.
    rich, clients, margin = {}, 0, 0
    for row in sorted(CASE.actions, key=lambda row: -row.expected_margin):
        allowed = row.action_id not in plan.forbidden(TRUTH)
        if allowed and clients + row.new_clients < plans.floor(CASE):
            rich[row.action_id] = {"month": f"m{row.earliest.month:02}"}
            clients, margin = clients + row.new_clients, margin + row.expected_margin
    assert margin >= max(row.margin for row in TRUTH.action_plans) * plan.SCALE.none
    result = marked("cp2-plan", {plan.ACTIONS: rich})
    assert plan.NO_CLIENTS.split(" :")[0] in told("cp2-plan", {plan.ACTIONS: rich}).replace(" :", " :")
    assert result.fraction == 0


def test_the_nearest_first_misses_a_door_that_is_named():
    nearest = nearest_first(tour.journey_of(CASE))
    said = told("cp2-tour", {tour.ORDER: nearest})
    assert "Le plus proche d’abord vous fait manquer" in said


def test_litres_of_a_wrong_consumption_carry_their_co2():
    raw = {
        field: dict(value) if isinstance(value, dict) else value for field, value in right("cp2-tour").items()
    }
    km = tour.journey_of(CASE).follow(raw[tour.ORDER]).km
    litres = float(km) * 0.054
    raw[tour.FIGURES] = {
        **raw[tour.FIGURES],
        "litres": {"value": f"{litres:.2f}".replace(".", ",")},
        "co2": {"value": f"{litres * 3.1:.2f}".replace(".", ",")},
    }
    result = marked("cp2-tour", raw)
    assert result.slips == ("trap.trained",)
    assert result.fraction == pytest.approx(0.9)


def test_the_week_says_which_rule_a_place_breaks():
    rows = {row.task_id: row for row in CASE.week_tasks}
    first = week.answered(CASE, {row.task_id: row.slot_id for row in TRUTH.week_plans if row.plan == 1})
    call = next(code for code, row in rows.items() if row.kind == "appel")
    last = next(code for code, row in rows.items() if row.kind == "relance")
    met = next(code for code, row in rows.items() if row.fixed_day and row.way_minutes)
    monday, *_, friday = (day for day, _ in plans.week_hours(CASE)["day"])
    due = TRUTH.of("week_tasks")[last].due_on
    another = monday if f"{due:%Y-%m-%d}" != monday else friday
    agreed = {"day": f"{rows[met].fixed_day:%Y-%m-%d}", "start": f"{rows[met].fixed_at:%H%M}"}
    for code, place, sentence in (
        (call, {"day": friday, "start": "1630"}, week_built.FRIDAY_CALL),
        (call, {"day": monday, "start": "1230"}, week_built.LUNCH),
        (last, {"day": another, "start": "0900"}, week_built.ANOTHER_DAY),
        (met, agreed, week_built.LEAVES),
        (met, {"day": friday, "start": "0800"}, week_built.AGREED),
    ):
        said = told("cp2-week", {week.PLAN: {**first, code: place}})
        assert sentence.split(" :")[0] in said.replace(" :", " :"), (code, place)
    said = told("cp2-week", {week.PLAN: {**first, call: first[met]}})
    assert "En même temps" in said
    bare = {code: place for code, place in first.items() if rows[code].kind != "imprévus" and code != call}
    said = told("cp2-week", {week.PLAN: bare})
    assert "À placer" in said
    assert week_built.TOO_LITTLE_RESERVE in said


def test_the_week_that_was_left_is_worth_nothing_and_each_fault_mended_a_tenth():
    draft = week.answered(CASE, {row.task_id: row.slot_id for row in CASE.week_draft})
    left = [part for part in marked("cp2-week", {week.PLAN: draft}).parts if part.part == "plan"]
    assert [part.fraction for part in left] == [0]
    reserves = [row for row in CASE.week_tasks if row.kind == "imprévus"]
    spare = {code: place for code, place in draft.items() if code not in {row.task_id for row in reserves}}
    assert marked("cp2-week", {week.PLAN: spare}).fraction == 0


def test_private_life_in_the_bag_costs_all_the_rest():
    facts = right("cp2-file")[file.ID]
    for code in file.banned(TRUTH):
        raw = {file.ID: {**facts, code: file.TAKE}}
        assert marked("cp2-file", raw).fraction == 0
        assert "on l’efface" in told("cp2-file", raw)


def test_the_marker_is_told_what_the_page_holds_and_what_was_answered():
    rival = CASE.policy["competitors"][0]["name"]
    forbidden = next(iter(plan.forbidden(TRUTH)))
    kept = {**right("cp2-plan")[plan.ACTIONS], forbidden: {"month": "m06"}}
    page = f"But\nIl faut 240 000 € de plus, et {rival} recule."
    said = told("cp2-defence", {**right("cp2-goals"), plan.ACTIONS: kept, defence.ID: page})
    for sentence in (
        *("240 000 € (hausse)", "Rubriques introuvables", f"La page nomme {rival}"),
        *(defence.NO_DATE.split(" :")[0], defence.NO_QUESTION.split(" :")[0], "garde une action interdite"),
        # 31 × 8 + 42 × 4 + 75 + 132 (test_figures_in_sql).
        *("visites au rythme haut 623", "devis à envoyer 55", "Ses réponses : hausse 240 000 €"),
    ):
        assert sentence in said.replace(" :", " :"), sentence
