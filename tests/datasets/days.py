"""A day on the road and a day of calls, followed by their rules: another reading than the generator's."""

from collections import Counter
from datetime import time
from itertools import combinations

from autograder import truth as truths
from ntc.calc.travel import road
from ntc.case import load


def minute(clock):
    return clock.hour * 60 + clock.minute


class Day:
    """A tour as a reader of the tables and of rule R23 follows it; kilometres in tenths."""

    def __init__(self, variant, tour_id):
        case = load(variant)
        self.tour = next(row for row in case.tours if row.tour_id == tour_id)
        self.stops = {row.stop_id: row for row in case.tour_stops if row.tour_id == tour_id}
        self.plans = [row for row in truths.load(variant).tour_plans if row.tour_id == tour_id]
        self.proof = truths.load(variant).of("tours")[tour_id]
        towns = {row.town_id: row for row in case.towns}
        places = {None: self.tour.home} | {code: row.town_id for code, row in self.stops.items()}
        self.roads = {
            (one, other): road(towns[start].lat, towns[start].lon, towns[end].lat, towns[end].lon)
            for one, start in places.items()
            for other, end in places.items()
        }

    def leave(self, code, arrival, lunch):
        """Return when one leaves a stop and whether one has eaten, or None after the hour."""
        row = self.stops[code]
        opens, noon, pause = minute(row.opens), minute(self.tour.lunch_from), self.tour.lunch_minutes
        start = max(arrival, opens)
        if not lunch and start >= noon:
            lunch, start = True, max(opens, max(arrival, noon) + pause)
        if start > minute(row.closes):
            return None
        end = start + row.visit_minutes
        return (end + pause, True) if not lunch and end >= noon else (end, lunch)

    def follow(self, order):
        """Return km, driving minutes and the hour of return, or None when a rule is broken."""
        now, lunch, here, km, wheel = minute(self.tour.out), False, None, 0, 0
        for code in order:
            way = self.roads[here, code]
            left = self.leave(code, now + way.minutes, lunch)
            if left is None:
                return None
            (now, lunch), here, km, wheel = left, code, km + way.km, wheel + way.minutes
        way = self.roads[here, None]
        km, wheel, now = km + way.km, wheel + way.minutes, now + way.minutes
        if wheel > self.tour.driving_max or now > minute(self.tour.back_by):
            return None
        return km, wheel, now

    def held_karp(self):
        """Return, per set of stops, the fewest kilometres of a tour of just these that keeps the rules.

        Held and Karp's recursion on (set, last stop); as hours count too, every state that no other beats in
        kilometres, driving and clock at once is kept.
        """
        layer = {(frozenset(), None): {(0, 0, minute(self.tour.out), False)}}
        best = {}
        while layer:
            following = {}
            for (done, here), states in layer.items():
                for code in self.stops.keys() - done:
                    way = self.roads[here, code]
                    for km, wheel, now, lunch in states:
                        left = self.leave(code, now + way.minutes, lunch)
                        if left and wheel + way.minutes <= self.tour.driving_max:
                            state = (km + way.km, wheel + way.minutes, *left)
                            following.setdefault((done | {code}, code), set()).add(state)
            layer = {place: unbeaten(states) for place, states in following.items()}
            for (done, here), states in layer.items():
                way = self.roads[here, None]
                for km, wheel, now, _ in states:
                    if wheel + way.minutes <= self.tour.driving_max and now + way.minutes <= minute(
                        self.tour.back_by
                    ):
                        best[done] = min(best.get(done, km + way.km), km + way.km)
        return best

    def nearest_first(self):
        order, here = [], None
        while len(order) < len(self.stops):
            left = sorted(self.stops.keys() - set(order))
            here = min(left, key=lambda code: self.roads[here, code].km)
            order.append(here)
        return order


def unbeaten(states):
    """Keep the states that no other beats in km, driving and clock, lunch being had or not alike."""
    return {
        one
        for one in states
        if not any(
            other != one
            and other[3] == one[3]
            and all(a <= b for a, b in zip(other[:3], one[:3], strict=True))
            for other in states
        )
    }


class Agenda:
    """A day of calls as a reader of the tables and of rule R19 sees it."""

    def __init__(self, variant):
        case, truth = load(variant), truths.load(variant)
        (self.day,), (self.label,) = case.call_days, truth.call_days
        self.slots = {row.slot_id: row for row in case.call_slots}
        segments = {row.seg_id: row for row in case.segments}
        accounts = {row.prospect_id: row for row in case.prospects}
        self.segment = {row.call_id: segments[accounts[row.account_id].seg_id] for row in case.call_sheet}
        self.plans = {}
        for row in truth.call_plans:
            self.plans.setdefault(row.plan, {})[row.call_id] = row.slot_id
        self.open = self.open_slots()

    def open_slots(self):
        """Find the slots of this day in which rule R19 lets one call."""
        rule = load("00").policy["call_hours"]
        first = time.fromisoformat(rule["from"])
        last = time.fromisoformat(rule["friday_to"] if self.day.day.weekday() == 4 else rule["to"])
        meals = [[time.fromisoformat(hour) for hour in pair] for pair in rule["never"]]
        return {
            slot
            for slot, row in self.slots.items()
            if first <= row.start
            and row.end <= last
            and all(row.end <= since or row.start >= until for since, until in meals)
        }

    def allowed(self, slot):
        return slot in self.open

    def fits(self, segment, slot):
        row = self.slots[slot]
        windows = [(segment.call_from, segment.call_to), (segment.call_from2, segment.call_to2)]
        return self.allowed(slot) and any(
            since and since <= row.start and row.end <= until for since, until in windows
        )

    def inside(self, plan):
        return sum(self.fits(self.segment[call], slot) for call, slot in plan.items())

    def most_inside(self):
        """Return the most calls inside a window, by Hall's theorem: the group of segments most crowded."""
        calls = Counter(self.segment.values())
        inside = {segment: {slot for slot in self.slots if self.fits(segment, slot)} for segment in calls}
        worst = 0
        for size in range(1, len(calls) + 1):
            for group in combinations(calls, size):
                slots = set().union(*(inside[segment] for segment in group))
                room = sum(self.slots[slot].capacity for slot in slots)
                worst = max(worst, sum(calls[segment] for segment in group) - room)
        return len(self.segment) - worst
