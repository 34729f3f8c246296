"""Exercise cp4-causes: what to compare in the tables; half of it proves a cause, half proves nothing.

A clue tells where to look, never what is found. What proves has worsened by 11 % at least, what proves
nothing by 5 % at most, so that whoever draws the line at 10 % is never in doubt: it is the same measure of
another client, family or season, or another measure of the same story.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from generator.core.cents import cents
from generator.core.codes import coded
from generator.core.stream import Stream
from generator.core.variation import vary
from generator.core.wording import euros, percent
from generator.core.world import Row, World
from generator.words import read
from ntc.french import number

_PROVES, _NOTHING = Fraction(11, 100), Fraction(5, 100)
# One clue of each kind for each story, and one more of each kind, whatever its story.
_EACH = 1
# Of the lost client one thing is compared: a name said twice would tell it.
_NAMED = "T07"
# Clients that weigh, among whom what was bought did not fall, nor grew so much that one wonders.
_WEIGHTY, _STEADY, _GROWN = 45, Fraction(-5, 100), Fraction(40, 100)
_LEAST_VISITS = 2
_SPANS: dict[str, tuple[tuple[date, date], tuple[date, date]]] = {
    "years": ((date(2024, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31))),
    "halves": ((date(2024, 1, 1), date(2024, 6, 30)), (date(2024, 7, 1), date(2024, 12, 31))),
    "before_leaving": ((date(2024, 2, 1), date(2024, 8, 31)), (date(2024, 9, 1), date(2025, 3, 31))),
    "winter": ((date(2024, 1, 1), date(2024, 3, 31)), (date(2025, 1, 1), date(2025, 3, 31))),
    "drift": ((date(2024, 4, 1), date(2024, 12, 31)), (date(2025, 4, 1), date(2025, 12, 31))),
    "spring": ((date(2024, 1, 1), date(2024, 5, 31)), (date(2025, 1, 1), date(2025, 5, 31))),
    "summer": ((date(2024, 6, 1), date(2024, 9, 30)), (date(2025, 6, 1), date(2025, 9, 30))),
    "autumn": ((date(2024, 10, 1), date(2024, 12, 31)), (date(2025, 10, 1), date(2025, 12, 31))),
}


@dataclass(frozen=True)
class _Clue:
    """What to compare over two spans, the tables where it is read, and what is read there."""

    story: str
    wording: str
    span: str
    tables: tuple[str, ...]
    before: Fraction
    after: Fraction
    shown: Callable[[Fraction], str]
    proves: bool = False
    names: dict[str, str] = field(default_factory=dict)
    less_is_worse: bool = False

    @property
    def worsened(self) -> Fraction:
        """By how much it got worse, of what it was; nothing where there was nothing and is nothing."""
        if not self.before:
            return Fraction(self.after > 0)
        change = (self.after - self.before) / self.before
        return -change if self.less_is_worse else change

    @property
    def found(self) -> str:
        """What is read in the tables, for whoever marks."""
        return f"de {self.shown(self.before)} à {self.shown(self.after)}"

    def said(self, stream: Stream) -> str:
        """Return the clue in French."""
        words = read("cp4")
        early, late = words["spans"][self.span]
        wording = vary(stream.pick(words["clues"][self.wording]), stream)
        return wording.format(early=early, late=late, **self.names)


def build(world: World) -> None:
    """Add the tables causes, clue_sources and clues."""
    stream, words = world.stream("clues"), read("cp4")
    causes, sources = coded("k", words["causes"], stream), coded("f", list(words["sources"]), stream)
    by_story = {cause["trap"]: code for code, cause in causes if "trap" in cause}
    by_table = {name: code for code, name in sources}
    world.add(
        "causes",
        (
            {
                "id": code,
                "label": stream.pick(cause["labels"]),
                "verdict": cause["verdict"],
                "trap": cause.get("trap"),
            }
            for code, cause in causes
        ),
    )
    world.add(
        "clue_sources",
        ({"id": code, "label": words["sources"][name], "table": name} for code, name in sources),
    )
    wording = world.stream("clue_words")
    world.add(
        "clues",
        (
            {
                "id": code,
                "label": clue.said(wording),
                "cause": by_story[clue.story] if clue.proves else None,
                "source": by_table[clue.tables[0]],
                "also": " ".join(by_table[other] for other in clue.tables[1:]) or None,
                "found": clue.found,
                "trap": clue.story,
            }
            for code, clue in coded("c", _drawn(world), stream)
        ),
    )


def _drawn(world: World) -> list[_Clue]:
    """Return the clues of the variant. Raises ValueError where a story proves nothing, or too much."""
    stream, pool = world.stream("clue_choice"), list(_pool(world))
    weak = [clue for clue in pool if clue.proves and clue.worsened < _PROVES]
    if weak:
        raise ValueError(f"these clues prove nothing: {weak}")
    drawn: list[_Clue] = []
    for kind in (
        [clue for clue in pool if clue.proves],
        [clue for clue in pool if not clue.proves and clue.worsened <= _NOTHING],
    ):
        stories = {
            story: [clue for clue in kind if clue.story == story]
            for story in dict.fromkeys(clue.story for clue in pool)
        }
        more = stream.pick(
            [story for story, clues in stories.items() if len(clues) > _EACH and story != _NAMED]
        )
        for story, clues in stories.items():
            many = _EACH + (story == more)
            # What the office took stands whatever else shows that time was short.
            first = [clue for clue in clues if clue.proves and clue.wording == "hours"]
            rest = stream.sample([clue for clue in clues if clue not in first], many - len(first))
            if len(first) + len(rest) != many:
                raise ValueError(f"too few clues for {story}")
            drawn += [*first, *rest]
    return drawn


def _pool(world: World) -> Iterator[_Clue]:
    yield from _clients(world)
    yield from _discounts(world)
    yield from _refusals(world)
    yield from _complaints(world)
    yield from _hours(world)
    yield from _meetings(world)


def _within(rows: Iterable[Row], day: str, span: str) -> tuple[list[Row], list[Row]]:
    """Return the rows of each of two spans of time, by the date in this column."""
    found = list(rows)
    early, late = _SPANS[span]
    return tuple([row for row in found if first <= row[day] <= last] for first, last in (early, late))


def _kept(world: World) -> list[Row]:
    return [order for order in world["orders"] if order["status"] != "annulée"]


def _clients(world: World) -> Iterator[_Clue]:
    """Compare what the lost client bought, and the visits there, with those of clients that did not move."""
    lost, names = world.books.lost.id, {row["client_id"]: row["name"] for row in world["clients"]}
    early, late = ({}, {})
    for year, rows in zip((early, late), _within(_kept(world), "date", "years"), strict=True):
        for order in rows:
            client = order["client_id"]
            year[client] = year.get(client, 0) + cents(order["net_ht"])
    before, after = _within(
        [row for row in world["activities"] if row["type"] == "visite"], "date", "before_leaving"
    )
    weighty = sorted(early, key=lambda client: (-early[client], client))[:_WEIGHTY]
    for client in weighty:
        change = Fraction(late.get(client, 0) - early[client], early[client])
        if client != lost and not _STEADY <= change <= _GROWN:
            continue
        visits = [Fraction(sum(row["account_id"] == client for row in rows)) for rows in (before, after)]
        about = {"proves": client == lost, "names": {"name": names[client]}, "less_is_worse": True}
        yield _Clue(
            "T07",
            "sales",
            "years",
            ("orders", "clients", "order_lines"),
            Fraction(early[client]),
            Fraction(late.get(client, 0)),
            _amount,
            **about,
        )
        if client == lost or (visits[0] >= _LEAST_VISITS and visits[1] >= visits[0]):
            yield _Clue("T07", "visits", "before_leaving", ("activities",), *visits, _count, **about)


def _discounts(world: World) -> Iterator[_Clue]:
    """Compare the mean discount of a family or a range, not weighted, as an explorer of lines shows it."""
    days = {order["order_id"]: order["date"] for order in _kept(world)}
    products = {row["sku"]: row for row in world["products"]}
    lines = [
        {
            "day": days[line["order_id"]],
            "pct": line["discount_pct"],
            **{name: products[line["sku"]][name] for name in ("family", "range")},
        }
        for line in world["order_lines"]
        if line["order_id"] in days
    ]
    groups = {
        ("family", "compresseurs"): ("drift", "winter"),
        ("range", "vitesse fixe"): ("drift", "winter"),
        ("range", "vitesse variable"): ("drift",),
        **{("family", name): ("drift", "winter") for name in ("traitement", "ventilation", "pièces")},
    }
    for (column, name), spans in groups.items():
        group = f"la {'famille' if column == 'family' else 'gamme'} « {name} »"
        machines = column == "range" or name == "compresseurs"
        for span in spans:
            before, after = _within([row for row in lines if row[column] == name], "day", span)
            if not (before and after):
                continue
            yield _Clue(
                "T08",
                "discounts",
                span,
                ("order_lines",),
                *(Fraction(sum(row["pct"] for row in rows)) / (100 * len(rows)) for rows in (before, after)),
                lambda ratio: percent(ratio, 2),
                proves=machines and span == "drift",
                names={"group": group},
            )


def _refusals(world: World) -> Iterator[_Clue]:
    """Compare why quotes were lost, by the date of the answer."""
    lost = [row for row in world["quotes"] if row["status"] == "perdu"]
    asked = [("délai", span) for span in ("summer", "spring", "autumn")]
    for motive, span in [*asked, ("prix", "summer")]:
        yield _Clue(
            "T09",
            "refusals",
            span,
            ("quotes",),
            *(
                Fraction(sum(row["loss_reason"] == motive for row in rows), len(rows))
                for rows in _within(lost, "closed_on", span)
            ),
            percent,
            proves=(motive, span) == ("délai", "summer"),
            names={"motive": motive},
        )


def _complaints(world: World) -> Iterator[_Clue]:
    """Compare the complaints about a delay."""
    late = [row for row in world["complaints"] if row["category"] == "délai"]
    for span in ("summer", "spring", "autumn"):
        before, after = _within(late, "opened", span)
        figures = Fraction(len(before)), Fraction(len(after))
        yield _Clue("T09", "complaints", span, ("complaints",), *figures, _count, proves=span == "summer")


def _hours(world: World) -> Iterator[_Clue]:
    """Compare what each kind of activity took of the hours."""
    asked = [
        ("administratif", "years"),
        ("administratif", "halves"),
        ("courriel", "years"),
        ("trajet", "years"),
    ]
    for nature, span in asked:
        yield _Clue(
            "T10",
            "hours",
            span,
            ("activities",),
            *(
                Fraction(
                    sum(row["minutes"] for row in rows if row["type"] == nature),
                    sum(row["minutes"] for row in rows),
                )
                for rows in _within(world["activities"], "date", span)
            ),
            percent,
            proves=(nature, span) == ("administratif", "years"),
            names={"nature": nature},
        )


_SAID = {"prospects": "comptes encore prospects", "clients": "comptes déjà clients"}


def _meetings(world: World) -> Iterator[_Clue]:
    """Compare the visits to prospects, and to clients."""
    accounts = {
        "prospects": {row["prospect_id"] for row in world["prospects"]},
        "clients": {row["client_id"] for row in world["clients"]},
    }
    visits = _within([row for row in world["activities"] if row["type"] == "visite"], "date", "years")
    for name, known in accounts.items():
        figures = [Fraction(sum(row["account_id"] in known for row in rows)) for rows in visits]
        tables = ("activities", "clients") if name == "clients" else ("activities",)
        yield _Clue(
            "T10",
            "meetings",
            "years",
            tables,
            *figures,
            _count,
            proves=name == "prospects",
            names={"accounts": _SAID[name]},
            less_is_worse=True,
        )


def _amount(cents: Fraction) -> str:
    return euros(int(cents))


def _count(figure: Fraction) -> str:
    return number(int(figure))
