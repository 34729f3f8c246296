"""What rivals ask and what customers say: index and score of the policy, traps T13 and T14."""

import re
from collections import Counter, defaultdict
from datetime import timedelta
from decimal import Decimal
from statistics import mean

from ntc.case import load
from tests.datasets.rules import Rules

rules = Rules()

US = "Galerne Air Industrie"


def ratio(case, offer):
    prices = {product.sku: product.price for product in case.products}
    return offer.price / sum(prices[sku] for sku in offer.comparable.split())


def by_rival(case, truth, reliable):
    labels, found = truth.of("competitor_offers"), defaultdict(list)
    for offer in case.competitor_offers:
        if (labels[offer.offer_id].reliability == "fiable") == reliable:
            found[offer.competitor].append(100 * ratio(case, offer))
    return found


@rules.rule
def every_rival_has_six_offers_of_which_four_are_reliable(case, truth):
    rivals = {rival["name"] for rival in case.policy["competitors"]}
    assert Counter(offer.competitor for offer in case.competitor_offers) == dict.fromkeys(rivals, 6)
    kinds = Counter(row.reliability for row in truth.competitor_offers)
    assert kinds == {"fiable": 24, "à recouper": 10, "à écarter": 2}


@rules.rule
def reliable_offers_give_the_index_of_the_policy(case, truth):
    found = by_rival(case, truth, True)
    for rival in case.policy["competitors"]:
        assert round(mean(found[rival["name"]])) == rival["price_index"]


@rules.rule
def taking_every_offer_would_miss_the_index_of_the_web_seller(case, truth):
    known, others = by_rival(case, truth, True), by_rival(case, truth, False)
    name = "AirPromo-Pro"
    assert mean(known[name]) - mean(known[name] + others[name]) > 3


@rules.rule
def other_offers_are_expired_or_unwritten(case, truth):
    labels = truth.of("competitor_offers")
    for offer in case.competitor_offers:
        if offer.valid_to < case.company.story_date:
            assert labels[offer.offer_id].reliability == "à recouper"
        if labels[offer.offer_id].reliability == "fiable":
            assert offer.valid_to > case.company.story_date


@rules.rule
def an_offer_fits_its_product_and_its_rival(case):
    families = {product.sku: product.family for product in case.products}
    for offer in case.competitor_offers:
        sku = offer.comparable.split()[0]
        small = families[sku] == "pièces" or sku.startswith(("FP-", "FH-"))
        if small or families[sku] == "services":
            assert "garanti" not in offer.specs, offer
        if small:
            assert "semaine" not in offer.specs, offer
            assert not re.search("déplacement|route|machine", offer.terms), offer
        if offer.competitor == "AirPromo-Pro":
            assert re.search(r"\b(site|en ligne)\b", offer.source), offer


@rules.rule
def t13_the_price_from_leaves_dryer_and_start_out(case, truth):
    codes = {row.offer_id for row in truth.competitor_offers if row.trap == "T13"}
    offers = [offer for offer in case.competitor_offers if offer.offer_id in codes]
    assert len(offers) == 2
    prices = {product.sku: product.price for product in case.products}
    for offer in offers:
        machine, dryer, start = offer.comparable.split()
        assert (machine[:3], dryer[:3], start[:4]) == ("GV-", "SF-", "MES-")
        assert "sécheur" in offer.specs
        assert "artir de" in offer.terms or "Dès" in offer.terms
        assert ratio(case, offer) < Decimal("0.70")
        assert abs(offer.price / prices[machine] - Decimal("0.82")) < Decimal("0.02")


@rules.rule
def reviews_are_as_many_of_each_kind(case, truth):
    assert len({row.text for row in case.reviews}) == len(case.reviews) == 64
    assert Counter(row.kind for row in truth.reviews) == {"authentique": 51, "suspect": 10, "hors sujet": 3}
    replies = Counter(row.best_reply for row in truth.reviews)
    assert replies == {"signaler": 2, "orienter": 3, "expliquer et proposer": 3, "remercier": 5, "aucune": 51}


@rules.rule
def genuine_stars_give_the_score_of_the_policy(case, truth):
    labels, stars = truth.of("reviews"), defaultdict(list)
    for row in case.reviews:
        if labels[row.review_id].kind == "authentique":
            stars[row.company].append(row.stars)
    for rival in case.policy["competitors"]:
        assert abs(mean(stars[rival["name"]]) - float(rival["service"])) <= 0.16


@rules.rule
def t14_five_stars_posted_in_two_days(case, truth):
    codes = {row.review_id for row in truth.reviews if row.trap == "T14"}
    rows = [row for row in case.reviews if row.review_id in codes]
    assert len(rows) == 8
    assert {(row.company, row.stars, row.verified) for row in rows} == {("AirPromo-Pro", 5, False)}
    days = {row.date for row in rows}
    assert max(days) - min(days) == timedelta(1)
    others = [row.stars for row in case.reviews if row.company == "AirPromo-Pro" and row not in rows]
    assert mean([*others, *[5] * 8]) - mean(others) > 1


@rules.rule
def only_reviews_of_ours_without_a_reply_call_for_one(case, truth):
    labels = truth.of("reviews")
    for row in case.reviews:
        assert (labels[row.review_id].best_reply == "aucune") == (row.company != US or row.reply is not None)


@rules.rule
def a_bad_review_of_ours_waits_for_its_reply(case, truth):
    labels = truth.of("reviews")
    waiting = [
        row
        for row in case.reviews
        if row.company == US and row.stars <= 2 and labels[row.review_id].kind == "authentique"
    ]
    assert waiting
    assert not any(row.reply for row in waiting)


@rules.rule
def texts_are_complete(case):
    for row in (*case.reviews, *case.competitor_offers):
        text = " ".join(str(field) for field in row)
        assert not set("{}'") & set(text), text
    for row in case.reviews:
        assert row.date <= case.company.story_date


@rules.rule
def variants_do_not_read_alike(variant, case):
    if variant == "00":
        return
    former = load("00")
    for table, column, most in (("reviews", "text", 16), ("competitor_offers", "price", 12)):
        known = {getattr(row, column) for row in getattr(former, table)}
        assert sum(getattr(row, column) in known for row in getattr(case, table)) <= most, table


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
