"""What rivals ask: 36 offers, whose reliable ones give each rival's price index, and two that deceive (T13).

An index is the mean, over the written offers of a rival, of its price over ours for the same articles: drawn
for each variant, and never so near ours that one could not say which of the two is cheaper.
"""

from datetime import timedelta
from decimal import Decimal

from generator.core.cents import cents, half_up, money
from generator.core.codes import coded
from generator.core.dates import STORY_DATE
from generator.core.stream import Stream
from generator.core.wording import held
from generator.core.world import Row, World
from generator.words import read

_WRITTEN, _OTHERS = 4, 2
# A station of the web seller, as advertised: the machine, the dryer and the start, which it leaves out.
_STATIONS = (("GV-11", "SF-25", "MES-1"), ("GV-15", "SF-25", "MES-1"), ("GV-22", "SF-40", "MES-1"))
_STATION_SELLER = "AirPromo-Pro"
# The machine that can be compared in every variant: what rivals ask for it, and a station without its dryer.
_COMMON, _COMMON_STATION, _EXPIRED = "GVV-22", ("GVV-22", "SF-40", "MES-1"), 5
# How far an index may lie from what the words say, and how near ours (100) it never does.
_DRIFT, _OURS = 4, (99, 101)
_REFUSED = {"hearsay": "sans écrit", "expired": "périmée"}


def build(world: World) -> None:
    """Add the table competitor_offers."""
    stream, words = world.stream("competitor_offers"), read("rivals")
    ours, indices = {row["sku"]: row for row in world["products"]}, world.stream("price indices of rivals")
    companies = [item | {"index": _index(item["index"], indices)} for item in words["companies"]]
    shared = _shared(companies, world.stream("offers for one machine"))
    offers = [offer for item in companies for offer in _offers(item, shared, ours, words, stream)]
    world.add(
        "competitor_offers", ({"offer_id": code, **offer} for code, offer in coded("OC", offers, stream))
    )


def _index(middle: int, stream: Stream) -> int:
    """Draw a price index near the usual one, on either side of ours."""
    near = range(middle - _DRIFT, middle + _DRIFT + 1)
    return stream.pick([index for index in near if not _OURS[0] <= index <= _OURS[1]])


def _shared(companies: list[dict], stream: Stream) -> dict[str, tuple[int, ...]]:
    """Place the machine that all who sell it offer in writing; one of them, in an expired paper too."""
    sellers = [item["name"] for item in companies if _COMMON in item["skus"]]
    late = stream.pick(sellers)
    return {name: (stream.below(_WRITTEN), *((_EXPIRED,) if name == late else ())) for name in sellers}


def _offered(item: dict, shared: dict[str, tuple[int, ...]], stream: Stream) -> list[str]:
    """Draw the articles that a rival's offers are for, the shared machine at its places."""
    skus = stream.sample(item["skus"], _WRITTEN + _OTHERS)
    for place in shared.get(item["name"], ()):
        if _COMMON not in skus[:_WRITTEN] or place == _EXPIRED:
            if _COMMON in skus[_WRITTEN:]:
                skus[skus.index(_COMMON, _WRITTEN)] = skus[place]
            skus[place] = _COMMON
    return skus


def _offers(
    item: dict, shared: dict[str, tuple[int, ...]], ours: dict[str, Row], words: dict, stream: Stream
) -> list[dict]:
    skus, index = _offered(item, shared, stream), item["index"] * 10
    written = stream.shuffled(item.get("sources", words["wording"]["written"]))
    offers = []
    for rank, ratio in enumerate(_ratios(index, stream)):
        offer = _offer(item, [ours[skus[rank]]], ratio, stream)
        offers.append(offer | {"source": written[rank]})
    if item["name"] == _STATION_SELLER:
        return offers + _stations(item, ours, words, stream)
    # Both on one side: one above and one below would leave the mean of all the offers on the index.
    side = 1 if stream.chance(40) else -1
    for rank, kind in enumerate(("hearsay", "expired")):
        ratio = index + side * stream.between(70, 120)
        offer = _offer(item, [ours[skus[_WRITTEN + rank]]], ratio, stream, expired=kind == "expired")
        offers.append(
            offer
            | {
                "source": stream.pick(words["wording"][kind]),
                "reliability": "à recouper",
                "refused": _REFUSED[kind],
            }
        )
    return offers


def _ratios(index: int, stream: Stream) -> list[int]:
    """Draw the ratios of the written offers, in thousandths: two above the index, two below, of that mean."""
    above, below, more = stream.between(6, 24), stream.between(6, 24), stream.between(3, 12)
    gaps = [above, -below, more + max(0, below - above), -more - max(0, above - below)]
    return [index + gap for gap in stream.shuffled(gaps)]


def _offer(item: dict, articles: list[Row], ratio: int, stream: Stream, expired: bool = False) -> dict:
    """Make an offer for our articles at ``ratio`` thousandths of our tariff."""
    first = articles[0]
    price = sum(cents(article["price"]) for article in articles)
    return {
        "competitor": item["name"],
        "product": f"{first['label']}, réf. {item['mark']} {stream.between(11, 98)}{stream.below(10)}0",
        "comparable": " ".join(article["sku"] for article in articles),
        "specs": _specs(first, stream),
        "price": money(_rounded(half_up(price * ratio, 1_000))),
        "terms": stream.pick(_terms(item, first)),
        "valid_to": STORY_DATE + timedelta(-stream.between(75, 320) if expired else stream.between(18, 170)),
        "reliability": "fiable",
        "refused": None,
        "trap": None,
    }


def _terms(item: dict, article: Row) -> list[str]:
    """Return the terms of a rival that fit an article: nobody travels for a set of belts."""
    return item.get("service_terms", item["terms"]) if article["family"] == "services" else item["terms"]


def _rounded(price: int) -> int:
    """Round a price as tariffs do: to 10 €, 1 € or 10 centimes."""
    step = 1_000 if price >= 200_000 else 100 if price >= 30_000 else 10
    return half_up(price, step) * step


def _specs(article: Row, stream: Stream, kind: str | None = None) -> str:
    text = stream.pick(read("rivals")["specs"][kind or _kind(article)])
    fields = {"kw": _figure(article["kw"]), "flow": _figure(article["flow_m3min"])}
    return held(text.format(g=stream.between(2, 3), w=stream.between(2, 7), d=stream.between(2, 8), **fields))


def _kind(article: Row) -> str:
    """Tell which facts describe an article."""
    if article["range"] in ("vitesse fixe", "vitesse variable"):
        return "machine"
    if article["sku"].startswith("SF-"):
        return "dryer"
    if article["sku"].startswith(("FP-", "FH-")):
        return "filter"
    return {"services": "service", "pièces": "part"}.get(article["family"], "other")


def _figure(value: Decimal | None) -> str:
    return f"{value:f}".replace(".", ",").removesuffix(",0") if value else ""


def _stations(item: dict, ours: dict[str, Row], words: dict, stream: Stream) -> list[dict]:
    """Make the two stations advertised « from » a price that leaves the dryer and the start out (T13)."""
    offers = []
    for skus in (*stream.sample(_STATIONS, _OTHERS)[1:], _COMMON_STATION):
        articles = [ours[sku] for sku in skus]
        bare = _bare_offer(item, articles, stream)
        offers.append(
            bare
            | {
                "product": f"Station d'air de {_figure(articles[0]['kw'])} kW, réf. {item['mark']} "
                f"{stream.between(11, 98)}S",
                "comparable": " ".join(skus),
                "specs": _specs(articles[0], stream, "station"),
                "terms": stream.pick(words["wording"]["station_terms"]),
                "source": "Page d'accueil du site, capture datée",
                "reliability": "à écarter",
                "refused": "hors champ",
                "trap": "T13",
            }
        )
    return offers


def _bare_offer(item: dict, articles: list[Row], stream: Stream) -> dict:
    """Offer the machine alone, at a price that is no round figure once made complete."""
    while True:
        offer = _offer(item, articles[:1], item["index"] * 10 + stream.between(-12, 12), stream)
        if (offer["price"] + sum(article["price"] for article in articles[1:])) % 100:
            return offer
