"""What the trade forbids eliminates: in every plan of every lesson, on every variant, and it says why."""

from autograder.keys import KEYS, Lesson, mark
from ntc.french import typeset
from ntc.plans import Forbidden
from tests.autograder.grading.samples import specimens
from tests.every.tree import VARIANTS, data, placed


def eliminating(variant):
    """Each exercise that states a plan with what it may not hold: its id, the ids of the items, why."""
    case, labels = data(variant)
    for exercise_id, key in KEYS.items():
        problem = getattr(key, "__globals__", {}).get("problem")
        for rule in problem(case, labels).rules if problem else ():
            if isinstance(rule, Forbidden) and rule.fatal:
                yield exercise_id, rule.reasons


def test_a_forbidden_item_brings_the_best_answer_to_nothing_and_is_told_why():
    found, run = [], 0
    for variant in VARIANTS:
        case, labels = data(variant)
        for exercise_id, reasons in eliminating(variant):
            best = next(s for s in specimens(exercise_id, variant) if s.fraction == 1).raw[exercise_id]
            row = next(iter(best.values()))
            for code, why in reasons.items():
                run += 1
                raw = {exercise_id: {**best, code: row}}
                result = mark(exercise_id, case, labels, Lesson.read(placed(variant), raw))
                if result.fraction:
                    found.append(f"{variant}, {exercise_id}, {code}: {result.fraction}")
                if not any(typeset(why) in part.message for part in result.parts):
                    found.append(f"{variant}, {exercise_id}, {code}: not told why")
    assert found == []
    assert run >= len(VARIANTS) * any(True for _ in eliminating(VARIANTS[0]))
