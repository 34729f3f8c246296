"""CP1: the market, our part of it, the indices of prices (F08, F09, F49, F50) and those of the rivals."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from statistics import mean

from autograder.truth import Truth
from ntc.calc import activity, percent, slips
from ntc.case import Case, measures
from tests.datasets.questions.question import EURO, HUNDREDTH, POINT, Question, ask, lure

FIRST, LAST = 2022, 2025
INDEX_POINT = Decimal("0.05")
LEADER = "Compressane"


def questions(case: Case, truth: Truth) -> Iterator[Question]:
    yield from shares(case, truth)
    yield from trends(case)
    yield from rivals(case, truth)


def whole(case: Case, column: str, year: int) -> Decimal:
    return sum(getattr(row, column) for row in case.market_stats if row.year == year)


def shares(case: Case, truth: Truth) -> Iterator[Question]:
    ours, market = measures.sales(case, LAST), whole(case, "market_value", LAST)
    clients = sum(row.status == "actif" for row in truth.clients)
    establishments = whole(case, "establishments", LAST)
    share = activity.market_share(ours, market)
    leader = next(rival["share"] for rival in case.policy["competitors"] if rival["name"] == LEADER)
    name = "cp1-figures"
    yield ask(
        name,
        "market",
        market,
        EURO,
        [lure("former year", whole(case, "market_value", LAST - 1))],
        spread=Decimal("1.5"),
    )
    yield ask(
        name,
        "share",
        share,
        POINT,
        [
            lure("market of the former year", ours / whole(case, "market_value", LAST - 1)),
            lure("share of the clients", activity.penetration(clients, establishments)),
            lure("objective", case.company.objective_2025 / market),
        ],
        spread=Decimal("1.5"),
    )
    yield ask(
        name,
        "relative share",
        activity.relative_share(share, leader),
        HUNDREDTH / 2,
        slips.relative_share(share, leader),
        spread=Decimal("1.5"),
    )
    yield ask(
        name,
        "penetration",
        activity.penetration(clients, establishments),
        POINT,
        [
            lure("every record", activity.penetration(len(case.clients), establishments)),
            lure("share of the market", share),
        ],
        spread=Decimal("1.5"),
    )


def trends(case: Case) -> Iterator[Question]:
    name, years = "cp1-figures", LAST - FIRST
    for column, spread in (("market_value", 2), ("galerne_ca", 3)):
        first, last = whole(case, column, FIRST), whole(case, column, LAST)
        yield ask(
            name,
            f"TCAM {column}",
            percent.cagr(first, last, years),
            POINT / 5,
            slips.cagr(first, last, years),
            spread=spread,
        )
        yield ask(
            name,
            f"index {column}",
            percent.index100(last, first),
            INDEX_POINT,
            [
                lure("base and value exchanged", percent.index100(first, last)),
                lure("one year less", percent.index100(whole(case, column, LAST - 1), first)),
                lure("growth", percent.index100(last, first) - 100),
            ],
        )
    at = {row.month: row for row in case.price_index}
    ends = at[date(LAST - 1, 12, 1)], at[date(LAST, 12, 1)]
    for column in ("electricity", "steel", "compressors"):
        before, after = (getattr(row, column) for row in ends)
        yield ask(
            name,
            f"growth of {column}",
            percent.growth(before, after),
            POINT,
            [*slips.growth(before, after), lure("points of index", (after - before) / 100)],
            shared="an index has one decimal",
            spread=6,
        )


def rivals(case: Case, truth: Truth) -> Iterator[Question]:
    labels = truth.of("competitor_offers")
    prices = {product.sku: product.price for product in case.products}
    for rival in case.policy["competitors"]:
        ratios = [
            (
                100 * offer.price / sum(prices[sku] for sku in offer.comparable.split()),
                labels[offer.offer_id].reliability == "fiable",
            )
            for offer in case.competitor_offers
            if offer.competitor == rival["name"]
        ]
        yield ask(
            "cp1-rivals",
            f"index of {rival['name']}",
            mean(ratio for ratio, reliable in ratios if reliable),
            Decimal("0.5"),
            [lure("every offer", mean(ratio for ratio, _ in ratios))],
            shared="the index of a rival is a whole number near the usual one",
        )
