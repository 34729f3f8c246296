"""The joinery's people and figures as one says them, for dialogues, talks and questions."""

from decimal import Decimal

from generator.core.cents import cents, half_up
from generator.core.wording import day_of_month, euros, in_words
from generator.core.world import World
from generator.joinery.client import RIVAL, account, people
from generator.joinery.story import MACHINE, told
from ntc.french import NBSP, number


def people_said(world: World) -> dict[str, str]:
    """Return who is at the joinery, under which name, and how many they are."""
    joinery, known = account(world), people(world)
    titles = {"mister": "M.", "madam": "Mme", "buyer": "Mme", "foreman": "M."}
    return {
        "account_id": joinery["prospect_id"],
        "company": joinery["name"],
        "employees": str(joinery["employees"]),
        **{post: f"{title}{NBSP}{known[post]['last']}" for post, title in titles.items()},
    }


def site_said(world: World) -> dict[str, str]:
    """Return what was read and told on the site, the date at stake and the envelope."""
    story = told(world)
    tools = {tool.kind: tool for tool in story.workshop.today}
    return {
        "day": f"le {day_of_month(story.starts)}",
        "year": str(story.year),
        "charge": number(_tenths(story.charge)),
        "evening": str(story.evening),
        "flow": str(tools["sander"].flow),
        **{f"{kind}s": in_words(tools[kind].count) for kind in ("orbital", "nailer", "blowgun")},
        "tool": number(_tenths(story.tool_bar)),
        "set": number(_tenths(story.set_bar)),
        "frames": in_words(story.frames),
        "redo": str(story.rework),
        "kwh": number(Decimal(story.kwh_price).scaleb(-3)),
        "low": str(story.envelope[0]),
        "high": str(story.envelope[1]),
        "saturdays": in_words(story.saturdays_lost),
        "crew": in_words(story.crew),
        "weeks": in_words(story.bank_weeks),
    }


def offer_said(world: World) -> dict[str, str]:
    """Return what was quoted, the other offer, its gap and what is left of it at equal scope, in points."""
    story = told(world)
    price = cents(next(row["price"] for row in world["products"] if row["sku"] == MACHINE))
    complete = story.offer.price + story.offer.missing
    return {
        "machine": MACHINE,
        "price": euros(price),
        "rival": RIVAL,
        "gap": str(half_up(100 * (price - story.offer.price), price)),
        "rest": str(half_up(100 * (price - complete), price)),
        "under": euros(story.offer.under),
        "penalty": euros(story.penalty),
    }


def _tenths(value: int) -> Decimal:
    return Decimal(value).scaleb(-1)
