"""What costs no thought pays next to nothing in CP3: one answer everywhere, one column followed."""

from autograder import truth
from autograder.keys.cp3 import complaint, content, credit, dormant, dormant_accounts, follow, gesture, offers
from ntc import exercises
from ntc.case import VARIANTS, load
from tests.every.tree import earned, placed

MOST = 0.15


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
        assert 291 <= follow.visits(case, low) <= 324
        assert 457 <= follow.visits(case, high) <= 509
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
