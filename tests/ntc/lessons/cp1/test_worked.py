"""The examples of CP1: what they find in every variant, and figures of the class worked out on paper."""

import pytest

from autograder import truth
from ntc.case import VARIANTS, load
from ntc.lessons.cp1 import plans, worked

ASKED = {variant: plans.asked(load(variant)) for variant in VARIANTS}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_documents_are_those_that_the_generator_laid_down(variant):
    case, known = load(variant), {row.doc_id: row for row in truth.load(variant).market_docs}
    found = {
        "market-2019": worked.old_article(case),
        "market-2025": worked.survey(case),
        "electricity": worked.electricity_article(case),
    }
    assert {name: known[doc.doc_id].topic for name, doc in found.items()} == {name: name for name in found}
    note = worked.judged_note(case)
    assert known[note.doc_id].reliability == "fiable"
    assert note.doc_id not in ASKED[variant]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_rival_of_the_example_is_never_asked_about_and_is_judged_as_laid_down(variant):
    case, known = load(variant), {row.offer_id: row for row in truth.load(variant).competitor_offers}
    rival = worked.example_rival(case)
    offers = [offer for offer in case.competitor_offers if offer.competitor == rival.name]
    assert not {offer.offer_id for offer in offers} & ASKED[variant]
    kept = [known[offer.offer_id].reliability == "fiable" for offer in offers]
    assert [not offer.fault for offer in rival.offers] == kept
    assert [len(rival.kept), len(rival.left)] == [4, 2]
    assert {offer.fault for offer in rival.left} == {"périmée", "sans écrit"}
    review = worked.judged_review(case)
    assert truth.load(variant).reviews[case.reviews.index(review)].kind == "authentique"


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_tender_of_the_example_is_scored_as_laid_down(variant):
    case, known = load(variant), {row.tender_id: row for row in truth.load(variant).tenders}
    for tender in case.tenders:
        assert sum(worked.tender_points(case, tender).values()) == known[tender.tender_id].score
        assert worked.bars(case, tender) == (known[tender.tender_id].eliminatory is not None)
    example = worked.example_tender(case)
    assert known[example.tender_id].verdict == "go"
    assert example.tender_id not in ASKED[variant]
    assert not example.public


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_index_rises_and_falls(variant):
    """What the lesson says of electricity: up from December to December, down from mean to mean."""
    power = worked.electricity(load(variant))
    assert power.of_months > 0 > power.of_years


@pytest.mark.parametrize("variant", VARIANTS)
def test_without_the_exceptional_order_the_share_of_the_example_year_is_smaller(variant):
    whole, ordinary = worked.shares(load(variant))
    assert ordinary < whole


# The class: market 17,664 and 19,200 M€; Compressane 17 840 over 15 800, 4 690 over 4 150, 27 740 over
# 24 900, 21 460 over 19 400, left out 3 430 over 2 790 and 19 020 over 15 800; AO03: 5 × 6, 30 days,
# 2 references, 16,8 %, 2 rivals.
def test_figures_of_the_class():
    case = load("00")
    assert float(worked.market_growth(case)) == pytest.approx((19.2 / 17.664) ** (1 / 3) - 1)
    power = worked.electricity(case)
    assert float(power.of_months) == pytest.approx(76.6 / 72 - 1)
    assert (float(power.mean_before), float(power.mean_after)) == pytest.approx((76.733333, 74.308333))
    rival = worked.example_rival(case)
    ratios = [17840 / 15800, 4690 / 4150, 27740 / 24900, 21460 / 19400]
    assert float(rival.index) == pytest.approx(100 * sum(ratios) / 4)
    assert float(worked.mean_ratio(rival.offers)) == pytest.approx(
        100 * (sum(ratios) + 3430 / 2790 + 19020 / 15800) / 6
    )
    points = worked.tender_points(case, worked.example_tender(case))
    assert list(points.values()) == [30, 20, 10, 0, 15]
