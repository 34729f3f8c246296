"""The accounts: how many of each status, and how much each buys a year.

CA of the clients follows a lognormal law by quantiles (σ = 1.70): a fifth of them make about 80 % of it.
"""

from decimal import Decimal
from statistics import NormalDist

from generator.accounts.sizes import buyer
from generator.core.books import Client
from generator.core.cents import half_up
from generator.core.figures import Figures
from generator.core.names import spelt
from generator.core.stream import Stream, exp
from generator.core.world import World
from generator.house.territory import home_towns

_SIGMA = 1.70
_LOST_RANK = 4
# The clients that buy most are factories: no garage, printer nor town hall.
_LARGE, _SMALL_SEGMENTS = 40, ("SEG08", "SEG09", "SEG12")
# The first of all is a group of several sites: food or plastics.
_FIRST_SEGMENTS = ("SEG01", "SEG05")
_PUBLIC = "SEG12"
# What a client usually buys in a year, in cents.
_USUAL = 450_000
_MODES = (("virement", 48), ("prélèvement", 22), ("chèque", 14), ("traite", 16))
RIVALS = ("Compressane", "Vizair Ouest", "AirPromo-Pro", "Ventarmor", "Pneumaloire Services")


def draft(world: World) -> None:
    """Fill the books with accounts, their status and what each should buy in 2024 and 2025."""
    known, stream, names = world.figures, world.stream("clients"), world.names
    counts = {"actif": known.active, "dormant": known.dormant, "perdu": known.lost}
    home = [town["town_id"] for town in home_towns(world)]
    segments = [(row["seg_id"], int(row["client_share_pct"])) for row in world["segments"]]
    clients, spelling = [], world.stream("spelling of clients")
    for status, count in counts.items():
        for rank in range(count):
            seg_id = stream.weighted(_trades(status, rank, segments))
            name, town = spelt(names.company(seg_id), spelling), stream.pick(home)
            clients.append(Client(name, status, seg_id, town, 0, siret=names.siret()))
    _set_goals(clients, known, stream)
    per_head = {row["seg_id"]: int(row["potential_per_employee"]) for row in world["segments"]}
    sizes, modes = world.stream("sizes of clients"), world.stream("modes of payment")
    for client in clients:
        client.former = _former(client, sizes)
        client.employees = buyer(client.seg_id, client.best, per_head[client.seg_id], sizes)
        client.mode = "virement" if client.seg_id == _PUBLIC else modes.weighted(_MODES)
        client.payer = stream.weighted((("à l’heure", 62), ("irrégulier", 27), ("en retard", 11)))
    world.books.clients = clients


def _trades(status: str, rank: int, segments: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the segments, and their weights, that a client of this rank may belong to."""
    if status != "actif" or rank >= _LARGE:
        return segments
    able = [pair for pair in segments if pair[0] not in _SMALL_SEGMENTS]
    return able if rank else [pair for pair in able if pair[0] in _FIRST_SEGMENTS]


def _former(client: Client, stream: Stream) -> int:
    """Return what a lost client bought a year before the books open: as much as any other."""
    return int(stream.lognormal(_USUAL, 1)) if client.status == "perdu" else 0


def _set_goals(clients: list[Client], known: Figures, stream: Stream) -> None:
    active = [client for client in clients if client.status == "actif"]
    shares = _lognormal_shares(len(active), known.first_share)
    latest = [half_up(int(share * 10**9) * known.ca[2025], 10**9) for share in shares]
    lost_rank = min(
        range(_LOST_RANK, len(latest)), key=lambda rank: abs(latest[rank] - known.ca[2025] * 3 // 400)
    )
    for rank, (client, goal) in enumerate(zip(active, latest, strict=True)):
        client.goals[2025] = goal
        if rank == lost_rank:
            client.role = "T07"
    quiet = [client for client in active[25:] if not client.role]
    newcomers = stream.sample(quiet, known.newcomers)
    for client in newcomers:
        client.newcomer = 2025
    for client in newcomers[:3]:
        client.role = "revenu"
    lost = active[lost_rank]
    lost.goals[2024] = lost.goals[2025] + known.drop
    exceptional = active[_LOST_RANK - 2]
    exceptional.role = "T06"
    former = [client for client in active if not client.newcomer and client is not lost]
    former += [client for client in clients if client.status == "dormant"]
    _set_former_goals(former, lost.goals[2024], known.ca[2024] - known.exceptional, stream)
    exceptional.goals[2024] += known.exceptional
    hidden = stream.shuffled([client for client in clients if client.status == "dormant"])
    for client in hidden[:5]:
        client.role = "T01"
    for client in hidden[5:9]:
        client.role = "T02"


def _set_former_goals(former: list[Client], lost_goal: int, ca: int, stream: Stream) -> None:
    """Set what each bought in 2024: near its 2025; three above the client to be lost, all others below."""
    raw = []
    for rank, client in enumerate(former):
        if client.status == "dormant":
            raw.append(stream.between(40_000, 1_400_000))
        elif rank < _LOST_RANK - 1:
            raw.append(max(client.goals[2025] * stream.between(93, 105) // 100, lost_goal * 112 // 100))
        else:
            raw.append(min(int(client.goals[2025] * exp(stream.normal(0, 0.3))), lost_goal * 88 // 100))
    # Only those below the lost client are scaled, so that it stays the fourth.
    fixed = sum(raw[: _LOST_RANK - 1])
    rest = sum(raw[_LOST_RANK - 1 :])
    for rank, (client, goal) in enumerate(zip(former, raw, strict=True)):
        scaled = goal if rank < _LOST_RANK - 1 else half_up(goal * (ca - lost_goal - fixed), rest)
        client.goals[2024] = max(
            7_000, min(scaled, lost_goal * 94 // 100) if rank >= _LOST_RANK - 1 else scaled
        )


def _lognormal_shares(count: int, first: int) -> list[Decimal]:
    """Return shares of the CA by rank, the first client's being ``first`` hundredths of a per cent."""
    normal = NormalDist()
    weights = [Decimal(exp(_SIGMA * normal.inv_cdf((rank + 0.5) / count))) for rank in reversed(range(count))]
    rest = sum(weights[1:])
    share = Decimal(first) / 10_000
    return [share] + [weight / rest * (1 - share) for weight in weights[1:]]
