"""Exercise cp3-complaint: six files, whose fault each is, and what the seller may grant alone (R17)."""

from datetime import date, timedelta
from decimal import Decimal

from generator.core import workdays
from generator.core.cents import cents
from generator.core.codes import coded
from generator.core.dates import STORY_DATE
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.wording import euros
from generator.core.world import Row, World

_WANTED = {"client": 2, "galerne": 2, "transporteur": 1, "partagée": 1}
_CATEGORIES = 3
_OVERDUE = 30
_ATTEMPTS = 4_000


def build(world: World) -> None:
    """Add the table claim_cases."""
    stream, accounts = world.stream("claim_cases"), _Accounts(world)
    chosen, days = _draw(world, accounts, stream)
    dated = stream.pick([row for row in chosen if _crosses_a_holiday(row)])["cmp_id"]
    caps = {row["cmp_id"]: row["seller_cap"] for row in world["complaint_rules"]}
    world.add(
        "claim_cases",
        (
            {
                "case_id": code,
                "cmp_id": row["cmp_id"],
                "account_line": accounts.line(row["client_id"], days[row["cmp_id"]]),
                "dated": row["cmp_id"] == dated,
                "grant": Decimal("0.00")
                if accounts.settles_first(row["client_id"], days[row["cmp_id"]])
                else caps[row["cmp_id"]],
            }
            for code, row in coded("DR", chosen, stream)
        ),
    )


def _draw(world: World, accounts: "_Accounts", stream: Stream) -> tuple[list[Row], dict[str, date]]:
    """Draw six files of six clients, one at no fault must settle first, and the caps of others differ.

    Accounts are told on the day of the complaint, or today where nobody at no fault was late on that day.
    Raises ValueError when no draw fits.
    """
    caps = {row["cmp_id"]: row["seller_cap"] for row in world["complaint_rules"]}
    told = {row["cmp_id"] for row in (*world["dialogues"], *world["gesture_cases"])}
    rows = [row for row in world["complaints"] if row["cmp_id"] not in told]
    days = {row["cmp_id"]: row["opened"] for row in rows}
    if not any(_late_at_no_fault(row, days, accounts) for row in rows):
        days = dict.fromkeys(days, STORY_DATE)
    late = [row for row in rows if accounts.settles_first(row["client_id"], days[row["cmp_id"]])]
    clear = [row for row in rows if row not in late]
    able = [row for row in late if row["responsibility"] != "client"]
    for _ in range(_ATTEMPTS):
        first = stream.pick(able)
        drawn = [first]
        for fault, wanted in _WANTED.items():
            others = [row for row in clear if row["responsibility"] == fault]
            drawn += stream.sample(others, wanted - (first["responsibility"] == fault))
        if (
            len({row["client_id"] for row in drawn}) == len(drawn)
            and len({row["category"] for row in drawn}) >= _CATEGORIES
            and len({caps[row["cmp_id"]] for row in drawn[1:] if row["responsibility"] != "client"}) > 1
            and any(map(_crosses_a_holiday, drawn))
        ):
            return drawn, days
    raise ValueError("no draw of the complaints makes six files to weigh")


def _late_at_no_fault(row: Row, days: dict[str, date], accounts: "_Accounts") -> bool:
    return row["responsibility"] != "client" and accounts.settles_first(row["client_id"], days[row["cmp_id"]])


def _crosses_a_holiday(row: Row) -> bool:
    """Tell whether a holiday on a weekday falls before the last of the dates of R16."""
    last = workdays.after(row["opened"], policy()["complaint"]["closed_days"])
    days = (last - row["opened"]).days
    return any(
        not workdays.working(day) and day.weekday() < 5
        for day in (row["opened"] + timedelta(rank) for rank in range(1, days + 1))
    )


class _Accounts:
    """What each client owed on a day, from the tables that a learner reads."""

    def __init__(self, world: World) -> None:
        self._owners = {row["order_id"]: row["client_id"] for row in world["orders"]}
        self._invoices = world["invoices"]
        self._settled = (*world["payments"], *world["credit_notes"])

    def line(self, client: str, day: date) -> str:
        """Say the oldest invoice late that day, or that none is."""
        late, left = self._late(client, day)
        if not late:
            return f"Au {day:%d/%m/%Y} : rien n'est échu."
        oldest = min(late, key=lambda row: (row["due"], row["invoice_id"]))
        amount = euros(left[oldest["invoice_id"]])
        return (
            f"Au {day:%d/%m/%Y} : {oldest['invoice_id']}, échue le {oldest['due']:%d/%m/%Y}, "
            f"reste due pour {amount} TTC."
        )

    def settles_first(self, client: str, day: date) -> bool:
        """Tell whether an invoice is overdue for more than thirty days (R17)."""
        return any((day - row["due"]).days > _OVERDUE for row in self._late(client, day)[0])

    def _late(self, client: str, day: date) -> tuple[list[Row], dict[str, int]]:
        left = {
            row["invoice_id"]: cents(row["ttc"])
            for row in self._invoices
            if self._owners[row["order_id"]] == client and not row["disputed"] and row["due"] < day
        }
        for row in self._settled:
            if row["invoice_id"] in left and row["date"] <= day:
                left[row["invoice_id"]] -= cents(row["amount_ttc"])
        return [row for row in self._invoices if left.get(row["invoice_id"], 0) > 0], left
