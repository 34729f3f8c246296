"""Exercise cp3-offers: eight files, and the offer and the channel that each calls for today.

A file is one case and no other: an opposed client (two), a debt, a recent complaint, a sleeper, a renewal, a
machine without contract, the next tier near. The two opposed would otherwise call for something.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from generator.core import workdays
from generator.core.cents import cents
from generator.core.codes import coded
from generator.core.dates import CLOSING, STORY_DATE
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.wording import day_of_month
from generator.core.world import Row, World
from generator.house.roads import Roads
from generator.words import read

# Offer and channel of each case.
_CALLED_FOR = {
    "opposition": ("aucun envoi", "aucun"),
    "dette": ("règlement d’abord", "appel"),
    "plainte": ("appel de satisfaction", "appel"),
    "dormant": ("audit à moitié prix", "appel"),
    "renouvellement": ("rendez-vous de renouvellement", "visite"),
    "sans_contrat": ("contrat Essentiel", "visite"),
    "palier": ("annonce du palier", "courriel"),
}
_OPPOSED = 2
# What calls for an offer by itself, and that an opposed client may therefore be.
_TEMPTING = ("palier", "renouvellement", "sans_contrat")
_OVERDUE, _RECENT, _SOON = 30, 62, 90
# A tier is near from so many hundredths of it on.
_NEAR = 90
_NOTED = (date(2025, 11, 24), date(2026, 1, 9))


def build(world: World) -> None:
    """Add the table loyalty_cases. Raises ValueError when a case has no file of its own."""
    stream, cases, words = world.stream("loyalty_cases"), _cases(world), read("loyalty")
    single = {
        case: sorted(client for client, found in cases.items() if found == {case})
        for case in _CALLED_FOR
        if case != "opposition"
    }
    # The machine without contract is far or small in every variant: two channels are right for it.
    remote = _remote(world)
    single["sans_contrat"] = [client for client in single["sans_contrat"] if client in remote]
    chosen: dict[str, str] = {}
    for case, able in single.items():
        if not able:
            raise ValueError(f"no client is a file of its own for: {case}")
        chosen[stream.pick(able)] = case
    tempting = stream.sample([case for case in _TEMPTING if len(single[case]) > 1], _OPPOSED)
    for case in tempting:
        chosen[stream.pick([client for client in single[case] if client not in chosen])] = "opposition"
    notes = iter(stream.shuffled(words["notes"]["others"]))
    opposed = iter(stream.shuffled(words["notes"]["opposition"]))
    world.add(
        "loyalty_cases",
        (
            {
                "case_id": code,
                "client_id": client,
                "note": next(opposed if case == "opposition" else notes).format(day=_day(stream)),
                "offer": _CALLED_FOR[case][0],
                "channel": _CALLED_FOR[case][1],
                "also": "visio" if case == "sans_contrat" else None,
                "reason": words["reasons"][case],
            }
            for code, (client, case) in coded("FI", sorted(chosen.items()), stream)
        ),
    )


def _day(stream: Stream) -> str:
    first, last = _NOTED
    day = workdays.next_working(first + timedelta(stream.between(0, (last - first).days)))
    return day_of_month(min(day, last))


def _cases(world: World) -> dict[str, set[str]]:
    """Return what each client calls for, every case that it is."""
    status = {row["client_id"]: row["status"] for row in world["clients"]}
    found: dict[str, set[str]] = defaultdict(set)
    for case, clients in (
        ("dette", _owing(world)),
        ("plainte", _complaining(world)),
        ("renouvellement", _renewing(world)),
        ("sans_contrat", _uncovered(world)),
        ("palier", _near_a_tier(world)),
        ("dormant", {client for client, state in status.items() if state == "dormant"}),
    ):
        for client in clients:
            found[client].add(case)
    barred = {row["account_id"] for row in world["contacts"] if row["opposition"]}
    return {
        client: cases
        for client, cases in found.items()
        if status[client] in ("actif", "dormant") and client not in barred
    }


def _owing(world: World) -> set[str]:
    """Return the clients with an undisputed invoice, however small, overdue for more than thirty days."""
    returned = {row["payment_id"] for row in world["bank_returns"]}
    left = {row["invoice_id"]: cents(row["ttc"]) for row in world["invoices"]}
    for row in (*world["payments"], *world["credit_notes"]):
        if row.get("payment_id") not in returned:
            left[row["invoice_id"]] -= cents(row["amount_ttc"])
    owners = {row["order_id"]: row["client_id"] for row in world["orders"]}
    return {
        owners[row["order_id"]]
        for row in world["invoices"]
        if left[row["invoice_id"]] > 0 and not row["disputed"] and (STORY_DATE - row["due"]).days > _OVERDUE
    }


def _complaining(world: World) -> set[str]:
    """Return the clients whose complaint is open, or was closed in the last two months."""
    return {
        row["client_id"]
        for row in world["complaints"]
        if not row["closed"] or (STORY_DATE - row["closed"]).days <= _RECENT
    }


def _renewing(world: World) -> set[str]:
    return {row["client_id"] for row in world["contracts"] if 0 < (row["renewal"] - STORY_DATE).days <= _SOON}


def _uncovered(world: World) -> set[str]:
    """Return the clients with a compressor of ours and no contract at all."""
    covered = {row["client_id"] for row in world["contracts"]}
    return {
        row["account_id"]
        for row in world["installed_base"]
        if row["kind"] == "compresseur" and row["brand"] == "Galerne" and row["account_id"].startswith("C")
    } - covered


def _bought(world: World) -> dict[str, Decimal]:
    out: dict[str, Decimal] = defaultdict(Decimal)
    for row in world["orders"]:
        if row["date"].year == CLOSING.year and row["status"] != "annulée":
            out[row["client_id"]] += row["net_ht"]
    return out


def _near_a_tier(world: World) -> set[str]:
    bounds = [tier["below"] for tier in policy()["loyalty"]["tiers"] if "below" in tier]
    return {
        client
        for client, ca in _bought(world).items()
        if any(bound * _NEAR <= ca * 100 < bound * 100 for bound in bounds)
    }


def _remote(world: World) -> set[str]:
    """Return the clients that may be met on a screen: far away, or small (R13)."""
    roads, rule, ca = Roads(world), policy()["visits"], _bought(world)
    return {
        row["client_id"] for row in world["clients"] if _is_remote(row, roads, rule, ca[row["client_id"]])
    }


def _is_remote(client: Row, roads: Roads, rule: dict, ca: Decimal) -> bool:
    return roads.tenths(roads.home, client["town_id"]) > 10 * rule["video_km"] or ca < rule["video_ca"]
