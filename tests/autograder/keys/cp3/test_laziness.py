"""What costs no thought pays next to nothing in CP3: draws, one answer everywhere, one column followed."""

import random
from functools import cache
from statistics import mean

import pytest

from autograder import truth
from autograder.keys import Lesson, mark
from autograder.keys.cp3 import complaint, content, credit, dormant, dormant_accounts, follow, gesture, offers
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped

MOST, DRAWS = 0.15, 200
JUDGED = sorted(
    each.id for each in exercises.load().values() if each.lesson == "cp3-fidelisation" and not each.written
)


@cache
def placed(variant):
    return fields_of(shipped("cp3-fidelisation"), load(variant))


def earned(variant, raw, exercise_id):
    return mark(exercise_id, load(variant), truth.load(variant), Lesson.read(placed(variant), raw)).fraction


def drawn(field, draw):
    """An answer to a field, every choice drawn, a figure and a day among a few; a set as large as may be."""
    controls = field.controls()
    if field.kind == "dialogue":
        return _talk(field.script, draw)
    if "keep" in controls:
        ids = [option for option, _ in controls["options"]]
        return draw.sample(ids, controls["keep"] or draw.randint(1, min(len(ids), 20)))
    if "items" in controls:
        return {item: draw.choice(controls["options"])[0] for item, _ in controls["items"]}
    if "rows" in controls:
        return {
            row["id"]: {name: _cell(cell, draw) for name, cell in row["cells"].items()}
            for row in controls["rows"]
        }
    ids = [option for option, _ in controls["options"]]
    return draw.sample(ids, len(ids)) if field.kind == "order" else draw.choice(ids)


def _talk(script, draw):
    said, place = [], script.start
    while onward := script.after(place):
        one = draw.choice(onward)
        said.append(one.id)
        place = one.next
    return said


def _cell(cell, draw):
    if "options" in cell:
        return draw.choice(cell["options"])[0]
    return draw.choice(["12/01/2026", "15/03/2026", "0", "10", "100", "300"])


def test_all_the_exercises_are_played():
    assert len(JUDGED) == 7


@pytest.mark.slow
@pytest.mark.parametrize("exercise_id", JUDGED)
def test_chance_pays_next_to_nothing(exercise_id):
    draw, paid = random.Random(10), []
    for variant in ("00", "05", "12"):
        fields = placed(variant)[exercise_id].values()
        paid += [
            earned(variant, {field.id: drawn(field, draw) for field in fields}, exercise_id)
            for _ in range(DRAWS // 3)
        ]
    assert mean(paid) <= MOST


def test_one_answer_everywhere_pays_next_to_nothing():
    found = []
    for variant in VARIANTS[::4]:
        played = {
            "cp3-offers": ("offer", "offers"),
            "cp3-credit": ("courier", "couriers"),
            "cp3-complaint": ("origin", "origins"),
        }
        for exercise_id, (column, options) in played.items():
            fields = placed(variant)[exercise_id].values()
            field = next(each for each in fields if column in getattr(each, "columns", ()))
            for option in exercises.load()[exercise_id].options[options]:
                raw = {field.id: {row: {column: option} for row in field.entries}}
                if (share := earned(variant, raw, exercise_id)) > MOST:
                    found.append(f"{variant}, {field.id}, {option}: {share:.3f}")
        for amount in ("0", "80", "300"):
            raw = {complaint.FILES: {code: {"amount": amount} for code, _ in _rows(variant)}}
            if (share := earned(variant, raw, "cp3-complaint")) > MOST:
                found.append(f"{variant}, {amount} € everywhere: {share:.3f}")
    assert found == []


def _rows(variant):
    return [(row.case_id, row.cmp_id) for row in load(variant).claim_cases]


def test_who_calls_the_richest_first_earns_next_to_nothing_by_it():
    """Without a list, five great names are none of them asleep."""
    for variant in VARIANTS[::4]:
        case = load(variant)
        richest = sorted(case.clients, key=lambda row: -row.potential_12m)[:5]
        rows = {
            row: {"account": client.client_id, "months": "12", "score": str(client.potential_12m)}
            for row, client in zip(dormant.RANKS, richest, strict=True)
        }
        assert earned(variant, {dormant.CALLS: rows}, "cp3-dormant") <= 0.05


def test_a_list_that_takes_every_line_for_an_order_is_worth_nothing_and_one_trap_of_two_about_half():
    """The shares that the lesson was built on, on the 17 variants."""
    for variant in VARIANTS:
        case = load(variant)
        traps = [dormant_accounts.RENEWED, dormant_accounts.CANCELLED]
        first = dormant_accounts.asleep(case, frozenset(traps))
        assert dormant.quality(case, first) == 0
        for trap in traps:
            assert 0.45 <= dormant.quality(case, dormant_accounts.asleep(case, frozenset({trap}))) <= 0.7
        right = dormant_accounts.asleep(case)
        assert dormant.quality(case, right | dormant_accounts.lost(case)) <= 0.3
        assert 14 <= len(right) <= 22
        assert len(right) - len(first) == 9


def test_the_two_ends_of_the_rule_of_visits_promise_too_little_or_too_much():
    for variant in VARIANTS:
        case = load(variant)
        low, high = ([each[rank] for each in follow.bounds(case).values()] for rank in (0, 1))
        assert 294 <= follow.visits(case, low) <= 327
        assert 467 <= follow.visits(case, high) <= 517
        assert follow.visits(case, follow.shared(case)) in range(376, 397)


def test_no_gesture_alone_repairs_and_few_sets_do():
    for variant in VARIANTS:
        menu = gesture.menu(load(variant), truth.load(variant))
        holding = [each for each in menu.sets() if menu.holds(each)]
        assert 3 <= len(holding) <= 12
        assert min(map(len, holding)) >= 2
        assert menu.quality(menu.value) == 0


def test_what_the_keys_work_out_is_what_the_generator_laid_down():
    """Letters, grants, dates, sleepers, the best gestures: from the tables, and from the labels."""
    for variant in VARIANTS:
        case, labels = load(variant), truth.load(variant)
        figures = credit.figures(case)
        for account in case.credit_cases:
            label = labels.of("credit_cases")[account.client_id].courier
            assert credit.letter(case, account, figures[account.client_id]) == credit.COURIER[label]
        grants = complaint.grants(case, labels, complaint.origins(case, labels))
        assert grants == {code: label.grant for code, label in labels.of("claim_cases").items()}
        rule = labels.of("complaint_rules")[complaint.plans.dated(case).cmp_id]
        expected = (rule.acknowledge_by, rule.diagnosis_by, rule.proposal_by, rule.close_by)
        assert tuple(complaint.dates(case).values()) == expected
        sleepers = {label.client_id for label in labels.clients if label.status == "dormant"}
        assert dormant_accounts.asleep(case) == sleepers
        best = labels.gesture_plans[0]
        menu = gesture.menu(case, labels)
        assert frozenset(best.chosen.split()) in menu.cheapest()
        assert menu.paid(best.chosen.split()) == best.cost
        assert len(offers.called_for(case, labels)) == 8
        assert len(content.flawed(case, labels)) == 2
