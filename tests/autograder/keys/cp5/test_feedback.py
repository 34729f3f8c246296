"""What a learner is told in CP5, on variant 00: the mistake by its name, and why, never « faux » alone."""

from decimal import Decimal

import pytest

from autograder import truth
from autograder.keys import SPECIMENS, Lesson, mark
from autograder.keys.cp5 import (
    avatar,
    call,
    crm,
    hours,
    hours_counted,
    mailing,
    qualify,
    qualify_talks,
    script,
)
from autograder.keys.cp5 import list as call_list
from autograder.keys.cp5 import tour as tour_key
from autograder.keys.primitives.barred import above
from autograder.mark import Mark
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.french import NARROW, NBSP, typeset
from ntc.instruments.tour import BAR
from ntc.lesson import fields_of, shipped
from ntc.lessons.cp5 import plans

CASE, TRUTH = load("00"), truth.load("00")
FIELDS = fields_of(shipped("cp5-prospection"), CASE)
# What the blueprint names for each exercise, on every variant.
NAMED = {
    "cp5-hours": {
        *("trap.all-calls", "trap.of-reached", "trap.meetings-on-calls", "trap.swapped"),
        *("trap.funnel-times", "trap.one-stage", "trap.days-undivided"),
    },
    "cp5-list": {
        *("trap.client-unseen", "trap.out-of-sector", "trap.refusal-recent", "trap.stale-kept"),
        "trap.silent-for-opposed",
    },
    "cp5-qualify": {"trap.heard-budget", "trap.friendly-hot"},
    "cp5-mailing": {
        *("trap.roi-gross", "trap.roi-on-margin", "trap.per-order-cost"),
        *("trap.on-sent", "trap.clicks-on-delivered"),
    },
    "cp5-crm": {"trap.refusal-for-opposition", "trap.opposed-erased"},
    "cp5-tour": {
        *("trap.trained", "trap.cost-km", "trap.per-100-km", "trap.burnt-only", "trap.factor-on-km"),
    },
}


def marked(exercise_id, raw) -> Mark:
    return mark(exercise_id, CASE, TRUTH, Lesson.read(FIELDS, raw))


def told(exercise_id, raw):
    """All that is said of an exercise, spaces made plain."""
    result = marked(exercise_id, raw)
    return plainly(" ".join([*(part.message for part in result.parts), *result.comments]))


def plainly(text):
    return text.replace(NBSP, " ").replace(NARROW, " ")


def part_of(exercise_id, raw, part_id):
    return next(part for part in marked(exercise_id, raw).parts if part.part == part_id)


def right(exercise_id):
    """The raw answers of whoever is right everywhere."""
    return next(each for each in SPECIMENS[exercise_id](CASE, TRUTH) if each.fraction == 1).raw


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_mistakes_of_the_blueprint_are_specimens_in_every_variant(variant):
    case, labels = load(variant), truth.load(variant)
    for exercise_id, slips in NAMED.items():
        shown = {specimen.slip for specimen in SPECIMENS[exercise_id](case, labels)}
        assert slips <= shown, (exercise_id, slips - shown)


def test_whoever_is_right_everywhere_has_all_the_points_of_the_machine():
    judged = [each for each in exercises.load().values() if each.lesson == "cp5-prospection"]
    raw = {}
    for exercise in judged:
        if not exercise.written:
            raw |= right(exercise.id)
    lesson = Lesson.read(FIELDS, raw)
    earned = {each.id: mark(each.id, CASE, TRUTH, lesson).fraction * each.points for each in judged}
    assert sum(earned.values()) == pytest.approx(76)
    assert earned["cp5-first-contact"] == 0


# --- what was announced to eliminate -------------------------------------------------------------------


def test_whoever_keeps_somebody_opposed_has_nothing_of_the_list():
    whole = right("cp5-list")
    opposed = min(call_list.cited(CASE, call_list.OPTOUT))
    result = marked("cp5-list", {**whole, call_list.KEPT: [opposed, *whole[call_list.KEPT][1:]]})
    assert result.fraction == 0
    assert all(part.noted == (typeset(call_list.FATAL_NOTED),) for part in result.parts)
    assert f"({opposed})" in result.parts[0].message
    # A silence is no opposition: a tenth less, and the record itself.
    silent = min(call_list.cited(CASE, call_list.STALE))
    kept = part_of("cp5-list", {**whole, call_list.KEPT: [silent, *whole[call_list.KEPT][1:]]}, "kept")
    # 11 of 12: F1 of 11/12, where all thirty-six have one half.
    assert kept.fraction == pytest.approx((11 / 12 - 0.5) / 0.5 - 0.1)
    assert "R20" in kept.message


def test_an_opposition_passed_over_or_a_note_of_health_leaves_nothing_of_the_records():
    whole, labels = right("cp5-crm"), TRUTH.of("crm_cases")
    names = dict(plans.records(CASE))
    opposed = [code for code, label in labels.items() if label.act == "oppose"]
    ailing = next(code for code, label in labels.items() if label.health)
    assert len(opposed) == 2
    for code, act in ((opposed[0], "plan"), (opposed[1], "keep"), (ailing, "keep")):
        result = marked("cp5-crm", {**whole, crm.RECORDS: {**whole[crm.RECORDS], code: act}})
        assert result.fraction == 0
        assert names[code] in result.parts[0].message
    # To erase it all is a mistake of its own, which has its own words and no more.
    result = marked("cp5-crm", {**whole, crm.RECORDS: {**whole[crm.RECORDS], opposed[0]: "erase"}})
    assert result.fraction == pytest.approx(1 - 4 / 8 / 13)
    assert "prochain import" in result.parts[0].message


def test_no_act_that_is_chosen_wrongly_tells_the_right_one():
    labels, options = TRUTH.of("crm_cases"), exercises.load()["cp5-crm"].options["acts"]
    for code, label in labels.items():
        for act in options:
            if act != label.act and not (label.act == "oppose" and act in crm.PASSED_OVER):
                message = part_of("cp5-crm", {crm.RECORDS: {code: act}}, "records").message
                assert options[label.act] not in message


# --- what is carried -----------------------------------------------------------------------------------


def test_a_rate_of_all_the_calls_is_charged_once_and_carried_into_the_funnel():
    whole = right("cp5-hours")
    wrong = hours_counted.figures(CASE, frozenset({hours_counted.ALL}))
    own = {
        row: hours_counted.needed(CASE, wrong[f"{row} reached"], wrong[f"{row} meetings"] / 100)
        for row in ("inside", "outside")
    }
    raw = {
        **whole,
        hours.CUTS: {
            row: {**cells, "reached": f"{wrong[f'{row} reached'] * 100:.2f}".replace(".", ",")}
            for row, cells in whole[hours.CUTS].items()
        },
        hours.NEEDED: {
            "calls-inside": {"value": str(own["inside"])},
            "calls-outside": {"value": str(own["outside"])},
            "days-saved": {"value": str(int((own["outside"] - own["inside"]) / 30))},
        },
    }
    result = marked("cp5-hours", raw)
    assert result.slips == ("trap.all-calls",)
    # A third of one point of twelve, for the first rate alone.
    assert result.fraction == pytest.approx(1 - 1 / 3 / 12)
    parts = {part.part: part for part in result.parts}
    assert parts["cuts-outside"].carried
    assert parts["calls-inside"].carried
    assert "vos propres taux" in parts["calls-outside"].message


def test_a_decision_follows_from_ones_own_roi():
    code = next(code for code, _ in plans.campaigns(CASE) if mailing.figures(CASE)[f"{code} roi"] < 0)
    whole = right("cp5-mailing")
    line = {**whole[mailing.CAMPAIGNS][code], "roi": "12,0", "decision": "keep"}
    mark_ = part_of("cp5-mailing", {**whole, mailing.CAMPAIGNS: {code: line}}, f"campaigns-{code}")
    assert mark_.fraction == pytest.approx(2 / 3)
    assert "découle de votre ROI" in mark_.message


def test_no_decision_follows_from_a_roi_that_makes_no_sense():
    code = min(dict(plans.campaigns(CASE)), key=lambda code: mailing.figures(CASE)[f"{code} roi"])
    whole = right("cp5-mailing")
    line = {**whole[mailing.CAMPAIGNS][code], "roi": "100", "decision": "keep"}
    mark_ = part_of("cp5-mailing", {**whole, mailing.CAMPAIGNS: {code: line}}, f"campaigns-{code}")
    assert mark_.fraction == pytest.approx(1 / 3)
    assert "trop loin du compte" in mark_.message


def test_a_verdict_follows_from_ones_own_cells_where_most_of_them_are_right():
    cells = qualify_talks.said(CASE, TRUTH)
    hot = next(code for code in cells if qualify_talks.right_verdict(TRUTH, code) == "hot")
    whole = right("cp5-qualify")
    later = {**whole[f"{qualify.ID}-more"][hot], "deadline": "m12"}
    own = qualify_talks.verdict(CASE, {**cells[hot], "deadline": "m12"})
    assert own != "hot"
    following = {"verdict": own, "step": qualify_talks.STEPS[own], "date": "none"}
    raw = {
        **whole,
        f"{qualify.ID}-more": {**whole[f"{qualify.ID}-more"], hot: later},
        qualify.NEXT: {**whole[qualify.NEXT], hot: following},
    }
    assert part_of("cp5-qualify", raw, "verdicts").fraction == 1
    assert part_of("cp5-qualify", raw, "verdicts").carried
    assert part_of("cp5-qualify", raw, "next").fraction == 1
    # Three cells made up carry nothing.
    blurred = {**whole[f"{qualify.ID}-facts"][hot], "decider": "other", "budget": "unsaid"}
    if cells[hot]["budget"] != "unsaid" and cells[hot]["decider"] != "other":
        raw[f"{qualify.ID}-facts"] = {**whole[f"{qualify.ID}-facts"], hot: blurred}
        assert part_of("cp5-qualify", raw, "verdicts").fraction < 1


def test_a_rate_of_another_size_is_named_and_charged_once():
    """The second rate is that of the next size down: right beside a wrong first one."""
    rates = [f"{rate * 100:.2f}".replace(".", ",") for _, rate in avatar.rates(CASE)]
    result = marked("cp5-avatar", {**right("cp5-avatar"), avatar.RATE: rates[1], avatar.SECOND: rates[2]})
    assert result.fraction == pytest.approx(1 - 1 / 8)
    assert "n’est comptée qu’une fois" in result.parts[3].message
    assert "tranche d’effectif\u00a0: de 50 à 249." in result.parts[2].message


# --- what is said --------------------------------------------------------------------------------------


def test_a_line_that_comes_too_soon_is_told_what_it_waits_for():
    whole = right("cp5-script")
    said = above(whole[script.LINES], plans.BAR)
    labels, texts = TRUTH.of("quiz_steps"), dict(plans.lines(CASE))
    # The leave is taken first of all.
    raw = {script.LINES: [said[-1], *said[:-1], *whole[script.LINES][len(said) :]]}
    message = part_of("cp5-script", raw, "lines").message
    assert texts[said[-1]] in message
    assert typeset(labels[said[-1]].reason) in message
    stray = min(script.strays(CASE, TRUTH))
    raw = {script.LINES: [*said, stray, *(one for one in whole[script.LINES][len(said) :] if one != stray)]}
    kept = part_of("cp5-script", raw, "lines")
    assert kept.fraction == pytest.approx(0.75)
    assert "n’a rien à faire dans cet appel" in kept.message
    # All under the bar is no call.
    nothing = part_of("cp5-script", {script.LINES: [plans.BAR, *said, *script.strays(CASE, TRUTH)]}, "lines")
    assert nothing.fraction == 0
    assert "ne dit rien" in nothing.message


def test_a_statement_that_goes_too_far_is_told_why():
    allowed = hours.allowed(CASE, TRUTH)
    assert len(allowed) == 2
    beyond = next(code for code, _ in plans.statements(CASE) if code not in allowed)
    said = told("cp5-hours", {hours.STATEMENTS: [min(allowed), beyond]})
    assert plainly(typeset(TRUTH.of("quiz_items")[beyond].reason)) in said


def test_thirty_calls_say_how_many_are_at_their_hour_and_who_may_not_be_called():
    laid = {row.call_id: {"slot": row.slot_id} for row in TRUTH.call_plans if row.plan == "optimum"}
    banned = next(row.slot_id for row in TRUTH.call_slots if not row.allowed)
    names = {item.id: item.label for item in plans.thirty(CASE).items}
    first = next(iter(laid))
    said = told("cp5-hours", {hours.PLAN: {**laid, first: {"slot": banned}}})
    assert f"R19 ne permet pas d’appeler : « {plainly(names[first])} »" in said
    crowd = {code: {"slot": "h04"} for code in list(laid)[:5]}
    assert "Plus de trois appels" in told("cp5-hours", {hours.PLAN: crowd})
    assert f"{25} appels sans demi-heure" in told("cp5-hours", {hours.PLAN: crowd})


def test_a_figure_that_is_merely_near_a_mistake_is_told_none_and_carries_nothing():
    rows = {row: {"reached": "10", "meetings": "10"} for row, _ in plans.openings()}
    result = marked("cp5-hours", {hours.OPENINGS: rows})
    assert (result.fraction, result.slips) == (0, ())


def test_meetings_may_be_given_as_a_rate_and_days_to_a_tenth():
    whole = right("cp5-hours")
    cuts = {row: {**cells, "meetings": f"{cells['meetings']} %"} for row, cells in whole[hours.CUTS].items()}
    assert marked("cp5-hours", {**whole, hours.CUTS: cuts}).fraction == 1
    exact = hours_counted.days(*hours_counted.needed_pairs(CASE)[0])
    tenth = {**whole[hours.NEEDED], "days-saved": {"value": f"{exact:.1f}".replace(".", ",")}}
    assert part_of("cp5-hours", {**whole, hours.NEEDED: tenth}, "days-saved").fraction == 1


def test_a_day_that_was_begun_is_not_saved_unless_each_number_of_calls_takes_its_own_days():
    """1 586 calls inside, 3 269 outside: 53 days and 109, or 1 683 ÷ 30 = 56.1; 57 is neither."""
    whole = right("cp5-hours")

    def saved(days, inside=1586, outside=3269):
        calls = {"calls-inside": {"value": str(inside)}, "calls-outside": {"value": str(outside)}}
        needed = {**whole[hours.NEEDED], **calls, "days-saved": {"value": str(days)}}
        return part_of("cp5-hours", {**whole, hours.NEEDED: needed}, "days-saved")

    assert [saved(days).fraction for days in (55, 56, 57)] == [0, 1, 0]
    assert saved(57).slip == "trap.day-begun"
    # 1 590 calls are 53 days, 3 271 are 110 with the day begun, 56.03 between them.
    assert [saved(days, 1590, 3271).fraction for days in (56, 57, 58)] == [1, 1, 0]


def test_a_loss_without_its_sign_is_told_so():
    code = next(code for code, _ in plans.campaigns(CASE) if mailing.figures(CASE)[f"{code} roi"] < 0)
    value = -mailing.figures(CASE)[f"{code} roi"] * 100
    line = {code: {"roi": f"{value:.2f}".replace(".", ",")}}
    assert plainly(mailing.SIGN) in told("cp5-mailing", {mailing.CAMPAIGNS: line})


def test_an_invented_cell_costs_more_than_an_empty_one():
    cells, whole = qualify_talks.said(CASE, TRUTH), right("cp5-qualify")
    code = next(code for code in cells if cells[code]["machine"] == "unsaid")
    power = next(option for option, _ in plans.machines(CASE) if option != "unsaid")
    table = f"{qualify.ID}-more"

    def earned(machine):
        line = {**whole[table][code], "machine": machine}
        return part_of("cp5-qualify", {**whole, table: {**whole[table], code: line}}, "unsaid").fraction

    assert earned(power) < earned("") < earned("unsaid") == 1


def test_a_tour_tells_what_it_misses_what_it_breaks_and_what_it_leaves_to_see():
    best = tour_key.best_tour(TRUTH).stops.split()
    doors = [door.id for door in plans.tour(CASE).journey.doors]

    def of(order):
        raw = {tour_key.ORDER: [*order, BAR, *(door for door in doors if door not in order)]}
        return part_of("cp5-tour", raw, "order")

    assert of(best).verdict == "right"
    assert of([]).fraction == 0
    assert "d’autres portes" in of(best[:2]).message
    everything = of(doors)
    assert everything.fraction == 0
    assert everything.noted == (tour_key.NOTED,)
    # What is under the bar weighs nothing.
    litres = Decimal(str(CASE.policy["co2"]["litres_100km"])) * tour_key.best_tour(TRUTH).km / 100
    raw = {
        tour_key.ORDER: [*best, BAR, *(door for door in doors if door not in best)],
        tour_key.FIGURES: {"litres": {"value": f"{litres:.2f}".replace(".", ",")}},
    }
    assert part_of("cp5-tour", raw, "litres").fraction == 1


# --- the call ------------------------------------------------------------------------------------------


def test_a_call_that_disparages_is_worth_nothing_and_one_that_lies_half():
    labels = TRUTH.of("dialogue_choices")
    best = TRUTH.of("dialogues")[call.DIALOGUE].best_path.split()
    assert marked(call.ID, {call.ID: best}).fraction == 1
    walks = [[one.id for one in walk] for walk in call.walks(call.plans.talk(CASE))]

    def among(fault):
        return [walk for walk in walks if any(fault in labels[code].flags for code in walk)]

    assert {marked(call.ID, {call.ID: walk}).fraction for walk in among("dénigrement")} == {0}
    for fault in call.HALVED:
        found = [marked(call.ID, {call.ID: walk}) for walk in among(fault)]
        assert found
        assert max(result.fraction for result in found) <= 0.5
        reduced = [result for result in found if any("moitié" in one for one in result.comments)]
        assert len(reduced) >= len(found) - len(among("dénigrement"))


def test_no_more_of_a_call_is_told_than_what_each_reply_did():
    labels = TRUTH.of("dialogue_choices")
    best = set(TRUTH.of("dialogues")[call.DIALOGUE].best_path.split())
    texts = {row.choice_id: row.text for row in CASE.dialogue_choices}
    for walk in [[one.id for one in walk] for walk in call.walks(call.plans.talk(CASE))][::7]:
        said = told(call.ID, {call.ID: walk})
        for code in best - set(walk):
            assert plainly(texts[code]) not in said
        wrong = [code for code in walk if "faute" in labels[code].flags]
        assert sum(plainly(texts[code])[:30] in said for code in wrong) == len(wrong)
