"""The joinery in the base: the prospect that called on 8 January, its four people, the machines on its site.

They come after the closing of the books, so that nothing that was drawn before is changed by them.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from generator.accounts.scoring import points
from generator.core import workdays
from generator.core.cents import half_up, money
from generator.core.names import domain, email, siret, stems, surnames
from generator.core.stream import Stream
from generator.core.world import Row, World
from generator.house.roads import Roads
from generator.house.territory import home_towns
from generator.joinery.story import CALLED, CALLED_BACK, VESSEL_BARS, VESSEL_LITRES, told
from generator.service.installed import EMPTY
from generator.words import read

_SEGMENT, _TRADE = "SEG02", "Menuiserie"
_EMPLOYEES, _KILOMETRES = (31, 38), 60
RIVAL = "Vizair Ouest"
_BRAND, _COMPRESSOR, _DRYER, _VESSEL = "Thersan", "TSA 30", "TS 50", "TSA 900"
_OLD_FLUID = "R404A"
# Nobody of the base bears these surnames more than once: a text takes from the last of a variant.
_SURNAMES = slice(-45, -30)
_POSTS = ("mister", "madam", "buyer", "foreman")


def build(world: World) -> None:
    """Add the joinery to the tables prospects, contacts and installed_base."""
    stream = world.stream("joinery client")
    prospect = _prospect(world, stream)
    world.append("prospects", [prospect])
    world.append("contacts", _people(world, prospect, stream))
    world.append("installed_base", _machines(world, prospect["prospect_id"], stream))


def account(world: World) -> Row:
    """Return the joinery's record among the prospects."""
    return world["prospects"][-1]


def people(world: World) -> dict[str, Row]:
    """Return the joinery's people by post: mister and madam, who decide, the buyer, the foreman."""
    return dict(zip(_POSTS, world["contacts"][-len(_POSTS) :], strict=True))


def _prospect(world: World, stream: Stream) -> dict[str, Any]:
    story, stem = told(world), stems(world.variant)[-1]
    segment = next(row for row in world["segments"] if row["seg_id"] == _SEGMENT)
    employees = stream.between(*_EMPLOYEES)
    pattern = stream.pick((f"{_TRADE} {stem}", f"{_TRADE} {stem}", f"{stem} {_TRADE}"))
    row = {
        "prospect_id": f"P{len(world['prospects']) + 1:04d}",
        "name": pattern,
        "siret": siret(stream, {known["siret"] for known in (*world["clients"], *world["prospects"])}),
        "seg_id": _SEGMENT,
        "employees": employees,
        "town_id": "",
        "source": "appel entrant",
        "created": CALLED,
        "est_potential": money(
            half_up(employees * int(segment["potential_per_employee"]) * stream.between(60, 140), 100) * 100
        ),
        "equipment_age": CALLED.year - story.year,
        "project_horizon_months": story.horizon,
        "competitor": RIVAL,
        "stage": "Opportunité",
        "is_client_dup": None,
        "out_of_sector": False,
    }
    roads, known = Roads(world), {points(world, other)["score"] for other in world["prospects"]}
    near = [
        town["town_id"]
        for town in home_towns(world)
        if roads.tenths(roads.home, town["town_id"]) <= 10 * _KILOMETRES
    ]
    # No two prospects have the same score: the grid then ranks them all.
    return next(
        found
        for town in stream.shuffled(near)
        if points(world, found := row | {"town_id": town})["score"] not in known
    )


def _people(world: World, prospect: Row, stream: Stream) -> Iterator[dict[str, Any]]:
    """Yield who called, and whom the colleague who called back was told of."""
    words, known = read("joinery"), {(row["first"], row["last"]) for row in world["contacts"]}
    lasts = stream.sample(surnames(world.variant)[_SURNAMES], len(_POSTS))
    number = len(world["contacts"])
    for rank, (post, last) in enumerate(zip(_POSTS, lasts, strict=True), start=1):
        card = words["people"][post]
        first = stream.pick([name for name in read("contacts")[card["among"]] if (name, last) not in known])
        day = CALLED if post == _POSTS[0] else CALLED_BACK
        yield {
            "contact_id": f"K{number + rank:03d}",
            "account_id": prospect["prospect_id"],
            "first": first,
            "last": last,
            "job": stream.pick(card["jobs"]),
            "decision_role": card["role"],
            "phone": f"{card['line']} {stream.below(100):02d} {stream.below(100):02d}",
            "email": email(f"{first} {last}", domain(prospect["name"])),
            "source": "appel entrant",
            "collected_on": day,
            "opposition": False,
            "last_inbound_contact": CALLED_BACK if post == _POSTS[0] else day,
            "comment": None,
            "comment_fault": None,
        }


def _machines(world: World, code: str, stream: Stream) -> Iterator[dict[str, Any]]:
    """Yield the compressor, the dryer and the vessel, bought together and never replaced."""
    story, number = told(world), len(world["installed_base"])
    renewed = workdays.next_working(date(story.year + 10, stream.between(2, 9), stream.between(1, 28)))
    checked = workdays.next_working(date(2023, stream.between(10, 11), stream.between(1, 28)))
    owned = (
        {
            "kind": "compresseur",
            "model": _COMPRESSOR,
            "kw": Decimal(30),
            "hours": story.hours,
            "load_rate": Decimal(half_up(story.loaded * 100, story.hours)).scaleb(-2),
        },
        {
            "kind": "sécheur",
            "model": _DRYER,
            "hours": story.hours,
            "refrigerant": _OLD_FLUID,
            "charge_kg": Decimal(story.charge).scaleb(-1),
        },
        {
            "kind": "cuve",
            "model": _VESSEL,
            "vessel_l": VESSEL_LITRES,
            "pressure_bar": VESSEL_BARS,
            "last_inspection": checked,
            "last_requalification": renewed,
        },
    )
    for rank, machine in enumerate(owned, start=1):
        own = {"machine_id": f"M{number + rank:04d}", "account_id": code, "brand": _BRAND, "year": story.year}
        yield EMPTY | own | machine
