"""Exercise cp4-remedies: nine remedies, three that the seller may not decide, one that the law forbids, and the best plan."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from generator.cents import half_up, money
from generator.codes import coded
from generator.figures import SEASON
from generator.wording import euros
from generator.world import World

_OWNERS = {
    "seller": "Vous, le négociateur",
    "sales": "Le chef des ventes",
    "director": "Le directeur commercial",
    "office": "L'administration des ventes",
    "general": "Le directeur général",
    "technical": "Le responsable technique",
}


@dataclass(frozen=True)
class Remedy:
    """A remedy: what it costs and brings (cents), when it is possible and useful, who may decide it."""

    label: str
    cost: int
    days: int
    effect: int
    earliest: date
    latest: date
    owner: str
    cause: str | None
    lever: str
    in_power: bool = True
    legal: bool = True


def build(world: World) -> None:
    """Add the tables owners, remedies and remedy_plans."""
    stream = world.stream("remedies")
    causes = {row["trap"]: row["id"] for row in world["causes"] if row["trap"]}
    owners = coded("o", list(_OWNERS), stream)
    owner_codes = {key: code for code, key in owners}
    remedies = coded("r", _remedies(world), stream)
    world.add("owners", ({"id": code, "label": _OWNERS[key]} for code, key in owners))
    world.add(
        "remedies",
        (
            {
                "id": code,
                "label": item.label,
                "cost": money(item.cost),
                "days": item.days,
                "effect": money(item.effect),
                "earliest": item.earliest,
                "cause": causes.get(item.cause),
                "owner": owner_codes[item.owner],
                "in_power": item.in_power,
                "legal": item.legal,
                "latest": item.latest,
                "lever": item.lever,
            }
            for code, item in remedies
        ),
    )
    world.add("remedy_plans", _plans(world, remedies))


def _remedies(world: World) -> list[Remedy]:
    """Make the nine remedies; their effects come from the tables, with what the story makes of them."""
    known, stream = world.figures, world.stream("remedy costs")
    name = next(client.name for client in world.books.clients if client.role == "T07")
    sleeping = [quote for quote in world.books.quotes if quote.status == "en cours" and quote.followups == 0]
    asleep = sum(quote.amount for quote in sleeping)
    (never, never_won), _, (often, often_won) = known.followed
    follow = asleep * (often_won * never - never_won * often) // (often * never)
    half_year = known.ca[2025] * known.shares["compresseurs"] * sum(SEASON[:6]) // (1_200 * 10_000)
    average = known.won // known.wins[2025]

    def around(cents_: int) -> int:
        return half_up(cents_ * stream.between(92, 108), 100 * 10_000) * 10_000

    return [
        Remedy(
            f"Relancer à J+7, J+15 et J+28 les {len(sleeping)} devis de décembre encore en cours et jamais relancés ({euros(asleep)}), avant la fin de janvier.",
            stream.between(22, 29) * 1_000, 2, half_up(follow, 10_000) * 10_000, date(2026, 1, 13), date(2026, 1, 31), "seller", "T10", "T11",
        ),
        Remedy(
            f"Retourner chez {name} avec le chef des ventes : écouter, solder la réclamation, proposer un audit des fuites, avant la fin de février.",
            stream.between(155, 205) * 1_000, 5, around(known.drop * 26 // 100), date(2026, 1, 19), date(2026, 2, 28), "seller", "T07", "reconquête",
        ),
        Remedy(
            "N'accorder sur les compresseurs aucune remise sans contrepartie écrite (volume, délai, contrat), dès le premier trimestre.",
            stream.between(52, 71) * 1_000, 3, around(half_year * known.drift // 10_000), date(2026, 1, 13), date(2026, 3, 31), "seller", "T08", "remises",
        ),
        Remedy(
            "Grouper l'administratif le vendredi et réserver deux demi-journées par semaine à la prospection, avant la fin du premier trimestre.",
            stream.between(118, 162) * 1_000, 9, around(average * 26 // 10), date(2026, 1, 19), date(2026, 3, 31), "seller", "T10", "prospection",
        ),
        Remedy(
            "L'administration des ventes, qui en est d'accord, annonce chaque retard sous 24 h et propose une location d'attente ; en place avant l'été.",
            stream.between(228, 289) * 1_000, 4, around(average * 17 // 10), date(2026, 2, 2), date(2026, 6, 20), "office", "T09", "délais",
        ),
        Remedy(
            "Baisser de 5 % le tarif des compresseurs.",
            stream.between(31, 44) * 10_000, 1, around(average * 55 // 10), date(2026, 2, 2), date(2026, 3, 31), "director", None, "tarif", in_power=False,
        ),
        Remedy(
            "Embaucher un assistant commercial pour le secteur.",
            stream.between(46, 57) * 10_000, 2, around(average * 47 // 10), date(2026, 4, 1), date(2026, 6, 30), "general", "T10", "embauche", in_power=False,
        ),
        Remedy(
            "Changer de fournisseur de compresseurs.",
            stream.between(27, 38) * 10_000, 2, around(average * 36 // 10), date(2026, 5, 4), date(2026, 6, 30), "technical", "T09", "fournisseur", in_power=False,
        ),
        Remedy(
            "Convenir avec Vizair Ouest de ne plus descendre sous un même prix sur les compresseurs.",
            stream.between(4, 9) * 1_000, 1, around(average * 42 // 10), date(2026, 1, 13), date(2026, 3, 31), "seller", None, "L06", legal=False,
        ),
    ]  # fmt: skip


def _plans(world: World, remedies: list[tuple[str, Remedy]]) -> list[dict]:
    """Return every plan that keeps all the constraints, best first: all the subsets are tried."""
    able = [(code, item) for code, item in remedies if item.in_power and item.legal]
    plans = []
    for size in range(1, len(able) + 1):
        for plan in combinations(able, size):
            cost, days, effect = (
                sum(getattr(item, name) for _, item in plan) for name in ("cost", "days", "effect")
            )
            if cost <= world.figures.remedy_budget and days <= world.figures.remedy_days:
                plans.append((effect, -cost, " ".join(code for code, _ in plan), days))
    return [
        {"plan": rank, "remedies": codes, "cost": money(-cost), "days": days, "effect": money(effect)}
        for rank, (effect, cost, codes, days) in enumerate(sorted(plans, reverse=True), start=1)
    ]
