"""What costs no thought pays next to nothing in CP5: draws, one answer everywhere, one column followed."""

import random
from statistics import mean

import pytest

from autograder import truth
from autograder.keys.cp5 import call, crm, hours_counted, qualify_talks
from autograder.keys.cp5 import list as call_list
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.lessons.cp5 import plans, worked
from tests.every.strategies import drawn
from tests.every.tree import earned, placed

MOST, DRAWS = 0.15, 200
JUDGED = sorted(
    each.id for each in exercises.load().values() if each.lesson == "cp5-prospection" and not each.written
)


def answered(field, draw):
    """An answer drawn; of the calls, most are placed."""
    if field.kind != "planner":
        return drawn(field, draw)
    rows = [row for row in field.controls()["rows"] if draw.random() < 0.9]
    return {
        row["id"]: {name: draw.choice(cell["options"])[0] for name, cell in row["cells"].items()}
        for row in rows
    }


def test_all_the_exercises_are_played():
    assert len(JUDGED) == 9


@pytest.mark.slow
@pytest.mark.parametrize("exercise_id", JUDGED)
def test_chance_pays_next_to_nothing(exercise_id):
    draw, paid = random.Random(10), []
    for variant in ("00", "05", "12"):
        fields = placed(variant)[exercise_id].values()
        paid += [
            earned(variant, {field.id: answered(field, draw) for field in fields}, exercise_id)
            for _ in range(DRAWS // 3)
        ]
    assert mean(paid) <= MOST


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_list_made_by_one_column_is_worth_next_to_nothing(variant):
    """The largest potentials, the largest firms, the most recent word, the first of the list."""
    case = load(variant)
    codes = [code for code, _ in plans.candidates(case)]
    records = {code: worked.account(case, code) for code in codes}
    word = {row.account_id: row.last_inbound_contact for row in case.contacts if row.account_id in records}
    looks = {
        "potential": lambda code: -records[code].est_potential,
        "size": lambda code: -records[code].employees,
        "word": lambda code: -word[code].toordinal() if code in word else 0,
        "listed": codes.index,
        "code": lambda code: code,
    }
    found = {
        name: earned(variant, {call_list.KEPT: sorted(codes, key=look)[:12]}, "cp5-list")
        for name, look in looks.items()
    }
    assert {name: paid for name, paid in found.items() if paid > MOST} == {}


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_the_keys_work_out_is_what_the_generator_laid_down(variant):
    """Who may be called and why not, verdicts and days, the half-hours of a trade."""
    case, labels = load(variant), truth.load(variant)
    for code, label in labels.of("call_candidates").items():
        found = call_list.motives(case)[code]
        assert (not found) == label.right
        assert (next(iter(found)) if len(found) == 1 and found != {"size"} else None) == label.motive
    talks = labels.of("talks")
    for code, cells in qualify_talks.said(case, labels).items():
        verdict = qualify_talks.right_verdict(labels, code)
        assert qualify_talks.verdict(case, cells) == verdict
        day = talks[code].next_by
        expected = "none" if day is None else f"d{day:%m%d}"
        assert qualify_talks.day_for(case, labels, code, verdict) == expected
        assert expected in dict(plans.dates(case))
        for column, options in (
            ("budget", plans.budgets),
            ("machine", plans.machines),
            ("rival", plans.rivals),
        ):
            assert cells[column] in dict(options(case))
    good = hours_counted.good_slots(case)
    laid = [row for row in labels.call_plans if row.plan == "optimum"]
    assert sum(row.slot_id in good[row.call_id] for row in laid) == labels.call_days[0].inside
    assert sum(label.health for label in labels.crm_cases) == 1


@pytest.mark.parametrize("variant", VARIANTS[::4])
def test_a_call_without_a_fault_and_without_thought_stays_below_a_half(variant):
    case, labels = load(variant), truth.load(variant).of("dialogue_choices")
    script, draw, paid = plans.talk(case), random.Random(3), []
    for _ in range(60):
        said, place = [], script.start
        while onward := script.after(place):
            sound = [one for one in onward if "faute" not in labels[one.id].flags]
            said.append(draw.choice(sound or onward))
            place = said[-1].next
        paid.append(earned(variant, {call.ID: [one.id for one in said]}, call.ID))
    assert mean(paid) <= 0.45


def test_one_act_everywhere_is_worth_nothing():
    for variant in VARIANTS[::4]:
        codes = [code for code, _ in plans.records(load(variant))]
        for act in exercises.load()[crm.ID].options["acts"]:
            assert earned(variant, {crm.RECORDS: dict.fromkeys(codes, act)}, crm.ID) == 0
