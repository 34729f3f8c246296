"""What rivals ask and what customers say: indices and stars of each variant, traps T13 and T14."""

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from statistics import mean

from autograder import truth as truths
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

US, WEB = "Galerne Air Industrie", "AirPromo-Pro"
# About what each rival asks, ours being 100; the stars of those whose mean is not drawn for each variant.
ABOUT = {
    "Compressane": 112,
    "Vizair Ouest": 104,
    WEB: 82,
    "Ventarmor": 98,
    "Pneumaloire Services": 90,
    "Kilowair Conseil": 105,
}
STARS = {
    "Compressane": 4.2,
    "Vizair Ouest": 4.4,
    "Ventarmor": 3.9,
    "Pneumaloire Services": 3.8,
    "Kilowair Conseil": 4.1,
}


def ratio(case, offer):
    prices = {product.sku: product.price for product in case.products}
    return offer.price / sum(prices[sku] for sku in offer.comparable.split())


def by_rival(case, truth, reliable):
    labels, found = truth.of("competitor_offers"), defaultdict(list)
    for offer in case.competitor_offers:
        if (labels[offer.offer_id].reliability == "fiable") == reliable:
            found[offer.competitor].append(100 * ratio(case, offer))
    return found


@rules.given
def genuine(case, truth):
    labels, found = truth.of("reviews"), defaultdict(list)
    for row in case.reviews:
        if labels[row.review_id].kind == "authentique":
            found[row.company].append(row)
    return found


@rules.rule
def every_rival_has_six_offers_of_which_four_are_reliable(case, truth):
    rivals = {rival["name"] for rival in case.policy["competitors"]}
    assert Counter(offer.competitor for offer in case.competitor_offers) == dict.fromkeys(rivals, 6)
    kinds = Counter(row.reliability for row in truth.competitor_offers)
    assert kinds == {"fiable": 24, "à recouper": 10, "à écarter": 2}


@rules.rule
def reliable_offers_give_an_index_near_the_usual_one_and_on_one_side_of_ours(case, truth):
    found = by_rival(case, truth, True)
    assert {rival["name"] for rival in case.policy["competitors"]} == set(found) == set(ABOUT)
    for rival, usual in ABOUT.items():
        index = round(mean(found[rival]))
        assert abs(index - usual) <= 4
        assert not 99 <= index <= 101
        # The mean of the ratios is the index drawn, a whole number: prices are rounded, ratios hardly.
        assert abs(mean(found[rival]) - index) < Decimal("0.25")


@rules.rule
def the_house_publishes_neither_indices_nor_stars(case):
    assert {key for rival in case.policy["competitors"] for key in rival} == {"name", "kind", "share"}


@rules.rule
def one_offer_more_or_less_moves_an_index_beyond_its_tolerance(case, truth):
    """±0.5 is near enough: a refused offer kept, or all of them, is farther."""
    known, others = by_rival(case, truth, True), by_rival(case, truth, False)
    for rival in ABOUT:
        right = mean(known[rival])
        assert abs(mean(known[rival] + others[rival]) - right) > Decimal("2.3")
        for one in others[rival]:
            assert abs(mean([*known[rival], one]) - right) > Decimal("1.2")


@rules.rule
def a_refused_offer_says_why(case, truth):
    labels = truth.of("competitor_offers")
    why = {"fiable": {None}, "à recouper": {"sans écrit", "périmée"}, "à écarter": {"hors champ"}}
    found = Counter()
    for offer in case.competitor_offers:
        label = labels[offer.offer_id]
        assert label.refused in why[label.reliability]
        assert (label.refused == "périmée") == (offer.valid_to < case.company.story_date)
        found[label.refused] += 1
    assert found == {None: 24, "sans écrit": 5, "périmée": 5, "hors champ": 2}


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
    # One is for the machine that several rivals offer.
    assert sum(offer.comparable.startswith("GVV-22") for offer in offers) == 1
    for offer in offers:
        machine, dryer, start = offer.comparable.split()
        assert (machine[:2], dryer[:3], start[:4]) == ("GV", "SF-", "MES-")
        assert "sécheur" in offer.specs
        assert "artir de" in offer.terms or "Dès" in offer.terms
        index = mean(by_rival(case, truth, True)[WEB]) / 100
        assert ratio(case, offer) < index - Decimal("0.1")
        assert abs(offer.price / prices[machine] - index) < Decimal("0.02")


@rules.rule
def reviews_are_as_many_of_each_kind(case, truth):
    assert len({row.text for row in case.reviews}) == len(case.reviews) == 64
    assert Counter(row.kind for row in truth.reviews) == {"authentique": 51, "suspect": 10, "hors sujet": 3}
    replies = Counter(row.best_reply for row in truth.reviews)
    assert replies == {"signaler": 2, "orienter": 3, "expliquer et proposer": 3, "remercier": 5, "aucune": 51}


@rules.rule
def genuine_stars_give_the_usual_score(genuine):
    for rival, usual in STARS.items():
        assert abs(mean(row.stars for row in genuine[rival]) - usual) <= 0.16
    assert 2 <= mean(row.stars for row in genuine[WEB]) <= 3.2
    assert 3.4 <= mean(row.stars for row in genuine[US]) <= 4.4


@rules.rule
def no_careless_mean_is_near_the_right_one_nor_another(case, truth, genuine):
    labels = truth.of("reviews")
    for company in (US, WEB):
        rows = [row for row in case.reviews if row.company == company]
        stars = [row.stars for row in genuine[company]]
        wrong = {
            "everything": mean(row.stars for row in rows),
            "verified": mean(row.stars for row in rows if row.verified),
            "not severe": mean(one for one in stars if one > 2),
        }
        if company == US:
            for kind in ("suspect", "hors sujet"):
                kept = [row.stars for row in rows if labels[row.review_id].kind == kind]
                wrong[kind] = mean([*stars, *kept])
        assert min(abs(one - mean(stars)) for one in wrong.values()) >= 0.149, company
        assert min(abs(one - other) for one, other in combinations(wrong.values(), 2)) >= 0.104, company


@rules.rule
def some_genuine_reviews_are_not_verified_and_all_verified_ones_are_genuine(case, truth, genuine):
    labels = truth.of("reviews")
    for company in (US, WEB):
        assert 1 <= sum(not row.verified for row in genuine[company]) <= 3
    assert {labels[row.review_id].kind for row in case.reviews if row.verified} == {"authentique"}


@rules.rule
def what_is_meant_for_another_galerne_would_pull_our_mean_down(case, truth):
    labels = truth.of("reviews")
    astray = [row for row in case.reviews if labels[row.review_id].kind == "hors sujet"]
    assert {row.company for row in astray} == {US}
    assert max(row.stars for row in astray) <= 2


@rules.rule
def one_bad_review_of_ours_is_to_be_answered_first(genuine):
    bad = [row for row in genuine[US] if row.stars <= 2 and row.date >= date(2025, 12, 1)]
    assert [(row.verified, row.reply) for row in bad] == [(True, None)]
    assert bad[0].date <= date(2026, 1, 9)


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


def test_a_neighbour_s_indices_and_stars_are_of_no_use():
    """Indices of the six, and the two means of stars: hardly any two variants share more than a few."""
    indices, stars = {}, {}
    for variant in VARIANTS:
        case, truth = load(variant), truths.load(variant)
        known = by_rival(case, truth, True)
        indices[variant] = [round(mean(known[rival])) for rival in ABOUT]
        stars[variant] = [mean(row.stars for row in genuine(case, truth)[company]) for company in (US, WEB)]
    pairs = list(combinations(VARIANTS, 2))
    alike = [
        sum(one == other for one, other in zip(indices[a], indices[b], strict=True)) / 6 for a, b in pairs
    ]
    assert mean(alike) < 0.2
    assert max(alike) < 0.7
    assert sum(stars[a] == stars[b] for a, b in pairs) <= 0.08 * len(pairs)


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
