"""The quotes: those that became orders, and those that did not; and how often each was followed up (T11)."""

from datetime import date, timedelta

from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.books import Order, Quote
from generator.core.cents import half_up, money
from generator.core.dates import CLOSING, YEARS
from generator.core.figures import SEASON
from generator.core.stream import Stream
from generator.core.world import World
from generator.sales import followups

_SLID = 3
_LARGEST = 8
_QUOTED = ("compresseurs", "ventilation", "traitement", "audit")
_OPEN_FROM = date(2025, 12, 1)
_REASONS = (("prix", 46), ("délai", 12), ("technique", 14), ("projet abandonné", 28))
_SUMMER_REASONS = (("prix", 34), ("délai", 40), ("technique", 10), ("projet abandonné", 16))
_RIVALS = (
    ("Vizair Ouest", 34),
    ("Compressane", 30),
    ("AirPromo-Pro", 16),
    ("Ventarmor", 12),
    ("Pneumaloire Services", 8),
)


def build(world: World) -> None:
    """Fill the books with the quotes of 2024 and 2025."""
    stream, chasing, quotes = world.stream("quotes"), world.stream("followups"), []
    _choose_former(world, stream)
    _slide(world)
    for order in world.books.orders:
        if order.origin == "DEV":
            order.quote = _won(order, stream)
            quotes.append(order.quote)
    for year in YEARS:
        won = [quote for quote in quotes if quote.date.year == year]
        missed = _missed(world, year, world.figures.quotes[year] - len(won), stream)
        _set_amounts(world, year, won, missed, stream)
        groups = world.figures.followed if year == 2025 else _former_groups(len(won), len(missed))
        followups.spread(groups, won, missed, chasing)
        quotes += missed
    quotes.sort(key=lambda quote: (quote.date, quote.amount))
    for number, quote in enumerate(quotes, start=1):
        quote.id = f"D{number:05d}"
    world.books.quotes = quotes


def _choose_former(world: World, stream: Stream) -> None:
    """Say which orders of 2024 came from a quote, so that as many quotes were won as they should."""
    orders = [order for order in world.books.orders if order.kind in _QUOTED and not order.cancelled]
    for order in orders:
        # The quotes of 2023 are not in the books: an order of the first weeks came by telephone.
        if order.kind == "compresseurs" and order.date < date(2024, 2, 12):
            order.origin = "TEL"
    machines = [
        order
        for order in orders
        if order.year == 2024 and order.kind == "compresseurs" and order.date >= date(2024, 2, 12)
    ]
    late = [
        order for order in orders if order.year == 2025 and order.origin == "DEV" and order.role != "2025"
    ]
    others = [
        order
        for order in orders
        if order.year == 2024 and order.kind != "compresseurs" and order.date >= date(2024, 2, 12)
    ]
    wanted = world.figures.wins[2024] - len(machines) - len(late)
    for order in machines + sorted(stream.shuffled(others), key=lambda item: -item.net)[:wanted]:
        order.origin = "DEV"


def _slide(world: World) -> None:
    """Mark the three orders of compressors that slid from June to September (T09)."""
    september = [
        order
        for order in world.books.orders
        if order.role == "2025" and order.month == 9 and order.kind == "compresseurs"
    ]
    for order in sorted(september, key=lambda item: (-item.net, item.date))[:_SLID]:
        order.role = "T09"


def _won(order: Order, stream: Stream) -> Quote:
    """Make the quote of an order: 8 to 50 days before, in the same year unless the order is of January."""
    accepted = order.date
    if order.role == "T09":
        accepted = stream.pick(workdays.working_days(date(2025, 6, 10), date(2025, 6, 27)))
    start = accepted - timedelta(stream.between(8, 50))
    if order.year == 2025 and order.role in ("2025", "T09"):
        start = max(start, date(2025, 1, 6))
    elif order.year == 2025:
        start = min(start, date(2024, 12, 18))
    else:
        start = max(start, date(2024, 1, 8))
    return Quote(
        order.client.id,
        workdays.next_working(start),
        order.net,
        "gagné",
        accepted,
        lines=order.lines,
        role=order.role,
    )


def _missed(world: World, year: int, count: int, stream: Stream) -> list[Quote]:
    """Make the quotes that brought no order: lost, without an answer, or still open at the closing date."""
    prospects = genuine(world)
    clients = [
        client
        for client in world.books.clients
        if client.status in ("actif", "dormant") and client.role != "T07"
    ]
    clients.sort(key=lambda client: -max(client.goals.values()))
    lost = world.books.lost
    out = []
    for number in range(count):
        if number == 0 and year == 2025:
            out.append(
                Quote(
                    lost.id,
                    date(2025, 2, 17),
                    0,
                    "perdu",
                    date(2025, 3, 20),
                    "sans réponse",
                    "Vizair Ouest",
                    role="T07",
                )
            )
            continue
        account = stream.pick(prospects) if stream.chance(38) else _known(clients, year, stream)
        month = stream.weighted(list(enumerate(SEASON, start=1)))
        day = stream.pick(workdays.month_days(year, month))
        quote = Quote(account, day, 0, "perdu")
        if year == 2025 and day >= _OPEN_FROM and stream.chance(88):
            quote.status = "en cours"
        else:
            _close(quote, stream)
        out.append(quote)
    return out


def _known(clients: list, year: int, stream: Stream) -> str:
    """Draw a client, large ones more often, that was one already at the start of the year."""
    while True:
        client = clients[min(stream.below(len(clients)), stream.below(len(clients)))]
        if client.created.year < year:
            return client.id


def _close(quote: Quote, stream: Stream) -> None:
    answer = quote.date + timedelta(stream.between(12, 42))
    quote.closed_on = min(workdays.next_working(answer), CLOSING)
    summer = quote.closed_on.year == 2025 and 6 <= quote.closed_on.month <= 9
    if stream.chance(30):
        quote.status, quote.reason = "sans suite", stream.pick(("sans réponse", "projet abandonné"))
    else:
        quote.reason = stream.weighted(_SUMMER_REASONS if summer else _REASONS)
        quote.competitor = stream.weighted(_RIVALS) if quote.reason != "projet abandonné" else None


def _set_amounts(world: World, year: int, won: list[Quote], missed: list[Quote], stream: Stream) -> None:
    """Draw the amounts; in 2025 all the quotes together are worth what the figures say, to the cent."""
    known = world.figures
    done = sum(quote.amount for quote in won)
    goal = known.quoted - done if year == 2025 else half_up(done * 203, 100)
    sizes = [_size(stream) for _ in missed]
    whole = sum(sizes)
    for quote, size in zip(missed, sizes, strict=True):
        quote.amount = max(25_000, int(goal * size / whole))
    heaviest = max(missed, key=lambda quote: quote.amount)
    heaviest.amount += goal - sum(quote.amount for quote in missed)


def _size(stream: Stream) -> float:
    """Draw the size of a quote; none is worth several times the largest order of an ordinary year."""
    while (size := stream.lognormal(1, 0.75)) > _LARGEST:
        pass
    return size


def _former_groups(won: int, missed: int) -> followups.Groups:
    """Return the groups of 2024, a little less followed up."""
    never, once = won * 20 // 100, won * 33 // 100
    lost_never, lost_once = missed * 38 // 100, missed * 30 // 100
    often = (won - never - once + missed - lost_never - lost_once, won - never - once)
    return ((never + lost_never, never), (once + lost_once, once), often)


def table(world: World) -> None:
    """Add the table quotes."""
    world.add(
        "quotes",
        (
            {
                "quote_id": quote.id,
                "account_id": quote.account,
                "date": quote.date,
                "amount": money(quote.amount),
                "margin_rate": money(quote.margin_rate).scaleb(-2),
                "status": quote.status,
                "closed_on": quote.closed_on,
                "loss_reason": quote.reason,
                "competitor": quote.competitor,
                "followups": quote.followups,
            }
            for quote in world.books.quotes
        ),
    )
