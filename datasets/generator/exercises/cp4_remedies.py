"""Exercise cp4-remedies: nine remedies, three beyond the seller's power, one unlawful; and the best plan."""

from decimal import Decimal
from itertools import combinations

from generator.core.cents import half_up, money
from generator.core.codes import coded
from generator.core.figures import SEASON
from generator.core.stream import Stream
from generator.core.variation import vary
from generator.core.wording import euros
from generator.core.world import World
from generator.words import read
from ntc.french import number

_TEN_EUROS = 1_000
_HUNDRED_EUROS = 10_000
# A lower tariff looks better than any remedy of the seller's, by so many per cent at least.
_BAIT = 130
# By how much it would be lower, in hundredths of a point.
_LOWER = 500


def build(world: World) -> None:
    """Add the tables owners, remedies and remedy_plans."""
    stream, wording, words = world.stream("remedies"), world.stream("remedy_words"), read("cp4")
    # What is drawn only for those beyond the seller has a stream of its own, away from costs.
    means = world.stream("remedy_means")
    causes = {row["trap"]: row["id"] for row in world["causes"] if row["trap"]}
    owners = coded("o", list(words["owners"]), stream)
    owner_codes = {key: code for code, key in owners}
    effects, figures = _effects(world, means), _figures(world)
    world.add("owners", ({"id": code, "label": words["owners"][key]} for code, key in owners))
    rows = [
        {
            "id": code,
            "label": vary(wording.pick(item["labels"]), wording).format(**figures),
            "cost": money(stream.between(*item["cost"]) * _TEN_EUROS),
            "days": means.between(*item["days"]),
            "effect": money(_rounded(effects[key], stream)),
            "earliest": means.pick(item["earliest"]),
            "cause": causes.get(item.get("cause")),
            "owner": owner_codes[item["owner"]],
            "in_power": item.get("in_power", True),
            "legal": item.get("legal", True),
            "latest": item["latest"],
            "lever": item["lever"],
        }
        for code, (key, item) in coded("r", list(words["remedies"].items()), stream)
    ]
    for row in rows:
        row["margin"] = money(_margin(world, row["lever"], row["effect"]))
    world.add("remedies", rows)
    world.add("remedy_plans", _plans(world, rows))


def _sleeping(world: World) -> list[int]:
    """Return the amounts of the open quotes that nobody followed up, in cents."""
    return [item.amount for item in world.books.quotes if item.status == "en cours" and not item.followups]


def _figures(world: World) -> dict[str, str]:
    """Return what the labels of the remedies quote from the tables."""
    sleeping = _sleeping(world)
    return {"count": number(len(sleeping)), "amount": euros(sum(sleeping)), "name": world.books.lost.name}


def _effects(world: World, means: Stream) -> dict[str, int]:
    """Return the CA that each remedy should bring in the first half of 2026, in cents.

    Following up wins the open quotes at the rate of those followed up twice instead of never (T11); holding
    discounts brings their drift back (T08); the rest is in proportion to an average order or the lost client.
    A lower tariff, which is not the seller's to decide, always looks best; what else is not for him looks
    like what is.
    """
    known = world.figures
    (never, never_won), _, (often, often_won) = known.followed
    half_year = _half_year(world)
    order = half_up(known.won, known.wins[2025])
    mine = {
        "follow_up": half_up(sum(_sleeping(world)) * (often_won * never - never_won * often), often * never),
        "win_back": half_up(known.drop * 26, 100),
        "discounts": half_up(half_year * known.drift, 10_000),
        "prospecting": half_up(order * 26, 10),
        "delays": half_up(order * 17, 10),
    }
    return mine | {
        "tariff": max(half_up(order * 55, 10), half_up(max(mine.values()) * _BAIT, 100)),
        "hiring": half_up(order * means.between(14, 30), 10),
        "supplier": half_up(order * means.between(14, 30), 10),
        "cartel": half_up(order * means.between(10, 40), 10),
    }


def _half_year(world: World) -> int:
    """Return the CA of compressors in the first six months of a year like 2025, in cents."""
    known = world.figures
    return half_up(known.ca[2025] * known.shares["compresseurs"] * sum(SEASON[:6]), 1_200 * 10_000)


def _margin(world: World, lever: str, effect: Decimal) -> int:
    """Return the margin that goes with an effect, in cents, to the nearest ten euros.

    At the taux de marque of 2024, but for prices: a discount that is not given is margin whole, and a lower
    tariff is lost on all that would have been sold anyway.
    """
    cents, rate = int(effect * 100), world.figures.contribution[2024]
    match lever:
        case "remises":
            margin = cents
        case "tarif":
            new = cents - half_up(cents * (10_000 - rate), 10_000 - _LOWER)
            margin = new - half_up(_half_year(world) * _LOWER, 10_000)
        case _:
            margin = half_up(cents * rate, 10_000)
    return half_up(margin, _TEN_EUROS) * _TEN_EUROS


def _rounded(effect: int, stream: Stream) -> int:
    """Move an effect by a few per cent, as estimates are, and round it to 100 €."""
    return half_up(effect * stream.between(96, 104), 100 * _HUNDRED_EUROS) * _HUNDRED_EUROS


def _plans(world: World, remedies: list[dict]) -> list[dict]:
    """Return every plan that keeps all the constraints, best first: all the subsets are tried."""
    able = [item for item in remedies if item["in_power"] and item["legal"]]
    budget, days = money(world.figures.remedy_budget), world.figures.remedy_days
    plans = []
    for size in range(1, len(able) + 1):
        for plan in combinations(able, size):
            totals = {name: sum(item[name] for item in plan) for name in ("cost", "days", "effect", "margin")}
            if totals["cost"] <= budget and totals["days"] <= days:
                plans.append({"remedies": " ".join(item["id"] for item in plan), **totals})
    plans.sort(key=lambda plan: (-plan["margin"], plan["cost"], plan["remedies"]))
    return [{"plan": rank, **plan} for rank, plan in enumerate(plans, start=1)]
