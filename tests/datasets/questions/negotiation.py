"""CP7: the price defended (F28, F29) and the room to agree (F27, F83, F84)."""

from collections.abc import Iterator

from autograder.truth import Truth
from ntc.calc import credit, margins, negotiation, percent, slips
from ntc.calc.vat import add_vat
from ntc.case import Case
from tests.datasets.questions.question import CENT, POINT, Question, ask, lure

TERMS_DAYS = 30
YEARS = 10


def questions(case: Case, truth: Truth) -> Iterator[Question]:
    yield from equal_perimeter(case)
    yield from stations(case, truth)
    yield from discount(case)
    yield from room(case)


def equal_perimeter(case: Case) -> Iterator[Question]:
    name, (deal,) = "cp7-price", case.deals
    complete = negotiation.buyer_ceiling(deal.rival_price, deal.missing_cost)
    bare = percent.growth(deal.price, deal.rival_price)
    yield ask(
        name,
        "gap in view",
        bare,
        POINT,
        [*slips.growth(deal.price, deal.rival_price), lure("sign", -bare)],
        spread=3,
    )
    yield ask(
        name,
        "gap on equal perimeter",
        percent.growth(deal.price, complete),
        POINT,
        [*slips.growth(deal.price, complete), lure("bare price", bare)],
        spread=3,
    )
    dearer = deal.price - complete
    yield ask(
        name,
        "difference for a year of ten",
        dearer / YEARS,
        CENT,
        [lure("bare price", (deal.price - deal.rival_price) / YEARS), lure("not divided", dearer)],
        spread=4,
        shared="a difference of prices to ten euros",
    )


def stations(case: Case, truth: Truth) -> Iterator[Question]:
    """The price « from » of the web seller, made complete with what it leaves out (T13)."""
    prices = {row.sku: row.price for row in case.products}
    labels = truth.of("competitor_offers")
    offers = [row for row in case.competitor_offers if labels[row.offer_id].trap == "T13"]
    for rank, offer in enumerate(offers, start=1):
        machine, *missing = offer.comparable.split()
        complete = offer.price + sum(prices[sku] for sku in missing)
        ours = prices[machine] + sum(prices[sku] for sku in missing)
        yield ask(
            "cp7-price",
            f"station {rank}, complete",
            complete,
            CENT,
            [lure("as shown", offer.price)],
            spread=3,
        )
        yield ask(
            "cp7-price",
            f"station {rank}, gap",
            percent.growth(ours, complete),
            POINT,
            [*slips.growth(ours, complete), lure("as shown", percent.growth(ours, offer.price))],
        )


def discount(case: Case) -> Iterator[Question]:
    """What it costs to give all that the rival's complete offer is below ours."""
    name, (deal,) = "cp7-price", case.deals
    asked = 1 - negotiation.buyer_ceiling(deal.rival_price, deal.missing_cost) / deal.price
    effect = margins.discount_effect(deal.price, deal.unit_cost, asked)
    yield ask(
        name,
        "margin lost",
        effect.margin_change,
        POINT,
        slips.margin_change(deal.price, deal.unit_cost, asked),
        spread=3,
    )
    before = margins.margin(deal.price, deal.unit_cost)
    yield ask(
        name,
        "volume to compensate",
        margins.volume_to_compensate(before, effect.margin),
        POINT,
        slips.volume_to_compensate(deal.price, deal.unit_cost, asked),
        spread=3,
    )
    yield ask(
        name,
        "margin rate left",
        effect.margin_rate,
        POINT,
        [
            *slips.margin_rate(effect.price, deal.unit_cost),
            lure("points taken off", margins.margin_rate(deal.price, deal.unit_cost) - asked),
        ],
    )


def room(case: Case) -> Iterator[Question]:
    name, (deal,), floor_rate = "cp7-concessions", case.deals, case.policy["margin_floor"]["compresseurs"]
    floor = margins.floor_price(deal.unit_cost, floor_rate)
    ceiling = negotiation.buyer_ceiling(deal.rival_price, deal.missing_cost)
    yield ask(name, "floor", floor, CENT, slips.price_from_margin_rate(deal.unit_cost, floor_rate), spread=3)
    yield ask(
        name,
        "highest discount",
        margins.highest_discount(deal.price, deal.unit_cost, floor_rate),
        POINT,
        slips.highest_discount(deal.price, deal.unit_cost, floor_rate),
    )
    yield ask(
        name,
        "ceiling",
        ceiling,
        CENT,
        [lure("bare price", deal.rival_price)],
        shared="a sum of two prices to ten euros",
        spread=3,
    )
    yield ask(
        name,
        "room to agree",
        negotiation.zopa(floor, ceiling).width,
        CENT,
        [lure("from our price", deal.price - floor), lure("bare price", deal.rival_price - floor)],
        spread=6,
    )
    ttc = add_vat(deal.price).ttc
    cost = credit.credit_cost(ttc, case.company.bank_rate, TERMS_DAYS)
    yield ask(
        name,
        "cost of a month",
        cost,
        CENT,
        [lure("HT", credit.credit_cost(deal.price, case.company.bank_rate, TERMS_DAYS))],
        spread=3,
    )
