"""Exercise cp3-credit: twelve accounts, and the letter that each calls for today (R10, R11, R29).

Seven have an order that waits, of which one is blocked. The five others have none: what is late is claimed,
or contested and followed apart. What the bank returned counts as never paid.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from generator.core.cents import cents, vat
from generator.core.dates import STORY_DATE
from generator.core.rules import policy
from generator.core.world import World
from generator.sales.unpaid import returned_payments, unpaid
from generator.words import read

# How many accounts without an order get each letter.
_WANTED = {"première relance": 2, "seconde relance": 2, "litige à part": 1}
# Few enough invoices to read, enough money to be worth a letter, in cents; days clear of a bound of R29.
_INVOICES, _WORTH, _CLEAR = 6, 20_000, 1


class Account(NamedTuple):
    """What is unpaid of a client: days late and cents of each invoice, those that it contests apart."""

    owed: list[tuple[int, int]]
    contested: list[tuple[int, int]]

    @property
    def late(self) -> list[tuple[int, int]]:
        """What is late and not contested."""
        return [(days, amount) for days, amount in self.owed if days > 0]

    @property
    def oldest(self) -> int:
        """How late the oldest is, in days; 0 when nothing is."""
        return max((days for days, _ in self.late), default=0)

    @property
    def letter(self) -> str | None:
        """The letter that it calls for when no order waits, or None when it is too near a bound, or mixed."""
        rule = policy()["dunning"]
        if self.contested:
            alone = not self.late and all(days > 0 for days, _ in self.contested)
            return "litige à part" if alone else None
        worth = sum(amount for _, amount in self.late) >= _WORTH and len(self.owed) <= _INVOICES
        bounds = (
            ("première relance", rule["first"], rule["second"]),
            ("seconde relance", rule["second"], rule["notice"]),
        )
        for letter, first, following in bounds:
            if worth and first + _CLEAR <= self.oldest < following - _CLEAR:
                return letter
        return None


def build(world: World) -> None:
    """Add the table credit_cases."""
    stream, accounts = world.stream("credit_cases"), _accounts(world)
    orders = {row["client_id"]: row for row in world["pending_orders"]}
    letters = {client: _order_letter(world, row, accounts[client]) for client, row in orders.items()}
    for letter, wanted in _WANTED.items():
        able = [
            client
            for client, account in sorted(accounts.items())
            if account.letter == letter and client not in letters
        ]
        if len(able) < wanted:
            raise ValueError(f"{len(able)} accounts call for: {letter}")
        letters |= dict.fromkeys(stream.sample(able, wanted), letter)
    world.add(
        "credit_cases",
        (
            {
                "client_id": client,
                "pending_id": orders[client]["pending_id"] if client in orders else None,
                "courier": letters[client],
                "reason": _reason(letters[client], accounts[client].oldest),
            }
            for client in stream.shuffled(sorted(letters))
        ),
    )


def _accounts(world: World) -> dict[str, Account]:
    """Return what each client owes today."""
    left = unpaid(world, returned_payments(world))
    owners = {row["order_id"]: row["client_id"] for row in world["orders"]}
    out: dict[str, Account] = defaultdict(lambda: Account([], []))
    for row in world["invoices"]:
        if left[row["invoice_id"]] > 0:
            account = out[owners[row["order_id"]]]
            (account.contested if row["disputed"] else account.owed).append(
                ((STORY_DATE - row["due"]).days, left[row["invoice_id"]])
            )
    return out


def _order_letter(world: World, order: Mapping, account: Account) -> str:
    """Return what an order calls for: its client's limit, and its oldest invoice when it is blocked."""
    if account.oldest >= policy()["dunning"]["notice"]:
        return "mise en demeure"
    (limit,) = [
        cents(row["credit_limit"]) for row in world["clients"] if row["client_id"] == order["client_id"]
    ]
    amount = cents(order["amount_ht"])
    beyond = _exposure(world, order["client_id"], account) + amount + vat(amount) - limit
    if beyond <= 0:
        return "confirmer"
    return (
        "chef des ventes"
        if beyond <= limit * policy()["credit"]["excess_sales_manager"]
        else "acompte ou DAF"
    )


def _exposure(world: World, client: str, account: Account) -> int:
    """Return the encours TTC of a client, in cents: what is unpaid, and what is not billed yet."""
    billed = defaultdict(int)
    for row in world["invoices"]:
        billed[row["order_id"]] += cents(row["ht"])
    rest = [
        cents(row["net_ht"] + row["eco_fee"]) - billed[row["order_id"]]
        for row in world["orders"]
        if row["client_id"] == client and row["status"] != "annulée"
    ]
    return sum(amount for _, amount in (*account.owed, *account.contested)) + sum(
        one + vat(one) for one in rest
    )


def _reason(letter: str, days: int) -> str:
    rule = policy()["dunning"]
    return read("credit")["couriers"][letter].format(
        days=days,
        first=rule["first"],
        second=rule["second"],
        notice=rule["notice"],
        before_second=rule["second"] - 1,
        before_notice=rule["notice"] - 1,
    )
