"""The open opportunities, some of which have been asleep for long, one of them « signed » at 90 % (T28)."""

from datetime import timedelta
from decimal import Decimal

from generator.cents import half_up, money
from generator.people import CLOSING
from generator.prospects import genuine
from generator.stream import Stream
from generator.variation import fresh
from generator.words import read
from generator.world import World

_COUNT, _ASLEEP = 58, 5
_STAGES = {"Découverte": 10, "Étude": 30, "Devis remis": 50, "Négociation": 70, "Accord oral": 90}


def build(world: World) -> None:
    """Add the table opportunities."""
    stream = world.stream("opportunities")
    clients = [
        client.id for client in world.books.clients if client.status == "actif" and client.role != "T07"
    ]
    accounts = stream.sample(clients, 36) + stream.sample(genuine(world), _COUNT - 36)
    rows = [_opportunity(account, stream) for account in stream.shuffled(accounts)]
    _put_to_sleep(rows, stream)
    _word(rows, world.stream("opportunity_words"))
    for number, row in enumerate(rows, start=1):
        row["opp_id"] = f"OP{number:03d}"
    world.add("opportunities", rows)


def _opportunity(account: str, stream: Stream) -> dict:
    words = read("pipeline")
    stage = stream.weighted(
        (("Découverte", 24), ("Étude", 28), ("Devis remis", 26), ("Négociation", 16), ("Accord oral", 6))
    )
    asleep = stream.between(2, 44)
    return {
        "account_id": account,
        "title": stream.pick(words["titles"]),
        "amount": money(half_up(max(90_000, int(stream.lognormal(1_150_000, 0.7))), 1_000) * 1_000),
        "stage": stage,
        "probability_pct": Decimal(_STAGES[stage]),
        "expected_close": CLOSING + timedelta(stream.between(15, 170)),
        "last_activity": CLOSING - timedelta(asleep),
        "next_step": stream.pick(words["next_steps"][stage]) if stream.chance(72) else None,
        "stale": False,
    }


def _word(rows: list[dict], stream: Stream) -> None:
    """Word the titles and the next steps: none twice."""
    said: set[str] = set()
    for row in rows:
        for column in ("title", "next_step"):
            row[column] = row[column] and fresh(row[column], said, stream)


def _put_to_sleep(rows: list[dict], stream: Stream) -> None:
    """Leave some without activity for more than 60 days: the best of all for 75 (T28)."""
    chosen = stream.sample([index for index, row in enumerate(rows) if row["probability_pct"] < 90], _ASLEEP)
    for index in chosen:
        rows[index] |= {
            "last_activity": CLOSING - timedelta(stream.between(82, 160)),
            "stale": True,
            "next_step": None,
        }
    rows[chosen[0]] |= {
        "stage": "Accord oral",
        "probability_pct": Decimal(90),
        "amount": money(stream.between(430, 640) * 10_000),
        "last_activity": CLOSING - timedelta(75),
        "next_step": read("pipeline")["signed"],
    }
