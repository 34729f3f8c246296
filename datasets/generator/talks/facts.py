"""What each dialogue speaks of, found in the tables of the variant or drawn: whom, when, how much."""

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal

from generator.accounts import first_contact, rights
from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.cents import cents, half_up
from generator.core.dates import STORY_DATE
from generator.core.halfhours import minute
from generator.core.stream import Stream
from generator.core.wording import capital, day_of_month, euros, spoken
from generator.core.world import World
from generator.joinery.said import offer_said, people_said, site_said
from generator.joinery.story import MACHINE, told
from generator.service.complaint_words import spoken_age
from generator.words import read
from ntc.french import NBSP, count, day_in_words, number

_MARGIN_FLOOR = Decimal("0.76")
# From how many kW on a machine takes the large service kit.
_LARGE_KIT = 18
# In how many working days the technician sees the machine of the complaint: within those of R16.
_SEEN = 2
# How many people work where one calls; a name that is said as it is written.
_LEAST, _MOST = 10, 249
_AS_SAID = re.compile(r"(?:[A-ZÀ-Ý][^A-ZÀ-Ý().]+ ?|[a-zà-ÿ][^A-ZÀ-Ý().]* )+")
# Where the name of somebody was come by.
_WHERE = {
    "salon": "au salon, sur notre stand",
    "site internet": "sur votre site",
    "annuaire": "dans l'annuaire de votre branche",
    "recommandation": "par un de nos clients",
    "appel entrant": "par un appel de votre maison",
}


def everyone(world: World) -> dict[str, str]:
    """Return whom several dialogues name: the joinery, its people, ours, the date at stake, the offer."""
    return {
        **people_said(world),
        "day": site_said(world)["day"],
        "predecessor": world["company"][0]["ntc_name"],
        **_tariff(world),
    }


def _tariff(world: World) -> dict[str, str]:
    """Return catalogue prices, and the floor of the joinery's machine (R03)."""
    products = {row["sku"]: row for row in world["products"]}
    floor = (products[MACHINE]["cost"] / _MARGIN_FLOOR).quantize(Decimal(1), ROUND_CEILING)
    prices = {sku: cents(products[sku]["price"]) for sku in ("GV-30", "AUD-F", "MES-1")}
    return {
        "gv30": euros(prices["GV-30"]),
        "gv30_less": euros(half_up(prices["GV-30"] * 95, 100)),
        "audit": euros(prices["AUD-F"]),
        "audit_less": euros(half_up(prices["AUD-F"], 12_000) * 10_000),
        "commissioning": euros(prices["MES-1"]),
        "floor": euros(cents(floor)),
    }


def _complaint(world: World, _stream: Stream) -> dict[str, str]:
    """Tell of the complaint of the morning (T25): a filter that was never changed."""
    (claim,) = world["claim_facts"]
    client = _named(world, "clients", "client_id", claim)
    contact = _named(world, "contacts", "contact_id", claim)
    order = _named(world, "orders", "order_id", claim)
    machine = _named(world, "installed_base", "machine_id", claim)
    trade = next(row["label"] for row in world["segments"] if row["seg_id"] == client["seg_id"])
    title = "Mme" if contact["first"] in read("contacts")["women"] else "M."
    stopped = claim["stopped_at"]
    return {
        "account_id": client["client_id"],
        "company": client["name"],
        "trade": trade,
        "person": f"{title}{NBSP}{contact['last']}",
        "today": day_in_words(STORY_DATE),
        "seen": day_of_month(workdays.after(STORY_DATE, _SEEN)),
        "hour": spoken(60 * stopped.hour + stopped.minute),
        # It happened "this morning", and all was well again when the client calls.
        "lost": str(claim["lost_hours"]),
        "age": spoken_age((STORY_DATE - order["delivered"]).days),
        "kit": euros(cents(_card(world, "KIT-20L" if machine["kw"] >= _LARGE_KIT else "KIT-20")["cost"])),
        "crew": str(claim["crew"]),
        "claim": euros(100 * claim["claimed"]),
        "notice": number(claim["notice_hours"]),
        "meter": number(claim["meter_hours"]),
    }


def _named(world: World, table: str, key: str, row: Mapping) -> Mapping:
    return next(one for one in world[table] if one[key] == row[key])


def _card(world: World, sku: str) -> Mapping:
    return next(row for row in world["products"] if row["sku"] == sku)


def _call(world: World, stream: Stream) -> dict[str, str]:
    """Choose somebody who decides and may be called (R20), at a prospect called in vain; its hours (R19)."""
    results, barred, kept = defaultdict(list), rights.barred(world), _kept(world)
    for call in world["call_attempts"]:
        results[call["account_id"]].append(call["result"])
    rows = {row["prospect_id"]: row for row in world["prospects"]}
    person = stream.pick(
        [
            one
            for one in world["contacts"]
            if one["account_id"] in set(genuine(world)) - barred - kept
            and one["decision_role"] == "décideur"
            and one["source"] != "prospection"
            and _LEAST <= rows[one["account_id"]]["employees"] <= _MOST
            and _AS_SAID.fullmatch(rows[one["account_id"]]["name"])
            and results[one["account_id"]]
            and "rdv" not in results[one["account_id"]]
        ]
    )
    prospect, calls = rows[person["account_id"]], results[person["account_id"]]
    title = "Mme" if person["first"] in read("contacts")["women"] else "M."
    window = next(row["call_from"] for row in world["segments"] if row["seg_id"] == prospect["seg_id"])
    return {
        "account_id": prospect["prospect_id"],
        "company": prospect["name"],
        "employees": str(prospect["employees"]),
        "person": f"{title}{NBSP}{person['last']}",
        "history": f"{count(len(calls), 'appel')} en 2025, aucun rendez-vous",
        "collected": str(person["collected_on"].year),
        "source": capital(_WHERE[person["source"]]),
        "where": _WHERE[person["source"]],
        "good": spoken(minute(window) + 5 * stream.between(2, 9)),
        "slot": spoken(30 * stream.between(28, 32)),
        "years": str(stream.between(4, 12)),
        "rise": str(stream.between(12, 31)),
    }


def _kept(world: World) -> set[str]:
    """Return the accounts of those with whom a first contact is made later."""
    return {row["account_id"] for row in first_contact.told(world, world["contacts"]) if row["comment"]}


def _discovery(world: World, _stream: Stream) -> dict[str, str]:
    """Tell of the site as its owner does."""
    return site_said(world)


def _negotiation(world: World, _stream: Stream) -> dict[str, str]:
    """Tell of the other offer to the buyer."""
    return offer_said(world) | {"madam": people_said(world)["buyer"]}


def _closing(world: World, _stream: Stream) -> dict[str, str]:
    """Tell of the machine, and of two Saturdays to fit it."""
    first, second = map(day_of_month, told(world).saturdays)
    return {"machine": MACHINE, "first": first, "second": second}


OF_EACH = {
    "complaint": _complaint,
    "call": _call,
    "discovery": _discovery,
    "negotiation": _negotiation,
    "closing": _closing,
}
