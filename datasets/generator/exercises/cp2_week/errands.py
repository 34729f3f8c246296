"""What the seller has to do in the week of cp2-week, drawn among the accounts and quotes of the variant."""

from datetime import date, timedelta

from generator.accounts import classes
from generator.accounts.prospects import at_closing
from generator.accounts.scoring import exclusions, silent_since
from generator.core import workdays
from generator.core.halfhours import HalfHours, windows
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.variation import deal, vary
from generator.core.wording import elided, in_words, spoken
from generator.core.world import Row, World
from generator.exercises import cp5_hours
from generator.exercises.cp2_week.errand import Errand, half_hours
from generator.house.roads import Roads
from generator.words import read
from ntc.french import day as written

CALLS, FOLLOWUPS = 8, 2
WOOD = "SEG02"
RESERVES, _RESERVE = 5, 2
_PAPER_DUE = (2, 3)
# What can wait, in half-hours: with what is due, all the paper work is more than the share allowed (R14).
_PAPER = ((3, 3, 3, 4), (3, 3, 4, 4), (3, 4, 4, 4), (3, 4, 4, 5))
_CALL, _MEETING = 30, 90
_MEETINGS = ((0, 840), (1, 510), (1, 840), (3, 510), (4, 510), (4, 840))
_APPOINTMENTS = (540, 570, 600, 630, 870, 900, 930, 960)
# Minutes of road from home to those worth a visit of their own.
_ROAD = (15, 60)
_COUNTS = (4, 3)
_WRITING = (60, 90)
# A request comes on the Friday before; its four working hours end on Monday morning (R21).
_ASKED = range(15 * 60 + 5, 17 * 60, 5)


class Errands:
    """Draws the tasks of one week; no account has two."""

    def __init__(self, world: World, week: HalfHours, stream: Stream) -> None:
        self._world, self._week, self._stream = world, week, stream
        self._roads = Roads(world)
        self._boss = next(row["name"] for row in world["staff"] if row["role"] == "Chef des ventes")
        self._windows = {row["seg_id"]: windows(row) for row in world["segments"]}
        self._clients, self._prospects = _accounts(world)
        self._class = classes.latest(world)
        self._elsewhere = {row["account_id"] for row in world["tour_stops"]} | cp5_hours.listed(world)
        self._elsewhere |= {row["client_id"] for row in world["claim_facts"]}
        self._taken: set[str] = set()

    def draw(self) -> list[Errand]:
        """Draw the whole week."""
        self._taken = set()
        # Few quotes are due, so they come first; whoever is seen or called in another exercise is left there.
        followups = self._followups()
        self._taken |= self._elsewhere
        return [
            self._meeting(),
            *self._appointments(),
            self._visit(),
            self._tour(),
            *followups,
            *self._calls(),
            self._lead(),
            self._quote(),
            *self._paper(),
            *self._reserves(),
        ]

    def _say(self, key: str, **facts: object) -> str:
        text = vary(self._stream.pick(read("week")[key]), self._stream)
        return elided(text.format(boss=self._boss, **facts))

    def _meeting(self) -> Errand:
        weekday, at = self._stream.pick(_MEETINGS)
        return Errand(
            kind="réunion",
            title=self._say("meeting"),
            minutes=_MEETING,
            length=half_hours(_MEETING, self._week),
            fixed=(self._week.monday + timedelta(weekday), at),
        )

    def _appointments(self) -> list[Errand]:
        """Draw four appointments on four days: a client A, a client B, two prospects who have a project."""
        days = self._stream.sample(range(5), 4)
        projects = [row for row in self._near(self._prospects) if row["stage"] == "Opportunité"]
        whom = (
            self._some([row for row in self._near(self._clients) if self._class[row["client_id"]] == "A"]),
            self._some([row for row in self._near(self._clients) if self._class[row["client_id"]] == "B"]),
            self._some(projects),
            self._some(projects),
        )
        return [
            self._trip(
                row,
                "rendez-vous",
                "appointment_client" if "client_id" in row else "appointment_prospect",
                fixed=(self._week.monday + timedelta(day), self._stream.pick(_APPOINTMENTS)),
            )
            for day, row in zip(days, whom, strict=True)
        ]

    def _visit(self) -> Errand:
        """Draw a prospect hot since the end of the year: ten working days to visit (R13)."""
        days = policy()["visits"]["hot_prospect_days"]
        since = self._stream.pick((date(2025, 12, 30), date(2025, 12, 31)))
        row = self._some([one for one in self._near(self._prospects) if one["stage"] == "Prospect"])
        by = workdays.after(since, days)
        return self._trip(row, "visite", "visit", when=written(since), since=since, by=by, rule="R13")

    def _trip(self, row: Row, kind: str, words: str, when: str = "", **limits: object) -> Errand:
        """Make a visit of one account, from home and back, at the minutes of its class (R23)."""
        stay = policy()["tour"]["visit_minutes"]
        minutes = stay[self._class[row["client_id"]].lower() if "client_id" in row else "prospect"]
        way = self._roads.minutes(self._roads.home, row["town_id"])
        return Errand(
            kind=kind,
            title=self._say(words, name=row["name"], when=when),
            minutes=minutes,
            length=half_hours(way, self._week) + half_hours(minutes + way, self._week),
            account=_id(row),
            town=row["town_id"],
            way=way,
            driving=2 * way,
            **limits,
        )

    def _tour(self) -> Errand:
        """Draw a town whose prospects fill half a day, the road included (R23)."""
        half_day = self._week.open[0][1] - self._week.open[0][0]
        stay = policy()["tour"]["visit_minutes"]["prospect"]
        found = []
        for town in sorted({row["town_id"] for row in self._prospects}):
            there = sum(row["town_id"] == town for row in self._prospects)
            way, between = self._roads.minutes(self._roads.home, town), self._roads.minutes(town, town)
            for count in _COUNTS:
                driving = 2 * way + (count - 1) * between
                if count <= there and _ROAD[0] <= way and count * stay + driving <= half_day:
                    found.append((town, count, driving))
                    break
        town, count, driving = self._stream.pick(found)
        name = next(row["name"] for row in self._world["towns"] if row["town_id"] == town)
        return Errand(
            kind="tournée",
            title=self._say("tour", town=name, count=in_words(count)),
            minutes=count * stay,
            length=half_day // self._week.step,
            town=town,
            driving=driving,
        )

    def _followups(self) -> list[Errand]:
        """Draw two open quotes that the rule says to follow up on a day of this week (R22)."""
        known = {_id(row): row for row in (*self._clients, *self._prospects)}
        friday = self._week.monday + timedelta(4)
        due = [
            (quote, on, days)
            for quote in self._world["quotes"]
            if quote["status"] == "en cours" and quote["account_id"] in known
            for days in policy()["quote"]["followups"]
            if self._week.monday <= (on := quote["date"] + timedelta(days)) <= friday
        ]
        out = []
        for quote, on, days in self._stream.shuffled(due):
            row = known[quote["account_id"]]
            if len(out) < FOLLOWUPS and _id(row) not in self._taken:
                self._taken.add(_id(row))
                facts = {"name": row["name"], "quote": quote["quote_id"], "when": written(quote["date"])}
                out.append(
                    self._talk(
                        row,
                        "relance",
                        self._say("followup", **facts),
                        quote=quote["quote_id"],
                        since=quote["date"],
                        only_on=on,
                        rule=f"R22 J+{days}",
                    )
                )
        return out

    def _calls(self) -> list[Errand]:
        """Draw prospects of as many segments, wood among them: its window tempts on a Friday (T19)."""
        known = {row["seg_id"] for row in self._prospects if row["prospect_id"] not in self._taken}
        others = self._stream.sample(sorted(known - {WOOD}), CALLS - 1)
        rows = [
            self._some([row for row in self._prospects if row["seg_id"] == code]) for code in (WOOD, *others)
        ]
        return [self._talk(row, "appel", self._say("call", name=row["name"])) for row in rows]

    def _lead(self) -> Errand:
        """Draw a request of the Friday before: four working hours to call (R21)."""
        friday, asked = self._week.monday - timedelta(3), self._stream.pick(_ASKED)
        hours = policy()["lead"]["first_call_hours"]
        left = hours * 60 - (self._week.open[-1][1] - asked)
        row = self._some([one for one in self._prospects if one["seg_id"] != WOOD])
        return self._talk(
            row,
            "demande",
            self._say("lead", name=row["name"], hour=spoken(asked)),
            since=friday,
            since_at=asked,
            by=self._week.monday,
            by_at=self._week.open[0][0] + left,
            rule="R21",
        )

    def _quote(self) -> Errand:
        """Draw a quote promised during a visit of the week before: five working days to send it (R21)."""
        seen = self._week.monday - timedelta(self._stream.between(4, 6))
        row, minutes = self._some([*self._clients, *self._prospects]), self._stream.pick(_WRITING)
        return Errand(
            kind="devis",
            title=self._say("quote", name=row["name"], when=written(seen)),
            minutes=minutes,
            length=half_hours(minutes, self._week),
            account=_id(row),
            since=seen,
            by=workdays.after(seen, policy()["lead"]["quote_days"]),
            rule="R21",
        )

    def _paper(self) -> list[Errand]:
        words = read("week")["paper"]
        due = zip(words["due"], _PAPER_DUE, strict=True)
        lengths = self._stream.pick(_PAPER)
        other = zip(self._stream.sample(words["other"], len(lengths)), lengths, strict=True)
        return [
            Errand(
                kind="administratif",
                title=self._stream.pick(wordings).format(boss=self._boss),
                minutes=length * self._week.step,
                length=length,
                required=required,
            )
            for tasks, required in ((due, True), (other, False))
            for wordings, length in tasks
        ]

    def _reserves(self) -> list[Errand]:
        titles = deal(read("week")["reserve"], RESERVES, self._stream)
        minutes = _RESERVE * self._week.step
        return [
            Errand(kind="imprévus", title=title, minutes=minutes, length=_RESERVE, required=False)
            for title in titles
        ]

    def _talk(self, row: Row, kind: str, title: str, **limits: object) -> Errand:
        """Make a call of half an hour in a window of the segment (R19)."""
        return Errand(
            kind=kind,
            title=title,
            minutes=_CALL,
            length=half_hours(_CALL, self._week),
            account=_id(row),
            windows=self._windows[row["seg_id"]],
            **limits,
        )

    def _near(self, rows: list[Row]) -> list[Row]:
        low, high = _ROAD
        return [row for row in rows if low <= self._roads.minutes(self._roads.home, row["town_id"]) <= high]

    def _some(self, rows: list[Row]) -> Row:
        """Draw an account that has no task yet."""
        row = self._stream.pick([one for one in rows if _id(one) not in self._taken])
        self._taken.add(_id(row))
        return row


def _accounts(world: World) -> tuple[list[Row], list[Row]]:
    """Return the clients and prospects one may call: nobody there objected, or fell silent (R20)."""
    oldest = silent_since()
    barred = set(exclusions(world)) | {
        row["account_id"]
        for row in world["contacts"]
        if row["opposition"] or row["last_inbound_contact"] < oldest
    }
    booked = set(at_closing(world)) - barred
    active = {client.id for client in world.books.clients if client.status == "actif"}
    return (
        [row for row in world["clients"] if row["client_id"] in active - barred],
        [row for row in world["prospects"] if row["prospect_id"] in booked],
    )


def _id(row: Row) -> str:
    return row["client_id"] if "client_id" in row else row["prospect_id"]
