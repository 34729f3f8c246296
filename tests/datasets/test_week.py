"""The week of cp2-week: stored plans keep every rule, the draft breaks ten; checked from the tables alone."""

import re
from collections import Counter, defaultdict
from datetime import datetime, time, timedelta
from functools import cache
from itertools import combinations

import pytest

from autograder import truth as truths
from ntc.calc.travel import road
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

CALLS = ("appel", "relance", "demande")
FAULTS = {"R19": 4, "R22": 1, "trajet": 2, "administratif": 1, "imprévus": 1}
# One of what is due by a day is late: a request, a quote, a visit.
DUE = {"demande": "R21", "devis": "R21", "visite": "R13"}
KINDS = {
    "réunion": 1,
    "rendez-vous": 4,
    "visite": 1,
    "tournée": 1,
    "relance": 2,
    "appel": 8,
    "demande": 1,
    "devis": 1,
    "administratif": 6,
    "imprévus": 5,
}
COUNTS = {"trois": 3, "quatre": 4}
HALF_HOUR = timedelta(minutes=30)


def hour(text):
    return time.fromisoformat(text)


class Week:
    """A week as a reader of the tables and the policy sees it. A plan gives each task its first half-hour."""

    def __init__(self, variant):
        self.case, self.truth = load(variant), truths.load(variant)
        (self.week,), self.rules = self.case.weeks, self.case.policy
        self.tasks = {row.task_id: row for row in self.case.week_tasks}
        self.slots = {row.slot_id: row for row in self.case.week_slots}
        self.open_days = [
            row.date
            for row in self.case.calendar
            if not row.holiday and row.weekday not in ("samedi", "dimanche")
        ]
        segments = {row.seg_id: row for row in self.case.segments}
        self.segment = {row.client_id: segments[row.seg_id] for row in self.case.clients}
        self.segment |= {row.prospect_id: segments[row.seg_id] for row in self.case.prospects}
        self.draft = {row.task_id: row.slot_id for row in self.case.week_draft}
        self.plans = defaultdict(dict)
        for row in self.truth.week_plans:
            self.plans[row.plan][row.task_id] = row.slot_id

    def begins(self, slot_id):
        return datetime.combine(self.slots[slot_id].day, self.slots[slot_id].start)

    def ends(self, task_id, slot_id):
        return self.begins(slot_id) + self.tasks[task_id].half_hours * HALF_HOUR

    def of(self, kind):
        return [code for code, row in self.tasks.items() if row.kind == kind]

    def faults(self, plan):
        """Return the rules that a plan breaks, each with the task, or None for the week as a whole."""
        broken = {(rule, code) for code, slot in plan.items() for rule in self.misplaced(code, slot)}
        broken |= {("oubli", code) for code, row in self.tasks.items() if row.required and code not in plan}
        for one, other in combinations(plan, 2):
            if self.begins(plan[one]) < self.ends(other, plan[other]) and self.begins(
                plan[other]
            ) < self.ends(one, plan[one]):
                broken.add(("chevauchement", min(one, other)))
        driven, spent = Counter(), Counter()
        for code, slot in plan.items():
            driven[self.slots[slot].day] += self.tasks[code].driving_minutes
            spent[self.tasks[code].kind] += self.tasks[code].half_hours
        if max(driven.values()) > self.rules["tour"]["driving_hours"] * 60:
            broken.add(("R23", None))
        worked = sum(row.moment != "pause" for row in self.slots.values())
        if spent["administratif"] > self.rules["week"]["admin_max"] * worked:
            broken.add(("administratif", None))
        if spent["imprévus"] < self.rules["week"]["reserve_min"] * worked:
            broken.add(("imprévus", None))
        return broken

    def misplaced(self, code, slot):
        """Yield the rules that a task breaks by itself when it begins at a half-hour."""
        row, start, end = self.tasks[code], self.begins(slot), self.ends(code, slot)
        if row.kind in CALLS:
            if not self.callable(row.account_id, start, end):
                yield "R19"
        elif not any(
            hour(since) <= start.time() and end <= datetime.combine(start.date(), hour(until))
            for since, until in self.rules["week"]["open"]
        ):
            yield "horaires"
        if row.fixed_day:
            arrival = start + timedelta(minutes=row.way_minutes or 0)
            agreed = datetime.combine(row.fixed_day, row.fixed_at)
            if arrival > agreed:
                yield "trajet"
            elif arrival + HALF_HOUR <= agreed:
                yield "trop tôt"
        if row.kind == "relance" and (start.date() - row.since).days not in self.rules["quote"]["followups"]:
            yield "R22"
        if row.kind == "demande" and self.waited(row, start) > 60 * self.rules["lead"]["first_call_hours"]:
            yield "R21"
        if row.kind == "devis" and self.days_since(row, start) > self.rules["lead"]["quote_days"]:
            yield "R21"
        if row.kind == "visite" and self.days_since(row, start) > self.rules["visits"]["hot_prospect_days"]:
            yield "R13"

    def callable(self, account, start, end):
        """Tell whether rule R19 lets one call an account from start to end."""
        rule, segment = self.rules["call_hours"], self.segment[account]
        last = rule["friday_to"] if start.weekday() == 4 else rule["to"]
        begun, done = start.time(), end.time()
        if begun < hour(rule["from"]) or done > hour(last):
            return False
        if any(begun < hour(until) and done > hour(since) for since, until in rule["never"]):
            return False
        windows = ((segment.call_from, segment.call_to), (segment.call_from2, segment.call_to2))
        return any(since and since <= begun and done <= until for since, until in windows)

    def waited(self, row, start):
        """Count the minutes of work from a request to its call, span by span of the open days."""
        asked, minutes = datetime.combine(row.since, row.since_at), 0
        for day in (day for day in self.open_days if row.since <= day <= start.date()):
            for since, until in self.rules["week"]["open"]:
                begun = max(asked, datetime.combine(day, hour(since)))
                done = min(start, datetime.combine(day, hour(until)))
                minutes += max(0, (done - begun) // timedelta(minutes=1))
        return minutes

    def days_since(self, row, start):
        return sum(row.since < day <= start.date() for day in self.open_days)


@cache
def read(variant):
    return Week(variant)


@rules.given
def week(variant):
    return read(variant)


@rules.rule
def the_week_is_the_first_of_the_learner(week, case):
    days = sorted({row.day for row in week.slots.values()})
    assert days == [case.company.story_date + timedelta(number) for number in range(5)]
    assert days == [day for day in week.open_days if days[0] <= day <= days[-1]]
    assert (week.week.first_day, week.week.last_day) == (days[0], days[-1])
    assert Counter(row.moment for row in week.slots.values()) == {"matin": 40, "pause": 20, "après-midi": 40}
    # 40 hours: a fifth for paper work at most, a tenth for the unforeseen at least.
    assert (week.week.half_hours, week.week.admin_max, week.week.reserve_min) == (80, 16, 8)
    forbidden = {code for code, row in week.truth.of("week_slots").items() if not row.calls}
    assert {time(12), time(13, 30), time(16), time(17, 30)} < {week.slots[code].start for code in forbidden}
    assert len(forbidden) == 5 * 4 + 4


@rules.rule
def tasks_are_of_each_kind_and_of_one_account_each(week, case):
    assert Counter(row.kind for row in week.tasks.values()) == KINDS
    accounts = [row.account_id for row in week.tasks.values() if row.account_id]
    assert len(set(accounts)) == len(accounts) == 17
    elsewhere = {row.account_id for row in (*case.tour_stops, *case.call_sheet)}
    assert not elsewhere & {
        row.account_id for row in week.tasks.values() if row.account_id and row.kind != "relance"
    }
    loose = {row.kind for row in week.tasks.values() if not row.required}
    assert loose == {"administratif", "imprévus"}


@rules.rule
def nobody_who_objected_or_fell_silent_is_called(week, case, truth):
    long_ago = case.company.story_date.replace(year=case.company.story_date.year - 3)
    barred = {
        row.account_id for row in case.contacts if row.opposition or row.last_inbound_contact < long_ago
    }
    barred |= {row.prospect_id for row in truth.prospect_scores if row.excluded}
    barred |= {row.client_id for row in truth.clients if row.status != "actif"}
    assert not barred & {row.account_id for row in week.tasks.values()}


@rules.rule
def followed_up_quotes_are_open_and_of_the_account(week, case):
    quotes = {row.quote_id: row for row in case.quotes}
    for row in week.tasks.values():
        assert (row.quote_id is not None) == (row.kind == "relance")
        if row.quote_id:
            quote = quotes[row.quote_id]
            assert (quote.account_id, quote.date, quote.status) == (row.account_id, row.since, "en cours")
            assert row.quote_id in row.title


@rules.rule
def a_call_is_for_each_segment_of_its_own(week):
    called = [week.segment[week.tasks[code].account_id] for code in week.of("appel")]
    assert len({segment.seg_id for segment in called}) == 8
    assert "bois et meuble" in {segment.label for segment in called}


@rules.rule
def a_trip_takes_the_road_and_the_minutes_of_the_class(week, case):
    towns = {row.town_id: row for row in case.towns}
    home = next(row for row in case.towns if row.name == case.policy["tour"]["home"])
    accounts = {row.client_id: row for row in case.clients} | {row.prospect_id: row for row in case.prospects}
    stay = {"C": {45, 60}, "P": {30}}
    for code in (*week.of("rendez-vous"), *week.of("visite")):
        row = week.tasks[code]
        town = towns[row.town_id]
        assert accounts[row.account_id].town_id == row.town_id
        assert row.way_minutes == road(home.lat, home.lon, town.lat, town.lon).minutes <= 60
        assert row.driving_minutes == 2 * row.way_minutes
        assert row.minutes in stay[row.account_id[0]]
        out = -(-row.way_minutes // 30)
        assert row.half_hours == out - (-(row.minutes + row.way_minutes) // 30)


@rules.rule
def appointments_are_with_a_client_a_a_client_b_and_two_projects(week, case, truth):
    active, ca = truth.of("clients"), Counter()
    for order in case.orders:
        if (order.date.year, active[order.client_id].status) == (2025, "actif") and order.status != "annulée":
            ca[order.client_id] += order.net_ht
    stages = {row.prospect_id: row.stage for row in case.prospects}
    found = []
    for code in week.of("rendez-vous"):
        row = week.tasks[code]
        above = sum(amount for amount in ca.values() if amount > ca[row.account_id]) / sum(ca.values())
        classes = case.policy["classes"]
        letter = "A" if above < classes["a"] else "B" if above < classes["b"] else "C"
        found.append((stages.get(row.account_id, letter), row.minutes))
    stay = case.policy["tour"]["visit_minutes"]
    projects = [("Opportunité", stay["prospect"])] * 2
    assert sorted(found) == [("A", stay["a"]), ("B", stay["b"]), *projects]
    assert len({week.tasks[code].fixed_day for code in week.of("rendez-vous")}) == 4


@rules.rule
def the_tour_fills_half_a_day_with_prospects_of_one_town(week, case, truth):
    (row,) = (week.tasks[code] for code in week.of("tournée"))
    towns = {town.town_id: town for town in case.towns}
    home = next(town for town in case.towns if town.name == case.policy["tour"]["home"])
    town = towns[row.town_id]
    visits = next(count for word, count in COUNTS.items() if word in row.title)
    excluded = {score.prospect_id for score in truth.prospect_scores if score.excluded}
    there = [one for one in case.prospects if one.town_id == row.town_id and one.prospect_id not in excluded]
    assert town.name in row.title
    assert len(there) >= visits
    assert row.minutes == visits * case.policy["tour"]["visit_minutes"]["prospect"]
    there_and_back = 2 * road(home.lat, home.lon, town.lat, town.lon).minutes
    assert row.driving_minutes == there_and_back + (visits - 1) * 12
    assert row.minutes + row.driving_minutes <= 240 == 30 * row.half_hours


@rules.rule
def places_of_each_task_are_those_that_break_no_rule(week):
    for code, label in week.truth.of("week_tasks").items():
        found = [slot for slot in week.slots if not list(week.misplaced(code, slot))]
        assert label.starts.split() == found
        assert label.places == len(found) >= 1


@rules.rule
def deadlines_are_those_of_the_rules(week):
    for code, label in week.truth.of("week_tasks").items():
        row = week.tasks[code]
        assert (label.rule is None) == (row.since is None) == (label.due_on is None)
        assert (label.due_at is None) == (row.kind != "demande")
        if row.kind == "relance":
            assert label.rule == f"R22 J+{(label.due_on - row.since).days}"
        elif row.kind == "demande":
            due = datetime.combine(label.due_on, label.due_at)
            assert week.waited(row, due) == 60 * week.rules["lead"]["first_call_hours"]
        elif row.since:
            wanted = {
                "R21": week.rules["lead"]["quote_days"],
                "R13": week.rules["visits"]["hot_prospect_days"],
            }
            assert week.days_since(row, datetime.combine(label.due_on, time())) == wanted[label.rule]


@rules.rule
def every_stored_plan_keeps_every_rule(week):
    assert sorted(week.plans) == [1, 2, 3, 4, 5, 6]
    for plan in week.plans.values():
        assert week.faults(plan) == set()


@rules.rule
def stored_plans_are_clearly_different(week):
    for one, other in combinations(week.plans.values(), 2):
        assert sum(one.get(code) != other.get(code) for code in week.tasks) >= 12


@rules.rule
def paper_work_and_the_unforeseen_have_their_shares(week):
    for plan in week.plans.values():
        spent = Counter()
        for code in plan:
            spent[week.tasks[code].kind] += week.tasks[code].half_hours
        assert spent["administratif"] <= 16
        assert spent["imprévus"] >= 8
    whole = sum(week.tasks[code].half_hours for code in week.of("administratif"))
    assert 18 <= whole <= 21, "all the paper work is more than a fifth: some of it has to wait"


@rules.rule
def the_draft_breaks_ten_rules_and_no_other(week):
    labels = week.truth.week_faults
    assert week.faults(week.draft) == {(row.rule, row.task_id) for row in labels}
    (late,) = [row for row in labels if row.task_id and week.tasks[row.task_id].kind in DUE]
    assert late.rule == DUE[week.tasks[late.task_id].kind]
    assert Counter(row.rule for row in labels if row != late) == FAULTS
    assert week.truth.weeks[0].faults == len(labels) == sum(FAULTS.values()) + 1 == 10


@rules.rule
def the_kind_of_a_task_does_not_tell_its_fault(week):
    """Half of each kind is well placed, or more: to name its usual rule everywhere earns nothing."""
    wrong = Counter(week.tasks[row.task_id].kind for row in week.truth.week_faults if row.task_id)
    assert wrong.pop("appel") * 2 == len(week.of("appel")) == 8
    assert wrong.pop("relance") * 2 == len(week.of("relance")) == 2
    assert wrong.pop("rendez-vous") * 2 == len(week.of("rendez-vous")) == 4
    assert sum(wrong.values()) == 1
    assert wrong.keys() < DUE.keys()
    rules_of = {"appel": "R19", "relance": "R22", "rendez-vous": "trajet", **DUE}
    told = {(rules_of[row.kind], code) for code, row in week.tasks.items() if row.kind in rules_of}
    right = told & {(row.rule, row.task_id) for row in week.truth.week_faults}
    assert len(right) == 8 <= len(told) - len(right)


@rules.rule
def the_draft_has_too_much_paper_and_too_little_reserve(week):
    spent = Counter()
    for code in week.draft:
        spent[week.tasks[code].kind] += week.tasks[code].half_hours
    assert 18 <= spent["administratif"] <= 21
    assert spent["imprévus"] in (2, 4, 6)


@rules.rule
def t19_calls_are_drafted_on_friday_afternoon_and_at_lunch(week):
    planted = [week.slots[week.draft[row.task_id]] for row in week.truth.week_faults if row.trap == "T19"]
    friday = [row.start for row in planted if row.day.weekday() == 4 and row.start >= time(16)]
    noon = [row.start for row in planted if row.moment == "pause"]
    assert (len(planted), len(friday), len(noon)) == (3, 2, 1)
    assert time(16, 30) in friday
    # The bait: a segment that is called at this hour on the other days.
    bait = next(code for code, slot in week.draft.items() if slot == "ve1630")
    assert week.callable(
        week.tasks[bait].account_id, *(week.begins("je1630") + step for step in (0 * HALF_HOUR, HALF_HOUR))
    )


SPOILT = {
    "oubli": lambda week, plan: plan.pop(week.of("réunion")[0]),
    "imprévus": lambda week, plan: plan.pop(next(code for code in week.of("imprévus") if code in plan)),
    "horaires": lambda week, plan: plan.update({week.of("devis")[0]: "lu1200"}),
    "R13": lambda week, plan: plan.update({week.of("visite")[0]: "ve1400"}),
    "R21": lambda week, plan: plan.update({week.of("devis")[0]: "ve1400"}),
    "chevauchement": lambda week, plan: plan.update({week.of("appel")[0]: plan[week.of("rendez-vous")[0]]}),
}


@rules.rule
def the_check_sees_a_plan_that_is_spoilt(week):
    tightest = min(week.plans.values(), key=lambda found: sum(code in found for code in week.of("imprévus")))
    for rule, spoil in SPOILT.items():
        plan = dict(tightest)
        spoil(week, plan)
        assert rule in {name for name, _ in week.faults(plan)}


def test_the_check_sees_two_long_trips_in_one_day():
    """Four hours at the wheel (R23): a tour and a visit of the same day may be too far for it."""
    week = Week("00")
    tour, visit = week.of("tournée")[0], week.of("visite")[0]
    for minutes, long in ((120, False), (121, True)):
        week.tasks[tour] = week.tasks[tour]._replace(driving_minutes=120)
        week.tasks[visit] = week.tasks[visit]._replace(driving_minutes=minutes)
        assert (("R23", None) in week.faults({tour: "lu0800", visit: "lu1400"})) == long


@rules.rule
def titles_are_written_out(week):
    titles = [row.title for row in week.tasks.values()]
    assert len(set(titles)) == len(titles)
    assert not [title for title in titles if re.search(r"[{}\[\]|]|  |None", title)]
    accounts = {row.client_id: row.name for row in week.case.clients}
    accounts |= {row.prospect_id: row.name for row in week.case.prospects}
    for row in week.tasks.values():
        assert row.account_id is None or accounts[row.account_id] in row.title


def test_shares_and_what_is_late_differ_from_one_variant_to_another():
    weeks = [read(variant) for variant in VARIANTS]
    late = Counter(
        next(
            kind
            for row in week.truth.week_faults
            if row.task_id and (kind := week.tasks[row.task_id].kind) in DUE
        )
        for week in weeks
    )
    assert late.keys() == DUE.keys()
    for kind in ("administratif", "imprévus"):
        spent = {
            sum(week.tasks[code].half_hours for code in week.draft if code in week.of(kind)) for week in weeks
        }
        assert len(spent) >= 3, kind


def test_weeks_are_equally_hard():
    weeks = [read(variant) for variant in VARIANTS]
    loads = [sum(row.half_hours for row in week.tasks.values() if row.required) for week in weeks]
    assert max(loads) - min(loads) <= 8
    for kind in KINDS:
        places = [
            sum(label.places for code, label in week.truth.of("week_tasks").items() if code in week.of(kind))
            for week in weeks
        ]
        assert max(places) <= 4 * min(places), kind


@pytest.mark.parametrize(
    "figure",
    [
        lambda week: frozenset(row.account_id for row in week.tasks.values()),
        lambda week: tuple(sorted(week.draft.items())),
        lambda week: tuple(row.starts for row in week.truth.week_tasks),
        lambda week: tuple((row.kind, row.half_hours) for row in week.tasks.values()),
    ],
)
def test_no_two_variants_share_a_week(figure):
    assert len({figure(read(variant)) for variant in VARIANTS}) == len(VARIANTS)


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
